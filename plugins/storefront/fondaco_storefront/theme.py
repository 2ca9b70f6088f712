"""A theme, loaded and checked: what does not fit the shop's schema never gets to serve a visitor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
from graphql import GraphQLObjectType, GraphQLSchema
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import Version

from fondaco_storefront.assets import Assets
from fondaco_storefront.documents import Documents
from fondaco_storefront.errors import ThemeError
from fondaco_storefront.manifest import (
    ActionSpec,
    CookieSpec,
    ErrorPages,
    Manifest,
    PageSpec,
    RedirectSpec,
    StepSpec,
    Variable,
    line_of,
    read_manifest,
)
from fondaco_storefront.messages import Catalogue, read_catalogues
from fondaco_storefront.patterns import PathPattern, PatternError
from fondaco_storefront.references import (
    BadReferenceError,
    Condition,
    check_reference,
    parse_condition,
)
from fondaco_storefront.templates import Templates
from fondaco_storefront.variables import BoundDocument, bind

__all__ = ["Action", "Page", "Redirect", "Step", "Theme", "lacking", "load_theme"]

PAGE_PLACES = frozenset({"path", "query", "cookie"})
PAGE_VARIABLE_PLACES = PAGE_PLACES | {"form"}
ACTION_PLACES = frozenset({"form", "cookie", "result"})
_FIELD = re.compile(r"[A-Za-z]\w*\.[A-Za-z]\w*")


class Redirect(msgspec.Struct, frozen=True):
    """A redirect with its condition read."""

    spec: RedirectSpec
    when: Condition | None


class Page(msgspec.Struct, frozen=True):
    """A page, ready to serve."""

    name: str
    spec: PageSpec
    pattern: PathPattern
    query: BoundDocument | None
    redirects: tuple[Redirect, ...]


class Step(msgspec.Struct, frozen=True):
    """A step of an action, ready to run."""

    spec: StepSpec
    document: BoundDocument
    when: Condition | None
    forget: Mapping[str, Condition]


class Action(msgspec.Struct, frozen=True):
    """An action, ready to run."""

    name: str
    spec: ActionSpec
    steps: tuple[Step, ...]
    success: tuple[Redirect, ...]
    again: Condition | None


class Theme(msgspec.Struct, frozen=True):
    """A theme, ready to serve.

    Attributes:
        slug: Name of its folder; part of its assets' addresses.
        pages: By name, in the order in which paths are tried.
        not_found: The document of the 404 page.
        cookies: By name, each with the conditions under which it is forgotten.
    """

    slug: str
    manifest: Manifest
    catalogues: Mapping[str, Catalogue]
    templates: Templates
    assets: Assets
    pages: Mapping[str, Page]
    actions: Mapping[str, Action]
    not_found: BoundDocument | None
    cookies: Mapping[str, tuple[CookieSpec, tuple[Condition, ...]]]

    def catalogue(self, locale: str) -> Catalogue:
        """Returns the texts of a language, or the theme's first language where it lacks that one."""
        return self.catalogues.get(locale) or self.catalogues[self.manifest.locales[0]]


def lacking(folder: Path, schema: GraphQLSchema) -> list[str]:
    """Returns what a theme needs of the shop schema and is not there: fields such as ``Query.products``.

    Raises:
        ThemeError: If ``theme.toml`` cannot be read.
    """
    manifest, _ = read_manifest(folder)
    return _absent(manifest.needs, schema)


def _absent(fields: Iterable[str], schema: GraphQLSchema) -> list[str]:
    missing: list[str] = []
    for wanted in fields:
        type_name, _, field = wanted.partition(".")
        found = schema.get_type(type_name)
        if not isinstance(found, GraphQLObjectType) or field not in found.fields:
            missing.append(wanted)
    return missing


def load_theme(folder: Path, schema: GraphQLSchema, *, fuel: int) -> Theme:
    """Loads a theme and checks it against the composed shop schema.

    Args:
        fuel: Instructions that one rendering may run.

    Raises:
        ThemeError: Naming theme, file and, where one is to blame, line.
    """
    if not folder.is_dir():
        raise ThemeError(f"Theme {folder.name!r}: there is no folder {folder}")
    return _Loader(folder, schema, fuel).theme()


