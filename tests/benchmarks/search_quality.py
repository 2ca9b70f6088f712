"""How good the search is: precision at 5 and mean reciprocal rank over the table of `tests.benchmarks.search_queries`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from uuid import UUID

import msgspec
from fondaco.app import App
from fondaco.commerce import ProductSearch
from fondaco.db.engine import fetch_all
from fondaco.hookspecs import HookSpecs
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.service.search_index import analyzer_of
from fondaco_catalog.service.search_staff import create_synonym
from fondaco_catalog.settings import CatalogSettings

from tests.benchmarks.catalog_shop import CHINESE
from tests.benchmarks.search_queries import CHINESE_QUERIES, ENGLISH_QUERIES, SYNONYMS, Query

__all__ = ["Judged", "Quality", "judge_searches", "keep_synonyms", "quality_of"]

DEPTH = 20
"""How far down a hit is looked for."""


class Judged(msgspec.Struct, frozen=True):
    """What came of a query.

    Attributes:
        precision: Share of hits among the first five, or among as many as there are hits at all.
        reciprocal: One divided by the place of the first hit; zero without one.
        first: What was found first.
    """

    text: str
    precision: float
    reciprocal: float
    first: list[str]


class Quality(msgspec.Struct, frozen=True):
    """The means over all queries."""

    queries: int
    precision_at_5: float
    mrr: float


class _Titled(msgspec.Struct, frozen=True):
    id: UUID
    title: str
    code: str


def _meant(query: Query, products: Sequence[_Titled]) -> set[UUID]:
    found: set[UUID] = set()
    for part in [query.meant] if "#" not in query.meant else query.meant.split("|"):
        pattern = re.compile(part.removeprefix("#"), re.IGNORECASE)
        read: Callable[[_Titled], str] = (lambda one: one.code) if part.startswith("#") else (lambda one: one.title)
        found |= {product.id for product in products if pattern.search(read(product))}
    return found


async def keep_synonyms(app: App) -> None:
    """Makes the synonyms of the table."""
    policy = Policy(app.channels, CatalogSettings())
    async with app.unit_of_work(app.system_context()) as uow:
        for locale, words, means in SYNONYMS:
            await create_synonym(uow, locale, words, means, policy, analyzer_of(policy))


async def judge_searches(app: App) -> list[Judged]:
    """Asks every query of the catalogues that are there, and judges what is found.

    Raises:
        ValueError: If a query means nothing that these catalogues have.
    """
    products = await fetch_all(
        _Titled,
        "SELECT p.id, p.title, min(v.sku) AS code FROM catalog.product p "
        "JOIN catalog.product_variant v ON v.product = p.id GROUP BY p.id",
    )
    by_id = {product.id: product for product in products}
    judged = []
    for locale, queries in (("en", ENGLISH_QUERIES), (CHINESE, CHINESE_QUERIES)):
        for query in queries:
            meant = _meant(query, products)
            if not meant:
                raise ValueError(f"nothing in the catalogues is meant by {query.text!r}")
            search = ProductSearch(text=query.text, channel=app.default_channel, locale=locale, size=DEPTH)
            answer = await app.hooks.first(HookSpecs.resolve_product_search, search)
            found = [hit.id for hit in answer.hits] if answer is not None else []
            most = min(5, len(meant))
            places = [place for place, id_ in enumerate(found, start=1) if id_ in meant]
            judged.append(
                Judged(
                    query.text,
                    sum(place <= most for place in places) / most,
                    1 / places[0] if places else 0.0,
                    [by_id[id_].title for id_ in found[:5]],
                )
            )
    return judged


def quality_of(judged: Sequence[Judged]) -> Quality:
    """Returns the means."""
    number = len(judged)
    return Quality(
        number,
        round(sum(one.precision for one in judged) / number, 3),
        round(sum(one.reciprocal for one in judged) / number, 3),
    )
