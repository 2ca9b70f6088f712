"""What may not happen when two do it at the same moment, each on a connection of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.errors import DomainError
from fondaco.testing import WorkerDriver
from fondaco_catalog.model.drafts import (
    CategoryDraft,
    CategoryMove,
    CollectionChanges,
    CollectionDraft,
    MediaDraft,
    OptionDraft,
    PriceDraft,
    ProductChanges,
    ProductDraft,
    TranslationDraft,
    VariantDraft,
)
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.categories import create_category, delete_category
from fondaco_catalog.service.category_tree import move_category
from fondaco_catalog.service.collections import create_collection, update_collection
from fondaco_catalog.service.products import create_product, delete_product, update_product
from fondaco_catalog.service.publishing import publish_product, unpublish_product
from fondaco_catalog.service.transfer.import_products import ImportOptions, import_products
from fondaco_catalog.service.variants import create_variants, set_variant_prices


async def outcomes(*work: Awaitable[Any]) -> list[str]:
    """Runs all at once; returns ``ok`` or the code of the refusal of each."""
    results = await asyncio.gather(*work, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, DomainError):
            raise result
    return sorted(result.code if isinstance(result, DomainError) else "ok" for result in results)


async def made(app: App, policy: Policy, draft: ProductDraft) -> UUID:
    async with app.unit_of_work(app.system_context()) as uow:
        return await create_product(uow, draft, policy)


async def test_of_ten_who_take_a_slug_one_gets_it(app: App, policy: Policy) -> None:
    found = await outcomes(*(made(app, policy, ProductDraft(title="Cup", slug="cup")) for _ in range(10)))
    assert found == ["SLUG_TAKEN"] * 9 + ["ok"]


async def test_ten_of_one_title_get_ten_slugs(app: App, policy: Policy) -> None:
    found = await outcomes(*(made(app, policy, ProductDraft(title="Cup")) for _ in range(10)))
    assert found == ["ok"] * 10
    assert await fetch_value("SELECT count(DISTINCT slug) FROM catalog.product") == 10


async def test_of_ten_who_take_a_sku_one_gets_it(app: App, policy: Policy) -> None:
    drafts = [ProductDraft(title=f"Cup {number}", variants=(VariantDraft(sku="S"),)) for number in range(10)]
    assert await outcomes(*(made(app, policy, draft) for draft in drafts)) == ["SKU_TAKEN"] * 9 + ["ok"]
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 1


async def test_of_ten_who_add_the_same_variant_one_does(app: App, policy: Policy) -> None:
    product_id = await made(app, policy, ProductDraft(title="Shirt", options=(OptionDraft("Size"),)))

    async def add() -> None:
        async with app.unit_of_work(app.system_context()) as uow:
            await create_variants(uow, product_id, [VariantDraft(options=("M",))], policy)

    assert await outcomes(*(add() for _ in range(10))) == ["DUPLICATE_VARIANT"] * 9 + ["ok"]
    assert await fetch_value("SELECT count(*) FROM catalog.product_option_value") == 1


async def test_two_moves_at_once_make_no_circle(app: App, policy: Policy) -> None:
    for _ in range(5):
        async with app.unit_of_work(app.system_context()) as uow:
            one = await create_category(uow, CategoryDraft(name="One"), policy)
            two = await create_category(uow, CategoryDraft(name="Two"), policy)

        async def move(category_id: UUID, below: UUID) -> None:
            async with app.unit_of_work(app.system_context()) as uow:
                await move_category(uow, category_id, CategoryMove(parent_id=below), policy)

        assert await outcomes(move(one, two), move(two, one)) == ["CATEGORY_CYCLE", "ok"]


async def test_the_span_of_prices_is_that_of_the_prices_whoever_sets_them_last(app: App, policy: Policy) -> None:
    # given
    variants = tuple(VariantDraft(options=(size,)) for size in "SML")
    product_id = await made(app, policy, ProductDraft(title="Shirt", options=(OptionDraft("Size"),), variants=variants))
    rows = await fetch_value("SELECT array_agg(id) FROM catalog.product_variant WHERE product = $1", product_id)

    async def price(variant_id: UUID, amount: int) -> None:
        async with app.unit_of_work(app.system_context()) as uow:
            await set_variant_prices(uow, variant_id, [PriceDraft("default", Decimal(amount))], policy)

    # when
    await asyncio.gather(*(price(rows[number % 3], number + 1) for number in range(15)))
    # then
    assert await fetch_value(
        """SELECT (SELECT (min_amount, max_amount) FROM catalog.price_span WHERE product = $1 AND ends_at > now())
            = (SELECT (min(amount), max(amount)) FROM catalog.price)""",
        product_id,
    )


async def test_filing_under_a_category_and_deleting_it_do_not_block_each_other(app: App, policy: Policy) -> None:
    for _ in range(10):
        async with app.unit_of_work(app.system_context()) as uow:
            category_id = await create_category(uow, CategoryDraft(name="Cups"), policy)
            product_id = await create_product(uow, ProductDraft(title="Cup", category_id=category_id), policy)

        async def file(product_id: UUID, category_id: UUID) -> None:
            async with app.unit_of_work(app.system_context()) as uow:
                await update_product(uow, product_id, ProductChanges(category_id=category_id), policy)

        async def delete(category_id: UUID) -> None:
            async with app.unit_of_work(app.system_context()) as uow:
                await delete_category(uow, category_id)

        found = await outcomes(file(product_id, category_id), delete(category_id))
        assert found in (["ok", "ok"], ["CATEGORY_NOT_FOUND", "ok"])
        assert await fetch_value("SELECT category FROM catalog.product WHERE id = $1", product_id) is None


async def test_a_product_that_is_deleted_while_it_is_collected_is_told_as_unknown(app: App, policy: Policy) -> None:
    for _ in range(10):
        async with app.unit_of_work(app.system_context()) as uow:
            collection_id = await create_collection(uow, CollectionDraft(title="Best"), policy)
            ids = [await create_product(uow, ProductDraft(title="Cup"), policy) for _ in range(3)]

        async def collect(collection_id: UUID, ids: list[UUID]) -> None:
            async with app.unit_of_work(app.system_context()) as uow:
                await update_collection(uow, collection_id, CollectionChanges(product_ids=tuple(ids)), policy)

        async def delete(product_id: UUID) -> None:
            async with app.unit_of_work(app.system_context()) as uow:
                await delete_product(uow, product_id)

        found = await outcomes(delete(ids[1]), collect(collection_id, ids))
        assert found in (["ok", "ok"], ["PRODUCT_NOT_FOUND", "ok"])


async def test_of_two_who_change_a_product_at_once_the_last_one_leaves_everything_of_his(
    app: App, policy: Policy, worker: WorkerDriver
) -> None:
    product_id = await made(app, policy, ProductDraft(title="Cup"))

    async def change(number: int) -> None:
        changes = ProductChanges(
            title=f"T{number}",
            media=(MediaDraft(f"/{number}.svg"), MediaDraft("/x.svg")),
            translations=(TranslationDraft(locale="de", title=f"D{number}"),),
        )
        async with app.unit_of_work(app.system_context()) as uow:
            await update_product(uow, product_id, changes, policy)

    assert await outcomes(*(change(number) for number in range(8))) == ["ok"] * 8
    title = await fetch_value("SELECT title FROM catalog.product")
    number = int(title[1:])
    urls = await fetch_value("SELECT array_agg(url ORDER BY position) FROM catalog.product_media")
    assert urls == [f"/{number}.svg", "/x.svg"]
    assert await fetch_value("SELECT title FROM catalog.product_translation") == f"D{number}"
    await worker.drain()
    words = await fetch_value("SELECT words FROM catalog.search_document WHERE channel = ''")
    assert words == []  # nothing without digits
    assert await fetch_value("SELECT tokens @@ $1::tsquery FROM catalog.search_document", f"'t{number}' & 'd{number}'")


async def test_imports_and_publishing_at_once_lose_nothing_of_either(app: App, policy: Policy, tmp_path: Path) -> None:
    # given ten products
    path = tmp_path / "products.csv"

    def write(more: int) -> None:
        lines = (f"p{number},P{number},{number + more},https://x/{number}.jpg" for number in range(10))
        path.write_text("\n".join(("Handle,Title,Variant Price,Image Src", *lines, "")))

    write(1)
    await import_products(app, path, ImportOptions(channel="default", publish=True), policy)
    ids = await fetch_value("SELECT array_agg(id) FROM catalog.product")

    async def toggle() -> None:
        for product_id in ids:
            async with app.unit_of_work(app.system_context()) as uow:
                await unpublish_product(uow, product_id, ["default"], policy)
            async with app.unit_of_work(app.system_context()) as uow:
                await publish_product(uow, product_id, ["default", "japan"], policy)

    # when their prices are imported four times, all or nothing and one by one, while they are withdrawn and published
    write(2)
    reports, _, _ = await asyncio.gather(
        asyncio.gather(
            *(
                import_products(app, path, ImportOptions(channel="default", atomic=atomic), policy)
                for atomic in (True, False, True, False)
            )
        ),
        toggle(),
        toggle(),
    )
    # then
    assert [(report.updated + report.unchanged, report.failed, report.stopped) for report in reports] == [
        (10, 0, None)
    ] * 4
    assert sum(report.updated for report in reports) == 10
    assert await fetch_value("SELECT count(*) FROM catalog.product_listing WHERE published_at IS NOT NULL") == 20
    spans = await fetch_value(
        "SELECT array_agg(min_amount ORDER BY min_amount) FROM catalog.price_span WHERE channel = 'default'"
    )
    assert spans == [(number + 2) * 100 for number in range(10)]


async def test_a_collection_can_be_changed_while_all_its_products_are_imported_at_once(
    app: App, policy: Policy, tmp_path: Path
) -> None:
    # given products that the file names in another order than that of their ids
    path = tmp_path / "products.csv"
    lines = [f"p{number},P{number}" for number in range(40)]
    path.write_text("\n".join(("Handle,Title,Variant Price", *(f"{line},1" for line in lines), "")))
    await import_products(app, path, ImportOptions(channel="default"), policy)
    path.write_text("\n".join(("Handle,Title,Variant Price", *(f"{line},2" for line in reversed(lines)), "")))
    ids = await fetch_value("SELECT array_agg(id ORDER BY id) FROM catalog.product")
    async with app.unit_of_work(app.system_context()) as uow:
        collection_id = await create_collection(uow, CollectionDraft(title="All"), policy)

    async def collect() -> None:
        for number in range(10):
            async with app.unit_of_work(app.system_context()) as uow:
                changes = CollectionChanges(product_ids=tuple(ids[number % 2 :]))
                await update_collection(uow, collection_id, changes, policy)

    # when
    report, _ = await asyncio.gather(
        import_products(app, path, ImportOptions(channel="default", atomic=True), policy), collect()
    )
    # then
    assert (report.updated, report.failed, report.stopped) == (40, 0, None)
    assert await fetch_value("SELECT count(*) FROM catalog.collection_product") == 39


async def test_who_began_before_a_publication_and_waited_for_it_withdraws_what_is_published(
    app: App, policy: Policy
) -> None:
    # given a transaction whose moment is before that at which another one publishes
    product_id = await made(app, policy, ProductDraft(title="Cup", variants=(VariantDraft(),)))
    began, go_on = asyncio.Event(), asyncio.Event()

    async def withdraw() -> list[str]:
        async with app.unit_of_work(app.system_context()) as uow:
            began.set()
            await go_on.wait()
            return await unpublish_product(uow, product_id, ["default"], policy)

    waiting = asyncio.create_task(withdraw())
    await began.wait()
    async with app.unit_of_work(app.system_context()) as uow:
        assert await publish_product(uow, product_id, ["default"], policy) == ["default"]
    # when
    go_on.set()
    # then whoever was told that it is published is told that it no longer is
    assert await waiting == ["default"]
    assert await fetch_value("SELECT announced FROM catalog.product_listing") is False
    assert await fetch_value("SELECT count(*) FROM system.outbox WHERE name = 'catalog.product_unpublished'") == 1


async def test_who_began_before_a_publication_and_waited_for_it_leaves_its_beginning(app: App, policy: Policy) -> None:
    product_id = await made(app, policy, ProductDraft(title="Cup", variants=(VariantDraft(),)))
    began, go_on = asyncio.Event(), asyncio.Event()

    async def publish() -> list[str]:
        async with app.unit_of_work(app.system_context()) as uow:
            began.set()
            await go_on.wait()
            return await publish_product(uow, product_id, ["default"], policy)

    waiting = asyncio.create_task(publish())
    await began.wait()
    async with app.unit_of_work(app.system_context()) as uow:
        await publish_product(uow, product_id, ["default"], policy)
    since = await fetch_value("SELECT published_at FROM catalog.product_listing")
    go_on.set()
    assert await waiting == []
    assert await fetch_value("SELECT published_at FROM catalog.product_listing") == since
