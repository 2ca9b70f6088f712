"""Files over HTTP: reading them, sending them, and sending them to a signed address."""

from __future__ import annotations

import asyncio
import hmac
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import UUID

from litestar import HttpMethod, Request, Response, post, put, route
from litestar.exceptions import ClientException
from litestar.handlers import HTTPRouteHandler
from litestar.response import Stream

from fondaco.access.permissions import authorize
from fondaco.errors import DomainError, InvalidInputError, LimitExceededError, NotFoundError
from fondaco.files import repository
from fondaco.files.derivatives import derivative
from fondaco.files.forms import read_form
from fondaco.files.kinds import FileKind
from fondaco.files.permissions import MANAGE_FILES
from fondaco.files.pictures import Crop, PictureCrop, PictureFormat
from fondaco.files.repository import File
from fondaco.files.spool import limit_of
from fondaco.files.storage import MissingObjectError
from fondaco.files.uploads import receive_file, write_upload
from fondaco.ids import encode_global_id
from fondaco.problems import problem
from fondaco.requests import caller_of
from fondaco.settings import FileSettings

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["answer_with_file", "routes"]

_DERIVATIVE = re.compile(
    r"(?P<cut>(?P<width>[1-9][0-9]{0,4})(?:-(?P<shape>[a-z]+)-(?P<x>[0-9]{1,3})-(?P<y>[0-9]{1,3}))?)"
    r"(?:-(?P<mark>[0-9a-f]{16}))?\.(?P<format>avif|webp|jpg)"
)
_RANGE = re.compile(r"bytes=(?P<start>[0-9]{0,18})-(?P<end>[0-9]{0,18})")
_FOREVER = "public, max-age=31536000, immutable"
_PRIVATE = "private, no-store"
_SHOWN = {FileKind.IMAGE, FileKind.VIDEO}
_HARMLESS = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
"""For what is opened by itself: browsers show pictures and films by a page that they make of it."""
_FORM_BYTES = 200_000
"""How many bytes a form may have around its file."""


def _file_id(text: str) -> UUID:
    try:
        found = UUID(text)
    except ValueError:
        found = None
    if found is None or str(found) != text:
        raise NotFoundError("There is no such file.", code="FILE_NOT_FOUND")
    return found


async def _allowed_file(app: App, request: Request[Any, Any, Any], file_id: UUID) -> File:
    file = await repository.find_file(file_id)
    if file is None:
        raise NotFoundError("There is no such file.", code="FILE_NOT_FOUND")
    if file.private:
        query = request.query_params
        signer = await app.files.signer()
        signer.check("GET", request.url.path, query.get("expires"), query.get("signature"))
    return file


def _headers(file: File, tag: str) -> dict[str, str]:
    headers = {
        "cache-control": _PRIVATE if file.private else _FOREVER,
        "etag": f'"{tag}"',
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-site" if file.private else "cross-origin",
    }
    if not file.private:
        headers["access-control-allow-origin"] = "*"
    if file.private or file.kind not in _SHOWN:
        plain = re.sub(r"[^A-Za-z0-9._ -]", "_", file.name)
        headers["content-disposition"] = (
            f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
        )
    shown = not file.private and file.kind in _SHOWN
    headers["content-security-policy"] = _HARMLESS if shown else "default-src 'none'; sandbox"
    return headers


def _unchanged(request: Request[Any, Any, Any], tag: str) -> bool:
    given = request.headers.get("if-none-match", "")
    return any(part.strip().removeprefix("W/") in {f'"{tag}"', "*"} for part in given.split(","))


def _wanted_range(request: Request[Any, Any, Any], tag: str, size: int) -> tuple[int, int] | None:
    """Returns the first byte of the wanted range and the one behind its last; None for all.

    Several ranges, and what cannot be read, mean all, as RFC 9110 allows.

    Raises:
        ValueError: If it lies outside the file.
    """
    found = _RANGE.fullmatch(request.headers.get("range", ""))
    condition = request.headers.get("if-range")
    if found is None or (condition is not None and condition != f'"{tag}"'):
        return None
    start, end = found["start"], found["end"]
    if not start and not end:
        return None
    if not start:
        length = int(end)
        if not length:
            raise ValueError("empty")
        return max(0, size - length), size
    first, last = int(start), min(int(end), size - 1) if end else size - 1
    if first >= size or first > last:
        raise ValueError("outside")
    return first, last + 1


async def answer_with_file(app: App, request: Request[Any, Any, Any], file: File) -> Response[Any]:
    """Answers a request that may see a file with all of it, or with the range that it asks for.

    Raises:
        NotFoundError: ``FILE_NOT_FOUND``, if its bytes are gone.
        UnavailableError: ``FILES_UNAVAILABLE``.
    """
    tag = file.sha256.hex()[:32]
    headers = _headers(file, tag) | {"accept-ranges": "bytes"}
    if _unchanged(request, tag):
        return Response(b"", status_code=304, headers=headers, media_type=file.content_type)
    try:
        wanted = _wanted_range(request, tag, file.size)
    except ValueError:
        refused = problem(416, "RANGE_NOT_SATISFIABLE", "The file ends before that.")
        refused.headers["content-range"] = f"bytes */{file.size}"
        return refused
    start, end = wanted or (0, file.size)
    headers["content-length"] = str(end - start)
    if wanted is not None:
        headers["content-range"] = f"bytes {start}-{end - 1}/{file.size}"
    status = 200 if wanted is None else 206
    if request.method == "HEAD":
        return Response(b"", status_code=status, headers=headers, media_type=file.content_type)
    try:
        pieces = await app.files.storage.stream(file.key, start, end)
    except MissingObjectError as error:
        raise NotFoundError("There is no such file.", code="FILE_NOT_FOUND") from error
    return Stream(pieces, status_code=status, headers=headers, media_type=file.content_type)


