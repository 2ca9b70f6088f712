"""Rights over orders and carts."""

from fondaco.access import Permission

__all__ = ["CAPTURE_PAYMENTS", "MANAGE_ORDERS", "REFUND_ORDERS", "VIEW_ORDERS"]

VIEW_ORDERS = Permission("checkout.view_orders", "See orders and carts with their buyers' addresses.")
MANAGE_ORDERS = Permission("checkout.manage_orders", "Cancel orders and give their payments back.")
CAPTURE_PAYMENTS = Permission(
    "checkout.capture_payments", "Take reserved money of orders or give it back, and note money that came."
)
REFUND_ORDERS = Permission("checkout.refund_orders", "Give buyers money back that was paid for orders.")
