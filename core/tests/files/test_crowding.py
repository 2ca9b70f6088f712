"""Uploads that are too many, too long, too slow, or not what they announce."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import file_samples as samples
import httpx
import pytest
from fondaco.app import App
from fondaco.testing import GraphQLClient
from fondaco.testing.pytest_plugin import ADMIN_TOKEN
from msgspec import structs

FORM = {"authorization": f"Bearer {ADMIN_TOKEN}", "content-type": "multipart/form-data; boundary=x"}
FILE = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'


def code_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


class Body:
    """A body that goes on for ever after its beginning, and counts what was taken of it."""

    def __init__(self, start: bytes, piece: bytes | None) -> None:
        self._start = start
        self._piece = piece
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._start
        while self._piece is not None:
            self.taken += len(self._piece)
            yield self._piece
        await asyncio.Event().wait()


@pytest.fixture
def limited(app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """Takes little of any kind, and one at a time."""
    kinds = ("image", "video", "model", "document", "audio", "archive", "data")
    limits: dict[str, Any] = {f"max_{kind}_bytes": 300_000 for kind in kinds}
    monkeypatch.setattr(app.files, "settings", structs.replace(app.files.settings, uploads_at_once=1, **limits))
    return app


async def test_a_file_that_is_announced_as_too_large_is_refused_at_once(
    http: httpx.AsyncClient, admin: GraphQLClient
) -> None:
    picture = samples.picture()
    body = Body(FILE + picture + bytes(5000), bytes(100_000))
    answer = await http.post("/files/upload", content=body, headers={**FORM, "content-length": "200000000"})
    assert code_of(answer) == (413, "FILE_TOO_LARGE")
    assert body.taken <= 200_000
    data = {"name": "a.png", "bytes": len(picture)}
    url = (await admin.change("fileUploadCreate", data, "upload { url }"))["upload"]["url"]
    body = Body(picture, bytes(100_000))
    answer = await http.put(url, content=body, headers={"content-length": "200000000"})
    assert code_of(answer) == (413, "FILE_TOO_LARGE")
    assert body.taken <= 200_000


async def test_a_form_that_never_ends_is_left(limited: App, http: httpx.AsyncClient) -> None:
    whole = FILE + samples.picture() + b"\r\n"
    second = b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n'
    cases = {
        "before the first field": (b"\r\n" * 1000, (413, "FILE_TOO_LARGE")),
        "in the file": (FILE, (422, "FILE_TYPE_UNSUPPORTED")),
        "in a second field of the name": (whole + second, (422, "INVALID_FORM")),
        "in a header": (b"--x\r\nX: ", (422, "INVALID_FORM")),
    }
    for where, (start, expected) in cases.items():
        body = Body(start, b"y" * 50_000)
        assert code_of(await http.post("/files/upload", content=body, headers=FORM)) == expected, where
        assert body.taken < 1_000_000, where


async def test_an_upload_that_stands_still_is_given_up(
    limited: App, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = structs.replace(limited.files.settings, upload_idle_seconds=0.05)
    monkeypatch.setattr(limited.files, "settings", impatient)
    answer = await http.post("/files/upload", content=Body(FILE + samples.picture(), None), headers=FORM)
    assert code_of(answer) == (422, "UPLOAD_INCOMPLETE")
    with limited.files.receiving():  # its place is free again
        pass


async def test_more_uploads_at_a_time_than_there_is_room_for_are_asked_to_wait(
    limited: App, http: httpx.AsyncClient, admin: GraphQLClient
) -> None:
    content = samples.picture()
    url = (await admin.change("fileUploadCreate", {"name": "a.png", "bytes": len(content)}, "upload { url }"))[
        "upload"
    ]["url"]
    with limited.files.receiving():
        for answer in (
            await http.post("/files/upload", files={"file": ("a.png", content)}, headers={"authorization": FORM["authorization"]}),
            await http.put(url, content=content),
        ):  # fmt: skip
            assert code_of(answer) == (503, "FILES_BUSY")
            assert answer.headers["retry-after"] == "5"
    assert (await http.put(url, content=content)).status_code == 204
