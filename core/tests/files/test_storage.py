"""The storage behaves the same in a folder and in a bucket."""

from __future__ import annotations

import asyncio
import os
import stat
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import boto3
import httpx
import pytest
from fondaco import clock
from fondaco.errors import SettingsError, UnavailableError
from fondaco.files.storage import MissingObjectError, Storage
from fondaco.settings import FileSettings
from moto.server import ThreadedMotoServer


@pytest.fixture(scope="module")
def s3_settings() -> Iterator[FileSettings]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    client = boto3.client(
        "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="id", aws_secret_access_key="secret"
    )
    client.create_bucket(Bucket="pictures")
    try:
        yield FileSettings(
            storage="s3",
            s3_bucket="pictures",
            s3_prefix="shop/a",
            s3_region="us-east-1",
            s3_endpoint=endpoint,
            s3_access_key_id="id",
            s3_secret_access_key="secret",
        )
    finally:
        server.stop()


@pytest.fixture(params=["local", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "local":
        return Storage(FileSettings(), tmp_path / "kept")
    return Storage(request.getfixturevalue("s3_settings"), tmp_path)


async def test_what_is_put_can_be_got_measured_streamed_and_deleted(storage: Storage, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(bytes(range(256)) * 4000)
    await storage.put("files/a/one.jpg", source, "image/jpeg")
    await storage.put("files/a/two.webp", b"two", "image/webp")
    assert await storage.get("files/a/one.jpg") == source.read_bytes()
    assert (await storage.size("files/a/one.jpg"), await storage.exists("files/a/none")) == (1_024_000, False)
    pieces = [piece async for piece in await storage.stream("files/a/one.jpg", 1000, 600_000)]
    assert b"".join(pieces) == source.read_bytes()[1000:600_000]
    assert b"".join([piece async for piece in await storage.stream("files/a/two.webp", 1)]) == b"wo"
    assert b"".join([piece async for piece in await storage.stream("files/a/two.webp")]) == b"two"
    await storage.put("files/b/three.png", b"three", "image/png")
    assert await storage.delete_below("files/a") == 2
    assert not await storage.exists("files/a/two.webp")
    assert await storage.get("files/b/three.png") == b"three"
    await storage.delete(["files/b/three.png", "files/b/three.png"])
    with pytest.raises(MissingObjectError):
        await storage.get("files/b/three.png")
    with pytest.raises(MissingObjectError):
        await storage.stream("files/b/three.png")


async def test_a_second_put_replaces_the_first_and_nobody_sees_half_of_it(storage: Storage) -> None:
    first, second = b"1" * 3_000_000, b"2" * 3_000_000
    await storage.put("files/x/y.mp4", first, "video/mp4")
    seen: set[bytes] = set()

    async def look() -> None:
        for _ in range(20):
            seen.add(await storage.get("files/x/y.mp4"))
            await asyncio.sleep(0)

    await asyncio.gather(look(), look(), *(storage.put("files/x/y.mp4", second, "video/mp4") for _ in range(3)))
    seen.add(await storage.get("files/x/y.mp4"))
    assert seen <= {first, second}
    assert second in seen


@pytest.mark.parametrize(
    "key",
    ["../secret", "/etc/passwd", "files/../../x", "files//x", "Files/x", "files/a b", "", ".", "files/.ht", "a\0b"],
)
async def test_a_key_that_could_leave_the_storage_is_a_bug_and_never_used(storage: Storage, key: str) -> None:
    for call in (storage.get(key), storage.put(key, b"", "x"), storage.size(key), storage.delete([key])):
        with pytest.raises(ValueError, match="no key"):
            await call


async def test_the_check_says_that_all_is_well(storage: Storage) -> None:
    await storage.check()


async def test_a_bucket_hands_out_addresses_to_put_and_to_get_and_a_folder_does_not(
    s3_settings: FileSettings, tmp_path: Path
) -> None:
    bucket = Storage(s3_settings, tmp_path)
    to_put = await bucket.presigned("PUT", "uploads/one", 60)
    to_get = await bucket.presigned("GET", "uploads/one", 60)
    assert to_put is not None
    assert to_get is not None
    async with httpx.AsyncClient() as client:
        assert (await client.put(to_put, content=b"straight")).status_code == 200
        assert (await client.get(to_get)).content == b"straight"
    assert await bucket.get("uploads/one") == b"straight"
    assert await Storage(FileSettings(), tmp_path).presigned("PUT", "uploads/one", 60) is None


async def test_a_store_that_does_not_answer_is_unavailable_and_the_check_says_so(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    gone = FileSettings(
        storage="s3",
        s3_bucket="x",
        s3_region="us-east-1",
        s3_endpoint=f"http://127.0.0.1:{unused_tcp_port}",
        s3_access_key_id="id",
        s3_secret_access_key="secret",
    )
    with pytest.raises(UnavailableError) as refused:
        await Storage(gone, tmp_path).check()
    assert refused.value.code == "FILES_UNAVAILABLE"
    with pytest.raises(SettingsError, match="s3_bucket"):
        await Storage(FileSettings(storage="s3"), tmp_path).check()


async def test_a_folder_that_cannot_be_written_to_is_unavailable(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    with pytest.raises(UnavailableError):
        await Storage(FileSettings(), in_the_way).check()
    if os.geteuid() != 0:
        closed = tmp_path / "closed"
        closed.mkdir()
        closed.chmod(stat.S_IRUSR)
        with pytest.raises(UnavailableError):
            await Storage(FileSettings(), closed / "files").check()


async def test_what_lies_below_a_prefix_for_too_long_is_swept_away(storage: Storage) -> None:
    await storage.put("passing/one", b"1", "image/png")
    await storage.put("kept/two.png", b"2", "image/png")
    assert await storage.sweep("passing", clock.utc_now() - timedelta(hours=1)) == 0
    assert await storage.exists("passing/one")
    assert await storage.sweep("passing", clock.utc_now() + timedelta(hours=1)) == 1
    assert not await storage.exists("passing/one")
    assert await storage.exists("kept/two.png")


_WRITER = """
import asyncio, sys
from pathlib import Path
from fondaco.files.storage import Storage
from fondaco.settings import FileSettings

async def write():
    storage = Storage(FileSettings(), Path(sys.argv[1]))
    for number in range(1000):
        await storage.put(f"files/a/{number}.mp4", b"x" * 30_000_000, "video/mp4")
        print(number, flush=True)

asyncio.run(write())
"""


async def test_a_process_that_is_killed_while_it_writes_leaves_no_half_of_an_object(tmp_path: Path) -> None:
    writer = await asyncio.create_subprocess_exec(sys.executable, "-c", _WRITER, str(tmp_path), stdout=PIPE)
    assert writer.stdout is not None
    await writer.stdout.readline()
    staging = tmp_path / "staging"
    while not any(staging.iterdir()):
        await asyncio.sleep(0)
    writer.kill()
    await writer.wait()
    written = list((tmp_path / "files" / "a").iterdir())
    assert {path.stat().st_size for path in written} == {30_000_000}
    storage = Storage(FileSettings(), tmp_path)
    await storage.sweep("uploads", clock.utc_now() + timedelta(hours=1))
    assert list(staging.iterdir()) == []
    assert len(list((tmp_path / "files" / "a").iterdir())) == len(written)
