"""The lines of an order that is edited, before anybody asks what they cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

import msgspec
from fondaco.commerce import Channel, Money, Sellable, SellableRef, TaxedMoney, TaxRate
from fondaco.dispatch import Hooks
from fondaco.errors import ConflictError, InvalidInputError, LimitExceededError
from fondaco.ids import new_id

from fondaco_checkout.errors import line_not_found, sellable_not_found, wrong_currency
from fondaco_checkout.model.edits import (
    CancelledLine,
    ChangedLine,
    DeliveryChange,
    EditedLine,
    RefundedAmounts,
    WantedEdit,
    ordered_quantity,
)
from fondaco_checkout.model.order import Order, OrderLine, OrderLineComponent
from fondaco_checkout.model.order_building import split_among
from fondaco_checkout.service.sellables import collect_sellables

__all__ = ["added_lines", "check_wanted", "existing_lines", "without"]

LARGEST_QUANTITY = 1_000_000


def check_wanted(order: Order, lines: Sequence[OrderLine], wanted: WantedEdit) -> None:
    """Refuses what cannot be of an order whatever it costs; see `plan_edit`."""
    by_id = {line.id: line for line in lines}
    seen: set[UUID] = set()
    for index, change in enumerate(wanted.changed):
        path = ("lines", str(index))
        line = by_id.get(change.line_id)
        if line is None:
            raise line_not_found(*path, "lineId")
        if change.line_id in seen:
            raise InvalidInputError("This line is given twice.", code="LINE_REPEATED", field=(*path, "lineId"))
        seen.add(change.line_id)
        if change.quantity is not None:
            _check_quantity(change.quantity, 0, (*path, "quantity"))
            if change.quantity < line.shipped_quantity:
                raise ConflictError(
                    f"{line.shipped_quantity} pieces of {line.title} have left already.",
                    code="LINE_SHIPPED",
                    field=(*path, "quantity"),
                )
        _check_price(order.currency, change.price, (*path, "price"))
    for index, added in enumerate(wanted.added):
        _check_quantity(added.quantity, 1, ("linesAdd", str(index), "quantity"))
        _check_price(order.currency, added.price, ("linesAdd", str(index), "price"))
    if wanted.delivery is not None:
        _check_price(order.currency, wanted.delivery.price, ("delivery", "price"))


def _check_quantity(quantity: int, least: int, field: tuple[str, ...]) -> None:
    if quantity < least:
        raise InvalidInputError(f"A quantity is at least {least}.", code="QUANTITY_INVALID", field=field)
    if quantity > LARGEST_QUANTITY:
        raise LimitExceededError(f"A quantity is at most {LARGEST_QUANTITY}.", code="QUANTITY_TOO_LARGE", field=field)


def _check_price(currency: str, price: Money | None, field: tuple[str, ...]) -> None:
    if price is None:
        return
    if price.currency != currency:
        raise wrong_currency(currency, *field)
    if price.amount < 0:
        raise InvalidInputError("A price is not negative.", code="INVALID_AMOUNT", field=field)


def existing_lines(before: Sequence[OrderLine], wanted: WantedEdit) -> list[EditedLine]:
    """Returns the lines of an order with what is wanted of them, not priced yet; removed ones with nothing."""
    changes = {change.line_id: change for change in wanted.changed}
    lines = []
    for line in before:
        change = changes.get(line.id)
        after = line
        if change is not None:
            quantity = line.quantity if change.quantity is None else change.quantity
            first = ordered_quantity(line) if quantity != line.quantity else line.first_quantity
            after = msgspec.structs.replace(
                line,
                quantity=quantity,
                unit_price=line.unit_price if change.price is None else change.price,
                first_quantity=first,
            )
            if quantity == 0:
                zero = TaxedMoney.zero(line.unit_price.currency)
                parts = tuple(msgspec.structs.replace(part, total=zero) for part in line.components)
                after = msgspec.structs.replace(after, total=zero, taxes=(), components=parts)
        lines.append(EditedLine(before=line, after=after))
    return lines


async def added_lines(hooks: Hooks, channel: Channel, order: Order, wanted: WantedEdit) -> list[EditedLine]:
    """Returns the lines that come to an order, at what they cost now, not taxed yet."""
    if not wanted.added:
        return []
    quantities: dict[SellableRef, int] = {}
    for added in wanted.added:
        quantities[added.ref] = quantities.get(added.ref, 0) + added.quantity
    found, refused = await collect_sellables(hooks, quantities, channel, order.locale, frozenset())
    lines = []
    for index, added in enumerate(wanted.added):
        sellable = found.get(added.ref)
        if sellable is None:
            raise refused.get(added.ref) or sellable_not_found("linesAdd", str(index), "sellableId")
        lines.append(EditedLine(before=None, after=_new_line(sellable, added.quantity, added.price)))
    return lines


def _new_line(sellable: Sellable, quantity: int, price: Money | None) -> OrderLine:
    unit_price = sellable.unit_price if price is None else price
    zero = TaxedMoney.zero(unit_price.currency)
    return OrderLine(
        id=new_id(),
        ref=sellable.ref,
        sku=sellable.sku,
        title=sellable.title,
        subtitle=sellable.subtitle,
        image_url=sellable.image_url,
        url_path=sellable.url_path,
        quantity=quantity,
        unit_price=unit_price,
        total=zero,
        rate=TaxRate(Decimal(0), ""),
        tax_class=sellable.tax_class,
        weight_grams=sellable.weight_grams,
        requires_shipping=sellable.requires_shipping,
        components=tuple(
            OrderLineComponent(
                id=new_id(),
                ref=part.ref,
                sku=part.sku,
                title=part.title,
                subtitle=part.subtitle,
                slot=part.slot,
                quantity=part.quantity,
                total=share,
            )
            for part, share in zip(
                sellable.components,
                split_among(TaxedMoney(unit_price * quantity, Money(0, unit_price.currency)), sellable.components),
                strict=True,
            )
        ),
        first_quantity=0,
    )


def without(
    order: Order,
    lines: Sequence[OrderLine],
    refunded: Mapping[UUID, RefundedAmounts],
    cancelled: Sequence[CancelledLine],
    *,
    delivery: bool,
    reason: str,
) -> WantedEdit:
    """Returns the edit that takes pieces off lines of an order; see `fondaco_checkout.service.edits.cancel_lines`.

    Args:
        delivery: Whether the delivery costs nothing any more; it is none at all if nothing is left to be sent.
    """
    if not cancelled:
        raise InvalidInputError("Say which lines to cancel.", code="LINES_REQUIRED", field=("lines",))
    by_id = {line.id: line for line in lines}
    left = {line.id: line.quantity for line in lines}
    for index, one in enumerate(cancelled):
        path = ("lines", str(index))
        line = by_id.get(one.line_id)
        if line is None:
            raise line_not_found(*path, "lineId")
        if left[line.id] != line.quantity:
            raise InvalidInputError("This line is given twice.", code="LINE_REPEATED", field=(*path, "lineId"))
        gone = max(line.shipped_quantity, refunded.get(line.id, RefundedAmounts()).quantity)
        if one.quantity < 1:
            raise InvalidInputError("A quantity is at least 1.", code="QUANTITY_INVALID", field=(*path, "quantity"))
        if one.quantity > line.quantity - gone:
            raise LimitExceededError(
                f"{line.quantity - gone} pieces of {line.title} can still be cancelled.",
                code="QUANTITY_TOO_LARGE",
                field=(*path, "quantity"),
            )
        left[line.id] -= one.quantity
    change = None
    if delivery and order.delivery is not None:
        ships = any(line.requires_shipping and left[line.id] for line in lines)
        change = DeliveryChange(price=Money(0, order.currency)) if ships else DeliveryChange(none=True)
    return WantedEdit(
        changed=tuple(ChangedLine(line_id=one.line_id, quantity=left[one.line_id]) for one in cancelled),
        delivery=change,
        reason=reason,
    )