async def _derivative(app: App, request: Request[Any, Any, Any], file: File, name: re.Match[str]) -> Response[Any]:
    width, format_ = int(name["width"]), PictureFormat(name["format"])
    crop = None
    if name["shape"] is not None or name["mark"] is not None:
        right = (await app.files.signer()).mark(f"{file.id}/{name['cut']}")
        if name["shape"] is None or not hmac.compare_digest(right, name["mark"] or ""):
            raise NotFoundError("There is no such file.", code="FILE_NOT_FOUND")
        crop = Crop(PictureCrop[name["shape"].upper()], int(name["x"]), int(name["y"]))
    tag = f"{file.sha256.hex()[:24]}-{name['cut']}-{format_.value}"
    headers = _headers(file, tag)
    if width in app.files.settings.widths and _unchanged(request, tag):
        return Response(b"", status_code=304, headers=headers, media_type=format_.content_type)
    made = await derivative(app.files, file, width, format_, crop)
    headers["content-length"] = str(len(made))
    content = b"" if request.method == "HEAD" else made
    return Response(content, headers=headers, media_type=format_.content_type)


def _refused(error: DomainError) -> Response[dict[str, Any]]:
    status = 413 if isinstance(error, LimitExceededError) else 422
    return problem(status, error.code, error.message, {"connection": "close"})


def _announced(request: Request[Any, Any, Any]) -> int:
    """Returns how many bytes the client says are coming; 0 where it does not say."""
    said = request.headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 18 else 0


async def _body(request: Request[Any, Any, Any], settings: FileSettings) -> AsyncIterator[bytes]:
    """Returns the body in pieces: no more than the largest file that is accepted, and as long as pieces come.

    Raises:
        InvalidInputError: ``UPLOAD_INCOMPLETE``.
        LimitExceededError: ``FILE_TOO_LARGE``.
    """
    most = max(limit_of(settings, kind) for kind in FileKind) + _FORM_BYTES
    pieces = aiter(request.stream())
    came = 0
    try:
        while True:
            async with asyncio.timeout(settings.upload_idle_seconds):
                piece = await anext(pieces, None)
            if piece is None:
                return
            came += len(piece)
            if came > most:
                raise LimitExceededError("There is too much around the file.", code="FILE_TOO_LARGE", field=("file",))
            yield piece
    except (ClientException, TimeoutError) as error:
        raise InvalidInputError("The request ended too early, or stood still.", code="UPLOAD_INCOMPLETE") from error


def routes() -> Sequence[HTTPRouteHandler]:
    """Returns the handlers."""

    @route("/files/{file_id:str}/{name:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD], include_in_schema=False)
    async def read(request: Request[Any, Any, Any]) -> Response[Any]:
        app: App = request.app.state.fondaco
        given: Mapping[str, str] = request.path_params
        file = await _allowed_file(app, request, _file_id(given["file_id"]))
        if given["name"] == f"original.{file.extension}":
            return await answer_with_file(app, request, file)
        if (name := _DERIVATIVE.fullmatch(given["name"])) is not None:
            return await _derivative(app, request, file, name)
        raise NotFoundError("There is no such file.", code="FILE_NOT_FOUND")

    # The bodies are counted while they are read, by the limit of what they turn out to be.
    @post("/files/upload", include_in_schema=False, request_max_body_size=None, status_code=201)
    async def upload(request: Request[Any, Any, Any]) -> Response[Any]:
        app: App = request.app.state.fondaco
        caller = await caller_of(app, request)
        authorize(caller.principal, MANAGE_FILES)
        try:
            with app.files.receiving():
                body = _body(request, app.files.settings)
                form = await read_form(request.headers.get("content-type", ""), body)
                file = await receive_file(
                    app.unit_of_work,
                    caller,
                    app.files,
                    name=form.name,
                    content_type=form.content_type,
                    chunks=form.chunks(),
                    private=request.query_params.get("private") == "true",
                    announced=_announced(request) - _FORM_BYTES,
                )
        except (InvalidInputError, LimitExceededError) as error:
            return _refused(error)
        return Response(
            {
                "id": encode_global_id("File", file.id),
                "name": file.name,
                "kind": file.kind.name,
                "contentType": file.content_type,
                "bytes": file.size,
                "width": file.width,
                "height": file.height,
                "url": await app.files.address_of(file),
            },
            status_code=201,
        )

    @put("/files/uploads/{file_id:str}", include_in_schema=False, request_max_body_size=None)
    async def send(request: Request[Any, Any, Any]) -> Response[Any]:
        app: App = request.app.state.fondaco
        query = request.query_params
        signer = await app.files.signer()
        signer.check("PUT", request.url.path, query.get("expires"), query.get("signature"))
        try:
            with app.files.receiving():
                await write_upload(
                    app.files,
                    _file_id(request.path_params["file_id"]),
                    _body(request, app.files.settings),
                    announced=_announced(request),
                )
        except (InvalidInputError, LimitExceededError) as error:
            return _refused(error)
        return Response(None, status_code=204)

    return (read, upload, send)
