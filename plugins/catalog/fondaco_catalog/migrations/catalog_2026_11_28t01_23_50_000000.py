"""What the life of a product may never be, the indexes of its queue and its schedule; what is published is live."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T01:23:50:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints, indexes and data of the lifecycle"

STATUSES = "('idea', 'draft', 'in_review', 'approved', 'live', 'phase_out', 'archived')"

STATEMENTS = (
    "UPDATE catalog.product SET status = 'live' WHERE EXISTS (SELECT FROM catalog.product_listing l "
    "WHERE l.product = product.id AND l.published_at IS NOT NULL)",
    "UPDATE catalog.product_listing SET announced = TRUE WHERE published_at IS NOT NULL",
    f"ALTER TABLE catalog.product ADD CONSTRAINT product_status_check CHECK (status IN {STATUSES}), "
    "ADD CONSTRAINT product_submitted_check CHECK ((status = 'in_review') = (submitted_at IS NOT NULL) "
    "AND (submitted_at IS NULL) = (submitted_by IS NULL) AND (reviewer IS NULL OR submitted_at IS NOT NULL))",
    "CREATE INDEX product_by_status ON catalog.product (status, created_at DESC, id DESC) WHERE status <> 'live'",
    "CREATE INDEX product_in_review ON catalog.product (submitted_at, id) WHERE status = 'in_review'",
    "ALTER TABLE catalog.product_listing ADD CONSTRAINT product_listing_period_check "
    "CHECK (unpublish_at IS NULL OR published_at IS NOT NULL AND unpublish_at > published_at), "
    "ADD CONSTRAINT product_listing_announced_check CHECK (NOT announced OR published_at IS NOT NULL)",
    "CREATE INDEX product_listing_to_announce ON catalog.product_listing (channel, published_at) "
    "WHERE published_at IS NOT NULL AND NOT announced",
    "CREATE INDEX product_listing_to_end ON catalog.product_listing (channel, unpublish_at) "
    "WHERE unpublish_at IS NOT NULL",
    "ALTER TABLE catalog.product_transition ADD CONSTRAINT product_transition_statuses_check "
    f"CHECK (from_status IN {STATUSES} AND to_status IN {STATUSES})",
    "CREATE INDEX product_transition_newest ON catalog.product_transition (product, created_at DESC, id DESC)",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
