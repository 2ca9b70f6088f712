"""How complete a product is, for the people who complete it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from fondaco.graphql import Info, SchemaPart, enum_type, object_type

from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model import completeness as model
from fondaco_catalog.model import views
from fondaco_catalog.repository.completeness import list_facts

__all__ = ["completeness"]

completeness = SchemaPart()

enum_type(model.Check, name="CompletenessCheck")


class Assessment(msgspec.Struct, frozen=True):
    """How complete a product is in a channel and language."""

    channel: str
    locale: str
    score: int
    missing: list[model.Missing]
    sufficient: bool


@object_type(model.Missing)
class MissingPart:
    """Something that a product lacks.

    Attributes:
        message: For people, in English.
        weight: How many points it costs, before the score is scaled to 100.
    """

    message: str
    weight: int


@completeness.extend("MissingPart", type=model.Check, name="code")
async def missing_code(parents: Sequence[model.Missing]) -> list[model.Check]:
    """What is missing."""
    return [parent.check for parent in parents]


@object_type(Assessment)
class ProductCompleteness:
    """How complete a product is in a channel and language.

    Attributes:
        score: 0 to 100; 100 only if nothing is missing.
        missing: The heaviest first.
        sufficient: Whether that is enough for a review and for publication, as the settings ask.
    """

    channel: str
    locale: str
    score: int
    missing: list[MissingPart]
    sufficient: bool


@completeness.extend("Product", type=ProductCompleteness, name="completeness")
async def product_completeness(
    parents: Sequence[views.Product], info: Info, channel: str | None = None, locale: str | None = None
) -> list[Assessment]:
    """What it still lacks, and a score.

    Args:
        channel: Slug; left out that of the request.
        locale: BCP 47 tag; left out the channel's first one, for which the product's own texts count.
    """
    policy = policy_of(info)
    chosen = info.context.channel if channel is None else policy.channel(channel, field=("channel",))
    language = chosen.default_locale if locale is None else policy.locale(locale)
    settings = policy.settings
    facts = await list_facts([parent.id for parent in parents], chosen, language, scope_of(info.context).moment)
    found = {id_: model.assess(fact) for id_, fact in facts.items()}
    return [
        Assessment(
            chosen.slug,
            language,
            found[parent.id].score,
            found[parent.id].missing,
            not model.shortfalls(found[parent.id], settings.completeness_minimum, settings.completeness_required),
        )
        for parent in parents
    ]
