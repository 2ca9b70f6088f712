"""The SQL of prices that are valid at a scope's moment, for its audiences: windows of variants, spans of products.

Statements that use it bind ``$1`` channel, ``$2`` currency and ``$5`` moment. Buyers without groups, nearly all, cost
one look into an index: a LATERAL with a LIMIT, since the planner takes three comparisons with a moment that it does not
know yet for a narrow choice, and would rather read all windows of a small shop than those of twenty products.

Somebody in groups joins the spans for them beside those of everybody: those of the one group, or of the several ones
together (see `PriceAudience`). Groups that came together for the first time have no spans yet; then these are made of
the windows of variants, since groups may be ahead of each other variant by variant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

import msgspec
from fondaco.db import fetch_one

from fondaco_catalog.model.scope import Scope
from fondaco_catalog.repository.price_audiences import buyer_of

__all__ = [
    "BEST",
    "FACTS",
    "SpanSql",
    "audiences",
    "best_window",
    "priced_product",
    "prices_of_product",
    "span_of",
    "tell",
]

Bind = Callable[[object], str]

_VALID = "{0}.channel = $1 AND {0}.currency = $2 AND {0}.starts_at <= $5 AND {0}.ends_at > $5"
BEST = "w.priority DESC, w.specific DESC, w.amount, w.list"
"""The order of `fondaco_catalog.model.pricing`, over windows of several audiences."""

_NOW = "(SELECT $5::timestamptz)"
"""A moment that the planner does not look into: it takes the plan that serves every moment for dear where it may look
whether anything is to come, and makes a new one for each request."""

_UNTIL = (
    "LEAST((SELECT min(CASE WHEN b.starts_at > $5 THEN b.starts_at WHEN b.ends_at > $5 THEN b.ends_at END) "  # noqa: S608
    "FROM catalog.price_list b WHERE b.channel = $1 AND b.active), "
    f"(SELECT min(f.published_at) FROM catalog.product_listing f WHERE f.channel = $1 AND f.published_at > {_NOW} "
    "AND NOT f.announced), "
    f"(SELECT min(f.unpublish_at) FROM catalog.product_listing f WHERE f.channel = $1 AND f.unpublish_at > {_NOW}))"
)
_GROUPS = "EXISTS (SELECT FROM catalog.price_list b WHERE b.channel = $1 AND b.active AND b.customer_groups <> '{}')"
FACTS = f"{_UNTIL} AS prices_until, {_GROUPS} AS group_prices"
"""What a row tells of all prices and publications in the channel. The next beginning or end of any list, or of any
publication, is soon enough, and never late: nothing changes by itself at another moment. A publication that has begun
is announced at once or by a job; those that are to come are never."""


class SpanSql(msgspec.Struct, frozen=True):
    """How a product ``p`` is joined with its span of prices.

    Attributes:
        join: For whatever begins with products.
        free: The same for orders by price and for counts, which may begin with the spans.
        priced: A condition; true everywhere for staff, who see what has no price too.
        alternatives: The columns of which the first that is there is the lowest price, each with the joins by which its
            index is walked; empty where there is only one.
        unready: A condition that the alternatives are not there yet; empty where they always are.
        beginning: What a statement begins with that has any of it.
        groups: SQL of the array of groups whose prices count besides those of everybody; empty where there are none.
    """

    join: str
    free: str
    lowest: str
    highest: str
    currency: str
    priced: str
    alternatives: tuple[tuple[str, str], ...] = ()
    unready: str = ""
    beginning: str = ""
    groups: str = ""

    @property
    def columns(self) -> str:
        """The three columns of a `Product`."""
        return f"{self.currency} AS currency, {self.lowest} AS min_amount, {self.highest} AS max_amount"


def audiences(scope: Scope) -> list[str]:
    """Returns whose prices count: everybody's, and those of the scope's groups."""
    return ["", *sorted(scope.groups)]


def span_of(scope: Scope, bind: Bind) -> SpanSql:
    """Returns the SQL of a product's span. Binds values: call it once for a statement."""
    if not scope.groups:
        looked_up, free, _ = _spans("s", "''")
        join = "JOIN" if scope.published_only else "LEFT JOIN"
        return SpanSql(f"{join} {looked_up}", f"{join} {free}", "s.min_amount", "s.max_amount", "s.currency", "TRUE")
    several = len(scope.groups) > 1
    unready = beginning = ""
    if several:
        beginning = f"WITH buyer AS MATERIALIZED ({buyer_of(bind(sorted(scope.groups)))})\n"
        key, groups = "(SELECT key FROM buyer)", "(SELECT groups FROM buyer)::text[]"
        unready = f"{key} IS NULL"
    else:
        key = bind(next(iter(scope.groups)))
        groups = f"ARRAY[{key}]::text[]"
    general, own = _spans("s", "''"), _spans("g", key)
    found = ("g", "u", "s") if several else ("g", "s")
    lowest, highest, currency = (
        f"COALESCE({', '.join(f'{alias}.{name}' for alias in found)})"
        for name in ("min_amount", "max_amount", "currency")
    )
    worked_out = ""
    if several:
        best = _best_of_product(bind(audiences(scope)), unready)
        worked_out = (
            " LEFT JOIN LATERAL (SELECT min(best.amount) AS min_amount, max(best.amount) AS max_amount, "  # noqa: S608
            f"min(best.currency) AS currency FROM ({best}) best) u ON TRUE"
        )

    def joined(everybody: str, ours: str) -> str:
        return f"LEFT JOIN {everybody} LEFT JOIN {ours}{worked_out}"

    return SpanSql(
        joined(general[0], own[0]),
        joined(general[1], own[1]),
        lowest,
        highest,
        currency,
        f"{lowest} IS NOT NULL" if scope.published_only else "TRUE",
        (("g.min_amount", joined(general[0], own[2])), ("s.min_amount", joined(general[2], own[0]))),
        unready,
        beginning,
        groups,
    )


