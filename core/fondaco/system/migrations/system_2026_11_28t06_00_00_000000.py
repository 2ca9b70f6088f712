"""Files that are given up leave their table at once; addresses tell which file they are of."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T06:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "doomed files, file_of_path"

STATEMENTS = (
    "CREATE TABLE system.doomed_file (id uuid PRIMARY KEY)",
    "COMMENT ON TABLE system.doomed_file IS 'Files that were given up and whose bytes are still to be deleted.'",
    "INSERT INTO system.doomed_file (id) SELECT id FROM system.file WHERE state = 'doomed'",
    "DELETE FROM system.file WHERE state = 'doomed'",
    "DROP INDEX system.file_doomed",
    "ALTER TABLE system.file DROP CONSTRAINT file_state_check, "
    "ADD CONSTRAINT file_state_check CHECK (state IN ('pending', 'ready'))",
    """
    CREATE FUNCTION system.file_of_path(path text) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN CASE
        WHEN starts_with(path, '/files/')
        THEN substring(path FROM '^/files/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/[^/]+$')::uuid
    END
    """,
    "COMMENT ON FUNCTION system.file_of_path IS 'The id of the file that a path of this server shows; null for every "
    "other address. For columns that are generated of an address and keep its file by a foreign key.'",
)


async def change() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="system", description=DESCRIPTION)
    manager.add_raw(change)
    return manager
