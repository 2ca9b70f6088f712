"""Completing a cart: freeze, pay, place the order. See the state diagram in the plugin's README.

Three steps, so that no transaction is open while a payment provider thinks: A freezes the order and takes the guard, B
asks the provider, C (`settle`) lets the answer take effect. A process that dies between any two of them leaves a
completion behind that the next call, the provider's webhook or the recovery job finishes by asking the provider.
"""

from __future__ import annotations

import asyncio
import secrets
from datetime import timedelta
from typing import Protocol
from uuid import UUID

import msgspec
from fondaco import clock
from fondaco.commerce import Money, PaymentRequest
from fondaco.context import Context
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, LimitExceededError
from fondaco.hookspecs import HookSpecs
from fondaco.ids import new_id
from fondaco.jobs import WorkerApp

from fondaco_checkout.errors import (
    cart_completed,
    cart_completing,
    cart_not_found,
    payment_declined,
    payment_uncertain,
    sign_in_required,
)
from fondaco_checkout.model.cart import Cart, CartOrigin, CartState, PricedCart
from fondaco_checkout.model.freezing import build_order
from fondaco_checkout.model.order import StaffDraft
from fondaco_checkout.model.settlement import Completion, CompletionState, Settled
from fondaco_checkout.repository import carts, completions, orders
from fondaco_checkout.service.customer_limits import require_customer_limits
from fondaco_checkout.service.demand import hold
from fondaco_checkout.service.pricing import channel_of, price_cart
from fondaco_checkout.service.provider import NO_PAYMENT, authorize
from fondaco_checkout.service.quotes import with_quotes
from fondaco_checkout.service.settle import ask_and_settle, settle, settled_result, void_completion
from fondaco_checkout.settings import CheckoutSettings

__all__ = [
    "ChosenPayment",
    "CompletionCaller",
    "Wishes",
    "complete_cart",
    "reopen_cart",
    "reopen_found",
    "require_complete",
]

LEASE_MARGIN = timedelta(seconds=2)
FIRST_WAIT, LONGEST_WAIT = 0.05, 0.4
"""Seconds between two looks at a completion that somebody else is working on."""


class ChosenPayment(msgspec.Struct, frozen=True):
    """How the buyer means to pay.

    Attributes:
        token: Passed on to the provider and kept nowhere.
    """

    method: str
    token: str
    return_url: str | None = None


class Wishes(msgspec.Struct, frozen=True):
    """What the buyer wants of the completion besides paying.

    Attributes:
        expected_total: What they saw; refused if it is something else by now.
        save_addresses: Into their book, once the order is placed; for customers.
    """

    expected_total: Money | None = None
    save_addresses: bool = False


class CompletionCaller(Protocol):
    """On whose word a cart is completed."""

    async def lock(self, uow: UnitOfWork, cart_id: UUID) -> Cart:
        """Locks the cart, or raises ``CART_NOT_FOUND`` or whatever else keeps the caller from it."""

    def drafted(self, uow: UnitOfWork, priced: PricedCart) -> StaffDraft | None:
        """What the order is told of who filled the cart, if staff did. Called after `lock`."""


class _Owner:
    """The buyer whose cart it is, by session or account."""

    async def lock(self, uow: UnitOfWork, cart_id: UUID) -> Cart:
        principal = uow.context.principal
        if principal.session is None and principal.customer is None:
            raise cart_not_found()
        return await carts.lock_cart(cart_id, session=principal.session, customer=principal.customer)

    def drafted(self, uow: UnitOfWork, priced: PricedCart) -> StaffDraft | None:
        return None


_OWNER = _Owner()


class _Begun(msgspec.Struct, frozen=True):
    """What step A found or made: the order of a completed cart, or a completion, which is ours or somebody else's."""

    settled: Settled | None = None
    completion: Completion | None = None
    ours: bool = False


