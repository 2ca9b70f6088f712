"""Asks every plugin what it has to say of a cart, and adds it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fondaco.commerce import (
    CartView,
    Channel,
    DeliveryOption,
    PaymentMethod,
    Sellable,
    SellableRef,
    TaxCharge,
    TaxedMoney,
    TaxRate,
    TaxTreatment,
)
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.dispatch import Hooks
from fondaco.errors import ConflictError, DomainError
from fondaco.hookspecs import HookSpecs

from fondaco_checkout.model.cart import Cart, CartLine, CartRequirement, PricedCart, PricedCartLine
from fondaco_checkout.model.notices import notices_of
from fondaco_checkout.model.tax_split import combined_rate
from fondaco_checkout.model.totals import PricedLine, Pricing, compute_totals
from fondaco_checkout.service.offers import Offers, find_offers
from fondaco_checkout.service.sellables import collect_sellables
from fondaco_checkout.service.supply import within_stock
from fondaco_checkout.service.taxing import Taxing, engine_taxes, taxing_of
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["channel_of", "delivery_options", "offered_delivery", "payment_methods_of", "price_cart"]


def channel_of(channels: Mapping[str, Channel], slug: str) -> Channel:
    """Returns the channel of a cart or order.

    Raises:
        ConflictError: ``CHANNEL_GONE`` if the settings do not know it any more.
    """
    channel = channels.get(slug)
    if channel is None:
        raise ConflictError("This cart is of a shop that is closed.", code="CHANNEL_GONE", field=("cartId",))
    return channel


async def delivery_options(hooks: Hooks, view: CartView) -> tuple[DeliveryOption, ...]:
    """Returns in which ways what is bought can be delivered; the first plugin that offers a code has it.

    Raises:
        ValueError: If a plugin answers with an impossible price.
    """
    if not view.requires_shipping or view.shipping_address is None:
        return ()
    by_code: dict[str, DeliveryOption] = {}
    for plugin, options in await hooks.collect(HookSpecs.collect_delivery_options, view):
        for option in options:
            if option.price.currency != view.channel.currency or option.price.amount < 0:
                raise ValueError(f"plugin {plugin!r} delivers for {option.price}")
            by_code.setdefault(option.code, option)
    return tuple(by_code.values())


async def payment_methods_of(hooks: Hooks, view: CartView) -> tuple[PaymentMethod, ...]:
    """Returns how a cart can be paid, in plugin order; the first that offers a code has it."""
    by_code: dict[str, PaymentMethod] = {}
    for _, methods in await hooks.collect(HookSpecs.collect_payment_methods, view):
        for method in methods:
            by_code.setdefault(method.code, method)
    return tuple(by_code.values())


async def offered_delivery(uow: UnitOfWork, cart: Cart, channel: Channel, locale: str) -> tuple[DeliveryOption, ...]:
    """Returns in which ways a cart can be delivered now, as the channel shows prices."""
    offers = await find_offers(uow, cart, channel, locale, {line.ref: line.quantity for line in cart.lines})
    return await delivery_options(uow.hooks, cart.view(channel, locale, offers.sellables, offers.groups))


async def price_cart(
    hooks: Hooks,
    settings: CheckoutSettings,
    cart: Cart,
    channel: Channel,
    locale: str,
    groups: frozenset[str],
    *,
    offers: Offers | None = None,
) -> PricedCart:
    """Prices an open cart as it is now. May be called inside a transaction or outside of any; writes nothing.

    Lines that cannot be bought now are kept in the list, but are no part of the totals.

    Args:
        groups: Slugs of the buyer's customer groups.
        offers: What was found out of its things a moment ago: they are not asked about again.

    Raises:
        ValueError: If a plugin answers with an impossible price or tax, or leaves one out.
        QuoteNeededError: Inside a transaction, where a tax engine has to be asked first: see
            `fondaco_checkout.service.tax_engine.with_quotes`.
        UnavailableError: ``TAX_UNAVAILABLE`` if a tax engine does not answer and own rates are no substitute.
    """
    if offers is not None and offers.fit(cart, locale, groups):
        sellables, refused = offers.sellables, offers.refused
    else:
        wanted = {line.ref: line.quantity for line in cart.lines}
        sellables, _ = await collect_sellables(hooks, wanted, channel, locale, groups)
        sellables, refused = await within_stock(hooks, sellables, wanted, cart, channel)
    view = cart.view(channel, locale, sellables, groups)
    offered = await delivery_options(hooks, view)
    taxing = await taxing_of(hooks, view, offered)
    options = tuple(taxing.shown(option) for option in offered)
    chosen = next((option for option in options if option.code == cart.delivery_code), None)
    priced = [taxing.line(line) for line in view.lines]
    delivery = [] if chosen is None else taxing.delivery(offered[options.index(chosen)])
    if taxing.treatment is TaxTreatment.STANDARD:
        engine = await engine_taxes(hooks, settings, view, priced, chosen)
        if engine is not None:
            priced = [
                PricedLine(line.unit_price, line.quantity, (), charges)
                for line, charges in zip(priced, engine.lines, strict=True)
            ]
            delivery = [] if chosen is None else [PricedLine(chosen.price, 1, (), engine.delivery)]
    pricing = compute_totals(
        priced,
        delivery,
        currency=channel.currency,
        prices_include_tax=channel.prices_include_tax,
        rounding=channel.tax_rounding,
    )
    places = {line.id: index for index, line in enumerate(view.lines)}
    lines = tuple(
        _line(line, sellables, refused.get(line.ref), view, taxing, pricing, places.get(line.id)) for line in cart.lines
    )
    return PricedCart(
        cart=cart,
        view=view,
        lines=lines,
        delivery_options=options,
        delivery_option=chosen,
        delivery_rate=_rate_of(pricing.delivery_taxes) if len(delivery) == 1 else None,
        delivery_taxes=pricing.delivery_taxes,
        treatment=taxing.treatment,
        totals=pricing.totals,
        missing=_missing(cart, view, chosen),
        notices=notices_of(cart, lines, chosen, locale),
        payment_methods=await payment_methods_of(hooks, view),
    )


def _rate_of(charges: Sequence[TaxCharge]) -> TaxRate:
    """Returns all taxes of a thing as one."""
    return combined_rate(tuple(TaxRate(charge.rate, charge.name, charge.compound) for charge in charges))


def _line(
    line: CartLine,
    sellables: Mapping[SellableRef, Sellable],
    refusal: DomainError | None,
    view: CartView,
    taxing: Taxing,
    pricing: Pricing,
    place: int | None,
) -> PricedCartLine:
    """Returns a line with its price; ``place`` is that among the lines that can be bought, None if it cannot."""
    sellable = sellables.get(line.ref, line.seen)
    taxes = () if place is None else pricing.line_taxes[place]
    return PricedCartLine(
        id=line.id,
        ref=line.ref,
        quantity=line.quantity,
        sellable=sellable,
        available=place is not None,
        sold_out=refusal is not None and refusal.code == "OUT_OF_STOCK",
        recomposed=place is not None and sellable.pieces(1) != line.seen.pieces(1),
        total=TaxedMoney.zero(view.channel.currency) if place is None else pricing.per_line[place],
        rate=_rate_of(taxes),
        taxes=taxes,
        net_price=None if place is None else taxing.net_price(view.lines[place]),
        remarks=line.remarks,
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
