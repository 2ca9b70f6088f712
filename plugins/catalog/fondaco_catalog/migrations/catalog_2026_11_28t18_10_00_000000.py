"""What dimensions and limits of variants can be."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T18:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "checks of dimensions and limits of variants"


async def run() -> None:
    await execute(
        "ALTER TABLE catalog.product_variant "
        "ADD CONSTRAINT product_variant_dimensions CHECK (length_mm >= 0 AND width_mm >= 0 AND height_mm >= 0), "
        "ADD CONSTRAINT product_variant_per_customer CHECK (max_per_customer > 0 AND max_per_customer_days > 0)"
    )


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
