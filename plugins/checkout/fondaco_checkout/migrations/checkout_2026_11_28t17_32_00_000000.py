"""What address books hold whatever is done at once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T17:32:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "at most one default of each kind in an address book"

STATEMENTS = (
    "CREATE INDEX customer_address_customer ON checkout.customer_address (customer_id, created_at)",
    "CREATE UNIQUE INDEX customer_address_shipping ON checkout.customer_address (customer_id) WHERE default_shipping",
    "CREATE UNIQUE INDEX customer_address_billing ON checkout.customer_address (customer_id) WHERE default_billing",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
