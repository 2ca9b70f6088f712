"""Prices of what a buyer is still putting together."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.commerce import Channel, SellableChoice, SellableRef, SellablesQuery
from fondaco.errors import DomainError, InvalidInputError, LimitExceededError

from fondaco_catalog.model.bundles import MAX_CHOICES, MAX_PICKS, MAX_PIECES
from fondaco_catalog.model.quotes import Quote, QuoteProblem
from fondaco_catalog.service.sellables import describe_sellables

__all__ = ["quote_variant"]


async def quote_variant(
    channel: Channel,
    locale: str,
    groups: frozenset[str],
    variant_id: UUID,
    choices: Sequence[SellableChoice],
    quantity: int,
) -> Quote:
    """Says what so many pieces would cost in a cart, by the same answer that a cart gets; writes and locks nothing.

    Two statements, and three more for a bundle.

    Raises:
        InvalidInputError: ``QUANTITY_INVALID``.
        LimitExceededError: ``TOO_MANY_CHOICES``.
    """
    if not 1 <= quantity <= MAX_PIECES:
        raise InvalidInputError(
            f"A price is asked for 1 to {MAX_PIECES:,} pieces.", code="QUANTITY_INVALID", field=("quantity",)
        )
    if len(choices) > MAX_CHOICES:
        raise LimitExceededError(
            f"At most {MAX_CHOICES} choices are made of a bundle.", code="TOO_MANY_CHOICES", field=("choices",)
        )
    for index, choice in enumerate(choices):
        if not 0 <= choice.quantity <= MAX_PICKS:
            raise InvalidInputError(
                f"Something is chosen 0 to {MAX_PICKS} times.",
                code="QUANTITY_INVALID",
                field=("choices", str(index), "quantity"),
            )
    ref = SellableRef.choosing("ProductVariant", variant_id, (choice for choice in choices if choice.quantity))
    found = (await describe_sellables(SellablesQuery((ref,), channel, locale, {ref: quantity}, groups))).get(ref)
    if found is None:
        return Quote(problem=QuoteProblem("SELLABLE_NOT_FOUND", "This cannot be bought here."))
    if isinstance(found, DomainError):
        return Quote(problem=QuoteProblem(found.code, found.message))
    return Quote(
        unit_price=found.unit_price,
        base_price=found.base_price,
        discount=found.discount,
        total=found.unit_price * quantity,
    )
