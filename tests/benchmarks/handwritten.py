"""The other side: Litestar handlers written by hand for these pages and nothing else.

They run the same SQL on the same kind of pool and return the same JSON, and know everything else beforehand: the
channel, the language, the tax rate. One connection per request, prepared statements (asyncpg keeps them), one round
trip per statement, rows straight into what msgspec encodes. There are no limits, no metrics, no log and no tracing.
"""

from __future__ import annotations

import hashlib
import os
from base64 import urlsafe_b64encode
from binascii import b2a_base64
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import asyncpg
import msgspec
from fondaco.search import Analyzer, Group
from litestar import Litestar, Request, Response, get
from litestar.exceptions import NotFoundException

__all__ = ["Plan", "application_of", "asgi"]

FREE_DELIVERY_OVER, DELIVERY = 6000, 490
TAX_NAME, TAX_RATE, TAX_PER_10_000 = "MwSt.", "0.19", 1900


class Plan(msgspec.Struct, frozen=True):
    """What the process is told by the file that ``BENCHMARK_PLAN`` names.

    Attributes:
        statements: By page and role; see `tests.benchmarks.statements`.
        scope: Channel, currency, locale and second locale: the first arguments of most statements.
        locales: Of the channel: in which languages words are stemmed.
        constants: What ``/constant/<page>`` returns.
    """

    database_url: str
    statements: dict[str, dict[str, str]]
    scope: tuple[str, str, str, str]
    locales: tuple[str, ...]
    constants: dict[str, str]


class _SeenPrice(msgspec.Struct):
    amount: int


class _Seen(msgspec.Struct):
    unit_price: _SeenPrice


_CART, _CART_LINE, _CATEGORY, _PRODUCT, _VARIANT = (
    name.encode() + b"\0" * ((2 - len(name)) % 3 or 3)
    for name in ("Cart", "CartLine", "Category", "Product", "ProductVariant")
)
_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_FACETS = ("brand", "category", "type", "tag", "option:size", "price", "availability")
_FACET_LABELS = {
    "availability": "Availability",
    "brand": "Brand",
    "category": "Category",
    "price": "Price",
    "tag": "Tag",
    "type": "Product type",
}
_COUNTED = (
    ["brand", "category", "type", "tag", "price", "availability"],
    ["option:"],
    ["channel", "price"],
)
_encode = msgspec.json.Encoder().encode
_decode_seen = msgspec.json.Decoder(_Seen).decode
_decode_filed = msgspec.json.Decoder().decode
_decode_address = msgspec.json.Decoder().decode


def _answer(data: dict[str, Any]) -> Response[bytes]:
    return Response(_encode({"data": data}), media_type="application/json")


def _id(prefix: bytes, key: UUID) -> str:
    return b2a_base64(prefix + key.bytes, newline=False).translate(_URL_SAFE, b"=").decode()


def _named(parts: list[str] | None) -> dict[str, str] | None:
    return None if parts is None else {"name": parts[2]}


def _cursor(*values: Any) -> str:
    return urlsafe_b64encode(_encode(values)).rstrip(b"=").decode()


def _page_info(rows: list[Any], first: int, cursor: Any) -> dict[str, Any]:
    shown = rows[:first]
    return {"hasNextPage": len(rows) > first, "endCursor": cursor(shown[-1]) if shown else None}


def _piece(group: Group) -> str:
    phrases = ["(" + " & ".join(f"'«{lexeme}'»" for lexeme in phrase) + ")" for phrase in group.alternatives]
    return " | ".join(phrases)


def _tax_of(gross: int) -> int:
    """The tax in a gross amount, rounded half up."""
    whole = 10_000 + TAX_PER_10_000
    return (2 * gross * TAX_PER_10_000 + whole) // (2 * whole)


