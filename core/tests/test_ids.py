"""Ids: UUIDv7 inside, opaque at the API."""

from __future__ import annotations

import base64
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from uuid import UUID

import pytest
from fondaco.errors import InvalidInputError
from fondaco.ids import decode_global_id, encode_global_id, global_id_readers, new_id, parse_global_id
from hypothesis import given
from hypothesis import strategies as st

type_names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,30}", fullmatch=True)


def test_an_id_is_a_uuid_of_version_7_and_the_rfc_variant() -> None:
    for _ in range(1000):
        id_ = new_id()
        assert id_.version == 7
        assert id_.variant == "specified in RFC 4122"


def test_an_id_says_in_which_millisecond_it_was_made() -> None:
    before = time.time_ns() // 1_000_000
    milliseconds = new_id().int >> 80
    assert before <= milliseconds <= time.time_ns() // 1_000_000


def test_ids_of_different_milliseconds_are_in_the_order_of_time() -> None:
    made = []
    for _ in range(5):
        made.append(new_id())
        time.sleep(0.002)
    assert made == sorted(made)


def test_ids_are_unique_over_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: [new_id() for _ in range(5000)], range(8)))
    assert len({id_ for some in ids for id_ in some}) == 40_000


@given(type_names, st.uuids())
def test_a_global_id_comes_back(type_name: str, key: UUID) -> None:
    encoded = encode_global_id(type_name, key)
    assert encoded.isascii()
    assert not set(encoded) & set("+/=")
    assert decode_global_id(encoded) == (type_name, str(key))
    assert parse_global_id(encoded, type_name) == key


@given(type_names, st.lists(st.uuids()))
def test_ids_read_off_values_are_the_same_alone_and_together(type_name: str, keys: list[UUID]) -> None:
    read, read_all = global_id_readers(type_name)
    values = [SimpleNamespace(id=key) for key in keys]
    assert read_all(values) == list(map(read, values)) == [encode_global_id(type_name, key) for key in keys]


@given(type_names, st.text(min_size=1, max_size=50).filter(lambda key: "\0" not in key))
def test_a_key_need_not_be_a_uuid(type_name: str, key: str) -> None:
    try:
        key.encode()
    except UnicodeEncodeError:
        return
    assert decode_global_id(encode_global_id(type_name, key)) == (type_name, key)


@given(st.text() | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode()) | st.binary().map(repr))
def test_garbage_is_refused_and_never_breaks_anything(value: str) -> None:
    for parse in (decode_global_id, lambda text: parse_global_id(text, "Product", field=("id",))):
        try:
            parse(value)
        except InvalidInputError as error:
            assert error.code == "INVALID_ID"  # noqa: PT017 (both outcomes are right)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "====",
        "\0",
        "é",
        "\ud800",
        encode_global_id("Variant", "01a203e7-0000-7000-8000-000000000000"),
        encode_global_id("Product", "7"),
        base64.urlsafe_b64encode(b"Product:").decode(),
        base64.urlsafe_b64encode(b"Product\0" + b"0" * 15).decode(),
        base64.urlsafe_b64encode(b"Product\0\0" + b"0" * 16).decode(),
        base64.urlsafe_b64encode(b":" + b"0" * 32).decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        encode_global_id("Product", "x" * 201),
    ],
)
def test_the_id_of_something_else_is_refused_with_its_place(value: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_global_id(value, "Product", field=("lines", "0", "id"))
    assert caught.value.code == "INVALID_ID"
    assert caught.value.message == "This is not the id of a Product."
    assert caught.value.field == ("lines", "0", "id")
