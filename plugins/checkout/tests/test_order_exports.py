"""Files of orders: written by the worker, harmless in spreadsheets, cancelled, begun anew, forgotten."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
from checkout_testing import BOOK, MUG, Buyer, codes
from fondaco import clock
from fondaco.db.engine import execute, fetch_value
from fondaco.ids import encode_global_id, new_id
from fondaco.spreadsheets import harmless
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco_checkout.service import exports

FIELDS = "export { id state ordersDone url stopCode requestedBy }"
ONE = "query ($id: ID!) { orderExport(id: $id) { id state ordersDone url stopCode requestedBy } }"


async def three(buyer: Buyer) -> None:
    """Orders 1001 to 1003; the second has a note that a spreadsheet would run, and two lines."""
    for place in range(3):
        cart = await buyer.ready(*(((MUG, 2), (BOOK, 1)) if place == 1 else ((MUG, 1),)))
        if place == 1:
            await buyer.change("cartRemarksUpdate", cart["id"], note="=1+1")
        await buyer.complete(cart["id"])


async def start(admin: GraphQLClient, **data: Any) -> dict[str, Any]:
    """Asks for an export."""
    payload = await admin.change("orderExportStart", data, FIELDS)
    assert payload["errors"] == []
    export: dict[str, Any] = payload["export"]
    return export


async def read(admin: GraphQLClient, export: dict[str, Any], http: httpx.AsyncClient) -> str:
    """The file of an export that is done."""
    found = (await admin(ONE, {"id": export["id"]}))["orderExport"]
    assert (found["state"], found["stopCode"]) == ("DONE", None)
    answer = await http.get(found["url"])
    assert answer.status_code == 200
    return answer.content.decode("utf-8-sig")


async def test_orders_become_rows_and_objects(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given pages of two orders
    await three(buyer)
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    # when
    table = await start(admin)
    few = await start(admin, format="JSONL", filter={"hasNote": True})
    assert (table["state"], table["url"]) == ("WAITING", None)
    await worker.drain()
    # then
    rows = list(csv.DictReader(io.StringIO(await read(admin, table, http))))
    assert [(row["number"], row["sku"], row["quantity"]) for row in rows] == [
        ("1001", "SKU-1", "1"),
        ("1002", "SKU-1", "2"),
        ("1002", "SKU-2", "1"),
        ("1003", "SKU-1", "1"),
    ]
    assert (rows[1]["note"], rows[1]["total"], rows[1]["shipping_city"]) == ("'=1+1", "49.89", "Berlin")
    [order] = [json.loads(line) for line in (await read(admin, few, http)).splitlines()]
    assert (order["number"], order["remarks"]["note"], len(order["lines"])) == ("1002", "=1+1", 2)
    assert order["total"] == rows[1]["total"]


async def test_a_cancelled_export_has_no_file(buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver) -> None:
    await three(buyer)
    export = await start(admin)
    for _ in range(2):
        payload = await admin.change("orderExportCancel", {"id": export["id"]}, FIELDS)
        assert payload["export"]["state"] == "CANCELLED"
    await worker.drain()
    assert (await admin(ONE, {"id": export["id"]}))["orderExport"]["state"] == "CANCELLED"
    unknown = {"id": encode_global_id("OrderExport", new_id())}
    assert codes(await admin.change("orderExportCancel", unknown, FIELDS)) == ["EXPORT_NOT_FOUND"]


async def test_an_export_whose_worker_died_is_begun_anew_and_one_of_long_ago_is_forgotten(
    buyer: Buyer, admin: GraphQLClient, worker: WorkerDriver
) -> None:
    await three(buyer)
    export = await start(admin)
    await execute("UPDATE checkout.order_export SET state = 'running', orders_done = 2")
    await worker.run_job("checkout.export_orders")
    assert (await admin(ONE, {"id": export["id"]}))["orderExport"]["state"] == "RUNNING"  # somebody is at it
    with clock.moved(timedelta(minutes=6)):
        await worker.run_job("checkout.export_orders")
        found = (await admin(ONE, {"id": export["id"]}))["orderExport"]
    assert (found["state"], found["ordersDone"]) == ("DONE", 3)
    with clock.moved(timedelta(days=8)):
        await worker.run_job("checkout.export_orders")
    assert await fetch_value("SELECT count(*) FROM checkout.order_export") == 0


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("Mug", "Mug"), ("=1", "'=1"), ("@x", "'@x"), ("-1", "'-1"), ("＝1", "'＝1"), ("'=1", "''=1"), ("\tx", "'\tx")],
)
def test_what_a_spreadsheet_would_run_is_made_harmless(cell: str, kept: str) -> None:
    assert harmless(cell) == kept
