"""What the counting of sales may never do, and the index that lists in the order of sales read by."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-22T16:02:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraint and index of units sold"

STATEMENTS = (
    "ALTER TABLE catalog.product ADD CONSTRAINT product_units_sold_check CHECK (units_sold >= 0)",
    "CREATE INDEX product_best_selling ON catalog.product (units_sold DESC, created_at DESC, id DESC)",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
