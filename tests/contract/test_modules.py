"""Every module says what it is and what it offers."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = [
    file
    for pattern in ("core/fondaco/**/*.py", "plugins/*/fondaco_*/**/*.py")
    for file in sorted(ROOT.glob(pattern))
    if "migrations" not in file.parts
]
LONGEST = 400


def problems(file: Path) -> list[str]:
    """Returns what is wrong with a module."""
    text = file.read_text(encoding="utf-8")
    tree = ast.parse(text)
    found = []
    if not (ast.get_docstring(tree) or "").strip():
        found.append("no docstring")
    if len(text.splitlines()) > LONGEST:
        found.append(f"more than {LONGEST} lines")
    names = {
        node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    } | {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    if file.name != "__init__.py" and "__all__" not in names and any(not name.startswith("_") for name in names):
        found.append("no __all__")
    return found


@pytest.mark.parametrize("package", sorted({"/".join(file.relative_to(ROOT).parts[:3]) for file in FILES}))
def test_every_module_says_what_it_is_and_what_it_offers(package: str) -> None:
    files = [file for file in FILES if file.is_relative_to(ROOT / package)]
    assert {str(file.relative_to(ROOT)): found for file in files if (found := problems(file))} == {}


def test_there_is_something_to_look_at() -> None:
    assert len(FILES) > 100
