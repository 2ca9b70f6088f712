"""What carts cost the database."""

from __future__ import annotations

from typing import Any

import asyncpg
import pytest
from checkout_testing import ADDRESS, BOOK, DOWNLOAD, FREE, LAMP, MUG, Buyer, codes, thing_id


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is sent to the database, the pool's own statements and those around transactions left out."""
    found: list[str] = []
    for name in ("fetch", "fetchrow", "fetchval", "execute", "executemany"):
        original = getattr(asyncpg.Connection, name)

        def counting(self: Any, sql: str, *args: Any, _original: Any = original, **kwargs: Any) -> Any:
            if not sql.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SELECT 1", "SELECT pg_advisory_unlock_all")):
                found.append(sql)
            return _original(self, sql, *args, **kwargs)

        monkeypatch.setattr(asyncpg.Connection, name, counting)
    return found


async def test_a_cart_is_made_ready_to_pay_with_few_statements(buyer: Buyer, sent: list[str]) -> None:
    await buyer.ready()  # zones, rates and ways of delivery are in memory by then
    sent.clear()
    shop, costs = buyer.shop, {}

    async def change(name: str, data: dict[str, Any], selection: str) -> dict[str, Any]:
        before = len(sent)
        payload = await shop.change(name, data, selection)
        assert codes(payload) == []
        costs[name] = len(sent) - before
        return payload

    lines = [{"sellableId": thing_id(MUG), "quantity": 2}, {"sellableId": thing_id(BOOK), "quantity": 1}]
    made = await change("cartCreate", {"lines": lines, "email": "ada@example.com"}, "cart { id }")
    cart_id = made["cart"]["id"]
    options = "cart { deliveryOptions { code } }"
    await change("cartAddressesUpdate", {"cartId": cart_id, "shippingAddress": ADDRESS}, options)
    totals = "cart { totals { total { amount } } }"
    await change("cartDeliveryOptionSelect", {"cartId": cart_id, "code": "flat_rate:standard"}, totals)
    assert costs["cartCreate"] <= 2
    assert costs["cartAddressesUpdate"] <= 3
    assert costs["cartDeliveryOptionSelect"] <= 3


async def test_a_change_of_many_lines_takes_as_few_statements_as_of_one(buyer: Buyer, sent: list[str]) -> None:
    cart = await buyer.create((MUG, 1), (BOOK, 1), (LAMP, 1))
    things = [{"sellableId": thing_id(thing), "quantity": 1} for thing in (MUG, BOOK, LAMP, DOWNLOAD, FREE)]
    changes = [{"id": line["id"], "quantity": 2} for line in cart["lines"]]
    for name, lines, most in (("cartLinesAdd", things, 4), ("cartLinesUpdate", changes, 5)):
        sent.clear()
        payload = await buyer.shop.change(name, {"cartId": cart["id"], "lines": lines}, "cart { totalQuantity }")
        assert codes(payload) == []
        assert len(sent) <= most, sent
