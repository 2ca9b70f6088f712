"""What checkout contributes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from fondaco.cache.kept import Kept
from fondaco.commerce import (
    BuyersOrderQuery,
    CarrierRates,
    CarrierRatesQuery,
    CartTaxes,
    CartTaxesQuery,
    CartView,
    DeliveryOption,
    HeldOrdersQuery,
    OrderShipment,
    TaxDecision,
    TaxNumberAnswer,
    TaxNumberQuery,
    TaxQuery,
)
from fondaco.diagnosis import Diagnosis
from fondaco.events.subscribers import Subscriber
from fondaco.graphql import GraphQL
from fondaco.hookspecs import fallback
from fondaco.jobs import Job
from fondaco.mails import MailKind

from fondaco_checkout import jobs
from fondaco_checkout.concern_hooks import ConcernHooks
from fondaco_checkout.diagnoses import diagnoses
from fondaco_checkout.graphql.address_book import address_book, address_book_admin
from fondaco_checkout.graphql.addresses import address_lines, addresses
from fondaco_checkout.graphql.admin import admin
from fondaco_checkout.graphql.admin_payments import admin_payments
from fondaco_checkout.graphql.admin_refunds import admin_refunds
from fondaco_checkout.graphql.carts import carts
from fondaco_checkout.graphql.cases import cases
from fondaco_checkout.graphql.customer_orders import customer_orders
from fondaco_checkout.graphql.deliveries import deliveries as delivery_admin
from fondaco_checkout.graphql.documents import admin_documents, documents
from fondaco_checkout.graphql.draft_links import draft_links
from fondaco_checkout.graphql.drafts import drafts
from fondaco_checkout.graphql.edits import edits
from fondaco_checkout.graphql.exports import exports
from fondaco_checkout.graphql.extensions import extensions
from fondaco_checkout.graphql.history import history_admin, history_shop
from fondaco_checkout.graphql.order_lists import order_lists
from fondaco_checkout.graphql.parcels import parcels
from fondaco_checkout.graphql.payments import payments
from fondaco_checkout.graphql.remarks import remarks, remarks_shop
from fondaco_checkout.graphql.shared_carts import shared_carts
from fondaco_checkout.graphql.shop import shop
from fondaco_checkout.graphql.shop_payments import shop_payments
from fondaco_checkout.graphql.taxes import taxes as tax_admin
from fondaco_checkout.mail_kinds import mail_kinds
from fondaco_checkout.model import flat_rates
from fondaco_checkout.model.buyer import require_served
from fondaco_checkout.model.deliveries import DeliveryTable
from fondaco_checkout.model.taxes import TaxTable
from fondaco_checkout.permissions import PERMISSIONS
from fondaco_checkout.repository import deliveries, taxes
from fondaco_checkout.repository.completions import list_ended
from fondaco_checkout.service import delivery_methods, tax_zones
from fondaco_checkout.service.carrier_service import ask_carrier
from fondaco_checkout.service.carriers import offered_options
from fondaco_checkout.service.fulfilment import find_buyers_order, note_shipment
from fondaco_checkout.service.order_mails import OrderMails
from fondaco_checkout.service.tax_decision import decide
from fondaco_checkout.service.tax_service import ask_service
from fondaco_checkout.service.vies import ask_vies
from fondaco_checkout.settings import CheckoutSettings
from fondaco_checkout.subscribers import subscribers
from fondaco_checkout.tables import tables
from fondaco_checkout.test_provider.routes import routes
from fondaco_checkout.webhooks import webhook_routes

if TYPE_CHECKING:
    from fondaco.db.unit_of_work import UnitOfWork
    from litestar.types import ControllerRouterHandler

__all__ = ["CheckoutPlugin"]


class CheckoutPlugin(ConcernHooks):
    """Carts, delivery, taxes, payments, orders, refunds."""

    name = "checkout"
    after = ("system",)  # PDFs and exports are files
    settings_type = CheckoutSettings
    tables = tables()
    graphql = GraphQL(
        shop=(
            shop,
            shop_payments,
            addresses,
            address_book,
            address_lines,
            carts,
            customer_orders,
            extensions,
            payments,
            documents,
            remarks,
            remarks_shop,
            history_shop,
            shared_carts,
            draft_links,
        ),
        admin=(
            admin,
            admin_payments,
            admin_refunds,
            order_lists,
            cases,
            exports,
            tax_admin,
            delivery_admin,
            address_book_admin,
            address_lines,
            extensions,
            payments,
            documents,
            admin_documents,
            remarks,
            history_admin,
            parcels,
            edits,
            drafts,
        ),
    )
    permissions = PERMISSIONS

    def register_jobs(self) -> Sequence[Job]:
        """Recovery of completions every 30 seconds, removal of old carts every hour."""
        return jobs.jobs(self.settings)

    def register_subscribers(self) -> Sequence[Subscriber]:
        """What watches orders, makes invoices and credit notes, and writes to buyers."""
        return (*super().register_subscribers(), *subscribers(self.settings, self.order_mails))

    def register_mails(self) -> Sequence[MailKind]:
        """Those about orders, their money and their documents."""
        return mail_kinds()

    @cached_property
    def order_mails(self) -> OrderMails:
        """What writes mails."""
        return OrderMails(lambda: self.app.mails, self.settings, self.app.settings.server.base_url)

    def register_routes(self) -> Sequence[ControllerRouterHandler]:
        """Where payment providers send messages, and the page of the test provider."""
        test = routes(self.app, self.settings, self.test_provider) if self.settings.test_provider else ()
        return (*webhook_routes(self.app), *test)

    def register_diagnoses(self) -> Sequence[Diagnosis]:
        """Whether buyers can order without paying, and whether invoices can be issued."""
        return diagnoses(self.settings)

    async def collect_delivery_options(self, payload: CartView) -> Sequence[DeliveryOption]:
        """The methods of staff, at what carriers say; where a channel has none, the flat rates of the settings."""
        table = await self.deliveries.get()
        if table.serves(payload.channel.slug):
            return await offered_options(self.app.hooks, self.settings, table, payload)
        return flat_rates.delivery_options(self.settings, payload)

    async def resolve_carrier_rates(self, payload: CarrierRatesQuery) -> CarrierRates | None:
        """The carriers of the settings, each a service."""
        return await ask_carrier(self.settings, payload)

    @cached_property
    def deliveries(self) -> Kept[DeliveryTable]:
        """What staff have defined of delivery, in memory."""
        return Kept(self.app.tags, self.app.database, frozenset({delivery_methods.TAG}), deliveries.load_table)

    @cached_property
    def taxes(self) -> Kept[TaxTable]:
        """What staff have defined of taxes, in memory."""
        return Kept(self.app.tags, self.app.database, frozenset({tax_zones.TAG}), taxes.load_table)

    @fallback
    async def resolve_tax_rates(self, payload: TaxQuery) -> TaxDecision | None:
        """The zones of staff, else the rates of the settings and of the country's law; others are asked before."""
        return decide(self.settings, await self.taxes.get(), payload)

    async def resolve_cart_taxes(self, payload: CartTaxesQuery) -> CartTaxes | None:
        """The tax service of the settings, if there is one."""
        return await ask_service(self.settings, payload)

    async def resolve_tax_number(self, payload: TaxNumberQuery) -> TaxNumberAnswer | None:
        """VIES, if it is to be asked."""
        return await ask_vies(self.settings, payload)

    async def validate_cart_completion(self, payload: CartView) -> None:
        """The channel has to deliver to the destination."""
        if payload.requires_shipping:
            require_served(payload.channel, payload.shipping_address, field=("cartId",))

    async def collect_ended_orders(self, payload: HeldOrdersQuery) -> Collection[UUID]:
        """Orders of its carts that have no undecided payment and were not placed."""
        return await list_ended(payload.orders)

    async def resolve_buyers_order(self, payload: BuyersOrderQuery) -> UUID | None:
        """Its own orders, to who placed them or has their secret."""
        return await find_buyers_order(payload)

    async def join_order_shipment(self, uow: UnitOfWork, payload: OrderShipment) -> None:
        """Keeps on the lines of its orders what left and came back."""
        await note_shipment(payload)
