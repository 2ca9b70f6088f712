"""The pages of payment providers in a browser: accessible in every language, and their scripts do what they say.

The browser is answered here: nothing is asked of the providers.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from fondaco_stripe import page as stripe_page
from fondaco_wechatpay import page as wechat_page
from playwright.async_api import Browser, Page, Route, expect

SHOP = "http://shop.test"
FAKE_STRIPE = """
window.asked = [];
window.Stripe = (key, options) => ({
  elements: (given) => ({ create: (kind) => ({ mount: (place) => {
    window.asked.push([key, options.locale, given.clientSecret, kind]);
    document.querySelector(place).textContent = "fields of Stripe";
  } }) }),
  confirmPayment: async ({ confirmParams }) => {
    if (window.asked.length === 1) { window.asked.push("declined"); return { error: { message: "Your card was declined." } }; }
    location.href = confirmParams.return_url;
    return {};
  },
  handleNextAction: async ({ clientSecret }) => { window.asked.push(clientSecret); return {}; },
});
"""


def stripe_html(locale: str, step: str = "confirm") -> str:
    """Stripe's page."""
    return stripe_page.pay_page(
        locale=locale, amount="29.90 EUR", reference="Shop 1", key="pk_test_1", secret="pi_1_secret", step=step,
        back=f"{SHOP}/back",
    )  # fmt: skip


def wechat_html(locale: str) -> str:
    """WeChat Pay's page."""
    return wechat_page.code_page(
        locale=locale, amount="29.90 CNY", reference="Shop 1", code="weixin://wxpay/bizpayurl?pr=1", bridge={},
        state="/state", back=f"{SHOP}/back",
    )  # fmt: skip


Serve = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(loop_scope="session")
async def served(browser: Browser) -> AsyncIterator[Serve]:
    """Opens HTML as a page of a shop, with what else the browser is answered by path."""
    contexts: list[Any] = []

    async def serve(html: str, headers: dict[str, str], **answers: str) -> Page:
        context = await browser.new_context(base_url=SHOP, color_scheme="light", viewport={"width": 320, "height": 640})
        context.set_default_timeout(15_000)
        contexts.append(context)
        known = {
            "/": (html, "text/html"),
            stripe_page.SCRIPT_PATH: (stripe_page.SCRIPT, "text/javascript"),
            wechat_page.SCRIPT_PATH: (wechat_page.SCRIPT, "text/javascript"),
            "/endive/stripe.js": (FAKE_STRIPE, "text/javascript"),
            "/back": ("<title>back</title>", "text/html"),
            **{f"/{path}": (body, "application/json") for path, body in answers.items()},
        }

        async def answer(route: Route) -> None:
            path = "/" + route.request.url.split("/", 3)[3]
            body, kind = known.get(path, ("", "text/plain"))
            sent = headers if path == "/" else {}
            await route.fulfill(
                status=200 if path in known else 404,
                body=body,
                headers={**sent, "content-type": f"{kind}; charset=utf-8"},
            )

        await context.route("**/*", answer)
        page = await context.new_page()
        await page.goto("/")
        return page

    yield serve
    for context in contexts:
        await context.close()


@pytest.mark.parametrize("locale", ["en", "de", "zh-Hans"])
async def test_the_pages_are_accessible_and_fit_a_phone(served: Serve, violations_of: Any, locale: str) -> None:
    pages = [
        (stripe_html(locale), stripe_page.HEADERS),
        (stripe_page.told_page(locale, "done", f"{SHOP}/back"), stripe_page.HEADERS),
        (wechat_html(locale), wechat_page.HEADERS),
        (wechat_page.told_page(locale, "not_found", None), wechat_page.HEADERS),
    ]
    for html, headers in pages:
        page = await served(html, headers, state='{"decided": false}')
        assert await violations_of(page) == []
        width = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0
        pictures = "Array.from(document.images).every(picture => picture.complete && picture.naturalWidth > 0)"
        assert await page.evaluate(pictures)


async def test_stripes_page_says_what_went_wrong_and_goes_back_when_it_is_paid(served: Serve) -> None:
    page = await served(stripe_html("de"), stripe_page.HEADERS)
    await expect(page.locator("#fields")).to_have_text("fields of Stripe")
    assert await page.evaluate("asked") == [["pk_test_1", "de", "pi_1_secret", "payment"]]
    await page.locator("button").click()
    await expect(page.get_by_role("alert")).to_have_text("Your card was declined.")
    await page.locator("button").click()
    await expect(page).to_have_title("back")


async def test_stripes_page_lets_the_bank_ask_by_itself(served: Serve) -> None:
    page = await served(stripe_html("en", "next_action"), stripe_page.HEADERS)
    await expect(page).to_have_title("back")


async def test_wechats_page_goes_back_when_it_hears_that_it_is_paid(served: Serve) -> None:
    page = await served(wechat_html("en"), wechat_page.HEADERS, state='{"decided": true}')
    await expect(page).to_have_title("back")
