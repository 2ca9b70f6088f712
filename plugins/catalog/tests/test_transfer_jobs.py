"""Imports and exports as jobs: started through the admin API, followed, cancelled, survived, downloaded."""

from __future__ import annotations

import asyncio
import csv
import gzip
import io
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio
from fondaco import clock
from fondaco.app import App
from fondaco.db import execute, fetch_rows, fetch_value
from fondaco.files.jobs import clean_files
from fondaco.ids import decode_global_id
from fondaco.jobs import JobContext
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco.testing.pytest_plugin import ADMIN_TOKEN, AppFactory
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.repository.transfer import transfers
from fondaco_catalog.service.transfer import import_products as running
from fondaco_catalog.service.transfer import pulse
from fondaco_catalog.service.transfer.carrying import clean_transfers
from fondaco_catalog.service.transfer.import_products import ImportOptions

from .conftest import Staff

STATE = (
    "id state fileName rowsTotal rowsDone created updated unchanged failed unpublished problemCount stopCode stopMessage "
    "cancelRequested requestedBy finishedAt reportUrl"
)
EXPORT = "id state fileName productsTotal productsDone stopCode url expiresAt"
GET = f"query($id: ID!) {{ productImport(id: $id) {{ {STATE} }} }}"
GET_EXPORT = f"query($id: ID!) {{ productExport(id: $id) {{ {EXPORT} }} }}"
PROBLEMS = """query($id: ID!, $after: String) { productImportProblems(importId: $id, first: 2, after: $after) {
  totalCount nodes { row column code message handle } pageInfo { hasNextPage endCursor } } }"""


def table(number: int, price: str = "1") -> bytes:
    lines = (f"p{index},P{index},p{index},{price}" for index in range(number))
    return "\n".join(("slug,title,variant.sku,variant.price:default", *lines, "")).encode()


class Office:
    """Somebody who imports and exports through the admin API."""

    def __init__(self, admin: GraphQLClient, http: httpx.AsyncClient) -> None:
        self.admin = admin
        self._http = http

    async def upload(self, content: bytes, name: str = "products.csv") -> str:
        """Uploads a file; returns its id."""
        headers = {"authorization": f"Bearer {ADMIN_TOKEN}"}
        answer = await self._http.post("/files/upload", files={"file": (name, content)}, headers=headers)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def start(self, content: bytes, name: str = "products.csv", **options: Any) -> str:
        """Lets a file be imported; returns the import's id."""
        data = {"fileId": await self.upload(content, name), **options}
        payload = await self.admin.change("productImportStart", data, f"productImport {{ {STATE} }}")
        assert payload["errors"] == []
        assert payload["productImport"]["state"] == "WAITING"
        return str(payload["productImport"]["id"])

    async def get(self, id_: str) -> dict[str, Any]:
        """Returns an import."""
        found: dict[str, Any] = (await self.admin(GET, {"id": id_}))["productImport"]
        return found

    async def export(self, **options: Any) -> str:
        """Lets products be exported; returns the export's id."""
        payload = await self.admin.change("productExportStart", options, f"productExport {{ {EXPORT} }}")
        assert payload["errors"] == []
        return str(payload["productExport"]["id"])

    async def get_export(self, id_: str) -> dict[str, Any]:
        """Returns an export."""
        found: dict[str, Any] = (await self.admin(GET_EXPORT, {"id": id_}))["productExport"]
        return found

    async def download(self, url: str) -> httpx.Response:
        """Downloads what anybody may who has the address."""
        return await self._http.get(url)


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    """The catalogue with people of different rights, a low limit for files and small batches."""
    chosen = {"catalog": {"max_import_bytes": 60_000_000, "import_batch": 5}}
    made: App = await make_app(
        enabled=["catalog"],
        plugins=[Staff],
        settings=lambda settings: msgspec.structs.replace(settings, plugins=chosen),
    )
    return made


