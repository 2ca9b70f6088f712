"""Kits have become bundles."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-28T08:22:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "the tables of kits go"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    for name, table in (("KitComponent", "kit_component"), ("Kit", "kit")):
        manager.drop_table(class_name=name, tablename=table, schema="catalog")
    return manager
