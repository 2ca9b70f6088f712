"""How complete a product is for a channel and a language: weighted checks, a score, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from enum import StrEnum

import msgspec

__all__ = ["WEIGHTS", "Check", "Completeness", "CompletenessCriterion", "Facts", "Missing", "assess", "shortfalls"]


class Check(StrEnum):
    """What a complete product has.

    TITLE, DESCRIPTION, SEO_TITLE and SEO_DESCRIPTION are in the language asked for; PRICE is that of every variant in
    the channel; WEIGHT is that of every variant that is shipped; ATTRIBUTES are those that its type requires.
    COMPONENTS asks of bundles alone, and costs other products nothing: that what they have to hold is sold in the
    channel, and that what has to be chosen is named in the language.
    """

    TITLE = "title"
    DESCRIPTION = "description"
    PICTURE = "picture"
    ALT_TEXT = "alt_text"
    CATEGORY = "category"
    VARIANT = "variant"
    PRICE = "price"
    SKU = "sku"
    WEIGHT = "weight"
    SEO_TITLE = "seo_title"
    SEO_DESCRIPTION = "seo_description"
    ATTRIBUTES = "attributes"
    COMPONENTS = "components"


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the checks look at, of one product in one channel and language.

    Attributes:
        title: In the language; the texts of the product itself count for the first language of the channel.
        undescribed_pictures: Pictures without alt text.
        unpriced: Variants without a price in the channel, of ``variants``.
        weightless: Variants that are shipped and have no weight.
        missing_attributes: Codes of the attributes that the type requires and that have no value.
        bundles: Variants that are bundles.
        unsold_components: What these have to hold and cannot be bought in the channel, by SKU, else by title.
        unnamed_slots: Names of their slots that have none in the language.
    """

    title: str
    description: str
    seo_title: str
    seo_description: str
    has_category: bool
    pictures: int
    undescribed_pictures: int
    variants: int
    unpriced: int
    without_sku: int
    weightless: int
    missing_attributes: list[str]
    bundles: int = 0
    unsold_components: list[str] = []
    unnamed_slots: list[str] = []


class Missing(msgspec.Struct, frozen=True):
    """Something that a product lacks.

    Attributes:
        weight: How many points of the score, before it is scaled to 100, it costs.
    """

    check: Check
    message: str
    weight: int


class Completeness(msgspec.Struct, frozen=True):
    """How complete a product is.

    Attributes:
        score: 0 to 100; 100 only if nothing is missing.
    """

    score: int
    missing: list[Missing]


class CompletenessCriterion(msgspec.Struct, frozen=True):
    """How complete the products of a list are, in a channel and one of its languages.

    Attributes:
        lowest: Of the score; like ``highest`` it is included.
        missing: They lack all of these.
        descending: Whether the list is in the order of the score, the highest first, or the lowest; None for another
            order.
    """

    channel: str
    locale: str
    lowest: int = 0
    highest: int = 100
    missing: tuple[Check, ...] = ()
    descending: bool | None = None


NAMED = 10
"""Things of one kind that a message names."""

WEIGHTS: dict[Check, int] = {
    Check.TITLE: 20,
    Check.DESCRIPTION: 15,
    Check.PICTURE: 15,
    Check.ALT_TEXT: 5,
    Check.CATEGORY: 10,
    Check.VARIANT: 10,
    Check.PRICE: 20,
    Check.SKU: 5,
    Check.WEIGHT: 5,
    Check.SEO_TITLE: 5,
    Check.SEO_DESCRIPTION: 5,
    Check.ATTRIBUTES: 10,
    Check.COMPONENTS: 20,
}


def _of(count: int, of: int, what: str) -> str | None:
    return f"{count:,} of {of:,} variants {what}." if count else None


def _components(facts: Facts) -> Iterator[str]:
    if facts.unsold_components:
        yield f"It has to hold what is not sold in this channel: {_some(facts.unsold_components)}."
    if facts.unnamed_slots:
        yield f"What is chosen has no name in this language: {_some(facts.unnamed_slots)}."


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


_CHECKS: dict[Check, Callable[[Facts], str | None]] = {
    Check.TITLE: lambda facts: None if facts.title else "There is no title in this language.",
    Check.DESCRIPTION: lambda facts: None if facts.description else "There is no description in this language.",
    Check.PICTURE: lambda facts: None if facts.pictures else "There is no picture.",
    Check.ALT_TEXT: lambda facts: (
        f"{facts.undescribed_pictures:,} of {facts.pictures:,} pictures say nothing to people who cannot see them."
        if facts.undescribed_pictures
        else None
    ),
    Check.CATEGORY: lambda facts: None if facts.has_category else "It is filed under no category.",
    Check.VARIANT: lambda facts: None if facts.variants else "There is no variant that could be bought.",
    Check.PRICE: lambda facts: (
        _of(facts.unpriced, facts.variants, "have no price in this channel") if facts.variants else "There is no price."
    ),
    Check.SKU: lambda facts: _of(facts.without_sku, facts.variants, "have no SKU"),
    Check.WEIGHT: lambda facts: _of(facts.weightless, facts.variants, "are shipped and have no weight"),
    Check.SEO_TITLE: lambda facts: None if facts.seo_title else "There is no title for search engines.",
    Check.SEO_DESCRIPTION: lambda facts: None if facts.seo_description else "There is no text for search engines.",
    Check.ATTRIBUTES: lambda facts: (
        f"Its type requires {', '.join(facts.missing_attributes)}." if facts.missing_attributes else None
    ),
    Check.COMPONENTS: lambda facts: " ".join(_components(facts)) or None,
}


def assess(facts: Facts) -> Completeness:
    """Returns the score of a product and what it lacks, the heaviest first.

    The score is the share of the weights that are met, rounded down, so that 100 means complete. COMPONENTS counts for
    bundles only.
    """
    missing = [
        Missing(check, message, WEIGHTS[check])
        for check, find in _CHECKS.items()
        if (message := find(facts)) is not None
    ]
    total = sum(weight for check, weight in WEIGHTS.items() if check is not Check.COMPONENTS or facts.bundles)
    met = total - sum(found.weight for found in missing)
    return Completeness(met * 100 // total, sorted(missing, key=lambda found: -found.weight))


def shortfalls(found: Completeness, minimum: int, required: Collection[Check]) -> list[Missing]:
    """Returns what has to be mended before a product may go on; nothing if it may.

    Args:
        minimum: The lowest score that is enough; below it everything that is missing counts.
        required: Checks that have to be met whatever the score.
    """
    if found.score < minimum:
        return found.missing
    return [missing for missing in found.missing if missing.check in required]
