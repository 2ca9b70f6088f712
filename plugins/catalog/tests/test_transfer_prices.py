"""Price lists in files, and the prices in them: tiers, periods, groups, prices to compare with, costs."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from fondaco.db import execute, fetch_rows, fetch_value
from fondaco.testing import WorkerDriver
from fondaco_catalog.service.transfer.import_products import ImportReport

from .round_trips import FORMATS, Get, Put, goes_round

LISTS: list[dict[str, Any]] = [
    {"kind": "priceList", "code": "summer", "name": "Summer", "title": "Summer sale", "labels": {"de": "Sommer"},
     "channel": "default", "currency": "EUR", "priority": 10, "startsAt": "2026-06-01T00:00:00Z",
     "endsAt": "2026-09-01T00:00:00+02:00"},
    {"kind": "priceList", "code": "a-trade", "name": "= Trade", "channel": "japan", "priority": -1, "active": False,
     "customerGroups": ["wholesale", "staff"]},
    {"kind": "priceList", "code": "base-default-eur", "name": "Everyday", "channel": "default", "title": "Price"},
]  # fmt: skip
CUP: dict[str, Any] = {
    "slug": "cup", "title": "Cup", "variants": [
        {"sku": "C", "costs": {"default": "3.10", "japan": 400}, "prices": {
            "default": {"price": "9.90", "compareAt": "12.00"}, "default@10": {"price": "8.90"},
            "#summer": {"price": "7.00"}, "#summer@5": {"price": "6.50", "compareAt": "7"},
            "#a-trade@100": {"price": 500}, "japan": {"price": 1200},
        }},
    ],
}  # fmt: skip


def lines(*things: dict[str, Any]) -> bytes:
    return b"".join(msgspec.json.encode(each) + b"\n" for each in things)


def told(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(found.row, found.column, found.code) for found in report.rows]


@pytest.mark.parametrize("kind", FORMATS)
async def test_price_lists_go_round_with_all_that_is_in_them(put: Put, get: Get, kind: str) -> None:
    # given
    report = await put(lines(*LISTS, CUP))
    assert (told(report), report.created) == ([], 4)
    # then
    first = (await goes_round(put, get, kind)).decode()
    for part in ("Summer sale", "Sommer", "2026-08-31T22:00:00Z", "wholesale", "#summer@5", "#a-trade@100", "Everyday"):
        assert part in first
    assert "base-japan-jpy" not in first  # nobody has named it
    found = await fetch_rows("SELECT code, base, priority, customer_groups FROM catalog.price_list ORDER BY id")
    assert [tuple(row.values()) for row in found] == [
        ("summer", False, 10, []), ("a-trade", False, -1, ["staff", "wholesale"]), ("base-default-eur", True, 0, []),
        ("base-japan-jpy", True, 0, []),
    ]  # fmt: skip


async def test_lists_that_are_equal_otherwise_stay_in_the_order_of_their_age(put: Put, get: Get) -> None:
    equal = [{"kind": "priceList", "code": f"l{9 - n}", "name": "L", "channel": "default"} for n in range(9)]
    await put(lines(*equal))
    codes = "SELECT string_agg(code, ' ' ORDER BY id) FROM catalog.price_list"
    assert await fetch_value(codes) == "l9 l8 l7 l6 l5 l4 l3 l2 l1"
    await goes_round(put, get, "csv")
    assert await fetch_value(codes) == "l9 l8 l7 l6 l5 l4 l3 l2 l1"


async def test_a_list_that_changes_moves_the_prices_of_products_that_are_not_in_the_file(
    put: Put, worker: WorkerDriver
) -> None:
    # given
    await put(lines({**LISTS[0], "startsAt": None, "endsAt": None}, LISTS[1], CUP))
    now = (
        "SELECT min(amount) FROM catalog.price_window WHERE audience = '' AND channel = 'default' "
        "AND starts_at <= now() AND ends_at > now()"
    )
    assert await fetch_value(now) == 700
    # when
    table = "priceList.code,priceList.endsAt,priceList.title:de\nsummer,2026-01-01T00:00:00Z,\n"
    report = await put(table.encode())
    await worker.drain()
    # then
    assert (report.updated, report.created) == (1, 0)
    assert await fetch_value(now) == 990
    row = await fetch_rows(
        "SELECT labels::text, priority, title, version FROM catalog.price_list WHERE code = 'summer'"
    )
    assert tuple(row[0].values()) == ("{}", 10, "Summer sale", 2)


def changed(**said: Any) -> dict[str, Any]:
    return {"kind": "priceList", "code": "new", "name": "N", "channel": "default", **said}


def priced(**prices: Any) -> dict[str, Any]:
    return {"slug": "cup", "variants": [{"sku": "C", "prices": prices}]}


BAD: list[tuple[dict[str, Any], str, str]] = [
    (changed(currency="XXY"), "UNKNOWN_CURRENCY", "currency"),
    (changed(currency="JPY"), "CURRENCY_MISMATCH", "currency"),
    (changed(channel="mars"), "UNKNOWN_CHANNEL", "channel"),
    ({"kind": "priceList", "code": "new", "name": "N"}, "UNKNOWN_CHANNEL", "channel"),
    (changed(code="Not one"), "INVALID_CODE", "code"),
    (changed(code=""), "REQUIRED", "code"),
    (changed(code="base-mars"), "RESERVED_CODE", "code"),
    (changed(name=""), "REQUIRED", "name"),
    (changed(customerGroups=["whole sale"]), "INVALID_GROUP", "customerGroups"),
    (changed(startsAt="2026-02-01T00:00:00Z", endsAt="2026-01-01T00:00:00Z"), "INVALID_PERIOD", "endsAt"),
    (changed(startsAt="yesterday"), "INVALID_TIME", "startsAt"),
    (changed(priority=10**9), "INVALID_PRIORITY", "priority"),
    (changed(priority="high"), "INVALID_TYPE", "priority"),
    (changed(labels={"??": "x"}), "INVALID_LOCALE", "title"),
    (changed(code="summer", channel="japan"), "PRICE_LIST_FIXED", "channel"),
    (changed(code="summer", endsAt="2026-01-01T00:00:00Z"), "INVALID_PERIOD", "endsAt"),
    (changed(code="base-default-eur", priority=5), "BASE_LIST", "priority"),
    (priced(**{"#winter": {"price": 1}}), "PRICE_LIST_NOT_FOUND", "variants[0].prices.#winter.price"),
    (priced(**{"#summer": {"price": -1}}), "NEGATIVE_PRICE", "variants[0].prices.#summer.price"),
    (priced(**{"#summer": {"price": 1, "compareAt": -1}}), "NEGATIVE_PRICE", "variants[0].prices.#summer.compareAt"),
    (priced(**{"#summer": {"price": 1, "currency": "JPY"}}), "CURRENCY_MISMATCH", "variants[0].prices.#summer.currency"),
    (priced(**{"#summer": {"price": 1, "currency": "XXY"}}), "UNKNOWN_CURRENCY", "variants[0].prices.#summer.currency"),
    (priced(**{"#summer@0": {"price": 1}}), "INVALID_NUMBER", "variants[0].prices.#summer@0.price"),
    (priced(**{f"#summer@{n}": {"price": 1} for n in range(1, 30)}), "TOO_MANY_TIERS",
     "variants[0].prices.#summer@29.price"),
    ({"slug": "cup", "variants": [{"sku": "C", "costs": {"default": "-1"}}]}, "NEGATIVE_PRICE",
     "variants[0].costs.default"),
]  # fmt: skip


async def test_what_is_wrong_with_lists_and_prices_is_told_by_row_field_and_code(put: Put, get: Get) -> None:
    # given
    await put(lines(*LISTS, CUP))
    before = await get("jsonl")
    # when
    report = await put(lines(*(bad for bad, _, _ in BAD)), format="jsonl")
    # then
    told_of = {row: (code, column) for row, column, code in reversed(told(report))}
    expected = {row: (code, column) for row, (_, code, column) in enumerate(BAD, start=1)}
    assert told_of == expected
    assert await get("jsonl") == before


async def test_a_price_list_by_skus_names_the_one_that_is_unknown(put: Put) -> None:
    await put(lines(*LISTS, CUP))
    table = (
        "priceList.code,priceList.name,priceList.channel,priceList.customerGroups,variant.sku,variant.price:#new@20\n"
        "new,New,default,wholesale|staff,,\n"
        ",,,,C,5\n"
        ",,,,X,1\n"
    )
    report = await put(table.encode(), match="sku")
    assert told(report) == [(4, "variant.sku", "VARIANT_NOT_FOUND")]
    assert (report.created, report.updated, report.failed) == (1, 1, 1)


async def test_who_may_not_manage_prices_may_not_by_a_file(put: Put) -> None:
    report = await put(lines(LISTS[0]), withheld=("catalog.manage_prices",))
    assert told(report) == [(1, "code", "PERMISSION_DENIED")]
    assert await fetch_value("SELECT count(*) FROM catalog.price_list") == 0


async def test_a_list_in_a_currency_that_its_channel_has_no_more_stays_at_home(put: Put, get: Get) -> None:
    await put(lines(*LISTS, CUP))
    await execute("UPDATE catalog.price_list SET currency = 'USD' WHERE code = 'summer'")
    assert b"summer" not in await goes_round(put, get, "jsonl")
