"""Addresses that buyers give, in carts as in their books."""

from __future__ import annotations

from fondaco.commerce import Address

from fondaco_checkout.model.address_forms import check_address
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["checked_address"]


def checked_address(settings: CheckoutSettings, address: Address, *, field: tuple[str, ...]) -> Address:
    """Returns an address as its country writes it.

    Args:
        field: Path of the address in the caller's input.

    Raises:
        InvalidInputError: As `Address.validated`, and as `check_address` unless the settings turn that off.
    """
    validated = address.validated(field=field)
    return check_address(validated, field=field) if settings.check_addresses else validated
