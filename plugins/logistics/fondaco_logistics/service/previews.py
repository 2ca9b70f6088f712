"""From where an order would be sent."""

from __future__ import annotations

from collections.abc import Mapping

from fondaco.commerce import SellableRef
from fondaco.db.engine import current

from fondaco_logistics.model.previews import Preview, preview
from fondaco_logistics.model.settling import Rules
from fondaco_logistics.model.sites import Destination
from fondaco_logistics.repository.ledger import lock_items

__all__ = ["preview_allocation"]


async def preview_allocation(
    wanted: Mapping[SellableRef, int], channel: str, destination: Destination | None, rules: Rules
) -> Preview:
    """Works out from where things would be sent if they were ordered now; nothing is taken.

    Args:
        wanted: Pieces of things, of a bundle its components.
    """
    async with current().transaction():  # the locks of the items go with it
        board, _ = await lock_items(sorted(wanted, key=lambda ref: (ref.type, ref.id)))
    return preview(board, wanted, channel, destination, rules)
