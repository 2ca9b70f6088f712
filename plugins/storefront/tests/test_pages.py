"""Portico over HTTP: pages, languages, the cart, errors and what keeps visitors safe."""

from __future__ import annotations

import html
import io
import re
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import msgspec
import pytest
import pytest_asyncio
from fondaco import clock
from fondaco.app import App, create_app
from fondaco.settings import Settings
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco.testing.databases import Databases
from fondaco_storefront.formatting import date_text
from fondaco_storefront.messages import babel_locale
from PIL import Image

SAME_SITE = {"sec-fetch-site": "same-origin"}
EVIL = "<script>alert('x')</script>\"'"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def app(test_settings: Settings, databases: Databases) -> AsyncIterator[App]:
    """One application for this file: visitors do not get in each other's way, and each client is another one."""
    plugins = {**test_settings.plugins, "checkout": {"test_provider": True}}
    async with databases.running(create_app(msgspec.structs.replace(test_settings, plugins=plugins))) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def variant(app: App, test_settings: Settings) -> AsyncIterator[str]:
    """The id of the only variant of a published product ``cup``, at 18.00 EUR, in the category ``table``."""
    headers = {"authorization": f"Bearer {test_settings.access.admin_token}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver") as http:  # type: ignore[arg-type]
        yield await make_cup(GraphQLClient(http, "admin", headers))


async def make_cup(admin: GraphQLClient) -> str:
    category = await admin.change("categoryCreate", {"slug": "table", "name": "Table"}, "category { id }")
    made = await admin.change(
        "productCreate",
        {
            "slug": "cup",
            "title": "Cup",
            "description": "<p>For <em>tea</em>.</p><script>alert(1)</script>",
            "categoryId": category["category"]["id"],
            "variants": [{"sku": "CUP", "prices": [{"channel": "default", "price": "18.00"}], "trackStock": False}],
            "translations": [{"locale": "zh-Hans", "title": "杯子"}],
        },
        "product { id variants { id } }",
    )
    product = made["product"]
    await admin.change("productPublish", {"id": product["id"], "channels": ["default"]}, "product { id }")
    found: str = product["variants"][0]["id"]
    return found


async def post(http: httpx.AsyncClient, path: str, data: Mapping[str, str], **headers: str) -> httpx.Response:
    return await http.post(path, data=dict(data), headers={**SAME_SITE, **headers})


async def fill_cart(http: httpx.AsyncClient, variant: str, quantity: int = 1) -> None:
    answer = await post(http, "/cart/add", {"variant": variant, "quantity": str(quantity), "slug": "cup"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/cart")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/categories/table", 200),
        ("/categories/table?sort=PRICE_ASC", 200),
        ("/categories/table?sort=EVIL&after=&first=x", 200),
        ("/products/cup", 200),
        ("/products/cup?variant=evil", 200),
        ("/search", 200),
        ("/search?q=cup", 200),
        ("/search?q=%00%FF", 200),
        ("/cart", 200),
        ("/zh-Hans", 200),
        ("/zh-Hans/products/cup", 200),
        ("/products/none", 404),
        ("/categories/none", 404),
        ("/collections/none", 404),
        ("/categories/table?after=nonsense", 404),
        ("/nowhere", 404),
        ("/en/cart", 404),
        ("/orders/none", 404),
        ("/thank-you/none", 404),
        ("/products/" + "a" * 301, 404),
        ("/checkout", 303),
        ("/checkout/delivery", 303),
        ("/checkout/payment", 303),
        ("/checkout/return", 303),
    ],
)
async def test_every_address_answers_as_it_should(
    http: httpx.AsyncClient, variant: str, path: str, status: int
) -> None:
    assert variant
    answer = await http.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html" if status != 303 else "text/plain")
    if status == 404:
        assert "There is nothing at this address" in answer.text
    if status == 303:
        assert answer.headers["location"] == "/cart"


@pytest.mark.parametrize("path", ["/graphql/none", "/health/none", "/payments/test/none", "/assets/portico/x/none.css"])
async def test_addresses_of_other_parts_are_not_shadowed(http: httpx.AsyncClient, path: str) -> None:
    assert (await http.get(path)).status_code == 404


async def test_the_api_and_health_answer_beside_the_storefront(http: httpx.AsyncClient) -> None:
    assert (await http.get("/health/ready")).status_code == 200
    shop = await http.post("/graphql/shop", json={"query": "{ shop { name } }"})
    assert shop.json() == {"data": {"shop": {"name": "Test shop"}}}


