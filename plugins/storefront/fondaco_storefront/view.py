"""What a template may see and do: the page it renders, and the functions of the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import minijinja
import msgspec

from fondaco_storefront import formatting
from fondaco_storefront.forms import FormError
from fondaco_storefront.messages import Catalogue
from fondaco_storefront.patterns import with_query

__all__ = ["FILTERS", "FUNCTIONS", "Addresses", "View", "rendering"]


class Addresses(Protocol):
    """Builds addresses of a theme's pages, actions and assets."""

    locales: tuple[str, ...]

    def page(self, name: str, locale: str, values: Mapping[str, Any]) -> str:
        """Path of a page; values that are no path parameters become its query string."""

    def action(self, name: str, locale: str) -> str:
        """Path that a form is sent to."""

    def localized(self, path: str, locale: str) -> str:
        """A path of the default language, in another one."""

    def asset(self, name: str) -> str:
        """Address of a file of the theme."""


class View(msgspec.Struct, frozen=True):
    """One rendering.

    Attributes:
        page: Name of the page; empty for error pages.
        path: Parameters of the page's path.
        query: Of the address; a list where a dotted name repeats.
        form: What was typed in, where a form is shown again.
        zone: In which dates are written.
    """

    addresses: Addresses
    catalogue: Catalogue
    zone: ZoneInfo
    locale: str
    page: str = ""
    path: Mapping[str, str] = {}
    query: Mapping[str, str | list[str]] = {}
    form: Mapping[str, str] | None = None
    errors: Sequence[FormError] = ()

    def error_text(self, error: FormError) -> str:
        """Returns an error in the visitor's language: by code and field, by code, or as the API says it."""
        leaf = error.field.rpartition(".")[2]
        texts = self.catalogue
        return texts.find(f"errors.{error.code}_{leaf}") or texts.find(f"errors.{error.code}") or error.message


rendering: ContextVar[View] = ContextVar("rendering")
"""The view of the template that runs now. Templates run synchronously, so it never changes under one."""


def _t(key: str, **values: Any) -> str:
    return rendering.get().catalogue.text(key, **values)


def _money(value: Mapping[str, Any]) -> str:
    return formatting.money_text(value, rendering.get().catalogue.locale)


def _percent(rate: str) -> str:
    return formatting.percent_text(rate, rendering.get().catalogue.locale)


def _date(value: str, style: str = "long") -> str:
    view = rendering.get()
    return formatting.date_text(value, view.catalogue.locale, view.zone, style)


def _country(code: str) -> str:
    return formatting.country_name(code, rendering.get().catalogue.locale)


def _countries(codes: Sequence[str]) -> list[dict[str, str]]:
    return formatting.country_options(codes, rendering.get().catalogue.locale)


def _url(page: str, **values: Any) -> str:
    view = rendering.get()
    return view.addresses.page(page, str(values.pop("locale", view.locale)), values)


def _here(others: Mapping[str, Any] | None = None, **changes: Any) -> str:
    view = rendering.get()
    return view.addresses.page(view.page, view.locale, {**view.query, **view.path, **(others or {}), **changes})


def _without(*names: str, value: str | None = None) -> str:
    """The first page of this list without what was chosen under some names, or without one value of that."""
    view = rendering.get()
    kept: dict[str, Any] = {}
    for name, found in view.query.items():
        if name in {"after", "before"}:
            continue
        if not any(name == gone or name.startswith(f"{gone}.") for gone in names):
            kept[name] = found
        elif value is not None:
            kept[name] = [one for one in ([found] if isinstance(found, str) else found) if one != value]
    return view.addresses.page(view.page, view.locale, {**kept, **view.path})


def _action(name: str) -> str:
    view = rendering.get()
    return view.addresses.action(name, view.locale)


def _local(path: str) -> str:
    view = rendering.get()
    return view.addresses.localized(path, view.locale)


def _asset(name: str) -> str:
    return rendering.get().addresses.asset(name)


def _pages(info: Mapping[str, Any]) -> dict[str, str | None]:
    view = rendering.get()
    kept = {name: value for name, value in view.query.items() if name not in {"after", "before"}}

    def address(**cursor: Any) -> str:
        path = view.addresses.page(view.page, view.locale, dict(view.path))
        return with_query(path, {**kept, **cursor})

    return {
        "previous": address(before=info["startCursor"]) if info["hasPreviousPage"] else None,
        "next": address(after=info["endCursor"]) if info["hasNextPage"] else None,
    }


def _error(field: str) -> str:
    view = rendering.get()
    for error in view.errors:
        if error.field == field:
            return view.error_text(error)
    return ""


def _value(field: str, default: Any = "") -> Any:
    form = rendering.get().form
    return form.get(field, "") if form is not None else ("" if default is None else default)


def _richtext(html: str | None) -> str:
    return minijinja.safe(formatting.sanitised(html or ""))


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "t": _t,
    "money": _money,
    "percent": _percent,
    "date": _date,
    "country": _country,
    "countries": _countries,
    "url": _url,
    "here": _here,
    "without": _without,
    "action": _action,
    "local": _local,
    "asset": _asset,
    "pages": _pages,
    "error": _error,
    "value": _value,
}
"""By the name that templates use."""

FILTERS: Mapping[str, Callable[..., Any]] = {"richtext": _richtext}
"""``safe`` is not among the filters: the only markup that a theme lets through has been sanitised."""