async def complete_cart(
    app: WorkerApp,
    settings: CheckoutSettings,
    context: Context,
    cart_id: UUID,
    payment: ChosenPayment,
    wishes: Wishes,
    caller: CompletionCaller = _OWNER,
) -> Settled:
    """Completes the caller's cart: at most one order and one charge, however often and from wherever it is called.

    Called outside any transaction. A call that finds another one asking the provider waits for it and returns what that
    one got. A call that finds a payment undecided asks the provider about it first, and begins a new payment only where
    the old one never arrived and never will.

    Args:
        caller: Who may complete it; the buyer whose cart it is, unless it is said otherwise.

    Returns:
        The order, or where the buyer has to go to confirm.

    Raises:
        NotFoundError: ``CART_NOT_FOUND``.
        ConflictError: ``CART_INCOMPLETE``, ``LINE_UNAVAILABLE``, ``COMPONENTS_CHANGED`` (until the line's quantity is
            set anew), ``TOTAL_CHANGED``, ``OUT_OF_STOCK``, ``PAYMENT_DECLINED`` (the cart is open again),
            ``PAYMENT_UNCERTAIN`` (call again), or what a plugin vetoes with.
        InvalidInputError: ``PAYMENT_METHOD_UNKNOWN``.
        LimitExceededError: ``CUSTOMER_LIMIT_REACHED``, ``QUANTITY_TOO_LARGE``, ``TOTAL_TOO_LARGE``.
        PermissionDeniedError: ``SIGN_IN_REQUIRED`` if a guest's addresses are to be saved.
    """
    settled = Settled()
    for _ in range(2):
        begun = await with_quotes(lambda: _begin(app, settings, context, cart_id, payment, wishes, caller))
        if begun.settled is not None or begun.completion is None:
            return _answered(begun.settled or Settled())
        completion = begun.completion
        if begun.ours:
            outcome = await authorize(
                app.hooks, completion, _request(app, completion, payment), settings.payment_timeout_seconds
            )
            return _answered(await settle(app, completion, outcome))
        settled = await _wait_for_other(completion)
        if not settled.uncertain:
            return _answered(settled)
        settled = await _settle_again(app, settings, completion)
        if settled.refused != "never_arrived":
            break
    return _answered(settled)


def _answered(settled: Settled) -> Settled:
    if settled.refused is not None:
        raise payment_declined(settled.refused)
    if settled.uncertain:
        raise payment_uncertain()
    return settled


async def _settle_again(app: WorkerApp, settings: CheckoutSettings, completion: Completion) -> Settled:
    """Asks about a completion as it is now, which may not be as it was found."""
    found = await completions.find_completion_of_payment(completion.payment_id)
    if found is None:
        return await settled_result(completion.payment_id)
    return await ask_and_settle(app, settings, found)


def _request(app: WorkerApp, completion: Completion, payment: ChosenPayment) -> PaymentRequest:
    return PaymentRequest(
        payment_id=completion.payment_id,
        method=completion.method,
        amount=completion.amount,
        token=payment.token,
        reference=f"{app.settings.name} {completion.draft.number}",
        return_url=payment.return_url,
        capture=completion.capture,
        channel=completion.draft.channel,
    )


async def _wait_for_other(completion: Completion) -> Settled:
    """Waits while another call asks the provider; uncertain if that one gave up or died."""
    wait = FIRST_WAIT
    found: Completion | None = completion
    while found is not None and found.in_flight(clock.utc_now()):
        await asyncio.sleep(wait)
        wait = min(wait * 1.5, LONGEST_WAIT)
        found = await completions.find_completion_of_payment(completion.payment_id)
    if found is None:
        return await settled_result(completion.payment_id)
    return Settled(action_url=found.action_url) if found is not completion else Settled()


async def _begin(
    app: WorkerApp,
    settings: CheckoutSettings,
    context: Context,
    cart_id: UUID,
    payment: ChosenPayment,
    wishes: Wishes,
    caller: CompletionCaller,
) -> _Begun:
    async with app.unit_of_work(context) as uow:
        cart = await caller.lock(uow, cart_id)
        if cart.state is CartState.COMPLETED:
            return _Begun(Settled(order=(await orders.find_orders_of_carts([cart.id]))[cart.id]))
        if cart.state is CartState.COMPLETING:
            return _Begun(completion=await completions.lock_completion(cart.id))
        completion = await _freeze(uow, settings, app, cart, payment, wishes, caller)
        await completions.add_completion(completion)
        return _Begun(completion=completion, ours=True)


