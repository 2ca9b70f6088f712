"""What kits and downloads may never be, and the indexes that they are read by."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T02:50:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints and indexes of kits and downloads"

STATEMENTS = (
    "ALTER TABLE catalog.kit ADD CONSTRAINT kit_key UNIQUE (variant), "
    "ADD CONSTRAINT kit_check CHECK (pricing IN ('own', 'sum') AND percent_off BETWEEN 0 AND 100)",
    "ALTER TABLE catalog.kit_component ADD CONSTRAINT kit_component_key UNIQUE (variant, component), "
    "ADD CONSTRAINT kit_component_check CHECK (quantity > 0 AND variant <> component)",
    "CREATE INDEX kit_component_by_component ON catalog.kit_component (component)",
    "CREATE INDEX digital_file_by_variant ON catalog.digital_file (variant, position)",
    "ALTER TABLE catalog.download_grant ADD CONSTRAINT download_grant_key UNIQUE (order_id, file), "
    "ADD CONSTRAINT download_grant_check CHECK (downloads >= 0 AND downloads <= max_downloads)",
    "CREATE UNIQUE INDEX download_grant_token_key ON catalog.download_grant (token_hash) WHERE token_hash IS NOT NULL",
    "CREATE INDEX download_grant_by_session ON catalog.download_grant (session, created_at) WHERE session IS NOT NULL",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
