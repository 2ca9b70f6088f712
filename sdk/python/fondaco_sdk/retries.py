"""When a call is repeated, and after how long."""

from __future__ import annotations

import random
from dataclasses import dataclass

__all__ = ["RETRIED_CODES", "RETRIED_STATUSES", "Retries"]

RETRIED_STATUSES = frozenset({429, 502, 503, 504})
RETRIED_CODES = frozenset({"DATABASE_UNAVAILABLE", "QUEUE_UNAVAILABLE", "UNAVAILABLE"})


@dataclass(frozen=True, slots=True)
class Retries:
    """How often a call is repeated after a broken connection, a time-out, or a server that says "later".

    Repeating is safe: queries change nothing, and every mutation carries an idempotency key that stays the same over
    its repetitions; one that cannot is not repeated. Nor are user errors.

    Attributes:
        attempts: Calls in all, the first one included; 1 for no repetition.
        first_delay: Seconds before the second attempt; doubles each time.
        longest_delay: Seconds; also the cap on what the server may ask for with ``Retry-After``.
    """

    attempts: int = 4
    first_delay: float = 0.1
    longest_delay: float = 5.0

    def __post_init__(self) -> None:
        if self.attempts < 1 or self.first_delay < 0 or self.longest_delay < 0:
            raise ValueError("Retries needs at least one attempt and delays that are not negative.")

    def delay(self, attempt: int, retry_after: float | None = None) -> float:
        """Returns the seconds to wait after the given failed attempt (1 for the first one).

        Half of the back-off is random, so that clients which failed together do not come back together.
        """
        backoff: float = min(self.longest_delay, self.first_delay * 2.0 ** min(attempt - 1, 100))
        jittered = backoff * random.uniform(0.5, 1.0)
        return jittered if retry_after is None else min(self.longest_delay, max(jittered, retry_after))
