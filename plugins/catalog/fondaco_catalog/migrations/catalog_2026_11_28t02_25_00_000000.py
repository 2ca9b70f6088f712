"""The vectors and indexes of the search, and every product queued to be indexed for the first time."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T02:25:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "vectors and indexes of the search"

STATEMENTS = (
    "ALTER TABLE catalog.search_document ADD COLUMN tokens tsvector NOT NULL, ADD COLUMN terms tsvector NOT NULL, "
    "ADD CONSTRAINT search_document_key UNIQUE (product, channel)",
    # Every lexeme of a document is needed by its index only: kept out of line, so that scans of documents stay short.
    "ALTER TABLE catalog.search_document ALTER COLUMN tokens SET STORAGE EXTERNAL, "
    "ALTER COLUMN terms SET STORAGE MAIN, ALTER COLUMN words SET STORAGE EXTERNAL",
    "ALTER TABLE catalog.search_document SET (toast_tuple_target = 256)",
    "CREATE INDEX search_document_matching ON catalog.search_document USING gin (tokens, facets) "
    "WITH (fastupdate = off)",
    "CREATE INDEX search_document_newest ON catalog.search_document (channel, created_at DESC, product DESC)",
    "CREATE INDEX search_document_best_selling ON catalog.search_document "
    "(channel, units_sold DESC, created_at DESC, product DESC)",
    "CREATE INDEX search_document_by_price ON catalog.search_document (channel, min_amount, product)",
    "CREATE INDEX search_document_by_title ON catalog.search_document (channel, title_key, product)",
    "CREATE INDEX search_document_ageing ON catalog.search_document (fresh_until) WHERE fresh_until IS NOT NULL",
    "CREATE INDEX search_queue_by_product ON catalog.search_queue (product)",
    "CREATE INDEX search_term_by_beginning ON catalog.search_term (word text_pattern_ops)",
    "CREATE INDEX search_term_by_likeness ON catalog.search_term USING gin (word gin_trgm_ops)",
    "CREATE INDEX search_term_by_lexeme ON catalog.search_term (lexeme)",
    # The extension is in this schema or in the public one.
    """CREATE FUNCTION catalog.likely_term(asked text, likeness double precision) RETURNS SETOF catalog.search_term
    LANGUAGE sql STABLE SET search_path = catalog, public AS $$
        SELECT t.* FROM catalog.search_term t WHERE t.word % asked AND similarity(t.word, asked) >= likeness
        ORDER BY similarity(t.word, asked) + CASE WHEN left(t.word, 1) = left(asked, 1) THEN 0.15 ELSE 0 END
            - 0.05 * abs(length(t.word) - length(asked)) + 0.02 * ln(t.documents + 1) DESC, t.word
        LIMIT 1
    $$""",
    "ALTER TABLE catalog.search_value ADD CONSTRAINT search_value_key UNIQUE (facet, value)",
    "INSERT INTO catalog.search_queue (product) SELECT id FROM catalog.product",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
