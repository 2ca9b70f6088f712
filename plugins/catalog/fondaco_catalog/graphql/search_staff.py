"""The search as staff keep it: synonyms, rules of queries, what was not found, and the state of the index."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import strawberry
from fondaco import clock
from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError, NotFoundError
from fondaco.graphql import ID, Info, SchemaPart, input_type, object_type
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_catalog.graphql.requests import catalog_of
from fondaco_catalog.model import search_staff as model
from fondaco_catalog.permissions import MANAGE_SEARCH
from fondaco_catalog.repository import search_staff as repository
from fondaco_catalog.service import search_staff as verbs

__all__ = ["search_staff"]

search_staff = SchemaPart()

MOST_DAYS = 90
MOST_MISSES = 1_000


class _Synonym(msgspec.Struct, frozen=True):
    row: model.SearchSynonym

    @property
    def id(self) -> str:
        return encode_global_id("SearchSynonym", self.row.id)

    @property
    def locale(self) -> str:
        return self.row.locale

    @property
    def words(self) -> list[str]:
        return self.row.words

    @property
    def means(self) -> list[str]:
        return self.row.means


class _Rule(msgspec.Struct, frozen=True):
    row: model.SearchRule

    @property
    def id(self) -> str:
        return encode_global_id("SearchRule", self.row.id)

    @property
    def channel(self) -> str:
        return self.row.channel

    @property
    def query(self) -> str:
        return self.row.query

    @property
    def pinned(self) -> list[str]:
        return [encode_global_id("Product", id_) for id_ in self.row.pinned]

    @property
    def hidden(self) -> list[str]:
        return [encode_global_id("Product", id_) for id_ in self.row.hidden]

    @property
    def boosts(self) -> list[model.Boost]:
        return self.row.boosts


class _Index(msgspec.Struct, frozen=True):
    queued: int
    rebuild: model.SearchRebuild | None


@object_type(_Synonym)
class SearchSynonym:
    """Words that stand for others.

    Attributes:
        locale: In which language it holds; empty for all.
        words: Any of them also finds what stands for it.
        means: What they stand for, one way; if empty, the words stand for each other.
    """

    id: ID
    locale: str
    words: list[str]
    means: list[str]


@object_type(model.Boost)
class SearchBoost:
    """Products with a value of a facet come earlier, or later.

    Attributes:
        weight: From -10 to 10; ten outweigh a match in the title.
    """

    facet: str
    value: str
    weight: int


@object_type(_Rule)
class SearchRule:
    """What a query shows first, more, less, or not at all.

    Attributes:
        channel: Slug; empty for all channels that have no rule of their own for the query.
        pinned: Ids of products that come first, in this order.
        hidden: Ids of products that are not found by this query.
    """

    id: ID
    channel: str
    query: str
    pinned: list[ID]
    hidden: list[ID]
    boosts: list[SearchBoost]


@object_type(model.SearchMiss)
class SearchMiss:
    """A query that found nothing.

    Attributes:
        query: Folded; what may say who somebody is is never kept.
        times: How often. Answers that came from the cache are not counted.
        last_day: On which it was asked last, such as `2026-11-28`.
    """

    query: str
    channel: str
    locale: str
    times: int
    last_day: str


@object_type(model.SearchRebuild)
class SearchRebuild:
    """A rebuilding of the index.

    Attributes:
        total: Products when it began.
        done: Products so far.
        finished_at: Null while it is at work.
    """

    total: int
    done: int
    started_at: datetime
    finished_at: datetime | None


@object_type(_Index)
class SearchIndex:
    """How the index is.

    Attributes:
        queued: Products that were changed and are not indexed yet.
        rebuild: The last rebuilding; null if there was none.
    """

    queued: int
    rebuild: SearchRebuild | None


@input_type
class SearchSynonymCreateInput:
    """Words that shall stand for others.

    Attributes:
        words: Two or more that stand for each other, or one or more with `means`.
        means: What they stand for, one way.
        locale: In which language it holds; all if left out.
    """

    words: list[str]
    means: list[str] = strawberry.field(default_factory=list)
    locale: str = ""


@input_type
class SearchSynonymUpdateInput:
    """What a synonym shall be from now on.

    Attributes:
        words: Two or more that stand for each other, or one or more with `means`.
        means: What they stand for, one way.
        locale: In which language it holds; all if left out.
    """

    id: ID
    words: list[str]
    means: list[str] = strawberry.field(default_factory=list)
    locale: str = ""


@input_type
class SearchSynonymDeleteInput:
    """Names a synonym."""

    id: ID


@input_type
class SearchBoostInput:
    """A value of a facet whose products come earlier, or later with a negative weight.

    Attributes:
        weight: From -10 to 10, not zero.
    """

    facet: str
    value: str
    weight: int


@input_type
class SearchRuleSetInput:
    """What a query shall show.

    Attributes:
        query: Compared without regard to capitals, plurals and punctuation.
        channel: Slug; for all channels that have no rule of their own if left out.
        pinned: Products that come first, in this order.
        hidden: Products that are not to be found by it.
    """

    query: str
    channel: str = ""
    pinned: list[ID] = strawberry.field(default_factory=list)
    hidden: list[ID] = strawberry.field(default_factory=list)
    boosts: list[SearchBoostInput] = strawberry.field(default_factory=list)


@input_type
class SearchRuleDeleteInput:
    """Names a rule."""

    id: ID


@search_staff.query(type=list[SearchSynonym], permission=MANAGE_SEARCH)
async def search_synonyms() -> list[_Synonym]:
    """All synonyms, the oldest first."""
    return [_Synonym(row) for row in await repository.list_synonyms()]


@search_staff.query(type=list[SearchRule], permission=MANAGE_SEARCH)
async def search_rules() -> list[_Rule]:
    """All rules, by query."""
    return [_Rule(row) for row in await repository.list_rules()]


@search_staff.query(type=list[SearchMiss], permission=MANAGE_SEARCH)
async def search_misses(first: int = 100, days: int = 30, channel: str | None = None) -> list[model.SearchMiss]:
    """Queries that found nothing, the most frequent first.

    Args:
        first: How many, at most 1,000.
        days: How far back, at most 90.
        channel: Slug; all channels if left out.
    """
    for name, value, most in (("first", first, MOST_MISSES), ("days", days, MOST_DAYS)):
        if not 1 <= value <= most:
            raise InvalidInputError(f"From 1 to {most:,}.", field=(name,))
    since = clock.utc_now().date() - timedelta(days=days - 1)
    return await repository.list_misses(since, channel, first)


@search_staff.query(type=SearchIndex, permission=MANAGE_SEARCH)
async def search_index() -> _Index:
    """What waits to be indexed, and the last rebuilding."""
    return _Index(await repository.count_queue(), await repository.find_rebuild())


@search_staff.mutation(returns={"synonym": SearchSynonym}, permission=MANAGE_SEARCH)
async def search_synonym_create(uow: UnitOfWork, data: SearchSynonymCreateInput, info: Info) -> _Synonym:
    """Makes words stand for others."""
    catalog = catalog_of(info)
    made = await verbs.create_synonym(uow, data.locale, data.words, data.means, catalog.policy, catalog.engine.analyzer)
    return await _synonym(made)


@search_staff.mutation(returns={"synonym": SearchSynonym}, permission=MANAGE_SEARCH)
async def search_synonym_update(uow: UnitOfWork, data: SearchSynonymUpdateInput, info: Info) -> _Synonym:
    """Replaces a synonym."""
    catalog = catalog_of(info)
    synonym_id = parse_global_id(data.id, "SearchSynonym", field=("id",))
    await verbs.update_synonym(
        uow, synonym_id, data.locale, data.words, data.means, catalog.policy, catalog.engine.analyzer
    )
    return await _synonym(synonym_id)


async def _synonym(synonym_id: UUID) -> _Synonym:
    row = await repository.find_synonym(synonym_id)
    if row is None:
        raise NotFoundError("There is no such synonym.", code="SYNONYM_NOT_FOUND", field=("id",))
    return _Synonym(row)


@search_staff.mutation(returns={"deleted_id": ID}, permission=MANAGE_SEARCH)
async def search_synonym_delete(uow: UnitOfWork, data: SearchSynonymDeleteInput) -> str:
    """Deletes a synonym."""
    await verbs.delete_synonym(uow, parse_global_id(data.id, "SearchSynonym", field=("id",)))
    return data.id


@search_staff.mutation(returns={"rule": SearchRule}, permission=MANAGE_SEARCH)
async def search_rule_set(uow: UnitOfWork, data: SearchRuleSetInput, info: Info) -> _Rule:
    """Says what a query shows; what was said of it before in that channel is replaced."""
    catalog = catalog_of(info)
    pinned, hidden = (
        [parse_global_id(id_, "Product", field=(name, str(place))) for place, id_ in enumerate(ids)]
        for name, ids in (("pinned", data.pinned), ("hidden", data.hidden))
    )
    boosts = [model.Boost(boost.facet, boost.value, boost.weight) for boost in data.boosts]
    rule_id = await verbs.set_rule(
        uow, data.channel, data.query, pinned, hidden, boosts, catalog.policy, catalog.engine.analyzer
    )
    [rule] = await repository.list_rules([rule_id])
    return _Rule(rule)


@search_staff.mutation(returns={"deleted_id": ID}, permission=MANAGE_SEARCH)
async def search_rule_delete(uow: UnitOfWork, data: SearchRuleDeleteInput) -> str:
    """Deletes a rule."""
    await verbs.delete_rule(uow, parse_global_id(data.id, "SearchRule", field=("id",)))
    return data.id


@search_staff.mutation(returns={"rebuild": SearchRebuild}, permission=MANAGE_SEARCH)
async def search_index_rebuild(uow: UnitOfWork) -> model.SearchRebuild:
    """Begins to make the whole index anew; a job does it while searches go on. Ask `searchIndex` how far it is."""
    state = await repository.find_rebuild(await verbs.start_rebuild(uow))
    assert state is not None  # noqa: S101 (it was made in this transaction)
    return state
