"""A category's picture among the files is kept by a foreign key."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T12:27:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "files of categories"


async def keep() -> None:
    await execute(
        "ALTER TABLE catalog.category ADD COLUMN image_file uuid GENERATED ALWAYS AS "
        "(system.file_of_path(image_url)) STORED REFERENCES system.file (id)"
    )
    await execute("CREATE INDEX category_by_file ON catalog.category (image_file) WHERE image_file IS NOT NULL")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(keep)
    return manager
