"""Bundles are queued to be indexed anew: whether buyers in groups can buy them is in the index now."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T08:57:10:000000"
VERSION = "1.38.0"
DESCRIPTION = "bundles that only buyers in groups can buy"


async def queue() -> None:
    await execute("INSERT INTO catalog.search_queue (product) SELECT DISTINCT product FROM catalog.bundle")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(queue)
    return manager
