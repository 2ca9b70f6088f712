"""Writing what was worked out on a board, and telling whoever shows stock what is shown otherwise now."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from fondaco.commerce import Availability, AvailabilityState, Channel
from fondaco.commerce.events import StockAvailabilityChanged
from fondaco.db.unit_of_work import UnitOfWork

from fondaco_logistics.model.availability import available, shown
from fondaco_logistics.model.board import Board
from fondaco_logistics.model.settling import Saving
from fondaco_logistics.model.stock import Item
from fondaco_logistics.repository import ledger
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["Booking", "tag_of"]


def tag_of(ref_id: UUID) -> str:
    """Returns the cache tag of answers that show the availability of a thing."""
    return f"availability:{ref_id}"


class Booking:
    """A change of stock under locks, from reading to writing.

    Args:
        board: As it was locked.
        channels: Of the deployment.
        fresh: Ids of items that nobody counted before this change.
    """

    def __init__(
        self,
        uow: UnitOfWork,
        settings: LogisticsSettings,
        channels: Mapping[str, Channel],
        board: Board,
        fresh: Collection[UUID] = (),
    ) -> None:
        self.uow = uow
        self.board = board
        self._settings = settings
        self._channels = list(channels)
        self._before = self._seen(fresh)

    def _seen(self, uncounted: Collection[UUID] = ()) -> dict[tuple[UUID, str], Availability | None]:
        return {
            (item.id, channel): available(self.board.counted(item, channel), self._settings.low_in(channel))
            if item.tracked and item.id not in uncounted
            else None
            for item in self.board.items.values()
            for channel in self._channels
        }

    async def write(self, saving: Saving | None = None) -> None:
        """Writes the movements on the board and what became of takings. `tell` has to follow, once, after the last."""
        await ledger.write(
            self.board.movements,
            () if saving is None else saving.saved,
            () if saving is None else saving.removed,
            actor=self.uow.context.principal.id,
            now=self.uow.now,
        )
        self.board.movements.clear()

    def tell(self) -> None:
        """Drops cached answers that show another availability than is true now, and emits what went in or out."""
        after = self._seen()
        came: list[Item] = []
        went: list[Item] = []
        for item in self.board.items.values():
            for channel in self._channels:
                before, now = self._before[item.id, channel], after[item.id, channel]
                how = self._settings.shown_in(channel)
                if (before and shown(before, how)) != (now and shown(now, how)):
                    self.uow.invalidate(tag_of(item.ref_id))
            had = {channel for channel in self._channels if _can_be_had(self._before[item.id, channel])}
            has = {channel for channel in self._channels if _can_be_had(after[item.id, channel])}
            if has - had:
                came.append(item)
            if had - has:
                went.append(item)
        if came or went:
            self.uow.emit(
                StockAvailabilityChanged(
                    came_in=tuple(item.ref for item in came), went_out=tuple(item.ref for item in went)
                )
            )


def _can_be_had(availability: Availability | None) -> bool:
    return availability is None or availability.state is not AvailabilityState.OUT_OF_STOCK
