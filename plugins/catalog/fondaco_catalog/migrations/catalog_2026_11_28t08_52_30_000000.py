"""How lists read the completeness of products, and that it is worked out for those that are there."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T08:52:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "index of completeness, and every product is queued for it"

STATEMENTS = (
    "ALTER TABLE catalog.product_completeness ADD CONSTRAINT product_completeness_key UNIQUE (product, channel, locale), "
    "ADD CONSTRAINT product_completeness_check CHECK (score BETWEEN 0 AND 100)",
    "CREATE INDEX product_completeness_by_score ON catalog.product_completeness (channel, locale, score, product) "
    "INCLUDE (missing)",
    # The job of the search index works it out, as it does after every change.
    "INSERT INTO catalog.search_queue (product) SELECT id FROM catalog.product",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
