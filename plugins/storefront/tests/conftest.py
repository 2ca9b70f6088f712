"""A small shop schema, and a theme that fits it and that tests can break."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fondaco_storefront.theme import Theme, load_theme
from graphql import GraphQLSchema, build_schema

SDL = """
scalar Decimal
enum Sort { NEWEST TITLE }
type Money { amount: Decimal! currencyCode: String! }
type Product { slug: String! title: String! description: String! price: Money }
type Cart { id: ID! state: String! count: Int! }
type UserError { code: String! message: String! field: [String!] }
type CartPayload { cart: Cart errors: [UserError!]! }
input LineInput { id: ID! quantity: Int! note: String }
input AddressInput { country: String! name: String! line2: String! = "" phone: String }
type Query { product(slug: String!): Product products(sort: Sort!, first: Int): [Product!]! cart(id: ID!): Cart heavier(than: Float): Int }
type Mutation {
  cartAdd(cart: ID, product: ID!, quantity: Int!): CartPayload!
  cartUpdate(cart: ID!, lines: [LineInput!]!, address: AddressInput): CartPayload!
}
"""

FILES = {
    "theme.toml": """name = "Tiny"
version = "1.0"
fondaco = ">=0.1"
locales = ["en", "zh-Hans"]

[errors]
not_found = "message.html"
failure = "message.html"

[variables]
cart = "cookie.cart"

[cookies.cart]
field = "cart"

[pages.home]
path = "/"
template = "home.html"
query = "home.graphql"
variables = { sort = { source = "query.sort", one_of = ["NEWEST", "TITLE"], default = "NEWEST" } }

[pages.product]
path = "/products/{slug}"
template = "product.html"
query = "product.graphql"
required = "product"

[pages.product.variables]
slug = "path.slug"

[actions.add]
path = "/add"
success = [{ page = "home" }]
failure = "product"
failure_path = { slug = "form.slug" }

[[actions.add.steps]]
document = "add.graphql"
variables = { product = "form.product", quantity = "form.quantity" }
remember = { cart = "cartAdd.cart.id" }
""",
    "home.graphql": "query Home($sort: Sort!) {\n  products(sort: $sort) {\n    ...Card\n  }\n}\n",
    "product.graphql": "query Product($slug: String!) {\n  product(slug: $slug) {\n    ...Card\n  }\n}\n",
    "add.graphql": (
        "mutation Add($cart: ID, $product: ID!, $quantity: Int!) {\n"
        "  cartAdd(cart: $cart, product: $product, quantity: $quantity) {\n    cart {\n      id\n    }\n"
        "    errors {\n      code\n      message\n      field\n    }\n  }\n}\n"
    ),
    "queries/fragments/card.graphql": "fragment Card on Product {\n  slug\n  title\n}\n",
    "templates/base.html": '<html lang="{{ page.locale }}">{% block main %}{% endblock %}</html>',
    "templates/home.html": (
        '{% extends "base.html" %}\n{% block main %}\n'
        '{% for product in products %}{{ product.title }}{% endfor %}{{ t("hello") }}\n{% endblock %}\n'
    ),
    "templates/product.html": '{% extends "base.html" %}\n{% block main %}{{ product.title }}{% endblock %}\n',
    "templates/message.html": "{{ status }}",
    "locales/en.toml": 'hello = "Hello"\nitems.one = "{n} item"\nitems.other = "{n} items"\n',
    "locales/zh-Hans.toml": 'hello = "你好"\nitems.other = "{n} 件"\n',
    "assets/app.css": "a { color: red }",
}

ThemeFactory = Callable[..., Path]


@pytest.fixture(scope="session")
def tiny_schema() -> GraphQLSchema:
    return build_schema(SDL)


@pytest.fixture
def make_theme(tmp_path: Path) -> ThemeFactory:
    """Writes the tiny theme; ``changes`` replaces parts of files: ``{"home.graphql": ("products", "goods")}``."""

    def make(changes: dict[str, tuple[str, str] | str | None] | None = None) -> Path:
        folder = tmp_path / "tiny"
        for name, text in FILES.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name, change in (changes or {}).items():
            path = folder / name
            if change is None:
                path.unlink()
            elif isinstance(change, str):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(change, encoding="utf-8")
            else:
                text = path.read_text(encoding="utf-8")
                assert change[0] in text
                path.write_text(text.replace(change[0], change[1], 1), encoding="utf-8")
        return folder

    return make


@pytest.fixture
def tiny_theme(make_theme: ThemeFactory, tiny_schema: GraphQLSchema) -> Theme:
    return load_theme(make_theme(), tiny_schema, fuel=100_000)
