"""From Python to Markdown: docstrings, types, defaults, tables."""

from __future__ import annotations

import ast
import collections.abc
import enum
import importlib
import inspect
import re
import sys
import textwrap
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from fondaco.graphql.docstrings import described_members

__all__ = [
    "default_of",
    "enum_docs",
    "field_docs",
    "first_sentence",
    "imported_names",
    "paragraphs",
    "prose",
    "struct_fields",
    "table",
    "type_words",
    "written",
]

_WRITTEN = Path(__file__).parent
_SECTION = re.compile(r"^(Attributes|Class attributes|Args|Returns|Raises|Yields|Examples?):\s*$", re.MULTILINE)
_WORDS = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    Decimal: "decimal",
    type(None): "none",
    Any: "anything",
}
_LONGEST_DEFAULT = 60


def written(name: str) -> str:
    """Returns a part of a page that is written by hand: the file of that name beside this module."""
    return (_WRITTEN / f"{name}.md").read_text(encoding="utf-8").strip()


def plain(text: str) -> str:
    """Returns text with the double backticks of Python docstrings made single."""
    return text.replace("``", "`")


def prose(documented: object) -> str:
    """Returns a docstring up to its first section, as Markdown paragraphs."""
    return paragraphs(_SECTION.split(inspect.getdoc(documented) or "", maxsplit=1)[0])


def paragraphs(text: str) -> str:
    """Joins the lines of each paragraph; what is indented after ``::`` becomes a code block."""
    parts: list[str] = []
    for block in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        if block.startswith("    "):
            parts.append("```text\n" + textwrap.dedent(block) + "\n```")
        elif re.match(r"[*-] ", block):
            parts.append(plain(re.sub(r"\n\s+", " ", block)))
        else:
            parts.append(plain(" ".join(block.split())).removesuffix("::").rstrip())
    return "\n\n".join(part for part in parts if part)


def first_sentence(documented: object) -> str:
    """Returns the first line of a docstring."""
    return plain((inspect.getdoc(documented) or "").partition("\n")[0])


def field_docs(cls: type) -> dict[str, str]:
    """Returns the texts of a class's ``Attributes:``, its bases' included, by name.

    A field that is described with another one is referred to that.
    """
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__[:-1]):
        if base.__module__.startswith("fondaco"):
            found.update({name: plain(text) for name, text in described_members(base).items()})
    together = {
        name: f"See `{other}`."
        for other, text in found.items()
        for name in getattr(cls, "__struct_fields__", ())
        if name not in found and f"`{name}`" in text
    }
    return found | together


def enum_docs(cls: type[enum.Enum]) -> dict[str, str]:
    """Returns the strings that stand below an enum's members, by member name."""
    texts = field_docs(cls)
    body = next(node.body for node in ast.parse(textwrap.dedent(inspect.getsource(cls))).body if hasattr(node, "body"))
    for member, text in pairwise(body):
        if isinstance(member, ast.Assign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            texts[ast.unparse(member.targets[0])] = plain(" ".join(str(text.value.value).split()))
    return texts


def type_words(annotation: Any) -> str:
    """Says in words what a value may be: ``list of strings``, ``integer or none``."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return type_words(arguments[0])
    if origin is not None:
        return _generic_words(origin, arguments)
    if annotation in _WORDS:
        return _WORDS[annotation]
    if isinstance(annotation, typing.TypeVar):
        return "anything" if annotation.__bound__ is None else type_words(annotation.__bound__)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return "one of " + ", ".join(f"`{member.value}`" for member in annotation)
    return f"`{annotation.__name__}`" if isinstance(annotation, type) else str(annotation)


def _generic_words(origin: Any, arguments: Sequence[Any]) -> str:
    if origin in {types.UnionType, typing.Union}:
        return " or ".join(dict.fromkeys(type_words(argument) for argument in arguments))
    if origin is typing.Literal:
        return "one of " + ", ".join(f"`{argument}`" for argument in arguments)
    if origin is type:
        return f"class of {type_words(arguments[0])}"
    if origin is collections.abc.Callable:
        return "function"
    if issubclass(origin, Mapping):
        return f"table of {_plural(type_words(arguments[1]))}"
    return f"list of {_plural(type_words(arguments[0]))}"


def imported_names(module: types.ModuleType) -> dict[str, Any]:
    """Returns what a module imports from Fondaco by name, for type checkers only included."""
    names: dict[str, Any] = {}
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("fondaco"):
            source = importlib.import_module(node.module or "")
            names.update({alias.asname or alias.name: getattr(source, alias.name) for alias in node.names})
    return names


def struct_fields(cls: type[msgspec.Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """Returns the fields of a Struct, also where an annotation names what is imported for type checkers only."""
    try:
        return msgspec.structs.fields(cls)
    except NameError:
        module = sys.modules[cls.__module__]
        for name, value in imported_names(module).items():
            module.__dict__.setdefault(name, value)
        return msgspec.structs.fields(cls)


def _plural(words: str) -> str:
    return words if words.startswith(("one of", "`", "list", "anything")) else re.sub(r"^(\w+)", r"\1s", words)


def default_of(field: msgspec.structs.FieldInfo) -> str:
    """Returns the default of a field as it would be written in TOML or JSON; empty where one has to be given.

    A default that is too long for a table is ``…``, and a moment ``now``.
    """
    if field.default_factory is not msgspec.NODEFAULT:
        value = field.default_factory()
    elif field.default is not msgspec.NODEFAULT:
        value = field.default
    else:
        return ""
    if value is None:
        return "none"
    if isinstance(value, datetime):
        return "now"  # a moment that is a default is the one at which it is asked for
    if isinstance(value, enum.Enum):
        value = value.value
    written = msgspec.json.encode(value, enc_hook=repr).decode()
    return f"`{written}`" if len(written) <= _LONGEST_DEFAULT else "…"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Returns a Markdown table; line breaks and pipes in cells are made harmless."""
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in row) + " |" for row in rows]
    return "\n".join(lines)
