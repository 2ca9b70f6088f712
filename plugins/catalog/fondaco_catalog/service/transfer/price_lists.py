"""Price lists of a file, one at a time, by the verbs that staff use; the prices in them are the products' matter."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from fondaco.commerce import currency_exponent
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError
from msgspec import UNSET

from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.price_drafts import ListTitleDraft, PriceListChanges, PriceListDraft
from fondaco_catalog.model.price_rules import BASE_PREFIX
from fondaco_catalog.model.transfer.kinds import read_moment
from fondaco_catalog.model.transfer.levels import Item
from fondaco_catalog.repository.price_state import ensure_base_lists
from fondaco_catalog.repository.transfer.defined import Thing, list_things
from fondaco_catalog.service.price_lists import change_price_list, create_price_list

__all__ = ["put_price_list"]

_PLAIN = {"name": "name", "title": "title", "priority": "priority", "active": "active"}


async def put_price_list(uow: UnitOfWork, said: Item, found: Thing | None, policy: Policy) -> UUID:
    """Makes or changes a price list; the base list of a channel is made by itself, and has its texts changed.

    Locks a list that is changed, so products are to be locked in a later transaction. What a change means for prices
    that stand in the list already a job derives after the commit.

    Raises:
        ConflictError: ``PRICE_LIST_FIXED`` for another channel or currency; ``BASE_LIST``.
        InvalidInputError, LimitExceededError: ``UNKNOWN_CHANNEL``, ``UNKNOWN_CURRENCY``, ``CURRENCY_MISMATCH``, and as
            `create_price_list`.
    """
    if said.get("currency"):
        _require_currency(said["currency"])
    if found is None:
        channel = policy.channel(said.get("channel", ""), field=("channel",))
        currency = said.get("currency") or channel.currency
        if currency != channel.currency:
            raise InvalidInputError(
                f"The channel {channel.slug} is in {channel.currency}, not in {currency}.",
                code="CURRENCY_MISMATCH",
                field=("currency",),
            )
        if said["code"] != f"{BASE_PREFIX}{channel.slug}-{currency.lower()}":
            return await _create(uow, said, policy)
        await ensure_base_lists({channel.slug: currency}, uow.now)
        [found] = await list_things("priceList", said["code"])
        said = {name: value for name, value in said.items() if value != found.item[name]}
    for name in ("channel", "currency"):
        if name in said:
            raise ConflictError(
                f"A price list stays in its {name}; make another one.", code="PRICE_LIST_FIXED", field=(name,)
            )
    changes = PriceListChanges(
        **_given(said),
        translations=_titles(said) if "labels" in said else UNSET,
        starts_at=_moment(said, "startsAt") if "startsAt" in said else UNSET,
        ends_at=_moment(said, "endsAt") if "endsAt" in said else UNSET,
    )
    if changes != PriceListChanges():
        await change_price_list(uow, found.id, changes, policy)
    return found.id


async def _create(uow: UnitOfWork, said: Item, policy: Policy) -> UUID:
    list_id = await create_price_list(
        uow,
        PriceListDraft(
            **({"name": ""} | _given(said)),
            channel=said["channel"],
            code=said["code"],
            translations=_titles(said),
            starts_at=_moment(said, "startsAt"),
            ends_at=_moment(said, "endsAt"),
        ),
        policy,
    )
    # Of lists that are equal otherwise the older one counts, which is the one with the smaller id.
    await asyncio.sleep(0.001)
    return list_id


def _require_currency(currency: str) -> None:
    try:
        currency_exponent(currency)
    except InvalidInputError as error:
        raise InvalidInputError(error.message, code=error.code, field=("currency",)) from error


def _given(said: Item) -> dict[str, Any]:
    given: dict[str, Any] = {name: said[key] for key, name in _PLAIN.items() if key in said}
    if "customerGroups" in said:
        given["customer_groups"] = tuple(said["customerGroups"])
    return given


def _titles(said: Item) -> tuple[ListTitleDraft, ...]:
    return tuple(ListTitleDraft(locale, title) for locale, title in said.get("labels", {}).items())


def _moment(said: Item, name: str) -> Any:
    return read_moment(said[name]) if said.get(name) else None
