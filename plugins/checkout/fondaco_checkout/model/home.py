"""Which country a form begins with, as long as nobody has said where they are."""

from __future__ import annotations

from babel.core import get_global, parse_locale
from fondaco.commerce import Channel, country_codes

__all__ = ["first_country"]

_ELSE = "US"


def first_country(home: str, channel: Channel, locale: str) -> str:
    """Returns where most buyers of a channel are: the shop's own country, else the first that the channel delivers to,
    else the one where the language is spoken most.

    Args:
        home: Of the settings; empty where that is not said. It does not count where the channel does not deliver to it.
        locale: BCP 47.
    """
    if home and (not channel.countries or home in channel.countries):
        return home
    if channel.countries:
        return channel.countries[0]
    tag, likely = locale.replace("-", "_"), get_global("likely_subtags")
    for known in (tag, likely.get(tag), likely.get(tag.partition("_")[0])):
        country = None if known is None else parse_locale(known)[1]
        if country in country_codes():
            return str(country)
    return _ELSE