class _Loader:
    def __init__(self, folder: Path, schema: GraphQLSchema, fuel: int) -> None:
        self._slug = folder.name
        self._folder = folder
        self._manifest, self._text = read_manifest(folder)
        self._refuse_other_versions()
        for entry in self._manifest.optional:
            if not _FIELD.fullmatch(entry):
                raise self._error(f"{entry!r} is not a field such as 'Product.rating'", "optional")
        self._documents = Documents(folder, schema, _absent(self._manifest.optional, schema))
        self._templates = Templates(folder, fuel)
        self._catalogues = read_catalogues(folder, self._locales())
        self._assets = Assets(folder, f"/assets/{self._slug}")

    def theme(self) -> Theme:
        manifest = self._manifest
        pages = {name: self._page(name, spec) for name, spec in manifest.pages.items()}
        theme = Theme(
            slug=self._slug,
            manifest=manifest,
            catalogues=self._catalogues,
            templates=self._templates,
            assets=self._assets,
            pages=dict(sorted(pages.items(), key=lambda item: item[1].pattern.order)),
            actions={name: self._action(name, spec) for name, spec in manifest.actions.items()},
            not_found=self._error_pages(manifest.errors),
            cookies={name: self._cookie(name, spec) for name, spec in manifest.cookies.items()},
        )
        self._refuse_equal_paths(theme)
        self._check_literals()
        return theme

    def _error(self, message: str, *path: str) -> ThemeError:
        return ThemeError.at(self._slug, "theme.toml", line_of(self._text, path), f"{'.'.join(path)}: {message}")

    def _refuse_other_versions(self) -> None:
        try:
            wanted = SpecifierSet(self._manifest.fondaco)
        except InvalidSpecifier as error:
            raise self._error(str(error), "fondaco") from error
        installed = version("fondaco")
        if not wanted.contains(Version(installed), prereleases=True):
            raise self._error(f"works with {wanted}, but Fondaco {installed} is installed", "fondaco")

    def _locales(self) -> Sequence[str]:
        if not self._manifest.locales:
            raise self._error("at least one language is needed", "locales")
        return self._manifest.locales

    def _page(self, name: str, spec: PageSpec) -> Page:
        key = ("pages", name)
        pattern = self._pattern(spec.path, *key, "path")
        query = None
        fields: frozenset[str] = frozenset()
        if spec.query is not None:
            query = self._bound(spec.query, spec.variables, PAGE_VARIABLE_PLACES, *key)
            fields = query.document.fields
            if query.document.is_mutation:
                raise self._error(f"{spec.query} is a mutation; a page only reads", *key, "query")
            self._check_path_references(query, pattern, *key)
        elif spec.variables:
            raise self._error("there are variables, but no query", *key, "variables")
        if spec.required is not None and spec.required not in fields:
            raise self._error(f"the document has no field {spec.required!r}", *key, "required")
        self._check_template(spec.template, fields, f"page {name!r}", *key, "template")
        for parameter, reference in spec.canonical.items():
            if parameter not in pattern.parameters:
                raise self._error(f"the path has no parameter {parameter!r}", *key, "canonical")
            self._checked(lambda text: check_reference(text, frozenset({"data"})), reference, *key, "canonical")
        redirects = tuple(
            self._redirect(redirect, PAGE_PLACES | {"data"}, *key, "redirects", str(index))
            for index, redirect in enumerate(spec.redirects)
        )
        return Page(name, spec, pattern, query, redirects)

    def _check_path_references(self, query: BoundDocument, pattern: PathPattern, *key: str) -> None:
        for name, variable in query.variables.items():
            place, _, parameter = (variable.source.source or "").partition(".")
            if place == "path" and parameter not in pattern.parameters:
                raise self._error(f"the path has no parameter {parameter!r}", *key, "variables", name)

    def _action(self, name: str, spec: ActionSpec) -> Action:
        key = ("actions", name)
        if self._pattern(spec.path, *key, "path").parameters:
            raise self._error("the path of an action has no parameters", *key, "path")
        if not spec.steps or not spec.success:
            raise self._error("steps and success have at least one entry", *key)
        self._check_target(spec.failure, spec.failure_path, ACTION_PLACES, *key, "failure")
        return Action(
            name,
            spec,
            tuple(self._step(step, *key, "steps", str(index)) for index, step in enumerate(spec.steps)),
            tuple(
                self._redirect(redirect, ACTION_PLACES, *key, "success", str(index))
                for index, redirect in enumerate(spec.success)
            ),
            None if spec.again is None else self._checked(parse_condition, spec.again, *key, "again"),
        )

    def _step(self, spec: StepSpec, *key: str) -> Step:
        bound = self._bound(spec.document, spec.variables, ACTION_PLACES, *key)
        for cookie in (*spec.remember, *spec.forget):
            if cookie not in self._manifest.cookies:
                raise self._error(f"there is no [cookies.{cookie}]", *key)
        forget: dict[str, Condition] = {}
        for cookie, reference in spec.remember.items():
            self._checked(check_reference, f"result.{reference}", *key, "remember", cookie)
        for cookie, forgetting in spec.forget.items():
            if forgetting.when is not None:
                forget[cookie] = self._checked(parse_condition, forgetting.when, *key, "forget", cookie)
        return Step(spec, bound, self._condition(spec.when, *key), forget)

    def _redirect(self, spec: RedirectSpec, places: frozenset[str], *key: str) -> Redirect:
        if (spec.page is None) is (spec.url is None):
            raise self._error("expected either a page or an url", *key)
        if spec.page is not None:
            self._check_target(spec.page, spec.path, places, *key)
        for reference in (*spec.query.values(), *((spec.url,) if spec.url is not None else ())):
            self._checked(lambda text: check_reference(text, places), reference, *key)
        return Redirect(spec, self._condition(spec.when, *key))

    def _check_target(self, page: str, path: Mapping[str, str], places: frozenset[str], *key: str) -> None:
        if page not in self._manifest.pages:
            raise self._error(f"there is no page {page!r}", *key)
        missing = set(PathPattern(self._manifest.pages[page].path).parameters) ^ path.keys()
        if missing:
            raise self._error(f"the page {page!r} and this table differ in the path parameter {min(missing)!r}", *key)
        for reference in path.values():
            self._checked(lambda text: check_reference(text, places), reference, *key)

    def _cookie(self, name: str, spec: CookieSpec) -> tuple[CookieSpec, tuple[Condition, ...]]:
        return spec, tuple(self._checked(parse_condition, text, "cookies", name, "done") for text in spec.done)

    def _error_pages(self, spec: ErrorPages) -> BoundDocument | None:
        query = None
        if spec.not_found_query is not None:
            query = self._bound(spec.not_found_query, {}, frozenset({"cookie"}), "errors", "not_found_query")
        fields = query.document.fields if query is not None else frozenset()
        self._check_template(spec.not_found, fields, "the page for 404", "errors", "not_found")
        self._check_template(spec.failure, frozenset(), "the page for failures", "errors", "failure")
        return query

    def _bound(self, file: str, own: Mapping[str, Variable], places: frozenset[str], *key: str) -> BoundDocument:
        document = self._documents.read(file)
        shared = {name: source for name, source in self._manifest.variables.items() if name in document.variables}
        try:
            return bind(document, own, shared, places, self._manifest.pages)
        except BadReferenceError as error:
            name, _, message = str(error).partition(": ")
            where = (*key, "variables", name) if name in own else ("variables", name) if name in shared else key
            raise self._error(message, *where) from error

    def _pattern(self, text: str, *key: str) -> PathPattern:
        try:
            return PathPattern(text)
        except PatternError as error:
            raise self._error(str(error), *key) from error

    def _condition(self, text: str | None, *key: str) -> Condition | None:
        return None if text is None else self._checked(parse_condition, text, *key, "when")

    def _checked(self, read: Callable[[str], Any], text: str, *key: str) -> Any:
        try:
            return read(text)
        except BadReferenceError as error:
            raise self._error(str(error), *key) from error

    def _check_template(self, name: str, fields: frozenset[str], what: str, *key: str) -> None:
        if name not in self._templates:
            raise self._error(f"there is no file templates/{name}", *key)
        self._templates.check_names(name, fields, what)

    def _refuse_equal_paths(self, theme: Theme) -> None:
        seen: dict[tuple[str, ...], str] = {}
        for name, page in theme.pages.items():
            shape = tuple("{}" if part.startswith("{") else part for part in page.spec.path.split("/"))
            if (other := seen.setdefault(shape, name)) != name:
                raise self._error(f"the pages {other!r} and {name!r} have the same path", "pages", name, "path")

    def _check_literals(self) -> None:
        known: dict[str, Any] = {
            "t": self._catalogues[self._manifest.locales[0]].keys,
            "url": self._manifest.pages,
            "action": self._manifest.actions,
            "asset": self._assets,
        }
        what = {"t": "text", "url": "page", "action": "action", "asset": "file in assets"}
        for function, text, file, line in self._templates.literals():
            if text not in known[function]:
                raise ThemeError.at(self._slug, file, line, f"there is no {what[function]} {text!r}")
