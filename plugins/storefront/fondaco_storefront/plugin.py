"""The storefront plugin: pages for buyers, rendered on the server from a theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from fondaco.errors import SettingsError
from fondaco.plugins import Plugin
from graphql import build_schema

from fondaco_storefront.routes import routes
from fondaco_storefront.settings import StorefrontSettings
from fondaco_storefront.site import Site
from fondaco_storefront.sources import ThemeSource, find_theme
from fondaco_storefront.theme import lacking

if TYPE_CHECKING:
    from fondaco.commerce.channel import Channel
    from litestar.types import ControllerRouterHandler

__all__ = ["StorefrontPlugin"]

log = structlog.get_logger("fondaco.storefront")


class StorefrontPlugin(Plugin[StorefrontSettings]):
    """Serves a theme at every address that no other plugin has.

    It owns no tables and contributes nothing to the API: a theme is a front-end like any other, and its documents are
    run in-process under the same limits and permissions. A theme that does not fit the composed shop schema refuses
    boot; where the plugins that it is made for are not enabled, there is no storefront.
    """

    name = "storefront"
    after = ("catalog", "checkout")
    settings_type = StorefrontSettings

    def register_routes(self) -> Sequence[ControllerRouterHandler]:
        """The theme's pages and actions, and its assets under ``/assets/<theme>/``."""
        settings = self.settings
        folder = find_theme(settings.theme, settings.theme_dir)
        schema = build_schema(self.app.shop.as_str())
        if missing := lacking(folder, schema):
            log.warning("storefront_closed", theme=folder.name, missing=missing)
            return ()
        source = ThemeSource(
            folder, schema, fuel=settings.render_fuel, reload=settings.reload or self.app.settings.development
        )
        return routes(Site(self.app, settings, self._channel(), source.theme, self._zone()), folder.name)

    def _channel(self) -> Channel:
        slug = self.settings.channel
        if not slug:
            return self.app.default_channel
        if slug not in self.app.channels:
            raise SettingsError(
                f"plugins.storefront.channel: {slug!r} is none of the channels {', '.join(self.app.channels)}"
            )
        return self.app.channels[slug]

    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.settings.time_zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise SettingsError(f"plugins.storefront.time_zone: {self.settings.time_zone!r} is no time zone") from error
