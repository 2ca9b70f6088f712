"""What payment providers' plugins remember of the payments and operations they were asked for."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T17:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "notes of payment providers"

_STATEMENTS = (
    """CREATE TABLE system.provider_note (
        provider varchar(100) NOT NULL,
        id uuid NOT NULL,
        payment_id uuid NOT NULL,
        state varchar(20) NOT NULL
            CHECK (state IN ('begun', 'known', 'confirming', 'closed', 'refused')),
        channel varchar(100) NOT NULL,
        method varchar(100) NOT NULL,
        currency varchar(3) NOT NULL,
        amount bigint NOT NULL CHECK (amount >= 0),
        capture boolean NOT NULL,
        return_url text,
        label varchar(255) NOT NULL,
        reference varchar(255) NOT NULL,
        detail jsonb NOT NULL CHECK (jsonb_typeof(detail) = 'object'),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (provider, id)
    )""",
    """CREATE UNIQUE INDEX provider_note_reference ON system.provider_note (provider, reference)
        WHERE reference <> '' AND id = payment_id""",
    """CREATE INDEX provider_note_operations ON system.provider_note (payment_id) WHERE id <> payment_id""",
    """CREATE INDEX provider_note_closed ON system.provider_note (provider, created_at)
        WHERE state = 'closed' AND id = payment_id""",
)


async def add() -> None:
    for statement in _STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="system", description=DESCRIPTION)
    manager.add_raw(add)
    return manager
