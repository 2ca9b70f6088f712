"""The tables of checkout, in the PostgreSQL schema ``checkout``, a module for each part of it.

Constraints over several columns, partial indexes and the sequence of order numbers are in the migrations.
"""

from __future__ import annotations

from piccolo.table import Table

from fondaco_checkout.tables.address_book import CustomerAddress
from fondaco_checkout.tables.carts import Cart, CartLine, Completion, PaymentAttempt
from fondaco_checkout.tables.concerns import ConcernRule, OrderCase, OrderCaseEntry, OrderConcern
from fondaco_checkout.tables.deliveries import DeliveryMethod, DeliveryRate, DeliveryZone
from fondaco_checkout.tables.documents import Document, DocumentFile, DocumentSeries
from fondaco_checkout.tables.drafts import DraftOrder
from fondaco_checkout.tables.edits import OrderEdit
from fondaco_checkout.tables.exports import OrderExport
from fondaco_checkout.tables.history import OrderEntry
from fondaco_checkout.tables.order_search import OrderSearch
from fondaco_checkout.tables.orders import OrderLine, OrderLineComponent, Orders, OrderTax
from fondaco_checkout.tables.payments import (
    Payment,
    PaymentOperation,
    Refund,
    RefundLine,
    TestOperation,
    TestPayment,
    WebhookEvent,
)
from fondaco_checkout.tables.shared_carts import SharedCart
from fondaco_checkout.tables.taxes import TaxClass, TaxExemption, TaxRate, TaxZone

__all__ = ["tables"]


def tables() -> tuple[type[Table], ...]:
    """Returns all of them, referenced ones first."""
    return (
        Cart,
        CartLine,
        Completion,
        PaymentAttempt,
        Orders,
        OrderLine,
        OrderLineComponent,
        OrderTax,
        OrderEntry,
        OrderEdit,
        OrderSearch,
        Payment,
        Refund,
        RefundLine,
        PaymentOperation,
        WebhookEvent,
        TestOperation,
        TestPayment,
        TaxClass,
        TaxZone,
        TaxRate,
        TaxExemption,
        DeliveryZone,
        DeliveryMethod,
        DeliveryRate,
        CustomerAddress,
        OrderCase,
        OrderConcern,
        OrderCaseEntry,
        ConcernRule,
        DocumentSeries,
        Document,
        DocumentFile,
        OrderExport,
        SharedCart,
        DraftOrder,
    )
