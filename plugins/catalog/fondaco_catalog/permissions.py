"""Rights over the catalogue."""

from fondaco.access.permissions import Permission

__all__ = ["MANAGE_PRODUCTS", "VIEW_PRODUCTS"]

VIEW_PRODUCTS = Permission(
    "catalog.view_products", "See every product, category and collection, published or not, in the admin API."
)
MANAGE_PRODUCTS = Permission(
    "catalog.manage_products", "Create, change, price, publish and delete products, categories and collections."
)
