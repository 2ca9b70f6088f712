"""Flat rates, tax rates and what the settings refuse."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest
from fondaco.commerce import Address, CartLineView, CartView, Channel, Money, Sellable, SellableRef
from fondaco.commerce.tax import TaxQuery, TaxRate
from fondaco.errors import InvalidInputError
from fondaco_checkout.model.buyer import clean_email
from fondaco_checkout.model.flat_rates import delivery_options
from fondaco_checkout.model.taxes import TaxTable
from fondaco_checkout.service.tax_decision import decide
from fondaco_checkout.settings import CheckoutSettings


def cart(country: str = "DE", currency: str = "EUR", amount: int = 1000, locale: str = "en") -> CartView:
    ref = SellableRef("TestThing", UUID(int=1))
    sellable = Sellable(ref=ref, sku="", title="Mug", unit_price=Money(amount, currency))
    return CartView(
        id=UUID(int=2),
        channel=Channel(slug="default", name="Default", currency=currency),
        locale=locale,
        lines=(CartLineView(UUID(int=3), sellable, 2),),
        shipping_address=Address(country=country, name="Ada", line1="1", city="B"),
    )


def settings(**values: Any) -> CheckoutSettings:
    return msgspec.convert(values, CheckoutSettings, strict=False)


def tax_rates(chosen: CheckoutSettings, asked: TaxQuery) -> dict[str, TaxRate | None]:
    """The rates where staff have defined nothing; None where no tax is levied."""
    found = decide(chosen, TaxTable((), ()), asked).rates
    return {tax_class: rates[0] if rates else None for tax_class, rates in found.items()}


def query(country: str, *classes: str, countries: tuple[str, ...] = ()) -> TaxQuery:
    channel = Channel(slug="default", name="Default", countries=countries)
    return TaxQuery(channel=channel, country=country, region="", postal_code="", tax_classes=frozenset(classes))


def test_flat_rates_are_offered_by_country_and_currency_with_the_name_in_the_buyers_language() -> None:
    chosen = settings(
        flat_rates=[
            {
                "code": "post",
                "name": "Post",
                "names": {"zh-Hans": "邮寄"},
                "price": {"EUR": "4.90"},
                "countries": ["DE"],
            },
            {"code": "express", "name": "Express", "price": {"EUR": "9.90", "JPY": 800}, "min_days": 1, "max_days": 2},
        ]
    )
    assert [(o.code, o.price) for o in delivery_options(chosen, cart())] == [
        ("flat_rate:post", Money(490, "EUR")),
        ("flat_rate:express", Money(990, "EUR")),
    ]
    assert [o.code for o in delivery_options(chosen, cart("FR"))] == ["flat_rate:express"]
    assert [o.price for o in delivery_options(chosen, cart("DE", "JPY"))] == [Money(800, "JPY")]
    assert delivery_options(chosen, cart(currency="USD")) == []
    assert delivery_options(chosen, cart(locale="zh-Hans"))[0].name == "邮寄"
    assert delivery_options(chosen, msgspec.structs.replace(cart(), shipping_address=None)) == ()


@pytest.mark.parametrize(("unit", "price"), [(2499, 490), (2500, 0), (2501, 0)])
def test_delivery_is_free_from_the_threshold_on(unit: int, price: int) -> None:
    chosen = settings(flat_rates=[{"code": "p", "name": "P", "price": {"EUR": "4.90"}, "free_over": {"EUR": "50"}}])
    assert [option.price.amount for option in delivery_options(chosen, cart(amount=unit))] == [price]


def test_the_default_rates_are_those_of_the_tax_database() -> None:
    for country, rate, name in (("DE", "0.19", "MwSt."), ("CN", "0.13", "增值税")):
        found = tax_rates(CheckoutSettings(), query(country, "standard"))
        assert found == {"standard": TaxRate(Decimal(rate), name)}
    assert tax_rates(CheckoutSettings(), query("US", "standard")) == {"standard": None}


def test_a_class_that_a_country_does_not_list_has_its_standard_rate() -> None:
    found = tax_rates(CheckoutSettings(), query("DK", "standard", "reduced", "books"))
    assert set(found.values()) == {TaxRate(Decimal("0.25"), "moms")}


def test_what_is_exempt_is_taxed_nowhere() -> None:
    found = tax_rates(CheckoutSettings(), query("DE", "standard", "exempt"))
    assert found == {"exempt": None, "standard": TaxRate(Decimal("0.19"), "MwSt.")}


def test_settings_replace_a_country_and_leave_the_others() -> None:
    chosen = settings(tax_rates={"US": {"standard": "0.08875"}}, tax_names={"US": "Sales tax"})
    assert tax_rates(chosen, query("US", "standard"))["standard"] == TaxRate(Decimal("0.08875"), "Sales tax")
    assert tax_rates(chosen, query("DE", "standard"))["standard"] == TaxRate(Decimal("0.19"), "MwSt.")


@pytest.mark.parametrize(
    ("home", "countries", "expected"), [("FR", ("DE",), "0.20"), ("", ("DE", "FR"), "0.19"), ("", (), None)]
)
def test_without_an_address_the_home_country_counts(
    home: str, countries: tuple[str, ...], expected: str | None
) -> None:
    found = tax_rates(settings(home_country=home), query("", "standard", countries=countries))
    rate = found["standard"]
    assert (rate and str(rate.rate)) == expected


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"cart_max_lines": 0}, "cart_max_lines has to be positive"),
        ({"tax_rates": {"Germany": {"standard": "0.19"}}}, "not ISO 3166"),
        ({"tax_rates": {"DE": {"standard": "19"}}}, "fraction of one"),
        ({"flat_rates": [{"code": "a", "name": "A", "price": {"EUR": "1.999"}}]}, "decimal places"),
        ({"flat_rates": [{"code": "a", "name": "A", "price": {"EUR": "-1"}}]}, "cannot be negative"),
        ({"flat_rates": [{"code": "a", "name": "A", "price": {}}] * 2}, "same code"),
        ({"cart_maxlines": 5}, "unknown field"),
        ({"tax_rates": {"DE": {"standard": "NaN"}}}, "fraction of one"),
        ({"tax_rates": {"DE": {"reduced": "0.07"}}}, "standard rate is missing"),
        ({"tax_names": {"Germany": "VAT"}}, "not ISO 3166"),
        ({"tax_names": {"DE": ""}}, "1 to 100 characters"),
        ({"tax_names": {"DE": "x" * 101}}, "1 to 100 characters"),
        ({"home_country": "de"}, "home_country: 'de': not ISO 3166"),
        ({"payment_timeout_seconds": float("nan")}, "payment_timeout_seconds has to be positive"),
        ({"payment_timeout_seconds": float("inf")}, "at most 600"),
        ({"line_max_quantity": 1_000_001}, "at most 1000000"),
        ({"cart_days": 10**7}, "at most 36500"),
        ({"action_minutes": 10**15}, "at most 525600"),
        ({"flat_rates": [{"code": "", "name": "A", "price": {}}]}, "1 to 100 printable"),
        ({"flat_rates": [{"code": "x" * 101, "name": "A", "price": {}}]}, "1 to 100 printable"),
    ],
)
def test_settings_that_make_no_sense_refuse_boot(values: dict[str, Any], message: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=message):
        settings(**values)


@pytest.mark.parametrize(
    "value", ["", "ada", "ada@", "@example.com", "a b@example.com", "ada@example", "a" * 400 + "@x.de"]
)
def test_what_is_no_mail_address_is_refused(value: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        clean_email(value, field=("email",))
    assert (refused.value.code, refused.value.field) == ("INVALID_EMAIL", ("email",))


def test_mail_addresses_are_cleaned() -> None:
    assert clean_email(" Ada@EXAMPLE.com ", field=()) == "Ada@example.com"


def test_a_country_whose_rates_are_empty_is_untaxed() -> None:
    assert tax_rates(settings(tax_rates={"DE": {}}), query("DE", "standard")) == {"standard": None}
