"""Rights over orders and carts."""

from fondaco.access import Permission

__all__ = ["MANAGE_ORDERS", "VIEW_ORDERS"]

VIEW_ORDERS = Permission("checkout.view_orders", "See orders and carts with their buyers' addresses.")
MANAGE_ORDERS = Permission("checkout.manage_orders", "Cancel orders and give their payments back.")
