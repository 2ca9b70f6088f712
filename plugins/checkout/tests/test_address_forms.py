"""Forms, faults and labels of addresses by country."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from checkout_testing import ADDRESS, MUG, Buyer, TestThings, configured
from fondaco.app import App
from fondaco.commerce import Address, country_codes
from fondaco.errors import DomainError
from fondaco.testing import GraphQLClient
from fondaco_checkout.model.address_forms import AddressForm, address_form, check_address, label_lines

GOOD = {
    "US": Address(country="US", name="A", line1="1 Main St", city="Los Angeles", region="CA", postal_code="90210"),
    "CN": Address(
        country="CN",
        name="李明",
        line1="科技路1号",
        region="广东省",
        city="深圳市",
        district="南山区",
        postal_code="518000",
    ),
    "DE": Address(country="DE", name="A", line1="Weg 1", line2="Hof", city="Berlin", postal_code="10117"),
    "JP": Address(country="JP", name="A", line1="千代田1-1", city="千代田区", region="東京都", postal_code="100-0001"),
    "GB": Address(country="GB", name="A", line1="10 Downing Street", city="London", postal_code="SW1A 2AA"),
    "HK": Address(country="HK", name="A", line1="1 Nathan Rd", city="Tsim Sha Tsui", region="Kowloon"),
    "IE": Address(country="IE", name="A", line1="1 Quay", city="Dublin"),
}


def names(form: AddressForm) -> list[list[str]]:
    """Names of fields by row."""
    rows: dict[int, list[str]] = {}
    for field in form.fields:
        rows.setdefault(field.row, []).append(field.name)
    return list(rows.values())


def options(form: AddressForm, name: str) -> dict[str, str]:
    [field] = [field for field in form.fields if field.name == name]
    return {option.value: option.label for option in field.options}


@pytest.mark.parametrize(
    ("country", "locale", "rows"),
    [
        ("DE", "en", [["name"], ["company"], ["line1"], ["line2"], ["postalCode", "city"]]),
        ("us", "en", [["name"], ["company"], ["line1"], ["line2"], ["city", "region", "postalCode"]]),
        ("CN", "en", [["name"], ["company"], ["line1"], ["line2"], ["district"], ["city"], ["region", "postalCode"]]),
        (
            "CN",
            "zh-Hans",
            [["postalCode"], ["region", "city", "district"], ["line1"], ["line2"], ["company"], ["name"]],
        ),
        ("HK", "en", [["name"], ["company"], ["line1"], ["line2"], ["city"], ["region"]]),
        ("AE", "zh-Hans", [["name"], ["company"], ["line1"], ["line2"], ["region"]]),
    ],
)
def test_a_form_asks_in_the_order_of_the_country(country: str, locale: str, rows: list[list[str]]) -> None:
    assert names(address_form(country, locale)) == rows


def test_every_country_has_a_form_in_both_languages() -> None:
    for country in country_codes():
        for locale in ("en", "zh-Hans"):
            form = address_form(country, locale)
            required = {field.name for field in form.fields if field.required}
            assert {"name", "line1"} <= required, country
            assert all(field.label for field in form.fields)
            assert len({field.name for field in form.fields}) == len(form.fields)


def test_fields_are_called_as_the_country_calls_them() -> None:
    def labels(country: str, locale: str) -> dict[str, str]:
        return {field.name: field.label for field in address_form(country, locale).fields}

    assert (labels("US", "en")["region"], labels("US", "en")["postalCode"]) == ("State", "ZIP code")
    assert (labels("JP", "en")["region"], labels("GB", "en")["city"]) == ("Prefecture", "Post town")
    assert (labels("DE", "de")["postalCode"], labels("JP", "de-AT")["region"]) == ("Postleitzahl", "Präfektur")
    assert (labels("CN", "zh-Hans")["region"], labels("CN", "zh-Hans")["district"]) == ("省", "区/县")
    with pytest.raises(DomainError) as refused:
        address_form("XX", "en")
    assert (refused.value.code, refused.value.field) == ("UNKNOWN_COUNTRY", ("country",))


def test_china_is_chosen_in_three_levels_in_either_language() -> None:
    assert options(address_form("CN", "zh-Hans"), "region")["广东省"] == "广东省"
    assert options(address_form("CN", "en"), "region")["广东省"] == "Guangdong Sheng"
    assert options(address_form("CN", "en"), "city") == {}
    cities = options(address_form("CN", "en", region="Guangdong"), "city")
    assert cities["深圳市"] == "Shenzhen Shi"
    assert options(address_form("CN", "zh-Hans", region="广东省", city="深圳市"), "district")["南山区"] == "南山区"
    assert "朝阳区" in options(address_form("CN", "zh-Hans", region="北京市"), "city")
    assert options(address_form("US", "en"), "region")["CA"] == "California"
    assert len(options(address_form("CN", "zh-Hans"), "region")) == 34


def test_postal_codes_have_a_pattern_and_examples() -> None:
    form = address_form("US", "en")
    assert (form.postal_code_pattern, form.postal_code_examples[0]) == (r"^(\d{5})(?:[ \-](\d{4}))?$", "95014")
    assert (address_form("HK", "en").postal_code_pattern, address_form("HK", "en").postal_code_examples) == (None, ())


@pytest.mark.parametrize("country", GOOD)
def test_a_good_address_stays_as_it_is(country: str) -> None:
    assert check_address(GOOD[country].validated(), field=()) == GOOD[country]


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("US", {"region": "california"}, {"region": "CA"}),
        ("CN", {"region": "广东", "city": "Shenzhen"}, {"region": "广东省", "city": "深圳市"}),
        ("GB", {"postal_code": "sw1a 2aa"}, {"postal_code": "SW1A 2AA"}),
        ("CN", {"district": "新设区"}, {"district": "新设区"}),
        ("DE", {"region": "Berlin"}, {"region": "Berlin"}),
    ],
)
def test_what_is_meant_is_kept_as_the_form_has_it(country: str, typed: dict[str, str], kept: dict[str, str]) -> None:
    address = msgspec.structs.replace(GOOD[country], **typed)
    assert check_address(address, field=()) == msgspec.structs.replace(GOOD[country], **kept)


@pytest.mark.parametrize(
    ("country", "typed", "faults"),
    [
        ("DE", {"postal_code": "1011"}, [("POSTAL_CODE_INVALID", "postalCode")]),
        ("DE", {"postal_code": ""}, [("ADDRESS_INCOMPLETE", "postalCode")]),
        ("US", {"region": "Bavaria"}, [("REGION_INVALID", "region")]),
        ("US", {"region": "NY"}, [("POSTAL_CODE_INVALID", "postalCode")]),
        ("US", {"city": "", "postal_code": ""}, [("ADDRESS_INCOMPLETE", "city"), ("ADDRESS_INCOMPLETE", "postalCode")]),
        (
            "JP",
            {"region": "", "postal_code": "1"},
            [("POSTAL_CODE_INVALID", "postalCode"), ("ADDRESS_INCOMPLETE", "region")],
        ),
        ("GB", {"postal_code": "SW1A 2AA 2AA"}, [("POSTAL_CODE_INVALID", "postalCode")]),
    ],
)
def test_all_faults_are_told_at_once(country: str, typed: dict[str, str], faults: list[tuple[str, str]]) -> None:
    with pytest.raises(DomainError) as refused:
        check_address(msgspec.structs.replace(GOOD[country], **typed), field=("shippingAddress",))
    told = [(error.code, error.field) for error in (refused.value, *refused.value.beside)]
    assert told == [(code, ("shippingAddress", name)) for code, name in faults]


@pytest.mark.parametrize(
    ("country", "latin", "lines"),
    [
        ("DE", False, ("A", "Weg 1", "Hof", "10117 BERLIN", "GERMANY")),
        ("CN", False, ("518000", "广东省深圳市南山区", "科技路1号", "李明", "CHINA")),
        ("CN", True, ("李明", "科技路1号", "Nanshan Qu", "Shenzhen Shi", "GUANGDONG SHENG, 518000", "CHINA")),
    ],
)
def test_labels_are_written_as_the_post_wants_them(country: str, latin: bool, lines: tuple[str, ...]) -> None:
    assert label_lines(GOOD[country], latin=latin) == lines


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """A shop that checks addresses."""
    made: App = await make_app(
        enabled=["checkout"], plugins=[TestThings], settings=partial(configured, check_addresses=True)
    )
    return made


async def test_a_front_end_asks_for_the_form_and_is_told_every_fault(buyer: Buyer, shop: GraphQLClient) -> None:
    document = """query ($country: String!, $region: String) { addressForm(country: $country, region: $region) {
        country postalCodePattern postalCodeExamples fields { name row label required options { value label } } } }"""
    form: dict[str, Any] = (await shop(document, {"country": "DE"}))["addressForm"]
    assert [field["name"] for field in form["fields"] if field["required"]] == ["name", "line1", "postalCode", "city"]
    form = (await shop(document, {"country": "CN", "region": "广东省"}, fondaco_locale="zh-Hans"))["addressForm"]
    city = next(field for field in form["fields"] if field["name"] == "city")
    assert {"value": "深圳市", "label": "深圳市"} in city["options"]
    cart = await buyer.create((MUG, 1))
    wrong = {**ADDRESS, "country": "US", "region": "Bavaria", "postalCode": "1"}
    payload = await buyer.change("cartAddressesUpdate", cart["id"], shippingAddress=wrong)
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [
        ("REGION_INVALID", ["shippingAddress", "region"]),
        ("POSTAL_CODE_INVALID", ["shippingAddress", "postalCode"]),
    ]
    payload = await buyer.shop.change(
        "cartAddressesUpdate",
        {"cartId": cart["id"], "shippingAddress": ADDRESS},
        "cart { shippingAddress { formatted latin: formatted(latin: true) } }",
    )
    lines = ["Ada Lovelace", "Unter den Linden 1", "10117 BERLIN", "GERMANY"]
    assert payload["cart"]["shippingAddress"] == {"formatted": lines, "latin": lines}
