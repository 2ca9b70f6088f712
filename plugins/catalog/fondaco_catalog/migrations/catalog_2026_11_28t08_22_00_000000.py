"""What bundles may never be, the indexes that they are read by, and the kits that they have been until now."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T08:22:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints and indexes of bundles, and kits become bundles"

STATEMENTS = (
    "ALTER TABLE catalog.bundle ADD CONSTRAINT bundle_key UNIQUE (variant), "
    "ADD CONSTRAINT bundle_check CHECK (pricing IN ('own', 'sum') AND percent_off BETWEEN 0 AND 100)",
    "CREATE INDEX bundle_by_product ON catalog.bundle (product)",
    "ALTER TABLE catalog.bundle_slot ADD CONSTRAINT bundle_slot_check "
    "CHECK (minimum >= 0 AND maximum >= 1 AND maximum >= minimum)",
    "CREATE INDEX bundle_slot_by_variant ON catalog.bundle_slot (variant, position)",
    "ALTER TABLE catalog.bundle_choice ADD CONSTRAINT bundle_choice_key UNIQUE (slot, component), "
    "ADD CONSTRAINT bundle_choice_check CHECK (quantity > 0 AND variant <> component)",
    "CREATE INDEX bundle_choice_by_variant ON catalog.bundle_choice (variant)",
    "CREATE INDEX bundle_choice_by_component ON catalog.bundle_choice (component)",
    # A kit is a bundle of which every slot has one choice.
    "INSERT INTO catalog.bundle (id, product, variant, pricing, percent_off, amounts_off) "
    "SELECT k.id, v.product, k.variant, k.pricing, k.percent_off, '[]' FROM catalog.kit k "
    "JOIN catalog.product_variant v ON v.id = k.variant",
    "INSERT INTO catalog.bundle_slot (id, variant, name, labels, minimum, maximum, repeatable, position) "
    "SELECT kc.id, kc.variant, '', '{}', 1, 1, FALSE, kc.position FROM catalog.kit_component kc",
    "INSERT INTO catalog.bundle_choice (id, variant, slot, component, quantity, amounts, position) "
    "SELECT gen_random_uuid(), kc.variant, kc.id, kc.component, kc.quantity, '[]', 0 FROM catalog.kit_component kc",
    # Their sums were written down as base prices; from now on they are worked out.
    "DELETE FROM catalog.price p USING catalog.kit k, catalog.price_list pl "
    "WHERE k.variant = p.variant AND k.pricing = 'sum' AND pl.id = p.list AND pl.base",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
