"""What is unique of audiences, and products that only groups can buy queued to be indexed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T08:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "audiences of several groups, and products for groups in the index"

STATEMENTS = (
    "ALTER TABLE catalog.price_audience ADD CONSTRAINT price_audience_key UNIQUE (channel, groups), "
    "ADD CONSTRAINT price_audience_groups_check CHECK (cardinality(groups) > 1)",
    "INSERT INTO catalog.search_queue (product) "
    "SELECT DISTINCT product FROM catalog.price_window WHERE audience <> ''",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
