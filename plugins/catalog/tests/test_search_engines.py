"""Another search engine, kept in memory: fed by what the catalogue tells, asked before PostgreSQL, missed by nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.commerce import (
    DocumentsQuery,
    Facet,
    FacetValue,
    ProductDocument,
    ProductHit,
    ProductSearch,
    ProductSearchAnswer,
    SuggestionAnswer,
    SuggestionQuery,
)
from fondaco.commerce.events import ProductsIndexed
from fondaco.db import UnitOfWork
from fondaco.errors import LimitExceededError
from fondaco.events.subscribers import Subscriber
from fondaco.hookspecs import HookSpecs
from fondaco.ids import new_id
from fondaco.observability.health import HealthCheck, run_checks
from fondaco.plugins import NoSettings, Plugin
from fondaco.testing import GraphQLClient


class Shelf(Plugin[NoSettings]):
    """A search engine that finds words of titles."""

    name = "shelf"
    version = "1.0"
    after = ("catalog",)

    def __init__(self, settings: NoSettings) -> None:
        super().__init__(settings)
        self.documents: dict[UUID, ProductDocument] = {}
        self.up = True

    def register_subscribers(self) -> Sequence[Subscriber]:
        """Follows the catalogue's index."""
        return (Subscriber(ProductsIndexed, self.follow, name="follow"),)

    def register_health_checks(self) -> Sequence[HealthCheck]:
        """Says whether it can be asked."""
        return (HealthCheck("shelf", self.check),)

    async def check(self) -> None:
        """Raises while it is down."""
        if not self.up:
            raise ConnectionError("The shelf is down.")

    async def follow(self, uow: UnitOfWork, event: ProductsIndexed) -> None:
        """Takes products in, and out where the catalogue has them no more."""
        query = DocumentsQuery(ids=event.product_ids, moment=uow.now)
        found = {
            document.id: document
            for _, answer in await self.app.hooks.collect(HookSpecs.collect_product_documents, query)
            for document in answer
        }
        for id_ in event.product_ids:
            self.documents.pop(id_, None)
        self.documents.update(found)
        uow.invalidate("search_index")

    def _fitting(self, text: str, channel: str, groups: frozenset[str]) -> list[ProductDocument]:
        return sorted(
            (
                document
                for document in self.documents.values()
                if text.lower() in document.texts[0].title.lower()
                and any(
                    prices.channel == channel and (prices.amounts or not groups.isdisjoint(prices.by_group))
                    for prices in document.prices
                )
            ),
            key=lambda document: document.texts[0].title,
        )

    async def resolve_product_search(self, payload: ProductSearch) -> ProductSearchAnswer | None:
        """Finds by a part of the title; leaves it to PostgreSQL while it is down."""
        if not self.up:
            return None
        found = self._fitting(payload.text, payload.channel.slug, payload.groups)
        tags = sorted({tag for document in found for tag in document.tags})
        values = tuple(
            FacetValue(value=tag, label=tag, count=sum(tag in document.tags for document in found)) for tag in tags
        )
        return ProductSearchAnswer(
            hits=tuple(ProductHit(document.id, str(place)) for place, document in enumerate(found)),
            total=len(found),
            facets=(Facet(name="tag", label="Shelf mark", values=values),) if "tag" in payload.facets else (),
        )

    async def resolve_product_suggestions(self, payload: SuggestionQuery) -> SuggestionAnswer | None:
        """Suggests titles."""
        if not self.up:
            return None
        found = self._fitting(payload.text, payload.channel.slug, payload.groups)[: payload.size]
        return SuggestionAnswer(
            completions=tuple(document.texts[0].title.lower() for document in found),
            products=tuple(document.id for document in found),
        )


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """The catalogue, and another engine beside it."""
    made: App = await make_app(enabled=["catalog"], plugins=[Shelf])
    return made


