"""Which country the form of an address begins with."""

from __future__ import annotations

import pytest
from checkout_testing import ADDRESS, Buyer
from fondaco.commerce import Channel
from fondaco_checkout.model.home import first_country


@pytest.mark.parametrize(
    ("home", "countries", "locale", "expected"),
    [
        ("DE", (), "en", "DE"),
        ("DE", ("AT", "DE"), "en", "DE"),
        ("DE", ("AT", "CH"), "en", "AT"),
        ("", ("JP",), "en", "JP"),
        ("", (), "en", "US"),
        ("", (), "en-GB", "GB"),
        ("", (), "de", "DE"),
        ("", (), "zh-Hans", "CN"),
        ("", (), "zh-Hant", "TW"),
        ("", (), "pt-BR", "BR"),
        ("", (), "eo", "US"),
    ],
)
def test_a_form_begins_where_most_buyers_are(home: str, countries: tuple[str, ...], locale: str, expected: str) -> None:
    channel = Channel(slug="x", name="X", currency="EUR", locales=(locale,), countries=countries)
    assert first_country(home, channel, locale) == expected


async def test_an_address_has_the_form_to_change_it_with(buyer: Buyer) -> None:
    cart = await buyer.ready(address={**ADDRESS, "country": "CN", "region": "广东省", "city": "深圳市"})
    found = await buyer.shop(
        "query ($id: ID!) { cart(id: $id) { shippingAddress { form { country fields { name options { value } } } } } }",
        {"id": cart["id"]},
    )
    form = found["cart"]["shippingAddress"]["form"]
    options = {field["name"]: [option["value"] for option in field["options"]] for field in form["fields"]}
    assert form["country"] == "CN"
    assert "广东省" in options["region"]
    assert "深圳市" in options["city"]
    assert "南山区" in options["district"]
    first = await buyer.shop("{ addressForm { country } }")
    assert first == {"addressForm": {"country": "US"}}
