"""Asks every plugin what it has to say of a cart, and adds it up."""

from __future__ import annotations

from collections.abc import Mapping

from fondaco.commerce import (
    CartView,
    Channel,
    DeliveryOption,
    PaymentMethod,
    Sellable,
    SellableRef,
    SellablesQuery,
    TaxedMoney,
    TaxQuery,
    TaxRate,
)
from fondaco.commerce.money import MAX_AMOUNT
from fondaco.dispatch import Hooks
from fondaco.errors import ConflictError, DomainError
from fondaco.hookspecs import HookSpecs

from fondaco_checkout.model.cart import Cart, CartRequirement, PricedCart, PricedCartLine
from fondaco_checkout.model.flat_rates import NO_TAX
from fondaco_checkout.model.notices import notices_of
from fondaco_checkout.model.totals import PricedLine, compute_totals
from fondaco_checkout.service.supply import within_stock
from fondaco_checkout.settings import LONGEST_TAX_NAME, CheckoutSettings

__all__ = ["channel_of", "collect_sellables", "price_cart"]

LONGEST_SKU, LONGEST_TAX_CLASS = 255, 100
"""In characters, as the columns of orders."""


def channel_of(channels: Mapping[str, Channel], slug: str) -> Channel:
    """Returns the channel of a cart or order.

    Raises:
        ConflictError: ``CHANNEL_GONE`` if the settings do not know it any more.
    """
    channel = channels.get(slug)
    if channel is None:
        raise ConflictError("This cart is of a shop that is closed.", code="CHANNEL_GONE", field=("cartId",))
    return channel


async def collect_sellables(
    hooks: Hooks, quantities: Mapping[SellableRef, int], channel: Channel, locale: str, groups: frozenset[str]
) -> tuple[dict[SellableRef, Sellable], dict[SellableRef, DomainError]]:
    """Returns what can be bought of the asked things; where two plugins answer, the first one's word counts.

    Beside it, why other things cannot be bought so, where their owner says it.

    Args:
        quantities: Pieces that are wanted of each, since the price of one may depend on it.
        groups: Slugs of the buyer's customer groups.

    Raises:
        ValueError: If a plugin names a negative price or one of another currency, or something that no order can hold.
    """
    if not quantities:
        return {}, {}
    asked = SellablesQuery(tuple(quantities), channel, locale, quantities, groups)
    found: dict[SellableRef, Sellable] = {}
    refused: dict[SellableRef, DomainError] = {}
    for plugin, answer in await hooks.collect(HookSpecs.collect_sellables, asked):
        for ref, sellable in answer.items():
            if isinstance(sellable, DomainError):
                refused.setdefault(ref, sellable)
                continue
            price = sellable.unit_price
            if price.currency != channel.currency or price.amount < 0:
                raise ValueError(f"plugin {plugin!r} sells {ref} for {price} in a channel of {channel.currency}")
            if not _fits_an_order(sellable):
                raise ValueError(f"plugin {plugin!r} sells {ref} with a SKU, tax class or weight that no order holds")
            found.setdefault(ref, sellable)
    return found, refused


def _fits_an_order(sellable: Sellable) -> bool:
    """Whether an order's columns hold it: what does not has to be found before the money is taken, not after."""
    return (
        all(len(sku) <= LONGEST_SKU for sku in (sellable.sku, *(part.sku for part in sellable.components)))
        and all(part.quantity > 0 for part in sellable.components)
        and len(sellable.tax_class) <= LONGEST_TAX_CLASS
        and 0 <= sellable.weight_grams <= MAX_AMOUNT
    )


async def _delivery_options(hooks: Hooks, view: CartView) -> tuple[DeliveryOption, ...]:
    if not view.requires_shipping or view.shipping_address is None:
        return ()
    by_code: dict[str, DeliveryOption] = {}
    for plugin, options in await hooks.collect(HookSpecs.collect_delivery_options, view):
        for option in options:
            if option.price.currency != view.channel.currency or option.price.amount < 0:
                raise ValueError(f"plugin {plugin!r} delivers for {option.price}")
            by_code.setdefault(option.code, option)
    return tuple(by_code.values())


