"""Bundles and downloads of a file, one variant at a time, by the verbs that staff use; they come behind products."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from fondaco.commerce import Money
from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError, NotFoundError
from fondaco.files import file_of_path

from fondaco_catalog.model.attribute_drafts import Label, ReferenceTarget
from fondaco_catalog.model.bundles import (
    BundleDraft,
    BundlePricing,
    ChannelAmount,
    CheckedSlot,
    ChoiceDraft,
    SlotDraft,
    check_bundle,
)
from fondaco_catalog.model.digital import DigitalFileDraft, clean_files
from fondaco_catalog.model.drafts import PriceDraft
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.transfer.kinds import DECIMAL
from fondaco_catalog.model.transfer.levels import Item
from fondaco_catalog.model.transfer.problems import FieldError
from fondaco_catalog.repository import bundles, digital
from fondaco_catalog.repository.bundles import Slot
from fondaco_catalog.repository.transfer import links
from fondaco_catalog.service.bundles import set_bundle
from fondaco_catalog.service.digital import set_files
from fondaco_catalog.service.transfer.definitions import converted

__all__ = ["put_bundle", "put_download"]


class _Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    variant: str
    quantity: int = 1
    amounts: dict[str, str | int | float | None] = {}


class _Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: str
    choices: list[_Choice]
    labels: dict[str, str] = {}
    minimum: int = 1
    maximum: int = 1
    repeatable: bool = False


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    name: str
    address: str
    labels: dict[str, str] = {}
    max_downloads: int | None = None
    days_valid: int | None = None


async def put_bundle(uow: UnitOfWork, variant_id: UUID, item: Item, policy: Policy) -> str:
    """Makes a variant the bundle that a line describes; what the line does not say of one stays.

    Returns:
        ``created``, ``updated`` or ``unchanged``.

    Raises:
        DomainError: ``VARIANT_NOT_FOUND``, ``INVALID_TYPE``, ``INVALID_NUMBER``, and as `set_bundle`.
    """
    [known], [terms] = await bundles.list_slots([variant_id]), await bundles.list_terms([variant_id])
    components = converted(item.get("components", []), list[_Choice], "components")
    slots = converted(item.get("slots", []), list[_Slot], "slots")
    named = [choice.variant for choice in (*components, *(choice for slot in slots for choice in slot.choices))]
    ids = await links.list_targets(ReferenceTarget.VARIANT, named)
    fixed, chosen = [slot for slot in known if not slot.base_name], [slot for slot in known if slot.base_name]
    own_ids: dict[str, list[UUID]] = {}
    for slot in chosen:
        own_ids.setdefault(slot.base_name, []).append(slot.id)
    off = _texts([] if terms is None else terms.amounts_off, policy)
    draft = BundleDraft(
        components=tuple(_choice(each, ids, ("components", str(place))) for place, each in enumerate(components))
        if "components" in item
        else tuple(choice for slot in fixed for choice in _kept(slot, policy)),
        slots=tuple(_slot(slot, ids, own_ids, place) for place, slot in enumerate(slots))
        if "slots" in item
        else tuple(_kept_slot(slot, policy) for slot in chosen),
        pricing=_pricing(item["pricing"]) if "pricing" in item else terms.pricing if terms else BundlePricing.OWN,
        percent_off=item.get("percentOff", terms.percent_off if terms is not None else 0),
        amounts_off=_prices({**off, **item.get("amountsOff", {})}, ("amountsOff",)),
    )
    checked, amounts_off = check_bundle(variant_id, draft, policy)
    if terms is not None and (draft.pricing, draft.percent_off) == (terms.pricing, terms.percent_off):
        stored = list(map(_stored, known)), sorted(terms.amounts_off, key=_channel)
        if (list(map(_wanted, checked)), sorted(amounts_off, key=_channel)) == stored:
            return "unchanged"
    if terms is None and draft.empty:
        return "unchanged"
    await set_bundle(uow, variant_id, draft, policy)
    return "created" if terms is None else "updated"


def _channel(amount: ChannelAmount) -> str:
    return amount.channel


def _pricing(name: str) -> BundlePricing:
    return converted(name, BundlePricing, "pricing")


def _prices(amounts: Mapping[str, Any], at: tuple[str, ...]) -> tuple[PriceDraft, ...]:
    try:
        read = {channel: DECIMAL.check(amount) for channel, amount in amounts.items()}
    except FieldError as error:
        raise InvalidInputError(error.message, code=error.code, field=at) from None
    return tuple(PriceDraft(channel, Decimal(amount)) for channel, amount in read.items() if amount is not None)


def _choice(said: _Choice, ids: Mapping[str, UUID], at: tuple[str, ...]) -> ChoiceDraft:
    if said.variant not in ids:
        raise NotFoundError(f"There is no variant {said.variant[:100]!r}.", code="VARIANT_NOT_FOUND", field=at)
    return ChoiceDraft(ids[said.variant], said.quantity, _prices(said.amounts, at))


def _slot(said: _Slot, ids: Mapping[str, UUID], own_ids: Mapping[str, list[UUID]], place: int) -> SlotDraft:
    """Returns a slot; one of a name that the bundle has already is that one, so that carts go on."""
    known = own_ids.get(said.name, [])
    return SlotDraft(
        name=said.name,
        choices=tuple(
            _choice(each, ids, ("slots", str(place), "choices", str(number)))
            for number, each in enumerate(said.choices)
        ),
        minimum=said.minimum,
        maximum=said.maximum,
        repeatable=said.repeatable,
        labels=tuple(Label(locale, text) for locale, text in said.labels.items()),
        id=known.pop(0) if known else None,
    )


def _texts(amounts: Sequence[ChannelAmount], policy: Policy) -> dict[str, str]:
    """Returns amounts in major units; those in a currency that their channel no longer has count nowhere."""
    return {
        each.channel: Money(each.amount, each.currency).text
        for each in amounts
        if each.channel in policy.channels and policy.channels[each.channel].currency == each.currency
    }


def _kept(slot: Slot, policy: Policy) -> tuple[ChoiceDraft, ...]:
    return tuple(
        ChoiceDraft(choice.variant_id, choice.quantity, _prices(_texts(choice.amounts, policy), ()))
        for choice in slot.choices
    )


def _kept_slot(slot: Slot, policy: Policy) -> SlotDraft:
    return SlotDraft(
        name=slot.base_name,
        choices=_kept(slot, policy),
        minimum=slot.minimum,
        maximum=slot.maximum,
        repeatable=slot.repeatable,
        labels=tuple(Label(locale, text) for locale, text in slot.labels.items()),
        id=slot.id,
    )


def _stored(slot: Slot) -> object:
    choices = [(each.variant_id, each.quantity, sorted(each.amounts, key=_channel)) for each in slot.choices]
    return slot.base_name, slot.labels, slot.minimum, slot.maximum, slot.repeatable, choices


def _wanted(checked: CheckedSlot) -> object:
    slot = checked.slot
    labels = {label.locale: label.text for label in slot.labels if label.text}
    choices = [
        (each.variant_id, each.quantity, sorted(amounts, key=_channel))
        for each, amounts in zip(slot.choices, checked.amounts, strict=True)
    ]
    return slot.name, labels, slot.minimum, slot.maximum, slot.repeatable, choices


async def put_download(uow: UnitOfWork, variant_id: UUID, item: Item, policy: Policy) -> str:
    """Makes the files of a line exactly those that are downloaded with a variant.

    Returns:
        ``created``, ``updated`` or ``unchanged``.

    Raises:
        DomainError: ``INVALID_TYPE``, and as `set_files`.
    """
    drafts = [
        DigitalFileDraft(
            name=file.name,
            labels=tuple(Label(locale, text) for locale, text in file.labels.items()),
            address=file.address,
            max_downloads=file.max_downloads,
            days_valid=file.days_valid,
        )
        for file in converted(item.get("files", []), list[_File], "files")
    ]
    wanted = [_facts(file) for file in clean_files(drafts, policy)]
    [before] = await digital.list_files([variant_id])
    if wanted == [_facts(file) for file in before]:
        return "unchanged"
    await set_files(uow, variant_id, drafts, policy)
    return "updated" if before else "created"


def _facts(file: DigitalFileDraft | digital.DigitalFile) -> tuple[object, ...]:
    # Of an address of this server the file counts, whatever stands behind its id.
    labels = {label.locale: label.text for label in file.labels}
    return file.name, labels, file_of_path(file.address) or file.address, file.max_downloads, file.days_valid
