"""Which orders staff want to see, and in which order."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec
from fondaco.errors import InvalidInputError

from fondaco_checkout.model.balance import OrderPaymentState
from fondaco_checkout.model.fulfilment import FulfilmentState
from fondaco_checkout.model.order import OrderState

__all__ = ["MOST_COUNTED", "OrderCriteria", "OrderSort"]

MOST_COUNTED = 10_000
"""Orders of a list are counted up to one more than this: that one says that there are more."""
MOST_VALUES = 100
"""Of one field."""


class OrderSort(StrEnum):
    """The order of a list of orders."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TOTAL_HIGHEST = "total_highest"
    TOTAL_LOWEST = "total_lowest"
    NUMBER_HIGHEST = "number_highest"
    NUMBER_LOWEST = "number_lowest"


class OrderCriteria(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What all holds of the orders that are wanted; empty and None say nothing.

    Attributes:
        search: Words that all have to begin one of the order's.
        channels: Slugs.
        placed_from: At this moment or later, UTC.
        placed_before: Earlier than this, UTC.
        currency: ISO 4217; has to be given with a total.
        total_from: At least so much, gross, in minor units.
        total_to: At most so much.
        customer: Account of the buyer, as hexadecimal digits with hyphens.
        email: Exactly this address, whatever the case.
        countries: Where it is delivered, or where the bill goes if nothing is; ISO 3166-1 alpha-2.
        delivery_codes: How it is delivered, such as ``method:express``.
        skus: One of these was bought.
        has_note: Whether the buyer wrote a note.
    """

    search: str = ""
    states: tuple[OrderState, ...] = ()
    payment_states: tuple[OrderPaymentState, ...] = ()
    fulfilment_states: tuple[FulfilmentState, ...] = ()
    channels: tuple[str, ...] = ()
    placed_from: datetime | None = None
    placed_before: datetime | None = None
    currency: str = ""
    total_from: int | None = None
    total_to: int | None = None
    customer: str = ""
    email: str = ""
    countries: tuple[str, ...] = ()
    delivery_codes: tuple[str, ...] = ()
    skus: tuple[str, ...] = ()
    has_note: bool | None = None

    def checked(self) -> OrderCriteria:
        """Returns it as it is.

        Raises:
            InvalidInputError: ``TOO_MANY_VALUES`` of a field, with the field.
        """
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, tuple) and len(value) > MOST_VALUES:
                first, *rest = name.split("_")
                field = ("filter", first + "".join(part.title() for part in rest))
                raise InvalidInputError(f"At most {MOST_VALUES} values.", code="TOO_MANY_VALUES", field=field)
        return self
