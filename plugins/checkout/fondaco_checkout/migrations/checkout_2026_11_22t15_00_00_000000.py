"""Adds the constraints, indexes and the sequence that Piccolo does not write."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-22T15:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints, indexes, order numbers"

STATEMENTS = (
    "CREATE SEQUENCE checkout.order_number START 1001",
    "ALTER TABLE checkout.cart ADD CONSTRAINT cart_state CHECK (state IN ('open', 'completing', 'completed'))",
    "CREATE INDEX cart_untouched ON checkout.cart (updated_at) WHERE state = 'open'",
    "CREATE INDEX cart_session ON checkout.cart (session)",
    "ALTER TABLE checkout.cart_line ADD CONSTRAINT cart_line_sellable UNIQUE (cart_id, sellable_type, sellable_id)",
    "ALTER TABLE checkout.cart_line ADD CONSTRAINT cart_line_quantity CHECK (quantity BETWEEN 1 AND 1000000)",
    "ALTER TABLE checkout.completion ADD CONSTRAINT completion_state "
    "CHECK (state IN ('authorizing', 'uncertain', 'action_required', 'voiding'))",
    "ALTER TABLE checkout.completion ADD CONSTRAINT completion_action "
    "CHECK (state <> 'action_required' OR action_url IS NOT NULL)",
    "CREATE INDEX completion_age ON checkout.completion (created_at)",
    "ALTER TABLE checkout.payment_attempt ADD CONSTRAINT payment_attempt_number UNIQUE (cart_id, attempt)",
    "ALTER TABLE checkout.payment_attempt ADD CONSTRAINT payment_attempt_amount CHECK (amount >= 0)",
    "ALTER TABLE checkout.orders ADD CONSTRAINT orders_state CHECK (state IN ('placed', 'cancelled'))",
    "ALTER TABLE checkout.orders ADD CONSTRAINT orders_cancelled "
    "CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL))",
    "ALTER TABLE checkout.orders ADD CONSTRAINT orders_total "
    "CHECK (total = lines_net + lines_tax + delivery_net + delivery_tax AND total >= 0)",
    "CREATE INDEX orders_newest ON checkout.orders (placed_at DESC, id DESC)",
    "CREATE INDEX orders_email ON checkout.orders (lower(email))",
    "CREATE INDEX orders_session ON checkout.orders (session)",
    "ALTER TABLE checkout.order_line ADD CONSTRAINT order_line_position UNIQUE (order_id, position)",
    "ALTER TABLE checkout.order_line ADD CONSTRAINT order_line_quantity CHECK (quantity > 0)",
    "CREATE INDEX order_line_sellable ON checkout.order_line (sellable_id)",
    "ALTER TABLE checkout.order_tax ADD CONSTRAINT order_tax_position UNIQUE (order_id, position)",
    "CREATE INDEX payment_order ON checkout.payment (order_id)",
    "CREATE INDEX payment_open ON checkout.payment (id) WHERE state IN ('authorized', 'unknown')",
    "ALTER TABLE checkout.payment ADD CONSTRAINT payment_amount CHECK (amount >= 0)",
    "COMMENT ON TABLE checkout.completion IS "
    "'The guard of completion: a cart whose payment is undecided has exactly one row.'",
    "COMMENT ON TABLE checkout.test_payment IS 'The memory of the test provider, which plays the world outside.'",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
