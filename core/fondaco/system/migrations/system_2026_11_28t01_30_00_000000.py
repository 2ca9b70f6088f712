"""Creates the files, and the secret that their addresses are signed with."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T01:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "file, secret"

STATEMENTS = (
    """
    CREATE TABLE system.file (
        id uuid PRIMARY KEY,
        state text NOT NULL CHECK (state IN ('pending', 'ready', 'doomed')),
        name text NOT NULL,
        kind text CHECK (kind IN ('image', 'video', 'model_3d', 'document')),
        content_type text NOT NULL,
        key text UNIQUE,
        bytes bigint CHECK (bytes > 0),
        width integer CHECK (width > 0),
        height integer CHECK (height > 0),
        sha256 bytea CHECK (length(sha256) = 32),
        private boolean NOT NULL,
        max_bytes bigint NOT NULL CHECK (max_bytes > 0),
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        unused_since timestamptz,
        CHECK (state <> 'ready' OR (kind IS NOT NULL AND key IS NOT NULL AND bytes IS NOT NULL AND sha256 IS NOT NULL)),
        CHECK (state <> 'pending' OR expires_at IS NOT NULL),
        CHECK ((width IS NULL) = (height IS NULL))
    )
    """,
    "COMMENT ON TABLE system.file IS 'Files that were uploaded or fetched, whatever uses them. A foreign key of any "
    "table onto this one keeps a file; what nothing refers to is deleted after a while.'",
    "CREATE INDEX file_pending ON system.file (expires_at) WHERE state = 'pending'",
    "CREATE INDEX file_doomed ON system.file (id) WHERE state = 'doomed'",
    "CREATE INDEX file_unused ON system.file (unused_since) WHERE state = 'ready' AND unused_since IS NOT NULL",
    "CREATE TABLE system.secret (name text PRIMARY KEY, value bytea NOT NULL)",
    "COMMENT ON TABLE system.secret IS 'Secrets that the nodes of the deployment share and nobody chose.'",
)


async def create() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="system", description=DESCRIPTION)
    manager.add_raw(create)
    return manager
