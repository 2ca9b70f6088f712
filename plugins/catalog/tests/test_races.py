"""What may not happen when two do it at the same moment, each on a connection of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from decimal import Decimal
from typing import Any
from uuid import UUID

from fondaco.app import App
from fondaco.db import fetch_value
from fondaco.errors import DomainError
from fondaco_catalog.model.drafts import (
    CategoryChanges,
    CategoryDraft,
    OptionDraft,
    PriceDraft,
    ProductDraft,
    VariantDraft,
)
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.categories import create_category, update_category
from fondaco_catalog.service.products import create_product
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
                await update_category(uow, category_id, CategoryChanges(parent_id=below), policy)

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
        """SELECT (SELECT (min_amount, max_amount) FROM catalog.product_listing WHERE product = $1)
            = (SELECT (min(amount), max(amount)) FROM catalog.variant_price)""",
        product_id,
    )
