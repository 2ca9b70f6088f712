"""What a product with as many variants as there may be takes: made by the generator, indexed, shown, edited."""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping
from statistics import median
from typing import Any

import msgspec
from fondaco.access.principals import ANONYMOUS
from fondaco.app import App
from fondaco.db.engine import fetch_value
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.service.search_index import SearchIndexer
from fondaco_catalog.settings import CatalogSettings

from tests.benchmarks.engines import run_fondaco

__all__ = ["VariantFigures", "measure_variants", "variants_as_text"]

SHOP = """query ($slug: String!) { product(slug: $slug) { title priceRange { min { amount } max { amount } }
    options { name values { value label } }
    variants { id sku title price { amount } availableForSale selectedOptions { name label } } } }"""
STAFF = """query ($slug: String!) { product(slug: $slug) { id title completeness { score }
    variants { id title sku version prices { channel } trackStock selectedOptions { label } } } }"""
CREATE = "mutation ($input: ProductCreateInput!) { productCreate(input: $input) { product { id } errors { code } } }"
PUBLISH = "mutation ($input: ProductPublishInput!) { productPublish(input: $input) { errors { code } } }"
GENERATE = (
    "mutation ($input: ProductVariantsGenerateInput!) "
    "{ productVariantsGenerate(input: $input) { existing errors { code message } } }"
)
EDIT = "mutation ($input: ProductVariantUpdateInput!) { productVariantUpdate(input: $input) { errors { code } } }"
AXES = ("Size", "Colour", "Cloth")
ROUNDS = 7


class VariantFigures(msgspec.Struct, frozen=True):
    """Of a product with so many variants, in milliseconds.

    Attributes:
        generate_ms: All of them made in one mutation.
        index_ms: The search index brought up to date with them.
        shop_ms: The whole page of a buyer, every variant with its price and options; the median of some.
        staff_ms: The same for staff; the median of some.
        edit_ms: One variant changed; the median of some.
    """

    variants: int
    generate_ms: float
    index_ms: float
    shop_ms: float
    staff_ms: float
    edit_ms: float


async def measure_variants(app: App, sides: tuple[int, int, int]) -> VariantFigures:
    """Makes a product and measures.

    Args:
        app: Running, with a database that is migrated.
        sides: How many values each of three options has.
    """
    # As a server does when it starts: the collector need not walk through schemas in the middle of a request.
    gc.collect()
    gc.freeze()
    slug = f"many-{'-'.join(map(str, sides))}"

    async def ask(document: str, variables: Mapping[str, Any], *, staff: bool = True) -> tuple[Any, float]:
        schema = app.admin if staff else app.shop
        caller = app.system_context() if staff else app.system_context(principal=ANONYMOUS)
        start = time.perf_counter()
        data = await run_fondaco(app, schema, caller, document, variables)
        return data, (time.perf_counter() - start) * 1000

    prices = [{"channel": app.default_channel.slug, "price": "9"}]
    start_with = [{"options": [f"{axis} 0" for axis in AXES], "prices": prices}]
    options = [{"name": axis} for axis in AXES]
    made, _ = await ask(CREATE, {"input": {"title": slug, "slug": slug, "options": options, "variants": start_with}})
    product_id = made["productCreate"]["product"]["id"]
    values = [
        {"name": axis, "values": [f"{axis} {number}" for number in range(side)]}
        for axis, side in zip(AXES, sides, strict=True)
    ]
    wanted = {"productId": product_id, "options": values, "skuPattern": "{product}-{n}", "prices": prices}
    _, generated = await ask(GENERATE, {"input": wanted})
    await ask(PUBLISH, {"input": {"id": product_id, "channels": [app.default_channel.slug]}})
    indexed = await _index(app)
    shown = [await ask(SHOP, {"slug": slug}, staff=False) for _ in range(ROUNDS)]
    seen = [await ask(STAFF, {"slug": slug}) for _ in range(ROUNDS)]
    variants = seen[0][0]["product"]["variants"]
    edits = [(await ask(EDIT, {"input": {"id": one["id"], "weightGrams": 100}}))[1] for one in variants[:ROUNDS]]
    assert len(shown[0][0]["product"]["variants"]) == len(variants)
    return VariantFigures(
        len(variants),
        *(
            round(taken, 1)
            for taken in (
                generated,
                indexed,
                median(taken for _, taken in shown),
                median(taken for _, taken in seen),
                median(edits),
            )
        ),
    )


async def _index(app: App) -> float:
    indexer = SearchIndexer(Policy(app.channels, CatalogSettings()))
    start = time.perf_counter()
    while await fetch_value("SELECT EXISTS (SELECT FROM catalog.search_queue)"):
        async with app.unit_of_work(app.system_context()) as uow:
            await indexer.index_queued(uow)
    return (time.perf_counter() - start) * 1000


def variants_as_text(figures: VariantFigures) -> str:
    """Returns the figures for people."""
    return (
        f"variants {figures.variants:,} of a product: generated in {figures.generate_ms:.0f} ms, indexed in "
        f"{figures.index_ms:.0f}, shown in {figures.shop_ms:.0f}, to staff in {figures.staff_ms:.0f}, one edited in "
        f"{figures.edit_ms:.0f}"
    )
