"""Stock under parallel orders: what is there is sold once, what is given back is there again, and nobody waits forever.

Every round runs on real connections at the same time; afterwards an auditor looks at the tables (see ``conftest.py``).
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

import pytest
from fondaco.commerce import SellableRef
from fondaco_logistics.model.drafts import Operation, StockChange
from logistics_testing import HELD, House, Order, outcome, ref

THINGS = [ref(number) for number in range(1, 7)]
PARALLEL = 8


async def all_of(*work: object) -> Counter[str]:
    """Runs everything at the same time and counts how it ended; anything but a refusal is a failure."""
    return Counter(await asyncio.gather(*(outcome(one) for one in work)))


async def stocked(house: House, pieces: int, rounds: int) -> list[SellableRef]:
    """Receives so many pieces of one thing for each round."""
    things = [ref(100 + number) for number in range(rounds)]
    east = house.warehouses["east"]
    await house.change_all(
        *(StockChange(ref=one, warehouse=east, operation=Operation.RECEIVE, quantity=pieces) for one in things)
    )
    return things


async def in_rounds(things: Sequence[SellableRef], one: Callable[[SellableRef], Awaitable[None]]) -> None:
    """Runs a round for each thing, some rounds at a time."""
    for start in range(0, len(things), PARALLEL):
        await asyncio.gather(*(one(thing) for thing in things[start : start + PARALLEL]))


async def test_the_last_unit_goes_to_one_of_two(house: House, rounds: int) -> None:
    async def race(thing: SellableRef) -> None:
        ended = await all_of(*(Order(house, (thing, 1)).hold() for _ in range(2)))
        assert ended == {"ok": 1, "OUT_OF_STOCK": 1}

    await in_rounds(await stocked(house, 1, rounds), race)


async def test_fifty_pieces_and_five_hundred_buyers(house: House) -> None:
    shared = THINGS[0]
    await house.change(shared, 30, "east")
    await house.change(shared, 20, "west")
    for thing in THINGS[1:]:
        await house.change(thing, 10_000)
    mixed = random.Random(5)
    orders = []
    for _ in range(500):
        lines = [(thing, mixed.randint(1, 3)) for thing in mixed.sample(THINGS[1:], 2)] + [(shared, 1)]
        mixed.shuffle(lines)
        orders.append(Order(house, *lines))

    async def buy(order: Order) -> None:
        await order.hold()
        await order.place()

    assert await all_of(*(buy(order) for order in orders)) == {"ok": 50, "OUT_OF_STOCK": 450}
    assert await house.stock(shared) == {"east": (30, 0, 30), "west": (20, 0, 20)}


async def test_what_is_given_up_and_taken_at_once_is_neither_lost_nor_doubled(house: House, rounds: int) -> None:
    async def race(thing: SellableRef) -> None:
        holder, others = Order(house, (thing, 2)), [Order(house, (thing, 1)) for _ in range(2)]
        await holder.hold()
        ended = await all_of(holder.give_up(), *(other.hold() for other in others))
        assert await house.stock(thing) == {"east": (2, ended["ok"] - 1, 0)}

    await in_rounds(await stocked(house, 2, rounds), race)


async def test_an_edit_and_a_cancellation_against_a_placement(house: House, rounds: int) -> None:
    async def race(thing: SellableRef) -> None:
        edited, cancelled, placed = (Order(house, (thing, 1)) for _ in range(3))
        await edited.place()
        await cancelled.place()
        ended = await all_of(edited.change(2, firm=False), cancelled.cancel(), placed.hold())
        on_hand, reserved, allocated = (await house.stock(thing))["east"]
        assert (on_hand, reserved + allocated) == (2, ended["ok"])  # one was there before, the cancellation took none

    await in_rounds(await stocked(house, 2, rounds), race)


async def test_allocation_against_adjustment(house: House, rounds: int) -> None:
    async def race(thing: SellableRef) -> None:
        orders = [Order(house, (thing, 2)) for _ in range(2)]
        ended = await all_of(house.change(thing, -2, do=Operation.ADJUST), *(order.hold() for order in orders))
        assert ended["ok"] == 2
        assert ended["OUT_OF_STOCK"] + ended["STOCK_TAKEN"] == 1

    await in_rounds(await stocked(house, 4, rounds), race)


async def test_pieces_that_are_not_there_are_taken_from_somebody(house: House, rounds: int) -> None:
    async def race(thing: SellableRef) -> None:
        first, second = Order(house, (thing, 1)), Order(house, (thing, 1))
        await first.place()
        counting = house.change(thing, 1, do=Operation.COUNT, displace=True)
        assert await all_of(counting, first.change(2), second.place()) == {"ok": 3}
        states: Counter[str] = Counter()
        for order in (first, second):
            for (state, _), pieces in (await order.holds()).items():
                states[state] += pieces
        assert states == {"allocated": 1, "short": 2}

    await in_rounds(await stocked(house, 2, rounds), race)


async def test_what_is_reserved_is_placed_while_staff_take_it_away(house: House, rounds: int) -> None:
    async def race(thing: SellableRef) -> None:
        order = Order(house, (thing, 2))
        await order.hold()
        counting = house.change(thing, 1, do=Operation.COUNT, displace=True)
        assert await all_of(order.place(), counting) == {"ok": 2}
        assert await order.holds() == {("allocated", "east"): 1, ("short", None): 1}

    await in_rounds(await stocked(house, 2, rounds), race)


@pytest.mark.parametrize("seed", range(4))
async def test_a_random_mix_of_everything_ends_and_adds_up(house: House, rounds: int, seed: int) -> None:
    mixed = random.Random(seed)
    for thing in THINGS:
        await house.change(thing, 20, "east")
        await house.change(thing, 20, "west")
    orders = [
        Order(house, *((thing, mixed.randint(1, 3)) for thing in mixed.sample(THINGS, mixed.randint(1, 4))))
        for _ in range(PARALLEL)
    ]

    async def one(order: Order, choice: int, numbers: list[int]) -> None:
        verb = (order.hold, order.place, order.give_up, order.cancel)[choice % 4]
        if choice == 4:
            await order.change(*numbers)
        elif choice == 5:
            await house.change(mixed.choice(THINGS), 2, mixed.choice(["east", "west"]))
        elif choice == 6:
            await house.change(mixed.choice(THINGS), 3, "west", do=Operation.COUNT, displace=True)
        else:
            await verb()

    allowed = {"ok", "OUT_OF_STOCK", "STOCK_TAKEN"}
    for _ in range(rounds // 20):
        work = [one(order, mixed.randrange(7), [mixed.randint(0, 3) for _ in order.lines]) for order in orders]
        assert set(await all_of(*work)) <= allowed
    await all_of(*(order.tell(HELD, ()) for order in orders))
    for thing in THINGS:
        assert all(taken == (0, 0) for _, *rest in (await house.stock(thing)).values() if (taken := tuple(rest)))
