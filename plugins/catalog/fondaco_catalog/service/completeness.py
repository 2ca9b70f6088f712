"""Whether products are complete enough to go on."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco import clock
from fondaco.commerce import Channel
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError

from fondaco_catalog.model.completeness import assess, shortfalls
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.repository.completeness import list_facts

__all__ = ["find_short"]


async def find_short(
    uow: UnitOfWork, product_ids: Sequence[UUID], channel: Channel, policy: Policy
) -> dict[UUID, ConflictError]:
    """Returns why products may not go on that lack what the settings ask for, in a channel and its first language.

    Each is refused with ``INCOMPLETE``, naming all that is missing.
    """
    minimum, required = policy.settings.completeness_minimum, policy.settings.completeness_required
    if not minimum and not required:
        return {}
    # Not the moment of the transaction: prices that were set in it count from a later one on.
    now = clock.utc_now()
    short: dict[UUID, ConflictError] = {}
    for product_id, facts in (await list_facts(product_ids, channel, channel.default_locale, now)).items():
        found = assess(facts)
        if missing := shortfalls(found, minimum, required):
            short[product_id] = ConflictError(
                f"In {channel.slug} the product is complete to {found.score} %. "
                + " ".join(lacking.message for lacking in missing),
                code="INCOMPLETE",
                field=("id",),
            )
    return short
