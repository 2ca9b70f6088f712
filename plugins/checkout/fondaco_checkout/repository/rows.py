"""Between columns and values."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

import msgspec
from fondaco.commerce import Address, Money, TaxedMoney, TaxRate

__all__ = ["address_of", "from_json", "taxed", "to_json"]

T = TypeVar("T")


def to_json(value: object) -> str | None:
    """Returns what a jsonb column takes; None stays null."""
    return None if value is None else msgspec.json.encode(value).decode()


def from_json(value: str, type_: type[T]) -> T:
    """Returns the value that `to_json` wrote."""
    return msgspec.json.decode(value, type=type_)


def address_of(value: str | None) -> Address | None:
    """Returns an address column's value."""
    return None if value is None else from_json(value, Address)


def taxed(net: int, tax: int, currency: str) -> TaxedMoney:
    """Returns two amount columns as one value."""
    return TaxedMoney(Money(net, currency), Money(tax, currency))


def rate_of(rate: Decimal, name: str) -> TaxRate:
    """Returns two tax columns as one value."""
    return TaxRate(rate, name)
