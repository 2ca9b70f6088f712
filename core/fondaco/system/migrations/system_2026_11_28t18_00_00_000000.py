"""Creates the mails."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T18:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "mail, mail_attachment"

STATEMENTS = (
    """
    CREATE TABLE system.mail (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        key text NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('pending', 'sent', 'written', 'failed')),
        sender text NOT NULL,
        recipient text NOT NULL,
        channel text NOT NULL,
        locale text NOT NULL,
        subject text NOT NULL,
        html text NOT NULL,
        text text NOT NULL,
        resends integer NOT NULL DEFAULT 0 CHECK (resends >= 0),
        attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        last_error text,
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        CHECK ((state IN ('sent', 'written')) = (sent_at IS NOT NULL))
    )
    """,
    "COMMENT ON TABLE system.mail IS 'Mails as they were or will be sent; written with what is the reason for them.'",
    "CREATE INDEX mail_newest ON system.mail (created_at DESC, id DESC)",
    "CREATE INDEX mail_recipient ON system.mail (lower(recipient), created_at DESC)",
    "CREATE INDEX mail_open ON system.mail (state, created_at DESC) WHERE state IN ('pending', 'failed')",
    """
    CREATE TABLE system.mail_attachment (
        mail_id uuid NOT NULL REFERENCES system.mail (id) ON DELETE CASCADE,
        position integer NOT NULL,
        file uuid NOT NULL REFERENCES system.file (id) ON DELETE RESTRICT,
        name text NOT NULL,
        PRIMARY KEY (mail_id, position)
    )
    """,
    "CREATE INDEX mail_attachment_file ON system.mail_attachment (file)",
)


async def create() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="system", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
