"""No word is taken for a misspelt Chinese one in Latin letters; titles are indexed anew with those."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T05:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Chinese titles in Latin letters"

STATEMENTS = (
    """CREATE OR REPLACE FUNCTION catalog.likely_term(asked text, likeness double precision)
    RETURNS SETOF catalog.search_term LANGUAGE sql STABLE SET search_path = catalog, public AS $$
        SELECT t.* FROM catalog.search_term t
        WHERE t.word % asked AND similarity(t.word, asked) >= likeness AND t.word <> asked AND t.lexeme NOT LIKE '~%'
        ORDER BY similarity(t.word, asked) + CASE WHEN left(t.word, 1) = left(asked, 1) THEN 0.15 ELSE 0 END
            - 0.05 * abs(length(t.word) - length(asked)) + 0.02 * ln(t.documents + 1) DESC, t.word
        LIMIT 1
    $$""",
    "INSERT INTO catalog.search_queue (product) SELECT id FROM catalog.product",
)


async def spell() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(spell)
    return manager