SEARCH = """{ products(first: 9, search: "%s", facets: ["tag"]) { totalCount nodes { title }
    facets { label values { value count } } } }"""


async def searched(shop: GraphQLClient, text: str) -> tuple[list[str], list[str]]:
    found = (await shop(SEARCH % text))["products"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["title"] for node in found["nodes"]], [facet["label"] for facet in found["facets"]]


async def suggested(shop: GraphQLClient, text: str) -> tuple[list[str], list[str]]:
    found = (await shop('{ searchSuggestions(query: "%s") { completions products { title } } }' % text))[  # noqa: UP031
        "searchSuggestions"
    ]
    return found["completions"], [product["title"] for product in found["products"]]


async def test_another_engine_is_fed_and_asked_for_searches_and_suggestions(
    app: App, shop: GraphQLClient, catalogue: Any
) -> None:
    # given
    shelf: Any = app.host.get("shelf")
    made = await catalogue.product("Tall lamp", tags=["oak"], price="7.00", brandName="Kiln")
    await catalogue.product("Lampshade", tags=["oak"])
    await catalogue.product("Hidden lamp", publish=False)
    await catalogue.index()
    # then it knows what there is
    documents = {document.texts[0].title: document for document in shelf.documents.values()}
    assert set(documents) == {"Tall lamp", "Lampshade", "Hidden lamp"}
    lamp = documents["Tall lamp"]
    assert [(one.channel, one.currency, one.amounts) for one in lamp.prices] == [("default", "EUR", (700,))]
    assert documents["Hidden lamp"].prices == ()
    assert (lamp.tags, lamp.keywords, lamp.fresh_until) == (("oak",), ("Kiln",), None)
    assert {facet.name for facet in lamp.facets} == {"availability", "brand", "tag"}
    # and what a tag is called in other languages, as soon as it is called so
    named = {"tag": "oak", "translations": [{"locale": "zh-Hans", "name": "橡木"}]}
    await catalogue.change("tagTranslate", named, "tag { name }")
    await catalogue.index()
    for document in shelf.documents.values():
        labels = [(facet.label, facet.labels) for facet in document.facets if facet.name == "tag"]
        assert labels == ([("oak", {"zh-Hans": "橡木"})] if document.tags else [])
    # and answers, in the middle of words, which PostgreSQL does not
    assert await searched(shop, "amp") == (["Lampshade", "Tall lamp"], ["Shelf mark"])
    assert await suggested(shop, "amp") == (["lampshade", "tall lamp"], ["Lampshade", "Tall lamp"])
    # when something changes, and something goes
    await catalogue.change("productUpdate", {"id": made["id"], "title": "Tall clamp"}, "product { id }")
    await catalogue.index()
    assert (await searched(shop, "clamp"))[0] == ["Tall clamp"]
    await catalogue.change("productDelete", {"id": made["id"]}, "deletedId")
    await catalogue.index()
    assert (await searched(shop, "amp"))[0] == ["Lampshade"]


async def test_postgresql_answers_while_the_other_engine_is_down(app: App, shop: GraphQLClient, catalogue: Any) -> None:
    await catalogue.product("Tall lamp", tags=["oak"])
    await catalogue.index()
    shelf: Any = app.host.get("shelf")
    checks = shelf.register_health_checks()
    assert (await run_checks(checks)).ready
    shelf.up = False
    assert (await run_checks(checks)).checks == {"shelf": "ConnectionError"}
    assert await searched(shop, "lamp") == (["Tall lamp"], ["Tag"])
    assert await suggested(shop, "lam") == (["lamp"], ["Tall lamp"])


async def test_too_many_documents_at_once_are_refused(app: App) -> None:
    query = DocumentsQuery(ids=tuple(new_id() for _ in range(501)))
    with pytest.raises(LimitExceededError) as caught:
        await app.hooks.collect(HookSpecs.collect_product_documents, query)
    assert caught.value.code == "TOO_MANY_VALUES"
