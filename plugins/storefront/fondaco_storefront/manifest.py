"""``theme.toml``: what a theme declares, as typed values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from fondaco_storefront.errors import ThemeError
from fondaco_storefront.files import read_text

__all__ = [
    "ActionSpec",
    "CookieSpec",
    "ErrorPages",
    "ForgetSpec",
    "Manifest",
    "PageSpec",
    "RedirectSpec",
    "Source",
    "StepSpec",
    "Variable",
    "line_of",
    "read_manifest",
]


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of ``theme.toml``; an unknown key is an error."""


class Source(_Table, frozen=True, kw_only=True):
    """Where the value of a variable comes from: exactly one of ``source``, ``value``, ``has`` and ``page``.

    Attributes:
        source: A reference, such as ``query.q``.
        value: A constant.
        has: A reference; the variable is true if it leads to something.
        page: Name of a page without path parameters; the variable is its absolute address in the present language.
        default: Instead of a value that is missing, or not one of ``one_of``.
        one_of: The only values that are let through.
        when: A condition under which the variable is given at all.
        otherwise: A reference that is used where that condition does not hold.
    """

    source: str | None = None
    value: str | int | bool | list[str] | None = None
    has: str | None = None
    page: str | None = None
    default: str | int | bool | None = None
    one_of: tuple[str, ...] = ()
    when: str | None = None
    otherwise: str | None = None


Variable = str | Source
"""A reference, or a table that says more."""


class RedirectSpec(_Table, frozen=True, kw_only=True):
    """Where to send the visitor: a page with its parameters, or an address out of the API's answer.

    Attributes:
        page: Name of the page.
        path: References for the path's parameters.
        query: References for the query string.
        url: A reference to an address that the API gave; used instead of a page.
        notice: Appended as ``?notice=…``, for the page to say what happened.
        when: A condition; the first redirect whose condition holds is taken.
    """

    page: str | None = None
    path: dict[str, str] = {}
    query: dict[str, str] = {}
    url: str | None = None
    notice: str | None = None
    when: str | None = None


class PageSpec(_Table, frozen=True, kw_only=True):
    """``[pages.<name>]``: a path, a template, and the document that fills it.

    Attributes:
        required: Name of a field of the document's answer; the page is a 404 if it is null.
        canonical: Path parameter → reference into the document's answer: what the parameter is now. An address that
            has another value, such as a former slug, is answered with a permanent redirect to the one that has it.
        redirects: Tried before the template is rendered.
        indexed: Whether search engines may list the page.
        personal: Whether it shows what only this visitor may see: kept in no cache, and never indexed.
    """

    path: str
    template: str
    query: str | None = None
    variables: dict[str, Variable] = {}
    required: str | None = None
    canonical: dict[str, str] = {}
    redirects: tuple[RedirectSpec, ...] = ()
    indexed: bool = True
    personal: bool = False


class ForgetSpec(_Table, frozen=True, kw_only=True):
    """When an action's step forgets a cookie.

    Attributes:
        codes: Error codes of the API that say the thing behind the cookie is gone, or codes with the place in the
            input: ``INVALID_ID@cartId``. Where nothing else is wrong the next step runs instead.
        when: A condition over the step's result.
    """

    codes: tuple[str, ...] = ()
    when: str | None = None


class StepSpec(_Table, frozen=True, kw_only=True):
    """``[[actions.<name>.steps]]``: one document of an action.

    Attributes:
        document: A mutation, or a query whose answer later steps need.
        when: A condition under which the step runs.
        remember: Cookie name → reference into the result.
        forget: Cookie name → when to forget it.
        fields: Prefix of a field in the API's errors → prefix of the form field it belongs to.
    """

    document: str
    variables: dict[str, Variable] = {}
    when: str | None = None
    remember: dict[str, str] = {}
    forget: dict[str, ForgetSpec] = {}
    fields: dict[str, str] = {}


class ActionSpec(_Table, frozen=True, kw_only=True):
    """``[actions.<name>]``: what a form is sent to.

    Attributes:
        path: The form's action; without path parameters.
        steps: Run in order until one fails.
        success: Where to go afterwards; the first whose condition holds.
        failure: Name of the page that is shown again, with the errors and what was typed in (status 422).
        failure_path: References for that page's path parameters.
        again: A condition under which no step runs and the failure page is shown again with what was typed in (status
            200), such as ``form.refresh``: of a button that changes what the form asks for.
    """

    path: str
    steps: tuple[StepSpec, ...]
    success: tuple[RedirectSpec, ...]
    failure: str
    failure_path: dict[str, str] = {}
    again: str | None = None


class CookieSpec(_Table, frozen=True, kw_only=True):
    """``[cookies.<name>]``: an id that the visitor's browser keeps; HttpOnly, SameSite=Lax.

    Attributes:
        days: How long it is kept after it was last set.
        field: Field of the documents' answers that shows the thing; the cookie is forgotten once that is null.
        done: Conditions over ``data``; the cookie is forgotten, and the field shown as null, once one holds.
    """

    days: int = 60
    field: str | None = None
    done: tuple[str, ...] = ()


