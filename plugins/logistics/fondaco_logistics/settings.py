"""``[plugins.logistics]``: how orders are shared out, and what buyers are told."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from fondaco_logistics.model.availability import Shown
from fondaco_logistics.model.carriers import Carrier
from fondaco_logistics.model.settling import Rules
from fondaco_logistics.model.sites import Place
from fondaco_logistics.model.strategies import Strategy

__all__ = ["ChannelStock", "LogisticsSettings"]

_MOST = 1_000_000_000


class ChannelStock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of ``channels``; what is left out is as for all channels.

    Attributes:
        strategy: From which warehouses orders are sent.
        show: How exactly buyers are told how many there are.
        low_stock: So many or fewer are few.
    """

    strategy: Strategy | None = None
    show: Shown | None = None
    low_stock: int | None = None


class LogisticsSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[plugins.logistics]`` of ``fondaco.toml``.

    Attributes:
        strategy: From which warehouses orders are sent: ``priority``, ``nearest``, ``fewest_parcels``, ``cheapest`` or
            ``highest_stock``.
        show: How exactly buyers are told how many there are: ``exact``, ``low`` (the number when there are few) or
            ``yes_no``.
        low_stock: So many or fewer are few; an item may say otherwise.
        channels: What differs in a channel, by its slug.
        places: Where regions and postcodes lie, for the strategy ``nearest``: ``{country = "DE", postcode = "10",
            latitude = "52.52", longitude = "13.40"}``. The narrowest that fits counts.
        return_days: So long after a parcel arrived, or left if nobody knows of its arrival, its buyer may ask to return
            what was in it; 0 where buyers cannot ask.
        carriers: Who carries parcels: ``{code = "dhl", name = "DHL", tracking_url = "https://dhl.example/{number}"}``.
    """

    strategy: Strategy = Strategy.PRIORITY
    show: Shown = Shown.LOW
    low_stock: int = 5
    channels: Mapping[str, ChannelStock] = {}
    places: tuple[Place, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    return_days: int = 30

    def __post_init__(self) -> None:
        for value in (self.low_stock, *(channel.low_stock for channel in self.channels.values())):
            if value is not None and not 0 <= value <= _MOST:
                raise ValueError(f"low_stock is a number from 0 to {_MOST}")
        if not 0 <= self.return_days <= 3650:
            raise ValueError("return_days is a number from 0 to 3650")
        if len(self.carriers_by_code) < len(self.carriers):
            raise ValueError("two carriers have the same code")

    @property
    def carriers_by_code(self) -> Mapping[str, Carrier]:
        """Who carries parcels, by code."""
        return {carrier.code: carrier for carrier in self.carriers}

    def rules_of(self, channel: str) -> Rules:
        """Returns how orders of a channel are shared out."""
        own = self.channels.get(channel)
        strategy = self.strategy if own is None or own.strategy is None else own.strategy
        return Rules(strategy, {place.area: place.point for place in self.places})

    def shown_in(self, channel: str) -> Shown:
        """Returns how exactly buyers in a channel are told how many there are."""
        own = self.channels.get(channel)
        return self.show if own is None or own.show is None else own.show

    def low_in(self, channel: str) -> int:
        """Returns how many are few in a channel."""
        own = self.channels.get(channel)
        return self.low_stock if own is None or own.low_stock is None else own.low_stock
