"""The history of orders is only ever added to; what is known of the orders before it is its beginning."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T17:35:20:000000"
VERSION = "1.38.0"
DESCRIPTION = "the history of orders is append-only"

_MONEY = "jsonb_build_object('amount', {0}, 'currency', {1})"
BEFORE = (
    "INSERT INTO checkout.order_entry (order_id, at, kind, actor_type, actor_id, actor_name, detail, shown) "  # noqa: S608 (constants)
    "SELECT id, placed_at, 'checkout.placed', CASE WHEN customer_id IS NULL THEN 'guest' ELSE 'customer' END, "
    "coalesce('customer:' || customer_id, ''), coalesce(billing_address->>'name', shipping_address->>'name', ''), "
    f"jsonb_build_object('number', number, 'total', {_MONEY.format('total', 'currency')}), "
    f"jsonb_build_object('number', number, 'total', {_MONEY.format('total', 'currency')}) "
    "FROM checkout.orders ORDER BY placed_at, id",
    "INSERT INTO checkout.order_entry (order_id, at, kind, actor_type, actor_id, actor_name, detail, shown) "  # noqa: S608 (constants)
    "SELECT order_id, finished_at, CASE kind WHEN 'capture' THEN 'checkout.payment_captured' "
    "WHEN 'void' THEN 'checkout.payment_voided' WHEN 'refund' THEN 'checkout.payment_refunded' "
    "ELSE 'checkout.payment_disputed' END, CASE actor WHEN 'system' THEN 'system' WHEN 'provider' THEN 'provider' "
    f"ELSE 'staff' END, actor, '', jsonb_build_object('amount', {_MONEY.format('amount', 'currency')}, 'note', note), "
    f"CASE WHEN kind IN ('capture', 'refund') THEN jsonb_build_object('amount', {_MONEY.format('amount', 'currency')}) "
    "END FROM checkout.payment_operation WHERE state = 'succeeded' ORDER BY finished_at, id",
    "INSERT INTO checkout.order_entry (order_id, at, kind, actor_type, actor_id, actor_name, detail, shown) "
    "SELECT id, cancelled_at, 'checkout.cancelled', 'system', '', '', jsonb_build_object('reason', cancel_reason), "
    "'{}'::jsonb FROM checkout.orders WHERE state = 'cancelled' ORDER BY cancelled_at, id",
)
STATEMENTS = (
    "ALTER TABLE checkout.order_entry ADD CONSTRAINT order_entry_check CHECK (kind ~ '^[a-z][a-z0-9_]*\\.[a-z0-9_]+$' "
    "AND actor_type IN ('staff', 'customer', 'guest', 'service', 'provider', 'system') "
    "AND jsonb_typeof(detail) = 'object' AND (shown IS NULL OR jsonb_typeof(shown) = 'object'))",
    "CREATE INDEX order_entry_order ON checkout.order_entry (order_id, id)",
    "CREATE INDEX order_entry_note ON checkout.order_entry (note_id, id) WHERE note_id IS NOT NULL",
    "COMMENT ON TABLE checkout.order_entry IS 'What happened to orders: append-only.'",
    """
    CREATE FUNCTION checkout.keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'checkout.order_entry is append-only: write another entry'
            USING ERRCODE = 'restrict_violation';
    END $$
    """,
    "CREATE TRIGGER order_entry_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON checkout.order_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION checkout.keep_history()",
)


async def fill_in() -> None:
    """Writes what is known of orders that were placed before there was a history, in the order in which it happened."""
    for statement in BEFORE:
        await execute(statement)


async def run() -> None:
    await fill_in()
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
