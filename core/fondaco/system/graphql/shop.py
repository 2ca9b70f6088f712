"""What every front-end needs to know first: which shop, which channel, which languages."""

from __future__ import annotations

import msgspec

from fondaco import commerce
from fondaco.access.permissions import ANYONE
from fondaco.graphql import CurrencyCode, Info, SchemaPart, object_type

__all__ = ["shop"]

shop = SchemaPart()


class ShopView(msgspec.Struct, frozen=True):
    """The shop as one request sees it."""

    name: str
    channel: commerce.Channel
    channels: list[commerce.Channel]
    locale: str


@object_type(commerce.Channel)
class Channel:
    """A way of selling: its currency, languages, countries and how tax is shown.

    Attributes:
        slug: Name it in the `Fondaco-Channel` header to shop there.
        locales: BCP 47 tags; the first is the default.
        countries: ISO 3166-1 alpha-2 codes of where it delivers to; empty means everywhere.
        prices_include_tax: Whether catalogue prices are gross.
    """

    slug: str
    name: str
    currency_code: CurrencyCode
    locales: list[str]
    countries: list[str]
    prices_include_tax: bool


@object_type(ShopView)
class Shop:
    """The shop as this request sees it.

    Attributes:
        channel: The channel of this request.
        locale: The language that texts are answered in.
    """

    name: str
    channel: Channel
    channels: list[Channel]
    locale: str


@shop.query(type=Shop, permission=ANYONE, name="shop", shared=True)
async def shop_view(info: Info) -> ShopView:
    """The shop, the channel and the language of this request."""
    context = info.context
    return ShopView(
        name=context.app.settings.name,
        channel=context.channel,
        channels=list(context.app.channels.values()),
        locale=context.locale,
    )
