"""Constraints of taxes, the classes that are there by themselves, and the taxes of the orders there are."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T14:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints of taxes, built-in classes, taxes of orders by line"

STATEMENTS = (
    "ALTER TABLE checkout.tax_rate ADD CONSTRAINT tax_rate_check CHECK (rate >= 0 AND "
    "(valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until))",
    "ALTER TABLE checkout.tax_exemption ADD CONSTRAINT tax_exemption_check CHECK "
    "(valid_from IS NULL OR valid_until IS NULL OR valid_from < valid_until)",
    "CREATE INDEX tax_rate_zone ON checkout.tax_rate (zone)",
    "CREATE INDEX tax_rate_class ON checkout.tax_rate (tax_class)",
    "ALTER TABLE checkout.orders ADD CONSTRAINT orders_tax_treatment "
    "CHECK (tax_treatment IN ('standard', 'reverse_charge', 'exempt'))",
    "INSERT INTO checkout.tax_class (id, code, name, description, builtin, created_at, updated_at) VALUES "
    "(gen_random_uuid(), 'standard', 'Standard', 'What most goods are taxed at, and every class that a zone does not "
    "list.', true, now(), now()), "
    "(gen_random_uuid(), 'exempt', 'Exempt', 'Goods that are taxed nowhere.', true, now(), now()), "
    "(gen_random_uuid(), 'reduced', 'Reduced', 'Books and food, in many countries.', false, now(), now())",
    "UPDATE checkout.order_line AS l SET taxes = jsonb_build_array(jsonb_build_object('name', l.tax_name, 'rate', "
    "l.tax_rate::text, 'amount', jsonb_build_object('amount', l.tax, 'currency', o.currency))) "
    "FROM checkout.orders AS o WHERE o.id = l.order_id AND (l.tax_name <> '' OR l.tax_rate > 0)",
    "UPDATE checkout.orders SET delivery_taxes = jsonb_build_array(jsonb_build_object('name', "
    "coalesce(delivery_tax_name, ''), 'rate', delivery_tax_rate::text, 'amount', jsonb_build_object('amount', "
    "delivery_tax, 'currency', currency))) WHERE delivery_tax_rate IS NOT NULL "
    "AND (coalesce(delivery_tax_name, '') <> '' OR delivery_tax_rate > 0)",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
