"""A customer has one current cart in a channel, and carts and orders are found by customer."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T14:35:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "one current cart of a customer"

STATEMENTS = (
    "CREATE UNIQUE INDEX cart_current ON checkout.cart (customer_id, channel) WHERE is_current",
    "ALTER TABLE checkout.cart ADD CONSTRAINT cart_current_of_customer "
    "CHECK (NOT is_current OR (customer_id IS NOT NULL AND state <> 'completed'))",
    "CREATE INDEX cart_customer ON checkout.cart (customer_id) WHERE customer_id IS NOT NULL",
    "CREATE INDEX orders_customer ON checkout.orders (customer_id, placed_at DESC) WHERE customer_id IS NOT NULL",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
