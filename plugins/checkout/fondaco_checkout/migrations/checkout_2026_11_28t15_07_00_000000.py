"""Constraints of delivery: one rate of a method for a zone and a currency, also for everywhere."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T15:07:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints of delivery"

STATEMENTS = (
    "ALTER TABLE checkout.delivery_rate ADD CONSTRAINT delivery_rate_once UNIQUE NULLS NOT DISTINCT "
    "(method, zone, currency), ADD CONSTRAINT delivery_rate_check CHECK (basis IN ('weight', 'price', 'volume', 'count') "
    "AND (up_to IS NULL OR up_to >= 0) AND (free_over IS NULL OR free_over >= 0))",
    "CREATE INDEX delivery_rate_zone ON checkout.delivery_rate (zone)",
    "ALTER TABLE checkout.delivery_method ADD CONSTRAINT delivery_method_check CHECK "
    "(min_days >= 0 AND max_days >= coalesce(min_days, 0) AND max_weight_grams > 0)",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
