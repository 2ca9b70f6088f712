"""Collections: what is put in by hand, what a rule puts in, and where they are published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

import msgspec
import strawberry
from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Info, SchemaPart, enum_type, input_type, object_type
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.requests import largest_page, policy_of, scope_of
from fondaco_catalog.model import views
from fondaco_catalog.model.collection_rules import Rule, RuleCondition, RuleField, RuleGroup, RuleMatch, clean_rule
from fondaco_catalog.permissions import MANAGE_PRODUCTS, VIEW_PRODUCTS
from fondaco_catalog.repository import collection_rules, collections, products
from fondaco_catalog.service import collection_products
from fondaco_catalog.service.collection_rules import set_collection_rule

__all__ = ["collection_admin"]

collection_admin = SchemaPart()

enum_type(RuleMatch, name="CollectionRuleMatch")
enum_type(RuleField, name="CollectionRuleField")

_TYPES = {RuleField.CATEGORY: "Category", RuleField.BRAND: "Brand", RuleField.PRODUCT_TYPE: "ProductType"}


@input_type
class CollectionRuleConditionInput:
    """A question about a product; the field says which of the others are read.

    Attributes:
        values: Ids, texts or codes; one of them has to fit.
        name: Of an option, or the code of an attribute.
        channel: Its slug.
        min: At least, in major units.
        max: At most, in major units.
        since: Made at or after this moment.
        days: Made within so many days.
        negate: Whether it has not to hold.
    """

    field: RuleField
    values: list[str] = strawberry.field(default_factory=list)
    name: str = ""
    channel: str = ""
    min: Decimal | None = None
    max: Decimal | None = None
    since: datetime | None = None
    days: int | None = None
    negate: bool = False

    def condition(self, at: tuple[str, ...]) -> RuleCondition:
        """Returns the condition as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        values = list(self.values)
        if (type_name := _TYPES.get(self.field)) is not None:
            values = [
                str(parse_global_id(value, type_name, field=(*at, "values", str(index))))
                for index, value in enumerate(values)
            ]
        return RuleCondition(
            field=self.field,
            values=tuple(values),
            name=self.name,
            channel=self.channel,
            min=self.min,
            max=self.max,
            since=self.since,
            days=self.days,
            negate=self.negate,
        )


@input_type
class CollectionRuleGroupInput:
    """Conditions of which all or any have to hold."""

    match: RuleMatch
    conditions: list[CollectionRuleConditionInput]


