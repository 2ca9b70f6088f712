"""Reading files: headers, ranges, derivatives, and addresses that lead nowhere."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import file_samples as samples
import httpx
import msgspec
import pytest
from fondaco.app import App
from fondaco.errors import UnavailableError
from fondaco.files import Crop, File, PictureCrop, PictureFormat, cut_path, derivatives, find_file
from fondaco.files.derivatives import derivative
from fondaco.files.workshop import Workshop
from fondaco.ids import new_id, parse_global_id
from fondaco.testing.pytest_plugin import ADMIN_TOKEN
from PIL import Image

STAFF = {"authorization": f"Bearer {ADMIN_TOKEN}"}


async def stored(http: httpx.AsyncClient, content: bytes, name: str) -> File:
    answer = await http.post("/files/upload", files={"file": (name, content)}, headers=STAFF)
    assert answer.status_code == 201, answer.text
    file = await find_file(parse_global_id(answer.json()["id"], "File"))
    assert file is not None
    return file


async def test_a_picture_is_served_for_good_with_its_tag(http: httpx.AsyncClient) -> None:
    file = await stored(http, samples.picture("PNG"), "a.png")
    answer = await http.get(file.path)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["etag"] == f'"{file.sha256.hex()[:32]}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-disposition" not in answer.headers
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "script" not in answer.headers["content-security-policy"]
    assert answer.headers["access-control-allow-origin"] == "*"
    for tag in (answer.headers["etag"], f"W/{answer.headers['etag']}", f'"x", {answer.headers["etag"]}', "*"):
        again = await http.get(file.path, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
    head = await http.head(file.path)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(file.size))


async def test_a_document_is_offered_for_saving_and_may_do_nothing(http: httpx.AsyncClient) -> None:
    file = await stored(http, samples.pdf(), 'Preis "Liste" 杯.pdf')
    answer = await http.get(file.path)
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"Preis Liste _.pdf\"; filename*=UTF-8''Preis%20Liste%20%E6%9D%AF.pdf"
    )
    for content, name, type_ in ((samples.jar(), "a.zip", "application/zip"), (samples.wav(), "a.wav", "audio/wav")):
        sold = await http.get((await stored(http, content, name)).path)
        assert sold.headers["content-disposition"].startswith("attachment")
        assert (sold.headers["content-type"], sold.headers["x-content-type-options"]) == (type_, "nosniff")
        assert sold.headers["content-security-policy"] == "default-src 'none'; sandbox"
    model = await http.get((await stored(http, samples.glb(), "a.glb")).path)
    assert model.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert model.headers["content-type"] == "model/gltf-binary"


async def test_a_video_is_served_in_ranges(http: httpx.AsyncClient) -> None:
    content = samples.mp4()
    file = await stored(http, content, "a.mp4")
    size = len(content)
    tag = f'"{file.sha256.hex()[:32]}"'
    cases: list[tuple[dict[str, str], int, bytes, str | None]] = [
        ({"range": "bytes=0-9"}, 206, content[:10], f"bytes 0-9/{size}"),
        ({"range": "bytes=10-"}, 206, content[10:], f"bytes 10-{size - 1}/{size}"),
        ({"range": "bytes=-7"}, 206, content[-7:], f"bytes {size - 7}-{size - 1}/{size}"),
        ({"range": f"bytes=0-{size * 2}"}, 206, content, f"bytes 0-{size - 1}/{size}"),
        ({"range": "bytes=-99999"}, 206, content, f"bytes 0-{size - 1}/{size}"),
        ({"range": "bytes=0-9", "if-range": tag}, 206, content[:10], f"bytes 0-9/{size}"),
        ({"range": "bytes=0-9", "if-range": '"other"'}, 200, content, None),
        ({"range": "bytes=0-1,5-6"}, 200, content, None),
        ({"range": "bytes=-"}, 200, content, None),
        ({"range": "lines=1-2"}, 200, content, None),
    ]
    for headers, status, body, content_range in cases:
        answer = await http.get(file.path, headers=headers)
        assert (answer.status_code, answer.content) == (status, body), headers
        assert answer.headers.get("content-range") == content_range
        assert answer.headers["accept-ranges"] == "bytes"
    for wrong in (f"bytes={size}-", "bytes=9-3", "bytes=-0"):
        answer = await http.get(file.path, headers={"range": wrong})
        assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{size}")


@pytest.mark.parametrize("format_", ["avif", "webp", "jpg"])
async def test_a_derivative_is_made_once_and_kept_beside_the_original(
    app: App, http: httpx.AsyncClient, format_: str
) -> None:
    file = await stored(http, samples.picture("PNG", (800, 600)), "a.png")
    answer = await http.get(f"/files/{file.id}/320.{format_}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == PictureFormat(format_).content_type
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    with Image.open(io.BytesIO(answer.content)) as image:
        assert image.size == (320, 240)
    assert await app.files.storage.get(f"files/{file.id}/320.{format_}") == answer.content
    again = await http.get(f"/files/{file.id}/320.{format_}", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_derivatives_asked_for_at_the_same_moment_are_made_once(
    app: App, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await stored(http, samples.picture("PNG", (800, 600)), "a.png")
    made: list[tuple[int, PictureFormat]] = []
    really = derivatives.derive

    def counted(source: bytes, width: int, format_: PictureFormat, crop: Crop | None) -> bytes:
        made.append((width, format_))
        return really(source, width, format_, crop)

    monkeypatch.setattr(derivatives, "derive", counted)
    answers = await asyncio.gather(*(http.get(f"/files/{file.id}/640.webp") for _ in range(30)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert made == [(640, PictureFormat.WEBP)]
    await http.get(f"/files/{file.id}/640.webp")
    assert len(made) == 1
    assert app.files.making == {}


async def test_one_who_leaves_does_not_take_the_derivative_from_the_others(app: App, http: httpx.AsyncClient) -> None:
    file = await stored(http, samples.picture("PNG", (800, 600)), "a.png")
    first = asyncio.create_task(derivative(app.files, file, 320, PictureFormat.JPG))
    second = asyncio.create_task(derivative(app.files, file, 320, PictureFormat.JPG))
    await asyncio.sleep(0)
    first.cancel()
    assert (await second)[:2] == b"\xff\xd8"


async def test_those_who_wait_for_a_derivative_hold_no_picture_in_memory(
    app: App, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await stored(http, samples.picture("PNG", (800, 600)), "a.png")
    read: list[str] = []
    really = app.files.storage.get

    async def noted(key: str) -> bytes:
        read.append(key)
        return await really(key)

    monkeypatch.setattr(app.files.storage, "get", noted)
    monkeypatch.setattr(app.files, "workshop", Workshop(at_once=1, waiting=2))
    async with app.files.workshop.place():
        tasks = [asyncio.create_task(derivative(app.files, file, width, PictureFormat.JPG)) for width in (160, 320)]
        while app.files.workshop.inside < 3:
            await asyncio.sleep(0)
        refused = await asyncio.gather(derivative(app.files, file, 480, PictureFormat.JPG), return_exceptions=True)
        assert isinstance(refused[0], UnavailableError)
        assert file.key not in read
    await asyncio.gather(*tasks)
    assert read.count(file.key) == 2


async def test_a_cut_is_served_only_under_an_address_that_the_shop_made(app: App, http: httpx.AsyncClient) -> None:
    file = await stored(http, samples.picture("PNG", (800, 400)), "a.png")
    path = cut_path(await app.files.signer(), file.id, 160, PictureFormat.WEBP, Crop(PictureCrop.SQUARE, 20, 50))
    answer = await http.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    with Image.open(io.BytesIO(answer.content)) as image:
        assert image.size == (160, 160)
    assert await app.files.storage.get(f"files/{file.id}/160-square-20-50.webp") == answer.content
    name, _, mark = path.rpartition("/")[2].partition(".")[0].rpartition("-")
    for other in (
        name,
        f"{name}-{'0' * 16}",
        f"160-square-21-50-{mark}",
        f"320-square-20-50-{mark}",
        f"160-wide-20-50-{mark}",
        f"160-round-20-50-{mark}",
        f"160-{mark}",
    ):
        assert (await http.get(f"/files/{file.id}/{other}.webp")).status_code == 404, other


NOT_IN_THE_LADDER = (
    "321.webp",
    "0.webp",
    "99999.webp",
    "320.png",
    "320.svg",
    "-320.webp",
    "0320.webp",
    "320.webp.jpg",
    "original.exe",
    "original",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e",
    "320.webp%00.jpg",
)


async def test_what_is_not_in_the_ladder_does_not_exist_and_leaves_nothing(app: App, http: httpx.AsyncClient) -> None:
    file = await stored(http, samples.picture("PNG", (800, 600)), "a.png")
    for name in NOT_IN_THE_LADDER:
        assert (await http.get(f"/files/{file.id}/{name}")).status_code == 404, name
    assert await app.files.storage.delete_below(f"files/{file.id}") == 1


OUTSIDE = (
    "/files/../fondaco.toml/original.png",
    "/files/..%2f..%2fetc/original.png",
    "/files/%2e%2e/%2e%2e/etc/passwd",
    "/files/uploads/original.png",
    "/files/00000000-0000-0000-0000-000000000000/original.png",
    "/files/00000000000000000000000000000000/original.png",
    "/files/x/original.png",
    "/files/{nul}/original.png",
    "/files//original.png",
)


async def test_addresses_outside_the_files_lead_nowhere(http: httpx.AsyncClient) -> None:
    for path in OUTSIDE:
        answer = await http.get(path.replace("{nul}", "a%00b"))
        assert answer.status_code in {404, 405}, path  # under /files/uploads/ bytes are only sent
        assert "passwd" not in answer.text.replace(path, "")


async def test_what_is_no_picture_has_no_derivatives(http: httpx.AsyncClient) -> None:
    file = await stored(http, samples.mp4(), "a.mp4")
    assert (await http.get(f"/files/{file.id}/320.webp")).status_code == 404
    assert (await http.get(f"/files/{new_id()}/320.webp")).status_code == 404


async def test_a_workshop_works_on_few_at_a_time_and_refuses_when_too_many_wait() -> None:
    workshop = Workshop(at_once=2, waiting=2)
    running = most = 0
    release = asyncio.Event()
    loop = asyncio.get_running_loop()

    def work() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result()
        running -= 1

    tasks = [asyncio.create_task(workshop.run(work)) for _ in range(4)]
    await asyncio.sleep(0.05)
    with pytest.raises(UnavailableError) as refused:
        await workshop.run(work)
    assert refused.value.code == "FILES_BUSY"
    tasks[0].cancel()
    release.set()
    results: list[Any] = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(result).__name__ for result in results] == ["CancelledError", "NoneType", "NoneType", "NoneType"]
    assert most == 2
    await workshop.run(work)


async def test_a_deleted_object_is_not_found_though_its_row_is_there(app: App, http: httpx.AsyncClient) -> None:
    file = await stored(http, samples.picture("PNG"), "a.png")
    await app.files.storage.delete([file.key])
    assert (await http.get(file.path)).status_code == 404
    assert (await http.get(f"/files/{file.id}/160.jpg")).status_code == 404
    assert msgspec.json.decode((await http.get(file.path)).content)["error"]["code"] == "FILE_NOT_FOUND"
