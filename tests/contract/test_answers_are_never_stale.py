"""No answer from memory is older than what this node has written, whatever was asked and whatever was changed."""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from fondaco.access.principals import ANONYMOUS
from fondaco.app import App
from fondaco.commerce import DemandLine, DemandStage, OrderDemand, SellableRef
from fondaco.context import Context
from fondaco.db import fetch_value
from fondaco.graphql.context import RequestContext
from fondaco.graphql.documents import RejectedError
from fondaco.graphql.execution import Answer, coerce_variables, execute, execute_by_reference
from fondaco.hookspecs import HookSpecs
from fondaco.ids import encode_global_id, new_id, parse_global_id
from fondaco.settings import ChannelSettings, Settings
from fondaco.testing import GraphQLClient, WorkerDriver, all_heard
from fondaco.testing.pytest_plugin import AppFactory
from fondaco_catalog.model.rules import Policy
from fondaco_catalog.service.transfer.import_products import ImportOptions, import_products
from fondaco_catalog.settings import CatalogSettings
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))  # importlib mode leaves it out

from generated_queries import Query, queries

NIGHTLY = os.environ.get("FONDACO_NIGHTLY") == "1"
TRIED = 5000 if NIGHTLY else 150
NOBODY_ELSES = (
    "cart",
    "carts",
    "currentCart",
    "sharedCart",
    "order",
    "customerOrders",
    "customerAddresses",
    "downloads",
)
"""Fields of `Query` whose answers are one buyer's and never in memory; nothing is lost by not asking for them."""
"""Generated queries; some twelfth of them has an answer that is the same for everybody."""

LOCALES = ("en", "zh-Hans")
CHANNELS = {
    "default": ChannelSettings(name="Europe", currency="EUR", locales=LOCALES),
    "japan": ChannelSettings(name="Japan", currency="JPY", locales=LOCALES),
}
CHECKOUT = {
    "test_provider": True,
    "manual_methods": [{"code": "transfer", "name": "Transfer"}],
    "documents": {"issue": "by_hand", "seller": {"company": "Fondaco"}},
}
ADDRESS = {"country": "DE", "name": "Ada", "line1": "Street 1", "city": "Berlin", "postalCode": "10115"}
DOT = b"GIF89a\1\0\1\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
EUROPE, JAPAN = {"channel": "default", "price": "10.00"}, {"channel": "japan", "price": "1200"}
PRODUCT = """
  id slug title description tags tagLabels seoTitle seoDescription availableForSale createdAt metadata
  brand { slug name description seoTitle } productType { name }
  attributes { code name ... on TextAttribute { text } ... on ChoiceAttribute { choices { code name colour } } }
  options { name attribute values { value label choice colour } } media { url alt }
  variants { id sku barcode title weightGrams dimensions { volumeCm3 } purchaseLimit { pieces days } requiresShipping availableForSale price { amount currencyCode }
    compareAtPrice { amount } lowestPrice30Days { amount } priceLabel priceTiers { minQuantity price { amount } } components { quantity }
    selectedOptions { name value label } media { url } product { title } availability { state quantity promisedOn } }
  category { name slug description ancestors { name } parent { name } } collections { title slug description }
  priceRange { min { amount } max { amount } }
"""
PAGE = f"totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {PRODUCT} }}"
WRITTEN = [
    f"{{ products(first: 10) {{ {PAGE} }} }}",
    *(
        f"{{ products(first: 2, sort: {sort}) {{ totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ title }} }} }}"
        for sort in ("TITLE", "PRICE_ASC", "PRICE_DESC", "BEST_SELLING", "RELEVANCE")
    ),
    '{ products(first: 9, search: "cup") { totalCount nodes { title } } }',
    '{ products(first: 9, filter: { tag: "new" }) { totalCount nodes { title } } }',
    '{ products(first: 9, filter: { brands: ["potter"] }) { totalCount nodes { title } } }',
    '{ products(first: 9, filter: { attributes: [{ code: "glaze", choices: ["ash"] }] }) { totalCount nodes { title } } }',
    '{ products(first: 9, filter: { minPrice: "11", maxPrice: "2000" }) { totalCount nodes { title } } }',
    *(f'{{ product(slug: "{slug}") {{ {PRODUCT} }} }}' for slug in ("cup", "jug", "tall-cup", "imported")),
    # Made of one product alone, without the tag of all.
    f'{{ product(slug: "cup") {{ {PRODUCT.replace("product { title }", "")} }} }}',
    '{ product(slug: "cup") { title variants { price { amount } } } }',
    "{ categories { name slug description children { name children { name } products(first: 5) { nodes { title } } } } }",
    *(
        f'{{ category(slug: "{slug}") {{ name ancestors {{ name }} children {{ slug }} '
        "products(first: 9, sort: BEST_SELLING) { totalCount nodes { title } } } }"
        for slug in ("things", "small", "fresh")
    ),
    "{ collections(first: 9) { totalCount nodes { title slug products(first: 9) { totalCount nodes { title } } } } }",
    *(
        f'{{ collection(slug: "{slug}") {{ title description products(first: 9) {{ {PAGE} }} }} }}'
        for slug in ("best", "latest")
    ),
    '{ product(slug: "jug") { related(kind: "accessory", first: 5) { title } } relationKinds { code name } }',
    '{ product(slug: "jug") { relations(first: 5) { kind { code name } products { title } } } }',
    "{ brands(first: 9) { nodes { slug name description seoTitle } } }",
    '{ redirect(path: "/products/cup") { path } }',
    "{ shop { name locale channel { slug } channels { slug locales } } }",
]