@pytest.fixture
def office(admin: GraphQLClient, http: httpx.AsyncClient) -> Office:
    """Somebody who imports and exports through the admin API."""
    return Office(admin, http)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Set as soon as whoever carries something out knows that it is cancelled; signs of life come often."""
    event, original = asyncio.Event(), pulse._show

    async def show(*given: Any) -> None:
        await original(*given)
        if given[-1].cancelled:
            event.set()

    monkeypatch.setattr(pulse, "_show", show)
    monkeypatch.setattr(pulse, "BEAT_SECONDS", 0.02)
    return event


def told(found: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(found[name] for name in ("state", "rowsDone", "created", "updated", "unchanged", "failed"))


def codes(payload: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(error["code"], error["field"]) for error in payload["errors"]]


async def test_a_file_is_imported_by_a_job(office: Office, worker: WorkerDriver) -> None:
    # when
    first = await office.start(gzip.compress(table(3)), "products.csv.gz", match="SKU")
    await worker.drain()
    again = await office.start(table(4))
    await worker.drain()
    # then
    found = await office.get(first)
    assert told(found) == ("DONE", 3, 3, 0, 0, 0)
    assert (found["rowsTotal"], found["requestedBy"], found["reportUrl"]) == (3, "staff:static-token", None)
    assert told(await office.get(again)) == ("DONE", 4, 1, 0, 3, 0)
    listed = await office.admin("{ productImports(first: 9, states: [DONE]) { totalCount nodes { id } } }")
    assert [node["id"] for node in listed["productImports"]["nodes"]] == [again, first]
    assert await fetch_value("SELECT count(*) FROM catalog.transfer_key") == 0


async def test_what_is_refused_is_told_by_row_column_and_code_and_as_a_table(
    office: Office, worker: WorkerDriver
) -> None:
    # given
    content = b"slug,title,variant.price:default\na,A,1\n=b,B,-1\nc,,1\nd,D,x\n"
    # when
    id_ = await office.start(content)
    await worker.drain()
    found = await office.get(id_)
    page = (await office.admin(PROBLEMS, {"id": id_}))["productImportProblems"]
    rest = (await office.admin(PROBLEMS, {"id": id_, "after": page["pageInfo"]["endCursor"]}))["productImportProblems"]
    # then
    assert told(found) == ("DONE", 4, 1, 0, 0, 3)
    problems = [*page["nodes"], *rest["nodes"]]
    assert page["totalCount"] == found["problemCount"] == len(problems)
    assert [(one["row"], one["column"], one["code"]) for one in problems] == [
        (3, "slug", "INVALID_SLUG"),
        (4, "title", "REQUIRED"),
        (5, "variant.price:default", "INVALID_NUMBER"),
    ]
    report = await office.download(found["reportUrl"])
    assert (report.status_code, report.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert "attachment" in report.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(report.text)))
    assert rows[0] == ["row", "column", "code", "message", "product"]
    assert [row[0] for row in rows[1:]] == ["3", "4", "5"]
    assert rows[1][4] == "'=b"
    assert (await office.download(found["reportUrl"].partition("?")[0])).status_code == 403


async def test_a_dry_run_says_what_would_happen_and_changes_nothing(office: Office, worker: WorkerDriver) -> None:
    id_ = await office.start(table(3), dryRun=True)
    await worker.drain()
    assert told(await office.get(id_)) == ("DONE", 3, 3, 0, 0, 0)
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0


async def test_all_or_nothing_keeps_nothing_of_a_file_with_a_mistake(office: Office, worker: WorkerDriver) -> None:
    id_ = await office.start(table(3) + b"bad,,,\n", atomic=True)
    await worker.drain()
    found = await office.get(id_)
    assert (found["state"], found["failed"], found["problemCount"]) == ("FAILED", 1, 1)
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0
    assert (await office.admin(PROBLEMS, {"id": id_}))["productImportProblems"]["totalCount"] == 1


@pytest.mark.parametrize(("options", "state", "kept"), [({}, "DONE", 1), ({"atomic": True}, "FAILED", 0)])
async def test_what_could_not_be_published_is_counted_and_told(
    office: Office, worker: WorkerDriver, options: dict[str, Any], state: str, kept: int
) -> None:
    content = (
        b"attribute.code,attribute.name,productType.slug,productType.name,productType.attributes,slug,title,productType,"
        b"published:default\n"
        b"care,Care,,,,,,,\n"
        b',,mug,Mug,"[{""code"":""care"",""required"":true}]",,,,\n'
        b",,,,,a,A,Mug,true\n"
    )
    id_ = await office.start(content, **options)
    await worker.drain()
    found = await office.get(id_)
    assert (*told(found), found["unpublished"], found["problemCount"]) == (state, 3, 3, 0, 0, 0, 1, 1)
    problems = (await office.admin(PROBLEMS, {"id": id_}))["productImportProblems"]["nodes"]
    assert [(one["row"], one["column"], one["code"]) for one in problems] == [
        (4, "published:default", "ATTRIBUTE_REQUIRED")
    ]
    assert await fetch_value("SELECT count(*) FROM catalog.product") == kept


async def test_starting_twice_with_one_key_imports_once(office: Office, worker: WorkerDriver) -> None:
    data = {"fileId": await office.upload(table(2))}
    made = [await office.admin.change("productImportStart", data, "productImport { id }", key="once") for _ in range(2)]
    await worker.drain()
    assert made[0] == made[1]
    assert await fetch_value("SELECT count(*) FROM catalog.transfer") == 1


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b'{"slug": "a", "title": "\xff"}\n', "a.jsonl", "INVALID_ENCODING"),
        ("slug,title\n".encode("utf-16"), "a.csv", "INVALID_ENCODING"),
        (b"slug,title,colour\na,A,b\n", "a.csv", "MISSING_COLUMN"),
        (b"slug,title,slug\na,A,b\n", "a.csv", "DUPLICATE_COLUMN"),
        (b'slug,title\na,"A\n', "a.csv", "MALFORMED_CSV"),
        (gzip.compress(bytes(61_000_000)), "a.csv.gz", "FILE_TOO_LARGE"),
        (gzip.compress(table(50))[:-20], "a.csv.gz", "FILE_UNREADABLE"),
    ],
)
async def test_a_file_that_cannot_be_used_fails_and_says_why(
    office: Office, worker: WorkerDriver, content: bytes, name: str, code: str
) -> None:
    # when
    id_ = await office.start(content, name, **({} if code != "MISSING_COLUMN" else {"format": "SHOPIFY"}))
    await worker.drain()
    # then
    found = await office.get(id_)
    assert (found["state"], found["stopCode"]) == ("FAILED", code)
    assert name in found["stopMessage"]
    assert "/tmp" not in found["stopMessage"]
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0


async def test_50_megabytes_in_one_line_of_json_are_refused_as_a_line(office: Office, worker: WorkerDriver) -> None:
    line = b'{"slug": "a", "title": "A", "description": "' + b"x" * 50_000_000 + b'"}\n'
    id_ = await office.start(line + b'{"slug": "b", "title": "B"}\n', "a.jsonl")
    await worker.drain()
    assert told(await office.get(id_)) == ("DONE", 2, 1, 0, 0, 1)
    [problem] = (await office.admin(PROBLEMS, {"id": id_}))["productImportProblems"]["nodes"]
    assert (problem["row"], problem["code"]) == (1, "LINE_TOO_LONG")


async def test_what_can_be_known_is_refused_at_once(office: Office) -> None:
    file_id = await office.upload(table(1))
    [picture] = [await office.upload(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "a.pdf")]

    async def refused(**data: Any) -> list[tuple[str, Any]]:
        return codes(
            await office.admin.change("productImportStart", {"fileId": file_id, **data}, "productImport { id }")
        )

    assert await refused(channel="mars") == [("UNKNOWN_CHANNEL", ["channel"])]
    assert await refused(mapping="columns = 1") == [("INVALID_MAPPING", ["mapping"])]
    assert await refused(mapping='[columns]\nA = "colour"') == [("UNKNOWN_COLUMN", ["mapping"])]
    assert await refused(fileId=picture) == [("FILE_KIND_NOT_IMPORTED", ["fileId"])]
    missing = file_id[:-6] + ("AAAAAA" if file_id[-6:] != "AAAAAA" else "BBBBBB")
    assert [code for code, _ in await refused(fileId=missing)] in (["FILE_NOT_FOUND"], ["INVALID_ID"])
    assert await fetch_value("SELECT count(*) FROM catalog.transfer") == 0


async def test_only_who_may_imports_and_a_file_does_not_do_for_them_what_they_may_not(
    office: Office, worker: WorkerDriver, staff: Callable[[str, str], GraphQLClient]
) -> None:
    # given somebody who may manage products, and neither publish them nor see costs
    ada, boss = staff("ada", "manage"), office
    content = (
        b"slug,title,status,published:default,variant.sku,variant.price:default,variant.cost:default\n"
        b"a,A,draft,,a,1,\nb,B,live,true,b,1,0.50\n"
    )
    data = {"fileId": await boss.upload(content)}
    # when
    denied = await staff("eve", "submit").change("productImportStart", data, "productImport { id }")
    started = await ada.change("productImportStart", data, "productImport { id }")
    await worker.drain()
    # then
    assert [code for code, _ in codes(denied)] == ["PERMISSION_DENIED"]
    id_ = started["productImport"]["id"]
    found = await boss.get(id_)
    assert (told(found), found["requestedBy"]) == (("DONE", 2, 0, 0, 0, 2), "staff:ada")
    problems = await boss.admin(PROBLEMS.replace("first: 2", "first: 9"), {"id": id_})
    assert {(one["row"], one["column"], one["code"]) for one in problems["productImportProblems"]["nodes"]} == {
        (2, "published:default", "PERMISSION_DENIED"),
        (2, "variant.cost:default", "PERMISSION_DENIED"),
        (3, "published:default", "PERMISSION_DENIED"),
        (3, "status", "PERMISSION_DENIED"),
        (3, "variant.cost:default", "PERMISSION_DENIED"),
    }
    # and exports are without costs for them, and those with costs not for them
    full = await boss.start(content)
    await worker.drain()
    assert told(await boss.get(full))[0] == "DONE"
    theirs = await ada.change("productExportStart", {"format": "JSONL"}, "productExport { id }")
    whole = await boss.export(format="JSONL")
    await worker.drain()
    lean = await boss.download((await boss.get_export(theirs["productExport"]["id"]))["url"])
    assert b'"costs":{}' in lean.content
    assert b"0.50" not in lean.content
    assert b"0.50" in (await boss.download((await boss.get_export(whole))["url"])).content
    hidden = await ada(GET_EXPORT, {"id": whole})
    assert hidden["productExport"]["url"] is None


async def test_progress_is_seen_and_an_import_is_cancelled_while_it_runs(
    app: App, office: Office, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given an import that stands still in its third batch, within the transaction
    id_ = await office.start(table(12))
    reached, go_on = asyncio.Event(), asyncio.Event()
    original, batches = running.BatchWriter.put, 0

    async def put(self: Any, uow: Any, records: Any) -> Any:
        nonlocal batches
        batches += 1
        if batches == 3:
            reached.set()
            await go_on.wait()
        return await original(self, uow, records)

    monkeypatch.setattr(running.BatchWriter, "put", put)
    task = asyncio.create_task(worker.run_job("catalog.import_products"))
    await reached.wait()
    # when
    seen = await office.get(id_)
    payload = await office.admin.change("productImportCancel", {"id": id_}, f"productImport {{ {STATE} }}")
    go_on.set()
    await task
    # then
    assert told(seen) == ("RUNNING", 10, 10, 0, 0, 0)
    assert (payload["productImport"]["state"], payload["productImport"]["cancelRequested"]) == ("RUNNING", True)
    after = await office.get(id_)
    assert told(after) == ("CANCELLED", 12, 12, 0, 0, 0)
    assert after["stopCode"] == "IMPORT_CANCELLED"


@pytest.mark.parametrize("options", [{"atomic": True}, {"dryRun": True}])
async def test_progress_of_one_transaction_is_seen_and_cancelling_undoes_it(
    office: Office,
    worker: WorkerDriver,
    monkeypatch: pytest.MonkeyPatch,
    heard: asyncio.Event,
    options: dict[str, bool],
) -> None:
    # given
    id_ = await office.start(table(12), **options)
    reached, go_on = asyncio.Event(), asyncio.Event()
    original, batches = running.BatchWriter.put, 0

    async def put(self: Any, uow: Any, records: Any) -> Any:
        nonlocal batches
        batches += 1
        if batches == 2:
            reached.set()
            await go_on.wait()
        return await original(self, uow, records)

    monkeypatch.setattr(running.BatchWriter, "put", put)
    task = asyncio.create_task(worker.run_job("catalog.import_products"))
    await reached.wait()
    # when it is seen, and cancelled
    while told(await office.get(id_)) != ("RUNNING", 5, 5, 0, 0, 0):
        await asyncio.sleep(0.01)
    await office.admin.change("productImportCancel", {"id": id_}, "productImport { id }")
    await heard.wait()
    go_on.set()
    await task
    # then
    assert (await office.get(id_))["state"] == "CANCELLED"
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0
    # and it can be begun anew
    await office.admin.change("productImportResume", {"id": id_}, "productImport { id }")
    await worker.drain()
    assert told(await office.get(id_)) == ("DONE", 12, 12, 0, 0, 0)


async def test_one_import_at_a_time_and_the_others_wait(
    app: App, office: Office, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    ids = [await office.start(table(3, str(price))) for price in (1, 2, 3)]
    inside, most = 0, 0
    original = running.BatchWriter.put

    async def put(self: Any, uow: Any, records: Any) -> Any:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(0.05)
        try:
            return await original(self, uow, records)
        finally:
            inside -= 1

    monkeypatch.setattr(running.BatchWriter, "put", put)
    # when four workers look at once
    await asyncio.gather(*(worker.run_job("catalog.import_products") for _ in range(4)))
    # then
    assert most == 1
    assert [told(await office.get(id_))[:4] for id_ in ids] == [
        ("DONE", 3, 3, 0),
        ("DONE", 3, 0, 3),
        ("DONE", 3, 0, 3),
    ]


async def test_an_import_whose_worker_stopped_goes_on_where_it_was(
    app: App, office: Office, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a worker that is stopped in the third batch
    id_ = await office.start(table(16))
    reached = asyncio.Event()
    original, rows = running.BatchWriter.put, []

    async def put(self: Any, uow: Any, records: Any) -> Any:
        rows.append(records[0].row)
        if len(rows) == 3:
            reached.set()
            await asyncio.Event().wait()
        return await original(self, uow, records)

    monkeypatch.setattr(running.BatchWriter, "put", put)
    task = asyncio.create_task(worker.run_job("catalog.import_products"))
    await reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert told(await office.get(id_)) == ("WAITING", 10, 10, 0, 0, 0)
    # when
    await worker.run_job("catalog.import_products")
    # then
    assert rows == [2, 7, 12, 12, 17]
    assert told(await office.get(id_)) == ("DONE", 16, 16, 0, 0, 0)
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 16


async def test_a_worker_that_vanished_is_taken_for_dead_and_notices_it_if_it_was_not(
    app: App, office: Office, policy: Policy, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given one who stands still for longer than anybody who lives
    id_ = await office.start(table(12))
    reached, go_on = asyncio.Event(), asyncio.Event()
    original, batches = running.BatchWriter.put, 0

    async def put(self: Any, uow: Any, records: Any) -> Any:
        nonlocal batches
        batches += 1
        done = await original(self, uow, records)
        if batches == 2:
            reached.set()
            await go_on.wait()
        return done

    monkeypatch.setattr(running.BatchWriter, "put", put)
    monkeypatch.setattr("fondaco_catalog.service.transfer.pulse.BEAT_SECONDS", 3600.0)
    former = asyncio.create_task(worker.run_job("catalog.import_products"))
    await reached.wait()
    await worker.run_job("catalog.import_products")  # nobody else takes it as long as it lives
    assert batches == 2
    await execute("UPDATE catalog.transfer SET updated_at = updated_at - interval '2 minutes'")
    # when another one goes on, which waits until the batch of the former is over
    other = asyncio.create_task(worker.run_job("catalog.import_products"))
    while await fetch_value("SELECT runs FROM catalog.transfer") < 2:
        await asyncio.sleep(0.02)
    go_on.set()
    await asyncio.gather(former, other)
    # then each product is there once, and counted once
    assert told(await office.get(id_)) == ("DONE", 12, 12, 0, 0, 0)
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 12


async def test_an_import_that_kills_every_worker_is_given_up(office: Office, worker: WorkerDriver) -> None:
    id_ = await office.start(table(3))
    await execute("UPDATE catalog.transfer SET state = 'running', idle_runs = 5, updated_at = now() - interval '1 day'")
    await worker.run_job("catalog.import_products")
    found = await office.get(id_)
    assert (found["state"], found["stopCode"]) == ("STOPPED", "WORKER_DIED")
    # and whoever mended the cause lets it go on
    await office.admin.change("productImportResume", {"id": id_}, "productImport { id }")
    await worker.drain()
    assert told(await office.get(id_)) == ("DONE", 3, 3, 0, 0, 0)


async def test_cancelling_and_going_on_in_every_state(office: Office, worker: WorkerDriver) -> None:
    id_ = await office.start(table(2))

    async def call(mutation: str, given: str = id_) -> tuple[str | None, list[str]]:
        payload = await office.admin.change(mutation, {"id": given}, "productImport { state }")
        return (payload["productImport"] or {}).get("state"), [error["code"] for error in payload["errors"]]

    assert await call("productImportResume") == ("WAITING", [])
    assert await call("productImportCancel") == ("CANCELLED", [])
    assert await call("productImportCancel") == ("CANCELLED", [])
    await worker.drain()
    assert await fetch_value("SELECT count(*) FROM catalog.product") == 0
    assert await call("productImportResume") == ("WAITING", [])
    await worker.drain()
    assert await call("productImportCancel") == (None, ["TRANSFER_FINISHED"])
    assert await call("productImportResume") == (None, ["TRANSFER_FINISHED"])
    other = await transfers.add_transfer(
        "import", name="x", options=msgspec.json.encode(ImportOptions(channel="default")).decode(),
        requested_by="command line", now=clock.utc_now(), state="running", source="x",
    )  # fmt: skip
    rows = await office.admin("{ productImports(first: 1) { nodes { id } } }")
    assert decode_global_id(rows["productImports"]["nodes"][0]["id"])[1] == str(other)
    assert await call("productImportCancel", rows["productImports"]["nodes"][0]["id"]) == (
        None,
        ["TRANSFER_NOT_FOUND"],
    )


@pytest.mark.parametrize(("kind", "ending"), [("CSV", "csv"), ("JSONL", "jsonl"), ("SHOPIFY", "csv")])
async def test_products_are_exported_to_a_file_that_only_its_address_shows_and_that_goes_again(
    app: App, office: Office, policy: Policy, worker: WorkerDriver, kind: str, ending: str
) -> None:
    # given
    await office.start(table(3))
    await worker.drain()
    only = await fetch_value("SELECT slug FROM catalog.product ORDER BY id LIMIT 1")
    products = await office.admin("{ products(first: 9) { nodes { id slug } } }")
    [chosen] = [node["id"] for node in products["products"]["nodes"] if node["slug"] == only]
    # when
    id_ = await office.export(format=kind, filter={"productIds": [chosen]})
    waits = await office.get_export(id_)
    await worker.drain()
    found = await office.get_export(id_)
    # then
    assert (waits["state"], waits["url"]) == ("WAITING", None)
    assert (found["state"], found["productsTotal"], found["productsDone"]) == ("DONE", 1, 1)
    assert found["fileName"].endswith(f".{ending}")
    answer = await office.download(found["url"])
    assert answer.status_code == 200
    assert only.encode() in answer.content
    assert (await office.download(found["url"].partition("?")[0])).status_code == 403
    # and when its time is over it goes
    await execute("UPDATE catalog.transfer SET expires_at = now() - interval '1 minute' WHERE kind = 'export'")
    assert (await office.get_export(id_))["url"] is None
    context = JobContext(app=app, context=app.system_context())
    await clean_transfers(context, policy)
    await clean_files(context)
    await execute("UPDATE system.file SET unused_since = now() - interval '30 days' WHERE unused_since IS NOT NULL")
    await clean_files(context)
    assert (await office.download(found["url"])).status_code == 404
    assert await fetch_value("SELECT count(*) FROM system.file") == 1  # what was imported is still known of


async def test_imports_of_long_ago_are_forgotten(
    app: App, office: Office, policy: Policy, worker: WorkerDriver
) -> None:
    await office.start(b"slug,title\na,\n")
    await worker.drain()
    await office.start(table(1))
    await execute("UPDATE catalog.transfer SET updated_at = now() - interval '31 days'")
    await clean_transfers(JobContext(app=app, context=app.system_context()), policy)
    assert await fetch_rows("SELECT state FROM catalog.transfer") == [{"state": "waiting"}]
    assert await fetch_value("SELECT count(*) FROM catalog.transfer_problem") == 0


async def test_nothing_to_export_is_said(office: Office, worker: WorkerDriver) -> None:
    await execute("DELETE FROM catalog.relation_kind")
    id_ = await office.export(format="JSONL")
    await worker.drain()
    found = await office.get_export(id_)
    assert (found["state"], found["stopCode"]) == ("FAILED", "NOTHING_TO_EXPORT")


async def test_an_export_is_cancelled_while_it_runs(
    app: App, office: Office, worker: WorkerDriver, monkeypatch: pytest.MonkeyPatch, heard: asyncio.Event
) -> None:
    # given
    await office.start(table(3))
    await worker.drain()
    monkeypatch.setattr("fondaco_catalog.service.transfer.export_products.PAGE", 1)
    id_ = await office.export()
    reached, go_on = asyncio.Event(), asyncio.Event()
    from fondaco_catalog.service.transfer import export_products as exporting  # noqa: PLC0415

    original: Callable[..., Any] = exporting.load_parts

    async def load(ids: Any) -> Any:
        reached.set()
        await go_on.wait()
        return await original(ids)

    monkeypatch.setattr(exporting, "load_parts", load)
    task = asyncio.create_task(worker.run_job("catalog.export_products"))
    await reached.wait()
    # when
    await office.admin.change("productExportCancel", {"id": id_}, "productExport { id }")
    await heard.wait()
    go_on.set()
    await task
    # then
    found = await office.get_export(id_)
    assert (found["state"], found["url"]) == ("CANCELLED", None)