async def test_a_page_speaks_the_language_of_its_address(http: httpx.AsyncClient, variant: str) -> None:
    assert variant
    english = (await http.get("/products/cup", headers={"accept-language": "zh-Hans"})).text
    chinese = await http.get("/zh-Hans/products/cup?variant=1")
    assert '<html lang="en">' in english
    assert "Add to cart" in english
    assert '<html lang="zh-Hans">' in chinese.text
    assert "<h1>杯子</h1>" in chinese.text
    assert "加入购物车" in chinese.text
    assert chinese.headers["content-language"] == "zh-Hans"
    links = re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', chinese.text)
    assert [(tag, unescaped(url)) for tag, url in links] == [
        ("en", "http://testserver/products/cup"),
        ("x-default", "http://testserver/products/cup"),
        ("zh-Hans", "http://testserver/zh-Hans/products/cup"),
    ]
    assert 'class="tool language" href="/products/cup?variant=1"' in unescaped(chinese.text)


@pytest.mark.parametrize(
    ("path", "canonical", "elsewhere"),
    [
        ("/products/cup?slug=evil", "/products/cup", "/zh-Hans/products/cup"),
        ("/products/cup?utm_source=x&notice=y", "/products/cup", "/zh-Hans/products/cup?utm_source=x&notice=y"),
        (
            "/categories/table?sort=TITLE&ref=x&slug=evil",
            "/categories/table?sort=TITLE",
            "/zh-Hans/categories/table?sort=TITLE&ref=x",
        ),
    ],
)
async def test_what_stands_behind_the_question_mark_does_not_change_what_a_page_is(
    http: httpx.AsyncClient, variant: str, path: str, canonical: str, elsewhere: str
) -> None:
    assert variant
    text = unescaped((await http.get(path)).text)
    assert f'<link rel="canonical" href="http://testserver{canonical}">' in text
    assert f'class="tool language" href="{elsewhere}"' in text


def unescaped(text: str) -> str:
    return text.replace("&#x2f;", "/").replace("&amp;", "&")


async def test_head_answers_as_get_without_a_body(http: httpx.AsyncClient) -> None:
    got, head = await http.get("/"), await http.head("/")
    assert (head.status_code, head.text) == (200, "")
    assert head.headers["content-security-policy"] == got.headers["content-security-policy"]


async def test_every_answer_keeps_the_visitor_safe(http: httpx.AsyncClient) -> None:
    for path in ("/", "/nowhere", "/checkout", "/zh-Hans/cart"):
        headers = (await http.get(path)).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"].startswith("private")


async def test_personal_pages_are_kept_and_indexed_nowhere(http: httpx.AsyncClient) -> None:
    cart, home, search = (await http.get("/cart")), (await http.get("/")), (await http.get("/search"))
    assert cart.headers["cache-control"] == "private, no-store"
    assert cart.headers["x-robots-tag"] == "noindex"
    assert 'name="robots" content="noindex"' in cart.text
    assert "x-robots-tag" not in home.headers
    assert search.headers["x-robots-tag"] == "noindex"


