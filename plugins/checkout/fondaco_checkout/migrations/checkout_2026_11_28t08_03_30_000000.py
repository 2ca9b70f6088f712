"""The same thing with other choices is another line, and the shares of a bundle's components are in their order."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T08:03:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints of choices and components"

STATEMENTS = (
    "ALTER TABLE checkout.cart_line DROP CONSTRAINT cart_line_sellable, "
    "ADD CONSTRAINT cart_line_sellable UNIQUE (cart_id, sellable_type, sellable_id, choices)",
    "ALTER TABLE checkout.order_line_component ADD CONSTRAINT order_line_component_position UNIQUE (line_id, position), "
    "ADD CONSTRAINT order_line_component_check CHECK (quantity > 0 AND net >= 0 AND tax >= 0)",
    "CREATE INDEX order_line_component_sellable ON checkout.order_line_component (sellable_id)",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
