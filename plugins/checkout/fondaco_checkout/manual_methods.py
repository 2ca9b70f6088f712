"""Ways to pay without a provider: bank transfer, cash on delivery, invoice. Staff note the money that comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from fondaco.commerce import (
    CURRENCY_EXPONENTS,
    CartView,
    PaymentMethod,
    PaymentMethodKind,
    PaymentOutcome,
    PaymentState,
    country_codes,
)

if TYPE_CHECKING:
    from fondaco_checkout.settings import CheckoutSettings

__all__ = ["ManualMethod", "begun", "due_reminders", "instructions_of", "manual_method", "offered"]

LONGEST_CODE = 100
LONGEST_DAYS = 36_500


class ManualMethod(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of ``manual_methods``: a way to pay whose money comes later.

    Attributes:
        code: Stable; selects it, and is no code of another provider.
        name: What buyers read.
        names: The same in other languages, by BCP 47 tag.
        instructions: What the buyer has to do, such as where to send the money; shown before and after they order.
        instructions_in: The same in other languages.
        channels: Slugs of those it is offered in; empty means all.
        countries: ISO 3166-1 alpha-2 codes of the billing address it is offered for; empty means everywhere.
        currencies: ISO 4217 codes it is offered in; empty means all.
        delivered_only: Whether it is offered only for what is delivered, as cash on delivery is.
        remind_after_days: The buyer is to be reminded so many days after they chose it, once each.
        cancel_after_days: An order of which nothing was paid by then is cancelled; None for never.
    """

    code: str
    name: str
    names: Mapping[str, str] = {}
    instructions: str = ""
    instructions_in: Mapping[str, str] = {}
    channels: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    delivered_only: bool = False
    remind_after_days: tuple[int, ...] = ()
    cancel_after_days: int | None = None

    def __post_init__(self) -> None:
        where = f"manual method {self.code!r}"
        if not 1 <= len(self.code) <= LONGEST_CODE or not self.code.isprintable() or self.code in {"none", "test"}:
            raise ValueError(
                f"{where}: code has to have 1 to {LONGEST_CODE} printable characters, and not be none or test"
            )
        for known, given, name in (
            (country_codes(), self.countries, "countries"),
            (frozenset(CURRENCY_EXPONENTS), self.currencies, "currencies"),
        ):
            unknown = sorted(set(given) - known)
            if unknown:
                raise ValueError(f"{where}: {name}: {', '.join(map(repr, unknown))} are no ISO codes in upper case")
        days = (*self.remind_after_days, *(() if self.cancel_after_days is None else (self.cancel_after_days,)))
        if any(not 0 < day <= LONGEST_DAYS for day in days):
            raise ValueError(f"{where}: days have to be positive and at most {LONGEST_DAYS}")
        if list(days) != sorted(set(days)):
            raise ValueError(f"{where}: reminders come one after the other, and before the order is cancelled")


def manual_method(settings: CheckoutSettings, code: str) -> ManualMethod | None:
    """Returns the manual method of a code."""
    return next((method for method in settings.manual_methods if method.code == code), None)


def offered(settings: CheckoutSettings, cart: CartView) -> Sequence[PaymentMethod]:
    """Returns the manual methods that a cart can be paid by, in the order of the settings."""
    address = cart.billing_address or cart.shipping_address
    country = None if address is None else address.country
    return [
        PaymentMethod(
            method.code,
            method.names.get(cart.locale, method.name),
            instructions_of(method, cart.locale),
            PaymentMethodKind.TRANSFER,
        )
        for method in settings.manual_methods
        if (not method.channels or cart.channel.slug in method.channels)
        and (not method.countries or country in method.countries)
        and (not method.currencies or cart.channel.currency in method.currencies)
        and (not method.delivered_only or cart.requires_shipping)
    ]


def instructions_of(method: ManualMethod, locale: str) -> str:
    """Returns what the buyer has to do, in a language."""
    return method.instructions_in.get(locale, method.instructions)


def begun(method: ManualMethod, now: datetime) -> PaymentOutcome:
    """Returns the outcome of a payment by a manual method: the order is placed, and the money awaited."""
    days = method.cancel_after_days
    return PaymentOutcome(state=PaymentState.PENDING, due_at=None if days is None else now + timedelta(days=days))


def due_reminders(settings: CheckoutSettings, now: datetime) -> list[tuple[str, int, datetime]]:
    """Returns for each reminder its method, its number from 1, and before when a payment was begun."""
    return [
        (method.code, number, now - timedelta(days=days))
        for method in settings.manual_methods
        for number, days in enumerate(method.remind_after_days, 1)
    ]
