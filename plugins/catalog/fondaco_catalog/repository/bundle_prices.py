"""Bundles with all that their prices depend on, as `fondaco_catalog.model.bundle_prices` takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import fetch_all

from fondaco_catalog.model.bundles import BundlePricing, ChannelAmount
from fondaco_catalog.model.compositions import BaseList, Composition, Place, PricedChoice
from fondaco_catalog.model.pricing import Candidate

__all__ = ["list_compositions", "list_compositions_of_products"]

_PRICES = """
    (SELECT COALESCE(json_agg(json_build_object('channel', pl.channel, 'list_id', pl.id, 'priority', pl.priority,
        'groups', pl.customer_groups, 'starts_at', pl.starts_at, 'ends_at', pl.ends_at,
        'min_quantity', pr.min_quantity, 'amount', pr.amount, 'compare_at', pr.compare_at)), '[]')::text
    FROM catalog.price pr JOIN catalog.price_list pl ON pl.id = pr.list AND pl.active AND NOT pl.deleting
    JOIN known ON known.channel = pl.channel AND known.currency = pl.currency WHERE pr.variant = {0})"""

_SLOTS = f"""
    (SELECT json_agg(json_build_object('id', s.id, 'name',
        COALESCE(s.labels ->> $4::text, s.labels ->> $5::text, s.name),
        'minimum', s.minimum, 'maximum', s.maximum, 'repeatable', s.repeatable, 'choices',
        (SELECT json_agg(json_build_object('id', bc.id, 'variant_id', bc.component, 'quantity', bc.quantity,
            'amounts', bc.amounts, 'prices', {_PRICES.format("bc.component")}::json, 'listings',
            (SELECT COALESCE(json_agg(json_build_object('channel', l.channel, 'starts_at', l.published_at,
                'ends_at', l.unpublish_at)), '[]') FROM catalog.product_listing l
            JOIN known ON known.channel = l.channel WHERE l.product = cv.product AND l.published_at IS NOT NULL))
            ORDER BY bc.position)
        FROM catalog.bundle_choice bc JOIN catalog.product_variant cv ON cv.id = bc.component WHERE bc.slot = s.id))
        ORDER BY s.position)::text
    FROM catalog.bundle_slot s WHERE s.variant = b.variant)"""  # noqa: S608 (constants only)

_BUNDLES = f"""
    WITH known AS (SELECT * FROM unnest($2::text[], $3::text[]) AS given(channel, currency))
    SELECT b.variant AS variant_id, b.product AS product_id, b.pricing, b.percent_off, b.amounts_off,
        {_PRICES.format("b.variant")} AS own, {_SLOTS} AS slots,
        (SELECT COALESCE(json_agg(json_build_object('channel', pl.channel, 'id', pl.id, 'priority', pl.priority)),
            '[]')::text FROM catalog.price_list pl JOIN known ON known.channel = pl.channel
            AND known.currency = pl.currency WHERE pl.base AND pl.active AND NOT pl.deleting) AS bases
    FROM catalog.bundle b WHERE """  # noqa: S608 (constants only)


class _Price(Candidate, frozen=True, kw_only=True):
    channel: str


class _Listing(msgspec.Struct, frozen=True):
    channel: str
    starts_at: datetime
    ends_at: datetime | None


class _Choice(msgspec.Struct, frozen=True):
    id: UUID
    variant_id: UUID
    quantity: int
    amounts: list[ChannelAmount]
    prices: list[_Price]
    listings: list[_Listing]


class _Slot(msgspec.Struct, frozen=True):
    id: UUID
    name: str
    minimum: int
    maximum: int
    repeatable: bool
    choices: list[_Choice]


class _Base(msgspec.Struct, frozen=True):
    channel: str
    id: UUID
    priority: int


class _Row(msgspec.Struct, frozen=True):
    variant_id: UUID
    product_id: UUID
    pricing: str
    percent_off: int
    amounts_off: str
    own: str
    slots: str
    bases: str


_DECODE_SLOTS = msgspec.json.Decoder(list[_Slot]).decode
_DECODE_PRICES = msgspec.json.Decoder(list[_Price]).decode
_DECODE_BASES = msgspec.json.Decoder(list[_Base]).decode
_DECODE_AMOUNTS = msgspec.json.Decoder(list[ChannelAmount]).decode


def _candidates(prices: Sequence[_Price], channel: str) -> list[Candidate]:
    return [
        Candidate(
            price.list_id,
            price.priority,
            price.groups,
            price.starts_at,
            price.ends_at,
            price.min_quantity,
            price.amount,
            price.compare_at,
        )
        for price in prices
        if price.channel == channel
    ]


def _amount(amounts: Sequence[ChannelAmount], channel: str, currency: str) -> int | None:
    return next((each.amount for each in amounts if (each.channel, each.currency) == (channel, currency)), None)


def _choice(choice: _Choice, channel: str, currency: str) -> PricedChoice:
    listing = next((each for each in choice.listings if each.channel == channel), None)
    return PricedChoice(
        id=choice.id,
        variant_id=choice.variant_id,
        quantity=choice.quantity,
        amount=_amount(choice.amounts, channel, currency),
        candidates=_candidates(choice.prices, channel),
        published=None if listing is None else (listing.starts_at, listing.ends_at),
    )


def _compositions(row: _Row, currencies: Mapping[str, str]) -> dict[str, Composition]:
    slots, own, off = _DECODE_SLOTS(row.slots), _DECODE_PRICES(row.own), _DECODE_AMOUNTS(row.amounts_off)
    bases = {base.channel: BaseList(base.id, base.priority) for base in _DECODE_BASES(row.bases)}
    return {
        channel: Composition(
            variant_id=row.variant_id,
            summed=row.pricing == BundlePricing.SUM.value,
            percent_off=row.percent_off,
            amount_off=_amount(off, channel, currency) or 0,
            base=bases.get(channel),
            own=_candidates(own, channel),
            places=[
                Place(
                    id=slot.id,
                    name=slot.name,
                    minimum=slot.minimum,
                    maximum=slot.maximum,
                    repeatable=slot.repeatable,
                    choices=[_choice(choice, channel, currency) for choice in slot.choices],
                )
                for slot in slots
            ],
        )
        for channel, currency in currencies.items()
    }


async def list_compositions(
    variant_ids: Sequence[UUID], channel: str, currency: str, locale: str = "", second_locale: str = ""
) -> dict[UUID, Composition]:
    """Returns those of the variants that are bundles, as they are in a channel; one statement.

    Args:
        locale: In which slots are called by their names; empty for the base names.
    """
    if not variant_ids:
        return {}
    rows = await fetch_all(
        _Row,
        f"{_BUNDLES} b.variant = ANY($1::uuid[])",
        list(set(variant_ids)),
        [channel],
        [currency],
        locale,
        second_locale,
    )
    return {row.variant_id: _compositions(row, {channel: currency})[channel] for row in rows}


async def list_compositions_of_products(
    product_ids: Sequence[UUID], currencies: Mapping[str, str]
) -> list[tuple[UUID, str, Composition]]:
    """Returns the bundles of products in every channel, each with its product and channel; one statement.

    Args:
        currencies: The currency of each channel.
    """
    rows = await fetch_all(
        _Row,
        f"{_BUNDLES} b.product = ANY($1::uuid[])",
        list(product_ids),
        list(currencies),
        list(currencies.values()),
        "",
        "",
    )
    return [
        (row.product_id, channel, composition)
        for row in rows
        for channel, composition in _compositions(row, currencies).items()
    ]