class Shop:
    """The handlers' database and what they know."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.currency, self.locale, self.second = plan.scope[1:]
        self.analyzer = Analyzer(plan.locales)
        self.pool: Any = None

    @asynccontextmanager
    async def running(self, _: Litestar) -> AsyncIterator[None]:
        """Opens the pool, with the options that Fondaco gives its own."""
        self.pool = await asyncpg.create_pool(
            self.plan.database_url,
            min_size=1,
            max_size=10,
            statement_cache_size=100,
            server_settings={"application_name": "handwritten", "timezone": "UTC"},
        )
        try:
            yield
        finally:
            await self.pool.close()

    def scope(self) -> tuple[object, ...]:
        """The first arguments of most statements: channel, currency, locale, second locale, and the moment."""
        return (*self.plan.scope, datetime.now(UTC))

    def money(self, amount: int) -> dict[str, str]:
        """An amount of minor units as the API shows it."""
        return {"amount": f"{amount // 100}.{amount % 100:02d}", "currencyCode": self.currency}

    async def products(self, first: int) -> dict[str, Any]:
        """The list page."""
        sql = self.plan.statements["list_page"]
        async with self.pool.acquire() as connection:
            rows = await connection.fetch(sql["products"], *self.scope())
            shown = rows[:first]
            variants = await connection.fetch(sql["variants"], *self.scope(), [row["id"] for row in shown])
        by_product: defaultdict[UUID, list[Any]] = defaultdict(list)
        for row in variants:
            amount = row["amount"]
            by_product[row["product_id"]].append(
                {
                    "id": _id(_VARIANT, row["id"]),
                    "sku": row["sku"],
                    "title": " / ".join(row["option_labels"]),
                    "price": None if amount is None else self.money(amount),
                    "availableForSale": row["published"] and amount is not None,
                }
            )
        nodes = [
            {
                "id": _id(_PRODUCT, row["id"]),
                "slug": row["slug"],
                "title": row["title"],
                "variants": by_product[row["id"]],
            }
            for row in shown
        ]
        info = _page_info(rows, first, lambda row: _cursor(row["created_at"], row["id"]))
        return {"products": {"nodes": nodes, "pageInfo": info}}

    async def product(self, slug: str) -> dict[str, Any]:
        """The detail page."""
        sql, texts = self.plan.statements["detail_page"], (self.locale, self.second)
        async with self.pool.acquire() as connection:
            row = await connection.fetchrow(sql["product"], *self.scope(), slug)
            if row is None:
                raise NotFoundException
            ids = [row["id"]]
            options = await connection.fetch(sql["options"], ids, *texts)
            variants = await connection.fetch(sql["variants"], *self.scope(), ids)
            media = await connection.fetch(sql["media"], ids, *texts)
        filed = _decode_filed(row["filed"])
        *ancestors, category = filed["categories"] or [None]
        values: dict[UUID, dict[str, Any]] = {}
        for option in options:
            entry = values.setdefault(option["option_id"], {"name": option["name"], "values": []})
            if option["value"] is not None:
                entry["values"].append({"value": option["value"], "label": option["label"]})
        priced = row["min_amount"] is not None
        return {
            "product": {
                "id": _id(_PRODUCT, row["id"]),
                "slug": row["slug"],
                "title": row["title"],
                "description": row["description"],
                "brand": _named(row["brand_parts"]),
                "productType": _named(row["type_parts"]),
                "tags": row["tags"],
                "seoTitle": row["seo_title"],
                "seoDescription": row["seo_description"],
                "availableForSale": row["published"] and priced,
                "createdAt": row["created_at"].isoformat(),
                "priceRange": {"min": self.money(row["min_amount"]), "max": self.money(row["max_amount"])}
                if priced
                else None,
                "options": list(values.values()),
                "variants": [self._variant(variant) for variant in variants],
                "media": [{"url": picture["url"], "alt": picture["alt"]} for picture in media],
                "category": None
                if category is None
                else {
                    "id": _id(_CATEGORY, UUID(category["id"])),
                    "slug": category["slug"],
                    "name": category["name"],
                    "ancestors": [{"slug": above["slug"], "name": above["name"]} for above in ancestors],
                },
                "collections": [{"slug": found["slug"], "title": found["title"]} for found in filed["collections"]],
            }
        }

    def _variant(self, row: Any) -> dict[str, Any]:
        amount, before, labels = row["amount"], row["compare_at"], row["option_labels"]
        return {
            "id": _id(_VARIANT, row["id"]),
            "sku": row["sku"],
            "barcode": row["barcode"],
            "title": " / ".join(labels),
            "weightGrams": row["weight_grams"],
            "requiresShipping": row["requires_shipping"],
            "availableForSale": row["published"] and amount is not None,
            "selectedOptions": [
                {"name": name, "value": value, "label": label}
                for name, value, label in zip(row["option_names"], row["option_values"], labels, strict=True)
            ],
            "price": None if amount is None else self.money(amount),
            "compareAtPrice": None if before is None else self.money(before),
            "media": None if row["media_url"] is None else {"url": row["media_url"], "alt": row["media_alt"]},
        }

    async def search(self, first: int, text: str, lowest: int, highest: int) -> dict[str, Any]:
        """The search page: words and a span of prices in minor units, with facets; few match, and nothing is pinned."""
        sql, span = self.plan.statements["search_page"], (lowest, highest)
        groups = self.analyzer.query(text)
        words = [[group.word for group in groups], [_piece(group) for group in groups]]
        words.append([" ".join(phrase[0] for phrase in group.alternatives if len(phrase) == 1) for group in groups])
        marks = [[group.open for group in groups], [group.correctable for group in groups]]
        key = " ".join(self.analyzer.stems(text))
        async with self.pool.acquire() as connection:
            read = await connection.fetchrow(
                sql["read"], self.plan.scope[0], *words, *marks, *span, "price", *span, key
            )
            every = read["every"]
            rank = (every, f"'={text.replace(' ', '')}'", read["exact"], read["weighted"])
            found = await connection.fetch(
                sql["found"], *rank, every, *span, self.locale, self.second, "", *_COUNTED, *_COUNTED, "price"
            )
            hits = sorted((row for row in found if row["kind"] == "page"), key=itemgetter("place"))
            ids = [row["product"] for row in hits[:first]]
            rows = await connection.fetch(sql["products"], *self.scope(), ids)
            media = await connection.fetch(sql["media"], ids, self.locale, self.second)
        by_product: defaultdict[UUID, list[Any]] = defaultdict(list)
        for picture in media:
            by_product[picture["product_id"]].append({"url": picture["url"], "alt": picture["alt"]})
        by_id = {row["id"]: row for row in rows}
        nodes = [
            {
                "id": _id(_PRODUCT, row["id"]),
                "slug": row["slug"],
                "title": row["title"],
                "brand": _named(row["brand_parts"]),
                "availableForSale": row["published"],
                "priceRange": {"min": self.money(row["min_amount"]), "max": self.money(row["max_amount"])},
                "media": by_product[row["id"]],
            }
            for row in map(by_id.__getitem__, ids)
        ]
        keys = itemgetter("rank", "units_sold", "created_at", "product")
        info = _page_info(hits, first, lambda row: _cursor(*keys(row)))
        return {
            "products": {
                "totalCount": next(row["number"] for row in found if row["kind"] == "total"),
                "totalIsExact": True,
                "nodes": nodes,
                "facets": self._facets(found),
                "corrections": _decode_address(read["corrections"]),
                "pageInfo": info,
            }
        }

    def _facets(self, found: list[Any]) -> list[dict[str, Any]]:
        facets: dict[str, dict[str, Any]] = {}
        for row in sorted(found, key=lambda row: (-(row["number"] or 0), row["low"] or 0, row["label"] or "")):
            if (name := row["facet"]) is None:
                continue
            facet = facets.get(name)
            if facet is None:
                label = row["facet_label"] or _FACET_LABELS[name]
                facet = {"name": name, "label": label, "exact": True, "minPrice": None, "maxPrice": None, "values": []}
                facets[name] = facet
            if (value := row["value"]) is None:
                if row["label"] is not None:
                    continue  # spans of prices, which this page does not show
                facet["minPrice"], facet["maxPrice"] = self.money(int(row["low"])), self.money(int(row["high"]))
            else:
                counted = {"value": value, "label": row["label"] or value, "count": row["number"]}
                facet["values"].append({**counted, "selected": False, "parent": row["parent"]})
        return [facets[name] for name in _FACETS if name in facets]

    async def cart(self, cart_id: UUID, session: UUID) -> dict[str, Any]:
        """The cart page of an open cart whose lines can all be bought; any other is an error here."""
        sql = self.plan.statements["cart_page"]
        async with self.pool.acquire() as connection:
            row = await connection.fetchrow(sql["cart"], [cart_id], session, None)
            if row is None:
                raise NotFoundException
            lines = await connection.fetch(sql["lines"], [cart_id])
            variants = await connection.fetch(sql["variants"], *self.scope(), [line["sellable_id"] for line in lines])
            address = _decode_address(row["shipping_address"])
            counted = await connection.fetch(
                sql["stock"],
                ["ProductVariant"] * len(lines),
                [line["sellable_id"] for line in lines],
                self.plan.scope[0],
                address["country"],
                address.get("region", ""),
                address.get("postal_code", ""),
                [cart_id],
            )
        if counted:
            raise NotImplementedError("the shop of this page counts nothing")
        by_id = {variant["id"]: variant for variant in variants}
        shown, notices, gross_sum, tax_sum = [], [], 0, 0
        for line in lines:
            variant = by_id[line["sellable_id"]]
            gross = variant["amount"] * line["quantity"]
            tax = _tax_of(gross)
            gross_sum, tax_sum = gross_sum + gross, tax_sum + tax
            shown.append(self._line(line, variant, gross, tax))
            before = _decode_seen(line["seen"]).unit_price.amount
            if before != variant["amount"]:
                message = f"The price has changed from {before / 100:.2f} to {variant['amount'] / 100:.2f}."
                notices.append({"code": "PRICE_CHANGED", "message": message, "lineId": shown[-1]["id"]})
        net = self.money(gross_sum - tax_sum)
        return {
            "cart": {
                "id": _id(_CART, row["id"]),
                "state": row["state"].upper(),
                "currencyCode": row["currency"],
                "totalQuantity": sum(line["quantity"] for line in lines),
                "email": row["email"],
                "shippingAddress": {
                    "name": address["name"],
                    "line1": address["line1"],
                    "postalCode": address.get("postal_code", ""),
                    "city": address.get("city", ""),
                    "country": address["country"],
                },
                "lines": shown,
                "deliveryOptions": [
                    {
                        "code": "flat_rate:standard",
                        "name": "Standard delivery",
                        "description": "To your door",
                        "price": self.money(0 if gross_sum >= FREE_DELIVERY_OVER else DELIVERY),
                        "minDays": 2,
                        "maxDays": 5,
                    }
                ],
                "totals": {
                    "pricesIncludeTax": True,
                    "subtotal": self.money(gross_sum),
                    "tax": self.money(tax_sum),
                    "total": self.money(gross_sum),
                    "taxes": [{"name": TAX_NAME, "rate": TAX_RATE, "base": net, "amount": self.money(tax_sum)}],
                },
                "missing": [] if row["delivery_code"] else ["DELIVERY_OPTION"],
                "notices": notices,
            }
        }

    def _line(self, line: Any, variant: Any, gross: int, tax: int) -> dict[str, Any]:
        return {
            "id": _id(_CART_LINE, line["id"]),
            "sellableId": _id(_VARIANT, line["sellable_id"]),
            "sku": variant["sku"],
            "title": variant["product_title"],
            "subtitle": " / ".join(variant["option_labels"]),
            "imageUrl": variant["media_url"] or variant["product_image"],
            "urlPath": f"/products/{quote(variant['product_slug'])}",
            "quantity": line["quantity"],
            "available": True,
            "requiresShipping": variant["requires_shipping"],
            "taxRate": TAX_RATE,
            "unitPrice": self.money(variant["amount"]),
            "total": {"net": self.money(gross - tax), "tax": self.money(tax), "gross": self.money(gross)},
        }


def asgi() -> Litestar:
    """Builds the application out of ``BENCHMARK_PLAN``."""
    return application_of(msgspec.json.decode(Path(os.environ["BENCHMARK_PLAN"]).read_bytes(), type=Plan))


def application_of(plan: Plan) -> Litestar:
    """Builds the application."""
    shop = Shop(plan)
    constants = {name: body.encode() for name, body in plan.constants.items()}

    @get("/products")
    async def products(first: int) -> Response[bytes]:
        return _answer(await shop.products(first))

    @get("/products/{slug:str}")
    async def product(slug: str) -> Response[bytes]:
        return _answer(await shop.product(slug))

    @get("/search")
    async def search(first: int, q: str, min_price: Decimal, max_price: Decimal) -> Response[bytes]:
        return _answer(await shop.search(first, q, int(min_price * 100), int(max_price * 100)))

    @get("/carts/{cart_id:uuid}")
    async def cart(request: Request[Any, Any, Any], cart_id: UUID) -> Response[bytes]:
        token = request.headers.get("fondaco-session", "")
        session = UUID(bytes=hashlib.sha256(token.encode()).digest()[:16])
        return _answer(await shop.cart(cart_id, session))

    @get("/constant/{name:str}")
    async def constant(name: str) -> Response[bytes]:
        return Response(constants[name], media_type="application/json")

    @get("/health/ready")
    async def ready() -> Response[bytes]:
        return Response(b"{}", media_type="application/json")

    return Litestar(
        [products, product, search, cart, constant, ready],
        lifespan=[shop.running],
        openapi_config=None,
        logging_config=None,
    )
