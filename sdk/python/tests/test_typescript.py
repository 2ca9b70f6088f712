"""The TypeScript SDK's tests, its purchases from a real server among them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fondaco.testing.live import LiveShop

ROOT = Path(__file__).resolve().parents[3]
TYPESCRIPT = ROOT / "sdk" / "typescript"


@pytest.fixture(scope="module")
def npm() -> str:
    """The npm program, with node_modules in place."""
    program = shutil.which("npm")
    assert program is not None, "npm comes with the development dependencies: run the tests with `uv run pytest`"
    command = [sys.executable, str(ROOT / "tools" / "generate_sdks.py"), "--install-only"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stdout + done.stderr
    return program


def test_the_typescript_sdk_buys_from_a_real_server(npm: str, live_shop: LiveShop) -> None:
    environment = {**os.environ, "FONDACO_URL": live_shop.base_url, "FONDACO_TEST_ADMIN_TOKEN": live_shop.admin_token}

    done = subprocess.run(
        [npm, "test"], cwd=TYPESCRIPT, env=environment, capture_output=True, text=True, check=False, timeout=280
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^\S+ skipped 0$", done.stdout, re.MULTILINE), done.stdout


def test_the_typescript_package_builds(npm: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [npm, "exec", "--", "tsc", "-p", "tsconfig.json", "--outDir", str(tmp_path)],
        cwd=TYPESCRIPT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "index.d.ts").is_file()
    assert "node_modules" not in "".join(path.read_text() for path in tmp_path.rglob("*.js"))
