"""From a file and the environment to `Settings`, with errors that name file, key and expected type."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from fondaco.errors import SettingsError
from fondaco.settings.sections import Settings

__all__ = ["NOT_SETTINGS", "WELL_KNOWN", "decode_section", "load_settings"]

T = TypeVar("T")

_PATH = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<path>[^`]*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>[^`]+)`")
NOT_SETTINGS = (
    "FONDACO_SETTINGS",
    "FONDACO_DEBUG",
    "FONDACO_LOG_LEVEL",
    "FONDACO_RUN_WORKER_INSIDE",
    "FONDACO_NIGHTLY",
    "FONDACO_SHARED_DATA",
    "FONDACO_TEST_",
    "FONDACO_URL",
)
"""Variables (or beginnings of them) that switch something else."""

WELL_KNOWN = {
    "DATABASE_URL": ("database", "url"),
    "DATABASE_REPLICA_URL": ("database", "replica_url"),
    "REDIS_URL": ("redis", "url"),
}


def decode_section(data: object, type_: type[T], *, source: str, path: str = "", strict: bool = True) -> T:
    """Decodes a table into its Struct.

    Args:
        source: The file or variable it came from, for the message.
        path: Dotted path of the table inside the source.

    Raises:
        SettingsError: Naming source, key and expected type.
    """
    try:
        return msgspec.convert(data, type_, strict=strict)
    except msgspec.ValidationError as error:
        found = _PATH.match(str(error))
        what, inner = (found["what"], found["path"] or "") if found else (str(error), "")
        key = ".".join(part for part in (path, inner.strip(".").replace("[...]", ".*")) if part)
        if unknown := _UNKNOWN.match(what):
            key = ".".join(part for part in (key, unknown["name"]) if part)
            what = "there is no such setting"
        else:
            what = what[:1].lower() + what[1:]
        raise SettingsError(f"{source}: {key or 'the file'}: {what}") from error


def _from_environment(environment: Mapping[str, str]) -> Iterable[tuple[str, tuple[str, ...], object]]:
    for variable, value in sorted(environment.items()):
        if variable in WELL_KNOWN:
            path: tuple[str, ...] = WELL_KNOWN[variable]
        elif variable.startswith("FONDACO_") and not variable.startswith(NOT_SETTINGS):
            path = tuple(variable.removeprefix("FONDACO_").lower().split("__"))
        else:
            continue
        if not value:
            continue
        if value[0] in "[{":
            try:
                yield variable, path, msgspec.json.decode(value)
            except msgspec.DecodeError as error:
                raise SettingsError(f"{variable}: {'.'.join(path)}: not valid JSON ({error})") from error
        else:
            yield variable, path, value


def _resolve_manifests(graphql: object, folder: Path) -> None:
    """Makes the paths of manifests in the file relative to it."""
    if not isinstance(graphql, dict):
        return
    for name in ("trusted_documents", "trusted_documents_admin"):
        given = graphql.get(name)
        if isinstance(given, str) and given:
            graphql[name] = str((folder / given).absolute())
        elif isinstance(given, list):
            graphql[name] = [str((folder / path).absolute()) if isinstance(path, str) else path for path in given]


def _resolve_folders(section: object, folder: Path) -> None:
    """Makes the folders that a section names relative to the file."""
    for name in ("folder", "templates"):
        if isinstance(section, dict) and isinstance(given := section.get(name), str) and given:
            section[name] = str((folder / given).absolute())


def load_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Reads the settings.

    Args:
        path: The file. Without one, ``FONDACO_SETTINGS`` or ``fondaco.toml`` in the working directory is used, and if
            that does not exist the defaults are.
        environment: Instead of the process environment; for tests.

    Raises:
        SettingsError: If the file is missing though named, is not TOML, or a key is unknown or of the wrong type.
    """
    environment = os.environ if environment is None else environment
    named = path or (Path(environment["FONDACO_SETTINGS"]) if "FONDACO_SETTINGS" in environment else None)
    file = named or Path("fondaco.toml")
    data: dict[str, Any] = {}
    if file.is_file():
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{file}: not valid TOML: {error}") from error
        except OSError as error:
            raise SettingsError(f"{file}: cannot be read: {error.strerror}") from error
    elif named is not None:
        raise SettingsError(f"{file}: there is no such file")
    data.setdefault("data_dir", ".fondaco")
    if isinstance(data["data_dir"], str):
        data["data_dir"] = str((file.parent / data["data_dir"]).absolute())
    _resolve_manifests(data.get("graphql"), file.parent)
    _resolve_folders(data.get("files"), file.parent)
    _resolve_folders(data.get("mail"), file.parent)
    settings = decode_section(data, Settings, source=str(file))
    source_of_channels = str(file)
    for variable, keys, value in _from_environment(environment):
        table: dict[str, Any] = data
        for key in keys[:-1]:
            table = table.setdefault(key, {})
            if not isinstance(table, dict):
                raise SettingsError(f"{variable}: {'.'.join(keys)}: {key} is not a table")
        table[keys[-1]] = value
        settings = decode_section(data, Settings, source=variable, strict=False)
        if keys[0] in {"channels", "default_channel"}:
            source_of_channels = variable
    try:
        settings.channel_list()
    except SettingsError as error:
        raise SettingsError(f"{source_of_channels}: {error.message}") from error
    return settings