async def test_assets_are_immutable_under_their_content_and_only_there(http: httpx.AsyncClient) -> None:
    home = unescaped((await http.get("/")).text)
    url = re.findall(r'href="(/assets/portico/[0-9a-f]{12}/portico.css)"', home)[0]
    found = await http.get(url)
    assert found.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert found.headers["content-type"] == "text/css; charset=utf-8"
    assert found.headers["content-encoding"] == "gzip"
    again = await http.get(url, headers={"if-none-match": found.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    stale = await http.get("/assets/portico/000000000000/portico.css")
    assert (stale.status_code, stale.headers["cache-control"]) == (200, "no-cache")
    assert (await http.get("/assets/portico/0/../theme.toml")).status_code == 404


async def test_a_cart_is_filled_changed_and_emptied_by_forms_alone(http: httpx.AsyncClient, variant: str) -> None:
    await fill_cart(http, variant, 2)
    assert http.cookies["fondaco_session"].startswith("fs_")
    await fill_cart(http, variant, 1)
    page = unescaped((await http.get("/cart")).text)
    assert "€54.00" in page
    assert "3 items in your cart" in page
    line = re.findall(r'name="lines.0.id" value="([^"]+)"', page)[0]

    changed = await post(http, "/cart/update", {"lines.0.id": line, "lines.0.quantity": "5"})
    assert (changed.status_code, changed.headers["location"]) == (303, "/cart")
    assert "€90.00" in (await http.get("/cart")).text

    removed = await post(http, "/zh-Hans/cart/remove", {"remove": line})
    assert removed.headers["location"] == "/zh-Hans/cart"
    assert "您的购物车是空的" in (await http.get("/zh-Hans/cart")).text


async def test_on_the_way_to_the_checkout_changed_quantities_are_kept(http: httpx.AsyncClient, variant: str) -> None:
    await fill_cart(http, variant)
    line = re.findall(r'name="lines.0.id" value="([^"]+)"', unescaped((await http.get("/cart")).text))[0]
    form = {"lines.0.id": line, "lines.0.quantity": "3", "next": "checkout"}
    changed = await post(http, "/zh-Hans/cart/update", form)
    assert (changed.status_code, changed.headers["location"]) == (303, "/zh-Hans/checkout")
    assert "€54.00" in (await http.get("/checkout")).text
    refused = await post(http, "/cart/update", {**form, "lines.0.quantity": "0", "next": "https://evil.example"})
    assert refused.status_code == 422
    assert (await post(http, "/cart/update", {**form, "next": "https://evil.example"})).headers["location"] == "/cart"


async def test_a_quantity_that_was_typed_in_stays_with_its_line(
    http: httpx.AsyncClient, admin: GraphQLClient, variant: str
) -> None:
    made = await admin.change(
        "productCreate",
        {
            "slug": "saucer",
            "title": "Saucer",
            "variants": [{"sku": "SAU", "prices": [{"channel": "default", "price": "7.00"}], "trackStock": False}],
        },
        "product { id variants { id } }",
    )
    product = made["product"]
    await admin.change("productPublish", {"id": product["id"], "channels": ["default"]}, "product { id }")
    await fill_cart(http, variant)
    await fill_cart(http, product["variants"][0]["id"])
    first, second = re.findall(r'name="lines.[01].id" value="([^"]+)"', unescaped((await http.get("/cart")).text))
    await post(http, "/cart/remove", {"remove": first})

    stale = {"lines.0.id": first, "lines.0.quantity": "2", "lines.1.id": second, "lines.1.quantity": "5"}
    refused = await post(http, "/cart/update", stale)
    assert refused.status_code == 422
    assert "This is no longer in your cart." in refused.text
    assert 'href="#lines-0-id"' not in refused.text
    text = unescaped(refused.text)
    assert f'name="lines.0.id" value="{second}"' in text
    assert re.findall(r'name="lines\.\d\.quantity"[^>]* value="(\d+)"', text) == ["1"]


async def test_promised_days_of_arrival_are_shown(http: httpx.AsyncClient, variant: str, admin: GraphQLClient) -> None:
    method = {
        "code": "parcel",
        "name": "Parcel",
        "minDays": 2,
        "maxDays": 2,
        "schedule": {"timezone": "UTC", "workingDays": [1, 2, 3, 4, 5, 6, 7]},
        "rates": [{"currencyCode": "EUR", "basis": "COUNT", "tiers": [{"minimum": "0", "price": "5"}]}],
    }
    made = await admin.change("deliveryMethodCreate", method, "deliveryMethod { id }")
    await fill_cart(http, variant)
    address = {"name": "Ada", "line1": "Canal Street 12", "city": "Berlin", "postalCode": "10115", "country": "DE"}
    buyer = {"email": "ada@example.com", **{f"shipping.{name}": value for name, value in address.items()}}
    before = clock.utc_now().date()
    assert (await post(http, "/checkout/buyer", buyer)).status_code == 303
    page = unescaped((await http.get("/checkout/delivery")).text)
    days = {
        date_text((day + timedelta(days=2)).isoformat(), babel_locale("en"), ZoneInfo("UTC"), "medium")
        for day in (before, clock.utc_now().date())
    }
    assert any(f"arrives {day}" in page for day in days)
    # Other tests of this file share the shop.
    await admin.change("deliveryMethodDelete", made["deliveryMethod"], "deletedId")


async def test_another_country_asks_for_other_things(http: httpx.AsyncClient, variant: str) -> None:
    await fill_cart(http, variant)

    def asked(page: str) -> list[str]:
        return re.findall(r'name="shipping\.(\w+)"', page)

    first = (await http.get("/checkout")).text
    assert '<option value="US" selected>' in first, "where the language is spoken"
    assert "region" in asked(first)
    form = {"email": "ada@example.com", "shipping.country": "DE", "shipping.name": "Ada", "shipping.region": "CA"}
    again = await post(http, "/checkout/buyer", {**form, "refresh": "shipping"})
    assert again.status_code == 200
    assert asked(again.text) == ["country", "name", "company", "line1", "line2", "postalCode", "city"]
    assert 'value="Ada"' in again.text
    assert "error-summary" not in again.text
    assert '<option value="US" selected>' in again.text, "the bill's country is another matter"
    refused = await post(
        http, "/checkout/buyer", {**form, "shipping.country": "HK", "shipping.line1": "1", "shipping.region": ""}
    )
    assert refused.status_code == 422
    assert 'name="shipping.city"' in refused.text
    assert 'href="#shipping-city"' in refused.text, "though the form that was sent did not have it"
    text = unescaped((await post(http, "/zh-Hans/checkout/buyer", {"shipping.country": "CN", "refresh": "yes"})).text)
    assert asked(text)[:4] == ["country", "postalCode", "region", "city"]
    assert '<option value="广东省">广东省</option>' in text
    text = unescaped(
        (
            await post(
                http,
                "/zh-Hans/checkout/buyer",
                {"shipping.country": "CN", "shipping.region": "广东省", "refresh": "yes"},
            )
        ).text
    )
    assert '<option value="广东省" selected>' in text
    assert '<option value="深圳市">' in text


async def test_a_country_that_no_form_of_ours_offers_is_not_found(http: httpx.AsyncClient, variant: str) -> None:
    await fill_cart(http, variant)
    answer = await post(http, "/checkout/buyer", {"shipping.country": "XX", "refresh": "yes"})
    assert answer.status_code == 404


async def test_a_card_number_is_never_sent_back(http: httpx.AsyncClient, variant: str) -> None:
    await fill_cart(http, variant)
    address = {"name": "Ada", "line1": "Canal Street 12", "city": "Berlin", "postalCode": "10115", "country": "DE"}
    buyer = {"email": "ada@example.com", **{f"shipping.{name}": value for name, value in address.items()}}
    assert (await post(http, "/checkout/buyer", buyer)).headers["location"] == "/checkout/delivery"
    option = re.findall(r'name="delivery" value="([^"]+)"', (await http.get("/checkout/delivery")).text)[0]
    assert (await post(http, "/checkout/delivery/select", {"delivery": option})).status_code == 303
    declined = await post(http, "/checkout/complete", {"method": "test", "token": "4000000000000002"})
    assert declined.status_code == 422
    assert "The card was declined." in declined.text
    assert "4000000000000002" not in declined.text
    unknown = await post(http, "/checkout/complete", {"method": "gold", "token": "4000000000000002"})
    assert "This way to pay is not offered." in unknown.text
    assert [re.findall(r'<a href="#([^"]+)">', answer.text) for answer in (declined, unknown)] == [
        ["token"],
        ["method"],
    ]
    assert 'id="method"' in unknown.text


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/cart/update", "/cart"),
        ("/zh-Hans/checkout/buyer", "/zh-Hans/checkout"),
        ("/checkout/complete", "/checkout/payment"),
        ("/cart/add", None),
    ],
)
async def test_the_address_that_a_refused_form_left_behind_leads_back_to_the_form(
    http: httpx.AsyncClient, path: str, location: str | None
) -> None:
    answer = await http.get(path)
    assert answer.status_code == (404 if location is None else 303)
    assert answer.headers.get("location") == location


