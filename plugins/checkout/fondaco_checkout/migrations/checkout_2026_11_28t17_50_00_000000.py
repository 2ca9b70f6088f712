"""Staff find orders: by their words, and in order of each thing that they filter by."""

from uuid import UUID

import msgspec
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.commerce import Address
from fondaco.db.engine import execute, fetch_all
from fondaco_checkout.model.order_words import words_of_order

ID = "2026-11-28T17:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "words of orders, and indexes of their list"

AT_ONCE = 1000

STATEMENTS = (
    "ALTER TABLE checkout.order_search ALTER COLUMN words SET NOT NULL",
    "CREATE INDEX order_search_words ON checkout.order_search USING gin (words)",
    "CREATE INDEX orders_of_state ON checkout.orders (state, placed_at DESC, id DESC)",
    "CREATE INDEX orders_of_channel ON checkout.orders (channel, placed_at DESC, id DESC)",
    "CREATE INDEX orders_of_country ON checkout.orders "
    "((coalesce(shipping_address, billing_address) ->> 'country'), placed_at DESC, id DESC)",
    "CREATE INDEX orders_of_delivery ON checkout.orders (delivery_code, placed_at DESC, id DESC) "
    "WHERE delivery_code IS NOT NULL",
    "CREATE INDEX orders_with_note ON checkout.orders (placed_at DESC, id DESC) WHERE remarks ? 'note'",
    "CREATE INDEX orders_by_total ON checkout.orders (currency, total DESC, id DESC)",
    "CREATE INDEX orders_by_number ON checkout.orders (char_length(number) DESC, number DESC, id DESC)",
    "DROP INDEX checkout.orders_email",
    "CREATE INDEX orders_email ON checkout.orders (lower(email), placed_at DESC)",
    "CREATE INDEX order_line_sku ON checkout.order_line (sku, order_id)",
)


class _Bought(msgspec.Struct):
    sku: str
    title: str
    subtitle: str


class _Order(msgspec.Struct):
    id: UUID
    number: str
    email: str
    phone: str | None
    addresses: str
    bought: str
    references: str


_SELECT = """
SELECT o.id, o.number, o.email, o.phone, json_build_array(o.shipping_address, o.billing_address)::text AS addresses,
  (SELECT coalesce(json_agg(json_build_object('sku', b.sku, 'title', b.title, 'subtitle', b.subtitle)), '[]')::text
   FROM (SELECT l.sku, l.title, l.subtitle FROM checkout.order_line AS l WHERE l.order_id = o.id
         UNION ALL SELECT c.sku, c.title, c.subtitle FROM checkout.order_line AS l
         JOIN checkout.order_line_component AS c ON c.line_id = l.id WHERE l.order_id = o.id) AS b) AS bought,
  (SELECT coalesce(json_agg(r.provider_reference), '[]')::text
   FROM (SELECT provider_reference FROM checkout.payment WHERE order_id = o.id
         UNION SELECT provider_reference FROM checkout.payment_operation WHERE order_id = o.id) AS r) AS references
FROM checkout.orders AS o WHERE o.id > $1 AND NOT EXISTS (SELECT FROM checkout.order_search WHERE order_id = o.id)
ORDER BY o.id LIMIT $2
"""


async def fill_in() -> None:
    """Writes the words of the orders that have none, so many at once."""
    after = UUID(int=0)
    while True:
        found = await fetch_all(_Order, _SELECT, after, AT_ONCE)
        if not found:
            return
        after = found[-1].id
        rows = [
            {
                "order_id": order.id,
                "words": words_of_order(
                    order.number,
                    order.email,
                    order.phone,
                    msgspec.json.decode(order.addresses, type=tuple[Address | None, ...]),
                    msgspec.json.decode(order.bought, type=list[_Bought]),
                    msgspec.json.decode(order.references, type=list[str]),
                ),
            }
            for order in found
        ]
        await execute(
            "INSERT INTO checkout.order_search (order_id, words) SELECT r.order_id, "
            "array_to_tsvector(ARRAY(SELECT jsonb_array_elements_text(r.words))) "
            "FROM jsonb_to_recordset($1::jsonb) AS r (order_id uuid, words jsonb)",
            msgspec.json.encode(rows).decode(),
        )


async def run() -> None:
    await execute("ALTER TABLE checkout.order_search ADD COLUMN words tsvector")
    await fill_in()
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
