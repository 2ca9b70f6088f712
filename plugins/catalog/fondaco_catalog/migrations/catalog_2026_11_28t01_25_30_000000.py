"""The path of each category that is there already, what a path may never be, and the index that trees are read by."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T01:25:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "paths of the categories that are there, constraint and index of paths"

STATEMENTS = (
    "WITH RECURSIVE placed(id, path) AS (SELECT id, ARRAY[id] FROM catalog.category WHERE parent IS NULL "
    "UNION ALL SELECT c.id, placed.path || c.id FROM catalog.category c JOIN placed ON c.parent = placed.id) "
    "UPDATE catalog.category c SET path = placed.path FROM placed WHERE placed.id = c.id",
    "WITH placed AS (SELECT id, row_number() OVER (PARTITION BY parent ORDER BY position, id) - 1 AS place "
    "FROM catalog.category) UPDATE catalog.category c SET position = placed.place FROM placed "
    "WHERE placed.id = c.id AND c.position <> placed.place",
    "ALTER TABLE catalog.category ADD CONSTRAINT category_path_check "
    "CHECK (path[cardinality(path)] = id AND path[cardinality(path) - 1] IS NOT DISTINCT FROM parent)",
    "CREATE INDEX category_by_path ON catalog.category USING gin (path)",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
