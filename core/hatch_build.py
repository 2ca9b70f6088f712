"""Puts the templates of ``fondaco new`` into wheel and sdist; in a checkout they lie beside ``core/``."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ScaffoldHook(BuildHookInterface):
    """Adds ``scaffold/`` as ``fondaco/_scaffold``. A wheel built from an sdist finds it there already."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before each build; an editable install uses the checkout itself."""
        scaffold = Path(self.root).parent / "scaffold"
        if version != "editable" and scaffold.is_dir():
            build_data["force_include"][str(scaffold)] = "fondaco/_scaffold"
