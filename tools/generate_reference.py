"""Writes docs/reference/ from the code: hooks, settings, errors, events, commands, permissions, metrics, GraphQL.

    uv run python tools/generate_reference.py            # write
    uv run python tools/generate_reference.py --check    # write nothing; exit with 1 and name the pages that differ

What is written depends on the code of this checkout only: no server, no settings file, no clock.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from reference_pages import cli, errors, events, graphql, hooks, permissions, settings
from reference_pages.shipped import ROOT

__all__ = ["REFERENCE", "main", "pages"]

REFERENCE = ROOT / "docs" / "reference"

_NOTE = "<!-- Written by tools/generate_reference.py. Change the docstrings in the code, not this page. -->"


def pages() -> dict[str, str]:
    """Returns the text of each page by its file name."""
    made = {
        "hooks.md": hooks.page(),
        "settings.md": settings.page(),
        "errors.md": errors.page(),
        "events.md": events.page(),
        "cli.md": cli.page(),
        "permissions.md": permissions.page(),
        "metrics.md": permissions.metrics_page(),
        "graphql.md": graphql.page(),
    }
    return {name: f"{_NOTE}\n\n{text.strip()}\n" for name, text in made.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes or compares."""
    parser = argparse.ArgumentParser(description="Write docs/reference/ from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a page differs")
    check: bool = parser.parse_args(arguments).check
    different = []
    for name, text in pages().items():
        file = REFERENCE / name
        if file.is_file() and file.read_text(encoding="utf-8") == text:
            continue
        different.append(name)
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    for name in different:
        print(f"docs/reference/{name} {'is out of date' if check else 'written'}")
    if check and different:
        print("Run: uv run python tools/generate_reference.py")
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main())
