"""What holds of cases of unusual orders, and how the orders that rules compare with are found."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T18:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints and indexes of cases"

STATEMENTS = (
    "ALTER TABLE checkout.order_case "
    "ADD CONSTRAINT order_case_state CHECK (state IN ('open', 'in_review', 'resolved', 'dismissed')), "
    "ADD CONSTRAINT order_case_closed CHECK ((state IN ('resolved', 'dismissed')) = (closed_at IS NOT NULL) "
    "AND (closed_at IS NULL) = (resolution IS NULL)), "
    "ADD CONSTRAINT order_case_held CHECK (NOT held OR state IN ('open', 'in_review')), "
    "ADD CONSTRAINT order_case_score CHECK (score >= 0)",
    "CREATE INDEX order_case_newest ON checkout.order_case (opened_at DESC, id DESC)",
    "CREATE INDEX order_case_of_state ON checkout.order_case (state, opened_at DESC, id DESC)",
    "CREATE INDEX order_case_by_score ON checkout.order_case (score DESC, id DESC)",
    "CREATE INDEX order_case_unchecked ON checkout.order_case (checked_at) WHERE state IN ('open', 'in_review')",
    "ALTER TABLE checkout.order_concern ADD CONSTRAINT order_concern_rule UNIQUE (case_id, rule), "
    "ADD CONSTRAINT order_concern_state CHECK (state IN ('active', 'gone', 'resolved', 'false_alarm')), "
    "ADD CONSTRAINT order_concern_ended CHECK ((state = 'active') = (ended_at IS NULL))",
    "CREATE INDEX order_concern_of_rule ON checkout.order_concern (rule, state)",
    "CREATE INDEX order_case_entry_case ON checkout.order_case_entry (case_id, id)",
    "ALTER TABLE checkout.concern_rule ADD CONSTRAINT concern_rule_once UNIQUE (rule, channel)",
    "CREATE INDEX orders_phone ON checkout.orders (phone, placed_at DESC) WHERE phone IS NOT NULL",
    "CREATE INDEX orders_address ON checkout.orders "
    "(lower(shipping_address ->> 'line1'), lower(shipping_address ->> 'postal_code'), placed_at DESC) "
    "WHERE shipping_address IS NOT NULL",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
