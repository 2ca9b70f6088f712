"""The storefront's routes: every address that no other plugin has, and the theme's assets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import structlog
from fondaco.errors import UnavailableError
from litestar import HttpMethod, Request, Response, route
from litestar.enums import MediaType
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.handlers import HTTPRouteHandler

from fondaco_storefront.actions import perform
from fondaco_storefront.assets import IMMUTABLE, REVALIDATED
from fondaco_storefront.forms import Form, FormLimitError, parse_form
from fondaco_storefront.security import is_same_site_form
from fondaco_storefront.site import RefusedError, Site
from fondaco_storefront.visit import Visit

__all__ = ["routes"]

log = structlog.get_logger("fondaco.storefront")

FORM_TYPE = "application/x-www-form-urlencoded"


def routes(site: Site, slug: str) -> Sequence[HTTPRouteHandler]:
    """Returns the handlers.

    Args:
        slug: The theme's, in the addresses of its assets.
    """

    @route(
        ["/", "/{path:path}"],
        http_method=[HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST],
        name="storefront.pages",
        include_in_schema=False,
    )
    async def pages(request: Request[Any, Any, Any]) -> Response[str]:
        return await _answer(site, request)

    @route(
        f"/assets/{slug}/{{path:path}}",
        http_method=[HttpMethod.GET, HttpMethod.HEAD],
        name="storefront.assets",
        include_in_schema=False,
    )
    async def assets(request: Request[Any, Any, Any]) -> Response[bytes]:
        return _asset(site, request, request.path_params["path"])

    return (pages, assets)


async def _answer(site: Site, request: Request[Any, Any, Any]) -> Response[str]:
    visit = site.begin(request)
    try:
        response = await _page_or_action(site, visit, request)
    except RefusedError as refused:
        response = await _refusal(site, visit, refused)
    except UnavailableError as error:
        log.warning("storefront_unavailable", code=error.code, path=visit.path)
        response = _failure(site, visit, 503)
    except Exception:
        log.exception("storefront_error", path=visit.path)
        response = _failure(site, visit, 500)
    return site.finish(visit, response)


async def _page_or_action(site: Site, visit: Visit, request: Request[Any, Any, Any]) -> Response[str]:
    if request.method != "POST":
        return await _page(site, visit)
    if (action := site.find_action(visit.path)) is not None:
        return await perform(site, visit, action, await _form(site, request))
    site.find_page(visit.path)
    raise RefusedError(405, headers={"allow": "GET, HEAD"})


async def _page(site: Site, visit: Visit) -> Response[str]:
    """Answers with a page. The address that a refused form has left in the browser leads to that form's page."""
    try:
        page, parameters = site.find_page(visit.path)
    except RefusedError:
        action = site.find_action(visit.path)
        if action is None or action.spec.failure_path:
            raise
        return site.redirect(site.addresses().page(action.spec.failure, visit.locale, {}))
    return await site.page(visit, page, parameters)


async def _form(site: Site, request: Request[Any, Any, Any]) -> Form:
    if not is_same_site_form(request, site.public_url):
        log.warning("form_of_another_site", origin=request.headers.get("origin", ""))
        raise RefusedError(403)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM_TYPE:
        raise RefusedError(415)
    try:
        return parse_form(await _body(request, site.settings.max_form_bytes))
    except FormLimitError as error:
        raise RefusedError(400) from error


async def _body(request: Request[Any, Any, Any], limit: int) -> bytes:
    """Reads a body, no further than the limit whatever length was announced."""
    if (request.content_length or 0) > limit:
        raise RefusedError(413)
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > limit:
                raise RefusedError(413)
    except RequestEntityTooLarge as error:
        raise RefusedError(413) from error
    return bytes(body)


async def _refusal(site: Site, visit: Visit, refused: RefusedError) -> Response[str]:
    if refused.status != 404:
        response = _failure(site, visit, refused.status)
        response.headers.update(refused.headers)
        return response
    try:
        return await site.not_found(visit)
    except (RefusedError, UnavailableError):
        return _failure(site, visit, 503)
    except Exception:
        log.exception("storefront_error", path=visit.path)
        return _failure(site, visit, 500)


def _failure(site: Site, visit: Visit, status: int) -> Response[str]:
    """The theme's page for failures; plain words if that fails as well."""
    try:
        return site.failure(visit, status)
    except Exception:
        log.exception("storefront_failure_page", status=status)
        return Response(f"{status}: this page cannot be shown now.\n", status_code=status, media_type=MediaType.TEXT)


def _asset(site: Site, request: Request[Any, Any, Any], path: str) -> Response[bytes]:
    found = site.theme.assets.find(path)
    if found is None:
        return Response(b"", status_code=404, media_type=MediaType.TEXT)
    asset, current = found
    headers = {
        "cache-control": IMMUTABLE if current else REVALIDATED,
        "etag": f'"{asset.digest}"',
        "vary": "accept-encoding",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
    }
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(b"", status_code=304, headers=headers, media_type=asset.media_type)
    content = asset.content
    if asset.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["content-encoding"] = asset.compressed, "gzip"
    return Response(content, headers=headers, media_type=asset.media_type)
