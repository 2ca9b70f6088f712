"""Who looks at the catalogue: the one place that decides what a read may see and in which language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from fondaco import clock
from fondaco.commerce import Channel

__all__ = ["Scope", "Telling"]


class Telling:
    """Tells whoever keeps an answer when prices may next change by themselves, and whether some are for groups only.

    All reads of a request are of one moment, so what the first says holds for the others, which need not ask again.

    Attributes:
        done: Whether it was told.

    Args:
        tell: Takes the moment (None for never) and whether there are prices for groups.
    """

    def __init__(self, tell: Callable[[datetime | None, bool], None]) -> None:
        self._tell = tell
        self.done = False

    def __call__(self, until: datetime | None, by_group: bool) -> None:
        """Tells it; a second time changes nothing."""
        if not self.done:
            self.done = True
            self._tell(until, by_group)


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What every read of the catalogue is told.

    Attributes:
        channel: Whose prices and publications count.
        locale: BCP 47 tag of the wanted texts; empty for the base texts, which staff edit.
        published_only: Hide products that are not published in the channel or have no price there.
        groups: Slugs of the customer groups whose prices count besides those of everybody.
        moment: When it is: what is valid then is read.
        tell: Called by the first read that depends on prices; None where nobody keeps the answer.
    """

    channel: Channel
    locale: str = ""
    published_only: bool = True
    groups: frozenset[str] = frozenset()
    moment: datetime = msgspec.field(default_factory=clock.utc_now)
    tell: Telling | None = None

    @property
    def second_locale(self) -> str:
        """Where a text is looked for that the wanted language lacks; empty where base texts are wanted."""
        return self.channel.default_locale if self.locale else ""

    @property
    def untold(self) -> bool:
        """Whether somebody has to be told what prices depend on, and was not yet."""
        return self.tell is not None and not self.tell.done
