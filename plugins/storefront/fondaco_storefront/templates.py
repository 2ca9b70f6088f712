"""The sandbox that templates run in: MiniJinja, with escaping that cannot be turned off and no Python in reach.

MiniJinja is an engine of its own (written in Rust), not Python's evaluator: a template sees the plain values it is
given and the functions of `fondaco_storefront.view`, no attribute that begins with an underscore, no module, no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import minijinja

from fondaco_storefront.errors import ThemeError
from fondaco_storefront.files import read_text
from fondaco_storefront.view import FILTERS, FUNCTIONS, View, rendering

__all__ = ["CONTEXT_NAMES", "Templates"]

CONTEXT_NAMES = frozenset({"page", "theme", "store", "errors", "status", "request_id"})
"""Names that every template may use besides the fields of its page's document."""

_BUILT_IN = frozenset({"range", "dict", "namespace", "loop", "self", "super", "caller", "true", "false", "none"})
_REFERENCE = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']")
_ASSIGNED = re.compile(r"{%[-+]?\s*(?:set|for)\s+(\w+)(?:\s*,\s*(\w+))?")
_MACRO = re.compile(r"{%[-+]?\s*(?:macro\s+(\w+)|from\s+[\"'][^\"']+[\"']\s+import\s+([\w\s,]+?)\s*[-+]?%})")
_FORBIDDEN = re.compile(
    r"(?i){%[-+]?\s*(?:end)?autoescape\b|\|\s*safe\b|<style\b|<script(?![^>]*\bsrc=)(?![^>]*json)|\sstyle=|\son[a-z]+="
)
_LITERAL = re.compile(r"\b(t|url|action|asset)\(\s*\"([^\"]+)\"\s*([,)~])?")


class Templates:
    """The templates of one theme.

    Args:
        folder: The theme's folder; templates are in ``templates`` inside it.
        fuel: Instructions that one rendering may run.

    Raises:
        ThemeError: With file and line: a template that is not MiniJinja, or one with what a theme may not do.
    """

    def __init__(self, folder: Path, fuel: int) -> None:
        self._theme = folder.name
        self._root = folder / "templates"
        self._sources: dict[str, str] = {}
        for path in sorted(self._root.rglob("*.html")):
            if path.name.startswith("."):
                continue
            name = path.relative_to(self._root).as_posix()
            self._sources[name] = read_text(folder, f"templates/{name}")
        self._environment = minijinja.Environment(
            loader=self._sources.get,
            filters=dict(FILTERS),
            globals=dict(FUNCTIONS),
            debug=False,
            fuel=fuel,
            undefined_behavior="strict",
            auto_escape_callback=lambda _: True,
            trim_blocks=True,
            lstrip_blocks=True,
            pycompat=False,
        )
        self._environment.remove_filter("safe")
        self._environment.remove_global("debug")
        self._free: dict[str, frozenset[str]] = {}
        for name, source in self._sources.items():
            self._check(name, source)

    def __contains__(self, name: object) -> bool:
        return name in self._sources

    def render(self, name: str, view: View, context: Mapping[str, Any]) -> str:
        """Renders a template.

        Raises:
            minijinja.TemplateError: If it fails; the message has name and line.
            Exception: What a function raised, such as KeyError for a text that is missing.
        """
        token = rendering.set(view)
        try:
            return self._environment.render_template(name, **context)
        finally:
            rendering.reset(token)

    def check_names(self, name: str, known: frozenset[str], where: str) -> None:
        """Refuses a template that uses a name which it will not be given.

        Args:
            name: Of the template; the ones it extends, includes and imports are checked with it.
            known: Fields of the page's document.
            where: What the template is for, for the message.

        Raises:
            ThemeError: With file and line of the first such name.
        """
        closure = list(self._closure(name, where))
        allowed = known | CONTEXT_NAMES | FUNCTIONS.keys() | _BUILT_IN
        for part in closure:
            for found in _ASSIGNED.findall(self._sources[part]):
                allowed |= set(found)
            for macro, imported in _MACRO.findall(self._sources[part]):
                allowed |= {macro, *(word.strip() for word in imported.split(","))}
        for part in closure:
            for unknown in sorted(self._free[part] - allowed):
                line = self._line_of(part, rf"\b{re.escape(unknown)}\b")
                raise self._error(part, line, f"unknown variable {unknown!r} in {where}")

    def literals(self) -> Iterator[tuple[str, str, str, int]]:
        """Yields literal first arguments of ``t``, ``url``, ``action``, ``asset``: function, text, file, line."""
        for name, source in self._sources.items():
            for found in _LITERAL.finditer(source):
                if found[3] in {",", ")"}:
                    yield found[1], found[2], f"templates/{name}", source.count("\n", 0, found.start()) + 1

    def _check(self, name: str, source: str) -> None:
        if found := _FORBIDDEN.search(source):
            line = source.count("\n", 0, found.start()) + 1
            raise self._error(
                name,
                line,
                f"{found[0].strip()!r} is not allowed: escaping stays on, and scripts and styles are files in assets",
            )
        try:
            self._free[name] = frozenset(self._environment.undeclared_variables_in_template(name))
        except minijinja.TemplateError as error:
            raise self._error(error.name or name, error.line, error.detail or error.message) from error

    def _closure(self, name: str, where: str) -> Iterator[str]:
        seen: set[str] = set()
        queue = [name]
        while queue:
            part = queue.pop()
            if part in seen:
                continue
            seen.add(part)
            yield part
            for found in _REFERENCE.finditer(self._sources[part]):
                if found[1] not in self._sources:
                    line = self._sources[part].count("\n", 0, found.start()) + 1
                    raise self._error(part, line, f"there is no template {found[1]!r} (needed by {where})")
                queue.append(found[1])

    def _line_of(self, name: str, pattern: str) -> int | None:
        found = re.search(pattern, self._sources[name])
        return self._sources[name].count("\n", 0, found.start()) + 1 if found else None

    def _error(self, name: str, line: int | None, message: str) -> ThemeError:
        return ThemeError.at(self._theme, f"templates/{name}", line, message)
