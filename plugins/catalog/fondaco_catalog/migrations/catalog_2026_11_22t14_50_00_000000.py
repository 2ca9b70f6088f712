"""Uniqueness over several columns, checks, and the indexes that lists, search and relations read by."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-22T14:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints and indexes"

STATEMENTS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    # categories
    "ALTER TABLE catalog.category ADD CONSTRAINT category_slug_key UNIQUE (slug), "
    "ADD CONSTRAINT category_not_own_parent CHECK (parent <> id)",
    "CREATE INDEX category_by_parent ON catalog.category (parent, position, id)",
    "ALTER TABLE catalog.category_translation "
    "ADD CONSTRAINT category_translation_key UNIQUE (category, locale)",
    # products
    "ALTER TABLE catalog.product ADD CONSTRAINT product_slug_key UNIQUE (slug)",
    "CREATE INDEX product_newest ON catalog.product (created_at DESC, id DESC)",
    "CREATE INDEX product_by_title ON catalog.product (title_key, id)",
    "CREATE INDEX product_by_category ON catalog.product (category) WHERE category IS NOT NULL",
    "CREATE INDEX product_by_vendor ON catalog.product (vendor)",
    "CREATE INDEX product_by_tag ON catalog.product USING gin (tags)",
    "CREATE INDEX product_search ON catalog.product USING gin (search_text gin_trgm_ops)",
    "ALTER TABLE catalog.product_translation ADD CONSTRAINT product_translation_key UNIQUE (product, locale)",
    "ALTER TABLE catalog.product_option ADD CONSTRAINT product_option_key UNIQUE (product, name)",
    "ALTER TABLE catalog.product_option_value ADD CONSTRAINT product_option_value_key UNIQUE (option, value)",
    "CREATE INDEX product_media_by_product ON catalog.product_media (product, position, id)",
    # variants and prices
    "ALTER TABLE catalog.product_variant "
    "ADD CONSTRAINT product_variant_options_key UNIQUE (product, option_values), "
    "ADD CONSTRAINT product_variant_weight_check CHECK (weight_grams >= 0)",
    "CREATE UNIQUE INDEX product_variant_sku_key ON catalog.product_variant (sku) WHERE sku <> ''",
    "CREATE INDEX product_variant_by_product ON catalog.product_variant (product, position, id)",
    "CREATE INDEX product_variant_by_media ON catalog.product_variant (media) WHERE media IS NOT NULL",
    "ALTER TABLE catalog.variant_price ADD CONSTRAINT variant_price_key UNIQUE (variant, channel), "
    "ADD CONSTRAINT variant_price_amount_check CHECK (amount >= 0), "
    "ADD CONSTRAINT variant_price_compare_at_check CHECK (compare_at >= 0)",
    # what is sold where
    "ALTER TABLE catalog.product_listing ADD CONSTRAINT product_listing_key UNIQUE (product, channel), "
    "ADD CONSTRAINT product_listing_span_check CHECK ((min_amount IS NULL) = (currency IS NULL) "
    "AND (min_amount IS NULL) = (max_amount IS NULL) AND min_amount >= 0 AND max_amount >= min_amount)",
    "CREATE INDEX product_listing_by_price ON catalog.product_listing (channel, min_amount, product) "
    "WHERE published_at IS NOT NULL AND min_amount IS NOT NULL",
    # collections
    "ALTER TABLE catalog.collection ADD CONSTRAINT collection_slug_key UNIQUE (slug)",
    "CREATE INDEX collection_oldest ON catalog.collection (created_at, id)",
    "ALTER TABLE catalog.collection_translation "
    "ADD CONSTRAINT collection_translation_key UNIQUE (collection, locale)",
    "ALTER TABLE catalog.collection_product ADD CONSTRAINT collection_product_key UNIQUE (collection, product)",
    "CREATE INDEX collection_product_in_order ON catalog.collection_product (collection, position, product)",
    "CREATE INDEX collection_product_by_product ON catalog.collection_product (product)",
)


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    return manager
