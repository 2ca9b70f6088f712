"""What holds of edited orders: a removed line has no pieces and costs nothing, and an order adds up."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T17:54:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints of edited orders"

STATEMENTS = (
    "ALTER TABLE checkout.order_line DROP CONSTRAINT order_line_quantity, "
    "ADD CONSTRAINT order_line_quantity CHECK (quantity > 0 OR (quantity = 0 AND net = 0 AND tax = 0)), "
    "ADD CONSTRAINT order_line_first CHECK (first_quantity >= 0), "
    "ADD CONSTRAINT order_line_amounts CHECK (unit_price >= 0 AND net >= 0 AND tax >= 0)",
    "ALTER TABLE checkout.orders ADD CONSTRAINT orders_adds_up CHECK "
    "(total = lines_net + lines_tax + delivery_net + delivery_tax), ADD CONSTRAINT orders_version CHECK (version > 0)",
    "ALTER TABLE checkout.order_edit ADD CONSTRAINT order_edit_version UNIQUE (order_id, version)",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
