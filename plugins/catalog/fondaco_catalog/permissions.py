"""Rights over the catalogue."""

from fondaco.access.permissions import Permission

__all__ = [
    "ARCHIVE_PRODUCTS",
    "MANAGE_PRODUCTS",
    "MANAGE_SEARCH",
    "PERMISSIONS",
    "PUBLISH_PRODUCTS",
    "REVIEW_PRODUCTS",
    "SUBMIT_PRODUCTS",
    "VIEW_PRODUCTS",
]

VIEW_PRODUCTS = Permission(
    "catalog.view_products", "See every product, category and collection, published or not, in the admin API."
)
MANAGE_PRODUCTS = Permission(
    "catalog.manage_products", "Create, change, price and delete products, categories and collections."
)
SUBMIT_PRODUCTS = Permission("catalog.submit_products", "Submit products for review and name a reviewer.")
REVIEW_PRODUCTS = Permission("catalog.review_products", "Approve or reject products that are in review.")
PUBLISH_PRODUCTS = Permission(
    "catalog.publish_products", "Take products live, publish and withdraw them in channels, and phase them out."
)
ARCHIVE_PRODUCTS = Permission("catalog.archive_products", "Archive products, and bring archived ones back.")

MANAGE_SEARCH = Permission(
    "catalog.manage_search", "Keep synonyms and the rules of queries, see what was not found, and rebuild the index."
)

PERMISSIONS = (
    VIEW_PRODUCTS,
    MANAGE_PRODUCTS,
    SUBMIT_PRODUCTS,
    REVIEW_PRODUCTS,
    PUBLISH_PRODUCTS,
    ARCHIVE_PRODUCTS,
    MANAGE_SEARCH,
)
"""All of them."""
