"""Carts under parallel hands: nothing is lost, nothing is there twice, and no cart is ordered twice.

Each round lets real connections of one pool race. 200 rounds; 5,000 with ``FONDACO_NIGHTLY=1``.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest_asyncio
from fondaco.access import Principal, PrincipalKind
from fondaco.app import App
from fondaco.commerce import Address, Money, Sellable, SellableRef, SellablesQuery
from fondaco.context import Context
from fondaco.db.engine import execute, fetch_value
from fondaco.errors import DomainError
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import Settings
from fondaco_checkout.model.settlement import Completion
from fondaco_checkout.repository import completions
from fondaco_checkout.service.cart_lines import WantedLine, add_lines
from fondaco_checkout.service.carts import create_cart, expire_carts, lock_open_cart
from fondaco_checkout.service.complete import ChosenPayment, Wishes, complete_cart
from fondaco_checkout.service.merging import merge_carts
from fondaco_checkout.service.settle import settle_payment, settle_stale
from fondaco_checkout.settings import CheckoutSettings

ROUNDS = 5000 if os.environ.get("FONDACO_NIGHTLY") == "1" else 200
AT_A_TIME = 5
"""Rounds that run side by side, each with buyers of its own."""

THING = SellableRef("Thing", UUID(int=1))
BERLIN = Address(country="DE", name="Ada Lovelace", line1="Unter den Linden 1", city="Berlin", postal_code="10117")
CARD = ChosenPayment("test", "4242424242424242")


class Things(Plugin[NoSettings]):
    """Sells one thing, which is not sent, for 10.00."""

    name = "things"

    async def collect_sellables(self, payload: SellablesQuery) -> Mapping[SellableRef, Sellable]:
        price = Money(1000, payload.channel.currency)
        return {
            ref: Sellable(ref=ref, sku="T", title="Thing", unit_price=price, requires_shipping=False)
            for ref in payload.refs
            if ref == THING
        }


def configured(settings: Settings) -> Settings:
    return msgspec.structs.replace(settings, plugins={"checkout": {"test_provider": True}})


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: Callable[..., Any]) -> App:
    """Checkout, and a plugin that sells a thing."""
    made: App = await make_app(enabled=["checkout"], plugins=[Things], settings=configured)
    return made


async def in_rounds(one: Callable[[], Awaitable[None]]) -> None:
    """Runs a round so often, several at a time."""
    left = iter(range(ROUNDS))

    async def some() -> None:
        for _ in left:
            await one()

    await asyncio.gather(*(some() for _ in range(AT_A_TIME)))


class Shop:
    """The verbs of the shop, each in a transaction of its own."""

    def __init__(self, app: App) -> None:
        self.app = app
        plugin = app.host.get("checkout")
        assert plugin is not None
        self.settings: CheckoutSettings = plugin.settings

    def caller(self, session: UUID, customer: UUID | None = None) -> Context:
        kind = PrincipalKind.ANONYMOUS if customer is None else PrincipalKind.CUSTOMER
        channel = self.app.default_channel
        principal = Principal(kind=kind, id="buyer", session=session, customer=customer)
        return Context(channel=channel, locale="en", principal=principal)

    async def create(self, caller: Context, quantity: int) -> UUID:
        async with self.app.unit_of_work(caller) as uow:
            session = caller.principal.session
            assert session is not None
            cart = await create_cart(uow, self.settings, session=session, lines=[WantedLine(THING, quantity)])
        return cart.id

    async def add(self, caller: Context, cart_id: UUID, quantity: int) -> int:
        """Adds pieces, and says how many came in: a cart that is gone or being paid takes none."""
        try:
            async with self.app.unit_of_work(caller) as uow:
                cart = await lock_open_cart(uow, cart_id)
                await add_lines(uow, self.settings, caller.channel, cart, [WantedLine(THING, quantity)])
        except DomainError as refused:
            if refused.code not in {"CART_NOT_FOUND", "CART_COMPLETED", "CART_COMPLETING"}:
                raise
            return 0
        return quantity

    async def merge(self, caller: Context) -> UUID | None:
        async with self.app.unit_of_work(caller) as uow:
            cart = await merge_carts(uow, self.settings, caller.channel)
        return None if cart is None else cart.id

    async def ready(self, caller: Context) -> UUID:
        """Makes a cart that only has to be paid."""
        cart_id = await self.create(caller, 1)
        address = msgspec.json.encode(BERLIN).decode()
        await execute(
            "UPDATE checkout.cart SET email = 'ada@example.com', billing_address = $2 WHERE id = $1", cart_id, address
        )
        return cart_id

    async def complete(self, caller: Context, cart_id: UUID) -> UUID | None:
        """Completes a cart and returns the order; None if there is no such cart any more."""
        try:
            settled = await complete_cart(self.app, self.settings, caller, cart_id, CARD, Wishes())
        except DomainError as refused:
            if refused.code != "CART_NOT_FOUND":
                raise
            return None
        assert settled.order is not None
        return settled.order.id

    async def charged(self, cart_id: UUID) -> Completion | None:
        """Waits until the provider knows the payment of a cart; None if its completion is over already."""
        while True:
            found = await completions.find_completion(cart_id)
            if found is None and await fetch_value(
                "SELECT count(*) FROM checkout.payment_attempt WHERE cart_id = $1", cart_id
            ):
                return None
            known = "SELECT EXISTS (SELECT FROM checkout.test_payment WHERE payment_id = $1)"
            if found is not None and await fetch_value(known, found.payment_id):
                return found
            await asyncio.sleep(0)


async def test_what_is_added_during_a_login_is_in_the_one_cart_or_the_other(app: App) -> None:
    shop = Shop(app)

    async def one() -> None:
        session, customer = uuid4(), uuid4()
        guest, signed_in = shop.caller(session), shop.caller(session, customer)
        mine, left = await shop.create(signed_in, 1), await shop.create(guest, 10)
        merged, to_guest, to_mine = await asyncio.gather(
            shop.merge(signed_in), shop.add(guest, left, 100), shop.add(signed_in, mine, 200)
        )
        assert merged == mine
        assert to_mine == 200
        found = await fetch_value(
            "SELECT array_agg(l.quantity) FROM checkout.cart_line AS l JOIN checkout.cart AS c ON c.id = l.cart_id "
            "WHERE c.customer_id = $1 OR c.session = $2",
            customer,
            session,
        )
        assert found == [211 + to_guest]

    await in_rounds(one)


async def test_a_login_in_several_tabs_adds_once(app: App) -> None:
    shop = Shop(app)

    async def one() -> None:
        session, customer = uuid4(), uuid4()
        signed_in = shop.caller(session, customer)
        await shop.create(shop.caller(session), 10)
        merged = await asyncio.gather(*(shop.merge(signed_in) for _ in range(3)))
        assert len(set(merged)) == 1
        found = await fetch_value("SELECT array_agg(quantity) FROM checkout.cart_line WHERE cart_id = $1", merged[0])
        assert found == [10]

    await in_rounds(one)
    assert await fetch_value("SELECT count(*) FROM checkout.cart") == ROUNDS


async def test_two_customers_of_one_browser_do_not_both_get_what_the_guest_had(app: App) -> None:
    shop = Shop(app)

    async def one() -> None:
        session = uuid4()
        ada, bob = shop.caller(session, uuid4()), shop.caller(session, uuid4())
        await shop.create(ada, 1)
        await shop.create(shop.caller(session), 10)
        await shop.create(shop.caller(session), 100)
        await asyncio.gather(shop.merge(ada), shop.merge(bob))
        found = await fetch_value(
            "SELECT sum(l.quantity) FROM checkout.cart_line AS l JOIN checkout.cart AS c ON c.id = l.cart_id "
            "WHERE c.session = $1 AND c.customer_id IS NOT NULL",
            session,
        )
        assert found == 111

    await in_rounds(one)


async def test_a_cart_that_is_paid_while_it_expires_is_an_order_or_gone(app: App) -> None:
    shop = Shop(app)

    async def expire() -> None:
        async with app.unit_of_work(app.system_context()) as uow:
            await expire_carts(uow, shop.settings)

    async def one() -> None:
        guest = shop.caller(uuid4())
        cart_id = await shop.ready(guest)
        await execute(
            "UPDATE checkout.cart SET updated_at = updated_at - $2::interval WHERE id = $1", cart_id, timedelta(days=40)
        )
        order_id, _ = await asyncio.gather(shop.complete(guest, cart_id), expire())
        left = await fetch_value("SELECT state FROM checkout.cart WHERE id = $1", cart_id)
        assert left == (None if order_id is None else "completed")

    await in_rounds(one)
    payments = await fetch_value("SELECT count(*) FROM checkout.test_payment")
    assert payments == await fetch_value("SELECT count(*) FROM checkout.orders")


async def test_storefront_webhook_and_job_complete_a_cart_once(app: App) -> None:
    shop = Shop(app)

    async def one() -> None:
        guest = shop.caller(uuid4())
        cart_id = await shop.ready(guest)

        async def webhook() -> UUID | None:
            completion = await shop.charged(cart_id)
            if completion is None:
                return None
            settled = await settle_payment(app, shop.settings, completion.payment_id)
            return None if settled.order is None else settled.order.id

        async def job() -> UUID | None:
            completion = await shop.charged(cart_id)
            if completion is None:
                return None
            settled = await settle_stale(app, shop.settings, completion, timedelta(minutes=2))
            return None if settled.order is None else settled.order.id

        found = await asyncio.gather(shop.complete(guest, cart_id), shop.complete(guest, cart_id), webhook(), job())
        order_id = await fetch_value("SELECT id FROM checkout.orders WHERE cart_id = $1", cart_id)
        assert order_id is not None
        assert set(found) <= {order_id, None}

    await in_rounds(one)
    assert await fetch_value("SELECT count(*) FROM checkout.orders") == ROUNDS
    charged = await fetch_value("SELECT count(*) FROM checkout.test_payment WHERE state IN ('authorized', 'captured')")
    assert charged == ROUNDS
