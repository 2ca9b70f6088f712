"""The shop that is measured: made through the verbs of catalog and checkout, the same in every run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import cast
from uuid import UUID

import msgspec
from fondaco.access.principals import ANONYMOUS, new_session_token, session_of
from fondaco.app import App
from fondaco.commerce import Address, SellableRef
from fondaco.db.engine import fetch_all
from fondaco_catalog.model.drafts import (
    CategoryDraft,
    CollectionDraft,
    MediaDraft,
    OptionDraft,
    PriceDraft,
    ProductDraft,
    VariantDraft,
)
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.categories import create_category
from fondaco_catalog.service.collections import create_collection
from fondaco_catalog.service.products import create_product
from fondaco_catalog.service.publishing import publish_product
from fondaco_catalog.settings import CatalogSettings
from fondaco_checkout.service.cart_lines import WantedLine
from fondaco_checkout.service.carts import create_cart, update_addresses
from fondaco_checkout.settings import CheckoutSettings

from tests.benchmarks.catalog_shop import index_everything

__all__ = ["Facts", "fill"]

BATCH = 50
CART_LINES = 5

_MATERIALS = ("linen", "oak", "steel", "wool", "cotton", "glass", "cork", "leather", "brass", "paper")
_COLOURS = ("blue", "sand", "olive", "black", "white", "rust", "plum", "slate")
_THINGS = ("lamp", "chair", "cup", "bowl", "blanket", "notebook", "tray", "basket", "vase", "towel", "stool", "jar")
_BRANDS = tuple(f"Atelier {name}" for name in ("Abel", "Berg", "Cruz", "Dorn", "Egger", "Frey", "Gatti", "Holm"))
_SIZES = ("Small", "Medium", "Large")


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the pages ask for.

    Attributes:
        slug: Of the product on the detail page.
        search: What the search page looks for; a tenth of the products are called so.
        min_price: Of the search's filter, major units, like `max_price`.
        session_token: Of the buyer that the cart belongs to.
    """

    products: int
    slug: str
    search: str
    min_price: str
    max_price: str
    cart_id: UUID
    session_token: str


async def fill(app: App, products: int) -> Facts:
    """Fills an empty, migrated shop with products of three variants each, and a cart of five lines.

    Args:
        app: Running.
        products: At least 20.
    """
    chance = random.Random(20_261_122)
    policy = Policy(app.channels, CatalogSettings())
    categories = await _categories(app, policy)
    ids: list[UUID] = []
    drafts = [_draft(number, chance, categories, app.default_channel.slug) for number in range(products)]
    for start in range(0, products, BATCH):
        async with app.unit_of_work(app.system_context()) as uow:
            for draft in drafts[start : start + BATCH]:
                ids.append(await create_product(uow, draft, policy))
                await publish_product(uow, ids[-1], [app.default_channel.slug], policy)
    async with app.unit_of_work(app.system_context()) as uow:
        for number in range(10):
            members = tuple(ids[number::20][:100])
            await create_collection(uow, CollectionDraft(title=f"Collection {number}", product_ids=members), policy)
    token = new_session_token()
    cart_id = await _cart(app, token)
    # As after a night in production: what is searched is indexed, the planner knows the tables, and no page waits to be
    # marked as visible.
    await index_everything(app)
    chosen = drafts[products // 20 * 4]
    return Facts(
        products=products,
        slug=cast("str", chosen.slug),
        search=_MATERIALS[0],
        min_price="20.00",
        max_price="80.00",
        cart_id=cart_id,
        session_token=token,
    )


async def _categories(app: App, policy: Policy) -> Sequence[UUID]:
    leaves = []
    async with app.unit_of_work(app.system_context()) as uow:
        for root in ("Home", "Kitchen", "Office"):
            parent = await create_category(uow, CategoryDraft(name=root, description=f"<p>{root}.</p>"), policy)
            for name in ("Daily", "Gifts", "New", "Sale"):
                draft = CategoryDraft(name=f"{root} {name}", description="<p>Chosen with care.</p>", parent_id=parent)
                leaves.append(await create_category(uow, draft, policy))
    return leaves


def _draft(number: int, chance: random.Random, categories: Sequence[UUID], channel: str) -> ProductDraft:
    material = _MATERIALS[number % len(_MATERIALS)]
    title = f"{chance.choice(_COLOURS)} {material} {chance.choice(_THINGS)} {number}".capitalize()
    base = chance.randrange(500, 12_000)
    return ProductDraft(
        title=title,
        slug=title.lower().replace(" ", "-"),
        description=f"<p>{title}, made by hand. " + "It lasts for years and is easy to repair. " * 6 + "</p>",
        brand=chance.choice(_BRANDS),
        product_type=material.capitalize(),
        tags=tuple(sorted({chance.choice(_COLOURS), material, "handmade"})),
        category_id=categories[number % len(categories)],
        seo_title=f"{title} | Benchmark",
        seo_description=f"{title}: the one that everybody asks for.",
        options=(OptionDraft("Size", _SIZES),),
        variants=tuple(
            VariantDraft(
                options=(size,),
                sku=f"SKU-{number:05d}-{size[0]}",
                barcode=f"40{number:09d}{place}",
                prices=(
                    PriceDraft(
                        channel,
                        Decimal(base + place * 250).scaleb(-2),
                        Decimal(base + place * 250 + 500).scaleb(-2) if number % 3 == 0 else None,
                    ),
                ),
                weight_grams=100 + place * 50,
                media_url=f"https://cdn.example/{number}-1.webp" if place == 0 else None,
            )
            for place, size in enumerate(_SIZES)
        ),
        media=tuple(
            MediaDraft(f"https://cdn.example/{number}-{place}.webp", f"{title}, picture {place}") for place in (1, 2)
        ),
    )


class _Variant(msgspec.Struct, frozen=True):
    id: UUID


async def _cart(app: App, token: str) -> UUID:
    rows = await fetch_all(
        _Variant,
        "SELECT id FROM catalog.product_variant WHERE sku LIKE 'SKU-0001%' ORDER BY sku LIMIT $1",
        CART_LINES,
    )
    lines = [WantedLine(SellableRef("ProductVariant", row.id), place) for place, row in enumerate(rows, start=1)]
    channel = app.default_channel
    buyer = msgspec.structs.replace(app.system_context(principal=ANONYMOUS)).in_session(token)
    session = cast("UUID", session_of(token))
    async with app.unit_of_work(buyer) as uow:
        cart = await create_cart(uow, CheckoutSettings(), session=session, email="ada@example.org", lines=lines)
        address = Address(country="DE", name="Ada Lovelace", line1="Hafenstraße 1", city="Hamburg", postal_code="20095")
        await update_addresses(uow, CheckoutSettings(), channel, cart, shipping=address, billing=None)
    return cart.id
