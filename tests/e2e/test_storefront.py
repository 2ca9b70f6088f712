"""The storefront in a browser: a buyer buys, with and without JavaScript, in both languages, with any ability."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest
from playwright.async_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

Visit = Callable[..., Awaitable[Page]]
Examine = Callable[[Page], Awaitable[list[str]]]

SUCCEEDS, DECLINES, NEEDS_ACTION = "4242 4242 4242 4242", "4000 0000 0000 0002", "4000 0000 0000 3220"


class Words(msgspec.Struct, frozen=True):
    """What a buyer of one language reads and types."""

    prefix: str
    search: str
    product: str
    variant: str
    large: str
    add: str
    added: str
    cart: str
    declined: str
    thanks: str
    authorized: str
    required: str


ENGLISH = Words(
    prefix="",
    search="harbour blend",
    product="Harbour Blend Coffee",
    variant="1 kg / Filter",
    large="1 kg",
    add="Add to cart",
    added="Harbour Blend Coffee is in your cart.",
    cart="Cart",
    declined="The card was declined.",
    thanks="Thank you",
    authorized="Authorized",
    required="Give the full name.",
)
CHINESE = Words(
    prefix="/zh-Hans",
    search="海港拼配",
    product="海港拼配咖啡豆",
    variant="1 千克 / 手冲滤泡",
    large="1 千克",
    add="加入购物车",
    added="“海港拼配咖啡豆”已加入购物车。",
    cart="购物车",
    declined="卡片被拒，未产生扣款。",
    thanks="感谢您的订购",
    authorized="已授权",
    required="请填写姓名。",
)
LANGUAGES = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh-Hans"])
SCRIPTS = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


async def send(page: Page) -> None:
    """Sends the form of a checkout page, and waits for what comes."""
    await page.locator("form[data-busy] button.wide[type=submit]").first.click()
    await page.wait_for_load_state()


async def put_into_cart(page: Page, words: Words, *, script: bool) -> None:
    """Finds the coffee by searching, chooses a kilogram for the filter, and puts two into the cart."""
    await page.goto(f"{words.prefix}/search")
    await page.locator("#q").fill(words.search)
    await page.locator("main .search-form button").click()
    await page.get_by_role("link", name=words.product).first.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(words.product)
    if script:
        await page.get_by_label(words.large, exact=True).check(force=True)
        await page.get_by_label(words.variant.partition(" / ")[2], exact=True).check(force=True)
        await expect(page).to_have_url(re.compile(r"\?variant="))
    else:
        option = page.locator("#variant option", has_text=words.variant)
        await page.locator("#variant").select_option(await option.get_attribute("value"))
    await page.locator("#quantity").fill("2")
    await page.get_by_role("button", name=words.add).click()
    if script:
        await expect(page.locator("[data-buy-status]")).to_contain_text(words.added)
        await expect(page.locator("[data-cart-count] [aria-hidden]")).to_have_text("2")
        await page.goto(f"{words.prefix}/cart")
    await expect(page.get_by_role("heading", level=1)).to_have_text(words.cart)
    await expect(page.locator(".cart-lines .line-subtitle").first).to_have_text(words.variant)


async def choose(page: Page, field: str, value: str) -> None:
    """Chooses a country, region or city of an address, and lets the form follow: by a script, or by the button."""
    block = page.locator("[data-address]", has=page.locator(f"#{field}"))
    await page.locator(f"#{field}").select_option(value)
    button = block.locator("[data-refresh] button")
    if await button.is_visible():
        await button.click()
        await page.wait_for_load_state()
    await expect(block).not_to_have_attribute("aria-busy", "true")
    await expect(page.locator(f"#{field}")).to_have_value(value)


async def give_address(page: Page) -> None:
    """Fills in contact and address, and chooses the first way of delivery."""
    await page.locator("main .summary button").click()
    await choose(page, "shipping-country", "DE")
    await page.locator("#email").fill("ada@example.com")
    await page.locator("#shipping-name").fill("Ada Lovelace")
    await page.locator("#shipping-line1").fill("12 Canal Street")
    await page.locator("#shipping-postalCode").fill("10115")
    await page.locator("#shipping-city").fill("Berlin")
    await send(page)
    await page.locator("input[name=delivery]").first.check()
    await send(page)


async def pay(page: Page, card: str) -> None:
    await page.locator("#token").fill(card)
    await send(page)


async def expect_order(page: Page, words: Words, total: str) -> None:
    """The buyer is thanked, and can look at the order by its secret link, also from another device."""
    await expect(page).to_have_url(re.compile(rf"{words.prefix}/thank-you/"))
    await expect(page.get_by_role("heading", level=1)).to_have_text(words.thanks)
    await expect(page.locator(".grand dd")).to_have_text(total)
    await expect(page.locator("[data-cart-count]")).to_be_hidden()
    await page.locator(".thanks a").click()
    await expect(page).to_have_url(re.compile(rf"{words.prefix}/orders/"))
    await expect(page.locator(".facts")).to_contain_text(words.authorized)
    await expect(page.locator(".facts")).to_contain_text("12 Canal Street")


@LANGUAGES
@SCRIPTS
async def test_a_buyer_buys_after_a_declined_card(visitor: Visit, words: Words, *, script: bool) -> None:
    page = await visitor(words.prefix or "/", java_script_enabled=script)
    await put_into_cart(page, words, script=script)
    await give_address(page)
    total = await page.locator(".grand dd").inner_text()

    await pay(page, DECLINES)
    await expect(page.locator(".error-summary")).to_contain_text(words.declined)
    await expect(page.locator("#token")).to_have_attribute("aria-describedby", re.compile("token-problem"))

    await pay(page, SUCCEEDS)
    await expect_order(page, words, total)


@LANGUAGES
@SCRIPTS
async def test_a_buyer_confirms_the_payment_with_the_bank(visitor: Visit, words: Words, *, script: bool) -> None:
    page = await visitor(words.prefix or "/", java_script_enabled=script)
    await put_into_cart(page, words, script=script)
    await give_address(page)
    total = await page.locator(".grand dd").inner_text()

    await pay(page, NEEDS_ACTION)
    await expect(page).to_have_url(re.compile(r"/payments/test/"))
    await page.locator("button[value=refuse]").click()
    await expect(page).to_have_url(re.compile(rf"{words.prefix}/checkout/payment\?notice=declined"))
    await expect(page.get_by_role("alert")).to_be_visible()

    await pay(page, NEEDS_ACTION)
    await page.locator("button[value=confirm]").click()
    await expect_order(page, words, total)


async def test_a_buyer_who_comes_back_undecided_can_pay_in_another_way(visitor: Visit) -> None:
    page = await visitor("/", java_script_enabled=False)
    await put_into_cart(page, ENGLISH, script=False)
    await give_address(page)
    total = await page.locator(".grand dd").inner_text()
    await pay(page, NEEDS_ACTION)
    await page.goto("/cart")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Waiting for your payment")
    await page.get_by_role("button", name="Pay in another way").click()
    await pay(page, SUCCEEDS)
    await expect_order(page, ENGLISH, total)


@LANGUAGES
@SCRIPTS
async def test_what_is_wrong_with_a_form_is_said_where_it_is(visitor: Visit, words: Words, *, script: bool) -> None:
    page = await visitor(words.prefix or "/", java_script_enabled=script)
    await put_into_cart(page, words, script=script)
    await page.goto(f"{words.prefix}/checkout")
    await page.locator("#email").fill("ada@example.com")
    await send(page)
    await expect(page.locator("#shipping-name-problem")).to_have_text(words.required)
    await expect(page.locator("#email")).to_have_value("ada@example.com")
    if script:
        await expect(page.locator(".error-summary")).to_be_focused()
    else:
        assert await page.evaluate("document.activeElement.className") == "error-summary"
    await page.get_by_role("link", name=words.required).click()
    await expect(page.locator("#shipping-name")).to_be_focused()


@LANGUAGES
@SCRIPTS
async def test_an_address_is_asked_for_as_its_country_writes_it(
    visitor: Visit, words: Words, violations_of: Examine, *, script: bool
) -> None:
    page = await visitor(words.prefix or "/", java_script_enabled=script)
    await put_into_cart(page, words, script=script)
    await page.goto(f"{words.prefix}/checkout")
    own = words is CHINESE

    async def asked() -> list[str]:
        fields = page.locator("[data-address=shipping] [data-address-fields] :is(input, select)")
        return [str(await field.get_attribute("name")).removeprefix("shipping.") for field in await fields.all()]

    await page.locator("#email").fill("ada@example.com")
    await choose(page, "shipping-country", "HK")
    assert "postalCode" not in await asked()
    await page.locator("#shipping-name").fill("Ada Lovelace")
    await choose(page, "shipping-country", "CN")
    order = ["postalCode", "region", "city", "district", "line1", "line2", "company", "name"]
    found = await asked()
    assert (found if own else sorted(found)) == (order if own else sorted(order))
    await choose(page, "shipping-region", "广东省")
    await choose(page, "shipping-city", "深圳市")
    await page.locator("#shipping-district").select_option("南山区")
    await page.locator("#shipping-line1").fill("科技园路 1 号")
    await page.locator("#shipping-postalCode").fill("1")
    await expect(page.locator("#shipping-name")).to_have_value("Ada Lovelace")
    await expect(page.locator("#email")).to_have_value("ada@example.com")
    if script:
        assert await violations_of(page) == []
    await send(page)
    await expect(page.locator("#shipping-postalCode-problem")).to_be_visible()
    await expect(page.locator("#shipping-city")).to_have_value("深圳市")
    await expect(page.locator("#shipping-district")).to_have_value("南山区")
    await page.locator("#shipping-postalCode").fill("518057")
    await send(page)
    await expect(page).to_have_url(re.compile(r"/checkout/delivery"))
    await page.goto(f"{words.prefix}/checkout")
    for field, value in {"country": "CN", "region": "广东省", "city": "深圳市", "district": "南山区"}.items():
        await expect(page.locator(f"#shipping-{field}")).to_have_value(value)


async def test_where_the_shop_does_not_answer_a_button_asks_for_the_form_of_the_country(visitor: Visit) -> None:
    page = await visitor("/")
    await put_into_cart(page, ENGLISH, script=True)
    await page.goto("/checkout")
    button = page.locator("[data-address=shipping] [data-refresh] button")
    await expect(button).to_be_hidden()
    await page.route("**/checkout/buyer", lambda route: route.abort())
    await page.locator("#shipping-country").select_option("HK")
    await expect(button).to_be_visible()
    await page.unroute("**/checkout/buyer")
    await button.click()
    await expect(page.locator("#shipping-postalCode")).to_have_count(0)
    await expect(page.locator("#shipping-country")).to_have_value("HK")
    await expect(page.locator(".error-summary")).to_have_count(0)


async def test_quantities_are_changed_and_lines_removed_without_a_script(visitor: Visit) -> None:
    page = await visitor("/", java_script_enabled=False)
    await put_into_cart(page, ENGLISH, script=False)
    before = await page.locator(".grand dd").inner_text()
    await page.locator(".cart-lines input[type=number]").fill("4")
    await page.locator("[data-update]").click()
    after = await page.locator(".grand dd").inner_text()
    assert cents(after) == 2 * cents(before)
    await page.locator("button[name=remove]").click()
    await expect(page.locator("main")).to_contain_text("Your cart is empty.")


def cents(text: str) -> int:
    return int(re.sub(r"\D", "", text))


async def test_a_product_page_follows_the_choice(visitor: Visit) -> None:
    page = await visitor("/products/harbour-blend-coffee")
    price = page.locator("[data-price]")
    small = await price.inner_text()
    await page.get_by_label("1 kg", exact=True).check(force=True)
    await expect(price).not_to_have_text(small)
    large = await price.inner_text()
    await page.reload()
    await expect(price).to_have_text(large)
    await expect(page.get_by_label("1 kg", exact=True)).to_be_checked()


async def test_a_product_page_says_what_is_in_stock(visitor: Visit, violations_of: Examine) -> None:
    page = await visitor("/products/customs-house-lamp")
    said = page.locator("[data-stock]:visible")
    await expect(said).to_have_text("In stock")
    await page.get_by_label("Brick red", exact=True).check(force=True)
    await expect(said).to_have_text("Only 4 left")
    await expect(page.locator("[data-announcer]")).to_contain_text("Only 4 left")
    problems = await violations_of(page)
    await page.emulate_media(color_scheme="dark")
    assert problems + await violations_of(page) == []
    await page.goto("/products/lagoon-carafe")
    await expect(said).to_have_text("Sold out")
    await expect(page.get_by_role("button", name="Sold out")).to_be_disabled()
    await page.goto("/zh-Hans/products/granite-mortar")
    await expect(said).to_have_text(re.compile("^预售：预计 .+ 到货$"))
    await expect(page.get_by_role("button", name="加入购物车")).to_be_enabled()


async def test_the_keyboard_is_enough_to_buy(visitor: Visit) -> None:
    page = await visitor("/products/harbour-blend-coffee")
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip-link")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("main")).to_be_focused()
    await go_to(page, page.get_by_role("button", name="Add to cart"))
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-announcer]")).to_have_text("Harbour Blend Coffee is in your cart.")
    await go_to(page, page.locator("[data-buy-status] a"))
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("heading", level=1)).to_have_text("Cart")
    await go_to(page, page.get_by_role("button", name="One more"))
    await page.keyboard.press("Space")
    await go_to(page, page.get_by_role("button", name="Go to checkout"))
    await page.keyboard.press("Enter")

    await expect(page.locator(".summary .line-subtitle").last).to_have_text(re.compile("^2 ×"))
    await go_to(page, page.locator("#email"))
    await page.keyboard.type("ada@example.com")
    await go_to(page, page.locator("#shipping-country"))
    await page.keyboard.type("Germ")
    await expect(page.locator("#shipping-region")).to_have_count(0)
    await expect(page.locator("#shipping-country")).to_be_focused()
    for name, text in {
        "shipping-name": "Ada Lovelace",
        "shipping-line1": "12 Canal Street",
        "shipping-postalCode": "10115",
        "shipping-city": "Berlin",
    }.items():
        await go_to(page, page.locator(f"#{name}"))
        await page.keyboard.type(text)
    await go_to(page, page.get_by_role("button", name="Continue to delivery"))
    await page.keyboard.press("Enter")

    await go_to(page, page.locator("#delivery"))
    await page.keyboard.press("Enter")
    await go_to(page, page.locator("#token"))
    await page.keyboard.type(DECLINES)
    await page.keyboard.press("Enter")
    await expect(page.locator(".error-summary")).to_be_focused()
    await go_to(page, page.locator(".error-summary a"))
    await page.keyboard.press("Enter")
    await expect(page.locator("#token")).to_be_focused()
    await expect(page.locator("#token")).to_have_value("")
    await page.keyboard.type(SUCCEEDS)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


async def go_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until the element has the focus."""
    await expect(wanted).to_be_visible()
    for _ in range(30):
        await page.keyboard.press("Tab")
        if await wanted.evaluate("element => element === document.activeElement"):
            break
    await expect(wanted).to_be_focused()


