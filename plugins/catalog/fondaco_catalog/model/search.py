"""What a product is found by."""

from __future__ import annotations

from collections.abc import Iterable

import nh3

from fondaco_catalog.model.text import fold

__all__ = ["search_text", "search_title"]


def search_title(titles: Iterable[str]) -> str:
    """Returns the folded titles of all languages, each between two line breaks, so that a pattern can tell where a
    title begins and ends.
    """
    folded = dict.fromkeys(fold(title) for title in titles)
    return "\n" + "\n".join(folded) + "\n"


def search_text(texts: Iterable[str], descriptions: Iterable[str] = ()) -> str:
    """Returns everything a product is found by, folded, one text a line.

    Args:
        texts: Titles, names of brand and type, tags, SKUs.
        descriptions: HTML; its tags are left out.
    """
    plain = (nh3.clean(html, tags=set()) for html in descriptions)
    return "\n".join(dict.fromkeys(folded for text in (*texts, *plain) if (folded := fold(text))))
