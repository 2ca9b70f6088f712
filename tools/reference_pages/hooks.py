"""docs/reference/hooks.md."""

from __future__ import annotations

import enum
import inspect
import re
import typing
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from fondaco import hookspecs
from fondaco.hookspecs import HookSpecs

from reference_pages.shipped import shipped_app
from reference_pages.text import (
    default_of,
    enum_docs,
    field_docs,
    first_sentence,
    imported_names,
    prose,
    struct_fields,
    table,
    type_words,
    written,
)

__all__ = ["hook_names", "page", "signature_of"]

_PREFIXES = ("register_", "resolve_", "collect_", "validate_", "join_")

_GROUPS = {
    "register_": "Boot",
    "resolve_": "One answers",
    "collect_": "All answer",
    "validate_": "All may veto",
    "join_": "All take part",
}


def hook_names() -> list[str]:
    """Returns the hooks in the order of the specifications."""
    return [name for name in vars(HookSpecs) if name.startswith(_PREFIXES)]


def signature_of(name: str) -> str:
    """Returns the head of a specification as it stands in the code."""
    function = getattr(HookSpecs, name)
    words = "async def" if inspect.iscoroutinefunction(function) else "def"
    return f"{words} {name}{inspect.signature(function)}".replace("'", "")


def _namespace() -> dict[str, Any]:
    """Returns every name that an annotation of the specifications uses, those imported for type checkers included."""
    return {**vars(hookspecs), **imported_names(hookspecs)}


def _types_in(text: str, names: dict[str, Any]) -> list[type[msgspec.Struct | enum.Enum]]:
    found = (names.get(word) for word in re.findall(r"\b[A-Z]\w+", text))
    return [one for one in found if isinstance(one, type) and _is_ours(one)]


def _is_ours(cls: type) -> bool:
    return cls.__module__.startswith("fondaco") and issubclass(cls, msgspec.Struct | enum.Enum)


def _mentioned(annotation: Any) -> Iterable[type]:
    if isinstance(annotation, type) and not typing.get_args(annotation):
        if _is_ours(annotation):
            yield annotation
        return
    for argument in typing.get_args(annotation):
        yield from _mentioned(argument)


def _with_parts(roots: Iterable[type]) -> list[type]:
    """Returns Structs and enums, and those that their fields hold, by name."""
    found: dict[str, type] = {}
    waiting = list(roots)
    while waiting:
        cls = waiting.pop()
        if cls.__name__ in found:
            continue
        found[cls.__name__] = cls
        if issubclass(cls, msgspec.Struct):
            for field in struct_fields(cls):
                waiting.extend(_mentioned(field.type))
    return [found[name] for name in sorted(found)]


def _type_section(cls: type[msgspec.Struct | enum.Enum]) -> str:
    header, rows = _members(cls) if issubclass(cls, enum.Enum) else _fields(cls)
    head = f"### {cls.__name__}\n\n`{cls.__module__}.{cls.__name__}`. {prose(cls)}"
    return f"{head}\n\n{table(header, rows)}" if rows else head


def _members(cls: type[enum.Enum]) -> tuple[Sequence[str], list[Sequence[str]]]:
    texts = enum_docs(cls)
    rows = [(f"`{member.name}`", f"`{member.value}`", texts.get(member.name, "")) for member in cls]
    return ("member", "value", "meaning"), list(rows)


def _fields(cls: type[msgspec.Struct]) -> tuple[Sequence[str], list[Sequence[str]]]:
    docs = field_docs(cls)
    rows = [
        (f"`{field.name}`", type_words(field.type), default_of(field) or "required", docs.get(field.name, ""))
        for field in struct_fields(cls)
    ]
    return ("field", "type", "default", "meaning"), list(rows)


def _implementations(name: str, function: Callable[..., Any]) -> str:
    said = []
    for plugin in shipped_app().host.implementing(name):
        own = getattr(type(plugin), name)
        note = "" if own.__doc__ == function.__doc__ else first_sentence(own)
        last = ", as a fallback" if getattr(own, "__fondaco_fallback__", False) else ""
        said.append(f"- **{plugin.name}**{last}" + (f": {note}" if note else ""))
    return "Implemented by:\n\n" + "\n".join(said) if said else "No shipped plugin implements it."


def _hook_section(name: str, names: dict[str, Any]) -> str:
    function = getattr(HookSpecs, name)
    signature = signature_of(name)
    links = " ".join(
        f"[`{cls.__name__}`](#{cls.__name__.lower()})" for cls in dict.fromkeys(_types_in(signature, names))
    )
    parts = [f"### {name}", f"```text\n{signature}\n```", prose(function)]
    if getattr(function, "__fondaco_skips_errors__", False):
        parts.append("Marked `@skips_errors`: a plugin that fails is logged and left out.")
    if links:
        parts.append(f"Types: {links}")
    parts.append(_implementations(name, function))
    return "\n\n".join(parts)


def page() -> str:
    """Returns the page."""
    names = _namespace()
    parts = [written("hooks")]
    for prefix, title in _GROUPS.items():
        parts.append(f"## {title}: `{prefix}`")
        parts += [_hook_section(name, names) for name in hook_names() if name.startswith(prefix)]
    roots = [cls for name in hook_names() for cls in _types_in(signature_of(name), names)]
    parts.append("## Types\n\nFrozen msgspec Structs unless said otherwise. Amounts are in minor units, times in UTC.")
    parts += [_type_section(cls) for cls in _with_parts(roots)]
    return "\n\n".join(parts)
