"""Addresses of a theme: the default language without a prefix, every other one under its tag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fondaco_storefront.patterns import with_query
from fondaco_storefront.theme import Theme

__all__ = ["SiteAddresses"]


class SiteAddresses:
    """Builds and takes apart addresses.

    Args:
        locales: BCP 47 tags of the channel; the first is the default.
    """

    def __init__(self, theme: Theme, locales: Sequence[str]) -> None:
        self._theme = theme
        self.locales = tuple(locales)

    def split(self, path: str) -> tuple[str, str]:
        """Takes the language off a path: ``/zh-Hans/cart`` → ``("zh-Hans", "/cart")``."""
        first, _, rest = path.lstrip("/").partition("/")
        if first in self.locales[1:]:
            return first, f"/{rest}"
        return self.locales[0], path

    def localized(self, path: str, locale: str) -> str:
        """Returns a path of the default language in another one; anything that is no path of ours stays as it is."""
        if not path.startswith("/") or path.startswith("//") or locale == self.locales[0]:
            return path
        return f"/{locale}" if path == "/" else f"/{locale}{path}"

    def page(self, name: str, locale: str, values: Mapping[str, Any]) -> str:
        """Returns the path of a page; values that are no path parameters become its query string.

        Raises:
            KeyError: If there is no such page.
            PatternError: If a path parameter has no value.
        """
        pattern = self._theme.pages[name].pattern
        query = {key: value for key, value in values.items() if key not in pattern.parameters}
        return with_query(self.localized(pattern.build(values), locale), query)

    def action(self, name: str, locale: str) -> str:
        """Returns the path that an action's form is sent to.

        Raises:
            KeyError: If there is no such action.
        """
        return self.localized(self._theme.actions[name].spec.path, locale)

    def asset(self, name: str) -> str:
        """Returns the address of a file of the theme.

        Raises:
            KeyError: If there is no such file.
        """
        return self._theme.assets.url(name)
