"""Lets files be data, such as tables that are imported."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T05:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "files that are data"

STATEMENTS = (
    "ALTER TABLE system.file DROP CONSTRAINT file_kind_check",
    "ALTER TABLE system.file ADD CONSTRAINT file_kind_check "
    "CHECK (kind IN ('image', 'video', 'model_3d', 'document', 'data'))",
)


async def widen() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="system", description=DESCRIPTION)
    manager.add_raw(widen)
    return manager
