"""What comes back was sent, and a refund restocks a line once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T18:05:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints of returns"

STATEMENTS = (
    "ALTER TABLE logistics.order_return ADD CONSTRAINT order_return_check CHECK (state IN ('requested', 'approved', "
    "'refused', 'received', 'closed') AND (state IN ('refused', 'closed')) = (ended_at IS NOT NULL))",
    "CREATE INDEX order_return_order ON logistics.order_return (order_id, id)",
    "CREATE INDEX order_return_state ON logistics.order_return (state, id)",
    "ALTER TABLE logistics.order_return_line ADD CONSTRAINT order_return_line_check CHECK (quantity > 0 "
    "AND restocked >= 0 AND damaged >= 0 AND discarded >= 0 AND restocked + damaged + discarded <= quantity)",
    "ALTER TABLE logistics.order_return_line ADD CONSTRAINT order_return_line_once UNIQUE (of, shipment_line)",
    "CREATE INDEX order_return_line_sent ON logistics.order_return_line (shipment_line)",
    "ALTER TABLE logistics.restocking_refund ADD CONSTRAINT restocking_refund_check CHECK (quantity > 0), "
    "ADD CONSTRAINT restocking_refund_once UNIQUE (refund, line_id)",
    "CREATE INDEX restocking_refund_line ON logistics.restocking_refund (line_id)",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="logistics", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
