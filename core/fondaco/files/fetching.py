"""Fetching files from other servers, for jobs: nothing inside our own network can be reached by it.

Names are resolved here, the addresses are checked, and the connection goes to the checked address, so that a name that
is answered differently a moment later (DNS rebinding) changes nothing. Redirects begin all of that anew.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

import httpcore

from fondaco.context import Context
from fondaco.errors import InvalidInputError, NotFoundError, PermissionDeniedError, UnavailableError
from fondaco.files.depot import Depot
from fondaco.files.kinds import FileKind
from fondaco.files.repository import File
from fondaco.files.spool import Spool, spooled
from fondaco.files.uploads import OpenUnitOfWork, keep_spooled
from fondaco.settings import FileSettings

__all__ = ["Fetcher", "Resolve", "fetch_file", "is_public"]

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

MAX_REDIRECTS = 3
_PORTS = {"http": 80, "https": 443}
_NAT64 = ip_network("64:ff9b::/96")
_PROTOCOL = ip_network("192.0.0.0/24")
"""For protocols of the network itself (RFC 6890); some clouds answer there."""
_DOCUMENTATION = ip_network("3fff::/20")
_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {404, 410}


def is_public(address: str) -> bool:
    """Says whether an address is one of the public internet; False for what is no address.

    Private, loopback, link-local, site-local, multicast, reserved and unspecified ones are not, nor those that carry an
    IPv4 address inside: mapped and NAT64 ones are judged by it, 6to4 and Teredo are refused.
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found in _NAT64:
            found = IPv4Address(int(found) & 0xFFFFFFFF)
        elif (
            found.sixtofour is not None
            or found.teredo is not None
            or int(found) >> 32 == 0
            or found.is_site_local
            or found in _DOCUMENTATION
        ):
            return False
    return found.is_global and not (
        found in _PROTOCOL
        or found.is_private
        or found.is_multicast
        or found.is_reserved
        or found.is_loopback
        or found.is_link_local
        or found.is_unspecified
    )


