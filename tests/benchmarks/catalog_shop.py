"""Catalogues of any size, written by COPY: made-up ones that grow, and the real ones that searches are judged on."""

from __future__ import annotations

import csv
import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from fondaco.app import App
from fondaco.db.engine import current, execute, fetch_value
from fondaco.ids import new_id
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.text import fold, slugify, sort_key
from fondaco_catalog.service.search_index import SearchIndexer
from fondaco_catalog.settings import CatalogSettings

__all__ = ["CHINESE", "ShopProduct", "chinese_products", "index_everything", "made_up", "retail_products", "write_shop"]

DATA = Path(__file__).parents[3] / "shared" / "data"
CHINESE = "zh-Hans"
CHUNK = 5_000
INDEX_BATCH = 500

_START = datetime(2026, 1, 1, tzinfo=UTC)
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)

_MATERIALS = ("linen", "oak", "steel", "wool", "cotton", "glass", "cork", "leather", "brass", "paper")
_COLOURS = ("blue", "sand", "olive", "black", "white", "rust", "plum", "slate", "coral", "amber", "ivory", "teal")
_SHAPES = ("round", "tall", "folding", "striped", "carved", "quilted", "hanging", "stacking", "woven", "ribbed")
_THINGS = (
    "lamp", "chair", "cup", "bowl", "blanket", "notebook", "tray", "basket", "vase", "towel", "stool", "jar", "mirror",
    "clock", "cushion", "rug", "shelf", "candle", "plate", "teapot", "umbrella", "apron", "garland", "puzzle", "bench",
    "kettle", "spoon", "mug", "frame", "bucket", "hook", "ladder", "lantern", "doormat", "napkin", "planter", "purse",
    "scarf", "slippers", "wallet",
)  # fmt: skip
_SIZES = ("Small", "Medium", "Large")
_WORDS = 400
"""Words of collections, such as ``avelun``, so that a vocabulary grows with the catalogue as real ones do."""


class ShopProduct(msgspec.Struct, frozen=True, kw_only=True):
    """A product as these catalogues have it.

    Attributes:
        codes: Stock-keeping units, one for each variant.
        amounts: Prices of the variants, minor units.
        sizes: Values of the option ``Size``, one for each variant; empty for a product with one variant.
        category: Names from the root down.
    """

    title: str
    codes: tuple[str, ...]
    amounts: tuple[int, ...]
    titles: dict[str, str] = {}
    description: str = ""
    brand: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    units_sold: int = 0


def made_up(products: int) -> Iterator[ShopProduct]:
    """Yields products of three variants each, the same in every run: a larger shop has the smaller one's kinds of things.

    Shares stay the same, whatever the size: a tenth is of oak, one in forty is a lamp. So a search matches a hundred
    times as many products in a shop that is a hundred times as large.
    """
    chance = random.Random(20_261_128)
    names = ["".join(chance.choice(("av", "el", "un", "or", "is", "ka", "lo", "mi", "ta", "ve")) for _ in range(3))
             for _ in range(_WORDS)]  # fmt: skip
    for number in range(products):
        material, colour, thing = chance.choice(_MATERIALS), chance.choice(_COLOURS), chance.choice(_THINGS)
        base = chance.randrange(500, 12_000)
        yield ShopProduct(
            title=f"{colour} {chance.choice(_SHAPES)} {material} {thing} {chance.choice(names)} {number}".capitalize(),
            description=f"<p>A {thing} of {material}, made by hand. It lasts for years and is easy to repair.</p>",
            codes=tuple(f"SKU-{number:06d}-{size[0]}" for size in _SIZES),
            amounts=tuple(base + place * 250 for place in range(3)),
            brand=f"Atelier {names[chance.randrange(40)]}",
            kind=thing.capitalize(),
            tags=tuple(sorted({colour, material, "handmade"})),
            sizes=_SIZES,
            category=(("Home", "Kitchen", "Office")[number % 3], f"Room {number % 36}"),
            units_sold=int(chance.paretovariate(1.2)) if chance.random() < 0.6 else 0,
        )


