"""Days of arrival: a table of dates counted on a calendar, what makes no schedule, and what an order keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from checkout_testing import ADDRESS, MUG, Buyer
from fondaco import clock
from fondaco.db.engine import fetch_value
from fondaco.errors import DomainError
from fondaco.testing import GraphQLClient
from fondaco_checkout.model.promise import DeliverySchedule, clean_schedule, promised
from hypothesis import given
from hypothesis import strategies as st

BERLIN = DeliverySchedule(handling_days=1, cutoff="14:00", timezone="Europe/Berlin")
CHRISTMAS = msgspec.structs.replace(BERLIN, holidays=(date(2026, 12, 25), date(2027, 1, 1)))
SHANGHAI = DeliverySchedule(timezone="Asia/Shanghai", working_days=(1, 2, 3, 4, 5, 6, 7))


@pytest.mark.parametrize(
    ("schedule", "now", "days", "expected"),
    [
        # Wednesday 2026-11-25, 13:59 in Berlin: handed over on Thursday, one to three working days more.
        (BERLIN, datetime(2026, 11, 25, 12, 59, tzinfo=UTC), (1, 3), ("2026-11-27", "2026-12-01")),
        # One minute later it counts for Thursday.
        (BERLIN, datetime(2026, 11, 25, 13, 0, tzinfo=UTC), (1, 3), ("2026-11-30", "2026-12-02")),
        # Saturday counts for Monday, handed over on Tuesday.
        (BERLIN, datetime(2026, 11, 28, 9, 0, tzinfo=UTC), (1, 1), ("2026-12-02", "2026-12-02")),
        # In summer 14:00 in Berlin is 12:00 UTC.
        (BERLIN, datetime(2026, 7, 1, 12, 0, tzinfo=UTC), (1, 1), ("2026-07-06", "2026-07-06")),
        # Wednesday before Christmas: handed over on Thursday, then 25 (holiday), 26 and 27 (weekend): Monday.
        (CHRISTMAS, datetime(2026, 12, 23, 9, 0, tzinfo=UTC), (1, 2), ("2026-12-28", "2026-12-29")),
        # 17:00 UTC is the next day in Shanghai, where every day counts and nothing is handled.
        (SHANGHAI, datetime(2026, 11, 28, 17, 0, tzinfo=UTC), (0, 2), ("2026-11-29", "2026-12-01")),
    ],
)
def test_working_days_are_counted_on_the_calendar_of_the_warehouse(
    schedule: DeliverySchedule, now: datetime, days: tuple[int, int], expected: tuple[str, str]
) -> None:
    earliest, latest = promised(schedule, *days, now)
    assert (earliest.isoformat(), latest.isoformat()) == expected


@given(
    st.integers(0, 7_000_000).map(lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sets(st.integers(1, 7), min_size=1),
    st.integers(0, 3),
)
def test_a_promise_is_a_working_day_and_never_before_the_order(
    now: datetime, least: int, more: int, working: set[int], handling: int
) -> None:
    schedule = DeliverySchedule(handling_days=handling, cutoff="12:00", working_days=tuple(sorted(working)))
    earliest, latest = promised(schedule, least, least + more, now)
    assert now.date() <= earliest <= latest
    assert schedule.works_on(earliest)
    assert schedule.works_on(latest)
    # Whoever orders later is promised nothing earlier.
    assert promised(schedule, least, least, now + timedelta(hours=7))[0] >= earliest


@pytest.mark.parametrize(
    ("change", "code", "name"),
    [
        ({"handling_days": 366}, "INVALID_DAYS", "handlingDays"),
        ({"cutoff": "24:00"}, "INVALID_TIME", "cutoff"),
        ({"timezone": "Europe/Atlantis"}, "UNKNOWN_TIMEZONE", "timezone"),
        ({"timezone": "../etc/passwd"}, "UNKNOWN_TIMEZONE", "timezone"),
        ({"timezone": ""}, "UNKNOWN_TIMEZONE", "timezone"),
        ({"timezone": "x\0"}, "UNKNOWN_TIMEZONE", "timezone"),
        ({"working_days": ()}, "INVALID_DAYS", "workingDays"),
        ({"working_days": (0,)}, "INVALID_DAYS", "workingDays"),
        ({"holidays": (date(2026, 1, 1),) * 1001}, "INVALID_DAYS", "holidays"),
    ],
)
def test_what_is_no_schedule_is_refused(change: dict[str, Any], code: str, name: str) -> None:
    with pytest.raises(DomainError) as caught:
        clean_schedule(msgspec.structs.replace(BERLIN, **change), ("schedule",))
    assert (caught.value.code, caught.value.field) == (code, ("schedule", name))


async def test_an_order_keeps_what_was_promised(buyer: Buyer, admin: GraphQLClient) -> None:
    schedule = {"timezone": "UTC", "handlingDays": 1, "workingDays": [7, 1, 2, 3, 4, 5, 6], "holidays": []}
    method = {
        "code": "parcel",
        "name": "Parcel",
        "minDays": 1,
        "maxDays": 2,
        "schedule": schedule,
        "rates": [{"currencyCode": "EUR", "basis": "COUNT", "tiers": [{"minimum": "0", "price": "5"}]}],
    }
    shown = "deliveryMethod { id schedule { timezone handlingDays cutoff workingDays holidays } }"
    refused = await admin.change("deliveryMethodCreate", {**method, "maxDays": None}, shown)
    assert [(error["code"], error["field"]) for error in refused["errors"]] == [("DAYS_REQUIRED", ["schedule"])]
    made = (await admin.change("deliveryMethodCreate", method, shown))["deliveryMethod"]
    assert made["schedule"] == {**schedule, "cutoff": "", "workingDays": [1, 2, 3, 4, 5, 6, 7]}

    noon = datetime.combine(clock.utc_now().date(), datetime.min.time(), UTC) + timedelta(hours=12)
    with clock.moved(noon - clock.utc_now()):
        today = clock.utc_now().date()
        cart = await buyer.create((MUG, 1), email="ada@example.com")
        await buyer.change("cartAddressesUpdate", cart["id"], shippingAddress=ADDRESS)
        await buyer.change("cartDeliveryOptionSelect", cart["id"], code="method:parcel")
        query = "query ($id: ID!) { cart(id: $id) { deliveryOption { earliest latest } order { delivery { earliest latest } } } }"
        found = (await buyer.shop(query, {"id": cart["id"]}))["cart"]
        expected = {
            "earliest": (today + timedelta(days=2)).isoformat(),
            "latest": (today + timedelta(days=3)).isoformat(),
        }
        assert found["deliveryOption"] == expected
        assert (await buyer.complete(cart["id"]))["errors"] == []
    with clock.moved(timedelta(days=30)):
        found = (await buyer.shop(query, {"id": cart["id"]}))["cart"]
        assert found["order"]["delivery"] == expected
        assert found["deliveryOption"] == expected
    assert await fetch_value("SELECT delivery_latest - delivery_earliest FROM checkout.orders") == 1

    without = await admin.change("deliveryMethodUpdate", {"id": made["id"], "schedule": None}, shown)
    assert without["deliveryMethod"]["schedule"] is None
