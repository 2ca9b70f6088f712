"""What tells imports apart, and the indexes that they are looked up by."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T01:36:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints and indexes of imports and exports"

STATEMENTS = (
    "ALTER TABLE catalog.transfer "
    "ADD CONSTRAINT transfer_kind_check CHECK (kind IN ('import', 'export')), "
    "ADD CONSTRAINT transfer_state_check "
    "CHECK (state IN ('waiting', 'running', 'done', 'stopped', 'failed', 'cancelled'))",
    "CREATE INDEX transfer_newest ON catalog.transfer (created_at DESC, id DESC)",
    "CREATE INDEX transfer_open ON catalog.transfer (updated_at) WHERE state IN ('waiting', 'running')",
    "ALTER TABLE catalog.transfer_key ADD CONSTRAINT transfer_key_key UNIQUE (transfer, key)",
    "CREATE INDEX transfer_problem_in_order ON catalog.transfer_problem (transfer, row, id)",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
