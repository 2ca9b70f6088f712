"""Prices over time: what one piece cost, costs and will cost, and the lowest price before a reduction.

A *window* is a span of time, half open, in which an audience pays one price. Windows of a variant, channel and audience
never overlap; where there is none it is not sold. They are stored, so that a read only picks the one that holds the
moment: nothing has to run when a sale begins. Windows that are over are the history of prices.

**The lowest price of 30 days** (Directive 98/6/EC, Art. 6a, as of Directive (EU) 2019/2161): whoever announces a price
reduction has to show the lowest price that they applied in the 30 days before it. A price counts as announced to be
reduced where a higher compare-at price is shown beside it. The reduction begins when that price begins with the
announcement; a further cut begins a new one, whose 30 days hold the first (the directive's rule; the exception for
progressive reductions of Art. 6a (5) is the member states' and is not taken). What is not sold at all in these days has
no such price.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import msgspec
from msgspec import structs

from fondaco_catalog.model.pricing import Candidate, boundaries, resolve

__all__ = ["FOREVER", "OMNIBUS_DAYS", "Revision", "Span", "Stored", "Window", "plan_windows", "revise", "spans_of"]

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
"""The end of what has no end."""

OMNIBUS_DAYS = 30


class Window(msgspec.Struct, frozen=True):
    """A price from a moment until another.

    Attributes:
        list_id: The list that the price is from, with its priority, and whether it is for groups.
        lowest: The lowest price of the 30 days before; only where the price is announced as reduced.
    """

    starts_at: datetime
    ends_at: datetime
    currency: str
    list_id: UUID
    priority: int
    specific: bool
    amount: int
    compare_at: int | None
    lowest: int | None = None

    @property
    def reduced(self) -> bool:
        """Whether it is announced as reduced."""
        return self.compare_at is not None and self.compare_at > self.amount

    @property
    def price(self) -> tuple[str, UUID, int, bool, int, int | None]:
        """Everything but the time."""
        return (self.currency, self.list_id, self.priority, self.specific, self.amount, self.compare_at)


class Stored(msgspec.Struct, frozen=True):
    """A window that is stored already."""

    id: UUID
    window: Window


class Revision(msgspec.Struct, frozen=True):
    """What has to be written so that what is stored becomes what is planned.

    Attributes:
        deleted: Windows that were only planned.
        ended: New ends of the window that began already.
        added: In the order of time.
        valid: All windows that are not over, in the order of time, as they are then.
    """

    deleted: list[UUID]
    ended: list[tuple[UUID, datetime]]
    added: list[Window]
    valid: list[Window]


class Span(msgspec.Struct, frozen=True):
    """The lowest and the highest price of a product's variants from a moment until another.

    Attributes:
        amounts: What the variants cost, each once, ascending; None for everybody, of whom nobody asks it.
    """

    starts_at: datetime
    ends_at: datetime
    currency: str
    min_amount: int
    max_amount: int
    amounts: tuple[int, ...] | None = None


def plan_windows(candidates: Sequence[Candidate], *, audience: str, currency: str, since: datetime) -> list[Window]:
    """Returns what one piece costs an audience from a moment on, in the order of time.

    Args:
        candidates: As `resolve` takes them.
        audience: Slug of a customer group; empty for everybody.
    """
    groups = frozenset({audience}) if audience else frozenset()
    moments = [*boundaries(candidates, since), FOREVER]
    windows: list[Window] = []
    for starts_at, ends_at in pairwise(moments):
        applied = resolve(candidates, moment=starts_at, groups=groups)
        if applied is None:
            continue
        window = Window(
            starts_at,
            ends_at,
            currency,
            applied.list_id,
            applied.priority,
            applied.specific,
            applied.amount,
            applied.compare_at,
        )
        if windows and windows[-1].ends_at == starts_at and windows[-1].price == window.price:
            windows[-1] = msgspec.structs.replace(windows[-1], ends_at=ends_at)
        else:
            windows.append(window)
    return windows


def _lowest_before(window: Window, before: Sequence[Window]) -> int | None:
    """Returns the lowest price of the 30 days before a reduction; `before` is in the order of time."""
    if not window.reduced:
        return None
    last = before[-1] if before else None
    if last is not None and last.ends_at == window.starts_at and last.reduced and last.amount == window.amount:
        return last.lowest
    since = window.starts_at - timedelta(days=OMNIBUS_DAYS)
    applied = [earlier.amount for earlier in before if earlier.ends_at > since and earlier.starts_at < window.starts_at]
    return min(applied, default=None)


def revise(
    stored: Sequence[Stored], planned: Sequence[Window], *, now: datetime, earlier: Sequence[Window] = ()
) -> Revision:
    """Compares what is stored with what is planned from now on. What is over stays as it is.

    Args:
        stored: All windows of the variant, channel and audience that are not long over, in any order.
        planned: From `plan_windows`, since `now`.
        earlier: What the audience paid before it had windows of its own.
    """
    in_order = sorted(stored, key=lambda one: one.window.starts_at)
    currency = planned[0].currency if planned else ""
    before = [window for window in earlier if window.currency == currency and window.ends_at <= now]
    before += [one.window for one in in_order if one.window.ends_at <= now and one.window.currency == currency]
    current = next((one for one in in_order if one.window.starts_at < now < one.window.ends_at), None)
    future = [one for one in in_order if one.window.starts_at >= now]
    rest, ended, valid = list(planned), [], []
    if current is not None:
        goes_on = bool(rest) and rest[0].starts_at == now and rest[0].price == current.window.price
        ends_at = rest[0].ends_at if goes_on else now
        if ends_at != current.window.ends_at:
            ended.append((current.id, ends_at))
        shortened = msgspec.structs.replace(current.window, ends_at=ends_at)
        if shortened.currency == currency:
            before.append(shortened)
        if goes_on:
            valid.append(shortened)
            del rest[0]
    wanted: list[Window] = []
    for window in rest:
        complete = msgspec.structs.replace(window, lowest=_lowest_before(window, before))
        wanted.append(complete)
        before.append(complete)
    valid += wanted
    if [one.window for one in future] == wanted:
        return Revision([], ended, [], valid)
    return Revision([one.id for one in future], ended, wanted, valid)


def spans_of(
    windows: Mapping[UUID, Mapping[str, Sequence[Window]]], groups: Collection[str], now: datetime
) -> list[Span]:
    """Returns the spans of prices of a product for somebody in some groups, in the order of time.

    Args:
        windows: Those that are not over, by variant and audience. Of each variant the best one for everybody or for
            one of the groups counts, as `fondaco_catalog.model.pricing` decides.
        groups: None for everybody.
    """
    audiences = dict.fromkeys(("", *groups))
    rows = [
        [window for audience in audiences for window in by_audience.get(audience, ())]
        for by_audience in windows.values()
    ]
    moments = _moments((window for row in rows for window in row), now)
    spans: list[Span] = []
    for starts_at, ends_at in pairwise(moments):
        valid = [[window for window in row if window.starts_at <= starts_at < window.ends_at] for row in rows]
        best = [min(found, key=_rank) if len(found) > 1 else found[0] for found in valid if found]
        if not best:
            continue
        amounts = sorted({window.amount for window in best})
        span = Span(starts_at, ends_at, best[0].currency, amounts[0], amounts[-1], tuple(amounts) if groups else None)
        last = spans[-1] if spans else None
        if last is not None and last.ends_at == starts_at and _same_prices(last, span):
            spans[-1] = msgspec.structs.replace(last, ends_at=ends_at)
        else:
            spans.append(span)
    return spans


def _rank(window: Window) -> tuple[int, bool, int, UUID]:
    return (-window.priority, not window.specific, window.amount, window.list_id)


def _same_prices(one: Span, other: Span) -> bool:
    return structs.replace(one, starts_at=other.starts_at, ends_at=other.ends_at) == other


def _moments(windows: Iterable[Window], now: datetime) -> list[datetime]:
    found = {now}
    for window in windows:
        found.update(moment for moment in (window.starts_at, window.ends_at) if moment > now)
    return sorted(found)
