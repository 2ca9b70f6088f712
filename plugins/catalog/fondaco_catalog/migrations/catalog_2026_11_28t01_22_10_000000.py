"""Free texts of vendors and types become brands and product types; constraints and indexes of the new tables."""

from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.clock import utc_now
from fondaco.ids import new_id
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute, fetch_all
from fondaco_catalog.model.text import fold, slugify

ID = "2026-11-28T01:22:10:000000"
VERSION = "1.38.0"
DESCRIPTION = "brands and types out of free texts, constraints and indexes"

STATEMENTS = (
    "ALTER TABLE catalog.brand ADD CONSTRAINT brand_slug_key UNIQUE (slug), "
    "ADD CONSTRAINT brand_name_key UNIQUE (name_key)",
    "CREATE INDEX brand_by_name ON catalog.brand (name_key, id)",
    "ALTER TABLE catalog.brand_translation ADD CONSTRAINT brand_translation_key UNIQUE (brand, locale)",
    "ALTER TABLE catalog.product_type ADD CONSTRAINT product_type_slug_key UNIQUE (slug), "
    "ADD CONSTRAINT product_type_name_key UNIQUE (name_key)",
    "ALTER TABLE catalog.attribute ADD CONSTRAINT attribute_code_key UNIQUE (code), "
    "ADD CONSTRAINT attribute_kind_check CHECK (kind IN ('text', 'rich_text', 'number', 'boolean', 'date', 'choice', "
    "'multi_choice', 'swatch', 'file', 'reference')), "
    "ADD CONSTRAINT attribute_unit_check CHECK (unit IS NULL OR kind = 'number'), "
    "ADD CONSTRAINT attribute_reference_to_check CHECK ((reference_to IS NOT NULL) = (kind = 'reference') "
    "AND reference_to IN ('product', 'variant', 'category', 'collection', 'brand'))",
    "ALTER TABLE catalog.attribute_choice ADD CONSTRAINT attribute_choice_code_key UNIQUE (attribute, code), "
    "ADD CONSTRAINT attribute_choice_name_key UNIQUE (attribute, name_key)",
    "CREATE INDEX attribute_choice_in_order ON catalog.attribute_choice (attribute, position, id)",
    "ALTER TABLE catalog.product_type_attribute "
    "ADD CONSTRAINT product_type_attribute_key UNIQUE (product_type, attribute), "
    "ADD CONSTRAINT product_type_attribute_scope_check CHECK (scope IN ('product', 'variant', 'option'))",
    "CREATE INDEX product_type_attribute_by_attribute ON catalog.product_type_attribute (attribute)",
    "ALTER TABLE catalog.attribute_value ADD CONSTRAINT attribute_value_one_check "
    "CHECK (num_nonnulls(choice, text, number, boolean, day, reference) = 1)",
    "CREATE UNIQUE INDEX attribute_value_of_product_key ON catalog.attribute_value (product, attribute, position) "
    "WHERE variant IS NULL",
    "CREATE UNIQUE INDEX attribute_value_of_variant_key ON catalog.attribute_value (variant, attribute, position) "
    "WHERE variant IS NOT NULL",
    "CREATE INDEX attribute_value_by_choice ON catalog.attribute_value (choice, product) WHERE choice IS NOT NULL",
    "CREATE INDEX attribute_value_by_number ON catalog.attribute_value (attribute, number, product) "
    "WHERE number IS NOT NULL",
    "CREATE INDEX attribute_value_by_attribute ON catalog.attribute_value (attribute, product)",
    "CREATE INDEX attribute_value_by_reference ON catalog.attribute_value (reference) WHERE reference IS NOT NULL",
    "CREATE INDEX product_by_brand ON catalog.product (brand, created_at DESC, id DESC) WHERE brand IS NOT NULL",
    "CREATE INDEX product_by_type ON catalog.product (type, created_at DESC, id DESC) WHERE type IS NOT NULL",
    "CREATE UNIQUE INDEX product_external_id_key ON catalog.product (external_id) WHERE external_id IS NOT NULL",
    "CREATE UNIQUE INDEX product_variant_external_id_key ON catalog.product_variant (external_id) "
    "WHERE external_id IS NOT NULL",
    "CREATE INDEX product_option_by_attribute ON catalog.product_option (attribute) WHERE attribute IS NOT NULL",
    "CREATE INDEX product_option_value_by_choice ON catalog.product_option_value (choice) WHERE choice IS NOT NULL",
    "CREATE UNIQUE INDEX product_option_attribute_key ON catalog.product_option (product, attribute) "
    "WHERE attribute IS NOT NULL",
)
"""The two indexes of a variant's and a product's own values are also what relations read by."""


class _Text(msgspec.Struct, frozen=True):
    text: str


async def _named(table: str, old: str, new: str, texts: str, empty: str) -> None:
    """Makes a row of ``table`` for each text of a column, those that differ in capitals only together."""
    rows = await fetch_all(
        _Text,
        f"SELECT {old} AS text FROM catalog.product WHERE {old} <> '' "  # noqa: S608 (the names below)
        f"GROUP BY {old} ORDER BY count(*) DESC, {old}",
    )
    now: datetime = utc_now()
    slugs: set[str] = set()
    ids: dict[str, UUID] = {}
    for row in rows:
        key = fold(row.text)
        if key and key not in ids:
            base, number = slugify(row.text, table.replace("_", "-")), 1
            slug = base
            while slug in slugs:
                number += 1
                slug = f"{base}-{number}"
            slugs.add(slug)
            ids[key] = new_id()
            await execute(
                f"INSERT INTO catalog.{table} (id, slug, name, name_key, {texts}, created_at, updated_at) "  # noqa: S608
                f"VALUES ($1, $2, $3, $4, {empty}, $5, $5)",
                ids[key],
                slug,
                row.text,
                key,
                now,
            )
        if key:
            await execute(
                f"UPDATE catalog.product SET {new} = $1 WHERE {old} = $2",  # noqa: S608
                ids[key],
                row.text,
            )


async def move() -> None:
    await _named("brand", "vendor", "brand", "description, logo_url", "'', ''")
    await _named("product_type", "product_type", "type", "labels", "'{}'::jsonb")
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(move)
    return manager
