"""Profiles of property tests: few cases each in CI, many at night (``tests/nightly.sh``)."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("ci", deadline=None)
settings.register_profile("nightly", deadline=None, max_examples=5000)
settings.load_profile("nightly" if os.environ.get("FONDACO_NIGHTLY") == "1" else "ci")
