"""What the ledger of payments holds whatever is done at once, and what was paid before there was one."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T14:51:10:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints of the ledger, and the payments before it"

BEFORE = (
    "UPDATE checkout.payment SET reserved = amount, captured = CASE state WHEN 'captured' THEN amount ELSE 0 END, "
    "released = CASE state WHEN 'voided' THEN amount ELSE 0 END WHERE state IN ('authorized', 'captured', 'voided')",
    "INSERT INTO checkout.payment_operation (id, payment_id, order_id, kind, amount, currency, state, actor, note, "
    "provider_reference, created_at, finished_at, ask_at) SELECT gen_random_uuid(), id, order_id, 'capture', amount, "
    "currency, 'succeeded', 'system', '', '', updated_at, updated_at, updated_at FROM checkout.payment "
    "WHERE state = 'captured' AND amount > 0",
    "UPDATE checkout.orders SET payment_state = CASE WHEN payment_state = 'captured' OR total = 0 THEN 'paid' "
    "WHEN payment_state = 'authorized' THEN 'authorized' WHEN payment_state IN ('voided', 'declined') THEN 'voided' "
    "ELSE 'pending' END",
)
STATEMENTS = (
    "ALTER TABLE checkout.orders ADD CONSTRAINT orders_payment_state CHECK (payment_state IN ('pending', 'authorized', "
    "'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided')), "
    "ADD CONSTRAINT orders_delivery_refunded CHECK (delivery_refunded_net BETWEEN 0 AND delivery_net "
    "AND delivery_refunded_tax BETWEEN 0 AND delivery_tax)",
    "ALTER TABLE checkout.order_line ADD CONSTRAINT order_line_refunded CHECK (refunded_quantity BETWEEN 0 AND "
    "quantity AND refunded_net BETWEEN 0 AND net AND refunded_tax BETWEEN 0 AND tax)",
    "ALTER TABLE checkout.payment ADD CONSTRAINT payment_amounts CHECK (captured >= 0 AND released >= 0 AND "
    "refunded >= 0 AND disputed >= 0 AND pending_capture >= 0 AND pending_release >= 0 AND pending_refund >= 0 AND "
    "captured + pending_capture + released + pending_release <= reserved AND "
    "refunded + pending_refund + disputed <= captured)",
    "DROP INDEX checkout.payment_open",
    "CREATE INDEX payment_undecided ON checkout.payment (created_at) WHERE state IN ('unknown', 'action_required')",
    "CREATE INDEX payment_awaited ON checkout.payment (created_at) WHERE state = 'pending'",
    "CREATE INDEX payment_newest ON checkout.payment (created_at DESC, id DESC)",
    "CREATE INDEX orders_paid ON checkout.orders (payment_state, placed_at DESC, id DESC)",
    "CREATE INDEX orders_cancelled ON checkout.orders (cancelled_at) WHERE state = 'cancelled'",
    "ALTER TABLE checkout.payment_operation ADD CONSTRAINT payment_operation_kind CHECK (CASE kind "
    "WHEN 'dispute' THEN amount <> 0 ELSE kind IN ('capture', 'void', 'refund') AND amount > 0 END), "
    "ADD CONSTRAINT payment_operation_state CHECK (state IN ('pending', 'uncertain', 'succeeded', 'failed')), "
    "ADD CONSTRAINT payment_operation_finished CHECK ((state IN ('succeeded', 'failed')) = (finished_at IS NOT NULL)), "
    "ADD CONSTRAINT payment_operation_parent FOREIGN KEY (parent_id) REFERENCES checkout.payment_operation (id)",
    "CREATE INDEX payment_operation_payment ON checkout.payment_operation (payment_id)",
    "CREATE INDEX payment_operation_order ON checkout.payment_operation (order_id)",
    "CREATE INDEX payment_operation_refund ON checkout.payment_operation (refund_id)",
    "CREATE INDEX payment_operation_open ON checkout.payment_operation (ask_at) "
    "WHERE state IN ('pending', 'uncertain')",
    "ALTER TABLE checkout.refund ADD CONSTRAINT refund_state CHECK (state IN ('pending', 'succeeded', 'partial', "
    "'failed')), ADD CONSTRAINT refund_amount CHECK (amount > 0 AND refunded BETWEEN 0 AND amount)",
    "CREATE INDEX refund_order ON checkout.refund (order_id)",
    "CREATE INDEX refund_newest ON checkout.refund (created_at DESC, id DESC)",
    "ALTER TABLE checkout.refund_line ADD CONSTRAINT refund_line_kind CHECK (kind IN ('line', 'delivery', 'surplus') "
    "AND (kind = 'line') = (line_id IS NOT NULL)), "
    "ADD CONSTRAINT refund_line_amounts CHECK (quantity >= 0 AND net >= 0 AND tax >= 0), "
    "ADD CONSTRAINT refund_line_position UNIQUE (refund_id, position)",
    "CREATE INDEX refund_line_line ON checkout.refund_line (line_id)",
    "ALTER TABLE checkout.webhook_event ADD CONSTRAINT webhook_event_once UNIQUE (provider, event_id), "
    "ADD CONSTRAINT webhook_event_state CHECK (state IN ('received', 'handled', 'ignored'))",
    "CREATE INDEX webhook_event_open ON checkout.webhook_event (received_at) WHERE state = 'received'",
    "CREATE INDEX webhook_event_newest ON checkout.webhook_event (received_at DESC, id DESC)",
)


async def fill_in() -> None:
    """Writes what was reserved, captured and given back before there was a ledger."""
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
