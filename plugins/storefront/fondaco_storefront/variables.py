"""Variables of a theme's documents: checked when the theme is loaded, filled in for each request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from graphql import Undefined

from fondaco_storefront.documents import Document, DocumentVariable
from fondaco_storefront.forms import FormError, coerce
from fondaco_storefront.manifest import Source, Variable
from fondaco_storefront.references import (
    BadReferenceError,
    Condition,
    Values,
    check_reference,
    parse_condition,
)

__all__ = ["BoundDocument", "BoundVariable", "bind"]


class BoundVariable(msgspec.Struct, frozen=True):
    """A variable of a document with the source of its value."""

    declared: DocumentVariable
    source: Source
    when: Condition | None

    def reference(self, values: Values) -> str | None:
        """Returns the reference that counts in this request; empty for a constant, None where no value is given."""
        if self.when is None or self.when.holds(values):
            return self.source.source or ""
        return self.source.otherwise

    def raw(self, values: Values, reference: str, page_address: Callable[[str], str]) -> Any:
        """Returns what the source says, before it is turned into the variable's type."""
        source = self.source
        if source.page is not None:
            return page_address(source.page)
        if source.has is not None:
            return bool(values.get(source.has))
        found = values.get(reference) if reference else source.value
        if found in (None, "") or (source.one_of and found not in source.one_of):
            return source.default
        return found


class BoundDocument(msgspec.Struct, frozen=True):
    """A document with the sources of its variables."""

    document: Document
    variables: Mapping[str, BoundVariable]

    def read_of(self, place: str) -> frozenset[str]:
        """Names that the variables take their values from in a place, such as ``q`` of ``query``.

        One of which it only matters whether it is there says how a page is used, not what it is about.
        """
        found: set[str] = set()
        for variable in self.variables.values():
            source = variable.source
            for reference in (source.source, source.otherwise):
                if reference is not None and reference.partition(".")[0] == place:
                    found.add(reference.split(".")[1])
        return frozenset(found)

    def values(self, values: Values, page_address: Callable[[str], str], errors: list[FormError]) -> dict[str, Any]:
        """Returns the variables for a request.

        Args:
            page_address: Gives the absolute address of a page by its name.
            errors: What is wrong with the values is appended here; a cookie that is missing is ``NO_<NAME>``.
        """
        found: dict[str, Any] = {}
        for name, variable in self.variables.items():
            reference = variable.reference(values)
            if reference is None:
                continue
            raw = variable.raw(values, reference, page_address)
            if raw is None and not variable.declared.optional and reference.startswith("cookie."):
                errors.append(FormError(f"NO_{reference.removeprefix('cookie.').upper()}", "There is none yet."))
                continue
            wrong: list[FormError] = []
            field = reference.removeprefix("form.") if reference.startswith("form.") else name
            value = coerce(raw, variable.declared.type, field, wrong)
            errors.extend(error for error in wrong if error not in errors)
            if value is not Undefined:
                found[name] = value
        return found


def bind(
    document: Document,
    own: Mapping[str, Variable],
    shared: Mapping[str, Variable],
    places: frozenset[str],
    pages: Mapping[str, Any],
) -> BoundDocument:
    """Gives each variable of a document its source.

    Args:
        own: Sources that the page or step names.
        shared: Sources for every document.
        places: Where references may look.
        pages: The theme's pages by name.

    Raises:
        BadReferenceError: If a source is none, belongs to no variable, or a required variable has none; the message
            begins with the variable's name.
    """
    for name in own:
        if name not in document.variables:
            raise BadReferenceError(f"{name}: {document.file} declares no variable ${name}")
    bound: dict[str, BoundVariable] = {}
    for name, declared in document.variables.items():
        given = own.get(name, shared.get(name))
        if given is None:
            if not declared.optional:
                raise BadReferenceError(f"{name}: {document.file} requires ${name}, and nothing says where it is from")
            continue
        try:
            bound[name] = _bound(declared, given, places, pages)
        except BadReferenceError as error:
            raise BadReferenceError(f"{name}: {error}") from error
    return BoundDocument(document, bound)


def _bound(
    declared: DocumentVariable, given: Variable, places: frozenset[str], pages: Mapping[str, Any]
) -> BoundVariable:
    source = Source(source=given) if isinstance(given, str) else given
    chosen = [part for part in (source.source, source.value, source.has, source.page) if part is not None]
    if len(chosen) != 1:
        raise BadReferenceError("expected exactly one of source, value, has and page")
    for reference in (source.source, source.has, source.otherwise):
        if reference is not None:
            check_reference(reference, places)
    if source.page is not None and source.page not in pages:
        raise BadReferenceError(f"there is no page {source.page!r}")
    for constant in (source.value, source.default):
        wrong: list[FormError] = []
        if constant is not None:
            coerce(constant, declared.type, "", wrong)
        if wrong:
            raise BadReferenceError(f"{constant!r} is no {declared.type}")
    return BoundVariable(declared, source, parse_condition(source.when) if source.when is not None else None)
