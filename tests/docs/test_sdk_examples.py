"""The purchases with the SDKs that the guide for front-end teams shows."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from docs_pages import DOCS, ROOT
from fondaco.testing.live import LiveShop

TYPESCRIPT = ROOT / "sdk" / "typescript"
COMPILER = TYPESCRIPT / "node_modules" / ".bin" / "tsc"


def example() -> ModuleType:
    """The Python example as a module."""
    spec = importlib.util.spec_from_file_location("docs_example_buy", DOCS / "examples" / "sdk" / "buy.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_python_example_buys_something(live_shop: LiveShop) -> None:
    order = example().buy(live_shop.base_url)
    assert sum(line.quantity for line in order.lines) == 2
    assert order.totals.total.amount > 0


def test_the_python_example_says_that_a_card_was_declined(
    live_shop: LiveShop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert example().buy(live_shop.base_url, card="4000000000000002") is None
    assert "PAYMENT_DECLINED" in capsys.readouterr().out


def test_the_typescript_example_compiles(tmp_path: Path) -> None:
    install = [sys.executable, str(ROOT / "tools" / "generate_sdks.py"), "--install-only"]
    subprocess.run(install, check=True, capture_output=True)
    shutil.copy(DOCS / "examples" / "sdk" / "buy.ts", tmp_path)
    (tmp_path / "package.json").write_text(json.dumps({"type": "module"}))
    config = {
        "extends": str(TYPESCRIPT / "tsconfig.json"),
        "compilerOptions": {
            "noEmit": True,
            "rootDir": "/",
            "paths": {"@fondaco/sdk": [str(TYPESCRIPT / "src" / "index.ts")]},
        },
        "include": ["buy.ts"],
    }
    (tmp_path / "tsconfig.json").write_text(json.dumps(config))
    done = subprocess.run([COMPILER, "-p", tmp_path], cwd=TYPESCRIPT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
