"""Rights over the catalogue."""

from fondaco.access.permissions import Permission

__all__ = ["MANAGE_COSTS", "MANAGE_PRICES", "MANAGE_PRODUCTS", "PERMISSIONS", "VIEW_COSTS", "VIEW_PRODUCTS"]

VIEW_PRODUCTS = Permission(
    "catalog.view_products", "See every product, category and collection, published or not, in the admin API."
)
MANAGE_PRODUCTS = Permission(
    "catalog.manage_products", "Create, change, price, publish and delete products, categories and collections."
)
MANAGE_PRICES = Permission(
    "catalog.manage_prices", "Create, change and delete price lists, set prices in them, and change prices in bulk."
)
VIEW_COSTS = Permission("catalog.view_costs", "See what variants cost the merchant, and make prices out of it.")
MANAGE_COSTS = Permission("catalog.manage_costs", "Set what variants cost the merchant.")

PERMISSIONS = (VIEW_PRODUCTS, MANAGE_PRODUCTS, MANAGE_PRICES, VIEW_COSTS, MANAGE_COSTS)
"""All of them."""
