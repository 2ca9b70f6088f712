"""What an order wants, taken from the store or given back to it, in the order's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fondaco.commerce import Channel, DemandStage, OrderDemand
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError
from fondaco.ids import encode_global_id

from fondaco_logistics.model.settling import Piece, Refusal, Wish, settle_wish
from fondaco_logistics.model.sites import Destination
from fondaco_logistics.repository import ledger
from fondaco_logistics.service.booking import Booking
from fondaco_logistics.service.filling import fill
from fondaco_logistics.service.unpacking import unpack
from fondaco_logistics.settings import LogisticsSettings

__all__ = ["meet_demand"]


async def meet_demand(
    uow: UnitOfWork, settings: LogisticsSettings, channels: Mapping[str, Channel], demand: OrderDemand
) -> None:
    """Makes what an order holds into what it wants, with two statements; three where others waited for what it gave.

    With one where an order is placed that has reserved just that: what is free stays as it is then.

    Idempotent: it compares what is wanted with what is held. Locks the order's row and then its items, in the order of
    types and ids.

    Raises:
        ConflictError: ``OUT_OF_STOCK``, naming the first line that cannot be had and how many there are; never if the
            demand is firm.
    """
    if demand.stage is DemandStage.PLACED and await ledger.place_order(
        demand, actor=uow.context.principal.id, now=uow.now
    ):
        return
    destination = Destination.of(demand.destination)
    board, held = await ledger.lock_order(demand, destination, uow.now)
    booking = Booking(uow, settings, channels, board)
    wish = Wish(
        order=demand.order_id,
        channel=demand.channel,
        destination=destination,
        placed=demand.stage is DemandStage.PLACED,
        firm=demand.firm,
        pieces=tuple(
            Piece(
                line.id,
                piece,
                ref.type,
                ref.id,
                quantity,
                line.requires_shipping,
                position,
                quantity // line.quantity,
            )
            for position, line in enumerate(demand.lines)
            for (piece, ref), quantity in line.pieces.items()
        ),
    )
    rules = settings.rules_of(demand.channel)
    settled = settle_wish(board, wish, held, rules, uow.now)
    if isinstance(settled, list):
        raise _out_of_stock(settled)
    await booking.write(settled)
    await unpack(demand.order_id, held, settled, uow.now)
    await fill(booking, settings)
    booking.tell()


def _out_of_stock(refused: Sequence[Refusal]) -> ConflictError:
    first = refused[0]
    piece = first.piece
    thing = encode_global_id(piece.ref_type, piece.ref_id)
    what = f"Line {piece.position + 1}: " if first.available else f"Line {piece.position + 1} cannot be had any more: "
    there = f"only {first.available} of {thing} can be had" if first.available else f"there is no {thing} left"
    more = f", and {len(refused) - 1} more lack pieces" if len(refused) > 1 else ""
    return ConflictError(
        f"{what}{there}, and {piece.quantity} are wanted{more}.",
        code="OUT_OF_STOCK",
        field=("lines", str(piece.position), "quantity"),
    )
