"""Rights over orders, carts and taxes."""

from fondaco.access import Permission

__all__ = ["MANAGE_ORDERS", "MANAGE_TAXES", "VIEW_ORDERS", "VIEW_TAXES"]

VIEW_ORDERS = Permission("checkout.view_orders", "See orders and carts with their buyers' addresses.")
MANAGE_ORDERS = Permission("checkout.manage_orders", "Cancel orders and give their payments back.")
VIEW_TAXES = Permission("checkout.view_taxes", "See tax classes, zones, rates and exemptions.")
MANAGE_TAXES = Permission("checkout.manage_taxes", "Change tax classes, zones, rates and exemptions.")
