"""Until when an answer is right though nobody changes anything: the next publication that begins or ends."""

from __future__ import annotations

import asyncio
from datetime import datetime
from weakref import WeakKeyDictionary

from fondaco import clock
from fondaco.cache.invalidation import TagBus
from fondaco.graphql import RequestContext

from fondaco_catalog.repository.publications import next_boundary

__all__ = ["Boundaries", "end_with_publications"]


class Boundaries:
    """Remembers the next moment at which a publication in a channel begins or ends, until one is changed."""

    def __init__(self) -> None:
        self._known: dict[str, datetime | None] = {}
        self._drops = 0
        self._asking = asyncio.Lock()

    async def after(self, channel: str, now: datetime, *, remember: bool) -> datetime | None:
        """Returns the next moment; None if there is none. Asks the database only for what is not known yet.

        Args:
            remember: Whether this process hears of changes.
        """
        async with self._asking:  # the fields of a request ask together
            moment = self._known.get(channel)
            if channel in self._known and (moment is None or moment > now):
                return moment
            drops = self._drops
            moment = await next_boundary(channel, now)
            if remember and drops == self._drops:
                self._known[channel] = moment
            return moment

    def dropped(self, tags: frozenset[str] | None) -> None:
        """Forgets everything where a publication changed; told of all tags that are dropped."""
        if tags is None or "publications" in tags:
            self._known.clear()
            self._drops += 1


_of_bus: WeakKeyDictionary[TagBus, Boundaries] = WeakKeyDictionary()


async def end_with_publications(context: RequestContext) -> None:
    """Says that an answer of the shop is right until the next publication of its channel begins or ends.

    Every read of products for buyers says so. It costs a statement only after a publication was changed.
    """
    app = context.app
    if context.schema.name == "admin" or not (app.responses.usable or app.settings.graphql.shared_max_age_seconds):
        return
    known = _of_bus.get(app.tags)
    if known is None:
        known = _of_bus[app.tags] = Boundaries()
        app.tags.subscribe(known.dropped)
    context.valid_until(await known.after(context.channel.slug, clock.utc_now(), remember=app.tags.connected))
