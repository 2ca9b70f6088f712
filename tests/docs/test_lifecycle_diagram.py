"""The diagram of a product's life is that of the code."""

from __future__ import annotations

import re

from docs_pages import DOCS, blocks
from fondaco_catalog.model.completeness import WEIGHTS
from fondaco_catalog.model.lifecycle import ProductStatus, mermaid


def test_the_diagram_of_the_guide_is_drawn_from_the_code() -> None:
    [diagram] = [block for block in blocks("mermaid") if block.page == DOCS / "guides/catalog/lifecycle.md"]
    assert diagram.text.strip() == mermaid()


def test_the_guide_names_every_check_with_its_weight() -> None:
    text = (DOCS / "guides/catalog/lifecycle.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (`[A-Z_`, ]+`) \| (\d+)", text, re.MULTILINE))
    written = {check: int(weight) for names, weight in rows.items() for check in re.findall(r"[A-Z_]+", names)}
    assert written == {check.name: weight for check, weight in WEIGHTS.items()}


def test_the_guide_says_what_buyers_see_in_each_status() -> None:
    text = (DOCS / "guides/catalog/lifecycle.md").read_text(encoding="utf-8")
    assert [status.name for status in ProductStatus if f"`{status.name}`" not in text] == []
