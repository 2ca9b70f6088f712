"""The words of an order, and what somebody types to find it."""

from __future__ import annotations

import pytest
from fondaco.commerce import Address
from fondaco_checkout.model.order_words import LONGEST_WORD, search_condition, search_words

ADA = Address(
    country="DE", name="Ada King-Noël", line1="x", company="Babbage & Söhne GmbH", phone="+49 30 901820", city="Berlin"
)
WANG = Address(country="CN", name="王小明", line1="x", company="杭州茶叶有限公司", phone="13800138000")


@pytest.fixture(scope="module")
def words() -> list[str]:
    """The words of one order."""
    return search_words("1002", "Ada.Lovelace+shop@Example.org", "+44 20 7946 0958", [ADA, WANG, None])


def found(typed: str, words: list[str]) -> bool:
    """Whether what PostgreSQL would look for finds the words."""
    condition = search_condition(typed)
    if condition is None:
        return False
    wanted = [part.removesuffix(":*")[1:-1].replace("''", "'").replace("\\\\", "\\") for part in condition.split(" & ")]
    return all(any(word.startswith(beginning) for word in words) for beginning in wanted)


@pytest.mark.parametrize(
    "typed",
    [
        "1002", "10", "ada.love", "ADA.LOVELACE", "ada.lovelace+shop@example.org", "lovelace", "example.org", "shop",
        "ada king", "KING-NOËL", "noe\u0308l", "noël,", "söhne", "(Babbage)", "0958", "7946 0958", "+4420", "901820",
        "王小明", "小明", "明", "王", "茶叶", "13800138000", "8000", "１００２",
    ],
)  # fmt: skip
def test_an_order_is_found_by(typed: str, words: list[str]) -> None:
    assert found(typed, words)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "%",
        "_",
        "100_",
        "\\",
        "'",
        "' OR TRUE --",
        "velace",
        "王明",
        "958",
        "\0",
        "1002\0",
        "ada turing",
        "&",
        "!",
    ],
)
def test_an_order_is_not_found_by(typed: str, words: list[str]) -> None:
    assert not found(typed, words)


def test_what_is_typed_cannot_be_read_as_a_condition() -> None:
    assert search_condition("a'|b \\' c:*") == "'a''|b':* & '\\\\':* & 'c:*':*"


def test_words_have_a_limit_and_so_has_a_search() -> None:
    long = "x" * 500
    assert f"{long[:LONGEST_WORD]}" in search_words("1", f"{long}@example.org", None, ())
    assert search_condition(long) == f"'{long[:LONGEST_WORD]}':*"
    assert str(search_condition("a " * 500)).count(":*") == 10
