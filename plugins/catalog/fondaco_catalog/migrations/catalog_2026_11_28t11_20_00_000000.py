"""What the variants of a product cost buyers in groups, for the spans that were derived before it was kept."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T11:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "amounts of the spans of groups"

# A span is of one set of prices from its beginning to its end, so any moment in it does; what is past may be gone.
# The order is that of `fondaco_catalog.model.pricing`.
AMOUNTS = """
    UPDATE catalog.price_span s SET amounts = found.amounts
    FROM (
        SELECT o.id, ARRAY(
            SELECT DISTINCT best.amount FROM (
                SELECT DISTINCT ON (w.variant) w.amount FROM catalog.price_window w
                WHERE w.product = o.product AND w.channel = o.channel AND w.currency = o.currency
                AND w.starts_at <= o.moment AND w.ends_at > o.moment AND w.audience = ANY(''::text || o.groups)
                ORDER BY w.variant, w.priority DESC, w.specific DESC, w.amount, w.list
            ) best ORDER BY best.amount
        ) AS amounts
        FROM (
            SELECT g.*, GREATEST(g.starts_at, now()) AS moment, COALESCE(a.groups, ARRAY[g.audience]) AS groups
            FROM catalog.price_span g LEFT JOIN catalog.price_audience a ON '+' || a.id = g.audience
            WHERE g.audience <> '' AND g.amounts IS NULL
        ) o
    ) found WHERE found.id = s.id AND found.amounts <> '{}'"""


async def fill_in() -> None:
    await execute(AMOUNTS)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(fill_in)
    return manager
