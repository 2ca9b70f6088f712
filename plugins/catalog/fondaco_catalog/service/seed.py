"""The demo store's catalogue, made through the same verbs that staff use."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from fondaco.commerce import TAX_EXEMPT, Channel
from fondaco.seeds import Seed

from fondaco_catalog.demo import DemoCatalog, DemoOption, DemoProduct, DemoVariant, LocalText, load_catalog
from fondaco_catalog.demo.modelling import KINDS
from fondaco_catalog.demo.pictures import PICTURE_VIEWS
from fondaco_catalog.model.attribute_drafts import Label, ValueDraft
from fondaco_catalog.model.drafts import (
    CategoryDraft,
    CollectionDraft,
    MediaDraft,
    OptionDraft,
    OptionLabels,
    PriceDraft,
    ProductDraft,
    TextsDraft,
    TranslationDraft,
    VariantDraft,
)
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.repository import categories, collections, products
from fondaco_catalog.service.categories import create_category
from fondaco_catalog.service.collections import create_collection
from fondaco_catalog.service.products import create_product
from fondaco_catalog.service.publishing import publish_product
from fondaco_catalog.service.search_index import BATCH, SearchIndexer
from fondaco_catalog.service.seed_modelling import CHINESE, seed_modelling
from fondaco_catalog.service.seed_selling import major, receive_downloads, sell_otherwise

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["CHINESE", "catalog_seed", "picture_path", "seed_catalog"]


def picture_path(handle: str, number: int) -> str:
    """Returns where this server shows a demo product's picture; the first has number 1."""
    return f"/media/demo/{handle}-{number}.svg"


def catalog_seed(policy: Policy) -> Seed:
    """Returns what fills an empty demo store with the catalogue."""

    async def seed(app: App) -> str:
        return await seed_catalog(app, policy)

    return Seed("catalog", seed)


async def seed_catalog(app: App, policy: Policy) -> str:
    """Makes the demo catalogue in English and Chinese and publishes it in the default channel.

    What is there already, by its slug, is left as it is, so the seed can run again.

    Returns:
        A sentence about what there is now.
    """
    catalog = load_catalog()
    channel = app.default_channel
    scope = Scope(channel=channel, published_only=False)
    made = await _categories(app, catalog, scope, policy)
    async with app.unit_of_work(app.system_context(channel)) as uow:
        had = await seed_modelling(uow, catalog, policy)
    ids: dict[str, UUID] = {}
    for product in catalog.products:
        found = await products.find_product_by_slug(scope, product.handle)
        if found is not None:
            ids[product.handle] = found.id
            continue
        received = await receive_downloads(app, product)
        async with app.unit_of_work(app.system_context(channel)) as uow:
            draft = _product(product, made.get(product.category), channel, had[product.product_type])
            ids[product.handle] = await create_product(uow, draft, policy)
            await sell_otherwise(uow, product, received, scope, policy)
            await publish_product(uow, ids[product.handle], [channel.slug], policy)
    for collection in catalog.collections:
        async with app.unit_of_work(app.system_context(channel)) as uow:
            if await collections.find_collection_by_slug(scope, collection.handle) is None:
                draft_of_collection = CollectionDraft(
                    title=collection.name.en,
                    slug=collection.handle,
                    description=collection.description.en,
                    product_ids=tuple(ids[handle] for handle in collection.products),
                    translations=_texts(collection.name, collection.description),
                )
                await create_collection(uow, draft_of_collection, policy)
    indexer, queued = SearchIndexer(policy), BATCH
    while queued == BATCH:
        async with app.unit_of_work(app.system_context(channel)) as uow:
            queued = await indexer.index_queued(uow)
    variants = sum(len(product.variants) for product in catalog.products)
    return (
        f"{len(catalog.products)} products with {variants} variants in {len(catalog.categories)} categories "
        f"and {len(catalog.collections)} collections."
    )


async def _categories(app: App, catalog: DemoCatalog, scope: Scope, policy: Policy) -> dict[str, UUID]:
    ids: dict[str, UUID] = {}
    async with app.unit_of_work(app.system_context(scope.channel)) as uow:
        for category in catalog.categories:  # a parent comes before its children
            found = await categories.find_category_by_slug(scope, category.handle)
            if found is not None:
                ids[category.handle] = found.id
                continue
            draft = CategoryDraft(
                name=category.name.en,
                slug=category.handle,
                description=category.description.en,
                parent_id=None if category.parent is None else ids[category.parent],
                translations=_texts(category.name, category.description),
            )
            ids[category.handle] = await create_category(uow, draft, policy)
    return ids


def _texts(name: LocalText, description: LocalText) -> tuple[TextsDraft, ...]:
    return (TextsDraft(locale=CHINESE, name=name.zh_hans, description=description.zh_hans),)


def _product(
    product: DemoProduct, category_id: UUID | None, channel: Channel, attributes: frozenset[str]
) -> ProductDraft:
    """Returns the draft of a product whose type has these attributes."""
    kind = KINDS[product.product_type]
    return ProductDraft(
        title=product.title.en,
        slug=product.handle,
        description=product.description.en,
        brand=product.brand,
        product_type=kind.name.en,
        tags=product.tags,
        category_id=category_id,
        options=tuple(_option(option, attributes) for option in product.options),
        variants=tuple(_variant(variant, product, channel) for variant in product.variants),
        media=tuple(
            MediaDraft(picture_path(product.handle, number), _alt(product.title.en, number))
            for number, _ in enumerate(PICTURE_VIEWS, start=1)
        ),
        translations=(
            TranslationDraft(locale=CHINESE, title=product.title.zh_hans, description=product.description.zh_hans),
        ),
        attributes=()
        if kind.care is None or "care" not in attributes
        else (ValueDraft(code="care", text=kind.care.en, labels=(Label(CHINESE, kind.care.zh_hans),)),),
    )


def _alt(title: str, number: int) -> str:
    return title if number == 1 else f"{title}, picture {number}"


def _option(option: DemoOption, attributes: frozenset[str]) -> OptionDraft:
    chinese = {value.name.en: value.name.zh_hans for value in option.values}
    return OptionDraft(
        option.name.en,
        tuple(value.name.en for value in option.values),
        (OptionLabels(CHINESE, option.name.zh_hans, chinese),),
        option.code if option.code in attributes else None,
    )


def _variant(variant: DemoVariant, product: DemoProduct, channel: Channel) -> VariantDraft:
    names = {option.code: {value.code: value.name.en for value in option.values} for option in product.options}
    return VariantDraft(
        options=tuple(names[option.code][variant.options[option.code]] for option in product.options),
        sku=variant.sku,
        barcode=variant.barcode or "",
        prices=(
            PriceDraft(
                channel.slug,
                major(variant.price, channel),
                None if variant.compare_at is None else major(variant.compare_at, channel),
            ),
        ),
        weight_grams=variant.weight_grams,
        requires_shipping=variant.requires_shipping,
        track_stock=variant.track_stock,
        tax_class=None if variant.taxable else TAX_EXEMPT,
    )
