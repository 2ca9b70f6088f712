"""What variants cost in the past, for staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fondaco.db import Page
from fondaco.graphql import Connection, Info, Money, SchemaPart, object_type
from fondaco.graphql.connections import After, Before, First, Last

from fondaco_catalog.graphql.price_lists import PriceList
from fondaco_catalog.graphql.requests import largest_page, page_args, policy_of
from fondaco_catalog.model import price_views, views
from fondaco_catalog.repository import price_lists as repository
from fondaco_catalog.repository.price_history import list_price_history

__all__ = ["price_history"]

price_history = SchemaPart()


@object_type(price_views.PastPrice)
class PriceHistoryEntry:
    """What one piece of a variant cost, or is going to cost, for some time.

    Attributes:
        customer_group: Whom it was for; empty for everybody.
        starts_at: From when on.
        ends_at: The first moment at which it no longer counted; null if no end is known.
        lowest_price: The lowest price of the 30 days before it began, as the Omnibus directive counts; null without.
    """

    channel: str
    customer_group: str
    price: Money
    compare_at_price: Money | None
    lowest_price: Money | None
    starts_at: datetime
    ends_at: datetime | None


@price_history.extend("ProductVariant", type=Connection[PriceHistoryEntry], name="priceHistory")
async def variant_price_history(
    parents: Sequence[views.ProductVariant],
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    channel: str | None = None,
    customer_group: str = "",
) -> list[Page[price_views.PastPrice]]:
    """What it cost in a channel over time, and what is planned, the latest first; kept for `price_history_days`.

    Args:
        channel: Slug; left out that of the request.
        customer_group: Slug; left out what everybody paid.
    """
    chosen = info.context.channel if channel is None else policy_of(info).channel(channel, field=("channel",))
    args = page_args(info, first, after, last, before)
    ids = [parent.id for parent in parents]
    return await list_price_history(ids, chosen.slug, customer_group, args, largest=largest_page(info))


@price_history.extend("PriceHistoryEntry", type=PriceList | None, name="list")
async def history_list(parents: Sequence[price_views.PastPrice]) -> list[price_views.PriceList | None]:
    """The list that it was from; null if that is gone."""
    return await repository.list_lists_by_ids([parent.list_id for parent in parents])
