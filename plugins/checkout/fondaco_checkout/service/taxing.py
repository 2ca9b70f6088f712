"""What is owed of tax on the lines and the delivery of a cart: who decides, and at which prices it is reckoned."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from fondaco.commerce import (
    TAX_AS_GOODS,
    Address,
    CartLineView,
    CartTaxes,
    CartTaxesQuery,
    CartView,
    DeliveryOption,
    Money,
    TaxableLine,
    TaxDecision,
    TaxQuery,
    TaxRate,
    TaxTreatment,
    sum_money,
)
from fondaco.dispatch import Hooks
from fondaco.hookspecs import HookSpecs

from fondaco_checkout.model.tax_split import split_taxes
from fondaco_checkout.model.totals import PricedLine
from fondaco_checkout.service.tax_engine import cart_taxes
from fondaco_checkout.settings import LONGEST_TAX_NAME, CheckoutSettings

__all__ = ["Taxing", "engine_taxes", "taxed_at", "taxing_of"]


MOST_TAXES = 100
"""Of one thing: more is a plugin's mistake."""


class Taxing:
    """The taxes of one cart.

    Attributes:
        treatment: Whether the buyer pays them.
    """

    def __init__(self, view: CartView, decision: TaxDecision) -> None:
        self.treatment = decision.treatment
        self._view = view
        self._rates = decision.rates
        self._note = (TaxRate(Decimal(0), decision.note),)
        self._relieved = decision.treatment is not TaxTreatment.STANDARD and view.channel.prices_include_tax

    def net_price(self, line: CartLineView) -> Money | None:
        """Returns what one piece costs without the tax that its price includes and the buyer does not owe.

        None where the price counts as it is: the buyer pays tax, or prices do not include any.
        """
        return self._without_tax(line.sellable.unit_price, self._rates[line.sellable.tax_class])

    def line(self, line: CartLineView) -> PricedLine:
        """Returns a line as totals take it."""
        price = self.net_price(line) or line.sellable.unit_price
        return PricedLine(price, line.quantity, self._owed(self._rates[line.sellable.tax_class]))

    def treated(self, treatment: TaxTreatment, note: str) -> Taxing:
        """Returns the same taxes for a buyer of whom it is decided already whether they pay them.

        Args:
            note: What a receipt says instead of taxes, where they do not.
        """
        if treatment is self.treatment:
            return self
        return Taxing(self._view, TaxDecision(rates=self._rates, treatment=treatment, note=note))

    def owed(self, tax_class: str) -> tuple[TaxRate, ...]:
        """Returns the taxes of a class, as this buyer owes them."""
        return self._owed(self._rates[tax_class])

    def delivery(self, option: DeliveryOption) -> list[PricedLine]:
        """Returns the price of a delivery in parts that are taxed alike: one, or one for each tax of the goods."""
        parts = []
        for price, rates in self._shares(option):
            parts.append(PricedLine(self._without_tax(price, rates) or price, 1, self._owed(rates)))
        return parts

    def shown(self, option: DeliveryOption) -> DeliveryOption:
        """Returns an option with the price that this buyer pays, net or gross as for others."""
        if not self._relieved:
            return option
        price = sum_money((part.unit_price for part in self.delivery(option)), option.price.currency)
        return msgspec.structs.replace(option, price=price)

    def _owed(self, rates: tuple[TaxRate, ...]) -> tuple[TaxRate, ...]:
        return self._note if rates and self.treatment is not TaxTreatment.STANDARD else rates

    def _without_tax(self, price: Money, rates: tuple[TaxRate, ...]) -> Money | None:
        if not self._relieved:
            return None
        charges = split_taxes([(price, 1, rates)], included=True, rounding=self._view.channel.tax_rounding)[0]
        return price - sum_money((charge.amount for charge in charges), price.currency)

    def _shares(self, option: DeliveryOption) -> list[tuple[Money, tuple[TaxRate, ...]]]:
        if option.tax_class != TAX_AS_GOODS:
            return [(option.price, self._rates[option.tax_class])]
        goods: dict[tuple[TaxRate, ...], int] = {}
        for line in self._view.lines:
            if line.sellable.requires_shipping:
                rates = self._rates[line.sellable.tax_class]
                goods[rates] = goods.get(rates, 0) + line.sellable.unit_price.amount * line.quantity
        # The dearest goods come first, so that an odd cent goes the same way in whatever order the lines are.
        ordered = sorted(goods.items(), key=lambda entry: (-entry[1], [(-rate.rate, rate.name) for rate in entry[0]]))
        parts = option.price.allocate([weight for _, weight in ordered])
        return [
            (part, rates)
            for index, ((rates, _), part) in enumerate(zip(ordered, parts, strict=True))
            if part.amount or index == 0
        ]


