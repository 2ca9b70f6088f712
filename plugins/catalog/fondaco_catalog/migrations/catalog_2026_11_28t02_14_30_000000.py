"""What relations and former slugs may never be, the kinds of relation that every shop has, and who keeps slugs."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T02:14:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints, kinds and triggers of relations and former slugs"

# Triggers, because slugs are written in several ways (one by one, by imports, many at a time), and none may forget this.
# Inserting and deleting are told of once for a statement; changing only where a slug does change.
STATEMENTS = (
    "ALTER TABLE catalog.relation_kind ADD CONSTRAINT relation_kind_code_key UNIQUE (code)",
    "ALTER TABLE catalog.product_relation "
    "ADD CONSTRAINT product_relation_key UNIQUE (product, kind, related), "
    "ADD CONSTRAINT product_relation_not_itself CHECK (product <> related)",
    "CREATE INDEX product_relation_by_related ON catalog.product_relation (related, kind)",
    "INSERT INTO catalog.relation_kind (id, code, name, labels, \"symmetric\", position) VALUES "
    "(gen_random_uuid(), 'accessory', 'Accessories', '{\"zh-Hans\": \"配件\"}', false, 0), "
    "(gen_random_uuid(), 'substitute', 'Instead of this', '{\"zh-Hans\": \"替代商品\"}', true, 1), "
    "(gen_random_uuid(), 'up_sell', 'Even better', '{\"zh-Hans\": \"升级之选\"}', false, 2), "
    "(gen_random_uuid(), 'cross_sell', 'Goes well with this', '{\"zh-Hans\": \"搭配推荐\"}', false, 3)",
    "ALTER TABLE catalog.slug_history ADD CONSTRAINT slug_history_key UNIQUE (entity, slug)",
    "CREATE INDEX slug_history_by_target ON catalog.slug_history (target)",
    """CREATE FUNCTION catalog.slug_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM catalog.slug_history WHERE entity = TG_TABLE_NAME AND slug = NEW.slug;
        INSERT INTO catalog.slug_history (id, entity, slug, target, created_at)
        VALUES (gen_random_uuid(), TG_TABLE_NAME, OLD.slug, OLD.id, now())
        ON CONFLICT (entity, slug) DO UPDATE SET target = EXCLUDED.target, created_at = EXCLUDED.created_at;
        RETURN NULL;
    END $$""",
    """CREATE FUNCTION catalog.slugs_taken() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM catalog.slug_history h USING added WHERE h.entity = TG_TABLE_NAME AND h.slug = added.slug;
        RETURN NULL;
    END $$""",
    """CREATE FUNCTION catalog.slugs_gone() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM catalog.slug_history h USING removed WHERE h.entity = TG_TABLE_NAME AND h.target = removed.id;
        RETURN NULL;
    END $$""",
    *(
        statement.format(table)
        for table in ("product", "category", "collection", "brand")
        for statement in (
            "CREATE TRIGGER slug_changed AFTER UPDATE OF slug ON catalog.{} FOR EACH ROW "
            "WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION catalog.slug_changed()",
            "CREATE TRIGGER slugs_taken AFTER INSERT ON catalog.{} REFERENCING NEW TABLE AS added "
            "FOR EACH STATEMENT EXECUTE FUNCTION catalog.slugs_taken()",
            "CREATE TRIGGER slugs_gone AFTER DELETE ON catalog.{} REFERENCING OLD TABLE AS removed "
            "FOR EACH STATEMENT EXECUTE FUNCTION catalog.slugs_gone()",
        )
    ),
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
