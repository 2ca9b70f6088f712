"""Keyset pagination: whoever walks a list sees every row exactly once."""

from __future__ import annotations

import base64
import itertools
import random
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import msgspec
import pytest
import pytest_asyncio
from fondaco.app import App
from fondaco.db import Edge, Page, PageArgs, SortKey, execute, fetch_all
from fondaco.db.pagination import Keyset
from fondaco.errors import DomainError, InvalidInputError, LimitExceededError
from fondaco.ids import new_id
from hypothesis import given
from hypothesis import strategies as st

MONDAY = datetime(2026, 6, 1, 12, tzinfo=UTC)


class Row(msgspec.Struct, frozen=True):
    price: int
    title: str
    made_at: datetime
    id: UUID


def keys(*descending: bool) -> tuple[SortKey, ...]:
    return (
        SortKey("price", int, "price", descending[0]),
        SortKey("title", str, "title", descending[1]),
        SortKey("made_at", datetime, "made_at", descending[2]),
        SortKey("id", UUID, "id", descending[3]),
    )


def in_order(rows: list[Row], order: tuple[SortKey, ...]) -> list[Row]:
    for key in reversed(order):
        rows = sorted(rows, key=lambda row: getattr(row, key.attribute), reverse=key.descending)
    return rows


@pytest_asyncio.fixture(loop_scope="session")
async def rows(app: App) -> list[Row]:
    """Sixty rows of which many are equal in all but the id."""
    await execute(
        'CREATE TABLE public.item (price bigint, title text COLLATE "C", made_at timestamptz, id uuid PRIMARY KEY)'
    )
    dice = random.Random(7)
    made = [
        Row(dice.randrange(3), dice.choice(["a", "B", "ä", "中"]), MONDAY + timedelta(days=dice.randrange(2)), new_id())
        for _ in range(60)
    ]
    for row in made:
        await insert(row)
    return made


async def insert(row: Row) -> None:
    await execute("INSERT INTO public.item VALUES ($1, $2, $3, $4)", row.price, row.title, row.made_at, row.id)


async def page(order: tuple[SortKey, ...], *, offset: int = 0, **args: Any) -> Page[Row]:
    keyset = Keyset(order, PageArgs(**args), offset=offset)
    where = "price >= $1 AND " if offset else ""
    found = await fetch_all(
        Row,
        f"SELECT * FROM public.item WHERE {where}{keyset.where} ORDER BY {keyset.order_by} LIMIT {keyset.limit}",
        *([0] * offset),
        *keyset.params,
    )

    async def count() -> int:
        return 60

    return keyset.page(found, count)


ORDERS = [keys(*ways) for ways in itertools.product([False, True], repeat=4)]


async def test_walking_forward_and_backward_visits_every_row_once_in_every_mix_of_directions(rows: list[Row]) -> None:
    for order, size in zip(ORDERS, itertools.cycle([1, 7, 20, 60]), strict=False):
        expected = in_order(rows, order)
        for offset in (0, 1):
            seen: list[Row] = []
            after = None
            while True:
                found = await page(order, offset=offset, first=size, after=after)
                assert found.has_previous_page is (after is not None)
                seen += found.nodes
                after = found.end_cursor
                if not found.has_next_page:
                    break
            assert seen == expected

        seen, before = [], None
        while True:
            found = await page(order, last=size, before=before)
            assert found.has_next_page is (before is not None)
            seen = found.nodes + seen
            before = found.start_cursor
            if not found.has_previous_page:
                break
        assert seen == expected


async def test_rows_that_come_and_go_while_somebody_walks_disturb_nobody(rows: list[Row]) -> None:
    order = keys(True, False, True, False)
    dice = random.Random(11)
    seen: list[Row] = []
    after = None
    gone: set[UUID] = set()
    while True:
        found = await page(order, first=5, after=after)
        seen += found.nodes
        after = found.end_cursor
        if not found.has_next_page:
            break
        await insert(Row(dice.randrange(3), "new", MONDAY, new_id()))
        # The row that the cursor came from may go too.
        victim = dice.choice([*seen, *rows])
        gone.add(victim.id)
        await execute("DELETE FROM public.item WHERE id = $1", victim.id)
    ids = [row.id for row in seen]
    assert len(ids) == len(set(ids))
    assert {row.id for row in rows} - gone <= set(ids)
    assert seen == in_order(seen, order)


async def test_a_window_between_two_cursors(rows: list[Row]) -> None:
    order = keys(False, True, False, True)
    expected = in_order(rows, order)
    everything = await page(order, first=60)
    cursors = [edge.cursor for edge in everything.edges]
    between = await page(order, first=100, after=cursors[9], before=cursors[20])
    assert between.nodes == expected[10:20]
    assert (await page(order, last=3, after=cursors[9], before=cursors[20])).nodes == expected[17:20]
    assert (await page(order, first=3, after=cursors[20], before=cursors[9])).nodes == []


