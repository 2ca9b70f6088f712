"""The tutorial "Your first plugin", followed to the letter in an empty folder."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from .project import REPOSITORY, Project, clean_environment
from .serving import ask, running_dev

TUTORIAL = REPOSITORY / "docs" / "tutorial" / "first-plugin.md"
EXAMPLE = REPOSITORY / "docs" / "examples" / "wishlist"
_BLOCK = re.compile(
    r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$', re.DOTALL | re.MULTILINE
)


class Block(msgspec.Struct, frozen=True):
    """A fenced block of code; ``title`` is the file it is (a part of)."""

    language: str
    title: str | None
    text: str


def blocks() -> list[Block]:
    return [Block(**found.groupdict()) for found in _BLOCK.finditer(TUTORIAL.read_text(encoding="utf-8"))]


def files() -> dict[str, str]:
    """Returns the files that the tutorial's blocks make: parts of one file follow each other as PEP 8 spaces them."""
    parts: dict[str, list[str]] = {}
    for block in blocks():
        if block.title is not None:
            parts.setdefault(block.title, []).append(block.text.rstrip("\n"))
    return {title: "\n\n\n".join(texts) + "\n" for title, texts in parts.items()}


def commands() -> list[str]:
    return [line for block in blocks() if block.language == "sh" for line in block.text.splitlines()]


def without_id(migration: str) -> str:
    return re.sub(r'^ID = ".*"$', "", migration, flags=re.MULTILINE)


def test_the_pieces_are_the_tested_file() -> None:
    assert files()["fondaco_wishlist.py"] == (EXAMPLE / "fondaco_wishlist.py").read_text(encoding="utf-8")


def test_the_plugin_fits_in_sixty_lines() -> None:
    assert len(files()["fondaco_wishlist.py"].splitlines()) <= 60


@pytest.mark.timeout(600)
def test_whoever_follows_it_gets_a_working_plugin(tmp_path: Path) -> None:
    folder = tmp_path / "wishlist"
    folder.mkdir()
    project = Project(folder)
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8")
    [query] = [block.text for block in blocks() if block.language == "graphql"]

    done = []
    for command in commands():
        uv, *arguments = command.replace("~/fondaco", str(REPOSITORY)).split()
        assert uv == "uv", command
        if arguments[-1] == "dev":
            with running_dev(project, *arguments) as served:
                assert ask(served.shop, query) == {"wishlist": [], "products": {"nodes": []}}
        else:
            done.append(project.run(*arguments))
    assert "1 passed" in done[-1]

    [migration] = (folder / "migrations").glob("*.py")
    [committed] = (EXAMPLE / "migrations").glob("*.py")
    assert without_id(migration.read_text()) == without_id(committed.read_text())

    shutil.copy(EXAMPLE / "test_wishlist.py", folder)
    assert re.search(r"\d+ passed", project.run("run", "--no-sync", "pytest", "-q", "test_wishlist.py"))


def test_the_example_is_typed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--follow-imports=silent", str(EXAMPLE)],
        cwd=REPOSITORY,
        env=clean_environment(MYPYPATH=str(EXAMPLE)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
