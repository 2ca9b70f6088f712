"""The embedded Valkey."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import ClassVar

from fondaco.db.embedded.account import Doorway
from fondaco.db.embedded.address import Address, connect
from fondaco.db.embedded.processes import has_argument, kill
from fondaco.db.embedded.programs import Program, find_valkey
from fondaco.db.embedded.server import Health, Plan, Server

__all__ = ["ValkeyServer"]


class ValkeyServer(Server):
    """Valkey in ``<data_dir>/valkey``.

    Durable means ``appendfsync always``: written and synced before the client hears of it. The usual ``everysec`` may
    hold back acknowledged writes for two seconds while a slow disk syncs, and a ``kill -9`` in between loses them.
    Without durability (tests) nothing is written at all.
    """

    name: ClassVar[str] = "valkey"
    title: ClassVar[str] = "Valkey"
    _program: Program | None = None

    @property
    def needle(self) -> str:
        return self.marker

    def owns(self, pid: int) -> bool:
        return has_argument(pid, self.marker)

    def prepare(self, plan: Plan, lock: int) -> None:
        self._program = find_valkey(plan.account)
        plan.account.private_dir(self.data_dir / "valkey")

    def command(self, plan: Plan, doorway: Doorway) -> tuple[list[str], bytes]:
        if self._program is None:
            raise RuntimeError("prepare() comes first")
        settings = {
            "dir": doorway.path(self.data_dir / "valkey"),
            "save": "",
            "appendonly": "yes" if plan.durable else "no",
            "appendfsync": "always",
            "daemonize": "no",
            "set-proc-title": "no",
            "port": "0",
        }
        if plan.address.socket_dir is None:
            settings |= {
                "bind": "127.0.0.1",
                "port": str(plan.address.valkey_port),
                "requirepass": plan.address.password,
            }
        else:
            sockets = doorway.path(Path(plan.address.socket_dir))
            settings |= {"unixsocket": f"{sockets}/valkey.sock", "unixsocketperm": "700"}
        # The configuration goes through standard input, where `ps` cannot show the password.
        lines = [f"{name} {_quoted(value)}\n" for name, value in settings.items()]
        return [str(self._program.server), "-", "--syslog-ident", self.marker], os.fsencode("".join(lines))

    def health(self, address: Address) -> Health:
        try:
            answer = self._ask(address, b"PING")
        except TimeoutError:
            return "starting"
        except OSError:
            return "unreachable"
        return "ready" if b"+PONG" in answer else "starting"

    def request_stop(self, address: Address | None) -> None:
        if sys.platform != "win32":
            kill(self.pid, signal.SIGTERM)
        elif address is not None:
            self._ask(address, b"SHUTDOWN")

    def _ask(self, address: Address, command: bytes) -> bytes:
        request = command + b"\r\n"
        if address.password:
            request = b"AUTH " + address.password.encode() + b"\r\n" + request
        answer = b""
        with connect(address.valkey_socket, address.valkey_port) as client:
            client.sendall(request)
            while answer.count(b"\r\n") < request.count(b"\r\n") and (part := client.recv(4096)):
                answer += part
        return answer


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
