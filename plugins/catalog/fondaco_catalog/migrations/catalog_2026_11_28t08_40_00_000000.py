"""Products whose facets have other names or values now are queued to be indexed anew."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T08:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "facets of options with a dot, and of attributes that a type has lost"


async def queue() -> None:
    await execute(
        "INSERT INTO catalog.search_queue (product) "
        "SELECT o.product FROM catalog.product_option o WHERE o.name LIKE '%.%' OR o.attribute IS NOT NULL "
        "UNION SELECT v.product FROM catalog.attribute_value v"
    )


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(queue)
    return manager
