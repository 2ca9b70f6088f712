"""docs/reference/errors.md: every stable code in the code, found by reading the sources."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from fondaco import errors as tree

from reference_pages.shipped import packages, sources_of
from reference_pages.text import table, written

__all__ = ["CODE", "codes", "page"]

CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")

_WITHOUT_MESSAGE = {
    "GRAPHQL_INVALID": "The request is no GraphQL request, or the document is not valid; the message says where.",
    "BAD_VALUE": "A value of a field or argument cannot be what the schema says.",
    "OPERATION_NOT_ALLOWED": "A mutation was sent with HTTP GET; send it with POST (HTTP 405).",
    "INTERNAL": "Something went wrong on our side.",
    "INVALID_INPUT": "A value is malformed; the message says which.",
}


class Code(NamedTuple):
    """One place where a code is given.

    Attributes:
        raised: The class or function that it is given to.
        message: With ``…`` for what is filled in; empty where the source does not say.
        module: Dotted name.
    """

    code: str
    raised: str
    message: str
    module: str


def codes(package: str) -> list[Code]:
    """Returns the codes in the sources of a package, each with the places that give it, in order."""
    parsed = [(_module_of(path), ast.parse(path.read_text(encoding="utf-8"))) for path in sources_of(package)]
    parameters = _parameters(node for _, module in parsed for node in ast.walk(module))
    found = [code for name, module in parsed for code in _Reader(name, module, parameters).codes()]
    return sorted(set(found))


def _module_of(path: Path) -> str:
    for package, folder in packages().items():
        if path.is_relative_to(folder):
            parts = path.relative_to(folder).with_suffix("").parts
            return ".".join((package, *(part for part in parts if part != "__init__")))
    raise ValueError(path)


def _parameters(nodes: Iterator[ast.AST]) -> dict[str, list[str]]:
    """Returns the names of the parameters of functions and value classes that take a ``code``."""
    found: dict[str, list[str]] = {}
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg not in {"self", "cls"}]
        elif isinstance(node, ast.ClassDef):
            fields = [item.target for item in node.body if isinstance(item, ast.AnnAssign)]
            names = [field.id for field in fields if isinstance(field, ast.Name)]
        else:
            continue
        if "code" in names:
            found[node.name] = names
    return found


class _Reader:
    def __init__(self, name: str, module: ast.Module, parameters: dict[str, list[str]]) -> None:
        self.name = name
        self.module = module
        self.parameters = parameters
        self.texts = {
            key: text for node in ast.walk(module) if isinstance(node, ast.Dict) for key, text in _texts(node)
        }
        self.templates = dict(self._templates())

    def codes(self) -> Iterator[Code]:
        for node in ast.walk(self.module):
            if isinstance(node, ast.ClassDef):
                yield from self._defaults(node)
            elif isinstance(node, ast.Call):
                yield from self._call(node)
            elif isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "code":
                        yield from (self._made(code, "GraphQL", "") for code in _constants(value))

    def _made(self, code: str, raised: str, message: str) -> Code:
        return Code(code, raised, message or self.texts.get(code, "") or _WITHOUT_MESSAGE.get(code, ""), self.name)

    def _defaults(self, node: ast.ClassDef) -> Iterator[Code]:
        for item in node.body:
            value = item.value if isinstance(item, ast.Assign | ast.AnnAssign) else None
            targets = item.targets if isinstance(item, ast.Assign) else [getattr(item, "target", None)]
            if any(isinstance(target, ast.Name) and target.id == "default_code" for target in targets):
                said = (ast.get_docstring(node) or "").partition("\n")[0].replace("``", "`")
                yield from (self._made(code, node.name, said) for code in _constants(value))

    def _call(self, node: ast.Call) -> Iterator[Code]:
        name = _name_of(node.func)
        if name == "setdefault" and len(node.args) == 2 and _constants(node.args[0], any_text=True) == ["code"]:
            yield from (self._made(code, "GraphQL", "") for code in _constants(node.args[1]))
            return
        given = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
        given.update(zip(self.parameters.get(name, ()), node.args, strict=False))
        logged = (
            isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "log"
        )
        if "code" not in given or logged:
            return
        message = given.get("message") or (node.args[0] if node.args and name not in self.parameters else None)
        said = (_text(message) if message is not None else "") or self.templates.get(name, "")
        yield from (self._made(code, name, said) for code in _constants(given["code"]))

    def _templates(self) -> Iterator[tuple[str, str]]:
        """Yields the message of functions that pass their ``code`` on to an error."""
        for function in ast.walk(self.module):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) or function.name not in self.parameters:
                continue
            for node in ast.walk(function):
                if (
                    isinstance(node, ast.Call)
                    and node.args
                    and any(keyword.arg == "code" and isinstance(keyword.value, ast.Name) for keyword in node.keywords)
                ):
                    yield function.name, _text(node.args[0])


def _name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _constants(node: ast.expr | None, *, any_text: bool = False) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _constants(node.body) + _constants(node.orelse)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and (any_text or CODE.fullmatch(node.value)):
        return [node.value]
    return []


def _text(node: ast.expr) -> str:
    """Returns a literal or formatted string, with ``…`` for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    if isinstance(node, ast.BinOp):
        return _text(node.left) + _text(node.right)
    return ""


def _texts(node: ast.Dict) -> Iterator[tuple[str, str]]:
    """Yields codes with their English text out of a table of texts by code and language."""
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(value, ast.Dict):
            for language, text in zip(value.keys, value.values, strict=True):
                if isinstance(language, ast.Constant) and language.value == "en":
                    yield str(key.value), re.sub(r"\{\w+\}", "…", _text(text))


def _tree_text() -> str:
    text = (tree.__doc__ or "").partition("::\n\n")[2].partition("\n\n")[0]
    return "```text\n" + "\n".join(line.removeprefix("    ") for line in text.splitlines()) + "\n```"


def page() -> str:
    """Returns the page."""
    parts = [written("errors"), _tree_text()]
    for package in packages():
        by_code: dict[str, list[Code]] = defaultdict(list)
        for code in codes(package):
            by_code[code.code].append(code)
        if not by_code:
            continue
        title = "The core" if package == "fondaco" else f"The plugin {package.removeprefix('fondaco_')}"
        rows = []
        for name, places in by_code.items():
            messages = list(dict.fromkeys(place.message for place in places if place.message))
            kinds = list(dict.fromkeys(place.raised for place in places if place.raised[:1].isupper()))
            where = list(dict.fromkeys(place.module.removeprefix(f"{package}.") for place in places))
            rows.append(
                (
                    f"`{name}`",
                    "<br>".join(_escaped(message) for message in messages),
                    ", ".join(f"`{kind}`" for kind in kinds),
                    ", ".join(f"`{module}`" for module in where),
                )
            )
        parts += [f"## {title}", f"Package `{package}`.", table(("code", "message", "raised as", "where"), rows)]
    return "\n\n".join(parts)


def _escaped(message: str) -> str:
    return message.replace("<", "&lt;").replace("*", "\\*").replace("[", "\\[").replace("_", "\\_")
