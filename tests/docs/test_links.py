"""Every link inside the documentation leads somewhere, and nothing in it belongs to one machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs_pages import DOCS, ROOT, anchors_of, links_of, pages


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_pages_and_headings_that_exist(page: Path) -> None:
    broken = []
    for link in links_of(page):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors_of(target)):
            broken.append(link)
    assert broken == []


def test_every_page_is_in_the_navigation() -> None:
    config = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    decisions = DOCS / "decisions"
    index = (decisions / "README.md").read_text(encoding="utf-8")
    missing = [
        str(page.relative_to(DOCS))
        for page in pages()
        if page.is_relative_to(DOCS)
        and f'"{page.relative_to(DOCS).as_posix()}"' not in config
        and not (page.parent == decisions and f"]({page.name})" in index)
    ]
    assert missing == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_name_no_folder_of_one_machine(page: Path) -> None:
    found = re.findall(r"/(?:work|tmp/contract|home/\w+)/\S*|\.\./shared/(?!data)\S*", page.read_text(encoding="utf-8"))
    assert found == []