async def _freeze(
    uow: UnitOfWork,
    settings: CheckoutSettings,
    app: WorkerApp,
    cart: Cart,
    payment: ChosenPayment,
    wishes: Wishes,
    caller: CompletionCaller,
) -> Completion:
    channel = channel_of(app.channels, cart.channel)
    of_caller = uow.context.locale in channel.locales and cart.origin is CartOrigin.BUYER
    locale = uow.context.locale if of_caller else cart.locale
    if wishes.save_addresses and cart.customer is None:
        raise sign_in_required()
    groups = uow.context.principal.groups
    priced = await price_cart(uow.hooks, settings, cart, channel, locale, groups)
    require_complete(priced, settings)
    if wishes.expected_total is not None and wishes.expected_total != priced.total:
        raise ConflictError(
            f"The total is {priced.total} now, not {wishes.expected_total}.",
            code="TOTAL_CHANGED",
            field=("expectedTotal",),
        )
    free = priced.total.amount == 0
    if not free and payment.method not in {method.code for method in priced.payment_methods}:
        raise InvalidInputError(
            "This way to pay is not offered.", code="PAYMENT_METHOD_UNKNOWN", field=("payment", "method")
        )
    await require_customer_limits(uow, priced)
    await uow.hooks.validate(HookSpecs.validate_cart_completion, priced.view)
    number, attempt = await completions.next_numbers(cart.id)
    draft = build_order(
        priced,
        id=new_id(),
        number=number,
        token=secrets.token_urlsafe(24),
        email=cart.email or "",
    )
    drafted = caller.drafted(uow, priced)
    draft = msgspec.structs.replace(draft, save_addresses=wishes.save_addresses, drafted=drafted)
    await hold(uow, draft, uow.now + timedelta(minutes=settings.action_minutes))
    return Completion(
        cart_id=cart.id,
        payment_id=new_id(),
        attempt=attempt,
        state=CompletionState.AUTHORIZING,
        method=NO_PAYMENT if free else payment.method,
        draft=draft,
        action_url=None,
        capture=settings.captures_at_once(channel.slug, payment.method),
        created_at=uow.now,
        # From now on, and not from when the transaction began: it may have waited for the cart's lock.
        lease_until=clock.utc_now() + timedelta(seconds=settings.payment_timeout_seconds) + LEASE_MARGIN,
    )


def require_complete(priced: PricedCart, settings: CheckoutSettings) -> None:
    """Refuses a cart that could not be paid as it is; see `complete_cart`."""
    for line in priced.lines:
        if line.sold_out:
            raise ConflictError(f"{line.sellable.title} is out of stock.", code="OUT_OF_STOCK", field=("cartId",))
        if not line.available:
            raise ConflictError(
                f"{line.sellable.title} cannot be bought any more.", code="LINE_UNAVAILABLE", field=("cartId",)
            )
        if line.recomposed:
            raise ConflictError(
                f"What {line.sellable.title} consists of has changed: look at the cart, and set the line's quantity.",
                code="COMPONENTS_CHANGED",
                field=("cartId",),
            )
        limit = line.sellable.largest
        if line.quantity > settings.line_max_quantity or (limit is not None and line.quantity > limit):
            raise LimitExceededError(
                f"Not so many of {line.sellable.title} can be bought.", code="QUANTITY_TOO_LARGE", field=("cartId",)
            )
    if priced.missing:
        names = ", ".join(requirement.name for requirement in priced.missing)
        raise ConflictError(f"The cart still needs: {names}.", code="CART_INCOMPLETE", field=("cartId",))


async def reopen_cart(app: WorkerApp, settings: CheckoutSettings, context: Context, cart_id: UUID) -> None:
    """Gives an undecided payment of the caller's cart back, so that the cart can be changed or paid in another way.

    Idempotent: an open cart stays open.

    Raises:
        NotFoundError: ``CART_NOT_FOUND``.
        ConflictError: ``CART_COMPLETED`` (also if the money could not be given back and the order was placed),
            ``CART_COMPLETING`` while the provider is being asked, ``PAYMENT_UNCERTAIN`` if it does not answer.
    """
    session, customer = context.principal.session, context.principal.customer
    if session is None and customer is None:
        raise cart_not_found()
    cart = (await carts.find_carts([cart_id], session=session, customer=customer)).get(cart_id)
    if cart is None:
        raise cart_not_found()
    await reopen_found(app, settings, cart)


async def reopen_found(app: WorkerApp, settings: CheckoutSettings, cart: Cart) -> None:
    """As `reopen_cart`, for a cart that the caller may give back."""
    if cart.state is CartState.OPEN:
        return
    completion = await completions.find_completion(cart.id)
    if completion is None:  # decided, if not before then since the cart was read
        if cart.id in await orders.find_orders_of_carts([cart.id]):
            raise cart_completed()
        return
    if completion.in_flight(clock.utc_now()):
        raise cart_completing()
    settled = await void_completion(app, settings, completion)
    if settled.order is not None:
        raise cart_completed()
    if settled.refused is None:
        raise payment_uncertain()
