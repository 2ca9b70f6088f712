"""Rights over warehouses and stock."""

from fondaco.access import Permission

__all__ = ["MANAGE_SHIPMENTS", "MANAGE_STOCK", "MANAGE_WAREHOUSES", "PERMISSIONS", "VIEW_STOCK"]

VIEW_STOCK = Permission("logistics.view_stock", "See warehouses, stock, its ledger, and what orders took of it.")
MANAGE_STOCK = Permission("logistics.manage_stock", "Receive, adjust, count and move stock, and say how it is counted.")
MANAGE_WAREHOUSES = Permission("logistics.manage_warehouses", "Create, change and delete warehouses.")
MANAGE_SHIPMENTS = Permission("logistics.manage_shipments", "Pack, send and follow parcels, and take returns in.")

PERMISSIONS = (VIEW_STOCK, MANAGE_STOCK, MANAGE_WAREHOUSES, MANAGE_SHIPMENTS)
"""All of them."""
