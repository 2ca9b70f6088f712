"""Who looks at the catalogue: the one place that decides what a read may see and in which language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from fondaco import clock
from fondaco.commerce import Channel

__all__ = ["Scope"]


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What every read of the catalogue is told.

    Attributes:
        channel: Whose prices and publications count.
        locale: BCP 47 tag of the wanted texts; empty for the base texts, which staff edit.
        published_only: Hide products that are not published in the channel or have no price there.
        groups: Slugs of the customer groups whose prices count besides those of everybody.
        moment: When it is: what is valid then is read.
        tell: Told, by every read that depends on prices, when prices may next change by themselves (None for never),
            and whether some are for groups only.
    """

    channel: Channel
    locale: str = ""
    published_only: bool = True
    groups: frozenset[str] = frozenset()
    moment: datetime = msgspec.field(default_factory=clock.utc_now)
    tell: Callable[[datetime | None, bool], None] | None = None

    @property
    def second_locale(self) -> str:
        """Where a text is looked for that the wanted language lacks; empty where base texts are wanted."""
        return self.channel.default_locale if self.locale else ""
