"""Addresses and telephone numbers that buyers give, in carts as in their books."""

from __future__ import annotations

import msgspec
from fondaco.commerce import Address
from fondaco.errors import InvalidInputError

from fondaco_checkout.model.address_forms import check_address
from fondaco_checkout.model.phones import clean_phone
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["checked_address"]


def checked_address(settings: CheckoutSettings, address: Address, *, field: tuple[str, ...]) -> Address:
    """Returns an address as its country writes it, its telephone number in E.164.

    With `check_addresses` off a number only has to be as long as those of its country are.

    Args:
        field: Path of the address in the caller's input.

    Raises:
        InvalidInputError: As `Address.validated`; ``INVALID_PHONE``; as `check_address`, unless the settings turn that
            off. Of several faults the first, with the others beside it.
    """
    checked, wrong = address.validated(field=field), []
    phone = checked.phone
    if settings.check_addresses:
        try:
            checked = check_address(checked, field=field)
        except InvalidInputError as error:
            wrong = [error, *error.beside]
    try:
        phone = clean_phone(phone, checked.country, field=(*field, "phone"), strict=settings.check_addresses)
    except InvalidInputError as error:
        wrong.append(error)
    if wrong:
        raise wrong[0].with_beside(wrong[1:])
    return msgspec.structs.replace(checked, phone=phone)
