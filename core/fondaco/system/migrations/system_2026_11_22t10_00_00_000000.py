"""Creates the outbox, the deliveries and the memory of idempotent mutations."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco import clock
from fondaco.db.engine import execute
from fondaco.events.partitions import ensure_partitions

ID = "2026-11-22T10:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "outbox, delivery, idempotency"

STATEMENTS = (
    """
    CREATE TABLE system.outbox (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('event', 'job')),
        name text NOT NULL,
        payload jsonb NOT NULL,
        context jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        relayed_at timestamptz
    ) PARTITION BY RANGE (id)
    """,
    "COMMENT ON TABLE system.outbox IS "
    "'What left with a transaction: events and jobs. Ids are UUIDv7, so a partition by id is one by time.'",
    "CREATE TABLE system.outbox_default PARTITION OF system.outbox DEFAULT",
    "CREATE INDEX outbox_unrelayed ON system.outbox (id) WHERE relayed_at IS NULL",
    """
    CREATE TABLE system.delivery (
        outbox_id uuid NOT NULL,
        subscriber text NOT NULL,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
        attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        last_error text,
        next_attempt_at timestamptz NOT NULL,
        finished_at timestamptz,
        PRIMARY KEY (outbox_id, subscriber),
        CHECK ((state = 'pending') = (finished_at IS NULL))
    ) PARTITION BY RANGE (outbox_id)
    """,
    "COMMENT ON TABLE system.delivery IS "
    "'One row per event and subscriber, or per job; the dead ones are the dead letters.'",
    "CREATE TABLE system.delivery_default PARTITION OF system.delivery DEFAULT",
    "CREATE INDEX delivery_due ON system.delivery (next_attempt_at) WHERE state = 'pending'",
    "CREATE INDEX delivery_open ON system.delivery (outbox_id, subscriber) WHERE state <> 'done'",
    """
    CREATE TABLE system.idempotency (
        principal text NOT NULL,
        key text NOT NULL,
        operation text NOT NULL,
        input_hash bytea NOT NULL,
        result jsonb,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (principal, key)
    )
    """,
    "COMMENT ON TABLE system.idempotency IS "
    "'First results of mutations that were called with an idempotency key; kept for seven days.'",
    "CREATE INDEX idempotency_created_at ON system.idempotency (created_at)",
)


async def create() -> None:
    for statement in STATEMENTS:
        await execute(statement)
    await ensure_partitions(clock.utc_now())


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="system", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
