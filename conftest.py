"""Profiles of property tests, few cases each in CI and many at night (``tests/nightly.sh``); and the order of files."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("ci", deadline=None)
settings.register_profile("nightly", deadline=None, max_examples=5000)
settings.load_profile("nightly" if os.environ.get("FONDACO_NIGHTLY") == "1" else "ci")

ROOT = Path(__file__).parent

LONGEST = (
    "tests/contract/test_answers_are_never_stale.py",
    "tests/scaffold/test_scaffold.py",
    "tests/e2e/test_storefront.py",
    "core/tests/db/test_embedded.py",
    "tests/scaffold/test_tutorial.py",
    "tests/e2e/test_demo.py",
    "tests/contract/test_executors_agree.py",
    "core/tests/graphql/test_http_audit.py",
    "sdk/python/tests/test_typescript.py",
    "sdk/python/tests/test_generated.py",
    "core/tests/cli/test_commands.py",
    "tests/benchmarks/test_benchmarks.py",
    "tests/benchmarks/test_search_quality.py",
    "plugins/checkout/tests/test_kill.py",
    "core/tests/graphql/subscriptions/test_subscriptions_server.py",
    "core/tests/cli/test_reloading.py",
    "tests/docs/test_sdk_examples.py",
)
"""Files that take longer than their number of tests lets one think, the longest first."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts long files first and those of few tests last, so that test processes end at about the same time.

    A file is run by one process. pytest-xdist goes by the number of tests alone (``--no-loadscope-reorder`` keeps it
    from that), and began with a file of one test, which takes a minute, when the others had nothing left.
    """
    places = {ROOT / file: place for place, file in enumerate(LONGEST)}
    gone = [str(file) for file in places if not file.is_file()]
    if gone:
        raise pytest.UsageError(f"conftest.py names test files that do not exist: {', '.join(gone)}")
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda item: (places.get(item.path, len(places)), -sizes[item.path], str(item.path)))
