"""What buyers write, on carts and orders and their lines, in both schemas; and how they write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from fondaco.access import ANYONE
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, SchemaPart, input_type
from fondaco.graphql.scalars import JSON

from fondaco_checkout.graphql.inputs import cart_id_of, line_id_of
from fondaco_checkout.graphql.types import Cart
from fondaco_checkout.model import cart as cart_model
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model.remarks import RemarksChange
from fondaco_checkout.service.carts import lock_open_cart
from fondaco_checkout.service.remarks import LineRemarks, update_line_remarks, update_remarks

__all__ = ["CustomAttributeInput", "remarks", "remarks_change", "remarks_shop"]

remarks = SchemaPart()
remarks_shop = SchemaPart()

Remarked = cart_model.Cart | cart_model.PricedCartLine | order_model.Order | order_model.OrderLine


async def note(found: Sequence[Remarked]) -> list[str]:
    """What the buyer wrote to the merchant; empty if nothing."""
    return [one.remarks.note for one in found]


async def gift_message(found: Sequence[Remarked]) -> list[str]:
    """What the buyer wrote to whoever is given it; empty if nothing."""
    return [one.remarks.gift_message for one in found]


async def gift_wrap(found: Sequence[Remarked]) -> list[bool]:
    """Whether the buyer wants it wrapped."""
    return [one.remarks.gift_wrap for one in found]


async def attributes(found: Sequence[Remarked]) -> list[Mapping[str, Any]]:
    """Custom attributes by their namespaced keys, such as `engraving.text`: JSON that front-ends gave."""
    return [one.remarks.attributes for one in found]


for owner in ("Cart", "CartLine", "Order", "OrderLine"):
    remarks.extend(owner, type=str)(note)
    remarks.extend(owner, type=str)(gift_message)
    remarks.extend(owner, type=bool)(gift_wrap)
    remarks.extend(owner, type=JSON)(attributes)


@input_type
class CustomAttributeInput:
    """A custom attribute to set or remove.

    Attributes:
        key: A namespace and a name, such as `engraving.text`: lower-case letters, digits, `-` and `_`.
        value: Any JSON; null removes the attribute.
    """

    key: str
    value: JSON | None = None


@input_type
class CartRemarksUpdateInput:
    """What the buyer writes for the whole cart: what is left out stays, what is empty is removed.

    Attributes:
        note: To the merchant; at most 2,000 characters.
        gift_message: To whoever is given it; at most 500 characters.
        attributes: Those that are to change: at most 50 are kept, of 8,000 bytes together.
    """

    cart_id: ID
    note: str | None = None
    gift_message: str | None = None
    gift_wrap: bool | None = None
    attributes: list[CustomAttributeInput] | None = None


@input_type
class CartLineRemarksInput:
    """What the buyer writes for a line: what is left out stays, what is empty is removed.

    Attributes:
        note: To the merchant; at most 2,000 characters.
        gift_message: To whoever is given it; at most 500 characters.
        attributes: Those that are to change: at most 50 are kept, of 8,000 bytes together.
    """

    id: ID
    note: str | None = None
    gift_message: str | None = None
    gift_wrap: bool | None = None
    attributes: list[CustomAttributeInput] | None = None


@input_type
class CartLineRemarksUpdateInput:
    """Lines and what the buyer writes for them."""

    cart_id: ID
    lines: list[CartLineRemarksInput]


class RemarksInput(Protocol):
    """What every input has that says what becomes of remarks."""

    note: str | None
    gift_message: str | None
    gift_wrap: bool | None
    attributes: list[CustomAttributeInput] | None


def remarks_change(data: RemarksInput, *path: str) -> RemarksChange:
    """Returns what is to be of remarks, or raises ATTRIBUTE_REPEATED."""
    given: dict[str, Any] = {}
    for index, one in enumerate(data.attributes or ()):
        if one.key in given:
            raise InvalidInputError(
                "The same attribute is given twice.",
                code="ATTRIBUTE_REPEATED",
                field=(*path, "attributes", str(index), "key"),
            )
        given[one.key] = one.value
    return RemarksChange(note=data.note, gift_message=data.gift_message, gift_wrap=data.gift_wrap, attributes=given)


@remarks_shop.mutation(returns={"cart": Cart}, permission=ANYONE)
async def cart_remarks_update(uow: UnitOfWork, data: CartRemarksUpdateInput) -> cart_model.Cart:
    """Says what the buyer writes for the whole cart: note, gift message, whether to wrap it, custom attributes."""
    change = remarks_change(data)
    return await update_remarks(uow, await lock_open_cart(uow, cart_id_of(data.cart_id)), change)


@remarks_shop.mutation(returns={"cart": Cart}, permission=ANYONE)
async def cart_line_remarks_update(uow: UnitOfWork, data: CartLineRemarksUpdateInput) -> cart_model.Cart:
    """Says what the buyer writes for lines: for all that are given, or for none."""
    changes = [
        LineRemarks(line_id_of(line.id, "lines", str(index), "id"), remarks_change(line, "lines", str(index)))
        for index, line in enumerate(data.lines)
    ]
    return await update_line_remarks(uow, await lock_open_cart(uow, cart_id_of(data.cart_id)), changes)