@input_type
class CollectionRuleInput:
    """Conditions and groups of conditions, of which all or any have to hold."""

    match: RuleMatch
    conditions: list[CollectionRuleConditionInput] = strawberry.field(default_factory=list)
    groups: list[CollectionRuleGroupInput] = strawberry.field(default_factory=list)

    def rule(self) -> Rule:
        """Returns the rule as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        return Rule(
            match=self.match,
            conditions=_conditions(self.conditions, ("rule",)),
            groups=tuple(
                RuleGroup(match=group.match, conditions=_conditions(group.conditions, ("rule", "groups", str(index))))
                for index, group in enumerate(self.groups)
            ),
        )


def _conditions(given: Sequence[CollectionRuleConditionInput], at: tuple[str, ...]) -> tuple[RuleCondition, ...]:
    return tuple(found.condition((*at, "conditions", str(index))) for index, found in enumerate(given))


class ShownCondition(msgspec.Struct, frozen=True):
    """A condition with ids as the API writes them."""

    field: RuleField
    values: list[str]
    name: str
    channel: str
    min: Decimal | None
    max: Decimal | None
    since: datetime | None
    days: int | None
    negate: bool


class ShownGroup(msgspec.Struct, frozen=True):
    """Conditions of which all or any have to hold."""

    match: RuleMatch
    conditions: list[ShownCondition]


class ShownRule(msgspec.Struct, frozen=True):
    """A rule with ids as the API writes them."""

    match: RuleMatch
    conditions: list[ShownCondition]
    groups: list[ShownGroup]


@object_type(ShownCondition)
class CollectionRuleCondition:
    """A question about a product; the field says which of the others are read.

    Attributes:
        values: Ids, texts or codes; one of them has to fit.
    """

    field: RuleField
    values: list[str]
    name: str
    channel: str
    min: Decimal | None
    max: Decimal | None
    since: datetime | None
    days: int | None
    negate: bool


@object_type(ShownGroup)
class CollectionRuleGroup:
    """Conditions of which all or any have to hold."""

    match: RuleMatch
    conditions: list[CollectionRuleCondition]


@object_type(ShownRule)
class CollectionRule:
    """Conditions and groups of conditions, of which all or any have to hold."""

    match: RuleMatch
    conditions: list[CollectionRuleCondition]
    groups: list[CollectionRuleGroup]


def _shown(conditions: Sequence[RuleCondition]) -> list[ShownCondition]:
    return [
        ShownCondition(
            found.field,
            [encode_global_id(_TYPES[found.field], UUID(value)) for value in found.values]
            if found.field in _TYPES
            else list(found.values),
            found.name,
            found.channel,
            found.min,
            found.max,
            found.since,
            found.days,
            found.negate,
        )
        for found in conditions
    ]


@object_type(collections.RuleRefresh)
class CollectionRuleRefresh:
    """How far the working out of a rule is.

    Attributes:
        done: Products that it was asked about.
        total: Products that there were when it began.
        finished_at: Null while it is being worked out.
    """

    done: int
    total: int
    finished_at: datetime | None


class Preview(msgspec.Struct, frozen=True):
    """For whom a rule would hold."""

    count: int
    products: list[views.Product]


@object_type(Preview)
class CollectionRulePreview:
    """For which products a rule would hold now.

    Attributes:
        products: The newest of them.
    """

    count: int
    products: list[types.Product]


@collection_admin.query(type=CollectionRulePreview, permission=VIEW_PRODUCTS)
async def collection_rule_preview(info: Info, rule: CollectionRuleInput, first: int = 10) -> Preview:
    """Asks a rule about all products without changing anything.

    Args:
        first: How many of the newest to show.
    """
    if not 0 <= first <= largest_page(info):
        raise InvalidInputError(f"first is from 0 to {largest_page(info)}.", field=("first",))
    cleaned, scope = clean_rule(rule.rule(), policy_of(info)), scope_of(info.context)
    count = await collection_rules.count_matching(cleaned, info.context.app.channels, scope.moment)
    ids = await collection_rules.list_some_matching(cleaned, info.context.app.channels, scope.moment, first)
    found = await products.list_products_by_ids(scope, ids)
    return Preview(count, [product for product in found if product is not None])


@collection_admin.extend("Collection", type=CollectionRule | None, name="rule")
async def collection_rule(parents: Sequence[views.Collection]) -> list[ShownRule | None]:
    """Which products belong to it by themselves; null if all were put in by hand."""
    return [
        None
        if rule is None
        else ShownRule(
            rule.match,
            _shown(rule.conditions),
            [ShownGroup(group.match, _shown(group.conditions)) for group in rule.groups],
        )
        for rule in await collections.list_rules([parent.id for parent in parents])
    ]


@collection_admin.extend("Collection", type=CollectionRuleRefresh | None, name="ruleRefresh")
async def collection_rule_refresh(parents: Sequence[views.Collection]) -> list[collections.RuleRefresh | None]:
    """How far the working out of its rule is; null without a rule."""
    return await collections.list_refreshes([parent.id for parent in parents])


@collection_admin.extend("Collection", type=list[str], name="channels")
async def collection_channels(parents: Sequence[views.Collection]) -> list[list[str]]:
    """The channels in whose shops it is shown."""
    return [parent.channels for parent in parents]


@collection_admin.extend("Collection", type=list[types.Product], name="excludedProducts")
async def collection_excluded(parents: Sequence[views.Collection], info: Info) -> list[list[views.Product]]:
    """Products that stay out of it whatever its rule says."""
    by_collection = await collections.list_excluded_ids([parent.id for parent in parents])
    wanted = sorted({id_ for ids in by_collection for id_ in ids})
    found = dict(zip(wanted, await products.list_products_by_ids(scope_of(info.context), wanted), strict=True))
    return [[product for id_ in ids if (product := found[id_]) is not None] for ids in by_collection]


@collection_admin.mutation(returns={"collection": types.Collection}, permission=MANAGE_PRODUCTS)
async def collection_rule_set(
    uow: UnitOfWork,
    info: Info,
    collection_id: ID,
    rule: CollectionRuleInput | None = None,
    sort: views.ProductSort = views.ProductSort.NEWEST,
    expected_version: int | None = None,
) -> views.Collection:
    """Gives a collection a rule; a job works out who belongs to it.

    Args:
        rule: Null takes the rule away; what it had found stays, as if it had been put in by hand.
        sort: The order of what the rule finds, behind what is pinned.
        expected_version: The collection's version as you read it: if somebody edited it since, nothing is done.
    """
    id_ = _collection_id(collection_id)
    wanted = None if rule is None else rule.rule()
    await set_collection_rule(uow, id_, wanted, sort, policy_of(info), expected_version=expected_version)
    return await collections.get_collection(scope_of(info.context), id_)


def _collection_id(value: str) -> UUID:
    return parse_global_id(value, "Collection", field=("collectionId",))


def _products(given: Sequence[str]) -> list[UUID]:
    return [parse_global_id(id_, "Product", field=("productIds", str(index))) for index, id_ in enumerate(given)]


def _before(value: str | None) -> UUID | None:
    return None if value is None else parse_global_id(value, "Product", field=("beforeId",))


@collection_admin.mutation(returns={"collection": types.Collection}, permission=MANAGE_PRODUCTS)
async def collection_products_add(
    uow: UnitOfWork, info: Info, collection_id: ID, product_ids: list[ID], before_id: ID | None = None
) -> views.Collection:
    """Puts products into a collection; where it has a rule they are pinned.

    Args:
        before_id: A product of the collection that they come before; behind all if left out.
    """
    id_ = _collection_id(collection_id)
    await collection_products.add_products(uow, id_, _products(product_ids), policy_of(info), before=_before(before_id))
    return await collections.get_collection(scope_of(info.context), id_)


@collection_admin.mutation(returns={"collection": types.Collection}, permission=MANAGE_PRODUCTS)
async def collection_products_remove(
    uow: UnitOfWork, info: Info, collection_id: ID, product_ids: list[ID]
) -> views.Collection:
    """Takes products out of a collection; where it has a rule they are no longer pinned, and the rule decides."""
    id_ = _collection_id(collection_id)
    await collection_products.remove_products(uow, id_, _products(product_ids))
    return await collections.get_collection(scope_of(info.context), id_)


@collection_admin.mutation(returns={"collection": types.Collection}, permission=MANAGE_PRODUCTS)
async def collection_products_move(
    uow: UnitOfWork,
    info: Info,
    collection_id: ID,
    product_ids: list[ID],
    before_id: ID | None = None,
    expected_version: int | None = None,
) -> views.Collection:
    """Moves products of a collection, together and in this order.

    Args:
        before_id: A product of the collection that they come before; behind all if left out.
        expected_version: The collection's version as you read it: if somebody edited it since, nothing is done.
    """
    id_ = _collection_id(collection_id)
    await collection_products.move_products(
        uow, id_, _products(product_ids), before=_before(before_id), expected_version=expected_version
    )
    return await collections.get_collection(scope_of(info.context), id_)


@collection_admin.mutation(returns={"collection": types.Collection}, permission=MANAGE_PRODUCTS)
async def collection_products_exclude(
    uow: UnitOfWork, info: Info, collection_id: ID, product_ids: list[ID]
) -> views.Collection:
    """Keeps products out of a collection whatever its rule says."""
    id_ = _collection_id(collection_id)
    await collection_products.exclude_products(uow, id_, _products(product_ids))
    return await collections.get_collection(scope_of(info.context), id_)


@collection_admin.mutation(returns={"collection": types.Collection}, permission=MANAGE_PRODUCTS)
async def collection_products_include(
    uow: UnitOfWork, info: Info, collection_id: ID, product_ids: list[ID]
) -> views.Collection:
    """Lets the rule of a collection decide again about products that were excluded."""
    id_ = _collection_id(collection_id)
    await collection_products.include_products(uow, id_, _products(product_ids))
    return await collections.get_collection(scope_of(info.context), id_)
