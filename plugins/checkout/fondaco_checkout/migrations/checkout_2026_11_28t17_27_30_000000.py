"""What left never exceeds what is wanted, nor what came back what left; and the order's state follows its lines."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T17:27:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints of shipped quantities"

FILL_IN = (
    "UPDATE checkout.orders AS o SET fulfilment_state = 'not_needed' WHERE NOT EXISTS "
    "(SELECT FROM checkout.order_line AS l WHERE l.order_id = o.id AND l.requires_shipping)"
)
STATEMENTS = (
    "ALTER TABLE checkout.order_line ADD CONSTRAINT order_line_shipped CHECK (0 <= returned_quantity "
    "AND returned_quantity <= shipped_quantity AND shipped_quantity <= quantity "
    "AND incomplete_quantity BETWEEN 0 AND shipped_quantity)",
    "ALTER TABLE checkout.orders ADD CONSTRAINT orders_fulfilment_state CHECK (fulfilment_state IN ('not_needed', "
    "'unfulfilled', 'partially_fulfilled', 'fulfilled', 'partially_returned', 'returned'))",
    "CREATE INDEX orders_fulfilled ON checkout.orders (fulfilment_state, placed_at DESC, id DESC)",
    # The only place that says what the lines of an order amount to; whoever changes one has locked the order.
    """
    CREATE FUNCTION checkout.keep_fulfilment_state() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE checkout.orders AS o SET fulfilment_state = s.state
        FROM (
            SELECT l.order_id, CASE
                WHEN sum(l.quantity) = 0 THEN 'not_needed'
                WHEN sum(l.shipped_quantity) = 0 THEN 'unfulfilled'
                WHEN sum(l.shipped_quantity - l.incomplete_quantity) < sum(l.quantity) THEN 'partially_fulfilled'
                WHEN sum(l.returned_quantity) = 0 THEN 'fulfilled'
                WHEN sum(l.returned_quantity) < sum(l.quantity) THEN 'partially_returned'
                ELSE 'returned' END AS state
            FROM checkout.order_line AS l
            WHERE l.requires_shipping AND l.order_id IN (SELECT c.order_id FROM changed AS c)
            GROUP BY l.order_id
        ) AS s WHERE o.id = s.order_id AND o.fulfilment_state <> s.state;
        RETURN NULL;
    END $$
    """,
    "CREATE TRIGGER order_line_added AFTER INSERT ON checkout.order_line REFERENCING NEW TABLE AS changed "
    "FOR EACH STATEMENT EXECUTE FUNCTION checkout.keep_fulfilment_state()",
    "CREATE TRIGGER order_line_changed AFTER UPDATE ON checkout.order_line REFERENCING NEW TABLE AS changed "
    "FOR EACH STATEMENT EXECUTE FUNCTION checkout.keep_fulfilment_state()",
)


async def fill_in() -> None:
    """Says of orders from before that nothing of them is sent, where that is so."""
    await execute(FILL_IN)


async def run() -> None:
    await fill_in()
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