async def _payment_methods(hooks: Hooks, view: CartView) -> tuple[PaymentMethod, ...]:
    by_code: dict[str, PaymentMethod] = {}
    for _, methods in await hooks.collect(HookSpecs.collect_payment_methods, view):
        for method in methods:
            by_code.setdefault(method.code, method)
    return tuple(by_code.values())


async def _tax_rates(hooks: Hooks, view: CartView, classes: frozenset[str]) -> Mapping[str, TaxRate]:
    destination = view.shipping_address if view.requires_shipping else view.billing_address
    address = destination or view.billing_address or view.shipping_address
    query = TaxQuery(
        channel=view.channel,
        country="" if address is None else address.country,
        region="" if address is None else address.region,
        postal_code="" if address is None else address.postal_code,
        tax_classes=classes,
    )
    rates = await hooks.first(HookSpecs.resolve_tax_rates, query) or {}
    if missing := classes - rates.keys():
        raise ValueError(f"no tax rate was given for the classes {', '.join(sorted(missing))}")
    for tax_class in classes:
        rate = rates[tax_class]
        if not rate.rate.is_finite() or rate.rate < 0 or len(rate.name) > LONGEST_TAX_NAME:
            raise ValueError(f"the class {tax_class!r} cannot be taxed at {rate}")
    return rates


async def price_cart(
    hooks: Hooks, settings: CheckoutSettings, cart: Cart, channel: Channel, locale: str, groups: frozenset[str]
) -> PricedCart:
    """Prices an open cart as it is now. May be called inside a transaction or outside of any; writes nothing.

    Lines that cannot be bought now are kept in the list, but are no part of the totals.

    Args:
        groups: Slugs of the buyer's customer groups.

    Raises:
        ValueError: If a plugin answers with an impossible price or tax rate, or leaves one out.
    """
    wanted = {line.ref: line.quantity for line in cart.lines}
    sellables, _ = await collect_sellables(hooks, wanted, channel, locale, groups)
    sellables, _ = await within_stock(hooks, sellables, wanted, cart, channel)
    view = cart.view(channel, locale, sellables)
    options = await _delivery_options(hooks, view)
    chosen = next((option for option in options if option.code == cart.delivery_code), None)
    classes = frozenset(line.sellable.tax_class for line in view.lines) | (
        frozenset() if chosen is None else {chosen.tax_class}
    )
    rates = await _tax_rates(hooks, view, classes) if classes else {}
    delivery = None if chosen is None else PricedLine(chosen.price, 1, rates[chosen.tax_class])
    pricing = compute_totals(
        [PricedLine(line.sellable.unit_price, line.quantity, rates[line.sellable.tax_class]) for line in view.lines],
        delivery,
        currency=channel.currency,
        prices_include_tax=channel.prices_include_tax,
        rounding=channel.tax_rounding,
    )
    per_line = dict(zip((line.id for line in view.lines), pricing.per_line, strict=True))
    lines = tuple(
        PricedCartLine(
            id=line.id,
            ref=line.ref,
            quantity=line.quantity,
            sellable=sellables.get(line.ref, line.seen),
            available=line.ref in sellables,
            recomposed=line.ref in sellables and sellables[line.ref].pieces(1) != line.seen.pieces(1),
            total=per_line.get(line.id, TaxedMoney.zero(channel.currency)),
            rate=rates[sellables[line.ref].tax_class] if line.ref in sellables else NO_TAX,
        )
        for line in cart.lines
    )
    return PricedCart(
        cart=cart,
        view=view,
        lines=lines,
        delivery_options=options,
        delivery_option=chosen,
        delivery_rate=None if delivery is None else delivery.rate,
        totals=pricing.totals,
        missing=_missing(cart, view, chosen),
        notices=notices_of(cart, lines, chosen, locale),
        payment_methods=await _payment_methods(hooks, view),
    )


def _missing(cart: Cart, view: CartView, chosen: DeliveryOption | None) -> tuple[CartRequirement, ...]:
    ships = view.requires_shipping
    given = {
        CartRequirement.LINES: bool(view.lines),
        CartRequirement.EMAIL: cart.email is not None,
        CartRequirement.SHIPPING_ADDRESS: not ships or cart.shipping_address is not None,
        CartRequirement.BILLING_ADDRESS: ships or view.billing_address is not None,
        CartRequirement.DELIVERY_OPTION: not ships or chosen is not None,
    }
    return tuple(requirement for requirement, is_given in given.items() if not is_given)
