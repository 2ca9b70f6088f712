"""What is documented: the core and the plugins of this checkout, composed without any server."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import ModuleType

from fondaco.app import App, create_app
from fondaco.settings import DatabaseSettings, RedisSettings, Settings

__all__ = ["ROOT", "modules_of", "packages", "plugin_names", "shipped_app", "sources_of"]

ROOT = Path(__file__).resolve().parents[2]


@cache
def plugin_names() -> tuple[str, ...]:
    """Returns the names of the plugins in ``plugins/``, in alphabetical order."""
    return tuple(sorted(file.parent.name for file in (ROOT / "plugins").glob("*/pyproject.toml")))


def packages() -> dict[str, Path]:
    """Returns the folder of each Python package: the core first, then the plugins."""
    return {
        "fondaco": ROOT / "core" / "fondaco",
        **{f"fondaco_{name}": ROOT / "plugins" / name / f"fondaco_{name}" for name in plugin_names()},
    }


@cache
def shipped_app() -> App:
    """Returns the application with every plugin of the checkout and default settings; it is connected to nothing."""
    return create_app(
        Settings(
            enabled=plugin_names(),
            database=DatabaseSettings(url="postgresql://nowhere/nothing"),
            redis=RedisSettings(url="redis://nowhere"),
        )
    )


def sources_of(package: str) -> list[Path]:
    """Returns the Python files of a package, migrations left out, in a fixed order."""
    return sorted(path for path in packages()[package].rglob("*.py") if "migrations" not in path.parts)


def modules_of(package: str, leaf: str) -> list[ModuleType]:
    """Imports and returns the modules of a package whose name ends with a word, such as ``events``."""
    root = importlib.import_module(package)
    names = [found.name for found in pkgutil.walk_packages(root.__path__, f"{package}.", onerror=lambda _: None)]
    return [importlib.import_module(name) for name in sorted(names) if name.rpartition(".")[2] == leaf]
