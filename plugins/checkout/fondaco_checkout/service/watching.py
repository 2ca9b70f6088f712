"""Watching orders: what their rules say is written down as a case. ADR 0043.

Runs in the worker after orders were placed or changed, and now and then for what only time brings; never in the
statements of a purchase. It does not matter how often or in which order it is called: what is written is what holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from fondaco import clock
from fondaco.commerce import OrderConcern, WatchedOrder
from fondaco.commerce.events import OrderCancelled, OrderCaseClosed, OrderCaseOpened, OrderPaymentChanged, OrderPlaced
from fondaco.commerce.events import OrderRefunded as Refunded
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import NotFoundError
from fondaco.events.subscribers import Subscriber
from fondaco.hookspecs import HookSpecs
from fondaco.jobs import JobContext

from fondaco_checkout.model.cases import CaseEntry, CaseState, ConcernState, OrderCase, Resolution, Weighed, weigh
from fondaco_checkout.model.concerns import OrderFacts, WatchRule, concerns_of
from fondaco_checkout.model.order import Order, OrderState
from fondaco_checkout.model.settlement import Completion
from fondaco_checkout.repository import cases as repository
from fondaco_checkout.repository import completions, concern_rules, order_facts, orders
from fondaco_checkout.service.history import record
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["look_at", "note_in_history", "own_concerns", "tell_closed", "watch_neglected", "watch_subscribers"]

BATCH = 200
"""Orders that one run of the job looks at for each rule, and open cases."""
CHECKED_EVERY = timedelta(hours=1)
SYSTEM = "system"


async def own_concerns(settings: CheckoutSettings, order: WatchedOrder) -> Sequence[OrderConcern]:
    """Returns what checkout's own rules say of an order. Takes at most three statements."""
    table = await concern_rules.load_table()
    rules = table.of_channel(order.channel, settings.concern_rules)
    if order.placed_at is None:
        begun = await completions.find_begun(order.order_id)
        facts = None if begun is None else OrderFacts(fulfilment_state="", since=begun)
    else:
        facts = await order_facts.find_facts(order, rules)
    if facts is None:
        return ()
    return concerns_of(order, facts, rules, settings.disposable_email_domains, clock.utc_now())


def _watched(order: Order) -> WatchedOrder:
    return WatchedOrder(
        order_id=order.id,
        number=order.number,
        channel=order.channel,
        placed_at=order.placed_at,
        cancelled=order.state is OrderState.CANCELLED,
        payment_state=order.payment_state.value,
        total=msgspec.structs.replace(order.subtotal, amount=order.total_amount),
        email=order.email,
        phone=order.phone,
        customer=order.customer,
        session=order.session,
        shipping_address=order.shipping_address,
        billing_address=order.billing_address,
    )


def _undecided(completion: Completion) -> WatchedOrder:
    draft = completion.draft
    return WatchedOrder(
        order_id=draft.id,
        number=draft.number,
        channel=draft.channel,
        placed_at=None,
        cancelled=False,
        payment_state="",
        total=draft.totals.total,
        email=draft.email,
        phone=draft.phone,
        customer=draft.customer,
        session=draft.session,
        shipping_address=draft.shipping_address,
        billing_address=draft.billing_address,
    )


async def look_at(uow: UnitOfWork, settings: CheckoutSettings, order_id: UUID, cart_id: UUID | None = None) -> None:
    """Asks all rules about an order and writes down what they say, in the caller's transaction.

    Locks the order, if it is placed, and then its case. Idempotent.

    Args:
        cart_id: Of an order that may not be placed yet.
    """
    try:
        order: WatchedOrder | None = _watched(await orders.lock_order(order_id))
    except NotFoundError:
        completion = None if cart_id is None else await completions.find_completion(cart_id)
        order = None if completion is None or completion.draft.id != order_id else _undecided(completion)
    found: dict[str, OrderConcern] = {}
    if order is not None:
        for plugin, said in await uow.hooks.collect(HookSpecs.collect_order_concerns, order):
            found.update({f"{plugin}.{concern.rule}": concern for concern in said})
    case = await repository.lock_case(order_id)
    if case is None:
        if order is None or not found:
            return
        score = sum(concern.weight for concern in found.values())
        await repository.add_case(order, cart_id if order.placed_at is None else None, score, held=False, now=uow.now)
        case = await repository.lock_case(order_id)
        assert case is not None  # noqa: S101 (it was just written)
    before = (await repository.list_concerns([case.id]))[case.id]
    await _reconcile(uow, settings, case, weigh(before, found), order, first=not before)


