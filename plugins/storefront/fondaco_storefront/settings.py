"""``[plugins.storefront]`` of ``fondaco.toml``."""

from __future__ import annotations

import msgspec

__all__ = ["StorefrontSettings"]


class StorefrontSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which theme is served, and how.

    Attributes:
        theme: Name of a theme: a folder in ``theme_dir``, else one that ships with this plugin.
        theme_dir: Folder with themes of your own, relative to the working directory.
        channel: Slug of the channel that the storefront sells in; the default channel where empty.
        reload: Whether a changed theme is loaded again without a restart; always while the shop
            is in development.
        time_zone: IANA name of the zone in which dates are written.
        max_form_bytes: Larger form submissions are refused with 413.
        image_origins: Origins that pictures may come from besides the shop's own, such as a CDN.
        payment_origins: Origins that a buyer may be sent to from a form, such as a payment provider's.
        render_fuel: Instructions that one template may run; what needs more is taken for an endless loop.
    """

    theme: str = "portico"
    theme_dir: str | None = None
    channel: str = ""
    reload: bool = False
    time_zone: str = "UTC"
    max_form_bytes: int = 65_536
    image_origins: tuple[str, ...] = ()
    payment_origins: tuple[str, ...] = ()
    render_fuel: int = 2_000_000
