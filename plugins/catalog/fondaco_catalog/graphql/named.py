"""Things that an input names by id, or by a name under which they are made if there are none."""

from __future__ import annotations

from uuid import UUID

import strawberry
from fondaco.errors import InvalidInputError
from fondaco.ids import parse_global_id
from msgspec import UNSET, UnsetType

__all__ = ["id_or_name", "new_id_or_name"]


def id_or_name(id_: str | None, name: str | None, type_name: str, field: str) -> UUID | str | None:
    """Returns the id or the name that was given.

    Args:
        field: The input's fields are this with ``Id`` and ``Name`` behind it.

    Raises:
        InvalidInputError: ``INVALID_ID``; ``ID_AND_NAME`` if both are given.
    """
    if id_ is None:
        return name
    if name is not None:
        raise InvalidInputError("Give either an id or a name.", code="ID_AND_NAME", field=(f"{field}Name",))
    return parse_global_id(id_, type_name, field=(f"{field}Id",))


def new_id_or_name(id_: str | None, name: str | None, type_name: str, field: str) -> UUID | str | UnsetType | None:
    """As `id_or_name`, for an update, which leaves alone what it does not mention."""
    if id_ is strawberry.UNSET and name is strawberry.UNSET:
        return UNSET
    return id_or_name(id_ or None, name or None, type_name, field)
