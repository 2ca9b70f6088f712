"""Sending files: in one form, or straight to a signed address."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import file_samples as samples
import httpx
import msgspec
import pytest
from fondaco import clock
from fondaco.app import App
from fondaco.db import execute, fetch_value
from fondaco.files import find_file
from fondaco.files.uploads import upload_key
from fondaco.ids import encode_global_id, new_id, parse_global_id
from fondaco.testing import GraphQLClient
from fondaco.testing.pytest_plugin import ADMIN_TOKEN, AppFactory

STAFF = {"authorization": f"Bearer {ADMIN_TOKEN}"}


async def send(http: httpx.AsyncClient, content: bytes, name: str, type_: str = "", **headers: str) -> httpx.Response:
    form = {"file": (name, content, type_ or "application/octet-stream")}
    return await http.post("/files/upload", files=form, headers={**STAFF, **headers})


def code_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


async def test_a_form_with_a_picture_makes_a_file_that_everybody_can_read(app: App, http: httpx.AsyncClient) -> None:
    answer = await send(http, samples.with_exif(), "../Mug.JPG", "image/jpeg")
    assert answer.status_code == 201
    made = answer.json()
    assert (made["name"], made["kind"], made["contentType"]) == ("Mug.JPG", "IMAGE", "image/jpeg")
    assert (made["width"], made["height"]) == (40, 80)
    file = await find_file(parse_global_id(made["id"], "File"))
    assert file is not None
    assert made["url"] == f"/files/{file.id}/original.jpg"
    shown = await http.get(made["url"])
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert len(shown.content) == made["bytes"] == file.size
    assert b"Secret" not in shown.content
    assert await app.files.storage.exists(file.key)


BAD = (
    (b"<svg><script>alert(1)</script></svg>", "x.svg", "image/svg+xml", (422, "SVG_NOT_ALLOWED")),
    (b"<svg><script>alert(1)</script></svg>", "x.png", "image/png", (422, "SVG_NOT_ALLOWED")),
    (gzip.compress(b"<svg/>", mtime=0), "x.svgz", "image/svg+xml", (422, "FILE_TYPE_MISMATCH")),
    (gzip.compress(b"<svg/>", mtime=0), "x.png", "image/png", (422, "FILE_TYPE_MISMATCH")),
    ("<svg/>".encode("utf-16"), "x.png", "image/png", (422, "FILE_TYPE_UNSUPPORTED")),
    (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
        "x.png",
        "",
        (422, "SVG_NOT_ALLOWED"),
    ),
    (samples.png_bomb(), "x.png", "image/png", (413, "IMAGE_TOO_MANY_PIXELS")),
    (samples.picture("PNG"), "x.jpg", "image/jpeg", (422, "FILE_TYPE_MISMATCH")),
    (samples.picture("PNG"), "x.png", "video/mp4", (422, "FILE_TYPE_MISMATCH")),
    (samples.picture("PNG")[:-30], "x.png", "", (422, "FILE_DAMAGED")),
    (samples.gif() + samples.jar(), "x.gif", "", (422, "FILE_POLYGLOT")),
    (samples.jar(), "x.jar", "application/java-archive", (422, "FILE_TYPE_MISMATCH")),
    (samples.jar(), "x.docx", "", (422, "FILE_TYPE_MISMATCH")),
    (b"#!/bin/sh\nrm -rf /", "x.sh", "", (422, "FILE_TYPE_UNSUPPORTED")),
    (b"", "x.png", "", (422, "FILE_EMPTY")),
)


async def test_what_is_bad_is_refused_and_nothing_of_it_is_kept(app: App, http: httpx.AsyncClient) -> None:
    for content, name, type_, expected in BAD:
        assert code_of(await send(http, content, name, type_)) == expected
        assert await fetch_value("SELECT count(*) FROM system.file WHERE state = 'ready'") == 0


DATA = (
    (b"slug,title\n", "a.csv", "application/vnd.ms-excel", "text/csv"),
    (b"slug;title\n<script>=1</script>", "a.txt", "text/plain", "text/csv"),
    ('{"slug": "a", "title": "杯"}\n'.encode(), "a.jsonl", "", "application/x-ndjson"),
    (gzip.compress(b"slug,title\n", mtime=0), "a.csv.gz", "application/x-gzip", "application/gzip"),
    ("slug,title\n".encode("utf-16"), "a.csv", "text/csv", "text/csv"),
)


async def test_data_is_accepted_and_always_private(http: httpx.AsyncClient) -> None:
    for content, name, type_, expected in DATA:
        answer = await send(http, content, name, type_)
        made = answer.json()
        assert (answer.status_code, made["kind"], made["contentType"]) == (201, "DATA", expected)
        path = made["url"].partition("?")[0]
        assert code_of(await http.get(path)) == (403, "SIGNATURE_INVALID")
        read = await http.get(made["url"])
        assert read.content == content
        assert read.headers["content-disposition"].startswith("attachment")


NOT_DATA = (
    (b"PK\x03\x04\x14\0\6\0" + bytes(60), "products.csv"),  # a spreadsheet that was renamed
    (samples.picture("PNG"), "products.csv"),
    (b"slug,title\n", "products.pdf"),
    (gzip.compress(b"slug", mtime=0), "products.csv"),
)


async def test_what_only_calls_itself_data_is_refused(http: httpx.AsyncClient) -> None:
    for content, name in NOT_DATA:
        status, code = code_of(await send(http, content, name))
        assert status == 422
        assert code in {"FILE_TYPE_UNSUPPORTED", "FILE_TYPE_MISMATCH"}


async def test_only_who_may_uploads(http: httpx.AsyncClient) -> None:
    form: Any = {"file": ("x.png", samples.picture())}
    assert code_of(await http.post("/files/upload", files=form)) == (401, "UNAUTHENTICATED")
    wrong = await http.post("/files/upload", files=form, headers={"authorization": "Bearer nobody"})
    assert code_of(wrong) == (401, "UNAUTHENTICATED")


NOT_FORMS = (
    (b"", "multipart/form-data; boundary=x"),
    (b"{}", "application/json"),
    (b"--x\r\n\r\n", "multipart/form-data"),
    (b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\n1\r\n--x--', "multipart/form-data; boundary=x"),
    (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n\x89PNG',
        "multipart/form-data; boundary=x",
    ),
    (
        b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\n' + b"1" * 20_000 + b"\r\n--x--",
        "multipart/form-data; boundary=x",
    ),
)


async def test_a_form_that_is_none_or_ends_too_early_is_refused(http: httpx.AsyncClient) -> None:
    for body, type_ in NOT_FORMS:
        answer = await http.post("/files/upload", content=body, headers={**STAFF, "content-type": type_})
        assert code_of(answer) == (422, "INVALID_FORM")


async def test_two_files_in_one_form_are_refused(http: httpx.AsyncClient) -> None:
    form = [("file", ("a.png", samples.picture())), ("file", ("b.png", samples.picture()))]
    assert code_of(await http.post("/files/upload", files=form, headers=STAFF)) == (422, "INVALID_FORM")


async def test_200_megabytes_are_refused_while_they_come_and_are_never_in_memory(http: httpx.AsyncClient) -> None:
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\n\r\n' + samples.mp4()[:28]
        for _ in range(200):
            sent += 1_000_000
            yield bytes(1_000_000)
        yield b"\r\n--x--\r\n"

    tracemalloc.start()
    try:
        answer = await http.post(
            "/files/upload", content=body(), headers={**STAFF, "content-type": "multipart/form-data; boundary=x"}
        )
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert code_of(answer) == (413, "FILE_TOO_LARGE")
    assert sent <= 102_000_000  # cut off at the limit of videos
    assert peak < 20_000_000


async def test_a_picture_is_cut_off_at_the_limit_of_pictures(http: httpx.AsyncClient) -> None:
    answer = await send(http, samples.picture("PNG") + bytes(21_000_000), "a.png")
    assert code_of(answer) == (413, "FILE_TOO_LARGE")


async def announce(admin: GraphQLClient, content: bytes, **changes: Any) -> dict[str, Any]:
    data = {"name": "mug.png", "contentType": "image/png", "bytes": len(content), **changes}
    return await admin.change("fileUploadCreate", data, "upload { id url method expiresAt }")


async def complete(admin: GraphQLClient, id_: str) -> dict[str, Any]:
    return await admin.change("fileUploadComplete", {"id": id_}, "file { id kind width height bytes url }")


async def test_a_direct_upload_is_announced_sent_and_completed(
    app: App, http: httpx.AsyncClient, admin: GraphQLClient
) -> None:
    content = samples.picture()
    upload = (await announce(admin, content))["upload"]
    assert upload["method"] == "PUT"
    assert (await http.put(upload["url"], content=content)).status_code == 204
    file_id = parse_global_id(upload["id"], "File")
    assert await find_file(file_id) is None
    done = await complete(admin, upload["id"])
    assert done["errors"] == []
    assert (done["file"]["kind"], done["file"]["width"], done["file"]["height"]) == ("IMAGE", 64, 48)
    assert (await http.get(done["file"]["url"])).status_code == 200
    assert not await app.files.storage.exists(upload_key(file_id))
    assert await complete(admin, upload["id"]) == done
    assert (await admin("query ($id: ID!) { file(id: $id) { name } }", {"id": upload["id"]}))["file"] == {
        "name": "mug.png"
    }
    late = await http.put(upload["url"], content=samples.picture("PNG", (1, 1)))
    assert code_of(late) == (404, "UPLOAD_NOT_FOUND")


async def test_what_a_direct_upload_sends_is_verified_and_may_be_sent_again(
    http: httpx.AsyncClient, admin: GraphQLClient
) -> None:
    good = samples.picture()
    upload = (await announce(admin, good, bytes=20_000))["upload"]
    assert [error["code"] for error in (await complete(admin, upload["id"]))["errors"]] == ["UPLOAD_MISSING"]
    assert (await http.put(upload["url"], content=good[:-20])).status_code == 204
    assert [error["code"] for error in (await complete(admin, upload["id"]))["errors"]] == ["FILE_DAMAGED"]
    assert [error["code"] for error in (await complete(admin, upload["id"]))["errors"]] == ["UPLOAD_MISSING"]
    assert code_of(await http.put(upload["url"], content=good + bytes(20_001))) == (413, "FILE_TOO_LARGE")
    assert code_of(await http.put(upload["url"], content=b"<svg></svg>")) == (422, "SVG_NOT_ALLOWED")
    assert (await http.put(upload["url"], content=samples.picture("JPEG"))).status_code == 204
    assert [error["code"] for error in (await complete(admin, upload["id"]))["errors"]] == ["FILE_TYPE_MISMATCH"]
    assert (await http.put(upload["url"], content=good)).status_code == 204
    assert (await complete(admin, upload["id"]))["errors"] == []


async def test_completing_twice_at_the_same_moment_gives_both_the_same_file(
    http: httpx.AsyncClient, admin: GraphQLClient
) -> None:
    content = samples.picture()
    upload = (await announce(admin, content))["upload"]
    await http.put(upload["url"], content=content)
    answers = await asyncio.gather(*(complete(admin, upload["id"]) for _ in range(4)))
    assert answers[0]["errors"] == []
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "mug.svg", "contentType": ""}, "SVG_NOT_ALLOWED"),
        ({"name": "mug.exe", "contentType": ""}, "FILE_TYPE_UNSUPPORTED"),
        ({"name": "mug", "contentType": ""}, "FILE_TYPE_UNSUPPORTED"),
        ({"name": "mug.jpg"}, "FILE_TYPE_MISMATCH"),
        ({"bytes": 0}, "FILE_EMPTY"),
        ({"bytes": 200_000_000}, "FILE_TOO_LARGE"),
        ({"name": "mug.mp4", "contentType": "video/mp4", "bytes": 200_000_000}, "FILE_TOO_LARGE"),
    ],
)
async def test_what_can_be_known_is_refused_before_a_byte_is_sent(
    admin: GraphQLClient, changes: dict[str, Any], code: str
) -> None:
    assert [error["code"] for error in (await announce(admin, b"1234", **changes))["errors"]] == [code]


async def test_a_signature_that_is_forged_or_expired_opens_nothing(
    app: App, http: httpx.AsyncClient, admin: GraphQLClient
) -> None:
    content = samples.picture()
    upload = (await announce(admin, content))["upload"]
    path, _, query = upload["url"].partition("?")
    other = (await announce(admin, content))["upload"]["url"].partition("?")[0]
    expires = query.partition("&")[0]
    later = f"expires={int(expires.partition('=')[2]) + 1}&{query.partition('&')[2]}"
    for address in (
        path,
        f"{path}?{expires}",
        f"{path}?{expires}&signature={'0' * 64}",
        f"{path}?{later}",
        f"{other}?{query}",
    ):
        assert code_of(await http.put(address, content=content)) == (403, "SIGNATURE_INVALID"), address
    signer = await app.files.signer()
    old = signer.signed("PUT", path, clock.utc_now() - timedelta(seconds=1))
    assert code_of(await http.put(old, content=content)) == (403, "SIGNATURE_EXPIRED")
    to_read = signer.signed("GET", path, clock.utc_now() + timedelta(hours=1))
    assert code_of(await http.put(to_read, content=content)) == (403, "SIGNATURE_INVALID")
    for odd in ("expires=-1", "expires=1e9", "expires=99999999999999999999", "expires=١", "expires=" + "9" * 12):
        answer = await http.put(f"{path}?{odd}&signature=x", content=content)
        assert code_of(answer) == (403, "SIGNATURE_INVALID")


async def test_an_upload_whose_time_is_over_is_not_found(http: httpx.AsyncClient, admin: GraphQLClient) -> None:
    content = samples.picture()
    upload = (await announce(admin, content))["upload"]
    await http.put(upload["url"], content=content)
    await execute("UPDATE system.file SET expires_at = now() - interval '1 second'")
    assert code_of(await http.put(upload["url"], content=content)) == (404, "UPLOAD_NOT_FOUND")
    assert [error["code"] for error in (await complete(admin, upload["id"]))["errors"]] == ["UPLOAD_NOT_FOUND"]
    nothing = encode_global_id("File", new_id())
    assert [error["code"] for error in (await complete(admin, nothing))["errors"]] == ["UPLOAD_NOT_FOUND"]


async def test_uploads_and_files_need_the_permission(http: httpx.AsyncClient) -> None:
    anonymous = GraphQLClient(http, "admin")
    answer = await announce(anonymous, b"1234")
    assert [error["code"] for error in answer["errors"]] == ["UNAUTHENTICATED"]
    assert [error["code"] for error in (await complete(anonymous, "x"))["errors"]] == ["UNAUTHENTICATED"]


async def test_nodes_of_one_database_sign_alike(app: App, make_app: AppFactory) -> None:
    first = (await app.files.signer()).signed("GET", "/x", clock.utc_now())
    app.files._signers.clear()
    assert (await app.files.signer()).signed("GET", "/x", clock.utc_now()).partition("?")[0] == "/x"
    assert first.partition("signature=")[2]
    assert await fetch_value("SELECT count(*) FROM system.secret") == 1


async def test_private_files_are_read_by_a_signed_address_only(
    app: App, http: httpx.AsyncClient, admin: GraphQLClient
) -> None:
    content = samples.pdf()
    answer = await http.post("/files/upload?private=true", files={"file": ("Anleitung.pdf", content)}, headers=STAFF)
    url = answer.json()["url"]
    path = url.partition("?")[0]
    shown = await http.get(url)
    assert shown.content == content
    assert shown.headers["cache-control"] == "private, no-store"
    assert "access-control-allow-origin" not in shown.headers
    assert code_of(await http.get(path)) == (403, "SIGNATURE_INVALID")
    old = (await app.files.signer()).signed("GET", path, clock.utc_now() - timedelta(seconds=5))
    assert code_of(await http.get(old)) == (403, "SIGNATURE_EXPIRED")
    assert msgspec.json.decode(answer.content)["kind"] == "DOCUMENT"
