"""What an edit makes of an order: priced and taxed by the code that prices and taxes carts. Writes nothing.

A line that is not touched costs what it cost. One whose quantity or price changes keeps its taxes; one that is added
bears those of today; and where the order goes elsewhere, every line and the delivery are taxed for there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from fondaco.commerce import (
    TAX_AS_GOODS,
    Address,
    CartView,
    Channel,
    DeliveryOption,
    Money,
    TaxCharge,
    TaxedMoney,
    TaxTreatment,
)
from fondaco.commerce.money import MAX_AMOUNT
from fondaco.dispatch import Hooks
from fondaco.errors import ConflictError, LimitExceededError

from fondaco_checkout.model.edits import (
    EditedLine,
    PlannedEdit,
    RefundedAmounts,
    WantedEdit,
    below_refunded,
    rates_of,
    taxes_after,
    totals_of,
)
from fondaco_checkout.model.order import Order, OrderDelivery, OrderLine
from fondaco_checkout.model.tax_split import combined_rate
from fondaco_checkout.model.totals import PricedLine, Pricing, TaxLine, compute_totals
from fondaco_checkout.service.edit_lines import added_lines, check_wanted, existing_lines
from fondaco_checkout.service.order_view import order_view
from fondaco_checkout.service.pricing import delivery_options
from fondaco_checkout.service.taxing import Taxing, engine_taxes, taxed_at, taxing_of
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["EditedOrder", "plan_edit"]


class EditedOrder(msgspec.Struct, frozen=True, kw_only=True):
    """An order as it is before an edit, with what belongs to it.

    Attributes:
        refunded: Of lines by their ids, and of the delivery by the order's; only where anything was.
    """

    order: Order
    lines: tuple[OrderLine, ...]
    taxes: tuple[TaxLine, ...]
    refunded: Mapping[UUID, RefundedAmounts]


async def plan_edit(
    hooks: Hooks, settings: CheckoutSettings, channel: Channel, found: EditedOrder, wanted: WantedEdit
) -> PlannedEdit:
    """Says what an edit makes of an order, or why it cannot be. The addresses are checked already.

    Raises:
        NotFoundError: ``LINE_NOT_FOUND``.
        InvalidInputError: ``LINE_REPEATED``, ``QUANTITY_INVALID``, ``SELLABLE_NOT_FOUND``, ``WRONG_CURRENCY``,
            ``INVALID_AMOUNT``; of remarks as `RemarksChange.applied`.
        LimitExceededError: ``QUANTITY_TOO_LARGE``, ``TOO_MANY_LINES``, ``TOTAL_TOO_LARGE``.
        ConflictError: ``LINE_SHIPPED``, ``EDIT_EMPTIES_ORDER``, ``EDIT_BELOW_REFUNDED``, ``EDIT_AFTER_REFUND``,
            ``TAX_TREATMENT_CHANGED``, ``ORDER_INCOMPLETE``, ``DELIVERY_OPTION_UNAVAILABLE``.
        QuoteNeededError: See `fondaco_checkout.service.quotes.with_quotes`.
        UnavailableError: ``TAX_UNAVAILABLE``.
    """
    check_wanted(found.order, found.lines, wanted)
    order = found.order
    lines = [*existing_lines(found.lines, wanted), *await added_lines(hooks, channel, order, wanted)]
    kept = [line for line in lines if line.after.quantity]
    if not kept:
        raise ConflictError("Nothing would be left of the order: cancel it.", code="EDIT_EMPTIES_ORDER")
    if len(kept) > settings.cart_max_lines:
        raise LimitExceededError(
            f"An order has at most {settings.cart_max_lines} lines.", code="TOO_MANY_LINES", field=("linesAdd",)
        )
    changes = {} if wanted.remarks is None else {"remarks": wanted.remarks.applied(order.remarks, field=("remarks",))}
    moved = msgspec.structs.replace(
        order,
        shipping_address=wanted.shipping_address or order.shipping_address,
        billing_address=wanted.billing_address or order.billing_address,
        **changes,
    )
    view = order_view(moved, channel, [line.after for line in kept])
    if view.requires_shipping and moved.shipping_address is None:
        raise ConflictError(
            "Something has to be sent now: say where to.", code="ORDER_INCOMPLETE", field=("shippingAddress",)
        )
    code = order.delivery.code if order.delivery is not None else None
    if wanted.delivery is not None and wanted.delivery.code is not None:
        code = wanted.delivery.code
    offered = await delivery_options(hooks, msgspec.structs.replace(view, delivery_code=code))
    taxing = await taxing_of(hooks, view, offered)
    retaxed = _place(taxed_at(view)) != _place(taxed_at(order_view(order, channel, found.lines)))
    if retaxed:
        _require_retaxable(found, taxing.treatment)
    else:
        taxing = taxing.treated(order.tax_treatment, _note_of(found.lines))
    elsewhere = _place(moved.shipping_address) != _place(order.shipping_address)
    option = _delivery(wanted, moved, view, offered, anew=retaxed or elsewhere)
    touched = [line for line in kept if retaxed or line.touched]
    priced = [_priced(line, order, view, taxing, retaxed=retaxed) for line in touched]
    of_delivery = [] if option is None else taxing.delivery(option)
    pricing = await _priced_whole(hooks, settings, channel, view, taxing, touched, priced, option, of_delivery)
    results = {
        line.after.id: _line(line.after, of.unit_price, total, charges)
        for line, of, total, charges in zip(touched, priced, pricing.per_line, pricing.line_taxes, strict=True)
    }
    edited = tuple(EditedLine(before=line.before, after=results.get(line.after.id, line.after)) for line in lines)
    touched_lines = list(results.values())
    delivery, delivery_taxes = _delivery_after(wanted, order, option, of_delivery, pricing, touched_lines)
    after_lines = [line.after for line in edited if line.after.quantity]
    taxes = taxes_after(found.taxes, found.lines, after_lines, delivery_taxes, order.currency)
    totals = totals_of(order, after_lines, delivery, taxes)
    if totals.total.amount > MAX_AMOUNT or totals.subtotal.amount > MAX_AMOUNT:
        raise LimitExceededError("This order would be too large to be paid.", code="TOTAL_TOO_LARGE")
    _require_above_refunded(found, edited, delivery)
    after = msgspec.structs.replace(
        moved,
        delivery=delivery,
        subtotal=totals.subtotal,
        line_total=totals.lines,
        tax_treatment=taxing.treatment,
        version=order.version + 1,
        taxes=taxes,
    )
    return PlannedEdit(
        before=order,
        after=after,
        lines=edited,
        totals_before=order.totals(found.taxes),
        totals_after=totals,
        retaxed=retaxed,
        grows=any(line.before is None or line.after.quantity > line.before.quantity for line in edited),
    )


def _place(address: Address | None) -> tuple[str, str, str] | None:
    return None if address is None else (address.country, address.region, address.postal_code)


def _require_retaxable(found: EditedOrder, treatment: TaxTreatment) -> None:
    """Refuses to tax anew what refunds have given back already, or what was sold without the tax in its price."""
    if found.refunded:
        raise ConflictError(
            "Money was given back for this order already: its taxes cannot change any more.", code="EDIT_AFTER_REFUND"
        )
    relieved = found.order.tax_treatment is not TaxTreatment.STANDARD
    if relieved and treatment is not found.order.tax_treatment:
        raise ConflictError(
            "The buyer paid no tax, and would have to now: cancel the order, and let them order anew.",
            code="TAX_TREATMENT_CHANGED",
        )


def _delivery(
    wanted: WantedEdit, order: Order, view: CartView, offered: Sequence[DeliveryOption], *, anew: bool
) -> DeliveryOption | None:
    """Returns the delivery that has to be priced anew; None where the one that there is stays, or there is none."""
    change = wanted.delivery
    if change is not None and change.none:
        return None
    missing = view.requires_shipping and order.delivery is None
    if change is None and not missing and (not anew or order.delivery is None):
        return None
    code = change.code if change is not None and change.code is not None else None
    if code is None:
        code = None if order.delivery is None else order.delivery.code
    option = next((option for option in offered if option.code == code), None)
    if option is None and change is not None and change.price == Money(0, order.currency):
        option = _free(order, code)
    if option is None:
        raise ConflictError(
            "This delivery option is not offered for the order and its address.",
            code="DELIVERY_OPTION_UNAVAILABLE",
            field=("delivery", "code"),
        )
    return option if change is None or change.price is None else msgspec.structs.replace(option, price=change.price)


def _free(order: Order, code: str | None) -> DeliveryOption | None:
    """Returns the delivery of an order for nothing, whether it is still offered or not: there is no tax in it."""
    delivery = order.delivery
    if delivery is None or delivery.code != code:
        return None
    return DeliveryOption(
        code=delivery.code,
        name=delivery.name,
        price=Money(0, order.currency),
        earliest=delivery.earliest,
        latest=delivery.latest,
        tax_class=TAX_AS_GOODS,
    )


def _priced(line: EditedLine, order: Order, view: CartView, taxing: Taxing, *, retaxed: bool) -> PricedLine:
    after = line.after
    if line.before is None or (retaxed and order.tax_treatment is TaxTreatment.STANDARD):
        return taxing.line(next(shown for shown in view.lines if shown.id == after.id))
    # What was sold without the tax in its price is priced without it already.
    rates = taxing.owed(after.tax_class) if retaxed else rates_of(line.before.taxes)
    return PricedLine(after.unit_price, after.quantity, rates)


async def _priced_whole(
    hooks: Hooks,
    settings: CheckoutSettings,
    channel: Channel,
    view: CartView,
    taxing: Taxing,
    touched: Sequence[EditedLine],
    priced: list[PricedLine],
    option: DeliveryOption | None,
    of_delivery: list[PricedLine],
) -> Pricing:
    """Adds up what is touched, as a cart that holds nothing else; a tax engine is asked about just that."""
    if taxing.treatment is TaxTreatment.STANDARD:
        ids = {line.after.id for line in touched}
        # An engine is asked about goods: about all of them where only their delivery is another one.
        lines = tuple(line for line in view.lines if line.id in ids) or view.lines
        asked = priced or [PricedLine(line.sellable.unit_price, line.quantity, ()) for line in lines]
        engine = await engine_taxes(hooks, settings, msgspec.structs.replace(view, lines=lines), asked, option)
        if engine is not None:
            priced = [
                PricedLine(line.unit_price, line.quantity, (), charges)
                for line, charges in zip(priced, engine.lines, strict=False)  # none where only the delivery is new
            ]
            of_delivery = [] if option is None else [PricedLine(option.price, 1, (), engine.delivery)]
    return compute_totals(
        priced,
        of_delivery,
        currency=channel.currency,
        prices_include_tax=channel.prices_include_tax,
        rounding=channel.tax_rounding,
    )


def _line(line: OrderLine, unit_price: Money, total: TaxedMoney, charges: tuple[TaxCharge, ...]) -> OrderLine:
    """Returns a touched line with what it costs; the components of a bundle share it in the proportion they did."""
    weights = [part.total.net.amount + part.total.tax.amount for part in line.components]
    if not any(weights):
        weights = [part.quantity for part in line.components]
    shares = zip(total.net.allocate(weights), total.tax.allocate(weights), strict=True) if weights else ()
    return msgspec.structs.replace(
        line,
        unit_price=unit_price,
        total=total,
        rate=combined_rate(rates_of(charges)),
        taxes=charges,
        components=tuple(
            msgspec.structs.replace(part, total=TaxedMoney(net, tax))
            for part, (net, tax) in zip(line.components, shares, strict=True)
        ),
    )


def _delivery_after(
    wanted: WantedEdit,
    order: Order,
    option: DeliveryOption | None,
    parts: Sequence[PricedLine],
    pricing: Pricing,
    touched: Sequence[OrderLine],
) -> tuple[OrderDelivery | None, Sequence[TaxLine] | None]:
    """Returns the delivery afterwards, and its tax lines; None for these where it stays as it is."""
    if option is not None:
        delivery = OrderDelivery(
            code=option.code,
            name=option.name,
            price=pricing.totals.delivery,
            rate=combined_rate(rates_of(pricing.delivery_taxes)) if len(parts) == 1 else None,
            taxes=pricing.delivery_taxes,
            earliest=option.earliest,
            latest=option.latest,
        )
        return delivery, taxes_after(pricing.totals.taxes, touched, (), None, order.currency)
    if wanted.delivery is not None and wanted.delivery.none:
        return None, ()
    return order.delivery, None


def _note_of(lines: Sequence[OrderLine]) -> str:
    """Returns what the receipt says instead of taxes, where the buyer pays none."""
    return next((charge.name for line in lines for charge in line.taxes), "")


def _require_above_refunded(found: EditedOrder, lines: Sequence[EditedLine], delivery: OrderDelivery | None) -> None:
    below = below_refunded(lines, found.refunded)
    given = found.refunded.get(found.order.id, RefundedAmounts())
    price = TaxedMoney.zero(found.order.currency) if delivery is None else delivery.price
    what = below[0].title if below else "the delivery"
    if below or price.net.amount < given.net or price.tax.amount < given.tax:
        raise ConflictError(f"More was given back for {what} already than it would cost.", code="EDIT_BELOW_REFUNDED")
