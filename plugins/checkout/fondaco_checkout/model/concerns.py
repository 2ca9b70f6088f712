"""The rules that watch orders: what they are given, when they speak, and what they say. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

import msgspec
from fondaco.commerce import Money, OrderConcern, WatchedOrder
from fondaco.errors import DomainError

__all__ = ["DEFAULTS", "DISPOSABLE_DOMAINS", "OrderFacts", "RuleConfig", "WatchRule", "concerns_of"]


class WatchRule(StrEnum):
    """A rule of checkout that watches orders."""

    ADDRESS_MISMATCH = "address_mismatch"
    """It is delivered to another country than it is billed to."""
    VELOCITY = "velocity"
    """Many orders of the same e-mail address, telephone, session or delivery address in a short time."""
    LARGE_AMOUNT = "large_amount"
    """It costs more than an amount."""
    UNUSUAL_AMOUNT = "unusual_amount"
    """It costs many times what the last orders of its channel did."""
    LARGE_FIRST_ORDER = "large_first_order"
    """It is the first of its buyer, and costs more than an amount."""
    DISPOSABLE_EMAIL = "disposable_email"
    """Its e-mail address is one of those that are thrown away."""
    NOT_MOVED = "not_moved"
    """It is paid, and nothing of it was sent for long."""
    AUTHORIZATION_ENDING = "authorization_ending"
    """Its money is reserved for so long that the reservation is about to end."""
    UNPAID = "unpaid"
    """It was placed long ago and never paid."""
    MONEY_MISMATCH = "money_mismatch"
    """More was paid than it costs, or money is kept of a cancelled one."""
    MANY_REFUNDS = "many_refunds"
    """Its buyer was given money back unusually often."""
    UNDECIDED = "undecided"
    """Its payment is undecided for long: it may be paid and was not placed."""


class RuleConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a rule is set.

    Attributes:
        enabled: Whether it speaks at all.
        weight: What its reason adds to the score, 1 to 1,000.
        count: How many there have to be, where it counts.
        hours: How far it looks back, or how long it waits.
        percent: Of what is usual.
        amounts: In major units by currency; in others it does not speak.
    """

    enabled: bool = True
    weight: int = 10
    count: int = 0
    hours: int = 0
    percent: int = 0
    amounts: Mapping[str, Decimal] = {}

    def __post_init__(self) -> None:
        if not 1 <= self.weight <= 1000:
            raise ValueError("weight: from 1 to 1,000")
        for name, largest in (("count", 10_000), ("hours", 24 * 366), ("percent", 100_000)):
            if not 0 <= getattr(self, name) <= largest:
                raise ValueError(f"{name}: from 0 to {largest:,}")
        for currency, amount in self.amounts.items():
            try:
                negative = Money.from_decimal(amount, currency).amount < 0
            except DomainError as error:
                raise ValueError(f"amounts: {error.message}") from error
            if negative:
                raise ValueError(f"amounts: {currency} cannot be negative")

    def reached(self, total: Money) -> Money | None:
        """Returns the amount of the total's currency if the total reaches it."""
        if total.currency not in self.amounts:
            return None
        limit = Money.from_decimal(self.amounts[total.currency], total.currency)
        return limit if total.amount >= limit.amount else None


def _amounts(euros: int) -> dict[str, Decimal]:
    rates = {"EUR": 1, "USD": 1, "GBP": 1, "CHF": 1, "CNY": 8, "JPY": 160}
    return {currency: Decimal(euros * rate) for currency, rate in rates.items()}


DEFAULTS: Mapping[WatchRule, RuleConfig] = {
    WatchRule.ADDRESS_MISMATCH: RuleConfig(weight=20),
    WatchRule.VELOCITY: RuleConfig(weight=40, count=5, hours=24),
    WatchRule.LARGE_AMOUNT: RuleConfig(weight=30, amounts=_amounts(2000)),
    WatchRule.UNUSUAL_AMOUNT: RuleConfig(weight=25, percent=500, count=20),
    WatchRule.LARGE_FIRST_ORDER: RuleConfig(weight=30, amounts=_amounts(500)),
    WatchRule.DISPOSABLE_EMAIL: RuleConfig(weight=50),
    WatchRule.NOT_MOVED: RuleConfig(weight=30, hours=72),
    WatchRule.AUTHORIZATION_ENDING: RuleConfig(weight=40, hours=120),
    WatchRule.UNPAID: RuleConfig(weight=10, hours=240),
    WatchRule.MONEY_MISMATCH: RuleConfig(weight=60),
    WatchRule.MANY_REFUNDS: RuleConfig(weight=40, count=3, hours=720),
    WatchRule.UNDECIDED: RuleConfig(weight=70, hours=1),
}
"""What counts where neither settings nor staff say otherwise."""

DISPOSABLE_DOMAINS = (
    "10minutemail.com", "discard.email", "dispostable.com", "fakeinbox.com", "getnada.com", "grr.la",
    "guerrillamail.com", "mailcatch.com", "maildrop.cc", "mailinator.com", "mailnesia.com", "mintemail.com",
    "mohmal.com", "mytemp.email", "sharklasers.com", "spamgourmet.com", "temp-mail.org", "tempail.com",
    "throwawaymail.com", "trashmail.com", "trashmail.de", "wegwerfmail.de", "yopmail.com",
)  # fmt: skip
"""Well-known providers of addresses that are thrown away; the setting replaces them."""


class OrderFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules know of an order.

    Attributes:
        fulfilment_state: As in `FulfilmentState`; empty while it is not placed.
        since: When it was placed, or when its payment began; UTC.
        alike: How many orders were placed in the hours of the rule up to this one, by what they share with it:
            ``email``, ``phone``, ``session``, ``address``. This one is counted.
        first: Whether its buyer, by account or e-mail address, placed none before.
        usual: What the last orders of its channel and currency before it cost on average, minor units.
        compared: How many these are.
        overpaid: What was paid beyond what is owed, minor units; of a cancelled order all that is kept.
        returning: Minor units that are on their way back.
        refunds: How many refunds its buyer got in the hours of the rule up to this order, and for this order.
    """

    fulfilment_state: str
    since: datetime
    alike: Mapping[str, int] = {}
    first: bool = False
    usual: int = 0
    compared: int = 0
    overpaid: int = 0
    returning: int = 0
    refunds: int = 0


def concerns_of(
    order: WatchedOrder,
    facts: OrderFacts,
    rules: Mapping[WatchRule, RuleConfig],
    disposable: Collection[str],
    now: datetime,
) -> list[OrderConcern]:
    """Returns what is unusual about an order, in the order of the rules.

    What is said of the buyer depends on what was before the order alone, so it does not matter when it is asked.
    """
    found = dict(_of_the_buyer(order, facts, rules, disposable) if not order.cancelled else ())
    found.update(_of_its_course(order, facts, rules, now))
    return [
        OrderConcern(rule=rule.value, weight=rules[rule].weight, values=found[rule])
        for rule in WatchRule
        if rule in found and rules[rule].enabled
    ]


_Found = Iterable[tuple[WatchRule, dict[str, Any]]]


def _money(amount: Money) -> dict[str, str]:
    return {"amount": str(amount.decimal), "currencyCode": amount.currency}


def _of_the_buyer(
    order: WatchedOrder, facts: OrderFacts, rules: Mapping[WatchRule, RuleConfig], disposable: Collection[str]
) -> _Found:
    shipping, billing, total = order.shipping_address, order.billing_address, order.total
    if shipping is not None and billing is not None and shipping.country != billing.country:
        yield WatchRule.ADDRESS_MISMATCH, {"shipping": shipping.country, "billing": billing.country}
    velocity = rules[WatchRule.VELOCITY]
    if often := {by: count for by, count in facts.alike.items() if velocity.count and count >= velocity.count}:
        yield WatchRule.VELOCITY, {"orders": often, "hours": velocity.hours}
    if (limit := rules[WatchRule.LARGE_AMOUNT].reached(total)) is not None:
        yield WatchRule.LARGE_AMOUNT, {"total": _money(total), "limit": _money(limit)}
    unusual = rules[WatchRule.UNUSUAL_AMOUNT]
    if facts.usual > 0 and facts.compared >= max(1, unusual.count):
        percent = total.amount * 100 // facts.usual
        if unusual.percent and percent >= unusual.percent:
            usual = Money(facts.usual, total.currency)
            yield WatchRule.UNUSUAL_AMOUNT, {"total": _money(total), "usual": _money(usual), "percent": percent}
    if facts.first and (limit := rules[WatchRule.LARGE_FIRST_ORDER].reached(total)) is not None:
        yield WatchRule.LARGE_FIRST_ORDER, {"total": _money(total), "limit": _money(limit)}
    domain = order.email.rpartition("@")[2].casefold()
    if any(domain == one or domain.endswith(f".{one}") for one in disposable):
        yield WatchRule.DISPOSABLE_EMAIL, {"domain": domain}
    refunds = rules[WatchRule.MANY_REFUNDS]
    if refunds.count and facts.refunds >= refunds.count:
        yield WatchRule.MANY_REFUNDS, {"refunds": facts.refunds, "hours": refunds.hours}


def _of_its_course(
    order: WatchedOrder, facts: OrderFacts, rules: Mapping[WatchRule, RuleConfig], now: datetime
) -> _Found:
    def waits(rule: WatchRule) -> bool:
        return now - facts.since >= timedelta(hours=rules[rule].hours)

    since = {"since": facts.since.isoformat()}
    if order.placed_at is None:
        if waits(WatchRule.UNDECIDED):
            yield WatchRule.UNDECIDED, since
        return
    if facts.overpaid and not facts.returning:
        yield WatchRule.MONEY_MISMATCH, {"overpaid": _money(Money(facts.overpaid, order.total.currency))}
    if order.cancelled:
        return
    if order.payment_state == "paid" and facts.fulfilment_state == "unfulfilled" and waits(WatchRule.NOT_MOVED):
        yield WatchRule.NOT_MOVED, since
    if order.payment_state == "authorized" and waits(WatchRule.AUTHORIZATION_ENDING):
        yield WatchRule.AUTHORIZATION_ENDING, since
    if order.payment_state == "pending" and waits(WatchRule.UNPAID):
        yield WatchRule.UNPAID, since
