"""Placing an order whose pieces are reserved already: one call, so that what everybody wants is locked only briefly."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T17:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "placing what is reserved"

STATEMENTS = (
    """
    CREATE FUNCTION logistics.place_order(of_order uuid, pieces uuid[], quantities bigint[], acting text,
        moment timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM logistics.demand WHERE id = of_order AND stage = 'held' FOR NO KEY UPDATE;
        IF NOT FOUND OR EXISTS (
            SELECT FROM logistics.allocation AS a WHERE a.order_id = of_order
                AND (a.state NOT IN ('reserved', 'untracked') OR (NOT a.ships AND a.item IS NOT NULL))
        ) OR EXISTS (
            SELECT FROM unnest(pieces, quantities) AS u(piece, quantity) FULL JOIN (
                SELECT a.piece_id, sum(a.quantity) AS quantity FROM logistics.allocation AS a
                WHERE a.order_id = of_order GROUP BY a.piece_id
            ) AS h ON h.piece_id = u.piece WHERE h.quantity IS DISTINCT FROM u.quantity
        ) THEN
            RETURN FALSE;
        END IF;
        -- Rows of the order may become fewer until the locks are had, where staff took stock away: what is placed is
        -- what it still has by then.
        PERFORM 1 FROM logistics.item WHERE id IN (
            SELECT a.item FROM logistics.allocation AS a WHERE a.order_id = of_order AND a.item IS NOT NULL
        ) ORDER BY ref_type, ref_id FOR NO KEY UPDATE;
        UPDATE logistics.demand SET stage = 'placed', held_until = NULL, updated_at = moment WHERE id = of_order;
        WITH placed AS (
            UPDATE logistics.allocation SET state = 'allocated' WHERE order_id = of_order AND state = 'reserved'
            RETURNING item, warehouse, line_id, quantity
        )
        INSERT INTO logistics.movement (stock, kind, on_hand, reserved, allocated, incoming, damaged, reason, note,
            actor, order_id, line_id, reference, at)
        SELECT s.id, 'allocation', 0, -p.quantity, p.quantity, 0, 0, '', '', acting, of_order, p.line_id, '', moment
        FROM placed AS p JOIN logistics.stock AS s ON s.item = p.item AND s.warehouse = p.warehouse;
        RETURN TRUE;
    END $$
    """,
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="logistics", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
