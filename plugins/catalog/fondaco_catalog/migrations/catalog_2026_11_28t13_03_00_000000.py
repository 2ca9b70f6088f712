"""Nothing is taken off a bundle's own price; what was said of such discounts was ignored, and is refused now."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T13:03:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "discounts of own prices"


async def forget() -> None:
    await execute(
        "UPDATE catalog.bundle SET percent_off = 0, amounts_off = '[]'::jsonb "
        "WHERE pricing = 'own' AND (percent_off <> 0 OR amounts_off <> '[]'::jsonb)"
    )


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(forget)
    return manager
