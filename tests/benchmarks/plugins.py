"""Twelve small plugins, as a shop might add to the four that Fondaco comes with: fields on foreign types, hooks that a
cart asks, subscribers, jobs, routes, settings. None has tables, and none changes what the measured pages show: what is
measured is what their presence costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import msgspec
from fondaco.access.permissions import ANYONE
from fondaco.app import App
from fondaco.commerce import (
    CartView,
    DeliveryOption,
    Money,
    PaymentMethod,
    Sellable,
    SellableRef,
    SellablesQuery,
    TaxDecision,
    TaxQuery,
)
from fondaco.commerce.events import OrderCancelled, OrderPlaced, ProductPublished, ProductUpdated
from fondaco.db import UnitOfWork
from fondaco.diagnosis import Diagnosis
from fondaco.errors import ConflictError
from fondaco.events.subscribers import Subscriber
from fondaco.graphql import GraphQL, Info, SchemaPart, object_type
from fondaco.graphql import Money as MoneyType
from fondaco.observability.health import HealthCheck
from fondaco.plugins import Plugin
from fondaco.seeds import Seed
from litestar import Response, get

__all__ = ["PLUGINS"]


class HasProduct(Protocol):
    """A product, as other plugins see it."""

    id: UUID
    title: str
    description: str
    created_at: datetime
    min_amount: int | None
    currency: str | None


class HasVariant(Protocol):
    """A variant, as other plugins see it."""

    sku: str
    weight_grams: int
    price: Money | None
    compare_at_price: Money | None


async def _nothing(uow: UnitOfWork, event: Any) -> None:
    """Looks at an event and leaves it at that."""


class BadgeValue(msgspec.Struct, frozen=True):
    """A word on a picture."""

    code: str
    text: str


@object_type(BadgeValue)
class Badge:
    """A word on a product's picture.

    Attributes:
        code: Stable.
        text: What buyers read.
    """

    code: str
    text: str


_badges = SchemaPart()


@_badges.extend("Product", type=list[Badge], name="badges", shared=True)
async def product_badges(products: Sequence[HasProduct]) -> list[list[BadgeValue]]:
    """What is new about it."""
    since = datetime.now(UTC) - timedelta(days=14)
    return [[BadgeValue("new", "New")] if product.created_at > since else [] for product in products]


class Badges(Plugin):
    """Marks new products."""

    name = "bench_badges"
    graphql = GraphQL(shop=(_badges,))
    subscribers = (Subscriber(ProductPublished, _nothing, name="refresh"),)


_reading = SchemaPart()


@_reading.extend("Product", type=int, name="readingSeconds", shared=True)
async def reading_seconds(products: Sequence[HasProduct]) -> list[int]:
    """How long it takes to read the description."""
    return [len(product.description.split()) // 4 for product in products]


class Reading(Plugin):
    """Says how long descriptions are."""

    name = "bench_reading"
    graphql = GraphQL(shop=(_reading,), admin=(_reading,))
    subscribers = (Subscriber(ProductUpdated, _nothing, name="check_length"),)


_unit_prices = SchemaPart()


@_unit_prices.extend("ProductVariant", type=MoneyType | None, name="pricePerKilogram", shared=True)
async def price_per_kilogram(variants: Sequence[HasVariant]) -> list[Money | None]:
    """The price of a kilogram; null where weight or price is unknown."""
    return [
        None
        if variant.price is None or not variant.weight_grams
        else Money(variant.price.amount * 1000 // variant.weight_grams, variant.price.currency)
        for variant in variants
    ]


class UnitPrices(Plugin):
    """Shows base prices."""

    name = "bench_unit_prices"
    graphql = GraphQL(shop=(_unit_prices,))


_savings = SchemaPart()


@_savings.extend("ProductVariant", type=MoneyType | None, name="saving", shared=True)
async def saving(variants: Sequence[HasVariant]) -> list[Money | None]:
    """How much less it costs than before."""
    return [
        variant.compare_at_price - variant.price
        if variant.price is not None and variant.compare_at_price is not None
        else None
        for variant in variants
    ]


class Savings(Plugin):
    """Shows what a buyer saves."""

    name = "bench_savings"
    graphql = GraphQL(shop=(_savings,))
    subscribers = (Subscriber(ProductUpdated, _nothing, name="note"),)


class GiftCards(Plugin):
    """Sells gift cards."""

    name = "bench_gift_cards"

    async def collect_sellables(self, payload: SellablesQuery) -> Mapping[SellableRef, Sellable]:
        """Those of the asked things that are gift cards."""
        return {
            ref: Sellable(
                ref=ref,
                sku="GIFT",
                title="Gift card",
                unit_price=Money(2500, payload.channel.currency),
                requires_shipping=False,
            )
            for ref in payload.refs
            if ref.type == "GiftCard"
        }


class Pickup(Plugin):
    """Lets buyers in the Netherlands fetch their parcels."""

    name = "bench_pickup"

    async def collect_delivery_options(self, payload: CartView) -> Sequence[DeliveryOption]:
        """One option, there."""
        address = payload.shipping_address
        if address is None or address.country != "NL":
            return ()
        return (DeliveryOption(code="pickup:shop", name="Pick up", price=Money(0, payload.channel.currency)),)


class Invoices(Plugin):
    """Lets known companies pay later."""

    name = "bench_invoices"
    subscribers = (Subscriber(OrderPlaced, _nothing, name="write_invoice"),)

    async def collect_payment_methods(self, payload: CartView) -> Sequence[PaymentMethod]:
        """One method, for companies."""
        address = payload.billing_address
        return (PaymentMethod("invoice", "Invoice"),) if address is not None and address.company else ()


class IslandTax(Plugin):
    """Knows places where no tax is levied."""

    name = "bench_island_tax"

    async def resolve_tax_rates(self, payload: TaxQuery) -> TaxDecision | None:
        """Answers for Helgoland only."""
        island = payload.country == "DE" and payload.postal_code == "27498"
        return TaxDecision(rates=dict.fromkeys(payload.tax_classes, ())) if island else None


class MinimumOrder(Plugin):
    """Refuses orders of less than one euro."""

    name = "bench_minimum_order"

    async def validate_cart_completion(self, payload: CartView) -> None:
        """Adds up the goods."""
        if sum(line.sellable.unit_price.amount * line.quantity for line in payload.lines) < 100:
            raise ConflictError("Orders begin at 1.00.", code="ORDER_TOO_SMALL", field=("cartId",))


_greetings = SchemaPart()


@_greetings.query(type=str, permission=ANYONE, name="greeting", shared=True)
async def greeting(info: Info) -> str:
    """A word of welcome."""
    return "欢迎" if info.context.locale.startswith("zh") else "Welcome"


class Greetings(Plugin):
    """Welcomes buyers."""

    name = "bench_greetings"
    graphql = GraphQL(shop=(_greetings,))


@get("/bench/feed.txt", include_in_schema=False)
async def feed() -> Response[str]:
    """A feed for somebody else's search engine."""
    return Response("nothing yet")


