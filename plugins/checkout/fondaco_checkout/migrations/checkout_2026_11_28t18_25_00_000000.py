"""What a shared cart is found by."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T18:25:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "one link for the same content of a cart"


async def run() -> None:
    await execute("CREATE UNIQUE INDEX shared_cart_content ON checkout.shared_cart (cart_id, digest)")
    await execute("CREATE INDEX shared_cart_expires ON checkout.shared_cart (expires_at)")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
