"""Constraints and indexes of price lists, and every price that there was: in the base list of its channel."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco import clock
from fondaco.db.engine import execute, fetch_all
from fondaco.ids import new_id
from msgspec import Struct

ID = "2026-11-28T01:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints and indexes of price lists, and the prices so far"

STATEMENTS = (
    "ALTER TABLE catalog.price_list ADD CONSTRAINT price_list_code_key UNIQUE (code), "
    "ADD CONSTRAINT price_list_period_check CHECK (ends_at > starts_at), "
    "ADD CONSTRAINT price_list_base_check CHECK (NOT base OR (active AND NOT deleting AND priority = 0 "
    "AND starts_at IS NULL AND ends_at IS NULL AND customer_groups = '{}'))",
    "CREATE UNIQUE INDEX price_list_base_key ON catalog.price_list (channel, currency) WHERE base",
    "CREATE INDEX price_list_by_channel ON catalog.price_list (channel)",
    "ALTER TABLE catalog.price ADD CONSTRAINT price_key UNIQUE (list, variant, min_quantity), "
    "ADD CONSTRAINT price_min_quantity_check CHECK (min_quantity >= 1), "
    "ADD CONSTRAINT price_amount_check CHECK (amount >= 0), "
    "ADD CONSTRAINT price_compare_at_check CHECK (compare_at >= 0)",
    "CREATE INDEX price_by_variant ON catalog.price (variant)",
    "CREATE INDEX price_by_change ON catalog.price (change) WHERE change IS NOT NULL",
    "ALTER TABLE catalog.variant_cost ADD CONSTRAINT variant_cost_key UNIQUE (variant, channel), "
    "ADD CONSTRAINT variant_cost_amount_check CHECK (amount >= 0)",
    "ALTER TABLE catalog.price_window "
    "ADD CONSTRAINT price_window_key UNIQUE (variant, channel, audience, starts_at), "
    "ADD CONSTRAINT price_window_period_check CHECK (ends_at > starts_at), "
    "ADD CONSTRAINT price_window_amount_check CHECK (amount >= 0)",
    "CREATE INDEX price_window_by_product ON catalog.price_window (product, channel)",
    "CREATE INDEX price_window_by_end ON catalog.price_window (ends_at)",
    "ALTER TABLE catalog.price_span "
    "ADD CONSTRAINT price_span_key UNIQUE (product, channel, audience, starts_at), "
    "ADD CONSTRAINT price_span_period_check CHECK (ends_at > starts_at), "
    "ADD CONSTRAINT price_span_check CHECK (min_amount >= 0 AND max_amount >= min_amount)",
    "CREATE INDEX price_span_in_order ON catalog.price_span (channel, audience, min_amount, product)",
    "CREATE INDEX price_span_by_end ON catalog.price_span (ends_at)",
    "CREATE INDEX price_change_latest ON catalog.price_change (created_at DESC, id DESC)",
    "ALTER TABLE catalog.price_change_item "
    "ADD CONSTRAINT price_change_item_key UNIQUE (change, variant, min_quantity)",
)


class _Base(Struct):
    channel: str
    currency: str


async def constrain() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def move_prices() -> None:
    now = clock.utc_now()
    for base in await fetch_all(_Base, "SELECT DISTINCT channel, currency FROM catalog.variant_price ORDER BY 1, 2"):
        list_id = new_id()
        await execute(
            "INSERT INTO catalog.price_list (id, code, name, title, labels, channel, currency, priority, "
            "customer_groups, active, base, deleting, created_at, updated_at) "
            "VALUES ($1, $2, $3, '', '{}', $4, $5, 0, '{}', TRUE, TRUE, FALSE, $6, $6)",
            list_id,
            f"base-{base.channel}-{base.currency.lower()}",
            f"{base.channel} {base.currency}",
            base.channel,
            base.currency,
            now,
        )
        await execute(
            "INSERT INTO catalog.price (id, list, variant, min_quantity, amount, compare_at) "
            "SELECT id, $1, variant, 1, amount, compare_at FROM catalog.variant_price "
            "WHERE channel = $2 AND currency = $3",
            list_id,
            base.channel,
            base.currency,
        )
        await execute(
            "INSERT INTO catalog.price_window (id, product, variant, channel, audience, currency, starts_at, ends_at, "
            "list, priority, specific, amount, compare_at) "
            "SELECT vp.id, v.product, vp.variant, vp.channel, '', vp.currency, $1, '9999-12-31T00:00:00Z', $2, 0, "
            "FALSE, vp.amount, vp.compare_at FROM catalog.variant_price vp "
            "JOIN catalog.product_variant v ON v.id = vp.variant WHERE vp.channel = $3 AND vp.currency = $4",
            now,
            list_id,
            base.channel,
            base.currency,
        )
    await execute(
        "INSERT INTO catalog.price_span (id, product, channel, audience, currency, starts_at, ends_at, min_amount, "
        "max_amount) SELECT id, product, channel, '', currency, $1, '9999-12-31T00:00:00Z', min_amount, max_amount "
        "FROM catalog.product_listing WHERE min_amount IS NOT NULL",
        now,
    )


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="catalog", description=DESCRIPTION)
    manager.add_raw(constrain)
    manager.add_raw(move_prices)
    return manager
