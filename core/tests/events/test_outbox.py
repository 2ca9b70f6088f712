import asyncio
from typing import Any

import msgspec
import pytest
from fondaco.access.principals import Principal, PrincipalKind
from fondaco.db.engine import Database, fetch_all, fetch_value
from fondaco.errors import ConflictError
from fondaco.events.outbox import restore_context
from fondaco_stage import ParcelSent, effects, writing


class Stored(msgspec.Struct):
    kind: str
    name: str
    payload: str
    context: str


async def stored() -> list[Stored]:
    return await fetch_all(Stored, "SELECT kind, name, payload, context FROM system.outbox ORDER BY id")


async def test_an_event_emitted_in_a_rolled_back_unit_of_work_is_never_delivered(stage: Any) -> None:
    on = stage(writing("mail"))

    with pytest.raises(RuntimeError, match="no stock"):
        async with on.shop() as uow:
            uow.emit(ParcelSent(number=1))
            raise RuntimeError("no stock")
    await on.worker(burst=True).run()

    assert await stored() == []
    assert await effects() == []


async def test_a_savepoint_that_is_rolled_back_drops_only_its_own_events(stage: Any) -> None:
    on = stage(writing("mail"))

    async with on.shop() as uow:
        uow.emit(ParcelSent(number=1))
        with pytest.raises(RuntimeError):
            async with uow.savepoint():
                uow.emit(ParcelSent(number=2))
                raise RuntimeError
        uow.emit(ParcelSent(number=3))
    await on.worker(burst=True).run()

    assert await effects() == [("mail", 1), ("mail", 3)]


async def test_messages_are_stored_in_the_order_in_which_they_were_emitted(stage: Any) -> None:
    async with stage().shop() as uow:
        for number in range(50):
            uow.emit(ParcelSent(number=number))
        uow.enqueue("stage.clean", {"days": 3})

    assert [row.payload for row in await stored()] == [f'{{"number": {number}}}' for number in range(50)] + [
        '{"days": 3}'
    ]
    assert [row.name for row in await stored()][-2:] == ["stage.parcel_sent", "stage.clean"]
    assert [row.kind for row in await stored()][-2:] == ["event", "job"]


async def test_a_message_keeps_in_whose_name_it_was_written(stage: Any) -> None:
    on = stage()
    buyer = Principal(kind=PrincipalKind.CUSTOMER, id="customer:7")

    async with on.shop("outlet", principal=buyer, request_id="cafe") as uow:
        uow.emit(ParcelSent(number=1))

    (row,) = await stored()
    assert msgspec.json.decode(row.context) == {
        "channel": "outlet",
        "locale": "en",
        "request_id": "cafe",
        "principal": "customer:7",
    }
    context = restore_context(row.context, on.channels)
    assert (context.channel.currency, context.request_id, context.principal.id) == ("JPY", "cafe", "system")


def test_a_channel_that_is_gone_is_not_replaced_by_another() -> None:
    with pytest.raises(ConflictError) as caught:
        restore_context('{"channel":"gone","locale":"en","request_id":"x","principal":"p"}', {})
    assert caught.value.code == "CHANNEL_GONE"


async def test_listeners_are_woken_by_messages_and_only_by_them(stage: Any, database: Database) -> None:
    on = stage()
    woken: list[str] = []
    ready = asyncio.Event()
    database.listen("fondaco_outbox", woken.append, ready.set)
    await ready.wait()

    async with on.shop():
        pass
    async with on.shop() as uow:
        uow.emit(ParcelSent(number=1))
        uow.emit(ParcelSent(number=2))
    await asyncio.sleep(0.1)

    assert woken == [""]
    assert await fetch_value("SELECT count(*) FROM system.outbox") == 2
