"""Suggestions while a buyer types."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from fondaco.access.permissions import ANYONE
from fondaco.commerce import SuggestedCategory as _Category
from fondaco.commerce import SuggestionAnswer, SuggestionQuery, WordCorrection
from fondaco.errors import InvalidInputError
from fondaco.graphql import Info, SchemaPart, object_type
from fondaco.hookspecs import HookSpecs

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.requests import load_products, scope_of
from fondaco_catalog.graphql.search import SearchCorrection
from fondaco_catalog.model import views
from fondaco_catalog.repository.valid_prices import tell

__all__ = ["suggestions"]

MOST = 20

suggestions = SchemaPart()


class Suggested(msgspec.Struct, frozen=True):
    """Suggestions with the products loaded."""

    completions: Sequence[str]
    products: Sequence[views.Product]
    categories: Sequence[_Category]
    corrections: Sequence[WordCorrection]


@object_type(_Category)
class SuggestedCategory:
    """A category whose name has what was typed."""

    slug: str
    name: str


@object_type(Suggested)
class SearchSuggestions:
    """What somebody who is typing may want.

    Attributes:
        completions: What was typed, gone on with; the most frequent first. Each finds something in this channel.
        products: The best first.
        categories: Those with something in them whose names have what was typed.
        corrections: Words that were taken for misspelt.
    """

    completions: list[str]
    products: list[types.Product]
    categories: list[SuggestedCategory]
    corrections: list[SearchCorrection]


@suggestions.query(type=SearchSuggestions, permission=ANYONE, shared=True)
async def search_suggestions(info: Info, query: str, first: int = 6) -> Suggested:
    """Suggestions for a search field, while somebody types: words, products and categories.

    Args:
        query: What was typed so far; beginnings of words, misspelt ones and Chinese in pinyin are understood.
        first: How many of each kind, at most 20.
    """
    if not 0 < first <= MOST:
        raise InvalidInputError(f"first is from 1 to {MOST}.", code="INVALID_INPUT", field=("first",))
    context = info.context
    context.depends_on("products", "search_index", "categories")
    scope = scope_of(context)
    asked = SuggestionQuery(
        text=query,
        channel=context.channel,
        locale=context.locale,
        groups=scope.groups,
        moment=scope.moment,
        size=first,
    )
    found = await context.hooks.first(HookSpecs.resolve_product_suggestions, asked) or SuggestionAnswer()
    products = await load_products(context, found.products) if found.products else []
    if not found.products:
        await tell(scope, [])
    return Suggested(
        found.completions, [product for product in products if product is not None], found.categories, found.corrections
    )