async def test_the_language_is_changed_without_losing_the_place(visitor: Visit) -> None:
    page = await visitor("/categories/pantry?sort=PRICE_ASC")
    await page.locator("header .language").click()
    await expect(page).to_have_url(re.compile(r"/zh-Hans/categories/pantry\?sort=PRICE_ASC$"))
    await expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


async def test_a_download_needs_no_delivery(visitor: Visit) -> None:
    page = await visitor("/search?q=marbled", java_script_enabled=False)
    await page.locator(".card-link").first.click()
    await page.get_by_role("button", name="Add to cart").click()
    await page.locator("main .summary button").click()
    await expect(page.locator(".steps li")).to_have_count(2)
    await page.locator("#email").fill("ada@example.com")
    await page.locator("#shipping-name").fill("Ada Lovelace")
    await page.locator("#shipping-line1").fill("12 Canal Street")
    await page.locator("#shipping-postalCode").fill("10115")
    await page.locator("#shipping-city").fill("Berlin")
    await page.locator("#shipping-country").select_option("DE")
    await send(page)
    await expect(page).to_have_url(re.compile(r"/checkout/payment$"))
    await pay(page, SUCCEEDS)
    await expect(page).to_have_url(re.compile(r"/thank-you/"))
    await expect(page.locator(".facts")).to_contain_text("12 Canal Street")


