"""A product with as many variants as there may be is read in as many statements as one with two."""

from __future__ import annotations

from typing import Any

from fondaco.testing import GraphQLClient, WorkerDriver

IN_SHOP = """query ($slug: String!) { product(slug: $slug) { title priceRange { min { amount } max { amount } }
    options { name values { label } } variants { title sku availableForSale price { amount } priceTiers { minQuantity }
    components { quantity } slots { name } selectedOptions { label } media { url } } } }"""
FOR_STAFF = """query ($slug: String!) { product(slug: $slug) { title completeness { score }
    variants { title sku version prices { channel } bundle { pricing } trackStock selectedOptions { label } } } }"""


async def test_two_thousand_variants_cost_as_many_statements_as_two(
    catalogue: Any, shop: GraphQLClient, admin: GraphQLClient, worker: WorkerDriver, counted: Any
) -> None:
    for slug, sizes in (("small", (2, 1, 1)), ("large", (20, 10, 10))):
        names = ("Size", "Colour", "Cloth")
        given = [{"options": [f"{name} 0" for name in names], "prices": [{"channel": "default", "price": "5"}]}]
        made = await catalogue.product(
            slug.title(), slug=slug, options=[{"name": name} for name in names], variants=given
        )
        wanted = {
            "productId": made["id"],
            "options": [
                {"name": name, "values": [f"{name} {number}" for number in range(count)]}
                for name, count in zip(names, sizes, strict=True)
            ],
            "skuPattern": "{product}-{n}",
            "prices": [{"channel": "default", "price": "9"}],
        }
        await catalogue.change("productVariantsGenerate", wanted, "existing")
    await worker.drain()
    sent: dict[str, list[int]] = {}
    for slug in ("small", "large"):
        for client, query in ((shop, IN_SHOP), (admin, FOR_STAFF)):
            async with counted() as statements:
                found = (await client(query, {"slug": slug}))["product"]
            sent.setdefault(slug, []).append(len(statements.sent))
            assert len(found["variants"]) == (2 if slug == "small" else 2_000)
            assert all(each["selectedOptions"] for each in found["variants"])
    assert sent["large"] == sent["small"]
    assert max(sent["large"]) <= 5
