"""The history of an order: what happened, by whom, and what of it the buyer may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from fondaco.access import Principal, PrincipalKind
from fondaco.commerce import Actor, ActorType, Money
from fondaco.ids import encode_global_id, new_id

from fondaco_checkout.model.order import OrderDraft
from fondaco_checkout.model.payments import Payment

__all__ = [
    "NOTE_ADDED",
    "NOTE_CHANGED",
    "NOTE_REMOVED",
    "NewEntry",
    "Note",
    "RecordedEntry",
    "actor_of",
    "actor_of_operation",
    "buyer_of",
    "for_the_api",
    "placed_entries",
    "visible",
]

NOTE_ADDED, NOTE_CHANGED, NOTE_REMOVED = "checkout.note_added", "checkout.note_changed", "checkout.note_removed"

_TYPES = {
    PrincipalKind.ANONYMOUS: ActorType.GUEST,
    PrincipalKind.CUSTOMER: ActorType.CUSTOMER,
    PrincipalKind.STAFF: ActorType.STAFF,
    PrincipalKind.SERVICE: ActorType.SERVICE,
    PrincipalKind.SYSTEM: ActorType.SYSTEM,
}
_PROVIDER = "provider"


class NewEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that is to be written.

    Attributes:
        detail: See `fondaco.commerce.OrderEntry`.
        shown: What of the detail the buyer sees; None where they do not see the entry.
        note_id: Of a note of staff: all entries about it have the same.
    """

    order_id: UUID
    at: datetime
    kind: str
    actor: Actor
    detail: Mapping[str, Any] = {}
    shown: Mapping[str, Any] | None = None
    note_id: UUID | None = None


class RecordedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as it is stored; a later one has a larger id.

    Attributes:
        hidden: Whether the buyer does not see it.
    """

    id: int
    order_id: UUID
    at: datetime
    kind: str
    actor: Actor
    detail: Mapping[str, Any]
    shown: Mapping[str, Any] | None

    @property
    def global_id(self) -> str:
        """The entry's id at the API."""
        return encode_global_id("OrderHistoryEntry", str(self.id))

    @property
    def hidden(self) -> bool:
        """Whether the buyer does not see it."""
        return self.shown is None

    @property
    def api_detail(self) -> Mapping[str, Any]:
        """All details, as the API writes them."""
        return dict(for_the_api(self.detail))

    @property
    def api_shown(self) -> Mapping[str, Any]:
        """The details that the buyer sees, as the API writes them."""
        return dict(for_the_api(self.shown or {}))


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A note of staff on an order, as it stands now.

    Attributes:
        author: Who wrote it first.
        changed_at: When it was written or changed last.
        shown_to_buyer: Whether the buyer sees it.
    """

    id: UUID
    order_id: UUID
    text: str
    shown_to_buyer: bool
    author: Actor
    created_at: datetime
    changed_at: datetime

    @property
    def global_id(self) -> str:
        """The note's id at the API."""
        return encode_global_id("OrderNote", self.id)


def actor_of(principal: Principal) -> Actor:
    """Returns a caller as a history remembers them; of guests nothing but that they are one."""
    type_ = _TYPES[principal.kind]
    return Actor(type_, "" if type_ is ActorType.GUEST else principal.id[:200], principal.name)


def actor_of_operation(actor: str) -> Actor:
    """Returns who is named by the ``actor`` of an operation or refund: staff, unless it says something else."""
    types = {_PROVIDER: ActorType.PROVIDER, ActorType.SYSTEM.value: ActorType.SYSTEM}
    return Actor(types.get(actor, ActorType.STAFF), actor)


def buyer_of(draft: OrderDraft) -> Actor:
    """Returns the buyer, by the name on the bill."""
    address = draft.billing_address or draft.shipping_address
    name = "" if address is None else address.name
    if draft.customer is None:
        return Actor(ActorType.GUEST, "", name)
    return Actor(ActorType.CUSTOMER, f"customer:{draft.customer}", name)


def visible(detail: Mapping[str, Any], names: Collection[str] | None) -> Mapping[str, Any] | None:
    """Returns what of a detail the buyer sees; None where they do not see the entry."""
    return None if names is None else {name: value for name, value in detail.items() if name in names}


def for_the_api(value: Any) -> Any:
    """Returns a stored value as the API writes it: money in major units."""
    if isinstance(value, Mapping):
        if value.keys() == {"amount", "currency"} and isinstance(value["amount"], int):
            money = Money(value["amount"], value["currency"])
            return {"amount": str(money.text), "currencyCode": money.currency}
        return {name: for_the_api(part) for name, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [for_the_api(part) for part in value]
    return value


def placed_entries(draft: OrderDraft, payment: Payment, now: datetime, *, found_by: str) -> tuple[NewEntry, ...]:
    """Returns what the history of an order begins with: its taxes were decided, it was placed, and what was paid.

    Args:
        found_by: Who learnt that the payment is certain: ``checkout`` for the call that began it, else ``provider`` or
            ``recovery``.
    """
    totals, drafted = draft.totals, draft.drafted
    placed: dict[str, Any] = {
        "number": draft.number,
        "total": totals.total,
        "paymentMethod": payment.method,
        "paymentState": payment.state.value,
        "foundBy": found_by,
    }
    if drafted is not None:
        placed |= {
            "draftedBy": {"type": drafted.by.type.value, "id": drafted.by.id, "name": drafted.by.name},
            "pricesByHand": [
                {"sku": line.sku, "title": line.title, "price": line.price, "reason": line.reason}
                for line in drafted.prices
            ],
        }
    decided = {
        "treatment": draft.tax_treatment.value,
        "taxNumber": draft.tax_number,
        "exemption": draft.tax_exemption,
        "tax": sum((line.amount for line in totals.taxes), Money(0, draft.currency)),
        "taxes": [{"name": line.name, "rate": str(line.rate), "amount": line.amount} for line in totals.taxes],
    }
    entries = [
        NewEntry(order_id=draft.id, at=now, kind="checkout.tax_decided", actor=Actor(ActorType.SYSTEM), detail=decided),
        NewEntry(
            order_id=draft.id,
            at=now,
            kind="checkout.placed",
            actor=buyer_of(draft) if drafted is None or drafted.placed_by is None else drafted.placed_by,
            detail=placed,
            shown=visible(placed, {"number", "total", "paymentMethod"}),
        ),
    ]
    if drafted is not None and drafted.note:
        note_id = new_id()
        text = {"noteId": encode_global_id("OrderNote", note_id), "text": drafted.note}
        entries.append(
            NewEntry(
                order_id=draft.id, at=now, kind=NOTE_ADDED, actor=drafted.by, detail=text, shown=None, note_id=note_id
            )
        )
    if payment.captured:
        captured = {"amount": payment.money(payment.captured), "method": payment.method, "paymentId": payment.global_id}
        entries.append(
            NewEntry(
                order_id=draft.id,
                at=now,
                kind="checkout.payment_captured",
                actor=Actor(ActorType.SYSTEM),
                detail=captured,
                shown=visible(captured, {"amount", "method"}),
            )
        )
    return tuple(entries)