async def test_a_bill_may_go_elsewhere_and_back_again(visitor: Visit) -> None:
    page = await visitor("/")
    await put_into_cart(page, ENGLISH, script=True)
    await give_address(page)
    await page.goto("/checkout")
    await expect(page.locator("#billing-name")).to_be_hidden()
    await page.locator("#billing_differs").check()
    await send(page)
    await expect(page.locator("#billing-name-problem")).to_be_visible()
    await choose(page, "billing-country", "GB")
    await page.locator("#billing-name").fill("Charles Babbage")
    await page.locator("#billing-line1").fill("1 Engine Row")
    await page.locator("#billing-postalCode").fill("SE1 7EH")
    await page.locator("#billing-city").fill("London")
    await send(page)
    await page.goto("/checkout")
    await expect(page.locator("#billing_differs")).to_be_checked()
    await expect(page.locator("#billing-name")).to_have_value("Charles Babbage")
    await page.locator("#billing_differs").uncheck()
    await send(page)
    await page.goto("/checkout")
    await expect(page.locator("#billing_differs")).not_to_be_checked()


PAGES = (
    "/",
    "/categories/pantry",
    "/collections/new-arrivals",
    "/products/harbour-blend-coffee",
    "/search",
    "/search?q=coffee",
    "/search?q=nothing-of-this-kind",
    "/cart",
    "/nowhere",
)
SCREENS: dict[str, dict[str, Any]] = {
    "wide-light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "narrow-dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
}