async def _reconcile(
    uow: UnitOfWork,
    settings: CheckoutSettings,
    case: OrderCase,
    now: Weighed,
    order: WatchedOrder | None,
    *,
    first: bool,
) -> None:
    await repository.put_concerns(case.id, {**now.kept, **now.fresh}, uow.now)
    if now.gone:
        await repository.end_concerns(case.id, ConcernState.GONE, uow.now, now.gone)
    placed = order is not None and order.placed_at is not None
    if not now.fresh and not now.gone and now.score == case.score and not (placed and case.cart_id):
        await repository.note_checked(case.id, uow.now)
        return
    entries = [_entry(uow, case, "found", {"rule": rule, **_said(one)}) for rule, one in now.fresh.items()]
    entries += [_entry(uow, case, "gone", {"rule": rule}) for rule in now.gone]
    changed = msgspec.structs.replace(
        case, score=now.score, checked_at=uow.now, cart_id=None if placed else case.cart_id
    )
    if now.fresh and (first or not case.open):
        limit = settings.concern_hold_score
        held = placed and order is not None and not order.cancelled and bool(limit) and now.score >= limit
        changed = msgspec.structs.replace(
            changed,
            state=CaseState.OPEN,
            resolution=None,
            closed_at=None,
            held=held,
            opened_at=case.opened_at if first else uow.now,
        )
        entries.insert(0, _entry(uow, case, "opened" if first else "reopened", {"score": now.score}))
        if held:
            entries.append(_entry(uow, case, "held", {"score": now.score, "limit": limit}))
        rules = tuple(sorted({*now.kept, *now.fresh}))
        uow.emit(
            OrderCaseOpened(
                case_id=case.id,
                order_id=case.order_id,
                number=case.number,
                channel=case.channel,
                score=now.score,
                rules=rules,
                held=held,
            )
        )
        await note_in_history(uow, case, "checkout.case_opened", placed=placed, score=now.score, rules=rules, held=held)
    elif case.open and not now.fresh and not now.kept:
        changed = msgspec.structs.replace(
            changed, state=CaseState.RESOLVED, resolution=Resolution.GONE, closed_at=uow.now, held=False
        )
        entries.append(_entry(uow, case, "closed", {"resolution": Resolution.GONE.value}))
        tell_closed(uow, case, Resolution.GONE)
        await note_in_history(uow, case, "checkout.case_closed", placed=placed, resolution=Resolution.GONE.value)
    await repository.write_case(changed, uow.now)
    await repository.add_entries(entries)


def _said(concern: OrderConcern) -> Mapping[str, object]:
    return {"weight": concern.weight, "values": concern.values}


def _entry(uow: UnitOfWork, case: OrderCase, kind: str, detail: Mapping[str, object]) -> CaseEntry:
    return CaseEntry(case_id=case.id, at=uow.now, kind=kind, actor=SYSTEM, detail=detail)


def tell_closed(uow: UnitOfWork, case: OrderCase, resolution: Resolution) -> None:
    """Tells that a case is closed."""
    uow.emit(
        OrderCaseClosed(
            case_id=case.id,
            order_id=case.order_id,
            number=case.number,
            channel=case.channel,
            resolution=resolution.value,
        )
    )


async def note_in_history(uow: UnitOfWork, case: OrderCase, kind: str, *, placed: bool, **detail: Any) -> None:
    """Writes into the history of the order, if it is placed, what happened to its case; buyers do not see it."""
    if placed:
        await record(uow, case.order_id, kind, caseId=case.global_id, **detail)


def watch_subscribers(settings: CheckoutSettings) -> tuple[Subscriber, ...]:
    """Returns who looks at orders that were placed or changed."""

    async def watch_placed(uow: UnitOfWork, event: OrderPlaced) -> None:
        """Looks at a new order."""
        await look_at(uow, settings, event.order_id)

    async def watch_payment(uow: UnitOfWork, event: OrderPaymentChanged) -> None:
        """Looks at an order of which something else is paid now."""
        await look_at(uow, settings, event.order_id)

    async def watch_cancelled(uow: UnitOfWork, event: OrderCancelled) -> None:
        """Looks at an order that will not be fulfilled."""
        await look_at(uow, settings, event.order_id)

    async def watch_refunded(uow: UnitOfWork, event: Refunded) -> None:
        """Looks at an order of which money went back."""
        await look_at(uow, settings, event.order_id)

    return (
        Subscriber(OrderPlaced, watch_placed),
        Subscriber(OrderPaymentChanged, watch_payment),
        Subscriber(OrderCancelled, watch_cancelled),
        Subscriber(Refunded, watch_refunded),
    )


async def watch_neglected(job: JobContext, settings: CheckoutSettings) -> None:
    """Looks at orders that nothing happened to for as long as a rule says, and again at open cases.

    Bounded: so many orders for each rule and so many cases; the rest follow with the next run. One transaction each.
    """
    table = await concern_rules.load_table()
    now = clock.utc_now()
    wanted: dict[UUID, UUID | None] = {}
    for rule in (WatchRule.UNDECIDED, WatchRule.NOT_MOVED, WatchRule.AUTHORIZATION_ENDING, WatchRule.UNPAID):
        every = [table.of_rule(rule, channel, settings.concern_rules) for channel in job.app.channels]
        hours = [config.hours for config in every if config.enabled]
        if hours:
            before = now - timedelta(hours=min(hours))
            wanted.update(await order_facts.list_neglected(rule, before, BATCH))
    wanted.update(await repository.list_unchecked(now - CHECKED_EVERY, BATCH))
    for order_id, cart_id in wanted.items():
        async with job.unit_of_work() as uow:
            await look_at(uow, settings, order_id, cart_id)
