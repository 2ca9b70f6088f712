"""Which addresses pass, and which part is to blame where one does not."""

from __future__ import annotations

import msgspec
import pytest
from fondaco.commerce import Address, country_codes
from fondaco.errors import InvalidInputError
from hypothesis import given, settings
from hypothesis import strategies as st

BERLIN = Address(country="DE", name="Ada", line1="Torstr. 1", city="Berlin", postal_code="10119")


def changed(**parts: str) -> Address:
    return msgspec.structs.replace(BERLIN, **parts)


@pytest.mark.parametrize(
    ("address", "code", "part"),
    [
        (changed(country=""), "COUNTRY_REQUIRED", "country"),
        (changed(country="  "), "COUNTRY_REQUIRED", "country"),
        (changed(country="XX"), "UNKNOWN_COUNTRY", "country"),
        (changed(country="EU"), "UNKNOWN_COUNTRY", "country"),
        (changed(country="ZZ"), "UNKNOWN_COUNTRY", "country"),
        (changed(country="DEU"), "UNKNOWN_COUNTRY", "country"),
        (changed(country="Germany"), "UNKNOWN_COUNTRY", "country"),
        (changed(name=""), "ADDRESS_INCOMPLETE", "name"),
        (changed(name=" \t"), "ADDRESS_INCOMPLETE", "name"),
        (changed(line1=""), "ADDRESS_INCOMPLETE", "line1"),
        (changed(city=""), "ADDRESS_INCOMPLETE", "city"),
        (changed(city="x" * 201), "ADDRESS_TOO_LONG", "city"),
        (changed(phone="x" * 10_000), "ADDRESS_TOO_LONG", "phone"),
        (changed(line2="a\nb"), "ADDRESS_INVALID", "line2"),
        (changed(company="a\0b"), "ADDRESS_INVALID", "company"),
        (changed(name="a\u202eb"), "ADDRESS_INVALID", "name"),
        (changed(name="a\ud800b"), "ADDRESS_INVALID", "name"),
    ],
)
def test_a_bad_address_is_refused_with_code_and_path(address: Address, code: str, part: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        address.validated(field=("shippingAddress",))
    assert (caught.value.code, caught.value.field) == (code, ("shippingAddress", part))


def test_a_good_address_comes_back_trimmed() -> None:
    padded = changed(country=" de ", name="  Ada ", line1="Torstr. 1\t", postal_code=" 10119 ")
    assert padded.validated() == BERLIN


@pytest.mark.parametrize(
    "address",
    [
        BERLIN,
        changed(city="", region="Berlin"),
        changed(country="CN", name="王小明", line1="长安街1号", city="", region="北京市", district="东城区"),
        changed(country="XK", city="Prishtina"),
        changed(line1="x" * 200),
        changed(country="JP", name="山田\u3000太郎", line1="千代田１−１\u3000霞ビル", city="千代田区", region="東京都"),
        changed(country="FR", line1="12\u00a0bis, rue de l’Église"),
        Address(country="HK", name="Chan", line1="1 Queen's Road", region="Hong Kong"),
    ],
)
def test_a_good_address_stays_as_it_is(address: Address) -> None:
    assert address.validated() == address


@settings(max_examples=40)
@given(st.builds(Address, **dict.fromkeys(Address.__struct_fields__, st.text(max_size=210))))
def test_any_text_is_accepted_or_refused_and_accepted_twice(address: Address) -> None:
    try:
        accepted = address.validated()
    except InvalidInputError:
        return
    assert accepted.validated() == accepted


def test_there_are_as_many_countries_as_in_iso_3166_plus_kosovo() -> None:
    codes = country_codes()
    assert len(codes) == 250
    assert {"DE", "CN", "US", "XK", "GB"} <= codes
    assert not {"EU", "UN", "ZZ", "UK", "AC"} & codes