async def taxing_of(hooks: Hooks, view: CartView, options: Sequence[DeliveryOption]) -> Taxing:
    """Asks which taxes are owed on what a cart holds, and on every delivery that is offered for it.

    Raises:
        ValueError: If a plugin answers with an impossible tax, or leaves a class out.
    """
    classes = {line.sellable.tax_class for line in view.lines} | {option.tax_class for option in options}
    classes.discard(TAX_AS_GOODS)
    if not classes:
        return Taxing(view, TaxDecision(rates={}))
    address = taxed_at(view)
    query = TaxQuery(
        channel=view.channel,
        country="" if address is None else address.country,
        region="" if address is None else address.region,
        postal_code="" if address is None else address.postal_code,
        tax_classes=frozenset(classes),
        locale=view.locale,
        groups=view.groups,
        tax_number=view.tax_number,
        exemption=view.tax_exemption,
    )
    decision = await hooks.first(HookSpecs.resolve_tax_rates, query) or TaxDecision(rates={})
    _check(decision, classes)
    return Taxing(view, decision)


def taxed_at(view: CartView) -> Address | None:
    """Returns where what is bought is taxed: where it is sent, else where the bill goes; None while nobody said."""
    destination = view.shipping_address if view.requires_shipping else view.billing_address
    return destination or view.billing_address or view.shipping_address


def _check(decision: TaxDecision, classes: set[str]) -> None:
    if missing := classes - decision.rates.keys():
        raise ValueError(f"no tax rate was given for the classes {', '.join(sorted(missing))}")
    if len(decision.note) > LONGEST_TAX_NAME:
        raise ValueError("the note of a tax decision is too long for a receipt")
    for tax_class in classes:
        rates = decision.rates[tax_class]
        sound = all(rate.rate.is_finite() and rate.rate >= 0 and len(rate.name) <= LONGEST_TAX_NAME for rate in rates)
        if not sound or len(rates) > MOST_TAXES:
            raise ValueError(f"the class {tax_class!r} cannot be taxed at {rates}")


async def engine_taxes(
    hooks: Hooks,
    settings: CheckoutSettings,
    view: CartView,
    lines: Sequence[PricedLine],
    delivery: DeliveryOption | None,
) -> CartTaxes | None:
    """Asks the tax engine of the shop, if it has one, about a cart whose buyer pays tax; None where own rates count.

    Args:
        lines: Of the view, in its order, as they are priced.

    Raises:
        QuoteNeededError: Inside a transaction; see `fondaco_checkout.service.quotes`.
        UnavailableError: ``TAX_UNAVAILABLE``.
    """
    address = taxed_at(view)
    query = CartTaxesQuery(
        channel=view.channel,
        lines=tuple(
            TaxableLine(
                ref=line.sellable.ref,
                quantity=line.quantity,
                amount=priced.amount,
                tax_class=line.sellable.tax_class,
                sku=line.sellable.sku,
            )
            for line, priced in zip(view.lines, lines, strict=True)
        ),
        delivery=None if delivery is None else delivery.price,
        delivery_class="" if delivery is None else delivery.tax_class,
        address=None if address is None else msgspec.structs.replace(address, name="", company="", phone=""),
        tax_number=view.tax_number,
        locale=view.locale,
    )
    return await cart_taxes(hooks, settings, query)
