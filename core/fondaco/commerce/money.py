"""Money in minor units, and how an amount is split without losing a cent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from functools import lru_cache
from typing import Self

import msgspec

from fondaco.errors import InvalidInputError

__all__ = ["CURRENCY_EXPONENTS", "Money", "currency_exponent", "sum_money"]

_TWO = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP "
    "CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR "
    "JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN "
    "NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP "
    "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"
)
_ZERO = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"

CURRENCY_EXPONENTS: dict[str, int] = {
    **dict.fromkeys(_TWO.split(), 2),
    **dict.fromkeys(_ZERO.split(), 0),
    **dict.fromkeys(_THREE.split(), 3),
}
"""Decimal places of the minor unit of each circulating currency, after ISO 4217 (list of 2026-01-01)."""

MAX_AMOUNT = 2**63 - 1
"""The largest amount that a BIGINT column holds."""

_EXACT = Context(prec=40, traps=[Inexact, InvalidOperation, Overflow])
"""Computes exactly or raises: 64 bits are 19 digits, so nothing that fits is ever rounded here."""


def currency_exponent(currency: str) -> int:
    """Returns the number of decimal places of a currency's minor unit (EUR 2, JPY 0, KWD 3).

    Raises:
        InvalidInputError: ``UNKNOWN_CURRENCY`` if it is no circulating ISO 4217 currency.
    """
    try:
        return CURRENCY_EXPONENTS[currency]
    except KeyError:
        raise InvalidInputError(f"{currency!r} is not an ISO 4217 currency code.", code="UNKNOWN_CURRENCY") from None


class Money(msgspec.Struct, frozen=True):
    """An amount in minor units of one currency: ``Money(1999, "EUR")`` is €19.99.

    Arithmetic is exact; two currencies never mix.

    Attributes:
        amount: Minor units, such as cents.
        currency: ISO 4217 code.
    """

    amount: int
    currency: str

    @classmethod
    def from_decimal(cls, value: Decimal | str, currency: str) -> Self:
        """Makes money from a decimal of major units.

        Raises:
            InvalidInputError: ``INVALID_AMOUNT`` if it is not a finite number, has more decimal places than the
                currency, or does not fit 64 bits; ``UNKNOWN_CURRENCY``.
        """
        exponent = currency_exponent(currency)
        shown = str(value)[:40]
        try:
            number = Decimal(value)
        except (InvalidOperation, ValueError):
            raise InvalidInputError(f"{shown!r} is not an amount.", code="INVALID_AMOUNT") from None
        try:
            minor = number.scaleb(exponent, context=_EXACT).to_integral_exact(context=_EXACT)
            fits = abs(minor) <= MAX_AMOUNT
        except ArithmeticError:
            fits = False
        if not fits:
            raise InvalidInputError(
                f"{shown} is not an amount of {currency}, which has {exponent} decimal places.", code="INVALID_AMOUNT"
            )
        return cls(int(minor), currency)

    @property
    def decimal(self) -> Decimal:
        """The amount in major units with exactly the currency's decimal places (``Decimal("19.90")``)."""
        return Decimal(self.amount).scaleb(-currency_exponent(self.currency))

    @property
    def text(self) -> str:
        """The amount in major units with exactly the currency's decimal places, as text: "19.90", "1200"."""
        return _text(self.amount, self.currency)

    def __str__(self) -> str:
        return f"{self.text} {self.currency}"

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.amount * times, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")
        return other.amount

    def allocate(self, weights: Sequence[int]) -> list[Money]:
        """Splits the amount in proportion to weights, by largest remainder, ties to the first.

        The parts always add up to the whole, and no part has the opposite sign of the whole. Where all weights are
        zero the amount is split evenly.

        Args:
            weights: One non-negative integer a part; at least one.

        Raises:
            ValueError: If there is no weight, or a negative one.
        """
        if not weights or min(weights) < 0:
            raise ValueError("allocate needs at least one weight, none of them negative")
        if not any(weights):
            weights = [1] * len(weights)
        sign, whole, total = (-1 if self.amount < 0 else 1), abs(self.amount), sum(weights)
        shares = [divmod(whole * weight, total) for weight in weights]
        parts = [share for share, _ in shares]
        by_remainder = sorted(range(len(parts)), key=lambda index: -shares[index][1])
        for index in by_remainder[: whole - sum(parts)]:
            parts[index] += 1
        return [Money(sign * part, self.currency) for part in parts]


def sum_money(parts: Iterable[Money], currency: str) -> Money:
    """Adds up money of one currency; nothing adds up to zero."""
    total = Money(0, currency)
    for part in parts:
        total += part
    return total


@lru_cache(maxsize=8192)
def _text(amount: int, currency: str) -> str:
    """The text of an amount, kept: a shop has few prices, and shows them on every page."""
    exponent = currency_exponent(currency)
    digits = str(amount)
    if not exponent:
        return digits
    if amount < 0 or len(digits) <= exponent:
        digits = digits.zfill(exponent + (2 if amount < 0 else 1))
    return digits[:-exponent] + "." + digits[-exponent:]
