from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from fondaco.errors import PluginError
from fondaco.jobs import Cron, Job, JobContext, JobRegistry
from fondaco.jobs.maintenance import JOBS
from fondaco.jobs.schedule import next_run


async def expire_carts(job: JobContext) -> None: ...


async def send_receipt(job: JobContext, order_id: UUID) -> None: ...


def test_a_job_is_called_by_plugin_and_function() -> None:
    registry = JobRegistry([("checkout", [Job(run=expire_carts), Job(run=send_receipt, payload_type=UUID)])])
    assert [job.name for job in registry] == ["checkout.expire_carts", "checkout.send_receipt"]
    assert registry.get("checkout.nothing") is None


def test_the_core_has_a_job_for_its_partitions() -> None:
    assert [job.name for job in JobRegistry([("system", JOBS)])] == ["system.maintain_partitions"]


@pytest.mark.parametrize(
    ("jobs", "part"),
    [
        (
            [Job(run=expire_carts), Job(run=send_receipt, name="expire_carts")],
            "Two jobs are called 'shop.expire_carts'",
        ),
        ([Job(run=lambda _: None)], "async"),
        ([Job(run=expire_carts, every_seconds=60, cron=Cron())], "both"),
        ([Job(run=expire_carts, every_seconds=0)], "every 0 seconds"),
        ([Job(run=send_receipt, payload_type=UUID, every_seconds=60)], "schedule and a payload"),
        ([Job(run=expire_carts, timeout_seconds=0)], "timeout_seconds"),
        ([Job(run=expire_carts, max_attempts=0)], "attempt"),
    ],
)
def test_boot_is_refused(jobs: Sequence[Job], part: str) -> None:
    with pytest.raises(PluginError, match="shop") as caught:
        JobRegistry([("shop", jobs)])
    assert part in caught.value.message


@pytest.mark.parametrize(
    "times", [{"hour": {24}}, {"minute": {60}}, {"minute": set()}, {"weekday": {7}}, {"hour": {-1}}]
)
def test_impossible_times_of_day_are_refused(times: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Cron"):
        Cron(**times)


NOW = datetime(2026, 11, 22, 10, 17, 30, 500_000, tzinfo=UTC)  # a Sunday


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ({"every_seconds": 1}, datetime(2026, 11, 22, 10, 17, 31, tzinfo=UTC)),
        ({"every_seconds": 60}, datetime(2026, 11, 22, 10, 18, tzinfo=UTC)),
        ({"every_seconds": 900}, datetime(2026, 11, 22, 10, 30, tzinfo=UTC)),
        ({"every_seconds": 86_400}, datetime(2026, 11, 23, tzinfo=UTC)),
        ({"cron": Cron()}, datetime(2026, 11, 22, 11, 0, tzinfo=UTC)),
        ({"cron": Cron(minute={5, 20})}, datetime(2026, 11, 22, 10, 20, tzinfo=UTC)),
        ({"cron": Cron(hour={3}, minute={30})}, datetime(2026, 11, 23, 3, 30, tzinfo=UTC)),
        ({"cron": Cron(hour={12}, weekday={2})}, datetime(2026, 11, 25, 12, 0, tzinfo=UTC)),
        ({"cron": Cron(hour={10}, minute={17}, weekday={6})}, datetime(2026, 11, 29, 10, 17, tzinfo=UTC)),
    ],
)
def test_the_next_run_is_the_same_on_every_worker(schedule: dict[str, Any], expected: datetime) -> None:
    job = Job(run=expire_carts, **schedule)
    assert next_run(job, NOW) == expected
    assert next_run(job, NOW + timedelta(milliseconds=400)) == expected
    assert next_run(job, expected) > expected
