"""Files that were given up are remembered for a while, and looked at once more."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T08:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "when files were given up"

STATEMENT = "ALTER TABLE system.doomed_file ADD COLUMN doomed_at timestamptz NOT NULL DEFAULT '-infinity'"


async def change() -> None:
    await execute(STATEMENT)
    await execute("ALTER TABLE system.doomed_file ALTER COLUMN doomed_at DROP DEFAULT")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="system", description=DESCRIPTION)
    manager.add_raw(change)
    return manager
