"""What the tests of logistics share: a house with warehouses, things in it, and orders that want them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

import msgspec
from fondaco.app import App
from fondaco.commerce import (
    Address,
    Availability,
    AvailabilityQuery,
    DemandComponent,
    DemandLine,
    DemandStage,
    Money,
    OrderDemand,
    OrderedLine,
    RefundedLine,
    SellableRef,
)
from fondaco.commerce.events import OrderRefunded
from fondaco.db import fetch_all, fetch_value
from fondaco.errors import DomainError
from fondaco.ids import new_id
from fondaco.settings import ChannelSettings, Settings
from fondaco_logistics.model.drafts import ItemChanges, Operation, StockChange, WarehouseDraft
from fondaco_logistics.model.packing import PackDraft, PackLine
from fondaco_logistics.model.returns import (
    Arrived,
    OrderReturn,
    ReturnDraft,
    ReturnLine,
    ReturnState,
    WantedReturn,
)
from fondaco_logistics.model.shipments import Shipment, ShipmentState, Tracking
from fondaco_logistics.model.stock import Taking
from fondaco_logistics.plugin import LogisticsPlugin
from fondaco_logistics.repository.audit import audit
from fondaco_logistics.repository.orders import list_takings
from fondaco_logistics.repository.returns import list_order_returns, list_return_lines
from fondaco_logistics.repository.shipments import list_order_shipments, list_shipment_lines
from fondaco_logistics.service.demand import meet_demand
from fondaco_logistics.service.moving import move_allocation
from fondaco_logistics.service.parcels import cancel_shipment, pack, progress, ship
from fondaco_logistics.service.restocking import restock_refunded
from fondaco_logistics.service.returns import decide_return, note_return, receive_return
from fondaco_logistics.service.stock import change_stock, update_item
from fondaco_logistics.service.warehouses import create_warehouse

__all__ = [
    "BERLIN",
    "BOOK",
    "LAMP",
    "MUG",
    "House",
    "Order",
    "address",
    "configured",
    "outcome",
    "ref",
    "refund_of",
]

NUMBERS = count(1001)
HELD, PLACED = DemandStage.HELD, DemandStage.PLACED


def ref(number: int) -> SellableRef:
    """A thing."""
    return SellableRef("TestThing", UUID(int=number))


MUG, BOOK, LAMP = ref(1), ref(2), ref(3)


def address(country: str = "DE", region: str = "Berlin", postal_code: str = "10117") -> Address:
    """Somebody's address."""
    return Address(country=country, name="Ada", line1="Street 1", city="City", region=region, postal_code=postal_code)


BERLIN = address()


def configured(settings: Settings, **logistics: Any) -> Settings:
    """Returns settings with two channels."""
    return msgspec.structs.replace(
        settings,
        channels={
            "default": ChannelSettings(name="Europe", currency="EUR"),
            "us": ChannelSettings(name="USA", currency="USD"),
        },
        plugins={"logistics": logistics},
    )


class Stored(msgspec.Struct):
    """A row of stock."""

    code: str
    on_hand: int
    reserved: int
    allocated: int
    incoming: int
    damaged: int


