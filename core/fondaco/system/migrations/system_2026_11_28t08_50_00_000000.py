"""Pictures say what colour they are on the whole."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T08:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "colours of pictures"


async def add() -> None:
    await execute("ALTER TABLE system.file ADD COLUMN colour text CHECK (colour ~ '^#[0-9a-f]{6}$')")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="system", description=DESCRIPTION)
    manager.add_raw(add)
    return manager
