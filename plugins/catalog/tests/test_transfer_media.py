"""Pictures in files: described where nobody did, of this server or of elsewhere, fetched, with posters."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest
from fondaco.db import execute, fetch_rows, fetch_value
from fondaco.ids import decode_global_id
from fondaco.testing.pytest_plugin import ADMIN_TOKEN
from PIL import Image

from .round_trips import FORMATS, Get, Put, goes_round

Upload = Callable[[bytes, str], Awaitable[UUID]]

GLB = b'glTF\x02\0\0\0\x30\0\0\0\x1c\0\0\0JSON{"asset":{"version":"2.0"}} '
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
GONE = "0190b8a0-0000-7000-8000-000000000000"


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "#336699").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def upload(http: httpx.AsyncClient) -> Upload:
    """Uploads a file and returns its id."""

    async def send(content: bytes, name: str) -> UUID:
        headers = {"authorization": f"Bearer {ADMIN_TOKEN}"}
        answer = await http.post("/files/upload", files={"file": (name, content)}, headers=headers)
        assert answer.status_code == 201, answer.text
        return UUID(decode_global_id(str(answer.json()["id"]))[1])

    return send


def cup(*media: dict[str, Any], **more: Any) -> bytes:
    return msgspec.json.encode({"slug": "cup", "title": "Cup", "media": list(media), **more}) + b"\n"


async def test_a_picture_that_nobody_described_is_described_by_the_title(put: Put) -> None:
    # given
    pictures = [{"url": f"https://x/{number}.jpg"} for number in (1, 2)]
    await put(cup({**pictures[0], "alt": "Blue"}, pictures[1]))
    alts = "SELECT array_agg(alt ORDER BY position) FROM catalog.product_media"
    assert await fetch_value(alts) == ["Blue", "Cup, picture 2"]
    # when what is there is not spoken of, or emptied
    await put(cup(*pictures, title="Mug"))
    assert await fetch_value(alts) == ["Blue", "Cup, picture 2"]
    await put(cup({**pictures[0], "alt": ""}, title="Mug"))
    assert await fetch_value(alts) == ["Mug", "Cup, picture 2"]


async def test_a_picture_that_was_fetched_is_known_by_where_it_came_from(put: Put, get: Get, upload: Upload) -> None:
    # given
    url = "https://x/1.jpg"
    variant = {"sku": "C", "media": url}
    await put(cup({"url": url, "alt": "One"}, variants=[variant]))
    file = await upload(png(), "a.png")
    await execute(
        "UPDATE catalog.product_media SET url = $1, source_url = $2, file = $3, width = 40, height = 20",
        f"/files/{file}/original.png",
        url,
        file,
    )
    # then it is called so in a file, and found again
    exported = msgspec.json.decode((await get("jsonl")).splitlines()[-1])
    assert (exported["media"][0]["url"], exported["variants"][0]["media"]) == (url, url)
    assert (await put(cup({"url": url, "alt": "One"}, variants=[variant]))).unchanged == 1
    for named in (url, f"/files/{file}/original.png"):
        report = await put(cup({"url": named, "alt": f"By {named}"}, variants=[{"sku": "C", "media": named}]))
        assert (report.updated, report.rows) == (1, [])
    rows = await fetch_rows("SELECT url, source_url, alt FROM catalog.product_media")
    assert [tuple(row.values()) for row in rows] == [
        (f"/files/{file}/original.png", url, f"By /files/{file}/original.png")
    ]


@pytest.mark.parametrize("kind", FORMATS)
async def test_uploaded_files_are_named_by_their_path_and_posters_by_their_id(
    put: Put, get: Get, upload: Upload, kind: str
) -> None:
    # given
    picture, model = await upload(png(), "a.png"), await upload(GLB, "cup.glb")
    first, second = f"/files/{picture}/original.png", f"/files/{model}/original.glb"
    # when
    report = await put(cup({"url": first}, {"url": second, "poster": first}))
    # then
    assert report.rows == []
    rows = await fetch_rows("SELECT kind, file, width, height, poster FROM catalog.product_media ORDER BY position")
    assert [tuple(row.values()) for row in rows] == [
        ("image", picture, 40, 20, None),
        ("model_3d", model, None, None, picture),
    ]
    exported = await goes_round(put, get, kind)
    assert str(picture).encode() in exported
    # and a poster can be taken away
    await put(cup({"url": second, "poster": None}))
    assert await fetch_value("SELECT count(*) FROM catalog.product_media WHERE poster IS NOT NULL") == 0


async def test_files_that_will_not_do_are_refused_where_they_are_named(put: Put, upload: Upload) -> None:
    # given
    model, document = await upload(GLB, "cup.glb"), await upload(PDF, "a.pdf")
    shown = f"/files/{model}/original.glb"
    lost = f"/files/{GONE}/original.png"
    types = [
        {"kind": "attribute", "code": "manual", "name": "Manual", "type": "file"},
        {"kind": "productType", "slug": "t", "name": "T", "attributes": [{"code": "manual"}]},
    ]
    assert (await put(b"".join(msgspec.json.encode(line) + b"\n" for line in types), format="jsonl")).ok
    cases = [
        (cup({"url": lost}), "media[0].url", "FILE_NOT_FOUND"),
        (cup({"url": f"/files/{document}/original.pdf"}), "media[0].url", "MEDIA_KIND_NOT_SHOWN"),
        (cup({"url": "https://x/1.jpg"}, {"url": shown, "poster": GONE}), "media[1].poster", "FILE_NOT_FOUND"),
        (cup({"url": shown, "poster": "no id"}), "media[0].poster", "FILE_NOT_FOUND"),
        (cup({"url": shown, "poster": str(model)}), "media[0].poster", "POSTER_NOT_IMAGE"),
        (cup(productType="T", attributes={"manual": lost}), "attributes.manual", "FILE_NOT_FOUND"),
    ]
    for line, column, code in cases:
        # when
        report = await put(line)
        # then
        assert [(row.column, row.code) for row in report.rows] == [(column, code)]
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0
    # and one that is a manual is kept by it
    report = await put(cup(productType="T", attributes={"manual": f"/files/{document}/original.pdf"}))
    assert report.rows == []


@pytest.mark.parametrize("kind", FORMATS)
async def test_focal_points_go_round(put: Put, get: Get, kind: str) -> None:
    # given
    points = [{"x": 0, "y": "1"}, {"x": "0.07", "y": 0.5}, None]
    media = [{"url": f"https://x/{number}.jpg", "focalPoint": point} for number, point in enumerate(points)]
    await put(cup(*media))
    kept = "SELECT array_agg(ARRAY[focal_x, focal_y] ORDER BY position) FROM catalog.product_media"
    assert await fetch_value(kept) == [[0, 100], [7, 50], [None, None]]
    # then
    await goes_round(put, get, kind)
    # when one is moved, one is taken away, and one is not spoken of
    table = "slug,media.url,media.focalX,media.focalY\ncup,https://x/0.jpg,0.5,1\ncup,https://x/1.jpg,,\n"
    assert (await put(table.encode())).updated == 1
    await put(cup({"url": "https://x/0.jpg", "alt": "Zero"}))
    assert await fetch_value(kept) == [[50, 100], [None, None], [None, None]]


async def test_a_focal_point_that_is_none_is_refused(put: Put) -> None:
    points = [{"x": 1.5, "y": 0}, {"x": -1, "y": 0}, {"x": 0.5}, {"x": "a", "y": 0}, {"z": 1}, "middle"]
    file = b"".join(
        cup({"url": "https://x/1.jpg", "focalPoint": point}, slug=f"c{n}") for n, point in enumerate(points)
    )
    report = await put(file)
    assert [(one.row, one.column, one.code) for one in report.rows] == [
        (1, "media[0].focalPoint.x", "INVALID_FOCAL_POINT"),
        (2, "media[0].focalPoint.x", "INVALID_FOCAL_POINT"),
        (3, "media[0].focalPoint.x", "INVALID_FOCAL_POINT"),
        (4, "media[0].focalPoint.x", "INVALID_NUMBER"),
        (5, "media[0].z", "UNKNOWN_FIELD"),
        (6, "media[0].url", "INVALID_TYPE"),
    ]
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0
