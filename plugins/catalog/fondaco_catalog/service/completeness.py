"""Whether a product is complete enough to go on."""

from __future__ import annotations

from uuid import UUID

from fondaco.commerce import Channel
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError

from fondaco_catalog.model.completeness import assess, shortfalls
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.repository.completeness import list_facts

__all__ = ["require_complete"]


async def require_complete(uow: UnitOfWork, product_id: UUID, channel: Channel, policy: Policy) -> None:
    """Refuses a product that lacks what the settings ask for, in a channel and its first language.

    Raises:
        ConflictError: ``INCOMPLETE``, naming all that is missing.
    """
    minimum, required = policy.settings.completeness_minimum, policy.settings.completeness_required
    if not minimum and not required:
        return
    facts = (await list_facts([product_id], channel, channel.default_locale, uow.now))[product_id]
    found = assess(facts)
    missing = shortfalls(found, minimum, required)
    if missing:
        raise ConflictError(
            f"In {channel.slug} the product is complete to {found.score} %. "
            + " ".join(lacking.message for lacking in missing),
            code="INCOMPLETE",
            field=("id",),
        )