class ErrorPages(_Table, frozen=True, kw_only=True):
    """``[errors]``: pages without a path.

    Attributes:
        not_found: Template of the 404 page, with the document in ``not_found_query``.
        failure: Template for every other failure. It gets no data: the API may be what failed.
    """

    not_found: str
    not_found_query: str | None = None
    failure: str


class Manifest(_Table, frozen=True, kw_only=True):
    """``theme.toml``.

    Attributes:
        name: What people read.
        version: PEP 440.
        fondaco: Versions of Fondaco that the theme works with, such as ``>=0.1,<1``.
        locales: BCP 47 tags of its message catalogues; the first fills in what another lacks.
        needs: Fields of the shop schema, such as ``Query.products``, without which there is nothing to serve. Where
            the enabled plugins do not provide one, the storefront stays closed instead of refusing boot.
        optional: Fields of object types, such as ``Product.rating``, that documents may ask for where no enabled plugin
            provides them: they are left out then, with all below them, and templates see them as not defined.
        variables: Sources of variables, for every document that declares them.
        constants: Values that templates read as ``theme.<name>``.
    """

    name: str
    version: str
    fondaco: str
    locales: tuple[str, ...]
    pages: dict[str, PageSpec]
    errors: ErrorPages
    actions: dict[str, ActionSpec] = {}
    cookies: dict[str, CookieSpec] = {}
    needs: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    variables: dict[str, Variable] = {}
    constants: dict[str, str | int | bool | list[str]] = {}


_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]?\]")
_PATH = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>\$[^`]*)`)?$", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]+)`")
_MISSING = re.compile(r"Object missing required field `([^`]+)`")


def line_of(text: str, path: Sequence[str]) -> int | None:
    """Finds the line of ``theme.toml`` that a key path leads to, or of the closest table around it.

    Args:
        path: Such as ``("pages", "home", "query")``. Indices of arrays count from ``"0"``.
    """
    table: tuple[str, ...] = ()
    seen: dict[tuple[str, ...], int] = {}
    best, best_length = None, -1
    for number, line in enumerate(text.splitlines(), start=1):
        here: tuple[str, ...] | None = None
        if header := _HEADER.fullmatch(line.partition("#")[0].rstrip()):
            table = tuple(part.strip().strip('"') for part in header[1].split("."))
            if line.lstrip().startswith("[["):
                index = seen.get(table, -1) + 1
                seen[table] = index
                table = (*table, str(index))
            elif (parent := table[:-1]) in seen:
                table = (*parent, str(seen[parent]), table[-1])
            here = table
        elif found := re.match(r"\s*([\w.-]+)\s*=", line):
            here = (*table, *found[1].split("."))
        if here is not None and here == tuple(path[: len(here)]) and len(here) > best_length:
            best, best_length = number, len(here)
    return best


def read_manifest(folder: Path) -> tuple[Manifest, str]:
    """Reads a theme's ``theme.toml``; returns it with its text, for line numbers.

    Raises:
        ThemeError: If it is missing, is not TOML, or a key is unknown, missing or of the wrong type.
    """
    theme, file = folder.name, "theme.toml"
    text = read_text(folder, file)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(f"Theme {theme!r}: {file}: not valid TOML: {error}") from error
    try:
        return msgspec.convert(data, Manifest), text
    except msgspec.ValidationError as error:
        found = _PATH.match(str(error))
        what, where = (found["what"], found["path"] or "$") if found else (str(error), "$")
        keys = _keys(data, where)
        if unknown := _UNKNOWN.match(what):
            keys, what = [*keys, unknown[1]], "there is no such key"
        elif missing := _MISSING.match(what):
            what = f"{missing[1]!r} is missing"
        line = line_of(text, keys)
        raise ThemeError.at(theme, file, line, f"{'.'.join(keys) or 'the file'}: {what}") from error


def _keys(data: Any, where: str) -> list[str]:
    """Turns msgspec's path into keys; it writes ``[...]`` for a key of a mapping, so look for the one that is wrong."""
    keys: list[str] = []
    for part in re.findall(r"\[\.\.\.\]|\[\d+\]|\.[^.\[]+", where):
        if part == "[...]":
            keys.append("*")
        else:
            keys.append(part.strip(".[]"))
    return _resolved(data, keys)


def _resolved(data: Any, keys: list[str]) -> list[str]:
    if "*" not in keys:
        return keys
    at = keys.index("*")
    node = data
    for key in keys[:at]:
        node = node[int(key)] if isinstance(node, list) else node.get(key, {})
    kinds: dict[str, Any] = {
        "pages": PageSpec, "actions": ActionSpec, "cookies": CookieSpec, "variables": Variable, "forget": ForgetSpec,
        "constants": str | int | bool | list[str],
    }  # fmt: skip
    expected = kinds.get(keys[at - 1] if at else "", str)
    for key, value in node.items():
        try:
            msgspec.convert(value, expected)
        except msgspec.ValidationError:
            return _resolved(data, [*keys[:at], key, *keys[at + 1 :]])
    return keys[:at]
