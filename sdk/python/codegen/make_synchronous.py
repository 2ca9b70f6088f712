"""Makes the blocking clients out of the awaited ones with unasync, as httpcore does.

Usage: ``python make_synchronous.py <package>``, where the package folder holds ``asynchronous/``, and ``shop/`` and
``admin/`` as ariadne-codegen wrote them. Runs inside the generator's own environment, never in the SDK.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import unasync  # type: ignore[import-not-found]  # not in the workspace

__all__ = ["main"]

NAMES = {
    "AsyncAdmin": "Admin",
    "AsyncAdminClient": "AdminClient",
    "AsyncGraphQL": "GraphQL",
    "AsyncShop": "Shop",
    "AsyncShopClient": "ShopClient",
    "AsyncShoppingCart": "ShoppingCart",
    "AsyncTransport": "Transport",
    "AsyncClient": "Client",
    "aclose": "close",
    "async_base": "sync_base",
    "asynchronous": "synchronous",
    "asyncio": "time",
    "client": "sync_client",
}


def convert(source: Path, target: Path) -> None:
    """Writes the blocking twin of one module."""
    with tempfile.TemporaryDirectory() as folder:
        rule = unasync.Rule(str(source.parent), folder, additional_replacements=NAMES)
        unasync.unasync_files([str(source)], [rule])
        target.parent.mkdir(exist_ok=True)
        target.write_text((Path(folder) / source.name).read_text(encoding="utf-8"), encoding="utf-8")


def main(package: Path) -> None:
    """Converts what is there."""
    for source in sorted((package / "asynchronous").glob("*.py")):
        if source.name != "__init__.py":
            convert(source, package / "synchronous" / source.name)
    for api in ("shop", "admin"):
        convert(package / api / "client.py", package / api / "sync_client.py")
        convert(package / api / "async_base.py", package / api / "sync_base.py")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
