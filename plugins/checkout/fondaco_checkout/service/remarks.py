"""What a buyer writes beside what they buy."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import InvalidInputError

from fondaco_checkout.errors import line_not_found
from fondaco_checkout.model.cart import Cart
from fondaco_checkout.model.remarks import RemarksChange
from fondaco_checkout.repository import carts as repository
from fondaco_checkout.service.touching import touch_cart

__all__ = ["LineRemarks", "update_line_remarks", "update_remarks"]


class LineRemarks(msgspec.Struct, frozen=True):
    """What is to be of the remarks of a line."""

    id: UUID
    change: RemarksChange


async def update_remarks(uow: UnitOfWork, cart: Cart, change: RemarksChange) -> Cart:
    """Changes what the buyer wrote for a locked cart as a whole.

    Raises:
        InvalidInputError: As `RemarksChange.applied`.
        LimitExceededError: As `RemarksChange.applied`.
    """
    return await touch_cart(uow, msgspec.structs.replace(cart, remarks=change.applied(cart.remarks)))


async def update_line_remarks(uow: UnitOfWork, cart: Cart, changes: Sequence[LineRemarks]) -> Cart:
    """Changes what the buyer wrote for lines of a locked cart: of all that are given, or of none.

    Raises:
        InvalidInputError: ``LINES_REQUIRED``, ``LINE_REPEATED``, or as `RemarksChange.applied`.
        NotFoundError: ``LINE_NOT_FOUND``.
        LimitExceededError: As `RemarksChange.applied`.
    """
    if not changes:
        raise InvalidInputError("Give at least one line.", code="LINES_REQUIRED", field=("lines",))
    lines = {line.id: line for line in cart.lines}
    given: set[UUID] = set()
    for index, one in enumerate(changes):
        path = ("lines", str(index))
        if one.id not in lines:
            raise line_not_found(*path, "id")
        if one.id in given:
            raise InvalidInputError("The same line is given twice.", code="LINE_REPEATED", field=(*path, "id"))
        given.add(one.id)
        line = lines[one.id]
        lines[one.id] = msgspec.structs.replace(line, remarks=one.change.applied(line.remarks, field=path))
    await repository.save_remarks([lines[id_] for id_ in given])
    return await touch_cart(uow, msgspec.structs.replace(cart, lines=tuple(lines.values())))
