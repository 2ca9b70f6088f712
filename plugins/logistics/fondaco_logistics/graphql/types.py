"""The types of warehouses and stock in the admin schema."""

from __future__ import annotations

from datetime import date, datetime

from fondaco.commerce import Address, Availability, AvailabilityState, SellableRef
from fondaco.graphql import Node, enum_type, object_type
from fondaco.ids import encode_global_id

from fondaco_logistics.model import stock as stock_model
from fondaco_logistics.model import warehouses as warehouse_model
from fondaco_logistics.model.drafts import Operation
from fondaco_logistics.model.sites import Area
from fondaco_logistics.model.stock import MovementKind, Policy, TakingState
from fondaco_logistics.model.strategies import Strategy
from fondaco_logistics.repository import stock as repository
from fondaco_logistics.repository.audit import Discrepancy

__all__ = [
    "Availability_",
    "ServiceArea",
    "StockDiscrepancy",
    "StockItem",
    "StockLevel",
    "StockMovement",
    "Warehouse",
    "WarehouseAddress",
    "thing_id",
]

enum_type(AvailabilityState)
enum_type(MovementKind, name="StockMovementKind")
enum_type(Operation, name="StockOperation")
enum_type(Policy, name="StockPolicy")
enum_type(Strategy, name="AllocationStrategy")
enum_type(TakingState, name="AllocationState")


def thing_id(ref: SellableRef) -> str:
    """Returns the global id of a thing that is sold."""
    return encode_global_id(ref.type, ref.id)


@object_type(Availability, name="Availability")
class Availability_:  # noqa: N801 (the API's name is the value's)
    """Whether a thing can be had.

    Attributes:
        quantity: The most that can be ordered now; null where there is no limit, or buyers are not told.
        promised_on: When it is expected where it is not there; null if it is there, or nobody knows.
    """

    state: AvailabilityState
    quantity: int | None
    promised_on: date | None


@object_type(Address)
class WarehouseAddress:
    """Where a warehouse is; what a country does not use is empty.

    Attributes:
        country: ISO 3166-1 alpha-2.
        name: Who receives goods.
        region: State, province or prefecture.
    """

    country: str
    name: str
    line1: str
    line2: str
    city: str
    district: str
    region: str
    postal_code: str
    company: str
    phone: str


@object_type(Area)
class ServiceArea:
    """A part of the world that a warehouse sends to.

    Attributes:
        country: ISO 3166-1 alpha-2.
        region: Empty for the whole country.
        postcode: Beginning of the postcodes; empty for all.
        priority: Lower ones first.
        cost: What a parcel there costs, in minor units; for the strategy CHEAPEST.
    """

    country: str
    region: str
    postcode: str
    priority: int
    cost: int | None


@object_type(warehouse_model.Warehouse)
class Warehouse(Node):
    """A place with stock.

    Attributes:
        code: Its name in files and other systems.
        address: Where it is.
        priority: Lower ones first.
        channels: Slugs of those it serves; empty for all.
        active: Whether orders are sent from here.
        version: For `expectedVersion`.
    """

    code: str
    address: WarehouseAddress
    priority: int
    channels: list[str]
    active: bool
    version: int


@object_type(repository.LevelView)
class StockLevel:
    """An item in a warehouse, in pieces.

    Attributes:
        on_hand: That are there and can be sold; what orders took is among them.
        reserved: Taken by orders whose payment is undecided.
        allocated: Taken by placed orders.
        available: That can be taken.
        incoming: On their way from other warehouses.
        damaged: That are there and cannot be sold; no part of onHand.
        safety_stock: That are never promised to anybody.
        version: For `expectedVersion`; sales do not change it.
    """

    warehouse: Warehouse
    on_hand: int
    reserved: int
    allocated: int
    available: int
    incoming: int
    damaged: int
    safety_stock: int
    version: int
    updated_at: datetime


@object_type(stock_model.Item)
class StockItem(Node):
    """A thing that is counted.

    Attributes:
        tracked: Whether its stock limits what is sold.
        policy: What happens to an order of more than there is.
        backorder_limit: How many pieces may be missing at once; null for any number.
        promised_on: When what is missing is expected.
        low_stock: So many or fewer are few; null for what the channel says.
        version: For `expectedVersion`.
    """

    tracked: bool
    policy: Policy
    backorder_limit: int | None
    promised_on: date | None
    low_stock: int | None
    version: int


@object_type(repository.MovementView)
class StockMovement:
    """An entry of the ledger: by how much each counter changed.

    Attributes:
        reason: A word for reports.
        note: For people.
        reference: A number of elsewhere.
        actor: Who did it.
        at: When.
    """

    kind: MovementKind
    on_hand: int
    reserved: int
    allocated: int
    incoming: int
    damaged: int
    reason: str
    note: str
    reference: str
    actor: str
    at: datetime


@object_type(Discrepancy)
class StockDiscrepancy:
    """Two things that ought to be equal, and are not.

    Attributes:
        check: Which law is broken: ledger, takings, oversold, orders, stages, parcels or returns.
    """

    check: str
    expected: str
    found: str
