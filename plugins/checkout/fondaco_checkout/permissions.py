"""Rights over orders, carts, money, taxes and delivery."""

from fondaco.access import Permission

__all__ = [
    "CAPTURE_PAYMENTS",
    "ISSUE_DOCUMENTS",
    "MANAGE_CONCERNS",
    "MANAGE_DELIVERY",
    "MANAGE_ORDERS",
    "MANAGE_TAXES",
    "PERMISSIONS",
    "REFUND_ORDERS",
    "VIEW_CONCERNS",
    "VIEW_DELIVERY",
    "VIEW_ORDERS",
    "VIEW_TAXES",
]

VIEW_ORDERS = Permission("checkout.view_orders", "See orders and carts with their buyers' addresses.")
MANAGE_ORDERS = Permission("checkout.manage_orders", "Cancel orders and give their payments back.")
CAPTURE_PAYMENTS = Permission(
    "checkout.capture_payments", "Take reserved money of orders or give it back, and note money that came."
)
REFUND_ORDERS = Permission("checkout.refund_orders", "Give buyers money back that was paid for orders.")


ISSUE_DOCUMENTS = Permission("checkout.issue_documents", "Issue invoices of orders, and take them back.")


VIEW_TAXES = Permission("checkout.view_taxes", "See tax classes, zones, rates and exemptions.")
MANAGE_TAXES = Permission("checkout.manage_taxes", "Change tax classes, zones, rates and exemptions.")
VIEW_DELIVERY = Permission("checkout.view_delivery", "See delivery zones, methods and their rates.")
MANAGE_DELIVERY = Permission("checkout.manage_delivery", "Change delivery zones, methods and their rates.")
VIEW_CONCERNS = Permission("checkout.view_concerns", "See which orders are unusual, and why.")
MANAGE_CONCERNS = Permission(
    "checkout.manage_concerns", "Deal with unusual orders, release held ones, and set the rules that watch orders."
)

PERMISSIONS = (
    VIEW_ORDERS,
    MANAGE_ORDERS,
    CAPTURE_PAYMENTS,
    REFUND_ORDERS,
    ISSUE_DOCUMENTS,
    VIEW_TAXES,
    MANAGE_TAXES,
    VIEW_DELIVERY,
    MANAGE_DELIVERY,
    VIEW_CONCERNS,
    MANAGE_CONCERNS,
)
"""All of them."""
