"""How the publications that an import holds back are found, in the order of its file."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T10:52:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraint and index of publications that imports hold back"

STATEMENTS = (
    "ALTER TABLE catalog.transfer_held ADD CONSTRAINT transfer_held_check "
    "CHECK ((status IS NULL) = (channel IS NOT NULL) AND (channel IS NULL) = (published_at IS NULL))",
    "CREATE INDEX transfer_held_in_order ON catalog.transfer_held (transfer, row, id)",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
