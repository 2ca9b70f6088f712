"""What is tidied up, and what is not."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from uuid import UUID

import file_samples as samples
import httpx
import pytest
from fondaco.app import App
from fondaco.db import execute, fetch_value
from fondaco.errors import NotFoundError
from fondaco.files import find_file, lock_files, repository
from fondaco.files.jobs import clean_files
from fondaco.files.uploads import upload_key
from fondaco.ids import parse_global_id
from fondaco.jobs import JobContext
from fondaco.testing import GraphQLClient
from fondaco.testing.pytest_plugin import ADMIN_TOKEN
from msgspec import structs


async def stored(http: httpx.AsyncClient) -> UUID:
    form = {"file": ("a.png", samples.picture("PNG", (400, 300)))}
    answer = await http.post("/files/upload", files=form, headers={"authorization": f"Bearer {ADMIN_TOKEN}"})
    return parse_global_id(answer.json()["id"], "File")


async def clean(app: App) -> None:
    await clean_files(JobContext(app=app, context=app.system_context()))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


async def use(file_id: UUID) -> None:
    await execute("CREATE SCHEMA IF NOT EXISTS toys")
    await execute("CREATE TABLE IF NOT EXISTS toys.toy (picture uuid REFERENCES system.file (id))")
    await execute("INSERT INTO toys.toy VALUES ($1)", file_id)


async def test_an_upload_that_was_never_completed_goes_with_its_bytes(
    app: App, http: httpx.AsyncClient, admin: GraphQLClient
) -> None:
    content = samples.picture()
    data = {"name": "a.png", "bytes": len(content)}
    upload = (await admin.change("fileUploadCreate", data, "upload { id url }"))["upload"]
    await http.put(upload["url"], content=content)
    key = upload_key(parse_global_id(upload["id"], "File"))
    await clean(app)
    assert await app.files.storage.exists(key)
    await execute("UPDATE system.file SET expires_at = now() - interval '2 hours'")
    await clean(app)
    assert not await app.files.storage.exists(key)
    assert await fetch_value("SELECT count(*) FROM system.file") == 0


async def test_a_file_that_nothing_refers_to_goes_after_the_days_of_grace_with_its_derivatives(
    app: App, http: httpx.AsyncClient
) -> None:
    used, unused = await stored(http), await stored(http)
    await use(used)
    for file_id in (used, unused):
        await http.get(f"/files/{file_id}/160.webp")
    await clean(app)
    assert await find_file(unused) is not None
    await execute("UPDATE system.file SET unused_since = unused_since - interval '8 days'")
    await clean(app)
    assert await find_file(unused) is None
    assert await app.files.storage.delete_below(f"files/{unused}") == 0
    assert (await http.get(f"/files/{unused}/160.webp")).status_code == 404
    assert (await http.get(f"/files/{used}/160.webp")).status_code == 200


async def test_the_days_of_grace_begin_when_the_last_reference_goes(app: App, http: httpx.AsyncClient) -> None:
    file_id = await stored(http)
    await clean(app)
    await execute("UPDATE system.file SET unused_since = unused_since - interval '8 days'")
    await use(file_id)
    await clean(app)
    assert await find_file(file_id) is not None
    await execute("DELETE FROM toys.toy")
    await clean(app)
    assert await find_file(file_id) is not None
    assert await fetch_value("SELECT now() - unused_since < interval '1 minute' FROM system.file")


async def test_a_file_that_somebody_is_just_taking_is_left(app: App, http: httpx.AsyncClient) -> None:
    file_id = await stored(http)
    await use(await stored(http))
    await clean(app)
    await execute("UPDATE system.file SET unused_since = unused_since - interval '8 days'")
    taken, cleaned = asyncio.Event(), asyncio.Event()

    async def take() -> None:
        async with app.unit_of_work(app.system_context()):
            await lock_files([file_id])
            taken.set()
            await cleaned.wait()
            await execute("INSERT INTO toys.toy VALUES ($1)", file_id)

    task = asyncio.create_task(take())
    await taken.wait()
    await clean(app)
    cleaned.set()
    await task
    assert await find_file(file_id) is not None


async def test_a_file_that_is_given_up_cannot_be_taken_any_more(app: App, http: httpx.AsyncClient) -> None:
    file_id = await stored(http)
    await execute("UPDATE system.file SET unused_since = now() - interval '8 days'")
    async with app.unit_of_work(app.system_context()) as uow:
        assert await repository.doom_unused(uow.now, 10, uow.now) == 1
    with pytest.raises(NotFoundError) as refused:
        async with app.unit_of_work(app.system_context()):
            await lock_files([file_id])
    assert refused.value.code == "FILE_NOT_FOUND"


async def give_up(app: App) -> None:
    await execute("UPDATE system.file SET unused_since = now() - interval '8 days'")
    await clean(app)


async def test_a_derivative_that_is_made_while_its_picture_is_deleted_leaves_nothing(
    app: App, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_id = await stored(http)
    really = app.files.storage.put

    async def late(key: str, source: Path | bytes, content_type: str) -> None:
        await give_up(app)
        await really(key, source, content_type)

    monkeypatch.setattr(app.files.storage, "put", late)
    assert (await http.get(f"/files/{file_id}/160.webp")).status_code == 404
    assert await app.files.storage.delete_below(f"files/{file_id}") == 0


async def test_a_derivative_of_a_process_that_was_killed_goes_an_hour_later(app: App, http: httpx.AsyncClient) -> None:
    file_id = await stored(http)
    await give_up(app)
    key = f"files/{file_id}/160.webp"
    await app.files.storage.put(key, b"late", "image/webp")
    await execute("UPDATE system.doomed_file SET doomed_at = doomed_at - interval '2 hours'")
    await clean(app)
    assert not await app.files.storage.exists(key)
    assert await fetch_value("SELECT count(*) FROM system.doomed_file") == 0


async def test_bytes_that_are_sent_to_the_storage_after_the_upload_was_completed_go(
    app: App, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = upload_key(await stored(http))
    await app.files.storage.put(key, b"late", "image/png")
    await clean(app)
    assert await app.files.storage.exists(key)
    monkeypatch.setattr(app.files, "settings", structs.replace(app.files.settings, upload_seconds=-7200))
    await clean(app)
    assert not await app.files.storage.exists(key)


async def test_what_a_killed_process_left_on_disk_goes_and_what_is_being_written_stays(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, written, foreign = tmp_path / "fondaco-spool-left", tmp_path / "fondaco-spool-new", tmp_path / "other"
    for path in (left, written, foreign):
        path.write_bytes(b"x")
    for path in (left, foreign):
        os.utime(path, (0, 0))
    await clean(app)
    assert names_in(tmp_path) == ["fondaco-spool-new", "other"]
