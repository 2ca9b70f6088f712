"""Editing orders that are placed: what would come of it, and doing it. ADR 0039.

Two who edit one order are told apart by its version; everything is worked out anew under the locks of cart and order,
so that what was previewed is what is done, or nothing is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

import msgspec
from fondaco.commerce import AvailabilityQuery, Channel, DemandStage, Money, PaymentOperationKind
from fondaco.commerce.events import OrderEdited
from fondaco.context import Context
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.dispatch import Hooks
from fondaco.errors import ConflictError, InvalidInputError
from fondaco.hookspecs import HookSpecs
from fondaco.ids import encode_global_id, new_id
from fondaco.jobs import WorkerApp

from fondaco_checkout.errors import key_reused, order_is_cancelled, order_not_found, reason_too_long
from fondaco_checkout.model.balance import Balance
from fondaco_checkout.model.buyer import require_served
from fondaco_checkout.model.edits import CancelledLine, PlannedEdit, StoredEdit, WantedEdit, changes_of, pieces_of
from fondaco_checkout.model.order import Order
from fondaco_checkout.model.payments import Operation, Payment, Portion
from fondaco_checkout.model.states import OrderAction, allows
from fondaco_checkout.repository import carts, edits, operations, order_search, orders, payments
from fondaco_checkout.service.checked_address import checked_address
from fondaco_checkout.service.demand import demand
from fondaco_checkout.service.edit_lines import without
from fondaco_checkout.service.edit_planning import EditedOrder, plan_edit
from fondaco_checkout.service.history import record
from fondaco_checkout.service.operations import id_of_key, new_operation, refresh_order, run_operation
from fondaco_checkout.service.pricing import channel_of
from fondaco_checkout.service.refunds import begin_refund, plan_surplus
from fondaco_checkout.service.tax_engine import with_quotes
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["Applying", "EditPreview", "apply_edit", "cancel_lines", "preview_edit"]

LONGEST_REASON = 1000


class Applying(msgspec.Struct, frozen=True, kw_only=True):
    """How an edit is applied.

    Attributes:
        expected_version: Of the order that was previewed; None to edit whatever it is by now.
        expected_total: What the preview said that it would cost; refused if that is something else by now.
        give_back: Whether what providers hold too much is refunded, and reserved money that is not needed any more
            released. Money that came without a provider is left to staff in any case.
        key: Of one key it is done once.
    """

    expected_version: int | None
    expected_total: Money | None = None
    give_back: bool = True
    key: str | None = None


class EditPreview(msgspec.Struct, frozen=True, kw_only=True):
    """What an edit would do.

    Attributes:
        balance: What the order would cost and what was paid of it, before anything is given back.
        portions: What would be given back by itself, from which payments.
    """

    plan: PlannedEdit
    balance: Balance
    payments: tuple[Payment, ...]
    portions: tuple[Portion, ...]

    @property
    def outstanding(self) -> Money:
        """What the buyer would have to pay."""
        return self.balance.money(self.balance.outstanding)

    @property
    def overpaid(self) -> Money:
        """What was paid beyond what it would cost."""
        return self.balance.money(self.balance.overpaid)


async def preview_edit(app: WorkerApp, settings: CheckoutSettings, order_id: UUID, wanted: WantedEdit) -> EditPreview:
    """Says what `apply_edit` would do now, and raises what it would raise. Called outside any transaction."""
    wanted = _checked(settings, wanted)
    order = (await orders.find_orders([order_id])).get(order_id)
    if order is None:
        raise order_not_found()
    channel = _channel(app, order)
    _require_editable(order, channel, wanted)
    plan = await plan_edit(app.hooks, settings, channel, await _found(order), wanted)
    await _require_there(app.hooks, channel, plan)
    balance = msgspec.structs.replace(await payments.find_balance(order_id), total=plan.totals_after.total.amount)
    of_order = (await payments.list_order_payments([order_id]))[order_id]
    by_provider = [payment for payment in of_order if not payment.manual]
    surplus = await plan_surplus(order_id, balance, by_provider)
    return EditPreview(
        plan=plan,
        balance=balance,
        payments=tuple(of_order),
        portions=() if surplus is None else surplus.portions,
    )


async def apply_edit(
    app: WorkerApp, settings: CheckoutSettings, context: Context, order_id: UUID, wanted: WantedEdit, how: Applying
) -> Order:
    """Edits an order, and gives back what was paid too much. Called outside any transaction.

    Of one key it is done once, however often it is called. Locks cart, order, what it takes from the store, payments.

    Returns:
        The order as it is then.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``, and as `plan_edit`.
        InvalidInputError: ``REASON_TOO_LONG``, ``REASON_REQUIRED`` where a price is set by hand, of addresses as those
            of a cart, and as `plan_edit`.
        LimitExceededError: As `plan_edit`.
        ConflictError: ``ORDER_CANCELLED``, ``VERSION_CONFLICT``, ``TOTAL_CHANGED``, ``OUT_OF_STOCK``,
            ``COUNTRY_NOT_SERVED``, ``CHANNEL_GONE``, ``CAPTURE_UNDER_WAY``, ``IDEMPOTENCY_KEY_REUSED``, and as
            `plan_edit`.
    """
    checked = _checked(settings, wanted)
    return await _apply(app, settings, context, order_id, lambda _: checked, how, "checkout.edited")


async def cancel_lines(
    app: WorkerApp,
    settings: CheckoutSettings,
    context: Context,
    order_id: UUID,
    cancelled: tuple[CancelledLine, ...],
    how: Applying,
    *,
    delivery: bool,
    reason: str,
) -> Order:
    """Cancels pieces of lines that have not left, and gives back what was paid for them. As `apply_edit`.

    What they took from the store is given back exactly, since the order tells what it wants now.

    Args:
        delivery: Whether what the delivery costs goes back too.

    Raises:
        NotFoundError: ``ORDER_NOT_FOUND``, ``LINE_NOT_FOUND``.
        InvalidInputError: ``LINES_REQUIRED``, ``LINE_REPEATED``, ``QUANTITY_INVALID``, ``REASON_TOO_LONG``.
        LimitExceededError: ``QUANTITY_TOO_LARGE`` where fewer have not left and were not refunded.
        ConflictError: ``EDIT_EMPTIES_ORDER`` where nothing would be left: cancel the order. Others as `apply_edit`.
    """
    if len(reason) > LONGEST_REASON:
        raise reason_too_long(LONGEST_REASON)

    def want(found: EditedOrder) -> WantedEdit:
        return without(found.order, found.lines, found.refunded, cancelled, delivery=delivery, reason=reason.strip())

    return await _apply(app, settings, context, order_id, want, how, "checkout.lines_cancelled")


async def _apply(
    app: WorkerApp,
    settings: CheckoutSettings,
    context: Context,
    order_id: UUID,
    want: Callable[[EditedOrder], WantedEdit],
    how: Applying,
    kind: str,
) -> Order:
    found = (await orders.find_orders([order_id])).get(order_id)
    if found is None:
        raise order_not_found()
    id_ = id_of_key(context, kind, how.key)

    async def attempt() -> tuple[UUID | None, list[Operation]]:
        async with app.unit_of_work(context) as uow:
            await carts.hold_cart(found.cart_id)
            order = await orders.lock_order(order_id)
            done = await edits.find_edit(id_)
            if done is not None:
                if done.order_id != order_id:
                    raise key_reused()
                return done.refund_id, []
            if how.expected_version is not None:
                _require_version(order, how.expected_version)
            channel = _channel(app, order)
            locked = await _found(order)
            wanted = want(locked)
            _require_editable(order, channel, wanted)
            plan = await plan_edit(uow.hooks, settings, channel, locked, wanted)
            _require_total(plan, how.expected_total)
            await edits.save_edited(plan)
            await order_search.rewrite_words(order_id)
            await demand(uow, plan.after, DemandStage.PLACED, plan.kept, firm=not plan.grows)
            await _tell(uow, plan, wanted, kind)
            refund_id, begun = None, list[Operation]()
            if how.give_back:
                refund_id, begun = await _give_back(uow, settings, order_id, wanted.reason)
            await edits.add_edit(
                StoredEdit(
                    id=id_,
                    order_id=order_id,
                    version=plan.after.version,
                    refund_id=refund_id,
                    created_at=uow.now,
                )
            )
            await refresh_order(uow, order_id)
            return refund_id, begun

    refund_id, begun = await with_quotes(app.hooks, settings, attempt)
    ours = {operation.id for operation in begun}
    if refund_id is not None and not begun:  # repeated: whoever called first may have died
        begun = await operations.list_order_operations(order_id, refund_id=refund_id)
    for operation in begun:
        await run_operation(app, settings, operation, ours=operation.id in ours)
    return (await orders.find_orders([order_id]))[order_id]


def _checked(settings: CheckoutSettings, wanted: WantedEdit) -> WantedEdit:
    """Returns what is wanted with its addresses as they are stored."""
    reason = wanted.reason.strip()
    if len(reason) > LONGEST_REASON:
        raise reason_too_long(LONGEST_REASON)
    prices = [line.price for line in wanted.added] + [line.price for line in wanted.changed]
    if wanted.delivery is not None:
        prices.append(wanted.delivery.price)
    if not reason and any(price is not None for price in prices):
        raise InvalidInputError("Say why a price is set by hand.", code="REASON_REQUIRED", field=("reason",))
    shipping, billing = wanted.shipping_address, wanted.billing_address
    return msgspec.structs.replace(
        wanted,
        reason=reason,
        shipping_address=None if shipping is None else checked_address(settings, shipping, field=("shippingAddress",)),
        billing_address=None if billing is None else checked_address(settings, billing, field=("billingAddress",)),
    )


def _channel(app: WorkerApp, order: Order) -> Channel:
    """Returns the channel of an order, if prices in it are still what they were."""
    channel = channel_of(app.channels, order.channel)
    if (channel.currency, channel.prices_include_tax) != (order.currency, order.prices_include_tax):
        raise ConflictError(
            "The shop of this order has other prices by now: its lines cannot be priced any more.", code="CHANNEL_GONE"
        )
    return channel


def _require_editable(order: Order, channel: Channel, wanted: WantedEdit) -> None:
    if not allows(order.state, OrderAction.EDIT):
        raise order_is_cancelled()
    if wanted.shipping_address is not None:
        require_served(channel, wanted.shipping_address, field=("shippingAddress", "country"))


def _require_version(order: Order, expected: int) -> None:
    if order.version != expected:
        raise ConflictError(
            f"Somebody else has edited this order since you read it: it is at version {order.version}, not {expected}.",
            code="VERSION_CONFLICT",
            field=("expectedVersion",),
        )


def _require_total(plan: PlannedEdit, expected: Money | None) -> None:
    if expected is not None and expected != plan.totals_after.total:
        raise ConflictError(
            f"The total would be {plan.totals_after.total} now, not {expected}.",
            code="TOTAL_CHANGED",
            field=("expectedTotal",),
        )


async def _found(order: Order) -> EditedOrder:
    return EditedOrder(
        order=order,
        lines=tuple((await orders.list_lines([order.id]))[order.id]),
        taxes=(await orders.list_taxes([order.id]))[order.id],
        refunded=await edits.find_refunded(order.id),
    )


async def _require_there(hooks: Hooks, channel: Channel, plan: PlannedEdit) -> None:
    """Refuses, as the stock will, what there is not of what more is wanted of; promises nothing."""
    before = pieces_of(line.before for line in plan.lines if line.before is not None)
    wanted = pieces_of(line.after for line in plan.lines)
    more = tuple(ref for ref, quantity in wanted.items() if quantity > before[ref])
    if not more:
        return
    order = plan.after
    query = AvailabilityQuery(
        refs=more, channel=channel, destination=order.shipping_address, held_by=(order.id, order.cart_id)
    )
    for _, answer in await hooks.collect(HookSpecs.collect_availability, query):
        for ref, availability in answer.items():
            if availability.quantity is not None and availability.quantity < wanted[ref]:
                raise ConflictError(
                    f"Only {availability.quantity} of {encode_global_id(ref.type, ref.id)} can be had, and "
                    f"{wanted[ref]} are wanted.",
                    code="OUT_OF_STOCK",
                )


async def _tell(uow: UnitOfWork, plan: PlannedEdit, wanted: WantedEdit, kind: str) -> None:
    order = plan.after
    await record(uow, order.id, kind, shown={"total", "lines"}, reason=wanted.reason, **changes_of(plan))
    uow.emit(
        OrderEdited(
            order_id=order.id,
            number=order.number,
            channel=order.channel,
            locale=order.locale,
            email=order.email,
            version=order.version,
            total_before=plan.totals_before.total,
            total=plan.totals_after.total,
            lines=tuple(line.ordered for line in plan.kept),
            edited_at=uow.now,
        )
    )


async def _give_back(
    uow: UnitOfWork, settings: CheckoutSettings, order_id: UUID, reason: str
) -> tuple[UUID | None, list[Operation]]:
    """Notes what goes back of an order that costs less by now: what was captured too much, and idle reservations.

    A payment is released only as a whole, if nothing of it is needed. Where some of it is, that is what can be captured
    of it, and its provider lets the rest go.

    Returns:
        The refund, if there is one, and what providers are to be asked for.
    """
    of_order = await payments.lock_payments(order_id)
    balance = await payments.find_balance(order_id)
    by_provider = [payment for payment in of_order if not payment.manual]
    under_way = sum(payment.pending_capture for payment in of_order)
    if under_way and balance.kept - balance.returning + under_way > balance.owed:
        raise ConflictError(
            "Money is being captured that would have to go back: wait until that is decided.", code="CAPTURE_UNDER_WAY"
        )
    begun = await _release(uow, settings, balance, by_provider, reason)
    surplus = await plan_surplus(order_id, balance, by_provider)
    if surplus is None:
        return None, begun
    refund_id = new_id()
    begun += await begin_refund(uow, settings, order_id, surplus, of_order, reason, id_=refund_id)
    return refund_id, begun


async def _release(
    uow: UnitOfWork, settings: CheckoutSettings, balance: Balance, of_order: Sequence[Payment], reason: str
) -> list[Operation]:
    reserved = sum(payment.capturable + payment.pending_capture for payment in of_order)
    idle = balance.kept - balance.returning + reserved - balance.owed
    begun = []
    for payment in reversed(of_order):  # the newest first
        if not 0 < payment.capturable <= idle or payment.pending_capture:
            continue
        operation = new_operation(
            payment,
            PaymentOperationKind.VOID,
            payment.capturable,
            id=new_id(),
            actor=uow.context.principal.id,
            note=reason,
            seconds=settings.payment_timeout_seconds,
        )
        if await operations.begin_operation(operation):
            idle -= payment.capturable
            begun.append(operation)
    return begun
