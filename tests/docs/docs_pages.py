"""The pages of the documentation, and the code blocks and links in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

__all__ = ["DOCS", "ROOT", "Block", "anchors_of", "blocks", "links_of", "pages"]

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>```+) *(?P<language>[\w+-]*)(?P<more>[^\n`]*)\n(?P<text>.*?)^(?P=indent)(?P=fence) *$",
    re.MULTILINE | re.DOTALL,
)
_SHOWN_FILE = re.compile(r"<!-- file: (\S+) -->\s*$")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)


class Block(NamedTuple):
    """A code block.

    Attributes:
        title: Of a file that the reader writes; empty without one.
        shows: The file below docs/ whose text it is; empty without one.
    """

    page: Path
    line: int
    language: str
    title: str
    shows: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages() -> list[Path]:
    """Returns every page: docs/, and the Markdown files at the root."""
    examples = DOCS / "examples"
    found = [page for page in DOCS.rglob("*.md") if not page.is_relative_to(examples)]
    return sorted([*found, ROOT / "README.md", ROOT / "CONTRIBUTING.md"])


def blocks(*languages: str) -> list[Block]:
    """Returns the code blocks in some languages, page by page in their order."""
    return [block for page in pages() for block in _blocks_of(page) if block.language in languages]


def _blocks_of(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        title = re.search(r'title="([^"]*)"', found["more"])
        shown = _SHOWN_FILE.search(text[: found.start()])
        indent = found["indent"]
        yield Block(
            page=page,
            line=text.count("\n", 0, found.start()) + 1,
            language=found["language"],
            title=title[1] if title else "",
            shows=shown[1] if shown else "",
            text="".join(line.removeprefix(indent) for line in found["text"].splitlines(keepends=True)),
        )


def links_of(page: Path) -> list[str]:
    """Returns the targets of a page's links; what stands in code is none."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return _LINK.findall(re.sub(r"`[^`\n]*`", lambda code: "x" * len(code[0]), text))


def anchors_of(page: Path) -> set[str]:
    """Returns the anchors of a page's headings, as the site makes them."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    made: set[str] = set()
    for heading in _HEADING.findall(text):
        slug = re.sub(r"[^\w\s-]", "", heading).strip().lower()
        slug = re.sub(r"[-\s]+", "-", slug)
        number, unique = 0, slug
        while unique in made:
            number += 1
            unique = f"{slug}_{number}"
        made.add(unique)
    return made
