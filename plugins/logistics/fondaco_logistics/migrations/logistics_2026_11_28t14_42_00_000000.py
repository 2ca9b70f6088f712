"""What keeps the ledger: counters change by movements only, no piece is taken twice, and nothing is rewritten."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T14:42:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints, ledger and locks"

STATEMENTS = (
    "ALTER TABLE logistics.warehouse ADD CONSTRAINT warehouse_check CHECK (code <> '' AND name <> '' "
    "AND (latitude IS NULL) = (longitude IS NULL) AND latitude BETWEEN -90000000 AND 90000000 "
    "AND longitude BETWEEN -180000000 AND 180000000)",
    "ALTER TABLE logistics.service_area ADD CONSTRAINT service_area_check CHECK (length(country) = 2 AND cost >= 0)",
    "ALTER TABLE logistics.service_area ADD CONSTRAINT service_area_once UNIQUE (warehouse, country, region, postcode)",
    "ALTER TABLE logistics.item ADD CONSTRAINT item_ref UNIQUE (ref_type, ref_id)",
    "ALTER TABLE logistics.item ADD CONSTRAINT item_check CHECK (policy IN ('deny', 'backorder', 'preorder') "
    "AND backorder_limit >= 0 AND low_stock >= 0)",
    "ALTER TABLE logistics.stock ADD CONSTRAINT stock_once UNIQUE (item, warehouse)",
    "CREATE INDEX stock_warehouse ON logistics.stock (warehouse, id)",
    # No piece is taken twice, whatever the code does.
    "ALTER TABLE logistics.stock ADD CONSTRAINT stock_check CHECK (reserved >= 0 AND allocated >= 0 "
    "AND reserved + allocated <= on_hand AND incoming >= 0 AND damaged >= 0 AND safety_stock >= 0)",
    "ALTER TABLE logistics.movement ADD CONSTRAINT movement_check CHECK (CASE kind "
    "WHEN 'receipt' THEN on_hand > 0 AND (reserved, allocated, incoming, damaged) = (0, 0, 0, 0) "
    "WHEN 'adjustment' THEN on_hand <> 0 AND (reserved, allocated, incoming, damaged) = (0, 0, 0, 0) "
    "WHEN 'count' THEN (reserved, allocated, incoming, damaged) = (0, 0, 0, 0) "
    "WHEN 'reservation' THEN reserved > 0 AND (on_hand, allocated, incoming, damaged) = (0, 0, 0, 0) "
    "WHEN 'release' THEN reserved < 0 AND (on_hand, allocated, incoming, damaged) = (0, 0, 0, 0) "
    "WHEN 'allocation' THEN allocated > 0 AND reserved IN (0, -allocated) "
    "AND (on_hand, incoming, damaged) = (0, 0, 0) "
    "WHEN 'deallocation' THEN allocated < 0 AND (on_hand, reserved, incoming, damaged) = (0, 0, 0, 0) "
    "WHEN 'shipment' THEN on_hand < 0 AND allocated = on_hand AND (reserved, incoming, damaged) = (0, 0, 0) "
    "WHEN 'return' THEN on_hand >= 0 AND damaged >= 0 AND on_hand + damaged > 0 "
    "AND (reserved, allocated, incoming) = (0, 0, 0) "
    "WHEN 'transfer' THEN (reserved, allocated) = (0, 0) AND ((on_hand <> 0 AND incoming = 0 AND damaged = 0) "
    "OR (incoming > 0 AND on_hand = 0 AND damaged = 0) "
    "OR (incoming < 0 AND on_hand >= 0 AND damaged >= 0 AND on_hand + damaged <= -incoming)) "
    "WHEN 'damage' THEN (reserved, allocated, incoming) = (0, 0, 0) AND damaged <> 0 AND on_hand IN (0, -damaged) "
    "ELSE FALSE END)",
    "CREATE INDEX movement_stock ON logistics.movement (stock, id)",
    "CREATE INDEX movement_order ON logistics.movement (order_id) WHERE order_id IS NOT NULL",
    "CREATE INDEX demand_cart ON logistics.demand (cart_id)",
    "CREATE INDEX demand_held ON logistics.demand (created_at) WHERE stage = 'held'",
    "ALTER TABLE logistics.demand ADD CONSTRAINT demand_check CHECK (stage IN ('held', 'placed'))",
    "ALTER TABLE logistics.allocation ADD CONSTRAINT allocation_check CHECK (quantity > 0 "
    "AND state IN ('reserved', 'allocated', 'short', 'shipped', 'untracked') "
    "AND (state IN ('short', 'reserved', 'allocated') <= (item IS NOT NULL)) "
    "AND (state IN ('reserved', 'allocated') <= (warehouse IS NOT NULL)) "
    "AND (state IN ('short', 'untracked') <= (warehouse IS NULL)))",
    "ALTER TABLE logistics.allocation ADD CONSTRAINT allocation_once "
    "UNIQUE NULLS NOT DISTINCT (order_id, piece_id, state, warehouse)",
    "CREATE INDEX allocation_piece ON logistics.allocation (piece_id)",
    "CREATE INDEX allocation_short ON logistics.allocation (item, created_at, id) INCLUDE (quantity) "
    "WHERE state = 'short'",
    "CREATE INDEX allocation_taken ON logistics.allocation (item, warehouse, created_at, id) "
    "WHERE state IN ('reserved', 'allocated')",
    "COMMENT ON TABLE logistics.stock IS 'Counters are changed by inserting movements; a trigger refuses else.'",
    "COMMENT ON TABLE logistics.movement IS 'The ledger: append-only; its sums are the counters of stock.'",
    """
    CREATE FUNCTION logistics.apply_movements() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE logistics.stock AS s SET
            on_hand = s.on_hand + m.on_hand, reserved = s.reserved + m.reserved,
            allocated = s.allocated + m.allocated, incoming = s.incoming + m.incoming,
            damaged = s.damaged + m.damaged, updated_at = GREATEST(s.updated_at, m.at),
            version = s.version + m.staff::int
        FROM (
            SELECT stock, sum(on_hand)::bigint AS on_hand, sum(reserved)::bigint AS reserved,
                sum(allocated)::bigint AS allocated, sum(incoming)::bigint AS incoming,
                sum(damaged)::bigint AS damaged, max(at) AS at, bool_or(on_hand <> 0 OR damaged <> 0) AS staff
            FROM moved GROUP BY stock
        ) AS m WHERE s.id = m.stock;
        RETURN NULL;
    END $$
    """,
    "CREATE TRIGGER movement_applied AFTER INSERT ON logistics.movement REFERENCING NEW TABLE AS moved "
    "FOR EACH STATEMENT EXECUTE FUNCTION logistics.apply_movements()",
    """
    CREATE FUNCTION logistics.keep_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'logistics.movement is append-only: correct it by another movement'
            USING ERRCODE = 'restrict_violation';
    END $$
    """,
    "CREATE TRIGGER movement_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON logistics.movement "
    "FOR EACH STATEMENT EXECUTE FUNCTION logistics.keep_ledger()",
    """
    CREATE FUNCTION logistics.guard_stock() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF (NEW.on_hand, NEW.reserved, NEW.allocated, NEW.incoming, NEW.damaged) <> (0, 0, 0, 0, 0) THEN
                RAISE EXCEPTION 'stock begins with nothing: insert a movement' USING ERRCODE = 'restrict_violation';
            END IF;
        ELSIF (NEW.item, NEW.warehouse) <> (OLD.item, OLD.warehouse) OR (pg_trigger_depth() < 2
            AND (NEW.on_hand, NEW.reserved, NEW.allocated, NEW.incoming, NEW.damaged)
            <> (OLD.on_hand, OLD.reserved, OLD.allocated, OLD.incoming, OLD.damaged)) THEN
            RAISE EXCEPTION 'stock is changed by inserting movements' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER stock_guarded BEFORE INSERT OR UPDATE ON logistics.stock "
    "FOR EACH ROW EXECUTE FUNCTION logistics.guard_stock()",
    # One call locks and then reads: in a function every statement sees what was committed before it began.
    """
    CREATE FUNCTION logistics.lock_items(types text[], ids uuid[], of_order uuid) RETURNS text LANGUAGE plpgsql AS $$
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
                'created_at', a.created_at) ORDER BY a.created_at, a.id)
                FROM logistics.allocation AS a WHERE a.order_id = of_order)
        )::text;
    END $$
    """,
    """
    CREATE FUNCTION logistics.lock_order(of_order uuid, of_cart uuid, its_number text, its_channel text, its_stage text,
        its_country text, its_region text, its_postal_code text, its_held_until timestamptz, moment timestamptz,
        types text[], ids uuid[]) RETURNS text LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO logistics.demand AS d (id, cart_id, number, channel, stage, country, region, postal_code,
            held_until, created_at, updated_at)
        VALUES (of_order, of_cart, its_number, its_channel, its_stage, its_country, its_region, its_postal_code,
            its_held_until, moment, moment)
        ON CONFLICT (id) DO UPDATE SET number = EXCLUDED.number, channel = EXCLUDED.channel, stage = EXCLUDED.stage,
            country = EXCLUDED.country, region = EXCLUDED.region, postal_code = EXCLUDED.postal_code,
            held_until = EXCLUDED.held_until, updated_at = EXCLUDED.updated_at;
        RETURN logistics.lock_items(types, ids, of_order);
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