@pytest.fixture(scope="session")
def test_settings(test_settings: Settings) -> Settings:
    """Two channels of different currencies, and a way to pay."""
    return msgspec.structs.replace(test_settings, channels=CHANNELS, plugins={"checkout": CHECKOUT})


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    """The application with every plugin, hearing its own notifications."""
    made = await make_app()
    await all_heard(made)
    return made


class Asked(msgspec.Struct, frozen=True):
    """A question of somebody."""

    caller: Context
    query: Query


class Shop:
    """A shop whose staff do everything that can be done.

    Attributes:
        done: The mutations of the admin API that were called.
        ids: Of what there is, by the name that it has here.
    """

    def __init__(
        self, app: App, admin: GraphQLClient, buyer: GraphQLClient, worker: WorkerDriver, folder: Path
    ) -> None:
        self.app = app
        self.done: set[str] = set()
        self.ids: dict[str, str] = {}
        self._admin = admin
        self._buyer = buyer
        self._worker = worker
        self._folder = folder

    async def change(self, mutation: str, data: dict[str, Any], selection: str = "__typename") -> Any:
        """Calls a mutation of the admin API that has to succeed."""
        payload = await self._admin.change(mutation, data, selection)
        assert payload["errors"] == [], (mutation, payload)
        self.done.add(mutation)
        return payload

    async def work(self, mutation: str, data: dict[str, Any]) -> None:
        """Calls a mutation and lets the worker do what it asks for."""
        await self.change(mutation, data)
        await self._worker.drain()

    async def make(self, name: str, type_: str, /, **data: Any) -> None:
        """Makes a thing and notes its id."""
        payload = await self.change(f"{type_}Create", data, f"{type_} {{ id }}")
        self.ids[name] = payload[type_]["id"]

    async def fill(self) -> None:
        """Makes something of everything."""
        await self.make("things", "category", name="Things", slug="things")
        await self.make("small", "category", name="Small", slug="small", parentId=self.ids["things"])
        colours = [{"options": [colour], "prices": [EUROPE, JAPAN]} for colour in ("Red", "Blue")]
        option = {"name": "Colour", "values": ["Red", "Blue"]}
        await self.make("cup", "product", title="Cup", slug="cup", options=[option], variants=colours)
        await self.make("plate", "product", title="Plate", variants=[{"prices": [EUROPE, JAPAN]}])
        for name in ("cup", "plate"):
            await self.publish(name)
        await self.make("best", "collection", title="Best", slug="best", productIds=[self.ids["plate"]])
        variants = (await self.change("productUpdate", {"id": self.ids["cup"]}, "product { variants { id } }"))[
            "product"
        ]
        self.ids["red"], self.ids["blue"] = (variant["id"] for variant in variants["variants"])
        plates = (await self.change("productUpdate", {"id": self.ids["plate"]}, "product { variants { id } }"))[
            "product"
        ]
        self.ids["set"] = plates["variants"][0]["id"]

    async def publish(self, name: str, *channels: str) -> None:
        """Publishes a product."""
        await self.change("productPublish", {"id": self.ids[name], "channels": list(channels or CHANNELS)})

    async def order(self) -> None:
        """A buyer buys more than is usual, and what is sold is counted."""
        cent = {"amount": "0.01", "currencyCode": "EUR"}
        await self.change("concernRuleSet", {"rule": "LARGE_AMOUNT", "amounts": [cent]})
        line = {"sellableId": self.ids["blue"], "quantity": 3}
        data = {"lines": [line], "email": "ada@example.org"}
        cart = (await self._buyer.change("cartCreate", data, "cart { id }"))["cart"]["id"]
        await self._buyer.change("cartAddressesUpdate", {"cartId": cart, "shippingAddress": ADDRESS}, "cart { id }")
        offered = await self._buyer("query ($id: ID!) { cart(id: $id) { deliveryOptions { code } } }", {"id": cart})
        code = offered["cart"]["deliveryOptions"][0]["code"]
        await self._buyer.change("cartDeliveryOptionSelect", {"cartId": cart, "code": code}, "cart { id }")
        payment = {"method": "test", "token": "4242424242424242"}
        payload = await self._buyer.change("cartComplete", {"cartId": cart, "payment": payment}, "order { id }")
        assert payload["errors"] == []
        self.ids["order"] = payload["order"]["id"]
        await self._worker.drain()

    async def move_money(self) -> None:
        """Staff take some of the order's money, give the rest back, note money that came, and refund some."""
        found = await self._admin("query ($id: ID!) { order(id: $id) { payments { id } } }", {"id": self.ids["order"]})
        payment, order = found["order"]["payments"][0]["id"], self.ids["order"]
        euro = {"amount": "1.00", "currencyCode": "EUR"}
        await self.change("paymentCapture", {"id": payment, "amount": euro})
        await self.change("paymentVoid", {"id": payment})
        await self.change("orderPaymentReceive", {"orderId": order, "amount": euro, "method": "transfer"})
        refunded = await self.change("orderRefund", {"orderId": order, "amount": euro}, "refund { id }")
        await self.change("refundRetry", {"id": refunded["refund"]["id"]})
        issued = await self.change("invoiceIssue", {"orderId": order}, "document { id }")
        await self.change("invoiceCancel", {"id": issued["document"]["id"]})
        await self._worker.drain()
        mails = (await self._admin("{ mails(first: 1) { nodes { id } } }"))["mails"]["nodes"]
        await self.change("mailResend", {"id": mails[0]["id"]})
        await self._worker.drain()

    async def watch(self) -> None:
        """Staff deal with the case of the order, and let the rule be as it was."""
        found = await self._admin("{ orderCases(first: 1) { nodes { id } } }")
        [case] = found["orderCases"]["nodes"]
        await self.change("orderCaseUpdate", {"id": case["id"], "note": "Call."})
        for mutation in ("orderCaseRelease", "orderCaseRetry", "orderCaseGiveBack"):
            await self.change(mutation, {"id": case["id"]})
        await self.change("orderCasesResolve", {"ids": [case["id"]], "resolution": "FALSE_ALARM"})
        await self.change("concernRuleReset", {"rule": "LARGE_AMOUNT"})
        started = await self.change("orderExportStart", {}, "export { id }")
        await self.change("orderExportCancel", {"id": started["export"]["id"]})

    async def note(self) -> None:
        """Staff write a note on the order, change it, and take it away."""
        added = await self.change("orderNoteAdd", {"orderId": self.ids["order"], "text": "Call."}, "note { id }")
        await self.change("orderNoteUpdate", {"id": added["note"]["id"], "shownToBuyer": True})
        await self.change("orderNoteRemove", {"id": added["note"]["id"]})

    async def edit(self) -> None:
        """Staff change what was ordered, and cancel a piece of it."""
        fields = "order(id: $id) { version lines { id quantity } }"
        found = (await self._admin(f"query ($id: ID!) {{ {fields} }}", {"id": self.ids["order"]}))["order"]
        line = found["lines"][0]
        more = [{"lineId": line["id"], "quantity": line["quantity"] + 2}]
        edit = {"orderId": self.ids["order"], "expectedVersion": found["version"], "lines": more}
        await self.change("orderEditApply", edit)
        less = [{"lineId": line["id"], "quantity": 1}]
        await self.change("orderLinesCancel", {"orderId": self.ids["order"], "lines": less})

    async def link(self) -> None:
        """Staff make a link to what the order lets its buyer download, renew that and take it back."""
        found = await self._admin("query ($id: ID!) { downloads(orderId: $id) { id } }", {"id": self.ids["order"]})
        await self.change("downloadLinkCreate", {"downloadId": found["downloads"][0]["id"]})
        await self.change("downloadRenew", {"downloadId": found["downloads"][0]["id"], "moreDownloads": 1})
        await self.change("downloadRevoke", {"downloadId": found["downloads"][0]["id"]})

    async def tax(self) -> None:
        """Staff define what is levied where, on what and of whom, and take it back; a cart is freed from it."""
        made = {
            "taxClass": {"code": "vases", "name": "Vases"},
            "taxZone": {"code": "de", "name": "DE", "areas": [{"country": "DE"}]},
            "taxExemption": {"customerGroup": "charities", "note": "Charity"},
        }
        for type_, data in made.items():
            await self.make(type_, type_, **data)
            note = {"note": "Exempt"} if type_ == "taxExemption" else {"name": "Other"}
            await self.change(f"{type_}Update", {"id": self.ids[type_], **note})
            await self.change(f"{type_}Delete", {"id": self.ids[type_]})
        cart = (await self._buyer.change("cartCreate", {"lines": []}, "cart { id }"))["cart"]["id"]
        await self.change("cartTaxExemptionSet", {"cartId": cart, "certificate": "NATO-1"})

    async def deliver(self) -> None:
        """Staff define where and how is delivered, and take it back."""
        rate = {"currencyCode": "EUR", "basis": "WEIGHT", "tiers": [{"minimum": "0", "price": "4.90"}]}
        made = {
            "deliveryZone": {"code": "de", "name": "DE", "areas": [{"country": "DE"}]},
            "deliveryMethod": {"code": "parcel", "name": "Parcel", "rates": [rate]},
        }
        for type_, data in made.items():
            await self.make(type_, type_, **data)
            await self.change(f"{type_}Update", {"id": self.ids[type_], "name": "Other"})
            await self.change(f"{type_}Delete", {"id": self.ids[type_]})

    async def cancel(self) -> None:
        """The order is cancelled, and the counting taken back."""
        await self.change("orderCancel", {"id": self.ids["order"]})
        await self.change("customerAddressesErase", {"customerId": encode_global_id("Customer", new_id())})
        await self._worker.drain()

    async def upload(self) -> None:
        """Uploads a picture straight into the storage."""
        data = {"name": "dot.gif", "bytes": len(DOT)}
        upload = (await self.change("fileUploadCreate", data, "upload { id url }"))["upload"]
        assert (await self._admin._http.put(upload["url"], content=DOT)).status_code == 204
        done = await self.change("fileUploadComplete", {"id": upload["id"]}, "file { id }")
        self.ids["picture"] = done["file"]["id"]

    async def transfer(self) -> None:
        """Imports a product with an uploaded file, after cancelling and going on; and exports everything."""
        content = b"slug,title,published:default,variant.price:default\nimported,By a job,true,3\n"
        upload = (await self.change("fileUploadCreate", {"name": "a.csv", "bytes": len(content)}, "upload { id url }"))[
            "upload"
        ]
        assert (await self._admin._http.put(upload["url"], content=content)).status_code == 204
        await self.change("fileUploadComplete", {"id": upload["id"]})
        started = await self.change("productImportStart", {"fileId": upload["id"]}, "productImport { id }")
        for mutation in ("productImportCancel", "productImportResume"):
            await self.change(mutation, started["productImport"])
        exported = await self.change("productExportStart", {}, "productExport { id }")
        await self.change("productExportCancel", exported["productExport"])
        await self._worker.drain()

    async def show(self) -> None:
        """Shows the uploaded picture with the cup."""
        data = {"productId": self.ids["cup"], "media": [{"fileId": self.ids["picture"], "alt": "A dot"}]}
        payload = await self.change("productMediaAdd", data, "product { media { id } }")
        self.ids["shown"] = payload["product"]["media"][-1]["id"]

    async def turn(self) -> None:
        """Shows it first, and then the others."""
        await self.change("productMediaReorder", {"productId": self.ids["cup"], "mediaIds": [self.ids["shown"]]})

    async def change_prices(self) -> None:
        """All prices of the sale are changed."""
        change = {"listId": self.ids["sale"], "operation": "SET", "value": "13.00"}
        payload = await self.change("priceChangeApply", {"change": change}, "priceChange { id }")
        self.ids["change"] = payload["priceChange"]["id"]

    async def make_synonym(self) -> None:
        """Another word means cup."""
        data = {"words": ["beaker"], "means": ["cup"]}
        payload = await self.change("searchSynonymCreate", data, "synonym { id }")
        self.ids["synonym"] = payload["synonym"]["id"]

    async def make_rule(self) -> None:
        """A query does not show the plate."""
        data = {"query": "beaker", "hidden": [self.ids["plate"]]}
        payload = await self.change("searchRuleSet", data, "rule { id }")
        self.ids["rule"] = payload["rule"]["id"]

    async def rebuild(self) -> None:
        """The index is to be made anew."""
        answer = await self._admin("mutation { searchIndexRebuild { rebuild { total } errors { code } } }")
        assert answer["searchIndexRebuild"]["errors"] == []
        self.done.add("searchIndexRebuild")

    async def searching(self) -> AsyncIterator[tuple[str, Callable[[], Awaitable[Any]]]]:
        """As `steps`, for what searches find; nothing is indexed here, since no worker runs."""
        ids = self.ids
        yield "unseen: a synonym", self.make_synonym
        more = {"id": ids["synonym"], "words": ["beaker", "goblet"], "means": ["cup"]}
        yield "unseen: another synonym", lambda: self.change("searchSynonymUpdate", more)
        yield "unseen: no synonym", lambda: self.change("searchSynonymDelete", {"id": ids["synonym"]})
        yield "unseen: a rule", self.make_rule
        yield "unseen: no rule", lambda: self.change("searchRuleDelete", {"id": ids["rule"]})
        yield "unseen: a rebuilding", self.rebuild

    async def take(self) -> None:
        """An order takes a piece, and staff send it from elsewhere."""
        thing = SellableRef("ProductVariant", parse_global_id(self.ids["red"], "ProductVariant"))
        line = DemandLine(id=new_id(), ref=thing, quantity=3)
        demand = OrderDemand(
            order_id=new_id(),
            cart_id=None,
            number="1",
            channel="default",
            stage=DemandStage.PLACED,
            firm=True,
            lines=(line,),
        )
        async with self.app.unit_of_work(self.app.system_context()) as uow:
            await self.app.hooks.join(HookSpecs.join_order_demand, uow, demand)
        taken = await fetch_value("SELECT id FROM logistics.allocation WHERE order_id = $1", demand.order_id)
        allocation = encode_global_id("OrderAllocation", taken)
        self.ids["taken by"] = encode_global_id("Order", demand.order_id)
        await self.change("allocationMove", {"id": allocation, "warehouseId": self.ids["second"], "quantity": 1})

    async def pack(self, name: str, at: str) -> None:
        """A parcel is made up of what the order has in a warehouse."""
        data = {"orderId": self.ids["taken by"], "warehouseId": self.ids[at]}
        made = await self.change("shipmentCreate", data, "shipment { id }")
        self.ids[name] = made["shipment"]["id"]

    async def expect(self, name: str, parcel: str) -> None:
        """A piece of a parcel is to come back."""
        query = "query ($id: ID!) { shipment(id: $id) { lines { id } } }"
        (line, *_) = (await self._admin(query, {"id": self.ids[parcel]}))["shipment"]["lines"]
        data = {"orderId": self.ids["taken by"], "lines": [{"shipmentLineId": line["id"], "quantity": 1}]}
        made = await self.change("orderReturnCreate", data, "orderReturn { id lines { id } }")
        self.ids[name] = made["orderReturn"]["id"]
        self.ids[f"line of {name}"] = made["orderReturn"]["lines"][0]["id"]

    async def receive(self) -> None:
        """It did, and can be sold again."""
        lines = [{"lineId": self.ids["line of return"], "restocked": 1}]
        await self.change("orderReturnReceive", {"id": self.ids["return"], "lines": lines}, "orderReturn { id }")

    async def sending(self) -> AsyncIterator[tuple[str, Callable[[], Awaitable[Any]]]]:
        """As `steps`, for parcels: what leaves was promised to nobody else before."""
        ids = self.ids

        def named(mutation: str, name: str, **data: Any) -> Callable[[], Awaitable[Any]]:
            return lambda: self.change(mutation, {"id": ids[name], **data})

        yield "unseen: packed", lambda: self.pack("parcel", "first")
        yield "unseen: packed elsewhere", lambda: self.pack("other parcel", "second")
        yield "unseen: unpacked", named("shipmentCancel", "other parcel")
        yield "unseen: packed again", lambda: self.pack("other parcel", "second")
        yield "unseen: numbered", named("shipmentTrackingSet", "parcel", trackings=[{"number": "1"}])
        yield "unseen: sent", named("shipmentShip", "parcel")
        rows = {"rows": [{"id": ids["other parcel"]}]}
        yield "unseen: all sent", lambda: self.change("shipmentBulkShip", rows)
        yield "unseen: lost", named("shipmentLose", "parcel")
        yield "unseen: delivered", named("shipmentDeliver", "parcel")
        yield "unseen: expected back", lambda: self.expect("return", "parcel")
        yield "unseen: approved", named("orderReturnApprove", "return")
        yield "come back", self.receive
        yield "unseen: closed", named("orderReturnClose", "return")
        yield "unseen: expected back as well", lambda: self.expect("other return", "other parcel")
        yield "unseen: refused", named("orderReturnRefuse", "other return")

    async def transfer_stock(self) -> None:
        """Pieces are sent to another warehouse."""
        lines = [{"sellableId": self.ids["red"], "quantity": 2}]
        data = {"sourceId": self.ids["first"], "destinationId": self.ids["second"], "lines": lines}
        sent = await self.change("stockTransferCreate", data, "transfer { id }")
        self.ids["transfer"] = sent["transfer"]["id"]

    async def stocking(self) -> AsyncIterator[tuple[str, Callable[[], Awaitable[Any]]]]:
        """As `steps`, for what there is of products."""
        ids = self.ids
        address = {**ADDRESS, "name": "Store"}

        def stock(operation: str, quantity: int, at: str) -> dict[str, Any]:
            given = {"sellableId": ids["red"], "warehouseId": ids[at]}
            return {**given, "operation": operation, "quantity": quantity}

        def house(name: str) -> tuple[str, Any]:
            data = {"code": name, "name": name, "address": address}
            return f"unseen: a {name} warehouse", lambda: self.make(name, "warehouse", **data)

        for name in ("first", "second", "spare"):
            yield house(name)
        yield "unseen: no spare warehouse", lambda: self.change("warehouseDelete", {"id": ids["spare"]})
        yield "counted", lambda: self.change("stockChange", stock("RECEIVE", 3, "first"))
        yield "unseen: elsewhere, none to promise", lambda: self.change("stockChange", stock("COUNT", 0, "second"))
        more = [stock("RECEIVE", 2, "second"), stock("RECEIVE", 5, "first")]
        yield "stocked up", lambda: self.change("stockBulkUpdate", {"rows": more})
        few = {"sellableId": ids["red"], "lowStock": 50}
        yield "few", lambda: self.change("stockItemUpdate", few)
        yield "sold and sent from elsewhere", self.take
        async for step in self.sending():
            yield step
        yield "on its way", self.transfer_stock
        arrived = {"sellableId": ids["red"], "received": 1}
        data = {"id": ids["transfer"], "lines": [arrived]}
        yield "arrived", partial(self.change, "stockTransferReceive", data)
        yield "gone back", lambda: self.change("stockTransferEnd", {"id": ids["transfer"]})
        for active in (False, True):
            data = {"id": ids["first"], "active": active}
            yield f"a warehouse is active: {active}", partial(self.change, "warehouseUpdate", data)

    async def choices(self) -> None:
        """An attribute gets more choices."""
        data = {"attributeId": self.ids["glaze"], "choices": [{"name": "Celadon"}, {"name": "Iron"}]}
        payload = await self.change("attributeChoicesAdd", data, "attribute { choices { id } }")
        chosen = payload["attribute"]["choices"]
        self.ids["ash"], self.ids["celadon"], self.ids["iron"] = (choice["id"] for choice in chosen)

    async def modelling(self) -> AsyncIterator[tuple[str, Callable[[], Awaitable[Any]]]]:
        """As `steps`, for what products are."""
        ids = self.ids

        def step(title: str, mutation: str, /, **data: Any) -> tuple[str, Any]:
            return title, lambda: self.change(mutation, data)

        glaze = {"name": "Glaze", "kind": "SWATCH", "filterable": True, "choices": [{"name": "Ash"}]}
        yield "unseen: an attribute", lambda: self.make("glaze", "attribute", **glaze)
        yield "unseen: another", lambda: self.make("care", "attribute", name="Care", kind="TEXT")
        yield "unseen: a third", lambda: self.make("hue", "attribute", name="Hue", kind="CHOICE")
        assigned = [{"code": "glaze"}, {"code": "care"}, {"code": "hue", "scope": "OPTION"}]
        yield "unseen: a type", lambda: self.make("vessel", "productType", name="Vessel", attributes=assigned)
        yield "unseen: a spare type", lambda: self.make("spare", "productType", name="Spare")
        yield step("unseen: no spare type", "productTypeDelete", id=ids["spare"])
        yield step("typed", "productUpdate", id=ids["cup"], productTypeId=ids["vessel"])
        said = [{"code": "care", "text": "By hand"}, {"code": "glaze", "choice": "ash"}]
        yield step("said", "productUpdate", id=ids["cup"], attributes=said)
        yield step("an attribute renamed", "attributeUpdate", id=ids["care"], name="Treatment")
        yield step("a type renamed", "productTypeUpdate", id=ids["vessel"], name="Pot")
        yield "unseen: more choices", self.choices
        yield step("a choice coloured", "attributeChoiceUpdate", id=ids["ash"], colour="#808080")
        order = [ids["iron"], ids["ash"]]
        yield step("unseen: in order", "attributeChoicesReorder", attributeId=ids["glaze"], choiceIds=order)
        yield step("a choice replaced", "attributeChoiceRemove", id=ids["ash"], replacementId=ids["celadon"])
        white = [{"name": "Colour", "values": ["White"]}]
        yield step("combined", "productVariantsGenerate", productId=ids["cup"], options=white, prices=[EUROPE])
        yield step(
            "linked", "productOptionLink", productId=ids["cup"], option="Colour", attribute="hue", makeChoices=True
        )
        cut = {"productId": ids["cup"], "option": {"name": "Cut"}, "value": "Round"}
        yield step("an option more", "productOptionAdd", **cut)
        yield step("options in order", "productOptionsReorder", productId=ids["cup"], options=["Cut"])
        yield step("an option renamed", "productOptionUpdate", productId=ids["cup"], option="Cut", name="Shape")
        yield step("an option less", "productOptionRemove", productId=ids["cup"], option="Shape")
        yield step("an attribute gone", "attributeDelete", id=ids["care"], withValues=True)
        yield step("noted", "metadataUpdate", id=ids["cup"], values=[{"key": "bin", "value": "A7"}])
        yield step("no longer noted", "metadataDelete", id=ids["cup"], keys=["bin"])
        yield "a brand", lambda: self.make("kiln", "brand", name="Kiln")
        yield step("branded", "productUpdate", id=ids["cup"], brandId=ids["kiln"])
        yield step("a brand renamed", "brandUpdate", id=ids["kiln"], name="Kiln Seven", description="<p>Old</p>")
        yield step("a brand told to search engines", "brandUpdate", id=ids["kiln"], seoTitle="Kiln")
        yield step("a brand gone", "brandDelete", id=ids["kiln"])

    async def import_file(self, *lines: str) -> None:
        """Imports a file, as the command does."""
        path = self._folder / "products.csv"
        path.write_text("\n".join(lines))
        policy = Policy(self.app.channels, CatalogSettings())
        assert (await import_products(self.app, path, ImportOptions(channel="default", publish=True), policy)).ok

    async def steps(  # noqa: C901 (a list, one step after the other)
        self,
    ) -> AsyncIterator[tuple[str, Callable[[], Awaitable[Any]]]]:
        """Yields everything that can be done, one after the other, with what a buyer reads of it in its name."""
        ids = self.ids
        async for named in self.stocking():
            yield named

        def step(name: str, mutation: str, id_: str | None = None, /, **data: Any) -> tuple[str, Any]:
            given = {**({} if id_ is None else {"id": ids[id_]}), **data}
            return name, lambda: self.change(mutation, given)

        def labels(name: str, red: str) -> list[dict[str, Any]]:
            values = [{"value": "Red", "label": red}]
            return [{"name": "Colour", "translations": [{"locale": "zh-Hans", "name": name, "values": values}]}]

        changed: dict[str, Any]
        for changed in (
            {"title": "Tall cup"},
            {"description": "<p>Of clay</p>", "seoTitle": "Cup", "seoDescription": "Clay"},
            {"brandName": "Potter", "productTypeName": "Mug"},
            {"tags": ["new"]},
            {"media": [{"url": "/cup.svg", "alt": "Cup"}]},
            {"translations": [{"locale": "zh-Hans", "title": "杯"}]},
            {"optionLabels": labels("颜色", "红")},
            {"categoryId": ids["small"]},
            {"slug": "tall-cup"},
            {"slug": "cup", "title": "Cup"},
        ):
            yield step(f"product: {', '.join(changed)}", "productUpdate", "cup", **changed)
        for changed in ({"sku": "R-1", "barcode": "4006381333931"}, {"weightGrams": 300}, {"mediaUrl": "/cup.svg"}):
            yield step(f"variant: {', '.join(changed)}", "productVariantUpdate", "red", **changed)
        yield step("variant: requiresShipping", "productVariantUpdate", "red", requiresShipping=False)
        yield step("variant: options", "productVariantUpdate", "red", options=["Green"])
        dearer = {"channel": "default", "price": "15.00", "compareAt": "20.00"}
        yield step("price", "variantPricesSet", variantId=ids["red"], prices=[dearer])
        yield step("price elsewhere", "variantPricesSet", variantId=ids["red"], prices=[{**JAPAN, "price": "1500"}])
        yield step("no price", "variantPricesSet", variantId=ids["red"], prices=[{"channel": "japan", "price": None}])
        sale = {"name": "Sale", "title": "Sale", "channel": "default", "priority": 1}
        yield "unseen: a price list", lambda: self.make("sale", "priceList", **sale)
        yield (
            "prices in a list",
            lambda: self.change(
                "pricesSet", {"prices": [{"listId": ids["sale"], "variantId": ids["red"], "price": "14.00"}]}
            ),
        )
        again = [{"listId": ids["sale"], "variantId": ids["red"], "price": "13.50"}]
        yield "prices in a list in bulk", lambda: self.change("pricesBulkSet", {"rows": again})
        for changed in ({"title": "The sale"}, {"customerGroups": ["vip"]}, {"customerGroups": []}, {"active": False}):
            yield (
                f"price list: {changed}",
                lambda given=changed: self.change("priceListUpdate", {"id": ids["sale"], **given}),
            )
        yield "sale again", lambda: self.change("priceListUpdate", {"id": ids["sale"], "active": True})
        yield "prices in bulk", self.change_prices
        yield "prices in bulk, undone", lambda: self.change("priceChangeUndo", {"id": ids["change"]})
        yield "price list gone", lambda: self.change("priceListDelete", {"id": ids["sale"]})
        cost = {"variantId": ids["red"], "channel": "default", "cost": "3"}
        yield step("unseen: costs", "variantCostsSet", costs=[cost])
        yield step("unseen: costs in bulk", "variantCostsBulkSet", rows=[{**cost, "cost": "4"}])
        more = [{"options": ["Black"], "prices": [EUROPE]}]
        yield step("more variants", "productVariantsCreate", productId=ids["cup"], variants=more)
        yield step("fewer variants", "productVariantDelete", "red")
        jug = {"title": "Jug", "slug": "jug", "categoryId": ids["things"], "variants": [{"prices": [EUROPE]}]}
        yield "unseen: a product", lambda: self.make("jug", "product", **jug)
        yield "published", lambda: self.publish("jug", "default")
        yield step("withdrawn", "productUnpublish", "jug", channels=["default"])
        yield "published again", lambda: self.publish("jug")
        yield step("phased out", "productTransition", "jug", to="PHASE_OUT")
        yield step("archived", "productTransition", "jug", to="ARCHIVED")
        yield step("unseen: restored", "productTransition", "jug", to="DRAFT")
        yield step("unseen: submitted", "productTransition", "jug", to="IN_REVIEW")
        yield step("unseen: a reviewer", "productReviewerAssign", "jug", reviewer="staff:ada")
        yield step("unseen: rejected", "productTransition", "jug", to="DRAFT", reason="No picture.")
        jugs = {"ids": [ids["jug"]], "channels": ["default", "japan"]}
        yield step("published in bulk", "productsBulkPublish", **jugs)
        yield step("withdrawn in bulk", "productsBulkUnpublish", **jugs)
        yield "published once more", lambda: self.publish("jug")
        yield step("phased out in bulk", "productsBulkTransition", ids=[ids["jug"]], to="PHASE_OUT")
        yield step("resumed in bulk", "productsBulkTransition", ids=[ids["jug"]], to="LIVE")
        yield step("named in bulk", "productsBulkUpdate", rows=[{"id": ids["jug"], "title": "Large jug"}])
        yield step("named back in bulk", "productsBulkUpdate", rows=[{"id": ids["jug"], "title": "Jug"}])
        yield step("unseen: made in bulk", "productsBulkCreate", rows=[{"title": "Spare"}])
        yield step("a variant in bulk", "variantsBulkUpdate", rows=[{"id": ids["blue"], "barcode": "4006381333931"}])
        yield step("tagged in bulk", "productsBulkTag", ids=[ids["jug"]], add=["bulky"])
        called = [{"locale": "en", "name": "Large ones"}]
        yield step("a tag translated", "tagTranslate", tag="bulky", translations=called)
        yield step("a tag renamed", "tagRename", tag="bulky", name="large")
        yield step("a tag gone", "tagDelete", tag="large")
        order = [ids["blue"]]
        yield step("unseen: variants in order", "productVariantsReorder", productId=ids["cup"], variantIds=order)
        yield step("unseen: variants deleted in bulk", "variantsBulkDelete", ids=[])
        yield step("filed in bulk", "productsBulkFile", ids=[ids["jug"]], categoryId=None)
        yield step("filed back in bulk", "productsBulkFile", ids=[ids["jug"]], categoryId=ids["things"])
        yield step("unseen: deleted in bulk", "productsBulkDelete", ids=[])
        yield step("unseen: files deleted", "filesBulkDelete", ids=[])
        fresh = {"name": "Fresh", "slug": "fresh", "parentId": ids["small"]}
        yield "a category", lambda: self.make("fresh", "category", **fresh)
        yield "filed", lambda: self.change("productUpdate", {"id": ids["jug"], "categoryId": ids["fresh"]})
        for changed in (
            {"name": "Freshest"},
            {"description": "New"},
            {"translations": [{"locale": "zh-Hans", "name": "新"}]},
        ):
            yield step(f"category: {', '.join(changed)}", "categoryUpdate", "fresh", **changed)
        for parent in (None, ids["things"]):
            yield step("category moved", "categoryMove", "fresh", parentId=parent)
        yield step("category: position", "categoryMove", "small", afterId=ids["fresh"])
        wanted = [ids["small"], ids["fresh"]]
        yield step("categories ordered", "categoryChildrenReorder", parentId=ids["things"], childIds=wanted)
        yield step("category gone", "categoryDelete", "fresh")
        latest = {"title": "Latest", "slug": "latest", "productIds": [ids["cup"]]}
        yield "a collection", lambda: self.make("latest", "collection", **latest)
        for changed in (
            {"title": "The latest"},
            {"description": "Just in"},
            {"translations": [{"locale": "zh-Hans", "title": "最新"}]},
            {"productIds": [ids["jug"], ids["cup"]]},
            {"productIds": [ids["cup"], ids["jug"]]},
            {"productIds": []},
            {"slug": "newest"},
        ):
            yield step(f"collection: {', '.join(changed)}", "collectionUpdate", "latest", **changed)
        latest = {"collectionId": ids["latest"]}
        for verb, changed in (
            ("Add", {"productIds": [ids["cup"], ids["jug"]]}),
            ("Move", {"productIds": [ids["cup"]]}),
            ("Remove", {"productIds": [ids["cup"]]}),
        ):
            yield step(f"collection: {verb}", f"collectionProducts{verb}", **latest, **changed)
        rule = {"match": "ALL", "conditions": [{"field": "TITLE", "values": ["cup"]}]}
        yield "collection: rule", lambda: self.work("collectionRuleSet", {**latest, "rule": rule})
        for verb in ("Exclude", "Include"):
            excluded = {**latest, "productIds": [ids["cup"]]}
            yield f"collection: {verb}", partial(self.work, f"collectionProducts{verb}", excluded)
        yield step("collection gone", "collectionDelete", "latest")
        beside = {"productId": ids["jug"], "kind": "accessory"}
        for verb, names in (("Set", ["cup"]), ("Add", ["plate"]), ("Remove", ["cup"])):
            related = [ids[name] for name in names]
            yield step(f"beside: {verb}", f"productRelations{verb}", **beside, relatedIds=related)
        yield step("a kind", "relationKindCreate", code="spare", name="Spares")
        yield step("a kind renamed", "relationKindUpdate", kind="spare", name="Spare parts")
        yield step("no kind", "relationKindDelete", kind="spare")
        parts = [{"variantId": ids["blue"], "quantity": 2}]
        for name, components in (("a bundle", parts), ("no bundle", [])):
            yield step(name, "bundleSet", variantId=ids["set"], components=components)
        files = [{"name": "Manual", "address": "/manual.pdf"}]
        yield step("unseen: files", "digitalFilesSet", variantId=ids["blue"], files=files)
        yield "bought", self.order
        yield "unseen: a link", self.link
        yield "unseen: money", self.move_money
        yield "unseen: notes", self.note
        yield "unseen: order edited", self.edit
        yield "unseen: taxes", self.tax
        yield "unseen: ways to deliver", self.deliver
        yield "unseen: an unusual order", self.watch
        yield "cancelled", self.cancel
        yield "unseen: uploaded", self.upload
        yield "shown", self.show
        yield step("described", "productMediaUpdate", "shown", alt="A white dot")
        yield "put in front", self.turn
        yield step("no longer shown", "productMediaRemove", "shown")
        yield step("unseen: deliveries", "eventDeliveriesRetry", ids=[])
        yield "imported", lambda: self.import_file("Handle,Title,Variant Price", "imported,Imported,7")
        yield "imported by a job", self.transfer
        yield "imported again", lambda: self.import_file("Handle,Title,Variant Price", "imported,Imported,8")
        async for named in self.modelling():
            yield named
        async for named in self.searching():
            yield named
        yield step("product gone", "productDelete", "cup")