def retail_products() -> Iterator[ShopProduct]:
    """Yields the real catalogue of a British shop for gifts; its products have a code and a title, and no brand."""
    with gzip.open(DATA / "online_retail" / "catalogue.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["IsProduct"] == "1":
                yield ShopProduct(
                    title=" ".join(row["Description"].split()),
                    codes=(row["StockCode"],),
                    amounts=(round(float(row["MedianPrice"]) * 100),),
                    units_sold=max(int(row["UnitsSold"]), 0),
                )


def chinese_products() -> Iterator[ShopProduct]:
    """Yields the real catalogue of a Chinese shop for the home, with brands, categories and attributes as texts."""
    data: dict[str, Any] = json.loads((DATA / "china" / "products_zh.json").read_text(encoding="utf-8"))
    brands = {brand["id"]: brand["name"] for brand in data["brands"]}
    categories = {category["id"]: category for category in data["categories"]}
    for product in data["products"]:
        below = categories.get(product["category_id"])
        above = categories.get(below["parent_id"]) if below else None
        said = "".join(f"<li>{one['name']}：{one['value']}</li>" for one in product["attributes"])
        yield ShopProduct(
            title=product["name"],
            titles={CHINESE: product["name"]},
            description=f"<p>{product['brief']}</p><ul>{said}</ul>",
            codes=(product["sn"],),
            amounts=(round(float(product["price"]) * 100),),
            brand=brands.get(product["brand_id"], ""),
            category=tuple(category["name"] for category in (above, below) if category),
        )


class _Writer:
    """Rows of the tables, and the ids of what products share."""

    def __init__(self, app: App) -> None:
        self._channel = app.default_channel
        self._shared: dict[tuple[str, str], UUID] = {}
        self._slugs: set[str] = set()
        self._position = 0
        self._list = new_id()
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self._add(
            "price_list", id=self._list, code="benchmark", name="Benchmark", title="", labels="{}",
            channel=self._channel.slug, currency=self._channel.currency, priority=0, starts_at=None, ends_at=None,
            customer_groups=[], active=True, base=True, deleting=False, created_at=_START, updated_at=_START,
        )  # fmt: skip

    def _add(self, table: str, **row: Any) -> None:
        self.rows.setdefault(table, []).append(row)

    def _slug(self, text: str) -> str:
        slug = base = slugify(text, "thing")
        number = 1
        while slug in self._slugs:
            number += 1
            slug = f"{base}-{number}"
        self._slugs.add(slug)
        return slug

    def _named(self, table: str, name: str, **more: Any) -> UUID | None:
        if not name:
            return None
        found = self._shared.get((table, name))
        if found is None:
            found = self._shared[table, name] = new_id()
            times = {"created_at": _START, "updated_at": _START}
            self._add(table, id=found, slug=self._slug(f"{table} {name}"), name=name, **times, **more)
        return found

    def _category(self, names: Sequence[str]) -> UUID | None:
        parent: UUID | None = None
        ancestors: list[UUID] = []
        for place in range(len(names)):
            path = "/".join(names[: place + 1])
            found = self._shared.get(("category", path))
            if found is None:
                found = self._shared["category", path] = new_id()
                self._add(
                    "category", id=found, slug=self._slug(f"c {path}"), name=names[place], description="",
                    parent=parent, path=[*ancestors, found], position=len(self._shared), created_at=_START, updated_at=_START,
                )  # fmt: skip
            parent = found
            ancestors.append(found)
        return parent

    def add(self, product: ShopProduct) -> None:
        """Adds the rows of a product: published in the default channel, priced for everybody."""
        self._position += 1
        id_, made = new_id(), _START + timedelta(seconds=self._position)
        key = {"name_key": ""}
        brand = self._named("brand", product.brand, description="", logo_url="",
                            **{**key, "name_key": fold(product.brand)})  # fmt: skip
        kind = self._named("product_type", product.kind, labels="{}", **{**key, "name_key": fold(product.kind)})
        self._add(
            "product", id=id_, slug=self._slug(product.title), title=product.title, title_key=sort_key(product.title),
            description=product.description, tags=list(product.tags), brand=brand, type=kind,
            category=self._category(product.category), seo_title="", seo_description="",
            units_sold=product.units_sold, status="live", created_at=made, updated_at=made,
        )  # fmt: skip
        for locale, title in product.titles.items():
            self._add(
                "product_translation", id=new_id(), product=id_, locale=locale, title=title, title_key=sort_key(title),
                description="", seo_title="", seo_description="",
            )  # fmt: skip
        values: list[UUID] = []
        if product.sizes:
            option = new_id()
            self._add("product_option", id=option, product=id_, name="Size", labels="{}", position=0)
            for place, size in enumerate(product.sizes):
                values.append(new_id())
                self._add("product_option_value", id=values[-1], option=option, value=size, labels="{}", position=place)
        window = {"channel": self._channel.slug, "audience": "", "currency": self._channel.currency,
                  "starts_at": _START, "ends_at": _NEVER}  # fmt: skip
        for place, (code, amount) in enumerate(zip(product.codes, product.amounts, strict=True)):
            variant = new_id()
            self._add(
                "product_variant", id=variant, product=id_, sku=code, barcode="",
                option_values=[values[place]] if values else [], weight_grams=100, requires_shipping=True,
                tax_class="standard", track_stock=True, position=place, created_at=made, updated_at=made,
            )  # fmt: skip
            self._add("price", id=new_id(), list=self._list, variant=variant, min_quantity=1, amount=amount)
            self._add(
                "price_window", id=new_id(), product=id_, variant=variant, list=self._list, priority=0, specific=False,
                amount=amount, **window,
            )  # fmt: skip
        low, high = min(product.amounts), max(product.amounts)
        self._add("price_span", id=new_id(), product=id_, min_amount=low, max_amount=high, **window)
        self._add(
            "product_listing", id=new_id(), product=id_, channel=self._channel.slug, published_at=_START, announced=True
        )

    async def flush(self) -> None:
        """Copies the rows; parents come before what refers to them."""
        for table in _ORDER:
            rows = self.rows.pop(table, [])
            if rows:
                columns = list(rows[0])
                async with current().connection() as connection:
                    await connection.copy_records_to_table(
                        table, schema_name="catalog", columns=columns,
                        records=[tuple(row[name] for name in columns) for row in rows],
                    )  # fmt: skip


_ORDER = (
    "brand", "product_type", "category", "price_list", "product", "product_translation", "product_option",
    "product_option_value", "product_variant", "price", "price_window", "price_span", "product_listing",
)  # fmt: skip


async def write_shop(app: App, products: Iterable[ShopProduct]) -> int:
    """Writes products into an empty, migrated catalogue; returns how many. Index them afterwards.

    Args:
        app: Running.
    """
    writer, count = _Writer(app), 0
    for count, product in enumerate(products, start=1):
        writer.add(product)
        if count % CHUNK == 0:
            await writer.flush()
    await writer.flush()
    await execute("INSERT INTO catalog.search_queue (product) SELECT id FROM catalog.product")
    return count


async def index_everything(app: App) -> None:
    """Works off the queue of the search index, then does what autovacuum would have done by now.

    As autovacuum it leaves out tables in which nothing happened: what is planned for a table that is known to be empty
    reads it from end to end, and goes on doing so while it fills.
    """
    indexer = SearchIndexer(Policy(app.channels, CatalogSettings()))
    while await fetch_value("SELECT EXISTS (SELECT FROM catalog.search_queue)"):
        async with app.unit_of_work(app.system_context()) as uow:
            await indexer.index_queued(uow)
    tables = await fetch_value(
        "SELECT string_agg(oid::regclass::text, ', ') FROM pg_class WHERE relkind = 'r' "
        "AND relnamespace = 'catalog'::regnamespace AND pg_relation_size(oid) > 0"
    )
    await execute(f"VACUUM (ANALYZE) {tables}")