async def test_an_empty_page_has_no_cursors(rows: list[Row]) -> None:
    nothing = await page(ORDERS[0], first=0)
    assert (nothing.nodes, nothing.start_cursor, nothing.end_cursor) == ([], None, None)
    assert nothing.has_next_page is True
    everything = await page(ORDERS[0], first=60)
    behind = await page(ORDERS[0], first=5, after=everything.end_cursor)
    assert (behind.nodes, behind.has_next_page, behind.has_previous_page) == ([], False, True)
    assert await behind.count() == 60
    assert behind.page_info is behind


@pytest.mark.parametrize(
    ("args", "error", "code", "field"),
    [
        ({}, InvalidInputError, "PAGE_SIZE_REQUIRED", ("first",)),
        ({"first": 1, "last": 1}, InvalidInputError, "PAGE_SIZE_REQUIRED", ("first",)),
        ({"first": -1}, InvalidInputError, "INVALID_INPUT", ("first",)),
        ({"last": -1}, InvalidInputError, "INVALID_INPUT", ("last",)),
        ({"first": 101}, LimitExceededError, "PAGE_SIZE_TOO_LARGE", ("first",)),
        ({"last": 10**9}, LimitExceededError, "PAGE_SIZE_TOO_LARGE", ("last",)),
    ],
)
def test_a_page_has_a_size_within_the_limit(
    args: dict[str, Any], error: type[DomainError], code: str, field: tuple[str, ...]
) -> None:
    with pytest.raises(error) as caught:
        Keyset(ORDERS[0], PageArgs(**args))
    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize(("args", "size"), [({"first": 0}, 0), ({"first": 100}, 100), ({"last": 7}, 7)])
def test_a_page_size_within_the_limit_is_taken(args: dict[str, Any], size: int) -> None:
    assert PageArgs(**args).size() == size
    assert Keyset(ORDERS[0], PageArgs(**args)).limit == size + 1


ID = "01a203e7-0000-7000-8000-000000000000"


def cursor(*values: object) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(values)).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "x",
        "%%%",
        "é",
        "\ud800",
        "AAAA",
        cursor(),
        cursor(1, "a", "2026-06-01T12:00:00Z"),
        cursor(1, "a", "2026-06-01T12:00:00Z", ID, 1),
        cursor("1", "a", "2026-06-01T12:00:00Z", ID),
        cursor(1.5, "a", "2026-06-01T12:00:00Z", ID),
        cursor(True, "a", "2026-06-01T12:00:00Z", ID),
        cursor(None, "a", "2026-06-01T12:00:00Z", ID),
        cursor(2**63, "a", "2026-06-01T12:00:00Z", ID),
        cursor(1, 1, "2026-06-01T12:00:00Z", ID),
        cursor(1, "a\0", "2026-06-01T12:00:00Z", ID),
        cursor(1, "a", "yesterday", ID),
        cursor(1, "a", "2026-06-01T12:00:00", ID),
        cursor(1, "a", "0001-01-01T00:00:00+14:00", ID),
        cursor(1, "a", "2026-06-01T12:00:00Z", "7"),
        base64.urlsafe_b64encode(b"{}").decode(),
        base64.urlsafe_b64encode(b"[[[[[").decode(),
    ],
)
@pytest.mark.parametrize("end", ["after", "before"])
def test_what_is_no_cursor_of_this_list_is_refused(bad: str, end: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        Keyset(ORDERS[0], PageArgs(first=1, **dict[str, Any]({end: bad})))
    assert (caught.value.code, caught.value.field) == ("INVALID_CURSOR", (end,))


moments = st.datetimes(
    timezones=st.just(UTC) | st.just(timezone(timedelta(hours=-9))),
    min_value=datetime(2, 1, 1),  # noqa: DTZ001 (hypothesis wants it bare)
)


@given(
    st.builds(
        Row,
        st.integers(-(2**63), 2**63 - 1),
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
        moments,
        st.uuids(),
    )
)
def test_a_cursor_brings_its_values_back(row: Row) -> None:
    order = ORDERS[5]
    made = Keyset(order, PageArgs(first=1)).cursor_of(row)
    assert Keyset(order, PageArgs(first=1, after=made)).params == [row.price, row.title, row.made_at, row.id]


@given(st.text())
def test_any_text_as_cursor_is_taken_or_refused(text: str) -> None:
    try:
        Keyset(ORDERS[0], PageArgs(first=1, after=text))
    except InvalidInputError as error:
        assert error.code == "INVALID_CURSOR"  # noqa: PT017 (both outcomes are right)


def test_edges_carry_their_cursor() -> None:
    row = Row(1, "a", MONDAY, new_id())
    keyset = Keyset(ORDERS[0], PageArgs(first=1))
    found = keyset.page([row], lambda: None)  # type: ignore[arg-type, return-value]
    assert found.edges == [Edge(keyset.cursor_of(row), row)]
