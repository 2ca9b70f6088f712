"""Lets files be music or an archive."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T08:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "files that are music or archives"


async def widen() -> None:
    await execute(
        "ALTER TABLE system.file DROP CONSTRAINT file_kind_check, ADD CONSTRAINT file_kind_check "
        "CHECK (kind IN ('image', 'video', 'model_3d', 'document', 'audio', 'archive', 'data'))"
    )


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="system", description=DESCRIPTION)
    manager.add_raw(widen)
    return manager
