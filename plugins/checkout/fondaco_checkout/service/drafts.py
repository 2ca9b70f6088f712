"""Drafts: staff build an order for a buyer, who pays it by a link, or place it themselves.

What a draft costs is what its cart costs, and it becomes an order as a cart does: nothing here prices or places. Every
verb locks the cart first.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from unicodedata import category
from uuid import UUID

import msgspec
from fondaco import clock
from fondaco.commerce import Channel, Money
from fondaco.context import Context
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError
from fondaco.hookspecs import HookSpecs
from fondaco.ids import new_id
from fondaco.jobs import WorkerApp

from fondaco_checkout.errors import cart_completed, cart_completing, reason_too_long
from fondaco_checkout.manual_methods import manual_method
from fondaco_checkout.model.cart import Cart, CartOrigin, CartState, PricedCart
from fondaco_checkout.model.drafts import Draft, DraftChange
from fondaco_checkout.model.history import actor_of
from fondaco_checkout.model.order import DraftedLine, Order, StaffDraft
from fondaco_checkout.model.settlement import Settled
from fondaco_checkout.repository import carts
from fondaco_checkout.repository import drafts as repository
from fondaco_checkout.service.carts import select_delivery_option, update_addresses, update_buyer
from fondaco_checkout.service.complete import ChosenPayment, Wishes, complete_cart, reopen_found, require_complete
from fondaco_checkout.service.draft_lines import keep_prices, release_prices, set_lines
from fondaco_checkout.service.pricing import channel_of, price_cart
from fondaco_checkout.service.quotes import with_quotes
from fondaco_checkout.service.remarks import update_remarks
from fondaco_checkout.service.touching import touch_cart
from fondaco_checkout.settings import CheckoutSettings

__all__ = [
    "complete_draft",
    "create_draft",
    "delete_draft",
    "draft_not_found",
    "expire_drafts",
    "place_draft",
    "reopen_draft",
    "send_draft",
    "update_draft",
]

LONGEST_NOTE = 10_000


def draft_not_found(field: str = "id") -> NotFoundError:
    """No such draft, or one whose link is good for nothing: nobody can tell which."""
    return NotFoundError("There is no such draft.", code="DRAFT_NOT_FOUND", field=(field,))


def _expired() -> ConflictError:
    return ConflictError("The time of this draft is over.", code="DRAFT_EXPIRED", field=("expiresAt",))


async def create_draft(
    uow: UnitOfWork,
    settings: CheckoutSettings,
    channels: Mapping[str, Channel],
    channel_slug: str,
    locale: str | None,
    change: DraftChange,
) -> Draft:
    """Begins a draft in a channel, with what is known of it.

    Args:
        locale: In which its buyer reads; None for the channel's.

    Raises:
        InvalidInputError: ``UNKNOWN_CHANNEL``, ``UNKNOWN_LOCALE``, and as `update_draft`.
    """
    channel = channels.get(channel_slug)
    if channel is None:
        raise InvalidInputError("There is no such channel.", code="UNKNOWN_CHANNEL", field=("channel",))
    if locale is not None and locale not in channel.locales:
        raise InvalidInputError("This channel has no such language.", code="UNKNOWN_LOCALE", field=("locale",))
    cart = Cart(
        id=new_id(),
        state=CartState.OPEN,
        channel=channel.slug,
        locale=locale or channel.default_locale,
        currency=channel.currency,
        session=new_id(),  # of nobody
        email=None,
        phone=None,
        shipping_address=None,
        billing_address=None,
        delivery_code=None,
        lines=(),
        created_at=uow.now,
        updated_at=uow.now,
        origin=CartOrigin.STAFF,
    )
    await carts.add_cart(cart)
    draft = Draft(
        cart=cart,
        token=secrets.token_urlsafe(24),
        note="",
        created_by=actor_of(uow.context.principal),
        created_at=uow.now,
        sent_at=None,
        expires_at=uow.now + timedelta(days=settings.draft_days),
        read_at=uow.now,
    )
    await repository.add_draft(draft)
    return await _change(uow, settings, channel, draft, change)


async def update_draft(
    uow: UnitOfWork, settings: CheckoutSettings, channels: Mapping[str, Channel], draft_id: UUID, change: DraftChange
) -> Draft:
    """Changes a draft. Where its buyer would see the change, it is open again: its link shows nothing until sent anew.

    Raises:
        NotFoundError: ``DRAFT_NOT_FOUND``.
        ConflictError: ``CART_COMPLETING``, ``CART_COMPLETED``, ``CHANNEL_GONE``, ``DELIVERY_OPTION_UNAVAILABLE``,
            ``COUNTRY_NOT_SERVED``.
        InvalidInputError: ``EXPIRES_IN_PAST``, ``TEXT_INVALID``, ``REASON_TOO_LONG``, ``INVALID_EMAIL``,
            ``INVALID_PHONE``, as `set_lines`, and of addresses as those of a cart.
        LimitExceededError: As `set_lines`.
    """
    draft = await _lock_open(draft_id)
    channel = _channel(channels, draft.cart)
    return await _change(uow, settings, channel, draft, change)


async def _change(
    uow: UnitOfWork, settings: CheckoutSettings, channel: Channel, draft: Draft, change: DraftChange
) -> Draft:
    cart = await release_prices(draft.cart) if change.seen else draft.cart
    if change.lines is not None:
        cart = await set_lines(uow, settings, channel, cart, change.lines)
    if change.shipping_address is not None or change.billing_address is not None:
        cart = await update_addresses(
            uow, settings, channel, cart, shipping=change.shipping_address, billing=change.billing_address
        )
    if change.email is not None or change.phone is not None:
        cart = await update_buyer(uow, settings, channel, cart, email=change.email, phone=change.phone)
    if change.remarks is not None:
        cart = await update_remarks(uow, cart, change.remarks)
    if change.delivery_code is not None:
        cart = await select_delivery_option(uow, channel, cart, change.delivery_code)
    if change.customer is not None:
        cart = msgspec.structs.replace(cart, customer=change.customer)
    cart = await touch_cart(uow, cart)
    changed = msgspec.structs.replace(
        draft,
        cart=cart,
        note=draft.note if change.note is None else _checked_note(change.note),
        sent_at=None if change.seen else draft.sent_at,
        expires_at=_checked_expiry(change.expires_at, draft.expires_at, uow.now),
        read_at=uow.now,
    )
    await repository.save_draft(changed)
    return changed


def _checked_note(given: str) -> str:
    text = given.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_NOTE:
        raise reason_too_long(LONGEST_NOTE, "note")
    if any(category(character) == "Cc" and character not in "\n\t" for character in text):
        raise InvalidInputError("A note has no control characters.", code="TEXT_INVALID", field=("note",))
    return text


def _checked_expiry(wanted: datetime | None, before: datetime, now: datetime) -> datetime:
    if wanted is not None and wanted <= now:
        raise InvalidInputError("A draft expires in the future.", code="EXPIRES_IN_PAST", field=("expiresAt",))
    return wanted or before


async def send_draft(app: WorkerApp, settings: CheckoutSettings, context: Context, draft_id: UUID) -> Draft:
    """Lets whoever has the link pay a draft, at the prices of now until it expires. Called outside any transaction.

    Idempotent: one that was sent stays so, with its prices. Only what could be paid as it is can be sent.

    Raises:
        NotFoundError: ``DRAFT_NOT_FOUND``.
        ConflictError: ``DRAFT_EXPIRED``, ``CART_COMPLETING``, ``CART_COMPLETED``, ``CHANNEL_GONE``,
            ``CART_INCOMPLETE``, ``LINE_UNAVAILABLE``, ``COMPONENTS_CHANGED``, or what a plugin vetoes with.
        LimitExceededError: ``QUANTITY_TOO_LARGE``.
        UnavailableError: ``TAX_UNAVAILABLE``.
    """

    async def attempt() -> Draft:
        async with app.unit_of_work(context) as uow:
            draft = await _lock_open(draft_id)
            if draft.expires_at <= uow.now:
                raise _expired()
            if draft.sent_at is not None:
                return draft
            channel = _channel(app.channels, draft.cart)
            priced = await price_cart(uow.hooks, settings, draft.cart, channel, draft.cart.locale, frozenset())
            require_complete(priced, settings)
            await uow.hooks.validate(HookSpecs.validate_cart_completion, priced.view)
            cart = await touch_cart(uow, await keep_prices(priced))
            sent = msgspec.structs.replace(draft, cart=cart, sent_at=uow.now, read_at=uow.now)
            await repository.save_draft(sent)
            return sent

    return await with_quotes(attempt)


class _Drafter:
    """Completes a draft on the word of staff, or of whoever has its link."""

    def __init__(self, token: str | None) -> None:
        self.token = token
        self.draft: Draft | None = None

    async def lock(self, uow: UnitOfWork, cart_id: UUID) -> Cart:
        draft = await _lock(cart_id)
        if self.token is not None and (draft.token != self.token or draft.sent_at is None):
            raise draft_not_found("token")
        if draft.cart.state is CartState.OPEN and draft.expires_at <= uow.now:
            raise _expired()
        self.draft = draft
        return draft.cart

    def drafted(self, uow: UnitOfWork, priced: PricedCart) -> StaffDraft | None:
        if self.draft is None:
            return None
        return StaffDraft(
            by=self.draft.created_by,
            note=self.draft.note,
            prices=tuple(
                DraftedLine(line.sellable.sku, line.sellable.title, line.hand_price.amount, line.hand_price.reason)
                for line in priced.lines
                if line.hand_price is not None and line.hand_price.reason
            ),
            placed_by=actor_of(uow.context.principal) if self.token is None else None,
        )


async def complete_draft(
    app: WorkerApp,
    settings: CheckoutSettings,
    context: Context,
    token: str,
    payment: ChosenPayment,
    expected_total: Money | None,
) -> Settled:
    """Pays a draft that was sent and places its order; as `complete_cart`, for whoever has the link.

    Raises:
        NotFoundError: ``DRAFT_NOT_FOUND``, also where staff are changing it.
        ConflictError: ``DRAFT_EXPIRED``; others as `complete_cart`.
    """
    draft = await repository.find_draft_by_token(token)
    if draft is None:
        raise draft_not_found("token")
    return await complete_cart(
        app, settings, context, draft.id, payment, Wishes(expected_total=expected_total), _Drafter(token)
    )


async def place_draft(
    app: WorkerApp,
    settings: CheckoutSettings,
    context: Context,
    draft_id: UUID,
    method: str,
    expected_total: Money | None,
) -> Order:
    """Places the order of a draft, whose money comes without a provider. Called outside any transaction; idempotent.

    Raises:
        NotFoundError: ``DRAFT_NOT_FOUND``.
        InvalidInputError: ``PAYMENT_METHOD_UNKNOWN``, also for one of a provider.
        ConflictError: ``DRAFT_EXPIRED``, ``CART_COMPLETING`` while its buyer is paying; others as `complete_cart`.
    """
    if manual_method(settings, method) is None:
        raise InvalidInputError(
            "Staff place orders with one of the manual methods.", code="PAYMENT_METHOD_UNKNOWN", field=("method",)
        )
    settled = await complete_cart(
        app,
        settings,
        context,
        draft_id,
        ChosenPayment(method=method, token=""),
        Wishes(expected_total=expected_total),
        _Drafter(None),
    )
    if settled.order is None:
        raise cart_completing()
    return settled.order


async def reopen_draft(app: WorkerApp, settings: CheckoutSettings, draft: Draft) -> Draft:
    """Gives an undecided payment of a draft back; as `reopen_cart`."""
    await reopen_found(app, settings, draft.cart)
    found = (await repository.find_drafts([draft.id])).get(draft.id)
    if found is None:
        raise draft_not_found()
    return found


async def delete_draft(draft_id: UUID) -> UUID:
    """Removes a draft that is no order, in the caller's transaction; its link leads nowhere then.

    Raises:
        NotFoundError: ``DRAFT_NOT_FOUND``.
        ConflictError: ``CART_COMPLETING``, ``CART_COMPLETED``.
    """
    await _lock_open(draft_id)
    await carts.delete_carts([draft_id])
    return draft_id


async def expire_drafts(uow: UnitOfWork, settings: CheckoutSettings, *, limit: int = 1000) -> int:
    """Removes drafts that expired as long ago as carts of guests are kept; returns how many, at most `limit`."""
    return await repository.remove_expired_drafts(uow.now - timedelta(days=settings.cart_days), limit)


async def _lock(draft_id: UUID) -> Draft:
    if draft_id not in await repository.find_drafts([draft_id]):
        raise draft_not_found()
    await carts.hold_cart(draft_id)
    found = (await repository.find_drafts([draft_id])).get(draft_id)
    if found is None:
        raise draft_not_found()
    return found


async def _lock_open(draft_id: UUID) -> Draft:
    draft = await _lock(draft_id)
    if draft.cart.state is CartState.COMPLETED:
        raise cart_completed()
    if draft.cart.state is CartState.COMPLETING:
        raise cart_completing()
    return msgspec.structs.replace(draft, read_at=clock.utc_now())


def _channel(channels: Mapping[str, Channel], cart: Cart) -> Channel:
    """Returns the channel of a draft, if prices in it are still of its currency."""
    channel = channel_of(channels, cart.channel)
    if channel.currency != cart.currency:
        raise ConflictError("The shop of this draft has another currency by now.", code="CHANNEL_GONE", field=("id",))
    return channel
