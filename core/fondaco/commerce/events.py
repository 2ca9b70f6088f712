"""Events that cross plugins. Whoever subscribes imports them from here and nothing from the emitter."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from fondaco.commerce.event import Event
from fondaco.commerce.money import Money
from fondaco.commerce.order import OrderedLine, RefundedLine
from fondaco.commerce.sellable import SellableRef
from fondaco.commerce.shipment import ParcelPieces, ParcelTracking

__all__ = [
    "CartCompleted",
    "CategoryDeleted",
    "CategoryMoved",
    "DocumentIssued",
    "OrderCancelled",
    "OrderCaseClosed",
    "OrderCaseOpened",
    "OrderEdited",
    "OrderPaymentChanged",
    "OrderPlaced",
    "OrderRefunded",
    "PaymentCaptured",
    "PaymentReminderDue",
    "ProductCreated",
    "ProductDeleted",
    "ProductPublished",
    "ProductStatusChanged",
    "ProductUnpublished",
    "ProductUpdated",
    "ProductsIndexed",
    "ShipmentDelivered",
    "ShipmentShipped",
    "StockAvailabilityChanged",
]


class ProductCreated(Event, frozen=True):
    """A product exists now; in no channel yet.

    Attributes:
        product_id: Which product; `node(id:)` has it as a global id of type ``Product``.
    """

    wire_name: ClassVar[str] = "catalog.product_created"

    product_id: UUID


class ProductUpdated(Event, frozen=True):
    """Something of a product or its variants changed.

    Attributes:
        product_id: Which product; `node(id:)` has it as a global id of type ``Product``.
    """

    wire_name: ClassVar[str] = "catalog.product_updated"

    product_id: UUID


class ProductsIndexed(Event, frozen=True):
    """What some products are found, narrowed and sorted by was worked out anew.

    For search engines: those that `collect_product_documents` answers no more are gone, in all channels.

    Attributes:
        product_ids: At most 500.
    """

    wire_name: ClassVar[str] = "catalog.products_indexed"

    product_ids: tuple[UUID, ...]


class ProductPublished(Event, frozen=True):
    """A product can be bought in a channel now.

    Attributes:
        product_id: Which product; `node(id:)` has it as a global id of type ``Product``.
        channel: Slug of the channel.
    """

    wire_name: ClassVar[str] = "catalog.product_published"

    product_id: UUID
    channel: str


class ProductUnpublished(Event, frozen=True):
    """A product left a channel.

    Attributes:
        product_id: Which product; `node(id:)` has it as a global id of type ``Product``.
        channel: Slug of the channel.
    """

    wire_name: ClassVar[str] = "catalog.product_unpublished"

    product_id: UUID
    channel: str


class ProductStatusChanged(Event, frozen=True):
    """A product took a step in its life: it was submitted for review, approved, taken live, archived …

    Attributes:
        product_id: Which product; `node(id:)` has it as a global id of type ``Product``.
        from_status: ``idea``, ``draft``, ``in_review``, ``approved``, ``live``, ``phase_out`` or ``archived``.
        to_status: As ``from_status``.
        actor: Name of the principal who took it.
        reason: What they wrote; may be empty.
    """

    wire_name: ClassVar[str] = "catalog.product_status_changed"

    product_id: UUID
    from_status: str
    to_status: str
    actor: str
    reason: str = ""


class ProductDeleted(Event, frozen=True):
    """A product is gone for good; it left its channels before.

    Attributes:
        product_id: Which product it was.
    """

    wire_name: ClassVar[str] = "catalog.product_deleted"

    product_id: UUID


class CategoryMoved(Event, frozen=True):
    """A category, with everything below it, lies below another one now, or became a root.

    Attributes:
        category_id: Which category; `node(id:)` has it as a global id of type ``Category``.
    """

    wire_name: ClassVar[str] = "catalog.category_moved"

    category_id: UUID


class CategoryDeleted(Event, frozen=True):
    """A category is gone for good. Its products were filed elsewhere: each of them tells so by a ProductUpdated.

    Attributes:
        category_id: Which category it was.
    """

    wire_name: ClassVar[str] = "catalog.category_deleted"

    category_id: UUID


class CartCompleted(Event, frozen=True):
    """A cart became an order.

    Attributes:
        cart_id: The cart; it cannot be changed any more.
        order_id: What became of it.
    """

    wire_name: ClassVar[str] = "checkout.cart_completed"

    cart_id: UUID
    order_id: UUID


class OrderPlaced(Event, frozen=True):
    """An order is placed and its payment certain.

    Attributes:
        order_id: Which order.
        number: What people call the order.
        channel: Slug of the channel it was placed in.
        locale: BCP 47 tag of the language in which the buyer shopped: write to them in it.
        total: Gross, what the buyer pays.
        email: Of the buyer.
        placed_at: UTC.
        session: The shop session that the cart belonged to; None where the order was not placed in a shop.
        lines: What was bought; a thing may be in several. Empty in events from before there were lines.
        token_hash: SHA-256, in hexadecimal digits, of the buyer's secret token: whoever shows the token may see what
            belongs to the order. Empty where there is none.
        customer: Account of the buyer, as `Principal.customer`; None of guests.
    """

    wire_name: ClassVar[str] = "checkout.order_placed"

    order_id: UUID
    number: str
    channel: str
    locale: str
    total: Money
    email: str
    placed_at: datetime
    session: UUID | None = None
    lines: tuple[OrderedLine, ...] = ()
    token_hash: str = ""
    customer: UUID | None = None


class OrderCancelled(Event, frozen=True):
    """An order will not be fulfilled. Its payment is given back afterwards.

    Attributes:
        order_id: Which order.
        number: What people call the order.
        channel: Slug of the channel it was placed in.
        reason: What staff wrote; may be empty.
        cancelled_at: UTC.
        lines: As in `OrderPlaced`.
    """

    wire_name: ClassVar[str] = "checkout.order_cancelled"

    order_id: UUID
    number: str
    channel: str
    reason: str
    cancelled_at: datetime
    lines: tuple[OrderedLine, ...] = ()


class OrderCaseOpened(Event, frozen=True):
    """Something about an order is unusual, and staff are to look at it; told again when a closed case opens again.

    Attributes:
        case_id: The case; each order has one at most.
        order_id: That the order has, or would have if its payment were decided.
        number: What people call the order.
        channel: Slug of its channel.
        score: The weights of all reasons together.
        rules: What said so, such as ``checkout.velocity``.
        held: Whether nothing of it is captured or sent until staff release it.
    """

    wire_name: ClassVar[str] = "checkout.order_case_opened"

    case_id: UUID
    order_id: UUID
    number: str
    channel: str
    score: int
    rules: tuple[str, ...]
    held: bool


class OrderCaseClosed(Event, frozen=True):
    """Nobody has to look at an order any more, and nothing holds it.

    Attributes:
        case_id: The case.
        order_id: As in `OrderCaseOpened`.
        number: What people call the order.
        channel: Slug of its channel.
        resolution: ``resolved``, ``false_alarm``, or ``gone`` where no reason holds any more.
    """

    wire_name: ClassVar[str] = "checkout.order_case_closed"

    case_id: UUID
    order_id: UUID
    number: str
    channel: str
    resolution: str


class OrderEdited(Event, frozen=True):
    """Staff changed an order that was placed: lines, prices, addresses, its delivery, or they cancelled some of it.

    Attributes:
        order_id: Which order.
        number: What people call the order.
        channel: Slug of the channel it was placed in.
        locale: In which the buyer reads.
        email: The buyer's address.
        version: Of the order afterwards; it rises with each edit.
        total_before: What it cost.
        total: What it costs.
        lines: All of its lines afterwards, as in `OrderPlaced`.
        edited_at: UTC.
    """

    wire_name: ClassVar[str] = "checkout.order_edited"

    order_id: UUID
    number: str
    channel: str
    locale: str
    email: str
    version: int
    total_before: Money
    total: Money
    lines: tuple[OrderedLine, ...]
    edited_at: datetime


class PaymentCaptured(Event, frozen=True):
    """Money of an order is ours: it was captured, or staff noted that it came.

    Attributes:
        order_id: Which order.
        payment_id: Of which of its payments.
        operation_id: The capture.
        amount: How much.
    """

    wire_name: ClassVar[str] = "checkout.payment_captured"

    order_id: UUID
    payment_id: UUID
    operation_id: UUID
    amount: Money


class OrderPaymentChanged(Event, frozen=True):
    """What is paid of an order is something else now. Not told of what is known when it is placed.

    Attributes:
        order_id: Which order.
        number: What people call the order.
        channel: Slug of the channel it was placed in.
        payment_state: ``pending``, ``authorized``, ``partially_paid``, ``paid``, ``partially_refunded``, ``refunded``
            or ``voided``.
    """

    wire_name: ClassVar[str] = "checkout.order_payment_changed"

    order_id: UUID
    number: str
    channel: str
    payment_state: str


class OrderRefunded(Event, frozen=True):
    """Money of an order went back to its buyer.

    Attributes:
        order_id: Which order.
        number: What people call the order.
        channel: Slug of the channel it was placed in.
        locale: BCP 47 tag of the language in which the buyer shopped.
        email: Of the buyer.
        refund_id: The refund; told once of each.
        amount: How much went back, gross.
        reason: What staff wrote; may be empty.
        lines: What it was given back for, and whether that goes back into stock; empty for an amount without goods.
    """

    wire_name: ClassVar[str] = "checkout.order_refunded"

    order_id: UUID
    number: str
    channel: str
    locale: str
    email: str
    refund_id: UUID
    amount: Money
    reason: str
    lines: tuple[RefundedLine, ...] = ()


class DocumentIssued(Event, frozen=True):
    """An invoice or a credit note was issued, and its PDF is there.

    Attributes:
        document_id: Which document.
        kind: ``invoice`` or ``credit_note``.
        number: As it is printed.
        order_id: Of which order.
        order_number: What people call the order.
        channel: Slug of the channel it was placed in.
        locale: BCP 47 tag of the language in which the buyer shopped.
        email: Of the buyer.
        total: Gross; negative of a credit note.
        file_id: Its PDF in the file store; private.
    """

    wire_name: ClassVar[str] = "checkout.document_issued"

    document_id: UUID
    kind: str
    number: str
    order_id: UUID
    order_number: str
    channel: str
    locale: str
    email: str
    total: Money
    file_id: UUID


class PaymentReminderDue(Event, frozen=True):
    """The money of an order has not come yet, and the buyer is to be reminded.

    Attributes:
        order_id: Which order.
        number: What people call the order.
        channel: Slug of the channel it was placed in.
        locale: BCP 47 tag of the language in which the buyer shopped.
        email: Of the buyer.
        payment_id: The payment that is awaited.
        method: Code of its method, such as ``bank_transfer``.
        outstanding: What is still owed.
        due_at: When the order is cancelled, UTC; None if it is not.
        reminder: From 1.
    """

    wire_name: ClassVar[str] = "checkout.payment_reminder_due"

    order_id: UUID
    number: str
    channel: str
    locale: str
    email: str
    payment_id: UUID
    method: str
    outstanding: Money
    due_at: datetime | None
    reminder: int


class ShipmentShipped(Event, frozen=True):
    """A parcel left the house. Told once of each.

    Attributes:
        order_id: Which order it belongs to.
        order_number: What people call the order.
        channel: Slug of the channel that the order was placed in.
        shipment_id: Which parcel; `node(id:)` has it as a global id of type ``Shipment``.
        number: What people call the parcel.
        warehouse: Code of the warehouse that it left.
        lines: What is in it.
        trackings: Where it can be followed, as far as known when it left.
        shipped_at: When it left, UTC.
    """

    wire_name: ClassVar[str] = "logistics.shipment_shipped"

    order_id: UUID
    order_number: str
    channel: str
    shipment_id: UUID
    number: str
    warehouse: str
    lines: tuple[ParcelPieces, ...]
    trackings: tuple[ParcelTracking, ...]
    shipped_at: datetime


class ShipmentDelivered(Event, frozen=True):
    """A parcel arrived. Told again if it was taken for lost in between.

    Attributes:
        order_id: Which order it belongs to.
        order_number: What people call the order.
        channel: Slug of the channel that the order was placed in.
        shipment_id: Which parcel; `node(id:)` has it as a global id of type ``Shipment``.
        number: What people call the parcel.
        delivered_at: When it was noted to have arrived, UTC.
    """

    wire_name: ClassVar[str] = "logistics.shipment_delivered"

    order_id: UUID
    order_number: str
    channel: str
    shipment_id: UUID
    number: str
    delivered_at: datetime


class StockAvailabilityChanged(Event, frozen=True):
    """Things can be had again, or cannot be had any more, in some channel.

    Attributes:
        came_in: Can be had now where they could not.
        went_out: Cannot be had where they could.
    """

    wire_name: ClassVar[str] = "logistics.stock_availability_changed"

    came_in: tuple[SellableRef, ...] = ()
    went_out: tuple[SellableRef, ...] = ()