async def test_cookies_are_out_of_reach_of_scripts_and_other_sites(http: httpx.AsyncClient, variant: str) -> None:
    answer = await post(http, "/cart/add", {"variant": variant, "quantity": "1", "slug": "cup"})
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"quantity": "many"}, "Give a whole number."),
        ({"quantity": "0"}, "Give a quantity of at least one."),
        ({"quantity": "999999"}, "That is more than can be ordered at once."),
        ({"variant": ""}, "Choose a variant."),
        ({"variant": "nonsense"}, "This cannot be bought any more."),
    ],
)
async def test_a_refused_form_shows_the_page_again_with_what_was_typed_in(
    http: httpx.AsyncClient, variant: str, form: dict[str, str], expected: str
) -> None:
    answer = await post(http, "/cart/add", {"variant": variant, "quantity": "1", "slug": "cup", **form})
    assert answer.status_code == 422
    assert expected in answer.text
    assert "<h1>Cup</h1>" in answer.text
    if "quantity" in form:
        assert f'value="{form["quantity"]}"' in answer.text
        assert 'aria-describedby="quantity-problem"' in answer.text


@pytest.mark.parametrize(
    "cookie", ["nonsense", "Q2FydDpub25zZW5zZQ", "x" * 600, "Q2FydDowMTkxYjNlMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA"]
)
async def test_a_cart_that_is_gone_is_forgotten_and_a_new_one_begun(
    http: httpx.AsyncClient, variant: str, cookie: str
) -> None:
    http.cookies.set("fondaco_cart", cookie)
    page = await http.get("/")
    assert page.status_code == 200
    http.cookies.clear()
    http.cookies.set("fondaco_cart", cookie)
    added = await post(http, "/cart/add", {"variant": variant, "quantity": "1", "slug": "cup"})
    assert added.status_code == 303
    http.cookies.delete("fondaco_cart", domain="")
    assert "€18.00" in (await http.get("/cart")).text


