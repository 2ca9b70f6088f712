"""Fetching from other servers, and what must not be reached by it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import file_samples as samples
import httpcore
import pytest
from fondaco.app import App
from fondaco.errors import FondacoError
from fondaco.files import FileKind
from fondaco.files.fetching import Fetcher, fetch_file, is_public
from fondaco.files.spool import spooled
from fondaco.settings import FileSettings

PUBLIC = "93.184.216.34"
HOSTS = FileSettings(fetch_hosts=("*",), fetch_seconds=2.0, max_image_bytes=100_000)


class Wire(httpcore.AsyncNetworkBackend):
    """Takes every connection to the local server, and remembers where it was meant to go."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.meant: list[str] = []
        self._real = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (the interface's)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.meant.append(f"{host}:{port}")
        return await self._real.connect_tcp("127.0.0.1", self.port, timeout)


Handler = Callable[[bytes, asyncio.StreamWriter], Any]


@asynccontextmanager
async def serving(answers: dict[str, bytes | Handler]) -> AsyncIterator[Wire]:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        found = answers.get(head.split(b" ")[1].decode(), b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
        try:
            if isinstance(found, bytes):
                writer.write(found)
            else:
                await found(head, writer)
            await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        yield Wire(server.sockets[0].getsockname()[1])


def ok(content: bytes, *headers: str) -> bytes:
    lines = [f"content-length: {len(content)}", *headers]
    return ("HTTP/1.1 200 OK\r\n" + "\r\n".join(lines) + "\r\n\r\n").encode() + content


def redirect(to: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n".encode()


def resolving(*answers: Sequence[str]) -> Callable[[str, int], Any]:
    """Answers the names it is asked one after the other, the last answer again and again."""
    left = list(answers)

    async def resolve(host: str, port: int) -> Sequence[str]:
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


async def fetched(wire: Wire, url: str, settings: FileSettings = HOSTS, *addresses: Sequence[str]) -> bytes:
    fetcher = Fetcher(settings, resolve=resolving(*(addresses or ([PUBLIC],))), backend=wire)
    async with spooled(settings) as spool:
        await fetcher.fetch(url, spool)
        await spool.finish()
        return spool.path.read_bytes()


async def refusal(wire: Wire, url: str, settings: FileSettings = HOSTS, *addresses: Sequence[str]) -> str:
    with pytest.raises(FondacoError) as refused:
        await fetched(wire, url, settings, *addresses)
    return refused.value.code


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("127.255.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.0.0.192", False),
        ("198.18.0.1", False),
        ("224.0.0.1", False),
        ("239.255.255.250", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fd00:ec2::254", False),
        ("fec0::1", False),
        ("3fff::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        (f"::ffff:{PUBLIC}", True),
        ("::127.0.0.1", False),
        ("64:ff9b::127.0.0.1", False),
        ("64:ff9b::a9fe:a9fe", False),
        (f"64:ff9b::{PUBLIC}", True),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
        ("localhost", False),
        ("", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


async def test_a_picture_is_fetched_from_the_address_that_was_checked() -> None:
    content = samples.picture()
    async with serving({"/a%20b/%E6%9D%AF.png?v=1": ok(content)}) as wire:
        assert await fetched(wire, "http://shop.example/a%20b/杯.png?v=1#x") == content
        assert wire.meant == [f"{PUBLIC}:80"]


async def test_a_name_whose_address_is_not_public_is_refused_before_anything_is_sent() -> None:
    async with serving({"/": ok(samples.picture())}) as wire:
        for addresses in (["127.0.0.1"], ["10.0.0.7"], ["::1"], [PUBLIC, "192.168.0.1"], ["::ffff:169.254.169.254"]):
            assert await refusal(wire, "http://inside.example/", HOSTS, addresses) == "ADDRESS_NOT_ALLOWED"
        assert wire.meant == []


async def test_a_name_that_is_answered_differently_a_moment_later_gains_nothing() -> None:
    async with serving({"/": ok(samples.picture())}) as wire:
        await fetched(wire, "http://rebinding.example/", HOSTS, [PUBLIC], ["127.0.0.1"])
        assert wire.meant == [f"{PUBLIC}:80"]  # asked once, and connected to what was checked


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "INVALID_URL"),
        ("ftp://shop.example/a.png", "INVALID_URL"),
        ("gopher://shop.example/", "INVALID_URL"),
        ("data:image/png;base64,AAAA", "INVALID_URL"),
        ("//shop.example/a.png", "INVALID_URL"),
        ("http://", "INVALID_URL"),
        ("http://user:secret@shop.example/", "INVALID_URL"),
        ("http://[::1/", "INVALID_URL"),
        ("http://shop.example:99999/", "INVALID_URL"),
        ("http://shop.example\\@inside/", "INVALID_URL"),
        ("http://shop.example:22/", "ADDRESS_NOT_ALLOWED"),
        ("https://shop.example:80/", "ADDRESS_NOT_ALLOWED"),
    ],
)
async def test_addresses_of_other_kinds_are_refused(url: str, code: str) -> None:
    async with serving({}) as wire:
        assert await refusal(wire, url) == code
        assert wire.meant == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:7f00:1]", "localhost"]
)
async def test_this_machine_is_not_reached_however_it_is_written(host: str) -> None:
    async with serving({}) as wire, spooled(HOSTS) as spool:
        with pytest.raises(FondacoError) as refused:
            await Fetcher(HOSTS, backend=wire).fetch(f"http://{host}/", spool)
        assert refused.value.code in {"ADDRESS_NOT_ALLOWED", "REMOTE_UNAVAILABLE"}  # some systems know fewer ways
        assert wire.meant == []


async def test_only_hosts_that_are_listed_are_asked() -> None:
    content = samples.picture()
    listed = FileSettings(fetch_hosts=("cdn.example", "*.img.example"), fetch_seconds=2.0)
    async with serving({"/": ok(content), "/away": redirect("http://evil.example/")}) as wire:
        assert await fetched(wire, "http://CDN.example./", listed) == content
        assert await fetched(wire, "http://a.b.img.example/", listed) == content
        for url in (
            "http://evil.example/",
            "http://img.example/",
            "http://evilimg.example/",
            "http://cdn.example/away",
        ):
            assert await refusal(wire, url, listed) == "HOST_NOT_ALLOWED"
        assert await refusal(wire, "http://cdn.example/", FileSettings()) == "HOST_NOT_ALLOWED"


async def test_redirects_are_few_and_each_is_looked_at() -> None:
    content = samples.picture()
    answers = {f"/{step}": redirect(f"/{step + 1}") for step in range(9)} | {
        "/9": ok(content),
        "/inside": redirect("http://inside.example/9"),
        "/file": redirect("file:///etc/passwd"),
    }
    async with serving(answers) as wire:
        assert await fetched(wire, "http://a.example/6") == content
        assert await refusal(wire, "http://a.example/5") == "TOO_MANY_REDIRECTS"
        assert await refusal(wire, "http://a.example/file") == "INVALID_URL"
        assert await refusal(wire, "http://a.example/inside", HOSTS, [PUBLIC], ["10.0.0.1"]) == "ADDRESS_NOT_ALLOWED"


async def test_what_is_too_large_or_too_slow_is_given_up() -> None:
    sent = 0

    async def endless(_: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n" + samples.picture())
        while sent < 50_000_000:
            writer.write(bytes(50_000))
            sent += 50_000
            await writer.drain()

    async def dripping(_: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n" + samples.picture()[:20])
        while not writer.is_closing():
            writer.write(b"\0")
            await writer.drain()
            await asyncio.sleep(0.05)

    async with serving({"/endless": endless, "/dripping": dripping}) as wire:
        assert await refusal(wire, "http://a.example/endless") == "FILE_TOO_LARGE"
        assert sent < 10_000_000
        slow = FileSettings(fetch_hosts=("*",), fetch_seconds=0.3)
        assert await refusal(wire, "http://a.example/dripping", slow) == "REMOTE_UNAVAILABLE"


async def test_what_other_servers_answer_has_codes() -> None:
    answers: dict[str, bytes | Handler] = {
        "/gone": b"HTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n",
        "/busy": b"HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n",
        "/often": b"HTTP/1.1 429 Slow down\r\ncontent-length: 0\r\n\r\n",
        "/forbidden": b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n",
        "/partial": b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nabc",
        "/noise": b"\0\1\2\3\r\n\r\n",
        "/packed": ok(b"\x1f\x8b", "content-encoding: gzip"),
        "/page": ok(b"<html>Please sign in</html>", "content-type: image/png"),
        "/svg": ok(b"<svg><script>alert(1)</script></svg>"),
    }
    codes = {
        "/missing": "REMOTE_FILE_MISSING",
        "/gone": "REMOTE_FILE_MISSING",
        "/busy": "REMOTE_UNAVAILABLE",
        "/often": "REMOTE_UNAVAILABLE",
        "/forbidden": "REMOTE_REFUSED",
        "/partial": "REMOTE_UNAVAILABLE",
        "/noise": "REMOTE_UNAVAILABLE",
        "/packed": "REMOTE_REFUSED",
        "/page": "FILE_TYPE_UNSUPPORTED",
        "/svg": "SVG_NOT_ALLOWED",
    }
    async with serving(answers) as wire:
        for path, code in codes.items():
            assert await refusal(wire, f"http://a.example{path}") == code, path


async def test_a_fetched_file_is_kept_as_if_it_were_uploaded(app: App) -> None:
    async with serving({"/img/Mug.png": ok(samples.with_exif()), "/a.mp4": ok(samples.mp4())}) as wire:
        fetcher = Fetcher(HOSTS, resolve=resolving([PUBLIC]), backend=wire)
        context = app.system_context()
        file = await fetch_file(app.unit_of_work, context, app.files, "http://a.example/img/Mug.png", fetcher=fetcher)
        assert (file.name, file.content_type, file.width, file.height) == ("Mug.jpg", "image/jpeg", 40, 80)
        with pytest.raises(FondacoError) as refused:
            await fetch_file(
                app.unit_of_work,
                context,
                app.files,
                "http://a.example/a.mp4",
                kinds=(FileKind.IMAGE,),
                fetcher=fetcher,
            )
        assert refused.value.code == "FILE_TYPE_UNSUPPORTED"
