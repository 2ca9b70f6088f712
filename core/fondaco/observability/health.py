"""Health checks: what must work before traffic may come."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import msgspec

__all__ = ["HealthCheck", "HealthReport", "run_checks"]

TIMEOUT_SECONDS = 3.0


class HealthCheck(msgspec.Struct, frozen=True):
    """A check: ``run`` raises if the thing does not work."""

    name: str
    run: Callable[[], Awaitable[None]]


class HealthReport(msgspec.Struct, frozen=True):
    """The result of all checks: ``ok`` or the kind of error, by name of the check."""

    ready: bool
    checks: dict[str, str]


async def run_checks(checks: Sequence[HealthCheck]) -> HealthReport:
    """Runs all checks side by side, each for at most 3 seconds; never raises."""

    async def outcome(check: HealthCheck) -> str:
        try:
            await asyncio.wait_for(check.run(), TIMEOUT_SECONDS)
        except Exception as error:  # noqa: BLE001 (whatever it is, it is the result of the check)
            return type(error).__name__
        return "ok"

    outcomes = await asyncio.gather(*(outcome(check) for check in checks))
    return HealthReport(
        ready=all(result == "ok" for result in outcomes),
        checks={check.name: result for check, result in zip(checks, outcomes, strict=True)},
    )
