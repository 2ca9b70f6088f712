"""What so many pieces of a variant cost with what a buyer has chosen so far, before it is in a cart."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.access.permissions import ANYONE
from fondaco.commerce import SellableChoice
from fondaco.graphql import ID, Info, Money, SchemaPart, input_type, object_type
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql.requests import scope_of
from fondaco_catalog.model import quotes as model
from fondaco_catalog.service.quotes import quote_variant

__all__ = ["quotes"]

quotes = SchemaPart()


@input_type
class QuoteChoiceInput:
    """Something that a buyer chose of a bundle.

    Attributes:
        id: Of a `BundleChoice`.
        quantity: How often; 0 leaves it out.
    """

    id: ID
    quantity: int = 1


@object_type(model.QuoteProblem)
class VariantQuoteProblem:
    """Why it cannot be put into a cart like this.

    Attributes:
        code: As `cartLinesAdd` would answer: `SLOT_INCOMPLETE`, `SLOT_OVERFULL`, `CHOICE_REPEATED`, `CHOICE_UNKNOWN`,
            `CHOICE_UNAVAILABLE` or `SELLABLE_NOT_FOUND`.
        message: In English.
    """

    code: str
    message: str


@object_type(model.Quote)
class VariantQuote:
    """What it would cost now, as a cart would say it.

    Attributes:
        unit_price: Of one piece if so many are bought: basePrice + what is chosen - discount. Null with a problem.
        base_price: Of a bundle: before what is in it and what is chosen; null of other things.
        discount: Of a bundle: what is taken off; null of other things.
        total: Of all pieces.
        problem: Null if it can be put into a cart like this.
    """

    unit_price: Money | None
    base_price: Money | None
    discount: Money | None
    total: Money | None
    problem: VariantQuoteProblem | None


def _chosen(choices: Sequence[QuoteChoiceInput]) -> list[SellableChoice]:
    return [
        SellableChoice(parse_global_id(choice.id, "BundleChoice", field=("choices", str(index), "id")), choice.quantity)
        for index, choice in enumerate(choices)
    ]


@quotes.query(type=VariantQuote, permission=ANYONE)
async def variant_quote(
    info: Info,
    id: ID,
    choices: list[QuoteChoiceInput] | None = None,
    quantity: int = 1,
) -> model.Quote:
    """What so many pieces of a variant would cost in a cart, with these choices of a bundle: for a price that follows.

    Args:
        id: Of the variant.
        quantity: Pieces; 1 to 10,000.
    """
    scope = scope_of(info.context)
    return await quote_variant(
        scope.channel,
        scope.locale,
        scope.groups,
        parse_global_id(id, "ProductVariant", field=("id",)),
        _chosen(choices or ()),
        quantity,
    )
