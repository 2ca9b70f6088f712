"""Scalars and value types that every schema shares."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal, DecimalException
from typing import Any, NewType

import strawberry

from fondaco import commerce
from fondaco.errors import InvalidInputError
from fondaco.graphql.types import input_type, object_type

__all__ = ["ID", "JSON", "SCALARS", "CurrencyCode", "Money", "MoneyInput", "TaxedMoney"]

ID = strawberry.ID
CurrencyCode = NewType("CurrencyCode", str)
JSON = strawberry.scalars.JSON


def _currency_code(value: object) -> str:
    if isinstance(value, str) and value in commerce.CURRENCY_EXPONENTS:
        return value
    raise ValueError(f"{value!r} is not an ISO 4217 currency code")


FIRST_YEAR, LAST_YEAR = 1900, 9998
"""Of a moment. Beyond, a database and Python do not agree on what there is, or a time zone leads out of it."""


def _moment(value: object) -> datetime:
    if not isinstance(value, str):
        raise ValueError("A moment is a text, such as 2026-01-31T12:00:00Z.")  # noqa: TRY004 (graphql-core shows it)
    try:
        given = datetime.fromisoformat(value)
        moment = None if given.tzinfo is None else given.astimezone(UTC)
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise ValueError(f"{value!r:.60} is no moment with its offset, such as 2026-01-31T12:00:00Z.")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"A moment is in the years {FIRST_YEAR} to {LAST_YEAR}.")
    return moment


def _decimal(value: object) -> Decimal:
    text = str(value)
    # Python reads what nobody means by a price: 1_000, digits of other scripts.
    if text.isascii() and "_" not in text:
        with suppress(DecimalException):
            return Decimal(text)
    raise ValueError(f"{text!r:.60} is no number such as 19.90.")


SCALARS: dict[object, Any] = {
    Decimal: strawberry.scalar(
        name="Decimal",
        description="An exact number as a text, such as 19.90.",
        serialize=str,
        parse_value=_decimal,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description=(
            "A moment as ISO 8601 has it, with its offset from UTC: 2026-01-31T12:00:00Z, 2026-01-31T13:00:00+01:00. "
            f"In the years {FIRST_YEAR} to {LAST_YEAR}."
        ),
        serialize=datetime.isoformat,
        parse_value=_moment,
    ),
    CurrencyCode: strawberry.scalar(
        name="CurrencyCode",
        description="An ISO 4217 currency code, such as EUR.",
        specified_by_url="https://www.iso.org/iso-4217-currency-codes.html",
        serialize=str,
        parse_value=_currency_code,
    ),
}


@object_type(commerce.Money)
class Money:
    """An amount of money.

    Attributes:
        text: In major units, as a string with exactly the currency's decimal places: "19.90", "1200".
        currency: ISO 4217.
    """

    text: Decimal = strawberry.field(name="amount")
    currency: CurrencyCode = strawberry.field(name="currencyCode")


@object_type(commerce.TaxedMoney)
class TaxedMoney:
    """An amount without tax, its tax, and both together; net + tax = gross always.

    Attributes:
        net: Without tax.
        gross: What is paid.
    """

    net: Money
    tax: Money
    gross: Money


@input_type
class MoneyInput:
    """An amount of money.

    Attributes:
        amount: In major units, such as "19.90"; at most the currency's decimal places.
        currency_code: ISO 4217.
    """

    amount: Decimal
    currency_code: CurrencyCode

    def parsed(self, *, field: tuple[str, ...]) -> commerce.Money:
        """Returns the money, or raises INVALID_AMOUNT with the path of the input."""
        try:
            return commerce.Money.from_decimal(self.amount, self.currency_code)
        except InvalidInputError as error:
            raise InvalidInputError(error.message, code=error.code, field=(*field, "amount")) from error
