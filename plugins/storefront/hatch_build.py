"""Puts the themes of the workspace into the distribution, so that an installed storefront brings its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

__all__ = ["ThemesHook"]


class ThemesHook(BuildHookInterface[Any]):
    """Includes ``themes/*`` of the repository as ``fondaco_storefront/themes/*``.

    A wheel that is built from the source distribution finds them inside the package already. An editable installation
    reads them where they are.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the folders to what hatchling includes."""
        themes = Path(self.root).parents[1] / "themes"
        if version == "editable" or (Path(self.root) / "fondaco_storefront" / "themes").is_dir():
            return
        for manifest in sorted(themes.glob("*/theme.toml")):
            theme = manifest.parent
            build_data["force_include"][str(theme)] = f"fondaco_storefront/themes/{theme.name}"
