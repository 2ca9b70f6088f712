"""What is unique of rules and misses of the search."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T02:58:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints of synonyms, rules and misses"

STATEMENTS = (
    "ALTER TABLE catalog.search_rule ADD CONSTRAINT search_rule_key UNIQUE (channel, query_key)",
    "CREATE INDEX search_rule_by_query ON catalog.search_rule (query_key)",
    # A word that few products have may be misspelt by them, so another one than itself is asked for.
    """CREATE OR REPLACE FUNCTION catalog.likely_term(asked text, likeness double precision)
    RETURNS SETOF catalog.search_term LANGUAGE sql STABLE SET search_path = catalog, public AS $$
        SELECT t.* FROM catalog.search_term t
        WHERE t.word % asked AND similarity(t.word, asked) >= likeness AND t.word <> asked
        ORDER BY similarity(t.word, asked) + CASE WHEN left(t.word, 1) = left(asked, 1) THEN 0.15 ELSE 0 END
            - 0.05 * abs(length(t.word) - length(asked)) + 0.02 * ln(t.documents + 1) DESC, t.word
        LIMIT 1
    $$""",
    "ALTER TABLE catalog.search_miss ADD CONSTRAINT search_miss_key UNIQUE (day, channel, locale, query), "
    "ADD CONSTRAINT search_miss_times_check CHECK (times > 0)",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
