"""A theme that cannot work refuses boot, and the message says which theme, which file and which line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fondaco_storefront.errors import ThemeError
from fondaco_storefront.theme import lacking, load_theme
from graphql import GraphQLSchema

ThemeFactory = Callable[..., Path]

CASES: dict[str, tuple[dict[str, tuple[str, str] | str | None], str]] = {
    "an optional field that is none": (
        {"theme.toml": ('version = "1.0"', 'version = "1.0"\noptional = ["rating"]')},
        "theme.toml:3: optional: 'rating' is not a field such as 'Product.rating'",
    ),
    "a field of a type that has it not, which is optional of another": (
        {
            "theme.toml": ('version = "1.0"', 'version = "1.0"\noptional = ["Cart.title"]'),
            "queries/fragments/card.graphql": ("title", "name"),
        },
        "queries/fragments/card.graphql:3: Cannot query field 'name' on type 'Product'",
    ),
    "theme.toml is missing": ({"theme.toml": None}, "theme.toml: cannot be read"),
    "theme.toml is not TOML": ({"theme.toml": ('name = "Tiny"', "name = ")}, "theme.toml: not valid TOML"),
    "an unknown key": (
        {"theme.toml": ('template = "home.html"', 'template = "home.html"\ncolour = "red"')},
        "theme.toml:19: pages.home.colour: there is no such key",
    ),
    "a key of the wrong type": (
        {"theme.toml": ('path = "/add"', "path = 4")},
        "theme.toml:32: actions.add.path: Expected `str`, got `int`",
    ),
    "a missing key": (
        {"theme.toml": ('version = "1.0"\n', "")},
        "theme.toml: the file: 'version' is missing",
    ),
    "another version of Fondaco": (
        {"theme.toml": ('fondaco = ">=0.1"', 'fondaco = ">=99"')},
        "theme.toml:3: fondaco: works with >=99, but Fondaco",
    ),
    "an unreadable path": (
        {"theme.toml": ('path = "/products/{slug}"', 'path = "products/{slug}"')},
        "theme.toml:23: pages.product.path: 'products/{slug}' is not a path",
    ),
    "two pages at one path": (
        {"theme.toml": ('path = "/products/{slug}"', 'path = "/"')},
        "theme.toml:",
    ),
    "a missing template": (
        {"theme.toml": ('template = "home.html"', 'template = "house.html"')},
        "theme.toml:18: pages.home.template: there is no file templates/house.html",
    ),
    "a template that extends a missing one": (
        {"templates/home.html": ("base.html", "bass.html")},
        "templates/home.html:1: there is no template 'bass.html' (needed by page 'home')",
    ),
    "a template that is not one": (
        {"templates/home.html": ("{% endfor %}", "")},
        "templates/home.html:",
    ),
    "an unknown variable in a template": (
        {"templates/home.html": ("{% for product in products %}", "\n{% for product in goods %}")},
        "templates/home.html:4: unknown variable 'goods' in page 'home'",
    ),
    "an unknown variable in a base template": (
        {"templates/base.html": ("<html", "{{ shop.name }}<html")},
        "templates/base.html:1: unknown variable 'shop' in page 'home'",
    ),
    "an unknown text": (
        {"templates/home.html": ('t("hello")', 't("goodbye")')},
        "templates/home.html:3: there is no text 'goodbye'",
    ),
    "an unknown page": (
        {"templates/home.html": ('t("hello")', 'url("house")')},
        "templates/home.html:3: there is no page 'house'",
    ),
    "an unknown action": (
        {"templates/home.html": ('t("hello")', 'action("buy")')},
        "templates/home.html:3: there is no action 'buy'",
    ),
    "an unknown asset": (
        {"templates/home.html": ('t("hello")', 'asset("a.css")')},
        "templates/home.html:3: there is no file in assets 'a.css'",
    ),
    "escaping turned off": (
        {"templates/home.html": ("{% block main %}", "{% block main %}{% autoescape false %}")},
        "templates/home.html:2: '{% autoescape' is not allowed",
    ),
    "escaping turned off in another spelling": (
        {"templates/home.html": ("{% block main %}", "{% block main %}{%+ autoescape false %}")},
        "templates/home.html:2: '{%+ autoescape' is not allowed",
    ),
    "markup declared safe": (
        {"templates/home.html": ("product.title", "product.title|safe")},
        "templates/home.html:3: '|safe' is not allowed",
    ),
    "an inline script": (
        {"templates/home.html": ("{% block main %}", "{% block main %}<script>alert(1)</script>")},
        "templates/home.html:2: '<script' is not allowed",
    ),
    "an inline script in capitals": (
        {"templates/home.html": ("{% block main %}", "{% block main %}<SCRIPT>alert(1)</SCRIPT>")},
        "templates/home.html:2: '<SCRIPT' is not allowed",
    ),
    "an inline style": (
        {"templates/home.html": ("{% block main %}", '{% block main %}<p style="color: red">')},
        "templates/home.html:2: 'style=' is not allowed",
    ),
    "a missing document": (
        {"home.graphql": None},
        "home.graphql: cannot be read",
    ),
    "a document outside of the theme": (
        {"theme.toml": ('query = "home.graphql"', 'query = "../../etc/passwd"')},
        "../../etc/passwd: lies outside of the theme",
    ),
    "a document that is not GraphQL": (
        {"home.graphql": ("{\n  products", "{{\n  products")},
        "home.graphql:1: Syntax Error",
    ),
    "a field that the schema does not have": (
        {"home.graphql": ("products(sort", "goods(sort")},
        "home.graphql:2: Cannot query field 'goods' on type 'Query'",
    ),
    "a field of a fragment that the schema does not have": (
        {"queries/fragments/card.graphql": ("title", "name")},
        "queries/fragments/card.graphql:3: Cannot query field 'name' on type 'Product'",
    ),
    "an operation among the fragments": (
        {"queries/fragments/card.graphql": "{ products(sort: NEWEST) { slug } }"},
        "queries/fragments/card.graphql:1: only fragments belong into this folder",
    ),
    "two operations in a document": (
        {"home.graphql": "query A { products(sort: NEWEST) { slug } } query B { products(sort: NEWEST) { slug } }"},
        "home.graphql: expected exactly one query or mutation",
    ),
    "a page with a mutation": (
        {"theme.toml": ('query = "home.graphql"', 'query = "add.graphql"')},
        "theme.toml:",
    ),
    "a variable that the document does not declare": (
        {"theme.toml": ('slug = "path.slug"', 'slug = "path.slug"\ncolour = "query.colour"')},
        "theme.toml:30: pages.product.variables.colour: product.graphql declares no variable $colour",
    ),
    "a required variable without a source": (
        {"theme.toml": ('slug = "path.slug"', "")},
        "pages.product: product.graphql requires $slug, and nothing says where it is from",
    ),
    "a variable from nowhere": (
        {"theme.toml": ('slug = "path.slug"', 'slug = "header.slug"')},
        "theme.toml:29: pages.product.variables.slug: 'header.slug' is not a reference",
    ),
    "a path parameter that does not exist": (
        {"theme.toml": ('slug = "path.slug"', 'slug = "path.handle"')},
        "theme.toml:29: pages.product.variables.slug: the path has no parameter 'handle'",
    ),
    "a default of the wrong type": (
        {"theme.toml": ('default = "NEWEST"', 'default = "CHEAPEST"')},
        "theme.toml:20: pages.home.variables.sort: 'CHEAPEST' is no Sort!",
    ),
    "a required field that is not asked for": (
        {"theme.toml": ('required = "product"', 'required = "article"')},
        "theme.toml:26: pages.product.required: the document has no field 'article'",
    ),
    "a redirect to a page that does not exist": (
        {"theme.toml": ('success = [{ page = "home" }]', 'success = [{ page = "cart" }]')},
        "there is no page 'cart'",
    ),
    "a failure page without its parameter": (
        {"theme.toml": ('failure_path = { slug = "form.slug" }', "")},
        "theme.toml:34: actions.add.failure: the page 'product' and this table differ in the path parameter 'slug'",
    ),
    "a cookie that is not declared": (
        {"theme.toml": ("remember = { cart =", "remember = { basket =")},
        "there is no [cookies.basket]",
    ),
    "a condition that is none": (
        {"theme.toml": ("[[actions.add.steps]]", '[[actions.add.steps]]\nwhen = "if cookie.cart"')},
        "is not a condition such as",
    ),
    "a missing language": (
        {"locales/zh-Hans.toml": None},
        "locales/zh-Hans.toml: cannot be read",
    ),
    "a language that CLDR does not know": (
        {"theme.toml": ('"zh-Hans"]', '"xx-Yyyy"]'), "locales/xx-Yyyy.toml": ""},
        "locales/xx-Yyyy.toml: 'xx-Yyyy' is not a locale that CLDR knows",
    ),
    "a text that only the second language has": (
        {"locales/zh-Hans.toml": ("hello", "goodbye")},
        "locales/zh-Hans.toml: 'goodbye' is not in locales/en.toml",
    ),
    "plural forms without the general one": (
        {"locales/en.toml": ('items.other = "{n} items"\n', "")},
        "locales/en.toml: items: plural forms are texts, and 'other' is one of them",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_broken_theme_is_refused_with_its_place(
    name: str, make_theme: ThemeFactory, tiny_schema: GraphQLSchema
) -> None:
    changes, expected = CASES[name]
    folder = make_theme(changes)
    with pytest.raises(ThemeError) as refused:
        load_theme(folder, tiny_schema, fuel=100_000)
    assert refused.value.message.startswith("Theme 'tiny': ")
    assert expected in refused.value.message


@pytest.mark.parametrize("file", ["templates/home.html", "locales/en.toml", "home.graphql", "theme.toml"])
def test_a_file_that_is_not_utf_8_is_refused_with_its_name(
    file: str, make_theme: ThemeFactory, tiny_schema: GraphQLSchema
) -> None:
    folder = make_theme()
    (folder / file).write_bytes(b"# \xff")
    with pytest.raises(ThemeError, match=rf"Theme 'tiny': {file}: cannot be read: 'utf-8' codec"):
        load_theme(folder, tiny_schema, fuel=100_000)


@pytest.mark.parametrize(
    "file", ["assets/secret.txt", "templates/secret.html", "locales/en.toml", "queries/fragments/card.graphql"]
)
def test_a_link_that_leads_out_of_the_theme_is_refused(
    file: str, tmp_path: Path, make_theme: ThemeFactory, tiny_schema: GraphQLSchema
) -> None:
    folder = make_theme()
    (tmp_path / "fondaco.toml").write_text("admin_token = 'secret'")
    (folder / file).unlink(missing_ok=True)
    (folder / file).symlink_to(tmp_path / "fondaco.toml")
    with pytest.raises(ThemeError, match=rf"Theme 'tiny': {file}: lies outside of the theme"):
        load_theme(folder, tiny_schema, fuel=100_000)


def test_a_theme_that_is_a_link_itself_and_links_inside_of_it_are_fine(
    tmp_path: Path, make_theme: ThemeFactory, tiny_schema: GraphQLSchema
) -> None:
    folder = make_theme()
    (folder / "assets/same.css").symlink_to("app.css")
    (tmp_path / "linked").symlink_to(folder)
    theme = load_theme(tmp_path / "linked", tiny_schema, fuel=100_000)
    assert theme.assets.url("same.css").startswith("/assets/linked/")


def test_the_whole_theme_is_accepted(make_theme: ThemeFactory, tiny_schema: GraphQLSchema) -> None:
    theme = load_theme(make_theme(), tiny_schema, fuel=100_000)
    assert list(theme.pages) == ["home", "product"]
    assert theme.pages["home"].query is not None
    assert "fragment Card on Product" in theme.pages["home"].query.document.text


def test_an_optional_field_is_left_out_with_all_below_it_where_the_schema_lacks_it(
    make_theme: ThemeFactory, tiny_schema: GraphQLSchema
) -> None:
    # given
    folder = make_theme(
        {
            "theme.toml": ('version = "1.0"', 'version = "1.0"\noptional = ["Product.rating", "Product.price"]'),
            "queries/fragments/card.graphql": (
                "title",
                "title\n  rating {\n    ...Stars\n  }\n  price {\n    amount\n  }",
            ),
            "queries/fragments/stars.graphql": "fragment Stars on Rating {\n  stars\n}\n",
            "templates/home.html": (
                "{{ product.title }}",
                "{% if product.rating is defined %}{{ product.rating }}{% endif %}",
            ),
        }
    )
    # when
    theme = load_theme(folder, tiny_schema, fuel=1000)
    # then: what the schema has is asked for, what it lacks is not, nor the fragment that only this needs
    query = theme.pages["home"].query
    assert query is not None
    text = query.document.text
    assert "price" in text
    assert "rating" not in text
    assert "Stars" not in text


def test_what_a_theme_needs_and_the_schema_lacks_is_named(make_theme: ThemeFactory, tiny_schema: GraphQLSchema) -> None:
    needs = 'needs = ["Query.products", "Mutation.cartComplete", "Subscription.orders"]'
    folder = make_theme({"theme.toml": ('version = "1.0"', f'version = "1.0"\n{needs}')})
    assert lacking(folder, tiny_schema) == ["Mutation.cartComplete", "Subscription.orders"]
