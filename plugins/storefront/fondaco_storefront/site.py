"""Serves a theme: a request in, a page or a redirect out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import structlog
from fondaco.commerce.channel import Channel
from fondaco.errors import UnavailableError
from fondaco.graphql.execution import Answer, execute
from litestar import Request, Response
from litestar.enums import MediaType

from fondaco_storefront.addresses import SiteAddresses
from fondaco_storefront.forms import FormError, nest
from fondaco_storefront.patterns import PatternError
from fondaco_storefront.references import Values
from fondaco_storefront.security import content_security_policy, own_origin, security_headers
from fondaco_storefront.settings import StorefrontSettings
from fondaco_storefront.theme import Action, Page, Redirect, Theme
from fondaco_storefront.variables import BoundDocument
from fondaco_storefront.view import View
from fondaco_storefront.visit import Visit, begin_visit

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["RefusedError", "Site", "web_address"]

log = structlog.get_logger("fondaco.storefront")

_ADDRESS = re.compile(r"(?:https?:/)?/(?![/\\])[!-~]*")
UNAVAILABLE_CODES = frozenset({"TIMEOUT", "UNAVAILABLE", "DATABASE_UNAVAILABLE"})
PUBLIC_PAGE = "private, no-cache"
PERSONAL_PAGE = "private, no-store"


class RefusedError(Exception):
    """The request is answered with an error page of this status."""

    def __init__(self, status: int, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.headers = dict(headers or {})


class Site:
    """A theme in the service of one application.

    Args:
        current_theme: Called for each request, so that a reloaded theme is served at once.

    Attributes:
        theme: The theme as it was when the last request began.
    """

    def __init__(
        self,
        app: App,
        settings: StorefrontSettings,
        channel: Channel,
        current_theme: Callable[[], Theme],
        zone: ZoneInfo,
    ) -> None:
        self.app = app
        self.settings = settings
        self.channel = channel
        self._current_theme = current_theme
        self.theme = current_theme()
        self._zone = zone
        self._headers = security_headers(
            content_security_policy(settings.image_origins, (app.settings.server.base_url, *settings.payment_origins))
        )

    @property
    def public_url(self) -> str | None:
        """Where visitors reach the shop, if that is configured."""
        return self.app.settings.server.public_url

    def addresses(self) -> SiteAddresses:
        """Builds addresses of the theme."""
        return SiteAddresses(self.theme, self.channel.locales)

    def begin(self, request: Request[Any, Any, Any]) -> Visit:
        """Reads a visit off a request."""
        self.theme = self._current_theme()
        locale, path = self.addresses().split(request.scope["path"])
        origin = own_origin(request, self.public_url)
        return begin_visit(self.app, request, self.theme, self.channel, locale, path, origin)

    def find_page(self, path: str) -> tuple[Page, dict[str, str]]:
        """Finds the page of a path.

        Raises:
            RefusedError: 404.
        """
        for page in self.theme.pages.values():
            parameters = page.pattern.match(path)
            if parameters is not None:
                return page, parameters
        raise RefusedError(404)

    def find_action(self, path: str) -> Action | None:
        """Finds the action that forms are sent to at a path."""
        return next((action for action in self.theme.actions.values() if action.spec.path == path), None)

    async def run(self, visit: Visit, document: BoundDocument, variables: Mapping[str, Any]) -> Answer:
        """Runs a document in the name of the visitor, under the limits and permissions of any front-end.

        Raises:
            UnavailableError: If the API could not answer now.
            RefusedError: 500 for what the API has logged as its own failure.
        """
        answer = await execute(self.app, self.app.shop, visit.caller, document.document.text, variables)
        visit.take_session(answer)
        for error in answer.errors:
            code = str(error.get("extensions", {}).get("code", ""))
            if code in UNAVAILABLE_CODES:
                raise UnavailableError("The shop's API does not answer.", code=code)
            if code == "INTERNAL":
                raise RefusedError(500)
        return answer

    async def page(
        self,
        visit: Visit,
        page: Page,
        parameters: Mapping[str, str],
        *,
        status: int = 200,
        form: Mapping[str, str] | None = None,
        errors: Sequence[FormError] = (),
    ) -> Response[str]:
        """Answers with a page, or with the redirect that the page asks for.

        Args:
            form: What was typed in, where a form is shown again.

        Raises:
            RefusedError: 404 if what the page shows does not exist.
        """
        values = Values(path=parameters, query=nest(visit.query), cookie=visit.cookies, form=nest(form or {}))
        data = await self._data(visit, page.query, values)
        if page.spec.required is not None and data.get(page.spec.required) is None:
            raise RefusedError(404)
        # What is about to be forgotten may still say where to go, such as a completed cart to its order.
        values.set("data", data)
        if (moved := self._moved(visit, page, parameters, values)) is not None:
            return moved
        target = self.target(visit, page.redirects, values)
        if self._forget_what_is_gone(visit, page.query, data) and target is None:
            target = self.target(visit, page.redirects, values)
        if target is not None:
            return self.redirect(target)
        view = self._view(visit, page=page.name, path=parameters, form=form, errors=errors)
        personal = page.spec.personal
        response = self._render(
            view, page.spec.template, visit, {**data, "status": status}, indexed=page.spec.indexed and not personal
        )
        response.status_code = status
        response.headers["cache-control"] = PERSONAL_PAGE if personal else PUBLIC_PAGE
        if personal or not page.spec.indexed:
            response.headers["x-robots-tag"] = "noindex"
        return response

    async def _data(self, visit: Visit, query: BoundDocument | None, values: Values) -> dict[str, Any]:
        if query is None:
            return {}
        wrong: list[FormError] = []
        variables = query.values(values, lambda name: self.page_address(visit, name), wrong)
        if any(error.code == "REQUIRED" or error.code.startswith("NO_") for error in wrong):
            raise RefusedError(404)
        answer = await self.run(visit, query, variables)
        if answer.errors and self._forget_what_breaks(visit, answer):
            return await self._data(visit, query, values)
        data = answer.data  # decoded anew at each look where the answer was kept
        if answer.errors or data is None:
            # The document is valid, so it is a value that the API does not take, such as a cursor out of an old link.
            log.info("page_refused_by_api", document=query.document.file, errors=answer.errors)
            raise RefusedError(404)
        return {**dict.fromkeys(query.document.fields), **data}

    def _forget_what_breaks(self, visit: Visit, answer: Answer) -> bool:
        """Forgets cookies whose field failed, such as one that holds no id at all; says whether there was one."""
        failed = {error["path"][0] for error in answer.errors if error.get("path")}
        broken = [
            name for name, (spec, _) in self.theme.cookies.items() if name in visit.cookies and spec.field in failed
        ]
        for name in broken:
            visit.forget(name)
        return bool(broken)

    def _forget_what_is_gone(self, visit: Visit, query: BoundDocument | None, data: dict[str, Any]) -> bool:
        """Forgets cookies whose thing is gone or done, and takes it out of the data; says whether there was one."""
        forgotten = False
        for name, (spec, done) in self.theme.cookies.items():
            if name not in visit.cookies or query is None or spec.field not in query.document.fields:
                continue
            values = Values(data=data)
            if data[spec.field] is None or any(condition.holds(values) for condition in done):
                visit.forget(name)
                data[spec.field] = None
                forgotten = True
        return forgotten

    async def not_found(self, visit: Visit) -> Response[str]:
        """Answers with the theme's 404 page."""
        data = await self._data(visit, self.theme.not_found, Values(cookie=visit.cookies, path={}, query={}))
        self._forget_what_is_gone(visit, self.theme.not_found, data)
        response = self._render(
            self._view(visit), self.theme.manifest.errors.not_found, visit, {**data, "status": 404}, indexed=False
        )
        response.status_code = 404
        response.headers["cache-control"] = PUBLIC_PAGE
        return response

    def failure(self, visit: Visit, status: int) -> Response[str]:
        """Answers with the theme's page for failures, which needs neither database nor API."""
        response = self._render(
            self._view(visit), self.theme.manifest.errors.failure, visit, {"status": status}, indexed=False
        )
        response.status_code = status
        response.headers["cache-control"] = PERSONAL_PAGE
        return response

    def target(self, visit: Visit, redirects: Sequence[Redirect], values: Values) -> str | None:
        """Returns where the first redirect whose condition holds leads to, or None if none does.

        Raises:
            RefusedError: 500 if it leads nowhere, or to what is no web address.
        """
        for redirect in redirects:
            if redirect.when is not None and not redirect.when.holds(values):
                continue
            spec = redirect.spec
            if spec.url is not None:
                return web_address(values.get(spec.url))
            parts = {name: values.get(reference) for name, reference in {**spec.query, **spec.path}.items()}
            parts["notice"] = spec.notice
            try:
                path = self.addresses().page(spec.page or "", visit.locale, parts)
            except PatternError as error:
                log.warning("redirect_leads_nowhere", page=spec.page, reason=str(error))
                raise RefusedError(500) from error
            return path
        return None

    def _moved(self, visit: Visit, page: Page, parameters: Mapping[str, str], values: Values) -> Response[str] | None:
        """Sends a visitor who came by a former address to the present one (301), or returns None."""
        found = {name: values.get(reference) for name, reference in page.spec.canonical.items()}
        now = {name: value for name, value in found.items() if isinstance(value, str) and value}
        if all(parameters[name] == value for name, value in now.items()):
            return None
        target = self.addresses().page(page.name, visit.locale, {**visit.query, **parameters, **now})
        # Not for ever: the former name may become that of something else.
        headers = {"location": target, "cache-control": PUBLIC_PAGE}
        return Response("", status_code=301, headers=headers, media_type=MediaType.TEXT)

    @staticmethod
    def redirect(target: str) -> Response[str]:
        """Sends the visitor on (303)."""
        headers = {"location": target, "cache-control": PERSONAL_PAGE}
        return Response("", status_code=303, headers=headers, media_type=MediaType.TEXT)

    def finish(self, visit: Visit, response: Response[str]) -> Response[str]:
        """Adds what every answer has: cookies, and the headers that keep visitors safe."""
        visit.write_cookies(response)
        response.headers.update(self._headers)
        response.headers["content-language"] = visit.locale
        return response

    def page_address(self, visit: Visit, name: str) -> str:
        """Returns the absolute address of a page without path parameters, in the visitor's language."""
        return visit.origin + self.addresses().page(name, visit.locale, {})

    def _view(
        self,
        visit: Visit,
        *,
        page: str = "",
        path: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        errors: Sequence[FormError] = (),
    ) -> View:
        return View(
            addresses=self.addresses(),
            catalogue=self.theme.catalogue(visit.locale),
            zone=self._zone,
            locale=visit.locale,
            page=page,
            path=path or {},
            query=visit.query,
            form=form,
            errors=errors,
        )

    def _render(
        self, view: View, template: str, visit: Visit, data: Mapping[str, Any], *, indexed: bool
    ) -> Response[str]:
        theme = self.theme
        context = {
            **data,
            "page": self._page_context(view, visit, indexed=indexed),
            "theme": dict(theme.manifest.constants),
            "store": {"name": self.app.settings.name},
            "errors": [
                {"code": error.code, "field": error.field, "message": view.error_text(error)} for error in view.errors
            ],
            "request_id": visit.caller.request_id,
        }
        body = theme.templates.render(template, view, context)
        return Response(body, media_type=MediaType.HTML)

    def _page_context(self, view: View, visit: Visit, *, indexed: bool) -> dict[str, Any]:
        addresses = view.addresses

        names = self._read_of_query(view.page)
        read = {name: value for name, value in view.query.items() if name.partition(".")[0] in names}

        def path(locale: str) -> str:
            return self._place(view, locale, view.query)

        def url(locale: str) -> str:
            return visit.origin + self._place(view, locale, read)

        return {
            "name": view.page,
            "locale": visit.locale,
            "path": path(visit.locale),
            "url": url(visit.locale),
            "origin": visit.origin,
            "query": dict(view.query),
            "indexed": indexed,
            "alternates": [
                {
                    "locale": locale,
                    "name": self.theme.catalogue(locale).find("language") or locale,
                    "path": path(locale),
                    "url": url(locale),
                    "current": locale == visit.locale,
                    "default": locale == addresses.locales[0],
                }
                for locale in addresses.locales
            ],
        }

    @staticmethod
    def _place(view: View, locale: str, query: Mapping[str, str | list[str]]) -> str:
        if not view.page:
            return view.addresses.localized("/", locale)
        return view.addresses.page(view.page, locale, {**query, **view.path})

    def _read_of_query(self, page: str) -> frozenset[str]:
        """Names in the query string that change what a page is about; the rest is not part of its own address."""
        query = self.theme.pages[page].query if page else None
        return query.read_of("query") if query is not None else frozenset()


def web_address(found: Any) -> str:
    """Lets an address of the API's answer through if it is a path or a web address, for nothing else can be opened."""
    if isinstance(found, str) and _ADDRESS.fullmatch(found):
        return found
    log.error("redirect_is_no_web_address", found=str(found)[:100])
    raise RefusedError(500)
