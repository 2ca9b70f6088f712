"""Path patterns, addresses in several languages, references and conditions."""

from __future__ import annotations

import pytest
from fondaco_storefront.addresses import SiteAddresses
from fondaco_storefront.patterns import PathPattern, PatternError, with_query
from fondaco_storefront.references import BadReferenceError, Values, check_reference, parse_condition
from fondaco_storefront.theme import Theme
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("pattern", "path", "found"),
    [
        ("/", "/", {}),
        ("/", "/cart", None),
        ("/cart", "/cart", {}),
        ("/cart", "/Cart", None),
        ("/cart", "/cart/add", None),
        ("/products/{slug}", "/products/cup", {"slug": "cup"}),
        ("/products/{slug}", "/products/杯子", {"slug": "杯子"}),
        ("/products/{slug}", "/products/", None),
        ("/products/{slug}", "/products/a\x00b", None),
        ("/products/{slug}", "/products/" + "a" * 301, None),
        ("/a/{b}/c/{d}", "/a/1/c/2", {"b": "1", "d": "2"}),
    ],
)
def test_a_pattern_matches_whole_paths(pattern: str, path: str, found: dict[str, str] | None) -> None:
    assert PathPattern(pattern).match(path) == found


@pytest.mark.parametrize("pattern", ["", "cart", "/cart/", "/{a}/{a}", "/pro{slug}", "/a b", "/{A}", "//x"])
def test_what_is_no_path_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        PathPattern(pattern)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc", "Cn", "Zl", "Zp"]), min_size=1, max_size=50))
def test_a_value_cannot_leave_its_segment(value: str) -> None:
    path = PathPattern("/products/{slug}").build({"slug": value})
    assert path.startswith("/products/")
    assert path.count("/") == 2
    assert path.isascii()


def test_a_path_without_its_parameter_is_refused() -> None:
    with pytest.raises(PatternError, match="needs a value for 'slug'"):
        PathPattern("/products/{slug}").build({"slug": ""})


def test_a_query_string_leaves_out_what_has_no_value() -> None:
    assert with_query("/search", {"q": "tea & 茶", "after": None, "sort": ""}) == "/search?q=tea+%26+%E8%8C%B6"
    assert with_query("/search", {"q": None}) == "/search"


@pytest.fixture
def addresses(tiny_theme: Theme) -> SiteAddresses:
    return SiteAddresses(tiny_theme, ("en", "zh-Hans"))


@pytest.mark.parametrize(
    ("path", "split"),
    [
        ("/", ("en", "/")),
        ("/cart", ("en", "/cart")),
        ("/zh-Hans", ("zh-Hans", "/")),
        ("/zh-Hans/cart", ("zh-Hans", "/cart")),
        ("/en/cart", ("en", "/en/cart")),
        ("/zh-hans/cart", ("en", "/zh-hans/cart")),
        ("/zh-Hansel", ("en", "/zh-Hansel")),
    ],
)
def test_the_default_language_has_no_prefix(addresses: SiteAddresses, path: str, split: tuple[str, str]) -> None:
    assert addresses.split(path) == split


def test_pages_and_actions_have_an_address_in_each_language(addresses: SiteAddresses) -> None:
    assert addresses.page("product", "en", {"slug": "cup", "variant": "7"}) == "/products/cup?variant=7"
    assert addresses.page("product", "zh-Hans", {"slug": "cup"}) == "/zh-Hans/products/cup"
    assert addresses.page("home", "zh-Hans", {}) == "/zh-Hans"
    assert addresses.action("add", "zh-Hans") == "/zh-Hans/add"
    assert addresses.asset("app.css").startswith("/assets/tiny/")


@pytest.mark.parametrize("path", ["https://elsewhere.example/x", "//elsewhere.example", "x", ""])
def test_only_paths_of_ours_get_a_language(addresses: SiteAddresses, path: str) -> None:
    assert addresses.localized(path, "zh-Hans") == path


VALUES = Values(
    query={"q": "tea"}, data={"cart": {"state": "OPEN", "missing": ["EMAIL"], "lines": []}}, cookie={}, path={"a": "1"}
)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("query.q", True),
        ("query.sort", False),
        ("not query.sort", True),
        ("cookie.cart", False),
        ("data.cart.lines", False),
        ("not data.cart.lines", True),
        ("data.cart.state is OPEN", True),
        ("not data.cart.state is OPEN", False),
        ("data.cart.missing has EMAIL", True),
        ("data.cart.missing has LINES", False),
        ("data.order.id", False),
        ("path.a is 1", True),
    ],
)
def test_a_condition_asks_about_a_request(condition: str, holds: bool) -> None:
    assert parse_condition(condition).holds(VALUES) is holds


@pytest.mark.parametrize("text", ["", "cart", "header.x", "query.", "query.q is", "if query.q", "query.__class__.x y"])
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(BadReferenceError):
        parse_condition(text)


def test_a_reference_reads_values_and_never_attributes() -> None:
    assert VALUES.get("query.q") == "tea"
    assert VALUES.get("query.q.upper") is None
    assert VALUES.get("query.__class__") is None
    with pytest.raises(BadReferenceError):
        check_reference("data.cart", frozenset({"path"}))
