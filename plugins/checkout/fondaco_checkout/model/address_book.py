"""The address book of a customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.commerce import Address

__all__ = ["BookedAddress", "missing_from"]


class BookedAddress(msgspec.Struct, frozen=True, kw_only=True):
    """An address that a customer keeps.

    Attributes:
        customer: Account of whom it is.
        label: What they call it; empty without a name.
        default_shipping: Whether it is the one that things go to unless they say otherwise; at most one of theirs is.
        default_billing: The same of bills.
    """

    id: UUID
    customer: UUID
    label: str
    address: Address
    default_shipping: bool
    default_billing: bool
    created_at: datetime
    updated_at: datetime


def missing_from(
    book: Sequence[BookedAddress], shipping: Address | None, billing: Address | None
) -> list[tuple[Address, bool, bool]]:
    """Returns which addresses of an order a book lacks, each with whether it is for shipping and for billing."""
    known = {one.address for one in book}
    wanted = [(address, address == shipping, address == billing) for address in (shipping, billing) if address]
    return [each for each in dict.fromkeys(wanted) if each[0] not in known]
