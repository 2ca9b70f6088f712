"""The demo store's catalog as data: what `catalog.json` holds, and how to read it."""

from importlib.resources import files

import msgspec

from fondaco_catalog.demo.pictures import PICTURE_VIEWS, PictureView, picture_svg

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
    "product_pictures",
]


class LocalText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in the two languages of the demo store.

    Attributes:
        en: English.
        zh_hans: Simplified Chinese, `zh-Hans` in the file.
    """

    en: str
    zh_hans: str = msgspec.field(name="zh-Hans")


class DemoStore(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The trading house itself.

    Attributes:
        currency: ISO 4217 code of every price in the catalog.
    """

    name: LocalText
    tagline: LocalText
    currency: str


class DemoCategory(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A node of the category tree; a parent comes before its children.

    Attributes:
        parent: handle of the category above, None at the top.
        description: HTML.
    """

    handle: str
    parent: str | None
    name: LocalText
    description: LocalText


class DemoCollection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A hand-picked selection.

    Attributes:
        description: HTML.
        products: product handles in the order to show them.
    """

    handle: str
    name: LocalText
    description: LocalText
    products: tuple[str, ...]


class DemoOptionValue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One choice of an option.

    Attributes:
        code: slug, unique within the option.
        swatch: the colour to show for it as `#rrggbb`, None where the choice is no colour.
    """

    code: str
    name: LocalText
    swatch: str | None


class DemoOption(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something the customer chooses, such as a size.

    Attributes:
        code: slug, unique within the product.
        values: in the order to show them.
    """

    code: str
    name: LocalText
    values: tuple[DemoOptionValue, ...]


class DemoVariant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that can be bought.

    Attributes:
        barcode: EAN-13 from the in-store range (2xx), None for digital goods.
        options: option code to value code, one for every option of the product.
        price: decimal in major units of the store's currency, tax included, such as "9.80".
        compare_at: the former price where the variant is reduced, as `price`.
        weight_grams: packed weight in grams, 0 for digital goods.
        requires_shipping: False for downloads.
        stock_on_hand: pieces to start with; without meaning where stock is not tracked.
    """

    sku: str
    barcode: str | None
    options: dict[str, str]
    price: str
    compare_at: str | None
    weight_grams: int
    requires_shipping: bool
    taxable: bool
    track_stock: bool
    stock_on_hand: int


class DemoProduct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A product with its texts, options and variants.

    Attributes:
        category: handle of its category, always a leaf of the tree.
        collections: handles of the collections that list it, sorted.
        motif: which drawing shows it, a key of `fondaco_catalog.demo.motifs.MOTIFS`.
        palette: the colours of that drawing, a key of `PALETTES`.
        description: HTML of `p`, `ul`, `li` and `strong`.
        options: none, one or two.
        variants: every combination of option values once, the last option changing fastest.
    """

    handle: str
    brand: str
    product_type: str
    category: str
    collections: tuple[str, ...]
    tags: tuple[str, ...]
    motif: str
    palette: str
    title: LocalText
    description: LocalText
    options: tuple[DemoOption, ...]
    variants: tuple[DemoVariant, ...]


class DemoCatalog(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole demo store."""

    store: DemoStore
    categories: tuple[DemoCategory, ...]
    collections: tuple[DemoCollection, ...]
    products: tuple[DemoProduct, ...]


class DemoPicture(msgspec.Struct, frozen=True):
    """A picture ready to be put into the media library.

    Attributes:
        filename: `<handle>-<view>.svg`.
        alt: the text alternative.
        svg: the document; its own title is the English text alternative.
    """

    filename: str
    alt: LocalText
    svg: str


def load_catalog() -> DemoCatalog:
    """Read the catalog that is shipped with this package.

    Raises:
        msgspec.ValidationError: the file does not fit the types of this module.
    """
    return msgspec.json.decode(files("fondaco_catalog.demo").joinpath("catalog.json").read_bytes(), type=DemoCatalog)


def product_pictures(product: DemoProduct) -> tuple[DemoPicture, ...]:
    """Draw the pictures of a product, the one for listings first."""
    return tuple(_picture(product, view) for view in PICTURE_VIEWS)


def _picture(product: DemoProduct, view: PictureView) -> DemoPicture:
    title = product.title
    alt = title if view == "main" else LocalText(f"{title.en}, second picture", f"{title.zh_hans}，图二")
    svg = picture_svg(
        product.handle, product.product_type, product.palette, motif=product.motif, view=view, title=alt.en
    )
    return DemoPicture(filename=f"{product.handle}-{view}.svg", alt=alt, svg=svg)
