"""What both schemas show of payments and refunds."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco import commerce
from fondaco.graphql import Info, Money, SchemaPart

from fondaco_checkout.graphql.payment_types import Payment, Refund
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.manual_methods import instructions_of, manual_method
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model import payments as model
from fondaco_checkout.model import refunds as refund_model
from fondaco_checkout.model.balance import Balance
from fondaco_checkout.repository import payments as repository
from fondaco_checkout.repository import refunds as refund_repository

__all__ = ["payments"]

payments = SchemaPart()


@payments.extend("Order", type=list[Payment], name="payments")
async def order_payments(orders: Sequence[order_model.Order]) -> list[list[model.Payment]]:
    """How it was and is paid, the oldest first."""
    found = await repository.list_order_payments([order.id for order in orders])
    return [found[order.id] for order in orders]


@payments.extend("Order", type=list[Refund], name="refunds")
async def order_refunds(orders: Sequence[order_model.Order]) -> list[list[refund_model.Refund]]:
    """What was given back, the oldest first."""
    found = await refund_repository.list_order_refunds([order.id for order in orders])
    return [found[order.id] for order in orders]


async def _balances(orders: Sequence[order_model.Order]) -> list[Balance]:
    found = await repository.find_balances([order.id for order in orders])
    return [found[order.id] for order in orders]


@payments.extend("Order", type=Money)
async def outstanding(orders: Sequence[order_model.Order]) -> list[commerce.Money]:
    """What can still be paid: neither paid nor reserved, and not being paid right now. Nothing of a cancelled order."""
    return [found.money(found.outstanding) for found in await _balances(orders)]


@payments.extend("Order", type=Money)
async def paid(orders: Sequence[order_model.Order]) -> list[commerce.Money]:
    """What was captured or came, before anything went back."""
    return [found.money(found.captured) for found in await _balances(orders)]


@payments.extend("Order", type=Money)
async def refunded(orders: Sequence[order_model.Order]) -> list[commerce.Money]:
    """What went back."""
    return [found.money(found.refunded) for found in await _balances(orders)]


@payments.extend("OrderLine", type=int)
async def refunded_quantity(lines: Sequence[order_model.OrderLine]) -> list[int]:
    """Pieces that were given back, those of refunds on their way included."""
    found = await refund_repository.list_refunded_lines([line.id for line in lines])
    return [found[line.id].refunded_quantity for line in lines]


@payments.extend("OrderLine", type=Money, name="refunded")
async def line_refunded(lines: Sequence[order_model.OrderLine]) -> list[commerce.Money]:
    """What was given back for it, gross, refunds on their way included."""
    found = await refund_repository.list_refunded_lines([line.id for line in lines])
    return [commerce.Money(one.refunded_net + one.refunded_tax, one.currency) for one in (found[x.id] for x in lines)]


@payments.extend("Payment", type=str)
async def instructions(found: Sequence[model.Payment], info: Info) -> list[str]:
    """What the buyer has to do, such as where to send the money; empty where a provider tells them."""
    settings, locale = settings_of(info), info.context.locale
    methods = [manual_method(settings, payment.method) for payment in found]
    return ["" if method is None else instructions_of(method, locale) for method in methods]
