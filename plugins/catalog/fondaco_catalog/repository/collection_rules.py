"""Rules of collections as SQL, and who belongs to which collection by its rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import Channel, Money
from fondaco.db import execute, fetch_all, fetch_value

from fondaco_catalog.model.collection_rules import Rule, RuleCondition, RuleMatch
from fondaco_catalog.model.text import like_pattern
from fondaco_catalog.repository.bundle_parts import Place, bundle_available
from fondaco_catalog.repository.published import is_published

__all__ = [
    "RuleSql",
    "RuledCollection",
    "apply_rules",
    "count_matching",
    "list_product_ids_after",
    "list_ruled_collections",
    "list_some_matching",
    "lock_memberships",
    "note_due",
    "take_due",
]

MEMBERSHIP_LOCK = 0x72756C6573
"""Of ``pg_advisory_xact_lock``: the word rules in ASCII."""


async def lock_memberships() -> None:
    """Lets no other transaction work out memberships until this one ends.

    So each sees every product as it is at least since the change that it was told of, and what an older look found is
    never written over what a newer one did.
    """
    await execute("SELECT pg_advisory_xact_lock($1)", MEMBERSHIP_LOCK)


class RuleSql:
    """Turns rules into conditions on a product ``p``.

    Attributes:
        params: Values of ``$1``, ``$2`` … in the order in which they were bound.
    """

    def __init__(self, channels: Mapping[str, Channel], moment: datetime) -> None:
        self.params: list[object] = []
        self._channels = channels
        self._moment = moment

    def bind(self, value: object) -> str:
        """Takes a value in and returns its placeholder."""
        self.params.append(value)
        return f"${len(self.params)}"

    def holds(self, rule: Rule) -> str:
        """Returns the condition that the rule holds."""
        groups = [self._joined([self._one(found) for found in group.conditions], group.match) for group in rule.groups]
        return self._joined([*(self._one(found) for found in rule.conditions), *groups], rule.match)

    @staticmethod
    def _joined(conditions: Sequence[str], match: RuleMatch) -> str:
        return "(" + (" AND " if match is RuleMatch.ALL else " OR ").join(conditions) + ")"

    def _one(self, condition: RuleCondition) -> str:
        sql = getattr(self, f"_{condition.field.value}")(condition)
        # What cannot be said of a product, such as the brand of one without, does not hold.
        return f"NOT COALESCE({sql}, FALSE)" if condition.negate else f"COALESCE({sql}, FALSE)"

    def _ids(self, condition: RuleCondition) -> str:
        return f"{self.bind([UUID(value) for value in condition.values])}::uuid[]"

    def _texts(self, condition: RuleCondition) -> str:
        return f"{self.bind(list(condition.values))}::text[]"

    def _category(self, condition: RuleCondition) -> str:
        return f"p.category IN (SELECT c.id FROM catalog.category c WHERE c.path && {self._ids(condition)})"  # noqa: S608

    def _brand(self, condition: RuleCondition) -> str:
        return f"p.brand = ANY({self._ids(condition)})"

    def _product_type(self, condition: RuleCondition) -> str:
        return f"p.type = ANY({self._ids(condition)})"

    def _tag(self, condition: RuleCondition) -> str:
        return f"p.tags && {self._texts(condition)}"

    def _title(self, condition: RuleCondition) -> str:
        patterns = self.bind([like_pattern(value) for value in condition.values])
        return f"p.title ILIKE ANY({patterns}::text[])"

    def _now(self) -> str:
        return f"{self.bind(self._moment)}::timestamptz"

    def _window(self, condition: RuleCondition, more: str) -> str:
        channel = self._channels.get(condition.channel)
        if channel is None:  # it was taken out of the settings
            return "FALSE"
        moment = self._now()
        return (
            f"EXISTS (SELECT FROM catalog.price_window w WHERE w.product = p.id AND w.audience = '' "
            f"AND w.channel = {self.bind(channel.slug)} AND w.currency = {self.bind(channel.currency)} "
            f"AND w.starts_at <= {moment} AND w.ends_at > {moment}{more})"
        )

    def _price(self, condition: RuleCondition) -> str:
        channel = self._channels.get(condition.channel)
        more = ""
        for bound, operator in ((condition.min, ">="), (condition.max, "<=")):
            if bound is not None and channel is not None:
                amount = Money.from_decimal(bound, channel.currency).amount
                more += f" AND w.amount {operator} {self.bind(amount)}::bigint"
        return self._window(condition, more)

    def _on_sale(self, condition: RuleCondition) -> str:
        return self._window(condition, " AND w.compare_at > w.amount")

    def _available(self, condition: RuleCondition) -> str:
        channel = self._channels.get(condition.channel)
        if channel is None:  # it was taken out of the settings
            return "FALSE"
        here = Place(f"{self.bind(channel.slug)}::text", f"{self.bind(channel.currency)}::text", self._now())
        bundled = bundle_available("p.id", "= ''", here)
        return (
            "(EXISTS (SELECT FROM catalog.product_listing l WHERE l.product = p.id "
            f"AND l.channel = {here.channel} AND {is_published(here.moment)}) "
            f"AND {self._window(condition, '')} AND COALESCE({bundled}, TRUE))"
        )

    def _attribute(self, condition: RuleCondition) -> str:
        alternatives = []
        if condition.values:
            texts = self._texts(condition)
            alternatives.append(
                f"(ac.code = ANY({texts}) OR av.text = ANY({texts}) OR av.boolean::text = ANY({texts}) "
                f"OR av.day::text = ANY({texts}) OR trim_scale(av.number)::text = ANY({texts}))"
            )
        between = [
            f"av.number {operator} {self.bind(bound)}::numeric"
            for bound, operator in ((condition.min, ">="), (condition.max, "<="))
            if bound is not None
        ]
        if between:
            alternatives.append("(" + " AND ".join(between) + ")")
        return (
            "EXISTS (SELECT FROM catalog.attribute_value av "
            f"JOIN catalog.attribute a ON a.id = av.attribute AND a.code = {self.bind(condition.name)} "
            "LEFT JOIN catalog.attribute_choice ac ON ac.id = av.choice "
            f"WHERE av.product = p.id AND ({' OR '.join(alternatives)}))"
        )

    def _option(self, condition: RuleCondition) -> str:
        values = self.bind([value.lower() for value in condition.values])
        return (
            "EXISTS (SELECT FROM catalog.product_variant v CROSS JOIN LATERAL unnest(v.option_values) AS chosen(id) "
            "JOIN catalog.product_option_value ov ON ov.id = chosen.id "
            'JOIN catalog.product_option o ON o.id = ov."option" '
            f"WHERE v.product = p.id AND lower(o.name) = lower({self.bind(condition.name)}) "
            f"AND lower(ov.value) = ANY({values}::text[]))"
        )

    def _created(self, condition: RuleCondition) -> str:
        if condition.since is not None:
            return f"p.created_at >= {self.bind(condition.since)}::timestamptz"
        days = self.bind(condition.days)
        return f"p.created_at >= {self._now()} - make_interval(days => {days})"


class RuledCollection(msgspec.Struct, frozen=True):
    """A collection with a rule."""

    id: UUID
    rule: Rule


class _RuleRow(msgspec.Struct, frozen=True):
    id: UUID
    rule: str


async def list_ruled_collections() -> list[RuledCollection]:
    """Returns the collections that have a rule, locked against deletion until the transaction ends, in id order."""
    rows = await fetch_all(
        _RuleRow,
        "SELECT id, rule::text AS rule FROM catalog.collection WHERE rule IS NOT NULL ORDER BY id FOR KEY SHARE",
    )
    return [RuledCollection(row.id, msgspec.json.decode(row.rule, type=Rule)) for row in rows]


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def apply_rules(
    ruled: Sequence[RuledCollection],
    product_ids: Sequence[UUID],
    channels: Mapping[str, Channel],
    moment: datetime,
) -> list[UUID]:
    """Brings products into the collections whose rules hold for them, and out of the others, in one statement.

    Excluded products stay out; those that were put in by hand stay in. The caller has locked memberships, the
    collections and the products. Idempotent.

    Returns:
        The products that came into a collection or went out of one.
    """
    if not ruled or not product_ids:
        return []
    sql = RuleSql(channels, moment)
    of, products = sql.bind([found.id for found in ruled]), sql.bind(list(product_ids))
    alternatives = " UNION ALL ".join(
        f"SELECT {sql.bind(found.id)}::uuid AS collection WHERE {sql.holds(found.rule)}" for found in ruled
    )
    rows = await fetch_all(
        _Id,
        f"""
        WITH wanted AS MATERIALIZED (
            SELECT m.collection, p.id AS product FROM catalog.product p CROSS JOIN LATERAL ({alternatives}) m
            WHERE p.id = ANY({products}::uuid[]) AND NOT EXISTS (SELECT FROM catalog.collection_exclusion e
                WHERE e.collection = m.collection AND e.product = p.id)
        ), gone AS (
            DELETE FROM catalog.collection_product cp
            WHERE cp.kind = 'rule' AND cp.collection = ANY({of}::uuid[]) AND cp.product = ANY({products}::uuid[])
            AND NOT EXISTS (SELECT FROM wanted w WHERE w.collection = cp.collection AND w.product = cp.product)
            RETURNING cp.product
        ), added AS (
            INSERT INTO catalog.collection_product (id, collection, product, position, kind)
            SELECT gen_random_uuid(), w.collection, w.product, 0, 'rule' FROM wanted w
            ON CONFLICT (collection, product) DO NOTHING RETURNING product
        )
        SELECT product AS id FROM gone UNION SELECT product FROM added
        """,  # noqa: S608 (conditions are made of constants and placeholders)
        *sql.params,
    )
    return [row.id for row in rows]


async def list_product_ids_after(cursor: UUID | None, limit: int) -> list[UUID]:
    """Returns the next products in the order of their ids, locked against deletion until the transaction ends."""
    rows = await fetch_all(
        _Id,
        "SELECT id FROM catalog.product WHERE $1::uuid IS NULL OR id > $1::uuid ORDER BY id LIMIT $2 FOR KEY SHARE",
        cursor,
        limit,
    )
    return [row.id for row in rows]


async def count_matching(rule: Rule, channels: Mapping[str, Channel], moment: datetime) -> int:
    """Returns for how many products a rule holds."""
    sql = RuleSql(channels, moment)
    condition = sql.holds(rule)
    found = await fetch_value(f"SELECT count(*) FROM catalog.product p WHERE {condition}", *sql.params)  # noqa: S608
    return int(found)


async def list_some_matching(rule: Rule, channels: Mapping[str, Channel], moment: datetime, first: int) -> list[UUID]:
    """Returns the newest products for which a rule holds."""
    sql = RuleSql(channels, moment)
    condition = sql.holds(rule)
    rows = await fetch_all(
        _Id,
        f"SELECT p.id FROM catalog.product p WHERE {condition} "  # noqa: S608
        f"ORDER BY p.created_at DESC, p.id DESC LIMIT {sql.bind(first)}",
        *sql.params,
    )
    return [row.id for row in rows]


async def note_due(product_ids: Sequence[UUID]) -> bool:
    """Notes products whose memberships are to be worked out; says whether nobody has been told to begin yet.

    Where no collection has a rule nothing is noted.
    """
    waiting = await fetch_value("SELECT EXISTS (SELECT FROM catalog.collection_due)")
    noted = await execute(
        "INSERT INTO catalog.collection_due (id) SELECT given.id FROM unnest($1::uuid[]) AS given(id) "
        "WHERE EXISTS (SELECT FROM catalog.collection WHERE rule IS NOT NULL) ORDER BY given.id "
        "ON CONFLICT (id) DO NOTHING",
        list(product_ids),
    )
    return noted > 0 and not waiting


async def take_due(limit: int) -> list[UUID]:
    """Takes products off the note that `note_due` made."""
    rows = await fetch_all(
        _Id,
        "DELETE FROM catalog.collection_due WHERE id IN (SELECT id FROM catalog.collection_due ORDER BY id LIMIT $1 "
        "FOR UPDATE) RETURNING id",
        limit,
    )
    return [row.id for row in rows]
