"""What holds of exports of orders."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T18:34:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints of exports of orders"

STATEMENTS = (
    "ALTER TABLE checkout.order_export "
    "ADD CONSTRAINT order_export_state CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')), "
    "ADD CONSTRAINT order_export_finished CHECK ((state IN ('waiting', 'running')) = (finished_at IS NULL)), "
    "ADD CONSTRAINT order_export_output CHECK ((state = 'done') = (output IS NOT NULL)), "
    "ADD CONSTRAINT order_export_output_fkey FOREIGN KEY (output) REFERENCES system.file (id) ON DELETE RESTRICT",
    "CREATE INDEX order_export_newest ON checkout.order_export (created_at DESC, id DESC)",
    "CREATE INDEX order_export_open ON checkout.order_export (created_at, id) WHERE state IN ('waiting', 'running')",
    "CREATE INDEX order_export_file ON checkout.order_export (output) WHERE output IS NOT NULL",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