class Order:
    """An order that wants things, as checkout would tell it.

    Args:
        lines: Things and quantities; of a bundle the components and how many of each are in one.
    """

    def __init__(
        self,
        house: House,
        *lines: tuple[SellableRef, int] | tuple[SellableRef, int, Mapping[SellableRef, int]],
        channel: str = "default",
        to: Address | None = BERLIN,
        ships: bool = True,
        due_on: date | None = None,
    ) -> None:
        self.house = house
        self.id, self.cart_id, self.number = new_id(), new_id(), str(next(NUMBERS))
        self.channel, self.to, self.due_on = channel, to, due_on
        self.lines = tuple(
            DemandLine(
                id=new_id(),
                ref=line[0],
                quantity=line[1],
                requires_shipping=ships,
                components=tuple(
                    DemandComponent(id=new_id(), ref=part, quantity=n)
                    for part, n in (line[2] if len(line) == 3 else {}).items()
                ),
            )
            for line in lines
        )

    async def tell(self, stage: DemandStage, lines: Sequence[DemandLine] | None = None, *, firm: bool = True) -> None:
        """Tells what it wants: all its lines, or others."""
        demand = OrderDemand(
            order_id=self.id,
            cart_id=self.cart_id,
            number=self.number,
            channel=self.channel,
            stage=stage,
            firm=firm,
            lines=self.lines if lines is None else tuple(lines),
            destination=self.to,
            due_on=self.due_on,
        )
        await self.house.meet(demand)

    async def hold(self) -> None:
        """It is frozen; refused where there is not enough."""
        await self.tell(HELD, firm=False)

    async def place(self) -> None:
        """It is placed."""
        await self.tell(PLACED)

    async def give_up(self) -> None:
        """Its payment failed."""
        await self.tell(HELD, ())

    async def cancel(self) -> None:
        """It is cancelled."""
        await self.tell(PLACED, ())

    async def change(self, *quantities: int, stage: DemandStage = PLACED, firm: bool = True) -> None:
        """So many are wanted of each line from now on."""
        lines = [msgspec.structs.replace(line, quantity=n) for line, n in zip(self.lines, quantities, strict=True) if n]
        await self.tell(stage, lines, firm=firm)

    async def pack(self, at: str = "east", *lines: PackLine, trackings: tuple[Tracking, ...] = ()) -> Shipment:
        """Makes up a parcel: of what is given, or of all that lies in the warehouse."""
        draft = PackDraft(order_id=self.id, warehouse=self.house.warehouses[at], lines=lines, trackings=trackings)
        async with self.house.app.unit_of_work(self.house.app.system_context()) as uow:
            return await pack(uow, self.house.settings, draft)

    async def expect(self, pieces: int, *, by_buyer: bool = False, reason: str = "") -> OrderReturn:
        """Notes that so many pieces of what is in its first parcel are to come back."""
        parcels = [one for one in await self.parcels() if one.shipped_at is not None]
        lines = [line for found in (await list_shipment_lines([one.id for one in parcels])).values() for line in found]
        open_ = [line for line in lines if line.quantity > line.returned] or lines
        draft = ReturnDraft(
            order_id=self.id,
            lines=tuple(WantedReturn(line.id, pieces) for line in open_[:1]),
            reason=reason,
        )
        async with self.house.app.unit_of_work(self.house.app.system_context()) as uow:
            return await note_return(uow, self.house.settings, draft, by_buyer=by_buyer)

    async def receive(
        self, back: OrderReturn, counts: Mapping[str, int], at: str | None = None, of: OrderReturn | None = None
    ) -> OrderReturn:
        """Takes in what came back of the first line of a return.

        Args:
            of: Another return, whose line is given.
        """
        (line, *_) = await self.return_lines(of or back)
        house, arrived = self.house, [Arrived(line=line.id, **counts)]
        warehouse = None if at is None else house.warehouses[at]
        async with house.app.unit_of_work(house.app.system_context()) as uow:
            return await receive_return(uow, house.settings, house.app.channels, back.id, warehouse, arrived)

    async def returns(self) -> list[OrderReturn]:
        """Its returns, the oldest first."""
        return (await list_order_returns([self.id]))[self.id]

    async def return_lines(self, back: OrderReturn) -> list[ReturnLine]:
        """What a return is of."""
        return (await list_return_lines([back.id]))[back.id]

    async def thing_of(self, line: ReturnLine) -> UUID:
        """What a line of a return is."""
        found: UUID = await fetch_value("SELECT ref_id FROM logistics.shipment_line WHERE id = $1", line.shipment_line)
        return found

    async def takings(self) -> list[Taking]:
        """Its rows."""
        return (await list_takings([self.id]))[self.id]

    async def parcels(self) -> list[Shipment]:
        """Its parcels, the oldest first."""
        return (await list_order_shipments([self.id]))[self.id]

    async def holds(self) -> dict[tuple[str, str | None], int]:
        """Its pieces, by state and code of the warehouse."""
        rows = await fetch_all(
            _Row,
            "SELECT a.state, w.code, sum(a.quantity)::bigint AS n FROM logistics.allocation AS a "
            "LEFT JOIN logistics.warehouse AS w ON w.id = a.warehouse WHERE a.order_id = $1 GROUP BY 1, 2",
            self.id,
        )
        return {(row.state, row.code): row.n for row in rows}


class _Row(msgspec.Struct):
    state: str
    code: str | None
    n: int


