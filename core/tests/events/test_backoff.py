from datetime import timedelta

import pytest
from fondaco.events.backoff import retry_delay
from fondaco.events.relay import resends


@pytest.mark.parametrize(
    ("failures", "first", "seconds"),
    [
        (1, 2.0, 2),
        (2, 2.0, 4),
        (3, 2.0, 8),
        (8, 2.0, 256),
        (11, 2.0, 2048),
        (12, 2.0, 3600),
        (5000, 2.0, 3600),
        (0, 2.0, 2),
        (1, 7200.0, 3600),
        (3, 0.5, 2),
    ],
)
def test_the_wait_doubles_up_to_an_hour(failures: int, first: float, seconds: float) -> None:
    assert retry_delay(failures, first, jitter=0) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("jitter", "seconds"), [(0.0, 8.0), (0.5, 7.0), (1.0, 6.0)])
def test_jitter_takes_off_up_to_a_quarter(jitter: float, seconds: float) -> None:
    assert retry_delay(3, 2.0, jitter) == timedelta(seconds=seconds)


def test_by_default_the_jitter_is_random() -> None:
    delays = {retry_delay(5, 2.0) for _ in range(20)}
    assert len(delays) > 1
    assert all(timedelta(seconds=24) <= delay <= timedelta(seconds=32) for delay in delays)


@pytest.mark.parametrize(
    ("seconds", "times"), [(-5, 0), (0, 0), (59, 0), (60, 1), (119, 1), (120, 2), (240, 3), (3600, 6), (86400, 11)]
)
def test_an_overdue_delivery_is_enqueued_again_after_1_2_4_8_minutes(seconds: int, times: int) -> None:
    assert resends(timedelta(seconds=seconds)) == times