async def test_another_visitor_cannot_see_a_cart_by_its_id(http: httpx.AsyncClient, variant: str) -> None:
    await fill_cart(http, variant)
    stolen = http.cookies["fondaco_cart"]
    http.cookies.clear()
    http.cookies.set("fondaco_cart", stolen)
    answer = await http.get("/cart")
    assert "Your cart is empty." in answer.text
    assert 'fondaco_cart=""' in answer.headers["set-cookie"] or "fondaco_cart=;" in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"origin": "http://testserver"}, 303),
        ({"referer": "http://testserver/products/cup"}, 303),
        ({}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://["}, 403),
        ({"referer": "http://[::1"}, 403),
        ({"origin": "https://testserver"}, 403),
        ({"origin": "http://testserver.evil.example"}, 403),
        ({"origin": "http://testserver@evil.example"}, 403),
        ({"referer": "http://evil.example/?http://testserver/"}, 403),
    ],
)
async def test_a_form_of_another_site_is_refused(
    http: httpx.AsyncClient, variant: str, headers: dict[str, str], status: int
) -> None:
    data = {"variant": variant, "quantity": "1", "slug": "cup"}
    answer = await http.post("/cart/add", data=data, headers=headers)
    assert answer.status_code == status
    if status == 403:
        assert "set-cookie" not in answer.headers
        assert "This form came from somewhere else" in answer.text


@pytest.mark.parametrize(
    ("path", "content", "content_type", "status"),
    [
        ("/cart/add", b'{"variant": "x"}', "application/json", 415),
        ("/cart/add", b"x", "multipart/form-data; boundary=b", 415),
        ("/cart/add", b"x", "text/plain", 415),
        ("/cart/add", b"a=" + b"x" * 70_000, "application/x-www-form-urlencoded", 413),
        ("/cart/add", b"a=" + b"x" * 11_000_000, "application/x-www-form-urlencoded", 413),
        ("/cart/add", b"a.b.c.d.e=1", "application/x-www-form-urlencoded", 400),
        ("/cart/add", b"a=%ff", "application/x-www-form-urlencoded", 400),
        ("/cart", b"a=1", "application/x-www-form-urlencoded", 405),
        ("/nowhere", b"a=1", "application/x-www-form-urlencoded", 404),
        ("/cart/add", b"", "application/x-www-form-urlencoded", 404),
    ],
)
async def test_what_is_no_form_of_ours_is_refused_on_a_styled_page(
    http: httpx.AsyncClient, path: str, content: bytes, content_type: str, status: int
) -> None:
    answer = await http.post(path, content=content, headers={**SAME_SITE, "content-type": content_type})
    assert answer.status_code == status
    assert "portico.css" in answer.text


@pytest.mark.parametrize("parts", [1, 3])
async def test_a_form_that_does_not_say_how_long_it_is_is_read_up_to_the_limit(
    http: httpx.AsyncClient, parts: int
) -> None:
    async def body() -> AsyncIterator[bytes]:
        for _ in range(parts):
            yield b"x" * 30_000

    headers = {**SAME_SITE, "content-type": "application/x-www-form-urlencoded"}
    answer = await http.post("/cart/remove", content=body(), headers=headers)
    assert answer.status_code == (413 if parts == 3 else 400)


