"""What buyers write: limits and characters, what stays and what goes, and that the order keeps it."""

from __future__ import annotations

from typing import Any

import pytest
from checkout_testing import CART, MUG, ORDER, Buyer, codes
from fondaco.errors import DomainError
from fondaco.testing import GraphQLClient
from fondaco_checkout.model.remarks import Remarks, RemarksChange

DEEP: Any = 1
for _ in range(9):
    DEEP = [DEEP]


def test_what_is_not_given_stays_and_what_is_empty_goes() -> None:
    remarks = RemarksChange(note=" Ring\r\ntwice ", gift_wrap=True, attributes={"a.b": {"c": [1]}, "a.d": "x"}).applied(
        Remarks()
    )
    assert remarks == Remarks(note="Ring\ntwice", gift_wrap=True, attributes={"a.b": {"c": [1]}, "a.d": "x"})
    changed = RemarksChange(note="", gift_message="Hello", attributes={"a.b": None}).applied(remarks)
    assert changed == Remarks(gift_message="Hello", gift_wrap=True, attributes={"a.d": "x"})


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"note": "x" * 2001}, "TEXT_TOO_LONG", "note"),
        ({"gift_message": "x" * 501}, "TEXT_TOO_LONG", "giftMessage"),
        ({"note": "a\0b"}, "TEXT_INVALID", "note"),
        ({"gift_message": "\x1b[31m"}, "TEXT_INVALID", "giftMessage"),
        ({"attributes": {"plain": 1}}, "ATTRIBUTE_KEY_INVALID", "attributes"),
        ({"attributes": {"A.b": 1}}, "ATTRIBUTE_KEY_INVALID", "attributes"),
        ({"attributes": {"a.b\n": 1}}, "ATTRIBUTE_KEY_INVALID", "attributes"),
        ({"attributes": {"a." + "x" * 41: 1}}, "ATTRIBUTE_KEY_INVALID", "attributes"),
        ({"attributes": {"a.b": DEEP}}, "ATTRIBUTE_INVALID", "attributes"),
        ({"attributes": {"a.b": ["\0"]}}, "ATTRIBUTE_INVALID", "attributes"),
        ({"attributes": {"a.b": {"\0": 1}}}, "ATTRIBUTE_INVALID", "attributes"),
        ({"attributes": {f"a.{number}": 1 for number in range(51)}}, "TOO_MANY_ATTRIBUTES", "attributes"),
        ({"attributes": {"a.b": "x" * 8000}}, "ATTRIBUTES_TOO_LARGE", "attributes"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_kept_is_refused(change: dict[str, Any], code: str, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        RemarksChange(**change).applied(Remarks(), field=("lines", "0"))
    assert (refused.value.code, refused.value.field) == (code, ("lines", "0", field))


def test_gaps_are_filled_as_far_as_there_is_room() -> None:
    own = Remarks(note="Mine", attributes={"a.b": "x" * 5000})
    other = Remarks(note="Theirs", gift_message="Hello", attributes={"a.b": 1, "a.c": "x" * 5000})
    assert own.or_else(other) == Remarks(note="Mine", gift_message="Hello", attributes={"a.b": "x" * 5000})
    assert Remarks().or_else(other) == other


async def test_the_order_keeps_what_the_buyer_wrote_and_staff_read_it(buyer: Buyer, admin: GraphQLClient) -> None:
    cart = await buyer.ready((MUG, 1))
    line = cart["lines"][0]["id"]
    attributes = [{"key": "gift.from", "value": {"name": "阿达", "age": 36}}]
    payload = await buyer.change(
        "cartRemarksUpdate", cart["id"], note="请轻放", giftMessage="Happy birthday\nAda", attributes=attributes
    )
    assert codes(payload) == []
    lines = [{"id": line, "giftWrap": True, "attributes": [{"key": "engraving.text", "value": "A. L."}]}]
    assert codes(await buyer.change("cartLineRemarksUpdate", cart["id"], lines=lines)) == []
    # More pieces, another quantity, an address: what was written stays.
    assert codes(await buyer.add(cart["id"], (MUG, 1))) == []
    lines = [{"id": line, "quantity": 3}]
    changed = (await buyer.change("cartLinesUpdate", cart["id"], lines=lines))["cart"]
    assert changed["lines"][0]["attributes"] == {"engraving.text": "A. L."}
    order = (await buyer.complete(cart["id"]))["order"]
    staff = (await admin(f"query ($id: ID!) {{ order(id: $id) {{ {ORDER} }} }}", {"id": order["id"]}))["order"]
    seen = (await admin(f"query ($id: ID!) {{ cart(id: $id) {{ {CART} }} }}", {"id": cart["id"]}))["cart"]
    for found in (order, staff, seen):
        assert (found["note"], found["giftMessage"], found["giftWrap"]) == ("请轻放", "Happy birthday\nAda", False)
        assert found["attributes"] == {"gift.from": {"name": "阿达", "age": 36}}
        [bought] = found["lines"]
        assert (bought["giftWrap"], bought["attributes"]) == (True, {"engraving.text": "A. L."})
    assert codes(await buyer.change("cartRemarksUpdate", cart["id"], note="Late")) == ["CART_COMPLETED"]


async def test_of_several_lines_all_are_written_or_none(buyer: Buyer) -> None:
    cart = await buyer.create((MUG, 1))
    line = cart["lines"][0]["id"]
    for lines, code, path in (
        ([], "LINES_REQUIRED", ["lines"]),
        ([{"id": line, "note": "a"}, {"id": line, "note": "b"}], "LINE_REPEATED", ["lines", "1", "id"]),
        ([{"id": line, "note": "x" * 2001}], "TEXT_TOO_LONG", ["lines", "0", "note"]),
        (
            [{"id": line, "attributes": [{"key": "a.b", "value": 1}] * 2}],
            "ATTRIBUTE_REPEATED",
            ["lines", "0", "attributes", "1", "key"],
        ),
    ):
        payload = await buyer.change("cartLineRemarksUpdate", cart["id"], lines=lines)
        assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, path)]
    other = (await buyer.create((MUG, 1)))["lines"][0]["id"]
    payload = await buyer.change(
        "cartLineRemarksUpdate", cart["id"], lines=[{"id": line, "note": "a"}, {"id": other, "note": "b"}]
    )
    assert codes(payload) == ["LINE_NOT_FOUND"]
    read = await buyer.read(cart["id"])
    assert read is not None
    assert read["lines"][0]["note"] == ""
