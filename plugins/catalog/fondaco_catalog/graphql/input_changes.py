"""From what an update input gives to what is to be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from fondaco.errors import InvalidInputError
from fondaco.graphql.types import fields_of
from msgspec import UNSET

__all__ = ["changes_from"]

C = TypeVar("C")

_NULLABLE = {
    "colour",
    "focal_point",
    "image_url",
    "unit",
    "brand_id",
    "brand_name",
    "external_id",
    "max_per_customer",
    "max_per_customer_days",
    "category_id",
    "ends_at",
    "media_url",
    "parent_id",
    "poster_file_id",
    "product_type_id",
    "product_type_name",
    "starts_at",
}


def changes_from(given: Any, type_: type[C], **convert: Callable[[Any], object]) -> C:
    """Returns the changes that an update input stands for: what was left out of it is left out of them.

    Args:
        convert: How a field's value becomes that of the changes, by name.

    Raises:
        InvalidInputError: ``REQUIRED`` for a null where there has to be a value.
    """
    values: dict[str, object] = {}
    for name, value in fields_of(given).items():
        if name in {"id", "expected_version"}:
            continue
        if value is None and name not in _NULLABLE:
            field = "".join(part.title() if index else part for index, part in enumerate(name.split("_")))
            raise InvalidInputError("This cannot be null; leave it out to keep it.", code="REQUIRED", field=(field,))
        values[name] = convert[name](value) if name in convert else value
    return type_(**{name: values.get(name, UNSET) for name in type_.__struct_fields__})  # type: ignore[attr-defined]
