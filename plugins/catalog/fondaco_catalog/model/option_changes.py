"""What becomes of an option that a product has, and of its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError

from fondaco_catalog.model.drafts import OptionLabels
from fondaco_catalog.model.rules import Policy, clean_labels
from fondaco_catalog.model.text import clean_text

__all__ = ["OptionChanges", "clean_option_changes", "renamed", "reordered"]


class OptionChanges(msgspec.Struct, frozen=True):
    """Changes of an option; what is left out stays.

    Attributes:
        name: What it is called from now on.
        renames: New names of values, by the present ones.
        remove: Values that are to go; no variant may have them.
        order: Values in their new order, as they are called afterwards; those left out come behind.
        labels: Translated names; an empty one is taken away.
    """

    name: str | None = None
    renames: Mapping[str, str] = MappingProxyType({})
    remove: Sequence[str] = ()
    order: Sequence[str] = ()
    labels: Sequence[OptionLabels] = ()


def clean_option_changes(changes: OptionChanges, policy: Policy) -> OptionChanges:
    """Cleans changes of an option.

    Raises:
        InvalidInputError: ``REQUIRED``, ``TOO_LONG``, ``INVALID_TEXT``, ``UNKNOWN_LOCALE`` and as `clean_labels`.
    """
    return OptionChanges(
        name=None if changes.name is None else clean_text(changes.name, field=("name",), required=True),
        renames={
            value: clean_text(name, field=("rename", str(index), "name"), required=True)
            for index, (value, name) in enumerate(changes.renames.items())
        },
        remove=tuple(changes.remove),
        order=tuple(changes.order),
        labels=clean_labels(changes.labels, policy, ("translations",)),
    )


def renamed(values: Sequence[str], changes: OptionChanges) -> list[str | None]:
    """Returns what each value is called afterwards, None for one that goes.

    Raises:
        NotFoundError: ``OPTION_VALUE_NOT_FOUND`` for a value that the option has not.
        ConflictError: ``DUPLICATE_OPTION_VALUE`` if two values would be called the same.
    """
    for place, named in (("rename", list(changes.renames)), ("remove", list(changes.remove))):
        for index, value in enumerate(named):
            if value not in values:
                at = (place, str(index), "value") if place == "rename" else (place, str(index))
                raise NotFoundError(f"The option has no value {value!r:.100}.", code="OPTION_VALUE_NOT_FOUND", field=at)
    after = [None if value in changes.remove else changes.renames.get(value, value) for value in values]
    kept = [value for value in after if value is not None]
    if len(set(kept)) < len(kept):
        twice = next(value for index, value in enumerate(kept) if value in kept[:index])
        raise ConflictError(
            f"Two values of the option would be called {twice}.", code="DUPLICATE_OPTION_VALUE", field=("rename",)
        )
    return after


def reordered(names: Sequence[str], order: Sequence[str], field: str) -> list[str]:
    """Returns names with those of an order first, and the others behind them as they were.

    Raises:
        InvalidInputError: ``UNKNOWN_NAME`` for a name that is none of them, ``DUPLICATE_NAME`` for one that is given
            twice.
    """
    for index, name in enumerate(order):
        if name not in names:
            raise InvalidInputError(f"There is no {name!r:.100}.", code="UNKNOWN_NAME", field=(field, str(index)))
        if name in order[:index]:
            raise InvalidInputError(f"{name!r:.100} is given twice.", code="DUPLICATE_NAME", field=(field, str(index)))
    return [*order, *(name for name in names if name not in order)]
