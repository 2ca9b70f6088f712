"""How complete a product is, for the people who complete it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import msgspec
from fondaco.errors import InvalidInputError
from fondaco.graphql import Info, SchemaPart, enum_type, input_type, object_type

from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model import completeness as model
from fondaco_catalog.model import views
from fondaco_catalog.repository.completeness import list_facts

__all__ = ["ProductCompletenessFilter", "completeness"]

completeness = SchemaPart()

enum_type(model.Check, name="CompletenessCheck")


class ScoreOrder(Enum):
    """The order of a list of products by their score.

    ASC: The least complete ones first. DESC: The most complete ones first.
    """

    ASC = "asc"
    DESC = "desc"


enum_type(ScoreOrder, name="CompletenessOrder")


@input_type
class ProductCompletenessFilter:
    """How complete products are; everything given has to hold.

    Attributes:
        channel: Slug; left out that of the request.
        locale: One of the channel's languages; left out its first one.
        min_score: 0 to 100.
        max_score: 0 to 100.
        missing: What they lack, all of it.
        order: Sorts by the score, in the place of the list's `sort`.
    """

    channel: str | None = None
    locale: str | None = None
    min_score: int = 0
    max_score: int = 100
    missing: list[model.Check] | None = None
    order: ScoreOrder | None = None

    def criterion(self, info: Info) -> model.CompletenessCriterion:
        """Returns it as reads take it.

        Raises:
            InvalidInputError: ``UNKNOWN_CHANNEL``, ``UNKNOWN_LOCALE``, ``INVALID_SCORE``.
        """
        policy = policy_of(info)
        at = ("completeness",)
        channel = info.context.channel if self.channel is None else policy.channel(self.channel, field=(*at, "channel"))
        locale = channel.default_locale if self.locale is None else policy.locale(self.locale)
        if locale not in channel.locales:
            raise InvalidInputError(
                f"{channel.slug} is not sold in this language.", code="UNKNOWN_LOCALE", field=(*at, "locale")
            )
        for name, score in (("minScore", self.min_score), ("maxScore", self.max_score)):
            if not 0 <= score <= 100:
                raise InvalidInputError("A score is from 0 to 100.", code="INVALID_SCORE", field=(*at, name))
        return model.CompletenessCriterion(
            channel.slug,
            locale,
            self.min_score,
            self.max_score,
            tuple(self.missing or ()),
            None if self.order is None else self.order is ScoreOrder.DESC,
        )


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
