"""The demo products' pictures over HTTP, downloads that were bought, and the reports of imports."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from fondaco import clock
from fondaco.files.serving import answer_with_file
from litestar import HttpMethod, Request, Response, get, route
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.response import Stream

from fondaco_catalog.demo import DemoProduct, load_catalog, picture_svg
from fondaco_catalog.demo.pictures import PICTURE_VIEWS
from fondaco_catalog.service.digital import find_taken, take_download
from fondaco_catalog.service.transfer.report import report_lines

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["routes"]

_NAME = re.compile(r"(?P<handle>[a-z0-9-]{1,200})-(?P<number>[1-9])\.svg")
_MEDIA_TYPE = "image/svg+xml"
_HEADERS = {
    "cache-control": "public, max-age=86400",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "x-content-type-options": "nosniff",
}


@cache
def _products() -> dict[str, DemoProduct]:
    return {product.handle: product for product in load_catalog().products}


@lru_cache(maxsize=512)
def _picture(name: str) -> tuple[bytes, str] | None:
    """Returns a picture and its entity tag, or None if there is none of that name."""
    found = _NAME.fullmatch(name)
    product = _products().get(found["handle"]) if found else None
    if found is None or product is None or int(found["number"]) > len(PICTURE_VIEWS):
        return None
    svg = picture_svg(
        product.handle,
        product.product_type,
        product.palette,
        motif=product.motif,
        view=PICTURE_VIEWS[int(found["number"]) - 1],
        title=product.title.en,
    ).encode()
    return svg, f'"{hashlib.sha256(svg).hexdigest()[:32]}"'


def routes() -> Sequence[HTTPRouteHandler]:
    """Returns the handlers."""

    @get("/media/demo/{name:str}", include_in_schema=False, sync_to_thread=False)
    def demo_picture(request: Request[Any, Any, Any]) -> Response[bytes]:
        found = _picture(request.path_params["name"])
        if found is None:
            raise NotFoundException("There is no such picture.")
        svg, tag = found
        headers = {**_HEADERS, "etag": tag}
        if request.headers.get("if-none-match") == tag:
            return Response(b"", status_code=304, headers=headers, media_type=_MEDIA_TYPE)
        return Response(svg, headers=headers, media_type=_MEDIA_TYPE)

    @get("/downloads/{token:str}", include_in_schema=False)
    async def download(request: Request[Any, Any, Any]) -> Response[bytes]:
        address = await take_download(request.app.state.fondaco.files, request.path_params["token"], clock.utc_now())
        if address is None:
            raise NotFoundException("This download is over, or never was.")
        headers = {"location": address, "cache-control": "no-store", "referrer-policy": "no-referrer"}
        return Response(b"", status_code=303, headers=headers, media_type="text/plain")

    @route("/downloads/files/{grant_id:uuid}", http_method=[HttpMethod.GET, HttpMethod.HEAD], include_in_schema=False)
    async def granted(request: Request[Any, Any, Any]) -> Response[Any]:
        app: App = request.app.state.fondaco
        query = request.query_params
        (await app.files.signer()).check("GET", request.url.path, query.get("expires"), query.get("signature"))
        file = await find_taken(request.path_params["grant_id"])
        if file is None:
            raise NotFoundException("This download is over, or never was.")
        return await answer_with_file(app, request, file)

    @get("/catalog/imports/{import_id:uuid}/problems.csv", include_in_schema=False)
    async def problems(request: Request[Any, Any, Any]) -> Stream:
        app: App = request.app.state.fondaco
        query = request.query_params
        signer = await app.files.signer()
        signer.check("GET", request.url.path, query.get("expires"), query.get("signature"))
        headers = {
            "cache-control": "private, no-store",
            "content-disposition": 'attachment; filename="problems.csv"',
            "x-content-type-options": "nosniff",
        }
        return Stream(report_lines(request.path_params["import_id"]), headers=headers, media_type="text/csv")

    return (demo_picture, download, granted, problems)
