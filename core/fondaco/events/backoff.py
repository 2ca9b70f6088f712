"""When to try again."""

from __future__ import annotations

import random
from datetime import timedelta

__all__ = ["LONGEST_RETRY", "retry_delay"]

LONGEST_RETRY = timedelta(hours=1)


def retry_delay(failures: int, first_seconds: float, jitter: float | None = None) -> timedelta:
    """Returns how long to wait after a failure: doubling, never more than an hour.

    Up to a quarter of the wait is taken off at random, so that what failed together is not retried together.

    Args:
        failures: How often it failed, from 1.
        first_seconds: The wait after the first failure.
        jitter: From 0 (the whole wait) to 1 (three quarters of it); random by default.
    """
    doublings = min(max(failures, 1) - 1, 32)
    whole = min(first_seconds * 2**doublings, LONGEST_RETRY.total_seconds())
    return timedelta(seconds=whole * (1 - 0.25 * (random.random() if jitter is None else jitter)))