class Feed(Plugin):
    """Serves a feed and says that it does."""

    name = "bench_feed"
    routes = (feed,)
    diagnoses = (Diagnosis("feed", "ok", "served at /bench/feed.txt"),)
    subscribers = (
        Subscriber(ProductPublished, _nothing, name="add"),
        Subscriber(ProductUpdated, _nothing, name="change"),
    )


class LoyaltySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[plugins.bench_loyalty]``.

    Attributes:
        cents_per_point: So much money makes a point.
    """

    cents_per_point: int = 100


_loyalty = SchemaPart()


@_loyalty.extend("Product", type=int, name="points", shared=True)
async def points(products: Sequence[HasProduct]) -> list[int]:
    """How many points it brings at least."""
    return [(product.min_amount or 0) // 100 for product in products]


class Loyalty(Plugin[LoyaltySettings]):
    """Counts points."""

    name = "bench_loyalty"
    settings_type = LoyaltySettings
    graphql = GraphQL(shop=(_loyalty,))
    subscribers = (
        Subscriber(OrderPlaced, _nothing, name="give_points"),
        Subscriber(OrderCancelled, _nothing, name="take_points"),
    )

    def register_health_checks(self) -> Sequence[HealthCheck]:
        """That a point costs something."""

        async def check() -> None:
            if self.settings.cents_per_point <= 0:
                raise ValueError("a point has to cost something")

        return (HealthCheck("loyalty", check),)

    def register_seeds(self) -> Sequence[Seed]:
        """Nothing to fill."""

        async def seed(app: App) -> str:
            return f"{app.settings.name} gives points."

        return (Seed("loyalty", seed),)


PLUGINS: tuple[type[Plugin[Any]], ...] = (
    Badges,
    Reading,
    UnitPrices,
    Savings,
    GiftCards,
    Pickup,
    Invoices,
    IslandTax,
    MinimumOrder,
    Greetings,
    Feed,
    Loyalty,
)
