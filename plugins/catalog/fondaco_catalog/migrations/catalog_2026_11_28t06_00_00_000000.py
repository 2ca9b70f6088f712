"""Whatever shows or sells an uploaded file under its address keeps it by a foreign key."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T06:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "files of addresses"

_LOST = (
    "system.file_of_path({0}) IS NOT NULL AND NOT EXISTS (SELECT FROM system.file f WHERE f.id = "
    "system.file_of_path({0}))"
)

# Until now nothing kept these files: what is lost already is shown by nobody.
LOST = (
    f"UPDATE catalog.brand SET logo_url = '' WHERE {_LOST.format('logo_url')}",
    f"UPDATE catalog.collection SET image_url = '' WHERE {_LOST.format('image_url')}",
    f"UPDATE catalog.attribute_choice SET image_url = NULL WHERE {_LOST.format('image_url')}",
    f"DELETE FROM catalog.attribute_value WHERE {_LOST.format('text')}",
    # Merchants and buyers have to see that there is something; it stays an address that leads nowhere.
    f"UPDATE catalog.digital_file SET address = '/files/lost' || address WHERE {_LOST.format('address')}",
    f"UPDATE catalog.download_grant SET address = '/files/lost' || address WHERE {_LOST.format('address')}",
)

COLUMNS = (
    ("brand", "logo_file", "logo_url"),
    ("collection", "image_file", "image_url"),
    ("attribute_choice", "image_file", "image_url"),
    ("attribute_value", "text_file", "text"),
    ("digital_file", "address_file", "address"),
    ("download_grant", "address_file", "address"),
)


async def keep() -> None:
    for statement in LOST:
        await execute(statement)
    for table, column, address in COLUMNS:
        await execute(
            f"ALTER TABLE catalog.{table} ADD COLUMN {column} uuid GENERATED ALWAYS AS "
            f"(system.file_of_path({address})) STORED REFERENCES system.file (id)"
        )
        await execute(
            f"CREATE INDEX {table}_by_file ON catalog.{table} ({column}) WHERE {column} IS NOT NULL"
        )


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(keep)
    return manager
