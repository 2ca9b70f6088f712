"""Texts, plural forms, money, numbers, dates and countries in both languages."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fondaco_storefront.formatting import (
    country_options,
    date_text,
    money_text,
    percent_text,
    sanitised,
)
from fondaco_storefront.messages import Catalogue, babel_locale, read_catalogues
from fondaco_storefront.theme import Theme

PORTICO = Path(__file__).parents[3] / "themes" / "portico"
EN, ZH, PL, DE = (babel_locale(tag) for tag in ("en", "zh-Hans", "pl", "de"))


@pytest.mark.parametrize(
    ("tag", "n", "text"),
    [("en", 1, "1 item"), ("en", 0, "0 items"), ("en", 1234, "1,234 items"), ("zh-Hans", 1, "1 件")],
)
def test_the_number_chooses_the_plural_form(tiny_theme: Theme, tag: str, n: int, text: str) -> None:
    assert tiny_theme.catalogue(tag).text("items", n=n) == text


@pytest.mark.parametrize(("n", "form"), [(1, "one"), (2, "few"), (5, "many"), (22, "few")])
def test_plural_forms_follow_cldr(n: int, form: str) -> None:
    forms = {category: category for category in ("one", "few", "many", "other")}
    assert Catalogue("pl", {"file": forms}).text("file", n=n) == form


def test_a_language_falls_back_to_the_first_one() -> None:
    english = Catalogue("en", {"a": "A", "b": "B {name}"})
    chinese = Catalogue("zh-Hans", {"a": "甲"}, english)
    assert chinese.text("a") == "甲"
    assert chinese.text("b", name="x") == "B x"
    assert chinese.find("c") is None
    with pytest.raises(KeyError):
        chinese.text("c")


def test_a_placeholder_without_a_value_stays_and_values_are_not_read_as_placeholders() -> None:
    texts = Catalogue("en", {"a": "{x} {y}"})
    assert texts.text("a", x="{y}") == "{y} {y}"


def test_both_languages_of_portico_have_every_text() -> None:
    catalogues = read_catalogues(PORTICO, ("en", "zh-Hans"))
    assert catalogues["en"].keys == catalogues["zh-Hans"].keys


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        ("1299.50", "EUR", EN, "€1,299.50"),
        ("1299.50", "EUR", DE, "1.299,50\xa0€"),
        ("1299.50", "CNY", ZH, "¥1,299.50"),
        ("1200", "JPY", EN, "¥1,200"),
        ("-0.05", "USD", EN, "-$0.05"),
        ("19.900", "KWD", EN, "KWD19.900"),
    ],
)
def test_money_is_written_as_the_language_does(amount: str, currency: str, locale: object, text: str) -> None:
    assert money_text({"amount": amount, "currencyCode": currency}, locale) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(("rate", "text"), [("0.19", "19%"), ("0.055", "5.5%"), ("0", "0%"), ("0.08125", "8.125%")])
def test_rates_are_written_exactly(rate: str, text: str) -> None:
    assert percent_text(rate, EN) == text


def test_dates_are_written_in_the_time_zone_of_the_shop() -> None:
    moment = "2026-11-22T23:30:00+00:00"
    assert date_text(moment, EN, ZoneInfo("UTC")) == "November 22, 2026"
    assert date_text(moment, ZH, ZoneInfo("Asia/Shanghai")) == "2026年11月23日"
    assert date_text(moment, EN, ZoneInfo("UTC"), "short+time") == "11/22/26, 11:30\u202fPM"


def test_a_day_is_the_same_in_every_time_zone() -> None:
    assert date_text("2026-11-22", EN, ZoneInfo("America/Los_Angeles"), "medium") == "Nov 22, 2026"
    assert date_text("2026-11-22", ZH, ZoneInfo("Asia/Shanghai")) == "2026年11月22日"


def test_countries_are_named_and_sorted_in_the_language() -> None:
    assert country_options(["GB", "DE", "CN"], EN) == [
        {"code": "CN", "name": "China"},
        {"code": "DE", "name": "Germany"},
        {"code": "GB", "name": "United Kingdom"},
    ]
    assert {"code": "DE", "name": "德国"} in country_options([], ZH)
    assert not {"EU", "UN", "ZZ"} & {option["code"] for option in country_options([], EN)}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Fine <strong>cup</strong></p>", "<p>Fine <strong>cup</strong></p>"),
        ("<script>alert(1)</script><p>x</p>", "<p>x</p>"),
        ('<img src="x" onerror="alert(1)">', '<img src="x">'),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer nofollow">x</a>'),
        ('<p style="position:fixed">x</p>', "<p>x</p>"),
    ],
)
def test_rich_text_is_sanitised_whatever_it_was_before(html: str, expected: str) -> None:
    assert sanitised(html) == expected
