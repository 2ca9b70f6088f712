"""Rules that need no database."""

from __future__ import annotations

import uuid

import pytest
from fondaco.errors import InvalidInputError
from fondaco_catalog.model.text import (
    clean_html,
    clean_text,
    fold,
    like_pattern,
    slugify,
    sort_key,
    valid_slug,
)
from fondaco_catalog.model.transfer.shopify import slug_of
from fondaco_catalog.model.views import ProductVariant, product_path
from hypothesis import given
from hypothesis import strategies as st

ANY_TEXT = st.text(max_size=300)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Blue Cup", "blue-cup"),
        ("  Women's “Café” — 100% ", "womens-cafe-100"),
        ("蓝色杯子", "lan-se-bei-zi"),
        ("蓝色 Cup 2", "lan-se-cup-2"),
        ("Straße", "strasse"),
        ("Привет", "privet"),
        ("!!!", "thing"),
        ("", "thing"),
        ("word " * 40, "-".join(["word"] * 20)),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_title_becomes_a_slug_of_latin_letters(title: str, slug: str) -> None:
    assert slugify(title, "thing") == slug


@given(ANY_TEXT)
def test_a_generated_slug_is_always_a_valid_one(title: str) -> None:
    slug = slugify(title, "thing")
    assert valid_slug(slug) == slug
    assert len(slug) <= 100
    assert slug.isascii()


@pytest.mark.parametrize("slug", ["a", "blue-cup", "7", "a_b", "蓝色", "a--b-", "über"])
def test_a_slug_may_have_letters_of_any_script(slug: str) -> None:
    assert valid_slug(slug) == slug


@pytest.mark.parametrize(
    "slug", ["", "-", "A", "a b", "a/b", "a.b", "a?b", "ß", "e\u0301", "x" * 201, "a\n", "..", "%2e"]
)
def test_what_is_no_slug_is_refused(slug: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        valid_slug(slug)
    assert refused.value.code == "INVALID_SLUG"
    assert refused.value.field == ("slug",)


@given(st.text(min_size=1, max_size=100))
def test_every_handle_of_a_file_becomes_a_valid_slug(handle: str) -> None:
    assert valid_slug(slug_of(handle))


def test_a_handle_that_is_a_slug_stays_as_it_is() -> None:
    assert [slug_of(handle) for handle in ("chain-bracelet", "蓝色", "Blue-Cup", "a b")] == [
        "chain-bracelet",
        "蓝色",
        "blue-cup",
        "a-b",
    ]


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("word", "pattern"), [("a", "%a%"), ("50%", "%50\\%%"), ("a_b", "%a\\_b%"), ("\\", "%\\\\%")])
def test_a_words_wildcards_are_taken_literally(word: str, pattern: str) -> None:
    assert like_pattern(word) == pattern


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>Hi</p>", "<p>Hi</p>"),
        ("<script>alert(1)</script>ok", "ok"),
        ('<img src="x" onerror="alert(1)">', '<img src="x">'),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer">x</a>'),
        ("<style>p{}</style><p style='x'>y</p>", "<p>y</p>"),
        ("<iframe src='https://evil.example'></iframe>", ""),
        ("<svg onload=alert(1)>", ""),
        ("a & b < c", "a &amp; b &lt; c"),
    ],
)
def test_html_is_made_harmless(html: str, clean: str) -> None:
    assert clean_html(html, field=("description",), longest=1_000) == clean


@given(ANY_TEXT)
def test_cleaning_html_twice_is_cleaning_it_once(html: str) -> None:
    try:
        once = clean_html(html, field=("description",), longest=100_000)
    except InvalidInputError as error:
        assert error.code == "INVALID_TEXT"  # noqa: PT017 (only this one may happen)
        return
    assert clean_html(once, field=("description",), longest=100_000) == once


def test_texts_are_trimmed_and_composed() -> None:
    assert clean_text("  e\u0301  ", field=("title",)) == "é"


def test_chinese_sorts_by_its_sound() -> None:
    assert sorted(["香蕉", "苹果", "Éclair", "apple", "Zebra"], key=sort_key) == [
        "apple",
        "Éclair",
        "苹果",
        "香蕉",
        "Zebra",
    ]


def test_a_path_is_fit_for_an_address() -> None:
    assert product_path("蓝色-cup") == "/products/%E8%93%9D%E8%89%B2-cup"


def test_a_variant_without_a_price_is_not_for_sale() -> None:
    variant = ProductVariant(
        id=uuid.uuid4(),
        product_id=uuid.uuid4(),
        sku="",
        barcode="",
        weight_grams=0,
        requires_shipping=True,
        tax_class="standard",
        track_stock=True,
        position=0,
        option_labels=[],
        currency=None,
        amount=None,
        compare_at=None,
        lowest=None,
        list_id=None,
        published=True,
        version=1,
        media_id=None,
    )
    assert (variant.title, variant.price, variant.media, variant.available_for_sale) == ("", None, None, False)
