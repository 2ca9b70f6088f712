"""Digital goods: who bought a file may download it, as often and as long as the merchant says."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from fondaco import clock
from fondaco.app import App
from fondaco.clock import utc_now
from fondaco.commerce import Money, OrderedComponent, OrderedLine, SellableRef
from fondaco.commerce.events import OrderCancelled, OrderPlaced
from fondaco.db import UnitOfWork, fetch_value
from fondaco.db.engine import execute
from fondaco.errors import InvalidInputError
from fondaco.files.jobs import clean_files
from fondaco.ids import decode_global_id, encode_global_id, new_id
from fondaco.jobs import JobContext
from fondaco.testing import GraphQLClient, WorkerDriver
from fondaco.testing.pytest_plugin import ADMIN_TOKEN
from fondaco_catalog.model.digital import DigitalFileDraft
from fondaco_catalog.model.digital import clean_files as clean_drafts
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.repository.digital import revoke_grants
from fondaco_catalog.service.digital import create_link, grant_downloads, revoke_downloads
from fondaco_catalog.settings import CatalogSettings

Open = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
SONG = {"name": "Song", "address": "https://files.example.com/song.flac"}
STAFF = {"authorization": f"Bearer {ADMIN_TOKEN}"}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DOWNLOADS = "downloads { id orderNumber name downloads downloadsLeft expiresAt available }"


def key(global_id: str) -> UUID:
    return UUID(decode_global_id(global_id)[1])


async def album(catalogue: Any, *files: dict[str, Any]) -> UUID:
    """Makes a variant with files; returns its id."""
    product = await catalogue.product("Album", variants=[{"requiresShipping": False, "prices": []}])
    data = {"variantId": product["variants"][0]["id"], "files": list(files)}
    await catalogue.change("digitalFilesSet", data, "variant { id }")
    return key(product["variants"][0]["id"])


async def buy(
    unit_of_work: Open,
    worker: WorkerDriver,
    variant: UUID,
    *components: OrderedComponent,
    session: UUID | None = None,
    token: str = "",
    quantity: int = 1,
) -> UUID:
    """Places an order; returns its id."""
    async with unit_of_work() as uow:
        event = OrderPlaced(
            order_id=new_id(),
            number="1001",
            channel="default",
            locale="en",
            total=Money(1000, "EUR"),
            email="ada@example.com",
            placed_at=uow.now,
            session=session,
            lines=(OrderedLine(SellableRef("ProductVariant", variant), "", quantity, components),),
            token_hash=hashlib.sha256(token.encode()).hexdigest() if token else "",
        )
        uow.emit(event)
        uow.emit(event)  # told twice, as may happen
    await worker.drain()
    return event.order_id


async def link(unit_of_work: Open, order_id: UUID) -> str:
    grant = await fetch_value("SELECT id FROM catalog.download_grant WHERE order_id = $1", order_id)
    async with unit_of_work() as uow:
        return await create_link(uow, grant, session=None, by_staff=True)


async def test_an_order_lets_its_buyer_download_for_each_piece_and_the_link_counts(
    catalogue: Any, admin: GraphQLClient, http: httpx.AsyncClient, unit_of_work: Open, worker: WorkerDriver
) -> None:
    variant = await album(
        catalogue, {**SONG, "maxDownloads": 1, "daysValid": 7}, {"name": "Cover", "address": "/c.pdf"}
    )
    order_id = await buy(unit_of_work, worker, variant, quantity=2)
    query = f"query ($id: ID!) {{ {DOWNLOADS.replace('downloads {', 'downloads(orderId: $id) {', 1)} }}"
    shown = (await admin(query, {"id": encode_global_id("Order", order_id)}))["downloads"]
    assert [(one["name"], one["downloadsLeft"], one["available"]) for one in shown] == [
        ("Cover", None, True),
        ("Song", 2, True),
    ]
    made = await catalogue.change("downloadLinkCreate", {"downloadId": shown[1]["id"]}, "path")
    for _ in range(2):
        answer = await http.get(made["path"], follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, SONG["address"])
        assert answer.headers["cache-control"] == "no-store"
    assert (await http.get(made["path"], follow_redirects=False)).status_code == 404
    refused = await admin.change("downloadLinkCreate", {"downloadId": shown[1]["id"]}, "path")
    assert refused["errors"][0]["code"] == "DOWNLOAD_OVER"


async def test_a_buyer_sees_and_opens_what_was_bought_in_the_session_and_nobody_else_does(
    catalogue: Any, shop: GraphQLClient, unit_of_work: Open, worker: WorkerDriver
) -> None:
    variant = await album(catalogue, SONG)
    assert (await shop(f"{{ {DOWNLOADS} }}"))["downloads"] == []
    order_id = await buy(unit_of_work, worker, variant, session=new_id())
    assert (await shop(f"{{ {DOWNLOADS} }}"))["downloads"] == []
    grant = await fetch_value("SELECT id FROM catalog.download_grant WHERE order_id = $1", order_id)
    data = {"downloadId": encode_global_id("Download", grant)}
    refused = await shop.change("downloadLinkCreate", data, "path")
    assert refused["errors"][0]["code"] == "DOWNLOAD_NOT_FOUND"


async def test_whoever_has_the_token_of_an_order_downloads_what_belongs_to_it(
    catalogue: Any, make_shop: Callable[..., GraphQLClient], unit_of_work: Open, worker: WorkerDriver
) -> None:
    variant = await album(catalogue, SONG)
    await buy(unit_of_work, worker, variant, token="one")
    await buy(unit_of_work, worker, variant)
    shop, of = (
        make_shop(),
        f"query ($token: String) {{ {DOWNLOADS.replace('downloads {', 'downloads(orderToken: $token) {', 1)} }}",
    )
    [mine] = (await shop(of, {"token": "one"}))["downloads"]
    for token in ("two", "", None):
        assert (await shop(of, {"token": token}))["downloads"] == []
        refused = await shop.change("downloadLinkCreate", {"downloadId": mine["id"], "orderToken": token}, "path")
        assert refused["errors"][0]["code"] == "DOWNLOAD_NOT_FOUND"
    made = await shop.change("downloadLinkCreate", {"downloadId": mine["id"], "orderToken": "one"}, "path")
    assert made["path"].startswith("/downloads/")


async def test_staff_renew_a_download_and_take_it_back(
    catalogue: Any, admin: GraphQLClient, http: httpx.AsyncClient, unit_of_work: Open, worker: WorkerDriver
) -> None:
    variant = await album(catalogue, {**SONG, "maxDownloads": 1, "daysValid": 7})
    order_id = await buy(unit_of_work, worker, variant)
    assert (await http.get(await link(unit_of_work, order_id), follow_redirects=False)).status_code == 303
    query = f"query ($id: ID!) {{ {DOWNLOADS.replace('downloads {', 'downloads(orderId: $id) {', 1)} }}"
    [used] = (await admin(query, {"id": encode_global_id("Order", order_id)}))["downloads"]
    assert (used["downloadsLeft"], used["available"]) == (0, False)
    selection = "download { downloadsLeft available expiresAt }"

    async def renewed(**more: Any) -> Any:
        return await admin.change("downloadRenew", {"downloadId": used["id"], **more}, selection)

    with clock.moved(timedelta(days=8)):
        assert (await renewed(moreDownloads=2))["download"]["available"] is False, "its time is over"
        found = (await renewed(daysValid=3))["download"]
        assert (found["downloadsLeft"], found["available"]) == (2, True)
        path = await link(unit_of_work, order_id)
        taken = (await admin.change("downloadRevoke", {"downloadId": used["id"]}, selection))["download"]
        assert (taken["downloadsLeft"], taken["available"]) == (2, False)
        assert (await http.get(path, follow_redirects=False)).status_code == 404
        assert (await renewed())["download"]["available"] is True
        assert (await http.get(path, follow_redirects=False)).status_code == 303
    for more, code in (({"moreDownloads": -1}, "INVALID_LIMIT"), ({"daysValid": 0}, "INVALID_LIMIT")):
        assert (await renewed(**more))["errors"][0]["code"] == code
    async with unit_of_work() as uow:
        uow.emit(OrderCancelled(order_id=order_id, number="1001", channel="default", reason="", cancelled_at=uow.now))
    await worker.drain()
    assert (await renewed(moreDownloads=1))["errors"][0]["code"] == "ORDER_CANCELLED"
    nobody = {"downloadId": encode_global_id("Download", new_id())}
    for mutation in ("downloadRenew", "downloadRevoke"):
        refused = await admin.change(mutation, nobody, selection)
        assert refused["errors"][0]["code"] == "DOWNLOAD_NOT_FOUND"


async def test_a_new_link_ends_the_one_before_and_a_cancelled_order_all(
    catalogue: Any, http: httpx.AsyncClient, unit_of_work: Open, worker: WorkerDriver
) -> None:
    order_id = await buy(unit_of_work, worker, await album(catalogue, SONG))
    first, second = await link(unit_of_work, order_id), await link(unit_of_work, order_id)
    assert (await http.get(first, follow_redirects=False)).status_code == 404
    assert (await http.get(second, follow_redirects=False)).status_code == 303
    async with unit_of_work() as uow:
        cancelled = OrderCancelled(
            order_id=order_id, number="1001", channel="default", reason="", cancelled_at=uow.now, lines=()
        )
        uow.emit(cancelled)
    await worker.drain()
    assert (await http.get(second, follow_redirects=False)).status_code == 404


@pytest.mark.parametrize("first", ["cancelled", "placed", "both"])
async def test_an_order_that_was_cancelled_grants_nothing_whichever_event_comes_first(
    catalogue: Any, unit_of_work: Open, first: str
) -> None:
    # given
    variant = await album(catalogue, SONG)
    now = utc_now()
    order_id = new_id()
    line = OrderedLine(SellableRef("ProductVariant", variant), "", 1)
    placed = OrderPlaced(
        order_id=order_id,
        number="1001",
        channel="default",
        locale="en",
        total=Money(1000, "EUR"),
        email="ada@example.com",
        placed_at=now,
        session=None,
        lines=(line,),
    )
    cancelled = OrderCancelled(
        order_id=order_id, number="1001", channel="default", reason="", cancelled_at=now, lines=()
    )

    async def place() -> None:
        async with unit_of_work() as uow:
            await grant_downloads(uow, placed)

    async def cancel() -> None:
        async with unit_of_work() as uow:
            await revoke_downloads(uow, cancelled)

    # when
    if first == "both":
        await asyncio.gather(*(verb() for verb in (place, cancel, place, cancel)))
    else:
        for verb in (cancel, place) if first == "cancelled" else (place, cancel):
            await verb()
    # then
    revoked = await fetch_value("SELECT array_agg(revoked_at) FROM catalog.download_grant")
    assert revoked == [now]


async def test_a_download_ends_with_its_time(
    catalogue: Any, http: httpx.AsyncClient, unit_of_work: Open, worker: WorkerDriver
) -> None:
    order_id = await buy(unit_of_work, worker, await album(catalogue, {**SONG, "daysValid": 1}))
    path = await link(unit_of_work, order_id)
    await execute("UPDATE catalog.download_grant SET expires_at = expires_at - $1::interval", timedelta(days=2))
    assert (await http.get(path, follow_redirects=False)).status_code == 404


async def test_the_last_download_is_taken_once(
    catalogue: Any, http: httpx.AsyncClient, unit_of_work: Open, worker: WorkerDriver
) -> None:
    order_id = await buy(unit_of_work, worker, await album(catalogue, {**SONG, "maxDownloads": 3}))
    path = await link(unit_of_work, order_id)
    answers = await asyncio.gather(*(http.get(path, follow_redirects=False) for _ in range(12)))
    assert sorted(answer.status_code for answer in answers) == [303] * 3 + [404] * 9
    assert await fetch_value("SELECT downloads FROM catalog.download_grant") == 3


async def test_who_bought_a_file_keeps_it_when_the_variant_changes_or_goes(
    catalogue: Any, http: httpx.AsyncClient, unit_of_work: Open, worker: WorkerDriver
) -> None:
    variant = await album(catalogue, SONG)
    order_id = await buy(unit_of_work, worker, variant)
    product = await fetch_value("SELECT product FROM catalog.product_variant WHERE id = $1", variant)
    await catalogue.change("productDelete", {"id": encode_global_id("Product", product)}, "deletedId")
    answer = await http.get(await link(unit_of_work, order_id), follow_redirects=False)
    assert answer.headers["location"] == SONG["address"]


async def test_a_bundle_brings_the_files_of_the_components_that_were_bought(
    catalogue: Any, unit_of_work: Open, worker: WorkerDriver
) -> None:
    variant = await album(catalogue, {**SONG, "maxDownloads": 2})
    held = OrderedComponent(SellableRef("ProductVariant", variant), "", 3)
    await buy(unit_of_work, worker, new_id(), held, quantity=2)
    assert await fetch_value("SELECT max_downloads FROM catalog.download_grant") == 12


@pytest.mark.parametrize(
    ("file", "code", "field"),
    [
        ({"name": "", "address": "/a"}, "REQUIRED", ["files", "0", "name"]),
        ({"name": "A", "address": "javascript:alert(1)"}, "INVALID_URL", ["files", "0", "address"]),
        ({"name": "A", "address": "http://files.example.com/a"}, "INVALID_URL", ["files", "0", "address"]),
        ({"name": "A", "address": "/a", "maxDownloads": 0}, "INVALID_LIMIT", ["files", "0", "maxDownloads"]),
        ({"name": "A", "address": "/a", "daysValid": -1}, "INVALID_LIMIT", ["files", "0", "daysValid"]),
    ],
)
async def test_a_file_that_cannot_be_is_refused(
    catalogue: Any, admin: GraphQLClient, file: dict[str, Any], code: str, field: list[str]
) -> None:
    product = await catalogue.product("Album")
    data = {"variantId": product["variants"][0]["id"], "files": [file]}
    payload = await admin.change("digitalFilesSet", data, "variant { id }")
    assert [(error["code"], error["field"]) for error in payload["errors"]] == [(code, field)]


async def sold(http: httpx.AsyncClient, catalogue: Any, **limits: Any) -> tuple[UUID, str]:
    """Uploads a private file and sells it; returns the variant and the global id of the file."""
    answer = await http.post("/files/upload?private=true", files={"file": ("manual.pdf", PDF)}, headers=STAFF)
    assert answer.status_code == 201, answer.text
    return await album(catalogue, {"name": "Manual", "fileId": answer.json()["id"], **limits}), answer.json()["id"]


async def test_an_uploaded_file_is_read_under_a_signed_address_in_pieces_and_counted_once(
    catalogue: Any, http: httpx.AsyncClient, unit_of_work: Open, worker: WorkerDriver
) -> None:
    variant, file_id = await sold(http, catalogue, maxDownloads=1)
    path = await link(unit_of_work, await buy(unit_of_work, worker, variant))
    answer = await http.get(path, follow_redirects=False)
    address = answer.headers["location"]
    assert (answer.status_code, answer.headers["cache-control"]) == (303, "no-store")
    assert address.startswith("/downloads/files/")
    assert "?expires=" in address
    whole = await http.get(address)
    assert (whole.content, whole.headers["cache-control"]) == (PDF, "private, no-store")
    assert whole.headers["content-disposition"].startswith('attachment; filename="manual.pdf"')
    part = await http.get(address, headers={"range": "bytes=5-7"})
    assert (part.status_code, part.content) == (206, PDF[5:8])
    # Without its signature, with a guessed one, or again by the link that is used up: nothing.
    assert (await http.get(address.partition("?")[0])).status_code == 403
    assert (await http.get(f"/files/{key(file_id)}/original.pdf?{address.partition('?')[2]}")).status_code == 403
    assert (await http.get(address[:-1] + ("0" if address[-1] != "0" else "1"))).status_code == 403
    assert (await http.get(path, follow_redirects=False)).status_code == 404


async def test_a_cancelled_order_leads_to_its_uploaded_file_no_more(
    catalogue: Any, http: httpx.AsyncClient, unit_of_work: Open, worker: WorkerDriver
) -> None:
    variant, _ = await sold(http, catalogue)
    order_id = await buy(unit_of_work, worker, variant)
    path = await link(unit_of_work, order_id)
    address = (await http.get(path, follow_redirects=False)).headers["location"]
    assert (await http.get(address)).content == PDF
    async with unit_of_work() as uow:
        await revoke_grants(order_id, uow.now)
    assert (await http.get(path, follow_redirects=False)).status_code == 404
    # Nor under the signed address of before, in pieces or not.
    for headers in ({}, {"range": "bytes=5-7"}, {"if-none-match": "*"}):
        assert (await http.get(address, headers=headers)).status_code == 404


async def test_what_was_bought_is_kept_when_the_variant_has_it_no_more(
    app: App, catalogue: Any, http: httpx.AsyncClient, unit_of_work: Open, worker: WorkerDriver
) -> None:
    variant, file_id = await sold(http, catalogue)
    path = await link(unit_of_work, await buy(unit_of_work, worker, variant))
    await catalogue.change(
        "digitalFilesSet", {"variantId": encode_global_id("ProductVariant", variant), "files": []}, "variant { id }"
    )
    job = JobContext(app=app, context=app.system_context())
    await clean_files(job)
    await execute("UPDATE system.file SET unused_since = unused_since - interval '8 days'")
    await clean_files(job)
    address = (await http.get(path, follow_redirects=False)).headers["location"]
    assert (await http.get(address)).content == PDF
    assert await fetch_value("SELECT address_file FROM catalog.download_grant") == key(file_id)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "FILE_OR_URL_REQUIRED", "0"),
        ({"fileId": encode_global_id("File", new_id())}, "FILE_NOT_FOUND", "fileId"),
        ({"fileId": encode_global_id("File", new_id()), "address": "/a.pdf"}, "FILE_OR_URL_REQUIRED", "0"),
        ({"address": f"/files/{new_id()}/original.pdf"}, "FILE_NOT_FOUND", "address"),
    ],
)
async def test_a_file_that_cannot_be_sold_is_refused(
    catalogue: Any, admin: GraphQLClient, given: dict[str, Any], code: str, field: str
) -> None:
    product = await catalogue.product("Album", variants=[{"requiresShipping": False, "prices": []}])
    data = {"variantId": product["variants"][0]["id"], "files": [{"name": "Song", **given}]}
    [error] = (await admin.change("digitalFilesSet", data, "variant { id }"))["errors"]
    assert (error["code"], error["field"][-1]) == (code, field)


async def test_a_file_that_everybody_can_read_is_not_sold(
    catalogue: Any, admin: GraphQLClient, http: httpx.AsyncClient
) -> None:
    answer = await http.post("/files/upload", files={"file": ("manual.pdf", PDF)}, headers=STAFF)
    product = await catalogue.product("Album", variants=[{"requiresShipping": False, "prices": []}])
    data = {
        "variantId": product["variants"][0]["id"],
        "files": [{"name": "Manual", "fileId": answer.json()["id"]}],
    }
    [error] = (await admin.change("digitalFilesSet", data, "variant { id }"))["errors"]
    assert error["code"] == "FILE_NOT_PRIVATE"


async def test_a_download_is_called_otherwise_in_other_languages(
    catalogue: Any, admin: GraphQLClient, shop: GraphQLClient, unit_of_work: Open, worker: WorkerDriver
) -> None:
    # given
    chinese = [{"locale": "zh-Hans", "name": "歌曲"}]
    variant = await album(catalogue, {**SONG, "translations": chinese})
    query = "query ($id: ID!) { productVariant(id: $id) { digitalFiles { name translations { locale name } } } }"
    read = await admin(query, {"id": encode_global_id("ProductVariant", variant)})
    assert read["productVariant"]["digitalFiles"] == [{"name": "Song", "translations": chinese}]
    # when
    order_id = await buy(unit_of_work, worker, variant, token="secret")
    # then
    bought = '{ downloads(orderToken: "secret") { name } }'
    assert (await shop(bought, fondaco_locale="zh-Hans"))["downloads"] == [{"name": "歌曲"}]
    assert (await shop(bought))["downloads"] == [{"name": "Song"}]
    staff = "query ($id: ID!) { downloads(orderId: $id) { name } }"
    assert (await admin(staff, {"id": encode_global_id("Order", order_id)}))["downloads"] == [{"name": "Song"}]
    wrong = {
        "variantId": encode_global_id("ProductVariant", variant),
        "files": [{**SONG, "translations": [*chinese, *chinese]}],
    }
    [error] = (await admin.change("digitalFilesSet", wrong, "variant { id }"))["errors"]
    assert (error["code"], error["field"]) == ("DUPLICATE_LOCALE", ["files", "0", "translations", "1", "locale"])


def test_buyers_are_sent_only_to_hosts_that_the_shop_names() -> None:
    policy = Policy({}, CatalogSettings(download_hosts=("files.example.com", "*.cdn.example")))
    for address in ("https://files.example.com/a", "https://Files.Example.com./a", "https://eu.cdn.example/a", "/a"):
        assert clean_drafts([DigitalFileDraft(name="A", address=address)], policy)[0].address == address
    for address in ("https://files.example.com.evil.example/a", "https://cdn.example/a", "https://evilcdn.example/a"):
        with pytest.raises(InvalidInputError) as refused:
            clean_drafts([DigitalFileDraft(name="A", address=address)], policy)
        assert (refused.value.code, refused.value.field) == ("HOST_NOT_ALLOWED", ("files", "0", "address"))
