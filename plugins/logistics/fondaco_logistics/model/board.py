"""The stock of some items, locked, on which a change is worked out before it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec

from fondaco_logistics.model.availability import Counted
from fondaco_logistics.model.sites import Destination, Site
from fondaco_logistics.model.stock import Item, Movement, MovementKind, StockLevel

__all__ = ["Board"]


class Board:
    """Items with their stock in every warehouse, as they are under their locks and as they become.

    Attributes:
        items: By the type and id of what is sold.
        sites: Warehouses by id: those that have a row of stock for one of the items.
        levels: By item and warehouse, as they were when they were locked.
        short: Pieces by item that orders lack; changed by whoever settles.
        movements: What has been worked out so far.
    """

    def __init__(
        self, items: Iterable[Item], levels: Iterable[StockLevel], sites: Iterable[Site], short: Counter[UUID]
    ) -> None:
        self.items = {(item.ref_type, item.ref_id): item for item in items}
        self.by_id = {item.id: item for item in self.items.values()}
        self.levels = {(level.item, level.warehouse): level for level in levels}
        self.sites = {site.id: site for site in sites}
        self.short = short
        self.movements: list[Movement] = []
        self._free = {
            key: level.on_hand - level.reserved - level.allocated - level.safety_stock
            for key, level in self.levels.items()
        }

    def free(self, item: UUID, warehouse: UUID) -> int:
        """Returns how many pieces can be taken; never negative."""
        return max(0, self._free.get((item, warehouse), 0))

    def usable(self, channel: str, destination: Destination | None) -> list[Site]:
        """Returns the warehouses that may send to orders of a channel, by code."""
        serving = (site for site in self.sites.values() if site.serves(channel, destination))
        return sorted(serving, key=lambda site: site.code)

    def takeable(self, item: UUID, sites: Sequence[Site]) -> int:
        """Returns how many pieces may be taken out of these warehouses: what older orders lack is left for them."""
        return max(0, sum(self.free(item, site.id) for site in sites) - self.short[item])

    def counted(self, item: Item, channel: str) -> Counted:
        """Returns what availability in a channel is worked out of."""
        sites = self.usable(channel, None)
        return Counted(
            ref_type=item.ref_type,
            ref_id=item.ref_id,
            policy=item.policy,
            backorder_limit=item.backorder_limit,
            promised_on=item.promised_on,
            low_stock=item.low_stock,
            free=sum(self.free(item.id, site.id) for site in sites),
            short=self.short[item.id],
        )

    def move(self, movement: Movement, level: StockLevel) -> None:
        """Notes a movement of a row of stock; what is free changes with it."""
        self.movements.append(movement)
        self._free[level.item, level.warehouse] += movement.on_hand - movement.reserved - movement.allocated

    def change(self, movement: Movement, level: StockLevel) -> None:
        """Notes a movement and lets the level be what it becomes by it, for changes that follow each other."""
        self.move(movement, level)
        self.levels[level.item, level.warehouse] = msgspec.structs.replace(
            level,
            on_hand=level.on_hand + movement.on_hand,
            incoming=level.incoming + movement.incoming,
            damaged=level.damaged + movement.damaged,
            version=level.version + 1,
        )

    def set_safety(self, level: StockLevel, quantity: int) -> None:
        """Lets a level have another safety stock."""
        self._free[level.item, level.warehouse] -= quantity - level.safety_stock
        changed = msgspec.structs.replace(level, safety_stock=quantity, version=level.version + 1)
        self.levels[level.item, level.warehouse] = changed

    def replace_item(self, item: Item) -> None:
        """Lets an item be counted otherwise."""
        self.items[item.ref_type, item.ref_id] = self.by_id[item.id] = item

    def take(
        self,
        kind: MovementKind,
        item: UUID,
        warehouse: UUID,
        order: UUID,
        line: UUID,
        *,
        on_hand: int = 0,
        reserved: int = 0,
        allocated: int = 0,
        damaged: int = 0,
        reference: str = "",
        reason: str = "",
    ) -> None:
        """Notes a movement for a line of an order."""
        level = self.levels[item, warehouse]
        movement = Movement(
            stock=level.id,
            kind=kind,
            order=order,
            line=line,
            on_hand=on_hand,
            reserved=reserved,
            allocated=allocated,
            damaged=damaged,
            reference=reference,
            reason=reason,
        )
        self.move(movement, level)
