"""Indexes for lists by title in a translation, and for narrow spans of prices."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T05:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes of translated titles and of amounts"

STATEMENTS = (
    "CREATE INDEX product_translation_by_title ON catalog.product_translation (locale, title_key, product)",
    "CREATE INDEX price_window_by_amount ON catalog.price_window (channel, audience, amount, product)",
)


async def index() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(index)
    return manager
