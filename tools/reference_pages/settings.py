"""docs/reference/settings.md."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator

import msgspec
from fondaco.commerce import Channel
from fondaco.settings import ChannelSettings, Settings
from fondaco.settings.loading import WELL_KNOWN

from reference_pages.shipped import shipped_app
from reference_pages.text import default_of, field_docs, prose, struct_fields, table, type_words, written

__all__ = ["described_settings", "page"]


def _variable(path: tuple[str, ...]) -> str:
    name = "FONDACO_" + "__".join(path).upper()
    usual = {keys: variable for variable, keys in WELL_KNOWN.items()}
    return f"`{name}`, `{usual[path]}`" if path in usual else f"`{name}`"


def _docs(cls: type) -> dict[str, str]:
    inherited = field_docs(Channel) if cls is ChannelSettings else {}
    return {**inherited, **field_docs(cls)}


def _sections() -> Iterator[tuple[str, tuple[str, ...], type[msgspec.Struct]]]:
    """Yields heading, path and Struct of every table."""
    yield "Top level", (), Settings
    for field in struct_fields(Settings):
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            yield f"[{field.name}]", (field.name,), field.type
    yield "[channels.<slug>]", ("channels", "<slug>"), ChannelSettings
    for plugin in shipped_app().host.plugins:
        if plugin.settings_type.__struct_fields__:
            yield f"[plugins.{plugin.name}]", ("plugins", plugin.name), plugin.settings_type


def described_settings() -> Iterator[tuple[str, str]]:
    """Yields the dotted path of every key with its description, which is empty where the code has none."""
    for _, path, cls in _sections():
        for owner, prefix in ((cls, path), *((entry, (*path, f"{name}[]")) for name, entry in _entries(cls))):
            docs = _docs(owner)
            for field in _keys(owner):
                yield ".".join((*prefix, field.name)), docs.get(field.name, "")


def _keys(cls: type[msgspec.Struct]) -> list[msgspec.structs.FieldInfo]:
    fields = struct_fields(cls)
    if cls is not Settings:
        return list(fields)
    return [field for field in fields if not (isinstance(field.type, type) and issubclass(field.type, msgspec.Struct))]


def _entries(cls: type[msgspec.Struct]) -> list[tuple[str, type[msgspec.Struct]]]:
    """Returns the keys of a table that are lists of tables, with the Struct of an entry."""
    return [
        (field.name, argument)
        for field in struct_fields(cls)
        for argument in typing.get_args(field.type)
        if isinstance(argument, type) and issubclass(argument, msgspec.Struct) and argument is not ChannelSettings
    ]


def _table(cls: type[msgspec.Struct], path: tuple[str, ...] | None) -> str:
    docs = _docs(cls)
    rows = [
        (
            f"`{field.name}`",
            type_words(field.type),
            default_of(field) or "required",
            docs.get(field.name, ""),
            *(() if path is None else (_variable((*path, field.name)),)),
        )
        for field in _keys(cls)
    ]
    header = ("key", "type", "default", "meaning")
    return table(header if path is None else (*header, "environment"), rows)


def _long_defaults(cls: type[msgspec.Struct]) -> Iterator[str]:
    for field in _keys(cls):
        if default_of(field) == "…":
            value = field.default_factory() if field.default is msgspec.NODEFAULT else field.default
            written = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
            yield f"Default of `{field.name}`, as JSON:\n\n```json\n{written}\n```"


def _meaning(cls: type) -> str:
    """Returns what a Struct's docstring says of its table, without the table's name, which is the heading."""
    said = re.sub(r"^`\[[^`]*`(?: of `fondaco.toml`)?[:.]? *", "", prose(cls))
    return said[:1].upper() + said[1:]


def page() -> str:
    """Returns the page."""
    parts = [written("settings")]
    for heading, path, cls in _sections():
        head = f"## {heading}" if not path else f"## `{heading}`"
        parts += [head, _meaning(cls), _table(cls, path), *_long_defaults(cls)]
        for name, entry in _entries(cls):
            parts += [f"### Entries of `{name}`", prose(entry), _table(entry, None)]
    parts.append(written("settings-environment"))
    return "\n\n".join(parts)
