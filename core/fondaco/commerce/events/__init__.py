"""Events that cross plugins. Whoever subscribes imports them from here and nothing from the emitter."""

from fondaco.commerce.events.catalog import (
    CategoryDeleted,
    CategoryMoved,
    ProductCreated,
    ProductDeleted,
    ProductPublished,
    ProductsIndexed,
    ProductStatusChanged,
    ProductUnpublished,
    ProductUpdated,
)
from fondaco.commerce.events.checkout import (
    CartCompleted,
    DocumentIssued,
    OrderCancelled,
    OrderCaseClosed,
    OrderCaseOpened,
    OrderEdited,
    OrderPaymentChanged,
    OrderPlaced,
    OrderRefunded,
    PaymentCaptured,
    PaymentReminderDue,
)
from fondaco.commerce.events.logistics import (
    ShipmentDelivered,
    ShipmentShipped,
    StockAvailabilityChanged,
)

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
