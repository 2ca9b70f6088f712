"""Telephone numbers: read by the country they are written in, kept as E.164, shown for people."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from checkout_testing import ADDRESS, MUG, Buyer, codes
from fondaco.commerce import Address
from fondaco.db.engine import execute, fetch_value
from fondaco.errors import InvalidInputError
from fondaco.testing import GraphQLClient
from fondaco_checkout.migrations import checkout_2026_11_28t17_45_00_000000 as migration
from fondaco_checkout.model.phones import clean_phone, shown_phone
from fondaco_checkout.service.checked_address import checked_address
from fondaco_checkout.settings import CheckoutSettings

MakeShop = Callable[..., GraphQLClient]
PHONES = "cart { phone phoneFormatted shippingAddress { phone phoneFormatted } }"


@pytest.mark.parametrize(
    ("written", "country", "kept", "shown"),
    [
        (" 030/12345678 ", "DE", "+493012345678", "+49 30 12345678"),
        ("+49 (0)30 123 456 78", "US", "+493012345678", "+49 30 12345678"),
        ("0049 30 12345678", "DE", "+493012345678", "+49 30 12345678"),
        ("(415) 555-2671", "US", "+14155552671", "+1 415-555-2671"),
        ("011 49 30 12345678", "US", "+493012345678", "+49 30 12345678"),
        ("138 0013 8000", "CN", "+8613800138000", "+86 138 0013 8000"),
        ("１３８００１３８０００", "CN", "+8613800138000", "+86 138 0013 8000"),
        ("03-1234-5678", "JP", "+81312345678", "+81 3-1234-5678"),
        ("020 7946 0958", "GB", "+442079460958", "+44 20 7946 0958"),
        ("06 6982 1234", "IT", "+390669821234", "+39 06 6982 1234"),
        ("+49\u00a030\u201112345678", "", "+493012345678", "+49 30 12345678"),
        ("٠٣٠١٢٣٤٥٦٧٨", "DE", "+493012345678", "+49 30 12345678"),
        (" ", "DE", "", ""),
    ],
)
def test_a_number_is_read_by_its_country(written: str, country: str, kept: str, shown: str) -> None:
    assert (clean_phone(written, country, field=()), shown_phone(kept)) == (kept, shown)
    assert clean_phone(kept, "JP", field=()) == kept, "what is kept stays what it is"


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("call me", "DE"),
        ("call me 030 12345678", "DE"),
        ("12", "DE"),
        ("+49 30 1", "DE"),
        ("+" + "1" * 40, "US"),
        ("1" * 41, "US"),
        ("(((", "DE"),
        ("030 123\n45678", "DE"),
        ("030 12345678", ""),
        ("030 12345678 ext. 5", "DE"),
        ("+999 30 12345678", "DE"),
        ("030 12345678", "XX"),
    ],
)
def test_what_is_no_number_is_refused(written: str, country: str) -> None:
    for strict in (True, False):
        with pytest.raises(InvalidInputError) as refused:
            clean_phone(written, country, field=("phone",), strict=strict)
        assert (refused.value.code, refused.value.field) == ("INVALID_PHONE", ("phone",))


def test_a_range_that_was_not_given_out_passes_where_addresses_are_not_checked() -> None:
    with pytest.raises(InvalidInputError):
        clean_phone("+1 000 000 0000", "US", field=())
    assert clean_phone("+1 000 000 0000", "US", field=(), strict=False) == "+10000000000"
    assert shown_phone("030 1 (from before)") == "030 1 (from before)"


def test_the_library_is_not_imported_before_there_is_a_number() -> None:
    code = (
        "import sys, fondaco_checkout.plugin; from fondaco_checkout.model.phones import clean_phone; "
        "clean_phone('', 'DE', field=()); assert 'phonenumbers' not in sys.modules; "
        "clean_phone('030 12345678', 'DE', field=()); assert 'phonenumbers' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


async def test_the_buyer_and_the_address_have_numbers_of_their_country(make_shop: MakeShop) -> None:
    buyer = Buyer(make_shop(fondaco_channel="us"))
    cart = await buyer.create((MUG, 1))

    async def say(phone: str, **data: Any) -> tuple[str | None, str | None] | list[str]:
        payload = await buyer.shop.change(
            "cartBuyerUpdate", {"cartId": cart["id"], "email": "a@example.com", "phone": phone, **data}, PHONES
        )
        return codes(payload) or (payload["cart"]["phone"], payload["cart"]["phoneFormatted"])

    assert await say("415 555 2671") == ("+14155552671", "+1 415-555-2671"), "that of the channel"
    assert await say("030 12345678") == ["INVALID_PHONE"]
    assert await say("030 12345678", phoneCountry="de") == ("+493012345678", "+49 30 12345678")
    assert await say("") == (None, None)
    payload = await buyer.shop.change(
        "cartAddressesUpdate", {"cartId": cart["id"], "billingAddress": {**ADDRESS, "phone": "030 1234"}}, PHONES
    )
    assert codes(payload) == []
    assert await say("030 12345678") == ("+493012345678", "+49 30 12345678"), "that of the address"
    address = {**ADDRESS, "country": "US", "phone": "(415) 555-2671"}
    payload = await buyer.shop.change("cartAddressesUpdate", {"cartId": cart["id"], "shippingAddress": address}, PHONES)
    assert payload["cart"]["shippingAddress"] == {"phone": "+14155552671", "phoneFormatted": "+1 415-555-2671"}


def test_a_number_is_one_of_the_faults_of_an_address() -> None:
    wrong = Address(country="DE", name="Ada", line1="Street 1", city="Berlin", postal_code="1", phone="12")
    with pytest.raises(InvalidInputError) as refused:
        checked_address(CheckoutSettings(), wrong, field=("address",))
    assert [(one.code, one.field) for one in (refused.value, *refused.value.beside)] == [
        ("POSTAL_CODE_INVALID", ("address", "postalCode")),
        ("INVALID_PHONE", ("address", "phone")),
    ]


async def test_numbers_of_before_become_e164_where_they_are_numbers(buyer: Buyer) -> None:
    cart = await buyer.ready()
    order = (await buyer.complete(cart["id"]))["order"]
    others = [await buyer.create() for _ in range(3)]
    before = {
        "phone": "030 / 12345678",
        "shipping": '{"country": "DE", "name": "A", "line1": "1", "phone": "(030) 12345678"}',
    }
    for table in ("cart", "orders"):
        await execute(
            f"UPDATE checkout.{table} SET phone = $1, shipping_address = $2::text::jsonb, "
            "billing_address = $3::text::jsonb",
            before["phone"],
            before["shipping"],
            '{"country": "US", "name": "A", "line1": "1", "phone": "at the gate"}',
        )
    await execute(
        "UPDATE checkout.cart SET phone = NULL, shipping_address = NULL, billing_address = NULL WHERE state = 'open'"
    )
    await migration.fill_in("cart", batch=2)
    await migration.fill_in("orders")
    for table in ("cart", "orders"):
        found = await fetch_value(
            "SELECT jsonb_build_array(phone, shipping_address->>'phone', billing_address->>'phone', "
            f"shipping_address->>'line1')::text FROM checkout.{table} WHERE phone IS NOT NULL"
        )
        assert found == '["+493012345678", "+493012345678", "at the gate", "1"]'
    assert order is not None
    assert await fetch_value("SELECT count(*) FROM checkout.cart WHERE phone IS NULL") == len(others)