@pytest.mark.parametrize("host", ["testserver:99999999", "[", "[::1"])
async def test_a_strange_host_breaks_nothing(http: httpx.AsyncClient, host: str) -> None:
    assert (await http.get("/", headers={"host": host})).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "//evil.example/%2e%2e",
        "/%5Cevil.example",
        "/zh-Hans//evil.example",
        "/checkout/return?next=https://evil.example&url=//evil.example",
        "/checkout?return_to=//evil.example",
    ],
)
async def test_no_address_leads_to_another_site(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(f"http://testserver{path}")
    location = answer.headers.get("location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


async def test_what_visitors_and_merchants_write_is_escaped(http: httpx.AsyncClient, admin: GraphQLClient) -> None:
    made = await admin.change(
        "productCreate",
        {
            "slug": "evil",
            "title": EVIL,
            "brandName": EVIL,
            "description": f"<p>ok</p>{EVIL}<img src=x onerror=alert(1)>",
            "options": [{"name": EVIL, "values": [EVIL, "b"]}],
            "variants": [
                {"options": [value], "prices": [{"channel": "default", "price": "1.00"}], "trackStock": False}
                for value in (EVIL, "b")
            ],
            "seoDescription": EVIL,
        },
        "product { id }",
    )
    await admin.change("productPublish", {"id": made["product"]["id"], "channels": ["default"]}, "product { id }")
    for path in (
        "/products/evil",
        "/",
        f"/search?q={EVIL}",
        f"/search?q=x&sort={EVIL}",
        f"/products/{EVIL}",
        f"/{EVIL}",
    ):
        text = (
            await http.get(
                httpx.URL("http://testserver").copy_with(
                    path=path.partition("?")[0], query=path.partition("?")[2].encode()
                )
            )
        ).text
        assert "<script>" not in text
        assert "alert('x')</script>" not in text
        assert "onerror" not in text


async def test_an_api_that_fails_gives_a_styled_page_without_internals(
    app: App, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("SELECT secret FROM somewhere")

    monkeypatch.setattr("fondaco_storefront.site.execute", broken)
    for path in ("/", "/zh-Hans/cart", "/nowhere"):
        answer = await http.get(path)
        assert answer.status_code in {500, 404}
        assert "secret" not in answer.text
        assert answer.headers["x-request-id"] in answer.text
        assert answer.headers["cache-control"] == "private, no-store"
    assert app.settings.name in (await http.get("/")).text


async def test_a_visitor_with_a_bearer_token_is_a_visitor(http: httpx.AsyncClient, variant: str) -> None:
    assert variant
    answer = await http.get("/products/cup", headers={"authorization": "Basic c3RhZ2luZzpzZWNyZXQ="})
    assert answer.status_code == 200


async def test_a_former_address_leads_to_the_present_one_for_good(
    http: httpx.AsyncClient, admin: GraphQLClient, variant: str
) -> None:
    # given
    made = await admin.change("productCreate", {"slug": "old-jug", "title": "Jug", "variants": [
        {"prices": [{"channel": "default", "price": "9.00"}]}]}, "product { id }")  # fmt: skip
    id_ = made["product"]["id"]
    category = await admin.change("categoryCreate", {"slug": "old-jugs", "name": "Jugs"}, "category { id }")
    collection = await admin.change("collectionCreate", {"slug": "old-best", "title": "Best"}, "collection { id }")
    await admin.change("productPublish", {"id": id_, "channels": ["default"]}, "product { id }")
    assert (await http.get("/products/old-jug")).status_code == 200
    # when
    await admin.change("productUpdate", {"id": id_, "slug": "new-jug"}, "product { id }")
    moved = {"id": category["category"]["id"], "slug": "new-jugs"}
    await admin.change("categoryUpdate", moved, "category { id }")
    best = {"id": collection["collection"]["id"], "slug": "new-best"}
    await admin.change("collectionUpdate", best, "collection { id }")
    # then
    for path, target in (
        ("/products/old-jug", "/products/new-jug"),
        ("/zh-Hans/products/old-jug?variant=x", "/zh-Hans/products/new-jug?variant=x"),
        ("/categories/old-jugs?sort=TITLE", "/categories/new-jugs?sort=TITLE"),
        ("/collections/old-best", "/collections/new-best"),
    ):
        answer = await http.get(path)
        assert (answer.status_code, answer.headers["location"]) == (301, target)
    assert (await http.get("/products/new-jug")).status_code == 200
    await admin.change("productDelete", {"id": id_}, "deletedId")
    assert (await http.get("/products/old-jug")).status_code == 404


async def test_a_choice_is_shown_in_its_colour_or_by_its_picture(http: httpx.AsyncClient, admin: GraphQLClient) -> None:
    # given
    glaze = {
        "name": "Glaze",
        "code": "glaze",
        "kind": "SWATCH",
        "choices": [
            {"name": "Sea green", "colour": "#2e8b57"},
            {"name": "Speckled", "imageUrl": "https://cdn.example/speckled.webp"},
            {"name": "Raw"},
        ],
    }
    await admin.change("attributeCreate", glaze, "attribute { id }")
    data = {"name": "Bowl", "attributes": [{"code": "glaze", "scope": "OPTION"}]}
    made = await admin.change("productTypeCreate", data, "productType { id }")
    bowl = {
        "slug": "glazed",
        "title": "Glazed bowl",
        "productTypeId": made["productType"]["id"],
        "options": [{"name": "Glaze", "attribute": "glaze"}],
        "variants": [
            {"options": [choice], "prices": [{"channel": "default", "price": "1.00"}], "trackStock": False}
            for choice in ("sea-green", "speckled", "raw")
        ],
    }
    product = (await admin.change("productCreate", bowl, "product { id }"))["product"]
    await admin.change("productPublish", {"id": product["id"], "channels": ["default"]}, "product { id }")
    # when
    page = (await http.get("/products/glazed")).text
    # then
    [green, speckled, raw] = re.findall(r'<label class="swatch">.*?<span>(.*?)</span></label>', page)
    assert 'fill="#2e8b57"' in green
    assert 'src="https://cdn.example/speckled.webp" alt=""' in html.unescape(speckled)
    assert raw == "Raw"
    assert [re.sub("<.*?>", "", each) for each in (green, speckled, raw)] == ["Sea green", "Speckled", "Raw"]


async def test_search_engines_read_what_the_merchant_wrote_of_categories_and_collections(
    http: httpx.AsyncClient, admin: GraphQLClient
) -> None:
    # given
    await admin.change(
        "categoryCreate",
        {"slug": "told", "name": "Told", "description": f"<p>All of <em>clay</em>.</p>{EVIL}"},
        "category { id }",
    )
    told = {
        "slug": "told",
        "title": "Told",
        "description": "<p>Made by hand.</p>",
        "seoTitle": "Best of clay",
        "imageUrl": "https://cdn.example/clay.webp",
        "imageAlt": "A bowl",
    }
    await admin.change("collectionCreate", told, "collection { id }")
    await admin.change(
        "collectionCreate",
        {**told, "slug": "told-seo", "seoDescription": f"Fired at 1,200 °C {EVIL}"},
        "collection { id }",
    )
    # when
    by_itself = {"slug": "told-seo", "name": "Told", "seoTitle": "Clay only", "imageUrl": "/clay.png"}
    await admin.change("categoryCreate", by_itself, "category { id }")
    paths = ("/categories/told", "/categories/told-seo", "/collections/told", "/collections/told-seo")
    pages = {path: (await http.get(path)).text for path in paths}
    # then
    assert '<meta name="description" content="All of clay.' in pages["/categories/told"]
    assert '<meta name="description" content="Made by hand.">' in pages["/collections/told"]
    assert '<meta name="description" content="Fired at 1,200 °C &lt;' in pages["/collections/told-seo"]
    for path in ("/collections/told", "/collections/told-seo"):
        assert "<title>Best of clay – " in pages[path]
        assert '<meta property="og:image" content="https://cdn.example/clay.webp">' in html.unescape(pages[path])
    assert "<title>Clay only – " in pages["/categories/told-seo"]
    by_itself_page = html.unescape(pages["/categories/told-seo"])
    assert '<meta property="og:image" content="http://testserver/clay.png">' in by_itself_page
    assert not any("<script>" in text for text in pages.values())


async def test_an_uploaded_picture_is_offered_in_widths_and_formats_and_fetched_late_in_lists(
    app: App, http: httpx.AsyncClient, variant: str, test_settings: Settings, worker: WorkerDriver
) -> None:
    # given
    assert variant
    staff = {"authorization": f"Bearer {test_settings.access.admin_token}"}
    admin = GraphQLClient(http, "admin", staff)
    out = io.BytesIO()
    Image.new("RGB", (600, 300), "#336699").save(out, "PNG")
    sent = await http.post("/files/upload", files={"file": ("a.png", out.getvalue())}, headers=staff)
    product = (await admin('{ product(slug: "cup") { id } }'))["product"]
    media = [{"fileId": sent.json()["id"], "alt": "A blue cup"}]
    await admin.change("productMediaAdd", {"productId": product["id"], "media": media}, "product { id }")
    await worker.drain()  # lists of a category come out of the search index
    base = sent.json()["url"].removesuffix("/original.png")
    # when
    page, listed = [html.unescape((await http.get(path)).text) for path in ("/products/cup", "/categories/table")]
    # then
    for text in (page, listed):
        assert f'<source type="image/avif" sizes="(min-width: 60rem) {50 if text is page else 25}vw' in text
        for format_ in ("avif", "webp"):  # cut to a square, and no wider than that is
            cut = rf"{base}/(\d+)-square-50-50-[0-9a-f]{{16}}\.{format_} (\d+)w"
            [offered] = re.findall(rf'srcset="({cut}, {cut})"', text)[:1] or [()]
            assert offered[1:] == ("160", "160", "320", "300")
        assert '<rect width="1" height="1" fill="#336699"/>' in text
    assert 'alt="A blue cup"' in page
    small = re.search(rf"{base}/320-square[0-9a-f-]*\.avif", page)
    assert small is not None
    answer = await http.get(small[0])
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/avif")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    await fill_cart(http, variant)
    cart = html.unescape((await http.get("/cart")).text)
    assert f'src="{base}/160.webp" srcset="{base}/160.webp 1x, {base}/320.webp 2x"' in cart


FILM = b"\0\0\0\x14ftypisom\0\0\0\0isom\0\0\0\x08moov\0\0\0\x10mdat" + bytes(8)
MODEL = b'glTF\x02\0\0\0\x30\0\0\0\x1c\0\0\0JSON{"asset":{"version":"2.0"}} '


async def test_a_film_or_model_that_comes_first_is_shown_by_its_poster_and_can_be_played_or_saved(
    app: App, http: httpx.AsyncClient, variant: str, test_settings: Settings, worker: WorkerDriver
) -> None:
    # given
    assert variant
    staff = {"authorization": f"Bearer {test_settings.access.admin_token}"}
    admin = GraphQLClient(http, "admin", staff)
    out = io.BytesIO()
    Image.new("RGB", (600, 300), "#336699").save(out, "PNG")
    sent = [
        (await http.post("/files/upload", files={"file": (name, content)}, headers=staff)).json()
        for name, content in (("a.mp4", FILM), ("a.glb", MODEL), ("a.png", out.getvalue()))
    ]
    film, model, poster = sent
    product = (await admin('{ product(slug: "cup") { id } }'))["product"]
    shown = [
        {"fileId": each["id"], "alt": alt, "posterFileId": poster["id"]}
        for each, alt in ((film, "How it is made"), (model, "To be turned"))
    ]
    await admin.change("productMediaAdd", {"productId": product["id"], "media": shown, "position": 0}, "product { id }")
    await worker.drain()
    # when
    page, listed = [html.unescape((await http.get(path)).text) for path in ("/products/cup", "/categories/table")]
    # then
    cut = rf"{poster['url'].removesuffix('/original.png')}/1280-square-50-50-[0-9a-f]{{16}}\.webp"
    assert re.search(rf'<video src="{film["url"]}" poster="{cut}" controls[^>]* aria-label="How it is made">', page)
    assert f'<a class="button secondary model-link" href="{model["url"]}" download>' in page
    for text in (page, listed):
        assert re.search(rf'srcset="[^"]+ 320w, {cut} 1280w"', text)
        assert f'<img src="{film["url"]}"' not in text
    assert film["url"] not in listed
    policy = (await http.get("/products/cup")).headers["content-security-policy"]
    assert "media-src 'self';" in policy
    await fill_cart(http, variant)
    cart = html.unescape((await http.get("/cart")).text)
    assert "Cup" in cart
    assert film["url"] not in cart
