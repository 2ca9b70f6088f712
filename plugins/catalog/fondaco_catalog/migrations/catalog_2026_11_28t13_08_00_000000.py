"""A tag has its texts once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T13:08:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "texts of a tag once"


async def once() -> None:
    await execute("CREATE UNIQUE INDEX tag_texts_key ON catalog.tag_texts (tag)")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(once)
    return manager
