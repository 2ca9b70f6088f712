"""A bundle in a browser: its price follows what is chosen, and the choices are changed from the cart."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Literal

import httpx
import pytest
import pytest_asyncio
from fondaco.testing import GraphQLClient
from fondaco.testing.live import LiveShop
from playwright.async_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

Visit = Callable[..., Awaitable[Page]]
Examine = Callable[[Page], Awaitable[list[str]]]


@pytest_asyncio.fixture(loop_scope="session")
async def hamper(live_shop: LiveShop) -> AsyncIterator[str]:
    """The path of a hamper at 20.00 with one of two coffees, of which the other costs 3.00 more, and up to two cups."""
    headers = {"authorization": f"Bearer {live_shop.admin_token}"}
    async with httpx.AsyncClient(base_url=live_shop.base_url, timeout=30) as http:
        admin = GraphQLClient(http, "admin", headers)

        async def change(mutation: str, data: dict[str, Any], selection: str) -> Any:
            payload = await admin.change(mutation, data, selection)
            assert payload["errors"] == [], payload["errors"]
            return payload

        things = ("yirga-dawn-coffee", "mocha-harazi-coffee", "tideline-cup")
        named = " ".join(f'p{n}: product(slug: "{slug}") {{ variants {{ id }} }}' for n, slug in enumerate(things))
        found = await admin(f"{{ {named} }}")
        coffee, dearer, cup = (found[f"p{number}"]["variants"][0]["id"] for number in range(3))
        price = [{"channel": "default", "price": "20.00"}]
        data = {"title": "Hamper", "slug": "hamper", "variants": [{"sku": "HAMPER", "prices": price}]}
        made = (await change("productCreate", data, "product { id variants { id } }"))["product"]
        more = {"variantId": dearer, "amounts": [{"channel": "default", "amount": "3.00"}]}
        slots = [
            {"name": "Coffee", "choices": [{"variantId": coffee}, more]},
            {"name": "Cups", "choices": [{"variantId": cup}], "minimum": 0, "maximum": 2, "repeatable": True},
        ]
        await change("bundleSet", {"variantId": made["variants"][0]["id"], "slots": slots}, "variant { id }")
        await change("productPublish", {"id": made["id"], "channels": ["default"]}, "product { id }")
        yield "/products/hamper"
        await change("productDelete", {"id": made["id"]}, "deletedId")


async def test_a_price_follows_what_is_chosen_and_the_choices_are_changed_from_the_cart(
    visitor: Visit, hamper: str, violations_of: Examine
) -> None:
    page = await visitor(hamper, viewport={"width": 390, "height": 844})
    price, total = page.locator("[data-price]"), page.locator("[data-quote-line]")
    await expect(price).to_have_text("€20.00")
    await page.locator(".slot input[type=radio]").nth(1).check()
    await expect(price).to_have_text("€23.00")
    more = page.locator(".slot .stepper button").last
    await more.click()
    await more.click()
    await expect(page.locator("[data-slot-made]")).to_have_text("· 2 / 2")
    await page.locator("#quantity").fill("2")
    await expect(total).to_contain_text("€46.00")
    schemes: list[Literal["light", "dark"]] = ["light", "dark"]
    for colours in schemes:
        await page.emulate_media(color_scheme=colours)
        assert await violations_of(page) == []
    await page.locator("[data-add-button]").click()
    await expect(page.locator("[data-cart-link]")).to_contain_text("2")
    # when
    await page.goto("/cart")
    await page.get_by_role("link", name="Change choices").click()
    # then
    await expect(page.locator(".slot input[type=radio]").nth(1)).to_be_checked()
    await expect(page.locator(".slot-times")).to_have_value("2")
    await expect(total).to_contain_text("€46.00")
    await page.locator(".slot input[type=radio]").nth(0).check()
    await expect(price).to_have_text("€20.00")
    await page.get_by_role("button", name="Save changes").click()
    await expect(page).to_have_url(re.compile("/cart$"))
    await expect(page.locator(".cart-lines .line-total")).to_have_text("€40.00")
