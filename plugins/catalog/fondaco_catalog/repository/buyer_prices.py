"""The SQL of what somebody pays for a document ``d`` of the search index.

Documents hold the prices of everybody. Where lists for the buyer's groups touch a product, `catalog.price_span` has a
row of what they pay: for their one group, or for their several ones together (see `PriceAudience`). Both are kept in
the transaction that changes a price, and have the clock in them. Groups that came together for the first time have no
rows yet; then the windows of the variants are looked at.
"""

# ruff: noqa: S608 (values are bound; names in the statements are this package's own)

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from fondaco_catalog.repository.bundle_parts import Place, bundle_available
from fondaco_catalog.repository.valid_prices import BEST

__all__ = ["EVERYBODY", "Audience", "BuyerPrices", "prices_for", "prices_to_plan", "sold_to"]

Bind = Callable[[object], str]


class Audience(msgspec.Struct, frozen=True):
    """Whose prices count besides those of everybody.

    Attributes:
        groups: Those of the buyer's groups that a list of the channel is for, sorted.
        key: The audience of spans for them; None while there are none for several groups.
    """

    groups: tuple[str, ...] = ()
    key: str | None = ""


class BuyerPrices(msgspec.Struct, frozen=True):
    """What a buyer pays, as SQL.

    Attributes:
        join: Puts the buyer's own prices ``g`` beside ``d``; empty where only those of everybody count.
        amounts: An array of what the variants cost.
        sold: A condition that the buyer can buy a document's product.
        alternatives: The columns of which the first that is there is the lowest price, each with the join by which an
            index is walked in its order; empty where there is only one.
        bundled: A condition that the buyer can buy a bundle that is `BY_GROUP`; empty where these are nothing for them.
    """

    join: str
    lowest: str
    highest: str
    amounts: str
    sold: str
    alternatives: tuple[tuple[str, str], ...] = ()
    bundled: str = ""


EVERYBODY = BuyerPrices("", "d.min_amount", "d.max_amount", "d.amounts", "d.min_amount IS NOT NULL")


def _valid(alias: str, channel: str, currency: str, moment: str) -> str:
    return (
        f"{alias}.product = d.product AND {alias}.channel = {channel} AND {alias}.currency = {currency} "
        f"AND {alias}.starts_at <= {moment} AND {alias}.ends_at > {moment}"
    )


def _best(valid: str, groups: str, condition: str = "TRUE") -> str:
    """What the variants of a product cost, as `fondaco_catalog.model.pricing` decides."""
    return (
        f"SELECT DISTINCT ON (w.variant) w.amount FROM catalog.price_window w WHERE {valid} "
        f"AND w.audience = ANY(''::text || {groups}) AND {condition} ORDER BY w.variant, {BEST}"
    )


def _sold(spans: str, groups: str) -> str:
    # The second part is looked at only for what not everybody can buy.
    return (
        f"(d.min_amount IS NOT NULL OR EXISTS (SELECT FROM catalog.price_span s WHERE {spans} "
        f"AND s.audience = ANY({groups})))"
    )


def _bundled(channel: str, currency: str, moment: str, groups: str) -> str:
    return bundle_available("d.product", f"= ANY(''::text || {groups})", Place(channel, currency, moment))


def prices_for(audience: Audience, currency: str, moment: datetime, bind: Bind) -> BuyerPrices:
    """Returns what somebody pays. Binds values: call it once for a statement."""
    if not audience.groups:
        return EVERYBODY
    channel, money, at = "d.channel", f"{bind(currency)}::text", f"{bind(moment)}::timestamptz"
    groups = f"{bind(list(audience.groups))}::text[]"
    windows = _best(_valid("w", channel, money, at), groups)
    if audience.key is not None:
        key = f"'+{int(audience.key[1:])}'" if len(audience.groups) > 1 else f"({groups})[1]"
        own = f"{_valid('g', channel, money, at)} AND g.audience = {key}"
        join = f"LEFT JOIN catalog.price_span g ON {own}"
        looked_up = f"LEFT JOIN LATERAL (SELECT * FROM catalog.price_span g WHERE {own} LIMIT 1) g ON TRUE"
    else:
        join = (
            "LEFT JOIN LATERAL (SELECT min(b.amount) AS min_amount, max(b.amount) AS max_amount, "
            f"array_agg(DISTINCT b.amount) AS amounts FROM ({windows}) b) g ON TRUE"
        )
        looked_up = join
    return BuyerPrices(
        join=looked_up,
        lowest="COALESCE(g.min_amount, d.min_amount)",
        highest="COALESCE(g.max_amount, d.max_amount)",
        amounts=f"CASE WHEN g.min_amount IS NULL THEN d.amounts ELSE COALESCE(g.amounts, ARRAY({windows})) END",
        sold=_sold(_valid("s", channel, money, at), groups),
        alternatives=(("g.min_amount", join), ("d.min_amount", looked_up)),
        bundled=_bundled(channel, money, at, groups),
    )


def sold_to(groups: str, currency: str, moment: str) -> str:
    """Returns a condition that somebody in some groups can buy a document's product.

    Args:
        groups: SQL of the groups, like ``currency`` and ``moment``.
    """
    return _sold(_valid("s", "d.channel", currency, moment), groups)


def prices_to_plan(groups: Sequence[str], currency: str, moment: datetime, bind: Bind) -> BuyerPrices:
    """Returns the same for the statement that finds out the audience, where it is the row ``buyer``."""
    if not groups:
        return EVERYBODY
    channel, money, at = "d.channel", f"{bind(currency)}::text", f"{bind(moment)}::timestamptz"
    own, key = "(SELECT groups FROM buyer)::text[]", "(SELECT key FROM buyer)"
    windows = _best(_valid("w", channel, money, at), own)
    unready = _best(_valid("w", channel, money, at), own, f"{key} IS NULL")
    return BuyerPrices(
        join=(
            f"LEFT JOIN LATERAL (SELECT * FROM catalog.price_span g WHERE {_valid('g', channel, money, at)} "
            f"AND g.audience = {key} LIMIT 1) g ON TRUE "
            "LEFT JOIN LATERAL (SELECT min(b.amount) AS min_amount, max(b.amount) AS max_amount, "
            f"array_agg(DISTINCT b.amount) AS amounts FROM ({unready}) b) u ON TRUE"
        ),
        lowest="COALESCE(g.min_amount, u.min_amount, d.min_amount)",
        highest="COALESCE(g.max_amount, u.max_amount, d.max_amount)",
        amounts=(
            "CASE WHEN COALESCE(g.min_amount, u.min_amount) IS NULL THEN d.amounts "
            f"ELSE COALESCE(g.amounts, u.amounts, ARRAY({windows})) END"
        ),
        sold=_sold(_valid("s", channel, money, at), own),
        bundled=_bundled(channel, money, at, own),
    )
