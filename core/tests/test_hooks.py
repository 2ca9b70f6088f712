"""What each hook does for the one who implements it: a small plugin for each."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import click
import httpx
import pytest
from fondaco.access import ANYONE, Credentials, Permission, Principal, PrincipalKind
from fondaco.app import App
from fondaco.cli.commands import CliCommand
from fondaco.cli.plugins import contributed_commands
from fondaco.commerce import (
    Address,
    Availability,
    AvailabilityQuery,
    AvailabilityState,
    BuyersOrderQuery,
    CarrierParcel,
    CarrierRate,
    CarrierRates,
    CarrierRatesQuery,
    CartTaxes,
    CartTaxesQuery,
    CartView,
    Channel,
    DeliveryOption,
    DemandComponent,
    DemandLine,
    DemandStage,
    DocumentsQuery,
    HeldOrder,
    HeldOrdersQuery,
    Money,
    OrderConcern,
    OrderDemand,
    OrderEntry,
    OrderShipment,
    PaymentAction,
    PaymentActionKind,
    PaymentMethod,
    PaymentNews,
    PaymentNotice,
    PaymentOperation,
    PaymentOperationKind,
    PaymentOperationOutcome,
    PaymentOperationState,
    PaymentOutcome,
    PaymentQuery,
    PaymentRequest,
    PaymentState,
    ProductDocument,
    ProductHit,
    ProductSearch,
    ProductSearchAnswer,
    ProductTexts,
    Sellable,
    SellableRef,
    SellablesQuery,
    ShippedLine,
    SuggestionAnswer,
    SuggestionQuery,
    TaxCharge,
    TaxDecision,
    TaxNumberAnswer,
    TaxNumberQuery,
    TaxQuery,
    TaxRate,
    VariantsQuery,
    WatchedOrder,
)
from fondaco.commerce.event import Event
from fondaco.db import UnitOfWork
from fondaco.diagnosis import Diagnosis
from fondaco.errors import ConflictError, LimitExceededError, PluginError
from fondaco.events.subscribers import Subscriber
from fondaco.graphql import GraphQL, SchemaPart
from fondaco.hookspecs import HookSpecs
from fondaco.ids import new_id
from fondaco.jobs import Job, JobContext
from fondaco.mails import MailKind
from fondaco.observability.health import HealthCheck
from fondaco.plugins import NoSettings, Plugin
from fondaco.seeds import Seed
from fondaco.testing import WorkerDriver
from fondaco.testing.pytest_plugin import AppFactory
from litestar import get
from piccolo.columns import Integer
from piccolo.table import Table

sys.path.append(str(Path(__file__).parent / "mails"))  # where the package of a mail is

heard: list[object] = []
part = SchemaPart()


@part.query(type=int, permission=ANYONE)
async def wishes() -> int:
    """How many."""
    return 3


class Wished(Event, frozen=True):
    wire_name: ClassVar[str] = "wish.wished"

    number: int


class Wish(Table, schema="wish"):
    size = Integer(default=None, null=False)


USE = Permission("wish.use", "Use wishes.")
REF = SellableRef("Wish", new_id())
SUCCEEDED = PaymentOperationOutcome(state=PaymentOperationState.SUCCEEDED)
CART = CartView(id=new_id(), channel=Channel(slug="c", name="C"), locale="en", lines=())


async def on_wished(uow: UnitOfWork, event: Wished) -> None:
    heard.append(event.number)


async def tidy(context: JobContext) -> None:
    heard.append("tidied")


async def fails() -> None:
    raise ValueError("down")


async def sow(app: App) -> str:
    return "3 wishes"


@get("/wishes", include_in_schema=False)
async def page() -> str:
    return "wishes"


@click.command("wish")
def wish() -> None:
    """Wish."""


class WishPlugin(Plugin[NoSettings]):
    """Implements every hook."""

    name = "wish"
    version = "1"

    def register_tables(self) -> Sequence[type[Table]]:
        return (Wish,)

    def register_graphql(self) -> GraphQL:
        return GraphQL(shop=(part,))

    def register_permissions(self) -> Sequence[Permission]:
        return (USE,)

    def register_subscribers(self) -> Sequence[Subscriber]:
        return (Subscriber(Wished, on_wished),)

    def register_jobs(self) -> Sequence[Job]:
        return (Job(run=tidy),)

    def register_mails(self) -> Sequence[MailKind]:
        return (MailKind(name="hello", package="letters", description="Says hello.", sample=lambda _: {}),)

    def register_routes(self) -> Sequence[Any]:
        return (page,)

    def register_cli(self) -> Sequence[CliCommand]:
        return (CliCommand(wish), CliCommand(wish, group="import"))

    def register_health_checks(self) -> Sequence[HealthCheck]:
        return (HealthCheck("wishes", fails),)

    def register_diagnoses(self) -> Sequence[Diagnosis]:
        return (Diagnosis("wishes", "warning", "The fountain is dry.", "Fill it."),)

    def register_seeds(self) -> Sequence[Seed]:
        return (Seed("wishes", sow),)

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        if payload.bearer == "ada":
            return Principal(kind=PrincipalKind.STAFF, id="staff:ada", permissions=frozenset({"system.view_system"}))
        return None

    async def collect_sellables(self, payload: SellablesQuery) -> Mapping[SellableRef, Sellable]:
        return {
            ref: Sellable(ref=ref, sku="w", title="Wish", unit_price=Money(500, payload.channel.currency))
            for ref in payload.refs
            if ref.type == "Wish"
        }

    async def collect_delivery_options(self, payload: CartView) -> Sequence[DeliveryOption]:
        return (DeliveryOption(code="wish:star", name="By star", price=Money(0, payload.channel.currency)),)

    async def resolve_tax_rates(self, payload: TaxQuery) -> TaxDecision | None:
        vat = (TaxRate(Decimal("0.19"), "VAT"),)
        return TaxDecision(rates=dict.fromkeys(payload.tax_classes, vat)) if payload.country else None

    async def resolve_carrier_rates(self, payload: CarrierRatesQuery) -> CarrierRates | None:
        if payload.carrier != "sleigh":
            return None
        return CarrierRates(rates=(CarrierRate(price=Money(0, payload.channel.currency)),))

    async def resolve_cart_taxes(self, payload: CartTaxesQuery) -> CartTaxes | None:
        nothing = TaxCharge(name="VAT", rate=Decimal("0.19"), amount=Money(0, payload.channel.currency))
        return CartTaxes(lines=((nothing,),) * len(payload.lines)) if payload.address is not None else None

    async def resolve_tax_number(self, payload: TaxNumberQuery) -> TaxNumberAnswer | None:
        return TaxNumberAnswer(registered=True, reference="1") if payload.country == "AT" else None

    async def resolve_product_search(self, payload: ProductSearch) -> ProductSearchAnswer | None:
        if payload.text != "star":
            return None
        return ProductSearchAnswer(hits=(ProductHit(REF.id, "1"),), total=1)

    async def resolve_product_suggestions(self, payload: SuggestionQuery) -> SuggestionAnswer | None:
        return SuggestionAnswer(completions=("star",)) if "star".startswith(payload.text) else None

    async def collect_product_documents(self, payload: DocumentsQuery) -> Sequence[ProductDocument]:
        return [
            ProductDocument(
                id=id_,
                texts=(ProductTexts("", "Star", ""),),
                keywords=(),
                tags=(),
                codes=(),
                facets=(),
                prices=(),
                units_sold=0,
                created_at=payload.moment,
                fresh_until=None,
            )
            for id_ in payload.ids
            if id_ == REF.id
        ]

    async def validate_cart_completion(self, payload: CartView) -> None:
        if not payload.lines:
            raise ConflictError("Wish for something first.", code="NOTHING_WISHED")

    async def collect_availability(self, payload: AvailabilityQuery) -> Mapping[SellableRef, Availability]:
        few = Availability(state=AvailabilityState.LOW_STOCK, quantity=2)
        return {ref: few for ref in payload.refs if ref == REF}

    async def collect_variants(self, payload: VariantsQuery) -> Mapping[SellableRef, Sequence[SellableRef]]:
        return {ref: (REF,) for ref in payload.refs if ref.type == "WishList"}

    async def collect_ended_orders(self, payload: HeldOrdersQuery) -> Collection[UUID]:
        return {order.order_id for order in payload.orders if order.cart_id == CART.id}

    async def collect_order_concerns(self, payload: WatchedOrder) -> Sequence[OrderConcern]:
        return (OrderConcern(rule="nothing_wished", weight=5, values={"number": payload.number}),)

    async def join_order_demand(self, uow: UnitOfWork, payload: OrderDemand) -> None:
        wanted = payload.pieces.get(REF, 0)
        if wanted > 2 and not payload.firm:
            raise ConflictError("There are two.", code="OUT_OF_STOCK")
        uow.emit(Wished(number=wanted))

    async def resolve_buyers_order(self, payload: BuyersOrderQuery) -> UUID | None:
        return REF.id if payload.token == "star" else None

    async def join_order_shipment(self, uow: UnitOfWork, payload: OrderShipment) -> None:
        if any(line.shipped > 2 for line in payload.lines):
            raise LimitExceededError("There are two.", code="QUANTITY_TOO_LARGE")
        uow.emit(Wished(number=sum(line.shipped for line in payload.lines)))

    async def join_order_entry(self, uow: UnitOfWork, payload: OrderEntry) -> None:
        uow.emit(Wished(number=len(payload.detail)))

    async def collect_payment_methods(self, payload: CartView) -> Sequence[PaymentMethod]:
        return (PaymentMethod("wish:coin", "A coin in the fountain"),)

    async def resolve_payment(self, payload: PaymentRequest) -> PaymentOutcome | None:
        if payload.method != "wish:coin":
            return None
        return PaymentOutcome(state=PaymentState.AUTHORIZED, provider_reference=str(payload.payment_id))

    async def resolve_payment_action(self, payload: PaymentQuery) -> PaymentAction | None:
        return PaymentAction(PaymentActionKind.QR_CODE, {"code": "wish"}) if payload.method == "wish:coin" else None

    async def resolve_payment_status(self, payload: PaymentQuery) -> PaymentOutcome | None:
        return PaymentOutcome(state=PaymentState.CAPTURED) if payload.method == "wish:coin" else None

    async def resolve_payment_void(self, payload: PaymentQuery) -> PaymentOutcome | None:
        return PaymentOutcome(state=PaymentState.VOIDED) if payload.method == "wish:coin" else None

    async def resolve_payment_capture(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        return SUCCEEDED if payload.method == "wish:coin" else None

    async def resolve_payment_refund(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        return SUCCEEDED if payload.method == "wish:coin" else None

    async def resolve_payment_operation(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        failed = PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason="never_arrived")
        return failed if payload.method == "wish:coin" else None

    async def resolve_payment_notice(self, payload: PaymentNotice) -> PaymentNews | None:
        return PaymentNews(event_id=payload.body.decode(), answer="thanks") if payload.provider == "fountain" else None


@pytest.fixture
async def shopping(make_app: AppFactory) -> App:
    heard.clear()
    return await make_app(enabled=[], plugins=[WishPlugin])


@pytest.fixture
async def web(shopping: App) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=shopping), base_url="http://x")  # type: ignore[arg-type]


async def test_hook_register_tables(shopping: App) -> None:
    assert Wish._meta.db is shopping.database.engine


async def test_hook_register_graphql(web: httpx.AsyncClient) -> None:
    answer = await web.post("/graphql/shop", json={"query": "{ wishes }"})
    assert answer.json() == {"data": {"wishes": 3}}
    assert "errors" in (await web.post("/graphql/shop", json={"query": "{ plugins { name } }"})).json()


async def test_hook_register_permissions(shopping: App) -> None:
    assert shopping.permissions["wish.use"] is USE


async def test_hook_register_subscribers(shopping: App) -> None:
    async with shopping.unit_of_work(shopping.system_context()) as uow:
        uow.emit(Wished(number=7))
    await WorkerDriver(shopping).drain()
    assert heard == [7]


async def test_hook_register_jobs(shopping: App) -> None:
    async with shopping.unit_of_work(shopping.system_context()) as uow:
        uow.enqueue("wish.tidy")
    await WorkerDriver(shopping).drain()
    await WorkerDriver(shopping).run_job("wish.tidy")
    assert heard == ["tidied", "tidied"]


async def test_hook_register_mails(shopping: App) -> None:
    total = {"amount": 100, "currency": "EUR"}
    made = shopping.mails.render("wish.hello", "en", {"name": "Ada", "total": total, "on": "2026-11-28", "url": "/"})
    assert made.subject == "Hello Ada"


async def test_hook_register_routes(web: httpx.AsyncClient) -> None:
    assert (await web.get("/wishes")).text == "wishes"


async def test_hook_register_cli(shopping: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fondaco.cli.plugins._host", lambda: shopping.host)
    assert contributed_commands(None) == {"wish": wish}
    assert contributed_commands("import") == {"wish": wish}
    assert contributed_commands("events") == {}


async def test_hook_register_health_checks(web: httpx.AsyncClient) -> None:
    answer = await web.get("/health/ready")
    assert (answer.status_code, answer.json()["checks"]) == (503, {"database": "ok", "wishes": "ValueError"})


async def test_hook_register_diagnoses(shopping: App) -> None:
    said = ("wish", (Diagnosis("wishes", "warning", "The fountain is dry.", "Fill it."),))
    assert said in shopping.hooks.register(HookSpecs.register_diagnoses)


async def test_hook_register_seeds(shopping: App) -> None:
    [(plugin, [seed])] = shopping.hooks.register(HookSpecs.register_seeds)
    assert (plugin, seed.name, await seed.run(shopping)) == ("wish", "wishes", "3 wishes")


async def test_hook_resolve_principal(web: httpx.AsyncClient) -> None:
    query = {"query": "{ plugins { name } }"}
    known = await web.post("/graphql/admin", json=query, headers={"authorization": "Bearer ada"})
    assert known.json() == {"data": {"plugins": [{"name": "system"}, {"name": "wish"}]}}
    unknown = await web.post("/graphql/admin", json=query, headers={"authorization": "Bearer eve"})
    assert unknown.status_code == 401


async def test_hook_collect_sellables(shopping: App) -> None:
    query = SellablesQuery((REF, SellableRef("Other", new_id())), shopping.default_channel, "en")
    [(plugin, found)] = await shopping.hooks.collect(HookSpecs.collect_sellables, query)
    assert (plugin, list(found), found[REF].unit_price) == ("wish", [REF], Money(500, "EUR"))


async def test_hook_collect_delivery_options(shopping: App) -> None:
    [(plugin, [option])] = await shopping.hooks.collect(HookSpecs.collect_delivery_options, CART)
    assert (plugin, option.code, option.tax_class) == ("wish", "wish:star", "standard")


async def test_hook_resolve_carrier_rates(shopping: App) -> None:
    def query(carrier: str) -> CarrierRatesQuery:
        return CarrierRatesQuery(
            carrier=carrier,
            channel=shopping.default_channel,
            parcels=(CarrierParcel(weight_grams=300, volume_cm3=0, pieces=1),),
            value=Money(500, "EUR"),
            address=Address(country="DE", name="", line1="Street 1", city="Berlin"),
        )

    found = await shopping.hooks.first(HookSpecs.resolve_carrier_rates, query("sleigh"))
    assert found == CarrierRates(rates=(CarrierRate(price=Money(0, "EUR")),))
    assert await shopping.hooks.first(HookSpecs.resolve_carrier_rates, query("moon")) is None


async def test_hook_resolve_tax_rates(shopping: App) -> None:
    def query(country: str) -> TaxQuery:
        return TaxQuery(
            channel=shopping.default_channel,
            country=country,
            region="",
            postal_code="",
            tax_classes=frozenset({"food"}),
        )

    found = await shopping.hooks.first(HookSpecs.resolve_tax_rates, query("DE"))
    assert found == TaxDecision(rates={"food": (TaxRate(Decimal("0.19"), "VAT"),)})
    assert await shopping.hooks.first(HookSpecs.resolve_tax_rates, query("")) is None


async def test_hook_resolve_cart_taxes(shopping: App) -> None:
    def query(address: Address | None) -> CartTaxesQuery:
        return CartTaxesQuery(
            channel=shopping.default_channel,
            lines=(),
            delivery=None,
            delivery_class="standard",
            address=address,
            tax_number="",
            locale="en",
        )

    found = await shopping.hooks.first(
        HookSpecs.resolve_cart_taxes, query(Address(country="DE", name="Ada", line1="Street 1"))
    )
    assert found == CartTaxes(lines=())
    assert await shopping.hooks.first(HookSpecs.resolve_cart_taxes, query(None)) is None


async def test_hook_resolve_tax_number(shopping: App) -> None:
    query = TaxNumberQuery(number="ATU13585627", country="AT")
    found = await shopping.hooks.first(HookSpecs.resolve_tax_number, query)
    assert found == TaxNumberAnswer(registered=True, reference="1")
    other = TaxNumberQuery(number="DE136695976", country="DE")
    assert await shopping.hooks.first(HookSpecs.resolve_tax_number, other) is None


async def test_hook_resolve_product_search(shopping: App) -> None:
    def search(text: str) -> ProductSearch:
        return ProductSearch(text=text, channel=shopping.default_channel, locale="en")

    found = await shopping.hooks.first(HookSpecs.resolve_product_search, search("star"))
    assert found == ProductSearchAnswer(hits=(ProductHit(REF.id, "1"),), total=1)
    assert await shopping.hooks.first(HookSpecs.resolve_product_search, search("moon")) is None


async def test_hook_resolve_product_suggestions(shopping: App) -> None:
    def typed(text: str) -> SuggestionQuery:
        return SuggestionQuery(text=text, channel=shopping.default_channel, locale="en")

    found = await shopping.hooks.first(HookSpecs.resolve_product_suggestions, typed("st"))
    assert found == SuggestionAnswer(completions=("star",))
    assert await shopping.hooks.first(HookSpecs.resolve_product_suggestions, typed("mo")) is None


async def test_hook_collect_product_documents(shopping: App) -> None:
    query = DocumentsQuery(ids=(REF.id, new_id()))
    [(name, documents)] = await shopping.hooks.collect(HookSpecs.collect_product_documents, query)
    assert [(document.id, document.texts[0].title) for document in documents] == [(REF.id, "Star")]
    assert name == "wish"


async def test_hook_validate_cart_completion(shopping: App) -> None:
    with pytest.raises(ConflictError) as caught:
        await shopping.hooks.validate(HookSpecs.validate_cart_completion, CART)
    assert caught.value.code == "NOTHING_WISHED"


async def test_hook_collect_availability(shopping: App) -> None:
    other = SellableRef("Wish", new_id())
    asked = AvailabilityQuery(refs=(REF, other), channel=CART.channel)
    [(plugin, found)] = await shopping.hooks.collect(HookSpecs.collect_availability, asked)
    assert (plugin, found) == ("wish", {REF: Availability(state=AvailabilityState.LOW_STOCK, quantity=2)})


async def test_hook_collect_variants(shopping: App) -> None:
    wanted = SellableRef("WishList", new_id())
    query = VariantsQuery((wanted, SellableRef("Product", new_id())))
    assert await shopping.hooks.collect(HookSpecs.collect_variants, query) == [("wish", {wanted: (REF,)})]


async def test_hook_collect_ended_orders(shopping: App) -> None:
    ours, other = HeldOrder(new_id(), CART.id), HeldOrder(new_id(), None)
    [(plugin, ended)] = await shopping.hooks.collect(HookSpecs.collect_ended_orders, HeldOrdersQuery((ours, other)))
    assert (plugin, ended) == ("wish", {ours.order_id})


async def test_hook_collect_order_concerns(shopping: App) -> None:
    order = WatchedOrder(
        order_id=new_id(),
        number="7",
        channel=CART.channel.slug,
        placed_at=None,
        cancelled=False,
        payment_state="",
        total=Money(5, "EUR"),
        email="ada@example.org",
        phone=None,
        customer=None,
        session=new_id(),
        shipping_address=None,
        billing_address=None,
    )
    [(plugin, [concern])] = await shopping.hooks.collect(HookSpecs.collect_order_concerns, order)
    assert (plugin, concern) == ("wish", OrderConcern(rule="nothing_wished", weight=5, values={"number": "7"}))


async def test_hook_join_order_demand(shopping: App) -> None:
    def demand(quantity: int, *, firm: bool = False) -> OrderDemand:
        part = DemandComponent(id=new_id(), ref=REF, quantity=quantity)
        return OrderDemand(
            order_id=new_id(),
            cart_id=CART.id,
            number="1",
            channel=CART.channel.slug,
            stage=DemandStage.HELD,
            firm=firm,
            lines=(
                DemandLine(id=new_id(), ref=SellableRef("Set", REF.id), quantity=1, components=(part,)),
                DemandLine(id=new_id(), ref=REF, quantity=1),
            ),
        )

    async with shopping.unit_of_work(shopping.system_context()) as uow:
        await shopping.hooks.join(HookSpecs.join_order_demand, uow, demand(1))
        await shopping.hooks.join(HookSpecs.join_order_demand, uow, demand(4, firm=True))
    with pytest.raises(ConflictError, match="two"):
        async with shopping.unit_of_work(shopping.system_context()) as uow:
            await shopping.hooks.join(HookSpecs.join_order_demand, uow, demand(0))
            await shopping.hooks.join(HookSpecs.join_order_demand, uow, demand(2))
    await WorkerDriver(shopping).drain()
    assert sorted(heard) == [2, 5]  # each is delivered by a job of its own


async def test_hook_resolve_buyers_order(shopping: App) -> None:
    assert await shopping.hooks.first(HookSpecs.resolve_buyers_order, BuyersOrderQuery(token="star")) == REF.id
    assert await shopping.hooks.first(HookSpecs.resolve_buyers_order, BuyersOrderQuery(order_id=REF.id)) is None


async def test_hook_join_order_shipment(shopping: App) -> None:
    def shipment(quantity: int) -> OrderShipment:
        return OrderShipment(order_id=new_id(), lines=(ShippedLine(line_id=new_id(), shipped=quantity),))

    with pytest.raises(LimitExceededError, match="two"):
        async with shopping.unit_of_work(shopping.system_context()) as uow:
            await shopping.hooks.join(HookSpecs.join_order_shipment, uow, shipment(2))
            await shopping.hooks.join(HookSpecs.join_order_shipment, uow, shipment(3))
    async with shopping.unit_of_work(shopping.system_context()) as uow:
        await shopping.hooks.join(HookSpecs.join_order_shipment, uow, shipment(1))
    await WorkerDriver(shopping).drain()
    assert heard == [1]


async def test_hook_join_order_entry(shopping: App) -> None:
    entry = OrderEntry(
        new_id(), "wish.granted", {"wish": "a pony", "price": Money(1, "EUR")}, shown=frozenset({"wish"})
    )
    async with shopping.unit_of_work(shopping.system_context()) as uow:
        await shopping.hooks.join(HookSpecs.join_order_entry, uow, entry)
    await WorkerDriver(shopping).drain()
    assert heard == [2]


async def test_hook_collect_payment_methods(shopping: App) -> None:
    found = await shopping.hooks.collect(HookSpecs.collect_payment_methods, CART)
    assert found == [("wish", (PaymentMethod("wish:coin", "A coin in the fountain"),))]


async def test_hook_resolve_payment(shopping: App) -> None:
    def request(method: str) -> PaymentRequest:
        return PaymentRequest(payment_id=REF.id, method=method, amount=Money(500, "EUR"), token="t", reference="1")

    found = await shopping.hooks.first(HookSpecs.resolve_payment, request("wish:coin"))
    assert found == PaymentOutcome(state=PaymentState.AUTHORIZED, provider_reference=str(REF.id))
    assert await shopping.hooks.first(HookSpecs.resolve_payment, request("other:card")) is None


async def test_hook_resolve_payment_action(shopping: App) -> None:
    found = await shopping.hooks.first(HookSpecs.resolve_payment_action, PaymentQuery(REF.id, "wish:coin"))
    assert found == PaymentAction(PaymentActionKind.QR_CODE, {"code": "wish"})
    assert await shopping.hooks.first(HookSpecs.resolve_payment_action, PaymentQuery(REF.id, "x")) is None


async def test_hook_resolve_payment_status(shopping: App) -> None:
    found = await shopping.hooks.first(HookSpecs.resolve_payment_status, PaymentQuery(REF.id, "wish:coin"))
    assert found == PaymentOutcome(state=PaymentState.CAPTURED)
    assert await shopping.hooks.first(HookSpecs.resolve_payment_status, PaymentQuery(REF.id, "x")) is None


async def test_hook_resolve_payment_void(shopping: App) -> None:
    found = await shopping.hooks.first(HookSpecs.resolve_payment_void, PaymentQuery(REF.id, "wish:coin"))
    assert found == PaymentOutcome(state=PaymentState.VOIDED)
    assert await shopping.hooks.first(HookSpecs.resolve_payment_void, PaymentQuery(REF.id, "x")) is None


def operation(method: str) -> PaymentOperation:
    return PaymentOperation(
        operation_id=REF.id,
        payment_id=REF.id,
        method=method,
        kind=PaymentOperationKind.CAPTURE,
        amount=Money(500, "EUR"),
    )


async def test_hook_resolve_payment_capture(shopping: App) -> None:
    assert await shopping.hooks.first(HookSpecs.resolve_payment_capture, operation("wish:coin")) == SUCCEEDED
    assert await shopping.hooks.first(HookSpecs.resolve_payment_capture, operation("x")) is None


async def test_hook_resolve_payment_refund(shopping: App) -> None:
    assert await shopping.hooks.first(HookSpecs.resolve_payment_refund, operation("wish:coin")) == SUCCEEDED
    assert await shopping.hooks.first(HookSpecs.resolve_payment_refund, operation("x")) is None


async def test_hook_resolve_payment_operation(shopping: App) -> None:
    found = await shopping.hooks.first(HookSpecs.resolve_payment_operation, operation("wish:coin"))
    assert found == PaymentOperationOutcome(state=PaymentOperationState.FAILED, reason="never_arrived")
    assert await shopping.hooks.first(HookSpecs.resolve_payment_operation, operation("x")) is None


async def test_hook_resolve_payment_notice(shopping: App) -> None:
    def notice(provider: str) -> PaymentNotice:
        return PaymentNotice(provider=provider, headers={}, body=b"evt_1")

    found = await shopping.hooks.first(HookSpecs.resolve_payment_notice, notice("fountain"))
    assert found == PaymentNews(event_id="evt_1", answer="thanks")
    assert await shopping.hooks.first(HookSpecs.resolve_payment_notice, notice("x")) is None


def test_two_commands_of_one_name_refuse_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    class Again(Plugin[NoSettings]):
        name = "again"
        version = "1"
        cli = (CliCommand(wish),)

    class Host:
        plugins = (WishPlugin(NoSettings()), Again(NoSettings()))

    monkeypatch.setattr("fondaco.cli.plugins._host", Host)
    with pytest.raises(PluginError, match="Plugins 'wish' and 'again' both add the command 'wish'"):
        contributed_commands(None)


async def test_hooks_may_be_asked_at_once(shopping: App) -> None:
    found = await asyncio.gather(
        *(shopping.hooks.first(HookSpecs.resolve_payment_void, PaymentQuery(REF.id, "wish:coin")) for _ in range(20))
    )
    assert found == [PaymentOutcome(state=PaymentState.VOIDED)] * 20
