"""The audit suite of the npm package graphql-http, which says how far a server follows GraphQL over HTTP."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fondaco.testing.live import LiveShop

ROOT = Path(__file__).resolve().parents[3]
TYPESCRIPT = ROOT / "sdk" / "typescript"
AUDITS = 61
"""In the version that sdk/typescript/package-lock.json names; MUST, SHOULD and MAY alike."""


@pytest.fixture(scope="module")
def node() -> str:
    """The node program, with the SDK's node_modules in place, graphql-http among them."""
    program = shutil.which("node")
    assert program is not None, "node comes with the development dependencies: run the tests with `uv run pytest`"
    command = [sys.executable, str(ROOT / "tools" / "generate_sdks.py"), "--install-only"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stdout + done.stderr
    return program


@pytest.mark.parametrize("schema", ["shop", "admin"])
def test_every_audit_passes(node: str, live_shop: LiveShop, schema: str) -> None:
    script = str(Path(__file__).with_name("http_audit.mjs"))
    done = subprocess.run(
        [node, script, f"{live_shop.base_url}/graphql/{schema}", str(TYPESCRIPT)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == AUDITS
