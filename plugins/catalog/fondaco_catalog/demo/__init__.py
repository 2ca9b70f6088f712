"""Porto Franco, the demo store: a small trading house's catalog in two languages, and pictures drawn by the program.

Nothing here knows a plugin or a database; a seed command reads `load_catalog()` and `product_pictures()` and calls the
plugins' services with them.
"""

from fondaco_catalog.demo.data import (
    DemoCatalog,
    DemoCategory,
    DemoCollection,
    DemoOption,
    DemoOptionValue,
    DemoPicture,
    DemoProduct,
    DemoStore,
    DemoVariant,
    LocalText,
    load_catalog,
    product_pictures,
)
from fondaco_catalog.demo.pictures import picture_svg

__all__ = [
    "DemoCatalog",
    "DemoCategory",
    "DemoCollection",
    "DemoOption",
    "DemoOptionValue",
    "DemoPicture",
    "DemoProduct",
    "DemoStore",
    "DemoVariant",
    "LocalText",
    "load_catalog",
    "picture_svg",
    "product_pictures",
]
