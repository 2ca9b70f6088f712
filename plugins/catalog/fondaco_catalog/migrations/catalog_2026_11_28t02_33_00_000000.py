"""What is true of pictures, videos and models: their files are kept, and what is sold says what it shows."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T02:33:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints and indexes of media"

STATEMENTS = (
    "ALTER TABLE catalog.product_media "
    "ADD CONSTRAINT product_media_kind_check CHECK (kind IN ('image', 'video', 'model_3d')), "
    "ADD CONSTRAINT product_media_address_check CHECK (file IS NOT NULL OR kind = 'image'), "
    "ADD CONSTRAINT product_media_size_check CHECK (width > 0 AND height > 0), "
    "ADD CONSTRAINT product_media_file_fkey FOREIGN KEY (file) REFERENCES system.file (id) ON DELETE RESTRICT, "
    "ADD CONSTRAINT product_media_poster_fkey FOREIGN KEY (poster) REFERENCES system.file (id) ON DELETE RESTRICT",
    "CREATE INDEX product_media_by_file ON catalog.product_media (file) WHERE file IS NOT NULL",
    "CREATE INDEX product_media_by_poster ON catalog.product_media (poster) WHERE poster IS NOT NULL",
    "CREATE INDEX product_media_to_mirror ON catalog.product_media (mirror_after NULLS FIRST, id) "
    "WHERE file IS NULL AND kind = 'image'",
    "UPDATE catalog.product_media m SET alt = p.title FROM catalog.product p WHERE p.id = m.product AND m.alt = '' "
    "AND EXISTS (SELECT FROM catalog.product_listing l WHERE l.product = p.id AND l.published_at IS NOT NULL)",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
