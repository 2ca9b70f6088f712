"""Telephone numbers of before in E.164, where they are numbers of the country that they were given with."""

import msgspec
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute, fetch_all
from fondaco.errors import InvalidInputError
from fondaco_checkout.model.phones import clean_phone

ID = "2026-11-28T17:45:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "telephone numbers in E.164"

BATCH = 1000
NOWHERE = "00000000-0000-0000-0000-000000000000"


class Row(msgspec.Struct):
    """What a cart or an order has of numbers, and the countries of its addresses."""

    id: str
    phone: str | None
    shipping_phone: str | None
    shipping_country: str | None
    billing_phone: str | None
    billing_country: str | None


def cleaned(phone: str | None, country: str | None) -> str | None:
    """Returns a number as it is to be; what is no number stays."""
    try:
        return clean_phone(phone or "", country or "", field=()) or phone
    except InvalidInputError:
        return phone


async def fill_in(table: str, *, batch: int = BATCH) -> None:
    """Rewrites the numbers of all rows, some at a time."""
    last = NOWHERE
    while True:
        rows = await fetch_all(
            Row,
            "SELECT id::text, phone, shipping_address->>'phone' AS shipping_phone, "
            "shipping_address->>'country' AS shipping_country, billing_address->>'phone' AS billing_phone, "
            f"billing_address->>'country' AS billing_country FROM checkout.{table} WHERE id > $1::text::uuid "
            "AND (phone IS NOT NULL OR shipping_address ? 'phone' OR billing_address ? 'phone') ORDER BY id LIMIT $2",
            last,
            batch,
        )
        if not rows:
            return
        last = rows[-1].id
        await execute(
            f"UPDATE checkout.{table} AS t SET phone = new.phone, "
            "shipping_address = CASE WHEN new.shipping IS NULL THEN shipping_address "
            "ELSE jsonb_set(shipping_address, '{phone}', to_jsonb(new.shipping)) END, "
            "billing_address = CASE WHEN new.billing IS NULL THEN billing_address "
            "ELSE jsonb_set(billing_address, '{phone}', to_jsonb(new.billing)) END "
            "FROM unnest($1::text[]::uuid[], $2::text[], $3::text[], $4::text[]) AS new (id, phone, shipping, billing) "
            "WHERE t.id = new.id",
            [row.id for row in rows],
            [cleaned(row.phone, row.shipping_country or row.billing_country) for row in rows],
            [cleaned(row.shipping_phone, row.shipping_country) for row in rows],
            [cleaned(row.billing_phone, row.billing_country) for row in rows],
        )


async def run() -> None:
    await fill_in("cart")
    await fill_in("orders")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
