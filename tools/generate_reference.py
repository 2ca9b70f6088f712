"""Writes docs/reference/ from the code, and example files into the pages that show them.

The reference is hooks, settings, errors, events, commands, permissions, metrics and GraphQL. A code block below a
comment ``<!-- file: examples/sdk/buy.py -->`` (a path below docs/) is the text of that file.

    uv run python tools/generate_reference.py            # write
    uv run python tools/generate_reference.py --check    # write nothing; exit with 1 and name the pages that differ

What is written depends on the code of this checkout only: no server, no settings file, no clock.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from reference_pages import cli, errors, events, graphql, hooks, permissions, settings, states
from reference_pages.shipped import ROOT

__all__ = ["DOCS", "main", "pages", "with_files"]

DOCS = ROOT / "docs"

_NOTE = "<!-- Written by tools/generate_reference.py. Change the docstrings in the code, not this page. -->"


_SHOWN = re.compile(r"(<!-- file: (\S+) -->\n+```\w*\n)(?:.*?\n)??(?=```)", re.DOTALL)


def with_files(text: str) -> str:
    """Returns a page with the present text of the files that it shows."""
    return _SHOWN.sub(lambda found: found[1] + (DOCS / found[2]).read_text(encoding="utf-8").rstrip() + "\n", text)


def pages() -> dict[Path, str]:
    """Returns the text of each page by its path, relative to docs/: the whole reference, and pages that show files."""
    made = {
        "hooks.md": hooks.page(),
        "settings.md": settings.page(),
        "errors.md": errors.page(),
        "events.md": events.page(),
        "cli.md": cli.page(),
        "permissions.md": permissions.page(),
        "metrics.md": permissions.metrics_page(),
        "graphql.md": graphql.page(),
        "states.md": states.page(),
    }
    written = {Path("reference", name): f"{_NOTE}\n\n{text.strip()}\n" for name, text in made.items()}
    showing = (page.relative_to(DOCS) for page in sorted(DOCS.rglob("*.md")))
    shown = {page: (DOCS / page).read_text(encoding="utf-8") for page in showing if page not in written}
    return written | {page: with_files(text) for page, text in shown.items() if _SHOWN.search(text)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes or compares."""
    parser = argparse.ArgumentParser(description="Write docs/reference/ from the code, and example files into pages.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a page differs")
    check: bool = parser.parse_args(arguments).check
    different = []
    for page, text in pages().items():
        file = DOCS / page
        if file.is_file() and file.read_text(encoding="utf-8") == text:
            continue
        different.append(page.as_posix())
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    for name in different:
        print(f"docs/{name} {'is out of date' if check else 'written'}")
    if check and different:
        print("Run: uv run python tools/generate_reference.py")
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main())
