"""Amounts as Stripe counts them, which is not everywhere as ISO 4217 does.

Source: Stripe's documentation, "Supported currencies": zero-decimal and three-decimal currencies, special cases.
"""

from __future__ import annotations

from fondaco.commerce import Money, currency_exponent

__all__ = ["from_stripe", "to_stripe"]

_ZERO = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"]
)
"""Counted in whole units; of these MGA has two decimal places in ISO 4217."""
_THREE = frozenset(["BHD", "JOD", "KWD", "OMR", "TND"])
"""Counted in thousandths, of which the last digit has to be 0."""
_UNSUPPORTED = frozenset(["IQD", "LYD"])
"""Three decimal places in ISO 4217, and not charged by Stripe."""
_SMALLEST = {**dict.fromkeys(_THREE, 10), "ISK": 100, "UGX": 100}
"""What an amount has to be a multiple of, as Stripe counts. ISK and UGX have no decimal places any more; Stripe counts
them in hundredths all the same."""


def _exponent(currency: str) -> int:
    if currency in _ZERO:
        return 0
    return 3 if currency in _THREE else 2


def to_stripe(money: Money) -> int | None:
    """Returns an amount as Stripe counts it; None if Stripe cannot charge exactly that.

    ``5.00 EUR`` is 500, ``500 JPY`` 500, ``5.120 KWD`` 5120, ``5.124 KWD`` None, ``5 ISK`` 500, ``5.00 MGA`` 5.
    """
    if money.currency in _UNSUPPORTED:
        return None
    shift = _exponent(money.currency) - currency_exponent(money.currency)
    if shift < 0 and money.amount % 10**-shift:
        return None
    amount = money.amount * 10**shift if shift >= 0 else money.amount // 10**-shift
    return None if amount % _SMALLEST.get(money.currency, 1) else amount


def from_stripe(amount: int, currency: str) -> Money:
    """Returns an amount that Stripe counts as money; what is below our minor unit, which Stripe never has, is cut.

    Args:
        currency: ISO 4217, in upper or lower case.
    """
    code = currency.upper()
    shift = currency_exponent(code) - _exponent(code)
    return Money(amount * 10**shift if shift >= 0 else amount // 10**-shift, code)