async def check(page: Page, problems: list[str], violations_of: Examine) -> None:
    """Notes what axe-core finds, and whether the page is wider than the screen."""
    place = page.url
    problems.extend(f"{place}: {violation}" for violation in await violations_of(page))
    too_wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if too_wide > 0:
        problems.append(f"{place}: {too_wide} px wider than the screen")


@LANGUAGES
@pytest.mark.parametrize("screen", SCREENS)
async def test_every_page_is_accessible_fits_and_breaks_no_policy(
    visitor: Visit, words: Words, screen: str, violations_of: Examine
) -> None:
    page = await visitor(words.prefix or "/", **SCREENS[screen])
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on(
        "console",
        lambda message: (
            problems.append(f"{page.url}: {message.text}")
            if message.type == "error" and "status of 4" not in message.text
            else None
        ),
    )
    for path in PAGES:
        await page.goto(words.prefix + path)
        await check(page, problems, violations_of)

    await put_into_cart(page, words, script=True)
    await check(page, problems, violations_of)
    await page.goto(f"{words.prefix}/checkout")
    await check(page, problems, violations_of)
    await send(page)
    await check(page, problems, violations_of)
    await page.goto(f"{words.prefix}/cart")
    await give_address(page)
    await check(page, problems, violations_of)
    await page.locator(".test-cards summary").click()
    await pay(page, DECLINES)
    await check(page, problems, violations_of)
    await page.goto(f"{words.prefix}/checkout/delivery")
    await check(page, problems, violations_of)
    await page.goto(f"{words.prefix}/checkout/payment")
    await pay(page, NEEDS_ACTION)
    await page.goto(f"{words.prefix}/checkout/return")
    await check(page, problems, violations_of)
    await page.locator(".link-button").click()
    await pay(page, SUCCEEDS)
    await check(page, problems, violations_of)
    await page.locator(".thanks a").click()
    await check(page, problems, violations_of)
    assert problems == []
