"""What keeps the files of imports and exports, and how those that wait are found."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T04:51:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints and indexes of imports and exports as jobs"

STATEMENTS = (
    "ALTER TABLE catalog.transfer "
    "ADD CONSTRAINT transfer_file_fkey FOREIGN KEY (file) REFERENCES system.file (id) ON DELETE RESTRICT, "
    "ADD CONSTRAINT transfer_output_fkey FOREIGN KEY (output) REFERENCES system.file (id) ON DELETE RESTRICT",
    "CREATE INDEX transfer_by_file ON catalog.transfer (file) WHERE file IS NOT NULL",
    "CREATE INDEX transfer_by_output ON catalog.transfer (output) WHERE output IS NOT NULL",
    "DROP INDEX catalog.transfer_newest",
    "CREATE INDEX transfer_newest ON catalog.transfer (kind, created_at DESC, id DESC)",
    "DROP INDEX catalog.transfer_open",
    "CREATE INDEX transfer_open ON catalog.transfer (kind, created_at, id) WHERE state IN ('waiting', 'running')",
    "CREATE INDEX transfer_expiring ON catalog.transfer (expires_at) WHERE expires_at IS NOT NULL",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