def _spans(alias: str, audience: str) -> tuple[str, str, str]:
    """Returns what is joined of one audience's spans.

    Returns:
        Looked up for each product; as a table with its condition; and as a table that is read in the order of prices,
        since a function keeps the planner from reading what ends later and sorting that.
    """
    valid = f"{alias}.product = p.id AND {alias}.audience = {audience} AND {_VALID.format(alias)}"
    looked_up = f"LATERAL (SELECT {alias}.* FROM catalog.price_span {alias} WHERE {valid} LIMIT 1) {alias} ON TRUE"  # noqa: S608
    walked = valid.replace(f"{alias}.ends_at > $5", f"timestamptz_gt({alias}.ends_at, $5)")
    return looked_up, f"catalog.price_span {alias} ON {valid}", f"catalog.price_span {alias} ON {walked}"


def _best_of_product(groups: str, condition: str = "TRUE") -> str:
    return (
        "SELECT DISTINCT ON (w.variant) w.amount, w.currency FROM catalog.price_window w "  # noqa: S608
        f"WHERE w.product = p.id AND w.audience = ANY({groups}::text[]) AND {_VALID.format('w')} "
        f"AND {condition} ORDER BY w.variant, {BEST}"
    )


def prices_of_product(scope: Scope, bind: Bind) -> str:
    """Returns a query of the prices of the variants of a product ``p``, to which a condition on them is added."""
    if not scope.groups:
        return (
            "SELECT FROM catalog.price_window w WHERE w.product = p.id AND w.audience = '' "
            f"AND {_VALID.format('w')} AND w.amount"
        )
    return f"SELECT FROM ({_best_of_product(bind(audiences(scope)))}) best WHERE best.amount"


def best_window(scope: Scope, bind: Bind) -> str:
    """Returns the join of a variant ``v`` with the window ``w`` of its price, where it has one."""
    whose, order = "w.audience = ''", ""
    if scope.groups:
        whose, order = f"w.audience = ANY({bind(audiences(scope))}::text[])", f"ORDER BY {BEST} "
    return (
        "LEFT JOIN LATERAL (SELECT w.* FROM catalog.price_window w "  # noqa: S608
        f"WHERE w.variant = v.id AND {whose} AND {_VALID.format('w')} {order}LIMIT 1) w ON TRUE"
    )


def priced_product(scope: Scope, bind: Bind) -> str:
    """Returns a condition on a listing ``l``: that its product has a price."""
    whose = "s.audience = ''" if not scope.groups else f"s.audience = ANY({bind(audiences(scope))}::text[])"
    return f"EXISTS (SELECT FROM catalog.price_span s WHERE s.product = l.product AND {whose} AND {_VALID.format('s')})"


class _Telling(Protocol):
    @property
    def prices_until(self) -> datetime | None: ...

    @property
    def group_prices(self) -> bool: ...


class _Facts(msgspec.Struct, frozen=True):
    prices_until: datetime | None
    group_prices: bool


async def tell(scope: Scope, rows: Sequence[_Telling]) -> None:
    """Tells whoever asked what their answer depends on; costs a statement only where nothing was found.

    Args:
        rows: With `FACTS`, unless they were told when the statement was made.
    """
    if scope.tell is None or scope.tell.done:
        return
    told: _Telling | None = rows[0] if rows else None
    if told is None:
        sql = f"SELECT {FACTS}".replace("$5", "$2")
        told = await fetch_one(_Facts, sql, scope.channel.slug, scope.moment)
    if told is not None:
        scope.tell(told.prices_until, told.group_prices)
