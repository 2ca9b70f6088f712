"""Every example of the README is well typed and runs against a real server."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fondaco.testing.live import LiveShop

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"^## ([^\n]+)|^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _named() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    heading = ""
    for title, code in BLOCK.findall(README.read_text(encoding="utf-8")):
        if title:
            heading = title
        else:
            found.append((heading, code))
    return found


@pytest.mark.parametrize("code", [code for _, code in _named()], ids=[heading for heading, _ in _named()])
def test_example_runs(code: str, live_shop: LiveShop) -> None:
    program = code.replace("https://shop.example", live_shop.base_url).replace("the-admin-token", live_shop.admin_token)

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 0, done.stderr


def test_examples_are_typed_strictly(tmp_path: Path) -> None:
    for number, (_, code) in enumerate(_named()):
        (tmp_path / f"example_{number}.py").write_text(code, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", tmp_path / "cache", tmp_path],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        env={**os.environ, "MYPYPATH": str(README.parent)},
    )

    assert done.returncode == 0, done.stdout


def test_there_are_examples_of_everything() -> None:
    assert len(_named()) == 6
