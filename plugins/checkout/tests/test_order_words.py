"""The words of an order, and what somebody types to find it."""

from __future__ import annotations

import re

import msgspec
import pytest
from fondaco.commerce import Address
from fondaco.db.engine import fetch_value
from fondaco_checkout.model.order_words import LONGEST_WORD, MOST_WORDS, search_condition, words_of_order
from hypothesis import given
from hypothesis import strategies as st

ADA = Address(
    country="DE",
    name="Ada King-Noël",
    line1="x",
    company="Babbage & Söhne GmbH",
    phone="+49 30 901820",
    city="Köln",
    postal_code="SW1A 1AA",
)
WANG = Address(country="CN", name="王小明", line1="x", company="杭州茶叶有限公司", phone="13800138000", city="杭州市")


class Thing(msgspec.Struct, frozen=True):
    """Something that was bought."""

    sku: str
    title: str
    subtitle: str = ""


BOUGHT = [Thing("TEA-01/b", "Emaille-Becher »Ærø«", "Blau"), Thing("T2", "龙井茶叶二百五十克高级礼盒")]


@pytest.fixture(scope="module")
def words() -> list[str]:
    """The words of one order."""
    email = "Ada.Lovelace+shop@Example.org"
    return words_of_order("1002", email, "+44 20 7946 0958", [ADA, WANG, None], BOUGHT, ["pi_3Nabc", ""])


async def found(typed: str, words: list[str]) -> bool:
    """Whether PostgreSQL finds the words by what was typed."""
    condition = search_condition(typed)
    if condition is None:
        return False
    return bool(await fetch_value("SELECT array_to_tsvector($1::text[]) @@ $2::text::tsquery", words, condition))


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "typed",
    [
        "1002", "10", '"1002"', "ada.love", "ADA.LOVELACE", "ada.lovelace+shop@example.org", "lovelace", "example.org",
        "shop", "ada king", "KING-NOËL", "noe\u0308l", "noël,", "söhne", "SOEHNE", "sohne", "koeln", "koln", "(Babbage)",
        "babbage&söhne", "0958", "7946 0958", "+4420", "901820", "030901820", "+49-30-901820", "SW1A1AA", "sw1a 1aa",
        "王小明", "小明", "明", "王", "茶叶", "有限", "杭州茶叶有限公司", "13800138000", "8000", "１００２", "tea-01/b", "01/B",
        "becher", "ærø", "aero", "龙井茶叶二百五十克高级礼盒", "礼盒 blau", "茶叶二百五十克高级", "pi_3nabc", "ada %",
    ],
)  # fmt: skip
async def test_an_order_is_found_by(typed: str, words: list[str]) -> None:
    assert await found(typed, words)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "%", "_", "100_", "\\", "'", "' OR TRUE --", "velace", "王明", "958", "\0", "1002\0", "ada turing",
        "&", "!", '"100"', "龙井茶叶三百五十克高级礼盒", "1002'|x", "1002:*|x", "!1002x",
    ],
)  # fmt: skip
async def test_an_order_is_not_found_by(typed: str, words: list[str]) -> None:
    assert not await found(typed, words)


def test_what_is_typed_cannot_be_read_as_a_condition() -> None:
    condition = search_condition("a'|b \\x' c:*")
    assert condition is not None
    assert re.sub(r"'(?:[^']|'')*'(:\*)?", "w", condition) == "(w | (w & w)) & (w | w) & (w | w)"


def test_words_have_a_limit_and_so_has_a_search() -> None:
    long = "x" * 500
    many = [Thing(f"sku{number}", f"title{number}") for number in range(2 * MOST_WORDS)]
    words = words_of_order("1", f"{long}@example.org", None, (), many, ())
    assert long[:LONGEST_WORD] in words
    assert len(words) == MOST_WORDS
    assert search_condition(long) == f"'{long[:LONGEST_WORD]}':*"
    assert str(search_condition("a " * 500)).count(":*") == 10


@given(st.text(max_size=60))
def test_whatever_is_written_becomes_words_that_can_be_stored_and_asked_for(text: str) -> None:
    words = words_of_order(text, text, text, [], [Thing(text, text)], [text])
    assert len(set(words)) == len(words)
    assert all(0 < len(word.encode()) < 2046 and "\0" not in word for word in words)
    condition = search_condition(text)
    if condition is not None:
        assert re.fullmatch(r"[()&| ]*", re.sub(r"'(?:[^']|'')*'(:\*)?", "", condition))
