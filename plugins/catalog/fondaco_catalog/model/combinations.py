"""Variants out of every combination of option values: pure counting, naming and leaving out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import product as combinations_of
from math import prod

import msgspec
from fondaco.errors import InvalidInputError, LimitExceededError

from fondaco_catalog.model.drafts import PriceDraft
from fondaco_catalog.model.text import clean_text, slugify

__all__ = ["Combination", "GenerateDraft", "OptionValues", "clean_generate", "combine", "sku_of"]

_PLACE = re.compile(r"\{([^{}]*)\}")
WIDEST = 100
"""So many times the allowed variants may be combined before exclusions are applied."""


class OptionValues(msgspec.Struct, frozen=True):
    """An option and those of its values that are to be combined."""

    name: str
    values: tuple[str, ...]


class GenerateDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What variants to make.

    Attributes:
        options: Options of the product; of one that is left out all values are combined. A product without variants
            gets those that it lacks.
        exclude: Combinations to be left out, by option: one that names some of the options leaves out every
            combination with these values.
        sku_pattern: Text with ``{product}`` for the slug, ``{<option>}`` for a value and ``{n}`` for the place; names
            in capitals give capitals. Empty for no SKUs.
        tax_class: None for the shop's own.
    """

    options: tuple[OptionValues, ...] = ()
    exclude: tuple[Mapping[str, str], ...] = ()
    sku_pattern: str = ""
    prices: tuple[PriceDraft, ...] = ()
    weight_grams: int = 0
    length_mm: int = 0
    width_mm: int = 0
    height_mm: int = 0
    max_per_customer: int | None = None
    max_per_customer_days: int | None = None
    requires_shipping: bool = True
    track_stock: bool = True
    tax_class: str | None = None


class Combination(msgspec.Struct, frozen=True):
    """A variant that is to be made: one value for each option of the product, in their order."""

    options: tuple[str, ...]
    sku: str


def clean_generate(draft: GenerateDraft) -> GenerateDraft:
    """Cleans the names and values of options; the rest is checked with the variants.

    Raises:
        InvalidInputError: ``DUPLICATE_OPTION``, ``DUPLICATE_OPTION_VALUE``, and as texts.
    """
    cleaned: dict[str, OptionValues] = {}
    for index, option in enumerate(draft.options):
        at = ("options", str(index))
        name = clean_text(option.name, field=(*at, "name"), required=True)
        if name in cleaned:
            raise InvalidInputError(f"There are two options {name}.", code="DUPLICATE_OPTION", field=(*at, "name"))
        values = tuple(
            clean_text(value, field=(*at, "values", str(place)), required=True)
            for place, value in enumerate(option.values)
        )
        if len(set(values)) < len(values):
            raise InvalidInputError(
                f"The option {name} has a value twice.", code="DUPLICATE_OPTION_VALUE", field=(*at, "values")
            )
        cleaned[name] = OptionValues(name, values)
    return msgspec.structs.replace(draft, options=tuple(cleaned.values()))


def combine(
    options: Sequence[OptionValues],
    exclude: Sequence[Mapping[str, str]],
    taken: frozenset[tuple[str, ...]],
    most: int,
) -> list[tuple[str, ...]]:
    """Returns the combinations that are missing, the last option changing fastest.

    Args:
        exclude: See `GenerateDraft`.
        taken: Combinations that there are variants of.
        most: Variants that the product may have in all.

    Raises:
        InvalidInputError: ``UNKNOWN_OPTION`` if an exclusion names an option that is not combined.
        LimitExceededError: ``TOO_MANY_VARIANTS``.
    """
    names = [option.name for option in options]
    for index, left_out in enumerate(exclude):
        for name in left_out:
            if name not in names:
                raise InvalidInputError(
                    f"The product has no option {name!r:.100}.",
                    code="UNKNOWN_OPTION",
                    field=("exclude", str(index)),
                )
    too_many = LimitExceededError(
        f"A product has at most {most:,} variants.", code="TOO_MANY_VARIANTS", field=("options",)
    )
    if prod(len(option.values) for option in options) > most * WIDEST:
        raise too_many
    excluded = [{names.index(name): value for name, value in one.items()} for one in exclude]
    found = []
    for chosen in combinations_of(*(option.values for option in options)):
        if chosen in taken or any(all(chosen[at] == value for at, value in one.items()) for one in excluded if one):
            continue
        found.append(chosen)
        if len(found) + len(taken) > most:
            raise too_many
    return found


def sku_of(pattern: str, slug: str, names: Sequence[str], chosen: Sequence[str], place: int) -> str:
    """Returns the SKU of a combination.

    Args:
        place: Of the variant, counted from 1.

    Raises:
        InvalidInputError: ``INVALID_PATTERN`` if the pattern names something else than what `GenerateDraft` says.
    """
    known = {"product": slug, "n": str(place)}
    for name, value in zip(names, chosen, strict=True):
        known[slugify(name, "option").replace("-", "_")] = slugify(value, str(place))
        known.setdefault(name.casefold(), slugify(value, str(place)))

    def filled(match: re.Match[str]) -> str:
        name = match[1]
        text = known.get(name.casefold())
        if text is None:
            raise InvalidInputError(
                f"The pattern may name {', '.join(sorted(known))}; this is {name!r:.100}.",
                code="INVALID_PATTERN",
                field=("skuPattern",),
            )
        return text.upper() if name.isupper() else text

    return _PLACE.sub(filled, pattern)
