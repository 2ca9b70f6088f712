"""When a delivery arrives: what a shop can promise, reckoned from its working days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
from fondaco.errors import InvalidInputError

__all__ = ["DeliverySchedule", "clean_schedule", "promised"]

LONGEST_HANDLING, MOST_HOLIDAYS = 365, 1000
"""In days."""

_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


class DeliverySchedule(msgspec.Struct, frozen=True, kw_only=True):
    """How a warehouse works.

    Attributes:
        handling_days: Working days between the day of an order and the day on which it is handed over.
        cutoff: ``HH:MM`` in the warehouse's time zone: from then on an order counts for the next working day; empty
            for the end of the day.
        timezone: Name in the IANA database, such as ``Europe/Berlin``.
        working_days: 1 for Monday to 7 for Sunday; of the warehouse and of the carrier.
        holidays: Days on which neither works.
    """

    handling_days: int = 0
    cutoff: str = ""
    timezone: str = "UTC"
    working_days: tuple[int, ...] = (1, 2, 3, 4, 5)
    holidays: tuple[date, ...] = ()

    def works_on(self, day: date) -> bool:
        """Whether something is handed over or arrives on a day."""
        return day.isoweekday() in self.working_days and day not in self.holidays

    def after(self, day: date, working_days: int) -> date:
        """Returns the day that is so many working days later; that itself, or the next working day, for none."""
        while not self.works_on(day):
            day += timedelta(days=1)
        for _ in range(working_days):
            day += timedelta(days=1)
            while not self.works_on(day):
                day += timedelta(days=1)
        return day


def promised(schedule: DeliverySchedule, min_days: int, max_days: int, now: datetime) -> tuple[date, date]:
    """Returns the earliest and the latest day of arrival of what is ordered now.

    An order after the cut-off, or on a day off, counts for the next working day. From that it is handed over after the
    handling days, and arrives after the days that the method takes, all of them working days.

    Args:
        min_days: Working days from dispatch to the earliest arrival, and ``max_days`` to the latest.
    """
    local = now.astimezone(ZoneInfo(schedule.timezone))
    day = local.date()
    if schedule.cutoff and local.strftime("%H:%M") >= schedule.cutoff:
        day += timedelta(days=1)
    dispatched = schedule.after(day, schedule.handling_days)
    return schedule.after(dispatched, min_days), schedule.after(dispatched, max_days)


def clean_schedule(schedule: DeliverySchedule, field: tuple[str, ...]) -> DeliverySchedule:
    """Returns the schedule with days in order, each once.

    Raises:
        InvalidInputError: ``INVALID_DAYS``, ``INVALID_TIME``, ``UNKNOWN_TIMEZONE``.
    """

    def refuse(code: str, name: str, message: str) -> InvalidInputError:
        return InvalidInputError(message, code=code, field=(*field, name))

    if not 0 <= schedule.handling_days <= LONGEST_HANDLING:
        raise refuse("INVALID_DAYS", "handlingDays", f"Handling takes 0 to {LONGEST_HANDLING} days.")
    if schedule.cutoff and not _TIME.fullmatch(schedule.cutoff):
        raise refuse("INVALID_TIME", "cutoff", "A time is HH:MM, from 00:00 to 23:59.")
    try:
        ZoneInfo(schedule.timezone)
    except (ValueError, OSError, KeyError) as error:
        raise refuse("UNKNOWN_TIMEZONE", "timezone", "There is no such time zone.") from error
    days = _unique(schedule.working_days)
    if not days or not set(days) <= set(range(1, 8)):
        raise refuse("INVALID_DAYS", "workingDays", "Days are from 1 (Monday) to 7 (Sunday), at least one.")
    if len(schedule.holidays) > MOST_HOLIDAYS:
        raise refuse("INVALID_DAYS", "holidays", f"There are at most {MOST_HOLIDAYS:,} holidays.")
    return msgspec.structs.replace(schedule, working_days=days, holidays=tuple(sorted(set(schedule.holidays))))


def _unique(days: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(days)))
