"""What a buyer may enter, and how it is refused."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email
from fondaco.commerce import Address, Channel
from fondaco.errors import ConflictError, InvalidInputError, LimitExceededError

__all__ = ["clean_email", "clean_name", "require_quantity", "require_served"]

_LONGEST_EMAIL = 320
"""As the column; a longer one is refused before anybody parses it."""
_LONGEST_NAME = 100


def clean_email(value: str, *, field: tuple[str, ...]) -> str:
    """Returns an address for mail in its normal form; whether the domain takes mail is not asked.

    Raises:
        InvalidInputError: ``INVALID_EMAIL``.
    """
    try:
        if len(value) > _LONGEST_EMAIL:
            raise EmailNotValidError
        return validate_email(value.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise InvalidInputError("This is not an e-mail address.", code="INVALID_EMAIL", field=field) from None


def clean_name(value: str, *, field: tuple[str, ...]) -> str:
    """Returns what a customer calls a cart, without blanks around it.

    Raises:
        InvalidInputError: ``NAME_INVALID`` if it is too long or not printable.
    """
    value = value.strip()
    if len(value) > _LONGEST_NAME or not value.isprintable():
        raise InvalidInputError(
            f"A name has at most {_LONGEST_NAME} printable characters.", code="NAME_INVALID", field=field
        )
    return value


def require_quantity(quantity: int, largest: int, *, field: tuple[str, ...]) -> None:
    """Refuses a quantity outside 1 … largest.

    Raises:
        InvalidInputError: ``QUANTITY_INVALID``.
        LimitExceededError: ``QUANTITY_TOO_LARGE``.
    """
    if quantity < 1:
        raise InvalidInputError("A quantity is at least 1.", code="QUANTITY_INVALID", field=field)
    if quantity > largest:
        raise LimitExceededError(f"The quantity is at most {largest}.", code="QUANTITY_TOO_LARGE", field=field)


def require_served(channel: Channel, address: Address | None, *, field: tuple[str, ...] | None) -> None:
    """Refuses a destination that the channel does not deliver to; no address passes.

    Raises:
        ConflictError: ``COUNTRY_NOT_SERVED``.
    """
    if address is not None and channel.countries and address.country not in channel.countries:
        raise ConflictError(f"We do not deliver to {address.country}.", code="COUNTRY_NOT_SERVED", field=field)
