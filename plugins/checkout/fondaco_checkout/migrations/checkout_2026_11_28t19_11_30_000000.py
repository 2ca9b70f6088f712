"""What holds of carts that staff fill and of the prices that they set, and how drafts are listed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T19:11:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints and indexes of drafts"

STATEMENTS = (
    "ALTER TABLE checkout.cart ADD CONSTRAINT cart_origin CHECK (origin IN ('buyer', 'staff')), "
    "ADD CONSTRAINT cart_of_staff CHECK (origin = 'buyer' OR (customer_id IS NULL AND NOT is_current))",
    "ALTER TABLE checkout.cart_line ADD CONSTRAINT cart_line_price CHECK (price >= 0), "
    "ADD CONSTRAINT cart_line_price_reason CHECK (price IS NOT NULL OR price_reason = '')",
    "CREATE INDEX draft_order_newest ON checkout.draft_order (created_at DESC, cart_id DESC)",
    "CREATE INDEX draft_order_of_customer ON checkout.draft_order (customer_id, created_at DESC, cart_id DESC) "
    "WHERE customer_id IS NOT NULL",
    "CREATE INDEX draft_order_expiry ON checkout.draft_order (expires_at)",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