async def _system_addresses(host: str, port: int) -> Sequence[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


class _CheckedBackend(httpcore.AsyncNetworkBackend):
    """Connects to names by addresses that were looked at."""

    def __init__(self, resolve: Resolve, backend: httpcore.AsyncNetworkBackend) -> None:
        self._resolve = resolve
        self._backend = backend

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (the interface's)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolves the name, refuses it if one of its addresses is not public, and connects to the first."""
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address") from error
        if not addresses:
            raise httpcore.ConnectError(f"{host} has no address")
        if not all(is_public(address) for address in addresses):
            raise PermissionDeniedError(
                "This host has an address that is not public.", code="ADDRESS_NOT_ALLOWED", field=("url",)
            )
        return await self._backend.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """Refuses: there are no files of others behind a socket of this machine."""
        raise PermissionDeniedError("This is no address of the internet.", code="ADDRESS_NOT_ALLOWED", field=("url",))

    async def sleep(self, seconds: float) -> None:
        """Waits, between two attempts to connect."""
        await self._backend.sleep(seconds)


class Fetcher:
    """Fetches files by ``http`` and ``https`` on their usual ports, from the hosts of ``files.fetch_hosts``.

    Args:
        resolve: Returns the addresses of a name; for tests.
        backend: Connects to an address; for tests.
    """

    def __init__(
        self,
        settings: FileSettings,
        *,
        resolve: Resolve = _system_addresses,
        backend: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._settings = settings
        self._backend = _CheckedBackend(resolve, backend or httpcore.AnyIOBackend())

    async def fetch(self, url: str, spool: Spool) -> str:
        """Writes what is at an address into a spool; returns where it was found, after redirects.

        Raises:
            InvalidInputError: ``INVALID_URL``, ``TOO_MANY_REDIRECTS``, ``REMOTE_REFUSED`` for an answer of 4xx; and as
                `Spool.write`.
            LimitExceededError: ``FILE_TOO_LARGE``, as soon as there is one byte too many.
            NotFoundError: ``REMOTE_FILE_MISSING``.
            PermissionDeniedError: ``HOST_NOT_ALLOWED``, ``ADDRESS_NOT_ALLOWED``.
            UnavailableError: ``REMOTE_UNAVAILABLE``: worth another try later.
        """
        try:
            async with asyncio.timeout(self._settings.fetch_seconds):
                async with httpcore.AsyncConnectionPool(network_backend=self._backend, retries=0) as pool:
                    return await self._follow(pool, url, spool)
        except (TimeoutError, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise UnavailableError("The other server does not answer properly.", code="REMOTE_UNAVAILABLE") from error

    async def _follow(self, pool: httpcore.AsyncConnectionPool, url: str, spool: Spool) -> str:
        for _ in range(MAX_REDIRECTS + 1):
            parts = self._checked(url)
            async with pool.stream("GET", _target(parts), headers=_headers(parts)) as answer:
                if answer.status in _REDIRECTS:
                    url = urljoin(url, _header(answer, b"location"))
                    continue
                _refuse_status(answer.status)
                if _header(answer, b"content-encoding") not in {"", "identity"}:
                    raise InvalidInputError("The file is packed.", code="REMOTE_REFUSED", field=("url",))
                async for chunk in answer.aiter_stream():
                    await spool.write(chunk)
                return url
        raise InvalidInputError("The address redirects too often.", code="TOO_MANY_REDIRECTS", field=("url",))

    def _checked(self, url: str) -> SplitResult:
        try:
            parts = urlsplit(url)
            port = parts.port
            host = (parts.hostname or "").encode("idna").decode("ascii").rstrip(".")
        except (ValueError, UnicodeError):
            parts, port, host = urlsplit(""), None, ""
        if parts.scheme not in _PORTS or not host or parts.username is not None or "\\" in parts.netloc:
            raise InvalidInputError("This is no http or https address.", code="INVALID_URL", field=("url",))
        if port is not None and port != _PORTS[parts.scheme]:
            raise PermissionDeniedError(
                "Files are fetched from the usual ports only.", code="ADDRESS_NOT_ALLOWED", field=("url",)
            )
        if not self._is_listed(host):
            raise PermissionDeniedError(
                f"Files are not fetched from {host}; files.fetch_hosts does not name it.",
                code="HOST_NOT_ALLOWED",
                field=("url",),
            )
        return parts._replace(netloc=f"[{host}]" if ":" in host else host, fragment="")

    def _is_listed(self, host: str) -> bool:
        for pattern in self._settings.fetch_hosts:
            listed = pattern.lower().rstrip(".")
            if listed in {"*", host} or (listed.startswith("*.") and host.endswith(listed[1:])):
                return True
        return False


def _target(parts: SplitResult) -> httpcore.URL:
    path = parts.path.encode("ascii", "ignore") if parts.path.isascii() else _quoted(parts.path)
    query = f"?{parts.query}".encode("ascii", "ignore") if parts.query else b""
    return httpcore.URL(
        scheme=parts.scheme.encode(), host=(parts.hostname or "").encode(), port=None, target=(path or b"/") + query
    )


def _quoted(path: str) -> bytes:
    return "".join(
        char if char.isascii() else "".join(f"%{byte:02X}" for byte in char.encode()) for char in path
    ).encode()


def _headers(parts: SplitResult) -> list[tuple[bytes, bytes]]:
    return [
        (b"host", parts.netloc.encode()),
        (b"user-agent", b"Fondaco"),
        (b"accept", b"image/*,*/*;q=0.5"),
        (b"accept-encoding", b"identity"),
    ]


def _header(answer: httpcore.Response, name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in answer.headers if key.lower() == name), "")


def _refuse_status(status: int) -> None:
    if status == 200:
        return
    if status in _GONE:
        raise NotFoundError("There is nothing at this address.", code="REMOTE_FILE_MISSING", field=("url",))
    if status >= 500 or status == 429:
        raise UnavailableError("The other server does not answer properly.", code="REMOTE_UNAVAILABLE")
    raise InvalidInputError(f"The other server answered with {status}.", code="REMOTE_REFUSED", field=("url",))


async def fetch_file(
    open_uow: OpenUnitOfWork,
    context: Context,
    depot: Depot,
    url: str,
    *,
    kinds: Sequence[FileKind] = tuple(FileKind),
    fetcher: Fetcher | None = None,
) -> File:
    """Fetches a file, verifies it as if it were uploaded, and makes it usable. For jobs: it takes its time.

    Args:
        kinds: What it may be.
        fetcher: Other than the deployment's; for tests.

    Raises:
        DomainError: As `Fetcher.fetch` and `receive_file`; ``FILE_TYPE_UNSUPPORTED`` for another kind.
        UnavailableError: As they.
    """
    async with spooled(depot.settings) as spool:
        found = await (fetcher or Fetcher(depot.settings)).fetch(url, spool)
        type_ = await spool.finish()
        if type_.kind not in kinds:
            raise InvalidInputError("The file is of another kind.", code="FILE_TYPE_UNSUPPORTED", field=("url",))
        # Its ending says little: the same address serves what the asking program understands best.
        stem = PurePosixPath(unquote(urlsplit(found).path)).stem or "file"
        return await keep_spooled(open_uow, context, depot, spool, name=f"{stem}.{type_.extension}")