class House:
    """Warehouses and what is in them."""

    def __init__(self, app: App) -> None:
        self.app = app
        plugin = app.host.get("logistics")
        assert isinstance(plugin, LogisticsPlugin)
        self.settings = plugin.settings
        self.warehouses: dict[str, UUID] = {}

    async def add_warehouse(self, code: str, **data: Any) -> UUID:
        """Makes a warehouse."""
        draft = WarehouseDraft(code=code, name=code.title(), address=data.pop("address", BERLIN), **data)
        async with self.app.unit_of_work(self.app.system_context()) as uow:
            self.warehouses[code] = await create_warehouse(uow, self.app.channels, draft)
        return self.warehouses[code]

    async def change(
        self, thing: SellableRef, quantity: int, at: str = "east", do: Operation = Operation.RECEIVE, **data: Any
    ) -> None:
        """Changes stock."""
        await self.change_all(
            StockChange(ref=thing, warehouse=self.warehouses[at], operation=do, quantity=quantity, **data)
        )

    async def change_all(self, *changes: StockChange) -> None:
        """Makes several changes at once."""
        async with self.app.unit_of_work(self.app.system_context()) as uow:
            await change_stock(uow, self.settings, self.app.channels, changes)

    async def set_item(self, thing: SellableRef, **changes: Any) -> None:
        """Changes how a thing is counted."""
        async with self.app.unit_of_work(self.app.system_context()) as uow:
            await update_item(uow, self.settings, self.app.channels, thing, ItemChanges(**changes))

    async def move(self, allocation: UUID, to: str, quantity: int | None = None) -> None:
        """Takes pieces of an order out of another warehouse."""
        async with self.app.unit_of_work(self.app.system_context()) as uow:
            there = self.warehouses[to]
            await move_allocation(uow, self.settings, self.app.channels, allocation, there, quantity)

    async def ship(self, parcel: Shipment, *trackings: Tracking) -> Shipment:
        """Lets a parcel leave."""
        async with self.app.unit_of_work(self.app.system_context()) as uow:
            return await ship(uow, self.settings, self.app.channels, parcel.id, trackings or None)

    async def unpack(self, parcel: Shipment) -> Shipment:
        """Cancels a parcel."""
        async with self.app.unit_of_work(self.app.system_context()) as uow:
            return await cancel_shipment(uow, parcel.id)

    async def end(self, parcel: Shipment, state: ShipmentState) -> Shipment:
        """Notes that a parcel arrived, or was lost."""
        async with self.app.unit_of_work(self.app.system_context()) as uow:
            return await progress(uow, parcel.id, state)

    async def decide(self, back: OrderReturn, state: ReturnState, note: str | None = None) -> OrderReturn:
        """Approves, refuses or closes a return."""
        async with self.app.unit_of_work(self.app.system_context()) as uow:
            return await decide_return(uow, back.id, state, note)

    async def hear(self, event: OrderRefunded) -> None:
        """Hears that money went back."""
        async with self.app.unit_of_work(self.app.system_context()) as uow:
            await restock_refunded(uow, self.settings, self.app.channels, event)

    async def contents(self, parcel: Shipment) -> dict[UUID, int]:
        """What is in a parcel: pieces by what they are."""
        lines = (await list_shipment_lines([parcel.id]))[parcel.id]
        return {line.ref_id: line.quantity for line in lines}

    async def meet(self, demand: OrderDemand) -> None:
        """Tells what an order wants."""
        async with self.app.unit_of_work(self.app.system_context()) as uow:
            await meet_demand(uow, self.settings, self.app.channels, demand)

    async def stock(self, thing: SellableRef) -> dict[str, tuple[int, int, int]]:
        """On hand, reserved and allocated, by warehouse."""
        return {row.code: (row.on_hand, row.reserved, row.allocated) for row in await self.stored(thing)}

    async def stored(self, thing: SellableRef) -> list[Stored]:
        """All rows of a thing."""
        return await fetch_all(
            Stored,
            "SELECT w.code, s.on_hand, s.reserved, s.allocated, s.incoming, s.damaged FROM logistics.stock AS s "
            "JOIN logistics.item AS i ON i.id = s.item JOIN logistics.warehouse AS w ON w.id = s.warehouse "
            "WHERE i.ref_id = $1 ORDER BY w.code",
            thing.id,
        )

    async def available(self, thing: SellableRef, channel: str = "default", **query: Any) -> Availability | None:
        """What can be had of a thing."""
        plugin = self.app.host.get("logistics")
        assert plugin is not None
        asked = AvailabilityQuery(refs=(thing,), channel=self.app.channels[channel], **query)
        return (await plugin.collect_availability(asked)).get(thing)

    async def sound(self) -> None:
        """Fails if the tables contradict each other."""
        assert await audit() == []

    async def movements(self) -> list[str]:
        """Kinds of all movements, in their order."""
        text = await fetch_value("SELECT string_agg(kind, ' ' ORDER BY id) FROM logistics.movement")
        return (text or "").split()


async def outcome(work: Any) -> str:
    """``ok`` or the code of the refusal."""
    try:
        await work
    except DomainError as error:
        return error.code
    return "ok"


def refund_of(order: Order, quantity: int, *, restock: bool = True) -> OrderRefunded:
    """That money of an order's first line went back."""
    line = order.lines[0]
    return OrderRefunded(
        order_id=order.id,
        number=order.number,
        channel="default",
        locale="en",
        email="ada@example.com",
        refund_id=new_id(),
        amount=Money(100, "EUR"),
        reason="Too small",
        lines=(RefundedLine(line.id, OrderedLine(line.ref, "MUG", quantity), restock),),
    )