@pytest_asyncio.fixture(loop_scope="session")
async def filled(app: App, admin: GraphQLClient, shop: GraphQLClient, worker: WorkerDriver, tmp_path: Path) -> Shop:
    """A shop with something of everything."""
    made = Shop(app, admin, shop, worker, tmp_path)
    await made.fill()
    return made


def _written(app: App) -> list[Asked]:
    return [Asked(caller, Query(document, {})) for document in WRITTEN for caller in _callers(app)]


def _callers(app: App) -> list[Context]:
    return [
        Context(channel=app.channels[channel], locale=locale, principal=ANONYMOUS)
        for channel in CHANNELS
        for locale in LOCALES
    ]


async def _generated(shop: Shop) -> list[Asked]:
    """Generates questions that have an answer which everybody is given."""
    app, loop, found = shop.app, asyncio.get_running_loop(), list[Asked]()
    known: dict[str, Sequence[Any]] = {
        "ID": [shop.ids[name] for name in ("cup", "plate", "things", "small", "best")],
        "String": [
            "cup",
            "tall-cup",
            "jug",
            "plate",
            "things",
            "small",
            "fresh",
            "best",
            "latest",
            "new",
            "Potter",
            "",
        ],
        "Decimal": ["0", "10.00", "12"],
        "Date": ["2026-01-01", "2026-11-28"],
    }

    @seed(3)
    @settings(
        max_examples=TRIED,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(query=queries(app.shop.core, known, without=NOBODY_ELSES), caller=st.sampled_from(_callers(app)))
    def collect(query: Query, caller: Context) -> None:
        asked = Asked(caller, query)
        if asyncio.run_coroutine_threadsafe(_is_kept(app, asked), loop).result(60):
            found.append(asked)

    await asyncio.to_thread(collect)
    return found


async def _is_kept(app: App, asked: Asked) -> bool:
    """Says whether an answer has no error and goes into memory."""
    try:
        app.shop.documents.get(asked.query.document)
    except RejectedError:
        return False
    return (await _ask(app, asked)).tags is not None


async def _ask(app: App, asked: Asked) -> Answer:
    return await execute(app, app.shop, asked.caller, asked.query.document, asked.query.variables)


async def _made_anew(app: App, asked: Asked) -> bytes:
    document = app.shop.documents.get(asked.query.document)
    operation = document.operation(None)
    coerced = coerce_variables(app.shop, operation, asked.query.variables)
    context = RequestContext(app, app.shop, asked.caller)
    try:
        return Answer(await operation.plan(coerced.coerced).run(coerced, context), []).encoded
    except Exception:  # noqa: BLE001 (graphql-core has to say what it is)
        context = RequestContext(app, app.shop, asked.caller)
        return (await execute_by_reference(context, document, operation, asked.query.variables)).encoded


@pytest.mark.timeout(4 * 3600 if NIGHTLY else 1800)
async def test_no_answer_from_memory_is_older_than_any_change(filled: Shop) -> None:
    app = filled.app
    generated = await _generated(filled)
    assert len(generated) > TRIED // 10
    everything = [*_written(app), *generated]
    assert all([await _is_kept(app, asked) for asked in everything])
    kept, changed = Counter[str](), Counter[str]()
    async for name, change in filled.steps():
        before = {id(asked): (await _ask(app, asked)).encoded for asked in everything}
        await change()
        for asked in everything:
            answer = await _ask(app, asked)
            # One that was not in memory any more has just been made anew.
            if answer._packed:
                assert answer.encoded == await _made_anew(app, asked), (name, asked)
            changed[name] += answer.encoded != before[id(asked)]
        kept[name] = len(app.responses)
        assert (changed[name] > 0) != name.startswith("unseen"), f"{name}: {changed[name]} answers are others"
    missing = app.admin.core.mutation_type
    assert missing is not None
    assert filled.done == set(missing.fields), "a mutation of the admin API is not tried here"
    assert min(kept.values()) > len(everything) // 2, "hardly anything is kept, so nothing can be stale"
