"""Unusual orders: the queue of cases, what staff do with them, and how the rules are set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from fondaco import clock
from fondaco.access import is_allowed
from fondaco.commerce import Money
from fondaco.db.pagination import Page
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Connection, Info, RequestContext, SchemaPart, input_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.graphql.errors import UserErrorView
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_checkout.graphql.case_types import (
    ConcernRule,
    ConcernRuleSetInput,
    ConcernRuleView,
    OrderCase,
    OrderCaseEntry,
    OrderCaseFilter,
    OrderCaseResult,
    OrderCaseResultView,
    OrderConcern,
)
from fondaco_checkout.graphql.order_types import Order
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.model import cases as model
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model.cases import CaseState, Resolution
from fondaco_checkout.model.concerns import DEFAULTS, WatchRule
from fondaco_checkout.permissions import MANAGE_CONCERNS, VIEW_CONCERNS, VIEW_ORDERS
from fondaco_checkout.repository import cases as repository
from fondaco_checkout.repository import concern_rules
from fondaco_checkout.repository import orders as order_repository
from fondaco_checkout.repository.cases import CaseCriteria, CaseSort
from fondaco_checkout.service import cases as service

__all__ = ["cases"]

cases = SchemaPart()

COUNTED = timedelta(days=90)


async def _cases(context: RequestContext, ids: Sequence[UUID]) -> list[model.OrderCase | None]:
    found = await repository.find_cases(ids) if is_allowed(context.principal, VIEW_CONCERNS) else {}
    return [found.get(id_) for id_ in ids]


cases.node(OrderCase, _cases)


@input_type
class OrderCaseUpdateInput:
    """What to change of a case; what is not given stays.

    Attributes:
        assignee: Id of a principal; empty for nobody.
        in_review: Whether somebody looks at it.
        note: For staff; at most 2,000 characters.
        expected_version: Refused if it has changed since.
    """

    id: ID
    assignee: str | None = None
    in_review: bool | None = None
    note: str = ""
    expected_version: int | None = None


@input_type
class OrderCasesResolveInput:
    """Which cases to close.

    Attributes:
        ids: At most 100.
        resolution: RESOLVED, or FALSE_ALARM where there was nothing about them.
        note: For staff; at most 2,000 characters.
    """

    ids: list[ID]
    resolution: Resolution
    note: str = ""


@input_type
class OrderCaseReleaseInput:
    """Which order to release.

    Attributes:
        note: For staff; at most 2,000 characters.
    """

    id: ID
    note: str = ""


@input_type
class OrderCaseRetryInput:
    """Whose undecided payment to ask about."""

    id: ID


@input_type
class OrderCaseGiveBackInput:
    """Whose undecided payment to give back."""

    id: ID


@input_type
class ConcernRuleResetInput:
    """Which rule to forget what staff have set of.

    Attributes:
        channel: Slug; empty for what was set for all channels.
        expected_version: Refused if somebody has set it since.
    """

    rule: WatchRule
    channel: str = ""
    expected_version: int | None = None


@cases.query(type=OrderCase | None, permission=VIEW_CONCERNS)
async def order_case(info: Info, id: ID) -> model.OrderCase | None:
    """A case by id; null if there is none."""
    return (await _cases(info.context, [parse_global_id(id, "OrderCase", field=("id",))]))[0]


@cases.query(type=Connection[OrderCase], permission=VIEW_CONCERNS)
async def order_cases(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    filter: OrderCaseFilter | None = None,  # noqa: A002 (the API's name)
    sort: CaseSort = CaseSort.SCORE,
) -> Page[model.OrderCase]:
    """Orders that somebody has to look at, the most unusual first. `totalCount` counts up to 10,001.

    Args:
        filter: Without states: those that are open or in review.
        sort: OLDEST puts first what has waited longest.
    """
    chosen = filter or OrderCaseFilter()
    criteria = CaseCriteria(
        states=tuple(chosen.states if chosen.states is not None else (CaseState.OPEN, CaseState.IN_REVIEW)),
        rules=tuple(chosen.rules or ()),
        channels=tuple(chosen.channels or ()),
        held=chosen.held,
        assignee=chosen.assignee,
    )
    largest = info.context.app.settings.graphql.max_page_size
    return await repository.list_cases(
        info.context.page_args(first, after, last, before), criteria, sort, largest=largest
    )


@cases.query(type=list[ConcernRule], permission=VIEW_CONCERNS, name="concernRules")
async def concern_rules_of_channel(info: Info, channel: str = "") -> list[ConcernRuleView]:
    """All rules that watch orders, as they are set, with how often they spoke.

    Args:
        channel: Slug; empty for what counts in all channels for which nothing is set by itself.
    """
    return await _rules(info, channel, tuple(WatchRule))


async def _rules(info: Info, channel: str, rules: Sequence[WatchRule]) -> list[ConcernRuleView]:
    table = await concern_rules.load_table()
    counts = await concern_rules.count_concerns(clock.utc_now() - COUNTED)
    views = []
    for rule in rules:
        code = f"checkout.{rule.value}"
        config = table.of_rule(rule, channel, settings_of(info).concern_rules)
        own = table.rules.get((rule, channel))
        counted = counts.get(code, concern_rules.RuleCounts())
        views.append(
            ConcernRuleView(
                rule=rule,
                code=code,
                channel=channel,
                set_by_staff=own is not None,
                version=0 if own is None else own.version,
                enabled=config.enabled,
                weight=config.weight,
                count=config.count,
                hours=config.hours,
                percent=config.percent,
                amounts=[Money.from_decimal(amount, currency) for currency, amount in sorted(config.amounts.items())],
                active=counted.active,
                gone=counted.gone,
                resolved=counted.resolved,
                false_alarms=counted.false_alarms,
            )
        )
    return views


@cases.extend("OrderCase", type=Order | None, name="order")
async def order_of_case(found: Sequence[model.OrderCase], info: Info) -> list[order_model.Order | None]:
    """The order; null while it is not placed because its payment is undecided, and for who may not see orders."""
    if not is_allowed(info.context.principal, VIEW_ORDERS):
        return [None] * len(found)
    orders = await order_repository.find_orders([case.order_id for case in found])
    return [orders.get(case.order_id) for case in found]


@cases.extend("OrderCase", type=ID | None)
async def cart_id(found: Sequence[model.OrderCase]) -> list[str | None]:
    """The cart whose payment is undecided; null for an order that is placed."""
    return [None if case.cart_id is None else encode_global_id("Cart", case.cart_id) for case in found]


@cases.extend("OrderCase", type=list[OrderConcern])
async def concerns(found: Sequence[model.OrderCase]) -> list[list[model.FoundConcern]]:
    """Why it is unusual, the heaviest reason first; also what holds no more."""
    listed = await repository.list_concerns([case.id for case in found])
    return [listed[case.id] for case in found]


@cases.extend("OrderCase", type=list[OrderCaseEntry])
async def entries(found: Sequence[model.OrderCase]) -> list[list[model.CaseEntry]]:
    """What happened to it, the newest 200 first."""
    listed = await repository.list_entries([case.id for case in found])
    return [listed[case.id] for case in found]


@cases.extend("Order", type=OrderCase | None, name="case")
async def case_of_order(orders: Sequence[order_model.Order], info: Info) -> list[model.OrderCase | None]:
    """Its case, if anything about it is or was unusual; null for who may not see cases."""
    if not is_allowed(info.context.principal, VIEW_CONCERNS):
        return [None] * len(orders)
    found = await repository.find_cases_of_orders([order.id for order in orders])
    return [found.get(order.id) for order in orders]


@cases.mutation(returns={"case": OrderCase}, permission=MANAGE_CONCERNS)
async def order_case_update(uow: UnitOfWork, data: OrderCaseUpdateInput) -> model.OrderCase:
    """Says who looks at a case, that somebody does, or notes something."""
    return await service.update_case(
        uow,
        parse_global_id(data.id, "OrderCase", field=("id",)),
        assignee=data.assignee,
        in_review=data.in_review,
        note=data.note,
        expected=data.expected_version,
    )


@cases.mutation(returns={"case": OrderCase}, permission=MANAGE_CONCERNS)
async def order_case_release(uow: UnitOfWork, data: OrderCaseReleaseInput) -> model.OrderCase:
    """Lets an order that is held be captured and sent; its case stays open. Releasing again changes nothing."""
    return await service.release_case(uow, parse_global_id(data.id, "OrderCase", field=("id",)), data.note)


@cases.mutation(returns={"results": list[OrderCaseResult]}, permission=MANAGE_CONCERNS, transaction=False)
async def order_cases_resolve(info: Info, data: OrderCasesResolveInput) -> list[OrderCaseResultView]:
    """Closes cases, each by itself, and releases what is held. The reasons that they had do not open them again.

    Who closes one that is closed already in the same way changes nothing.

    Attributes:
        results: What became of each, in the order of the ids.
    """
    if data.resolution is Resolution.GONE:
        raise InvalidInputError(
            "Staff close a case as RESOLVED or FALSE_ALARM.", code="RESOLUTION_INVALID", field=("resolution",)
        )
    ids = [parse_global_id(id_, "OrderCase", field=("ids", str(place))) for place, id_ in enumerate(data.ids)]
    outcomes = await service.resolve_cases(info.context.app, info.context.caller, ids, data.resolution, data.note)
    return [
        OrderCaseResultView(
            encode_global_id("OrderCase", one.id), one.case, [] if one.error is None else [UserErrorView.of(one.error)]
        )
        for one in outcomes
    ]


@cases.mutation(returns={"case": OrderCase}, permission=MANAGE_CONCERNS, transaction=False)
async def order_case_retry(info: Info, data: OrderCaseRetryInput) -> model.OrderCase:
    """Asks the provider about the undecided payment of an order that is not placed, and lets the answer take effect.

    The order is placed if it was paid; the cart opens if it was refused.
    """
    id_ = parse_global_id(data.id, "OrderCase", field=("id",))
    return await service.retry_case(info.context.app, settings_of(info), info.context.caller, id_)


@cases.mutation(returns={"case": OrderCase}, permission=MANAGE_CONCERNS, transaction=False)
async def order_case_give_back(info: Info, data: OrderCaseGiveBackInput) -> model.OrderCase:
    """Gives the undecided payment of an order that is not placed back, and opens its cart again."""
    id_ = parse_global_id(data.id, "OrderCase", field=("id",))
    return await service.give_case_back(info.context.app, settings_of(info), info.context.caller, id_)


@cases.mutation(returns={"rule": ConcernRule}, permission=MANAGE_CONCERNS)
async def concern_rule_set(uow: UnitOfWork, info: Info, data: ConcernRuleSetInput) -> ConcernRuleView:
    """Sets a rule that watches orders, for a channel or for all others. Orders are judged by it from then on."""
    try:
        config = data.config(settings_of(info).concern_rules.get(data.rule.value, DEFAULTS[data.rule]))
    except ValueError as error:
        raise InvalidInputError(f"{error}.", code="RULE_INVALID", field=(str(error).partition(":")[0],)) from error
    await service.set_rule(info.context.app, uow, data.rule, data.channel, config, data.expected_version)
    return (await _rules(info, data.channel, (data.rule,)))[0]


@cases.mutation(returns={"rule": ConcernRule}, permission=MANAGE_CONCERNS)
async def concern_rule_reset(uow: UnitOfWork, info: Info, data: ConcernRuleResetInput) -> ConcernRuleView:
    """Forgets what staff have set of a rule: what is set for all channels, the settings, or the default count."""
    await service.reset_rule(info.context.app, data.rule, data.channel, data.expected_version)
    return (await _rules(info, data.channel, (data.rule,)))[0]
