"""What is in a parcel is in no other, and what left is in exactly one."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T17:37:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints of shipments"

FILL_IN = """
    DO $$
    BEGIN
        IF to_regclass('checkout.order_line_component') IS NOT NULL THEN
            UPDATE logistics.allocation AS a SET each = c.quantity
            FROM checkout.order_line_component AS c WHERE c.id = a.piece_id AND a.each <> c.quantity;
        END IF;
    END $$
    """

STATEMENTS = (
    "ALTER TABLE logistics.allocation DROP CONSTRAINT allocation_check",
    "ALTER TABLE logistics.allocation ADD CONSTRAINT allocation_check CHECK (quantity > 0 AND each > 0 "
    "AND state IN ('reserved', 'allocated', 'short', 'packed', 'shipped', 'returned', 'untracked', 'packed_uncounted') "
    "AND (state IN ('short', 'reserved', 'allocated', 'packed') <= (item IS NOT NULL)) "
    "AND (state IN ('reserved', 'allocated', 'packed', 'packed_uncounted') <= (warehouse IS NOT NULL)) "
    "AND (state IN ('short', 'untracked') <= (warehouse IS NULL)))",
    "DROP INDEX logistics.allocation_taken",
    "CREATE INDEX allocation_taken ON logistics.allocation (item, warehouse, created_at, id) "
    "WHERE state IN ('reserved', 'allocated', 'packed')",
    "CREATE INDEX allocation_to_pack ON logistics.allocation (order_id, warehouse) "
    "WHERE ships AND state IN ('allocated', 'untracked')",
    "ALTER TABLE logistics.shipment ADD CONSTRAINT shipment_check CHECK (state IN ('packed', 'shipped', 'delivered', "
    "'lost', 'returned', 'cancelled') AND (state IN ('packed', 'cancelled')) = (shipped_at IS NULL) "
    "AND (state IN ('packed', 'shipped')) = (ended_at IS NULL))",
    "CREATE INDEX shipment_order ON logistics.shipment (order_id, id)",
    "CREATE INDEX shipment_state ON logistics.shipment (state, id)",
    "CREATE INDEX shipment_trackings ON logistics.shipment USING gin (trackings jsonb_path_ops)",
    "CREATE INDEX shipment_warehouse ON logistics.shipment (warehouse, id)",
    "ALTER TABLE logistics.shipment_line ADD CONSTRAINT shipment_line_once UNIQUE (shipment, piece_id, counted)",
    "ALTER TABLE logistics.shipment_line ADD CONSTRAINT shipment_line_check "
    "CHECK (quantity > 0 AND returned BETWEEN 0 AND quantity)",
    "CREATE INDEX shipment_line_piece ON logistics.shipment_line (piece_id)",
    # As before, with how many pieces are in one of the line.
    """
    CREATE OR REPLACE FUNCTION logistics.lock_items(types text[], ids uuid[], of_order uuid) RETURNS text LANGUAGE plpgsql AS $$
    DECLARE
        locked uuid[];
    BEGIN
        locked := ARRAY(
            SELECT i.id FROM unnest(types, ids) AS u(ref_type, ref_id)
            JOIN logistics.item AS i ON i.ref_type = u.ref_type AND i.ref_id = u.ref_id
            UNION
            SELECT a.item FROM logistics.allocation AS a WHERE a.order_id = of_order AND a.item IS NOT NULL
        );
        PERFORM 1 FROM logistics.item WHERE id = ANY(locked) ORDER BY ref_type, ref_id FOR NO KEY UPDATE;
        RETURN json_build_object(
            'items', (SELECT json_agg(json_build_object('id', i.id, 'ref_type', i.ref_type, 'ref_id', i.ref_id,
                'tracked', i.tracked, 'policy', i.policy, 'backorder_limit', i.backorder_limit,
                'promised_on', i.promised_on, 'low_stock', i.low_stock, 'version', i.version,
                'short', (SELECT COALESCE(sum(a.quantity), 0) FROM logistics.allocation AS a
                    WHERE a.item = i.id AND a.state = 'short')))
                FROM logistics.item AS i WHERE i.id = ANY(locked)),
            'levels', (SELECT json_agg(json_build_object('id', s.id, 'item', s.item, 'warehouse', s.warehouse,
                'on_hand', s.on_hand, 'reserved', s.reserved, 'allocated', s.allocated, 'incoming', s.incoming,
                'damaged', s.damaged, 'safety_stock', s.safety_stock, 'version', s.version))
                FROM logistics.stock AS s WHERE s.item = ANY(locked)),
            'sites', (SELECT json_agg(json_build_object('id', w.id, 'code', w.code, 'priority', w.priority,
                'active', w.active, 'channels', w.channels, 'latitude', w.latitude, 'longitude', w.longitude,
                'country', w.address ->> 'country', 'region', COALESCE(w.address ->> 'region', ''),
                'postal_code', COALESCE(w.address ->> 'postal_code', ''),
                'areas', COALESCE((SELECT json_agg(json_build_object('country', e.country, 'region', e.region,
                    'postcode', e.postcode, 'priority', e.priority, 'cost', e.cost))
                    FROM logistics.service_area AS e WHERE e.warehouse = w.id), '[]'::json)))
                FROM logistics.warehouse AS w
                WHERE w.id IN (SELECT s.warehouse FROM logistics.stock AS s WHERE s.item = ANY(locked))),
            'held', (SELECT json_agg(json_build_object('id', a.id, 'order', a.order_id, 'line', a.line_id,
                'piece', a.piece_id, 'ref_type', a.ref_type, 'ref_id', a.ref_id, 'item', a.item,
                'warehouse', a.warehouse, 'state', a.state, 'quantity', a.quantity, 'ships', a.ships,
                'created_at', a.created_at, 'each', a.each) ORDER BY a.created_at, a.id)
                FROM logistics.allocation AS a WHERE a.order_id = of_order)
        )::text;
    END $$
    """,
    "DROP FUNCTION logistics.lock_order(uuid, uuid, text, text, text, text, text, text, timestamptz, timestamptz, "
    "text[], uuid[])",
    """
    CREATE FUNCTION logistics.lock_order(of_order uuid, of_cart uuid, its_number text, its_channel text, its_stage text,
        its_country text, its_region text, its_postal_code text, its_held_until timestamptz, moment timestamptz,
        types text[], ids uuid[], its_due_on date) RETURNS text LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO logistics.demand AS d (id, cart_id, number, channel, stage, country, region, postal_code,
            due_on, held_until, created_at, updated_at)
        VALUES (of_order, of_cart, its_number, its_channel, its_stage, its_country, its_region, its_postal_code,
            its_due_on, its_held_until, moment, moment)
        ON CONFLICT (id) DO UPDATE SET number = EXCLUDED.number, channel = EXCLUDED.channel, stage = EXCLUDED.stage,
            country = EXCLUDED.country, region = EXCLUDED.region, postal_code = EXCLUDED.postal_code, due_on = EXCLUDED.due_on,
            held_until = EXCLUDED.held_until, updated_at = EXCLUDED.updated_at;
        RETURN logistics.lock_items(types, ids, of_order);
    END $$
    """,
)


async def fill_in() -> None:
    """Says of the pieces of bundles that were bought before how many are in one, where checkout knows."""
    await execute(FILL_IN)


async def run() -> None:
    await fill_in()
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="logistics", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
