"""What memberships may never be, where collections that are there are published, and the indexes of both."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T02:33:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints, publications and indexes of collections by rule"

STATEMENTS = (
    # Channels are settings, which a migration does not know: those in which anything is listed are all that matter.
    "UPDATE catalog.collection SET channels = "
    "ARRAY(SELECT DISTINCT channel::text FROM catalog.product_listing ORDER BY 1)",
    "ALTER TABLE catalog.collection ADD CONSTRAINT collection_sort_check CHECK ((rule IS NULL) = (sort = 'manual'))",
    "CREATE INDEX collection_ruled ON catalog.collection (id) WHERE rule IS NOT NULL",
    "ALTER TABLE catalog.collection_product ADD CONSTRAINT collection_product_kind_check "
    "CHECK (kind IN ('hand', 'pin', 'rule'))",
    "ALTER TABLE catalog.collection_exclusion ADD CONSTRAINT collection_exclusion_key UNIQUE (collection, product)",
    "CREATE INDEX collection_exclusion_by_product ON catalog.collection_exclusion (product)",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
