"""Finds a theme's folder, and loads the theme again when it has changed."""

from __future__ import annotations

from pathlib import Path

import structlog
from fondaco.errors import SettingsError
from graphql import GraphQLSchema

from fondaco_storefront.errors import ThemeError
from fondaco_storefront.theme import Theme, load_theme

__all__ = ["ThemeSource", "find_theme"]

log = structlog.get_logger("fondaco.storefront")

_PACKAGED = Path(__file__).parent / "themes"
_WORKSPACE = Path(__file__).parents[3] / "themes"


def find_theme(name: str, theme_dir: str | None) -> Path:
    """Returns the folder of a theme: the merchant's own first, then one that ships with this plugin.

    Raises:
        SettingsError: If there is none of that name.
    """
    if not name or "/" in name or "\\" in name or name.startswith("."):
        raise SettingsError(f"plugins.storefront.theme: {name!r} is not the name of a theme")
    places = [Path(theme_dir).expanduser()] if theme_dir is not None else []
    places += [_PACKAGED, _WORKSPACE]
    for place in places:
        if (place / name / "theme.toml").is_file():
            return (place / name).resolve()
    searched = ", ".join(str(place) for place in places[: 1 if theme_dir is None else 2])
    raise SettingsError(f"plugins.storefront.theme: there is no theme {name!r} in {searched}")


class ThemeSource:
    """A theme that may change under a running application.

    Args:
        reload: Whether to look for changes.

    Raises:
        ThemeError: If the theme is broken.
    """

    def __init__(self, folder: Path, schema: GraphQLSchema, *, fuel: int, reload: bool) -> None:
        self._folder = folder
        self._schema = schema
        self._fuel = fuel
        self._reload = reload
        self._stamp = self._newest() if reload else 0
        self._theme = load_theme(folder, schema, fuel=fuel)

    def theme(self) -> Theme:
        """Returns the theme as it is now. One that was broken by a change stays as it was, and the log says why."""
        if self._reload and (stamp := self._newest()) != self._stamp:
            self._stamp = stamp
            try:
                self._theme = load_theme(self._folder, self._schema, fuel=self._fuel)
            except ThemeError as error:
                log.error("theme_broken", reason=error.message)  # noqa: TRY400 (the place in the theme says all)
            else:
                log.info("theme_reloaded", theme=self._folder.name)
        return self._theme

    def _newest(self) -> int:
        return hash(tuple((str(path), _changed(path)) for path in sorted(self._folder.rglob("*"))))


def _changed(path: Path) -> int:
    """When a file was changed last, in nanoseconds; 0 for one that an editor has just taken away."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
