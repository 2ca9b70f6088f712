"""The orders of lists of products."""

from __future__ import annotations

from enum import Enum

__all__ = ["ProductSort"]


class ProductSort(Enum):
    """The order of a list of products.

    BEST_SELLING puts first what sold most in all channels together, and of what sold equally often the newest.
    """

    NEWEST = "newest"
    BEST_SELLING = "best_selling"
    TITLE = "title"
    PRICE_ASC = "price_asc"
    PRICE_DESC = "price_desc"
    RELEVANCE = "relevance"
