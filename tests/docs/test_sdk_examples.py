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


@pytest.fixture(scope="module")
def typescript_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the example, compiled strictly against the SDK's package as npm installs it."""
    install = [sys.executable, str(ROOT / "tools" / "generate_sdks.py"), "--install-only"]
    subprocess.run(install, check=True, capture_output=True)
    folder = tmp_path_factory.mktemp("buy")
    package = folder / "node_modules" / "@fondaco" / "sdk"
    build = [COMPILER, "-p", "tsconfig.json", "--outDir", package / "dist"]
    subprocess.run(build, cwd=TYPESCRIPT, check=True, capture_output=True)
    shutil.copy(TYPESCRIPT / "package.json", package)
    shutil.copy(DOCS / "examples" / "sdk" / "buy.ts", folder)
    (folder / "main.ts").write_text(MAIN, encoding="utf-8")
    (folder / "package.json").write_text(json.dumps({"type": "module"}))
    options = {"strict": True, "noUncheckedIndexedAccess": True, "exactOptionalPropertyTypes": True}
    kind = {"module": "NodeNext", "target": "ES2022", "lib": ["ES2022", "DOM"], "types": []}
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options | kind, "include": ["*.ts"]}))
    done = subprocess.run([COMPILER, "-p", folder], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    return folder


MAIN = """\
import { buy } from "./buy.js";
import { GetOrderDocument, type OrderFragment } from "@fondaco/sdk/shop";
import type { OrderRowFragment } from "@fondaco/sdk/admin";

declare const order: OrderFragment & OrderRowFragment;
export type Number = (typeof order)["number"];

const { argv } = (globalThis as unknown as { process: { argv: string[] } }).process;
const bought = await buy(argv[2]!, argv[3]);
console.log(JSON.stringify(bought?.lines.map((line) => line.quantity) ?? null), String(GetOrderDocument).length > 0);
"""


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("4242424242424242", "[2] true\n"),
        ("4000000000000002", "refused: [ 'PAYMENT_DECLINED' ]\nnull true\n"),
    ],
)
def test_the_typescript_example_buys_with_the_installed_package(
    typescript_project: Path, live_shop: LiveShop, card: str, said: str
) -> None:
    command = ["node", typescript_project / "main.js", live_shop.base_url, card]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, said), done.stderr
