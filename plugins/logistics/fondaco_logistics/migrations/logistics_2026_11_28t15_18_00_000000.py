"""What becomes of pieces on their way adds up to what was sent."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T15:18:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints of transfers"

STATEMENTS = (
    "ALTER TABLE logistics.transfer ADD CONSTRAINT transfer_check "
    "CHECK (source <> destination AND state IN ('in_transit', 'done'))",
    "CREATE INDEX transfer_open ON logistics.transfer (id) WHERE state = 'in_transit'",
    "ALTER TABLE logistics.transfer_line ADD CONSTRAINT transfer_line_once UNIQUE (transfer, item)",
    "ALTER TABLE logistics.transfer_line ADD CONSTRAINT transfer_line_check CHECK (quantity > 0 AND received >= 0 "
    "AND damaged >= 0 AND returned >= 0 AND lost >= 0 AND received + damaged + returned + lost <= quantity)",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="logistics", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
