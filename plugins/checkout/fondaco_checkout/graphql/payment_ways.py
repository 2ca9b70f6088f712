"""How a cart or an order can be paid, and what a buyer has to do for a payment; both schemas share the types."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

import msgspec
import structlog
from fondaco import commerce
from fondaco.commerce import PaymentQuery
from fondaco.dispatch import Hooks
from fondaco.graphql import enum_type, object_type
from fondaco.hookspecs import HookSpecs

__all__ = ["PaymentAction", "PaymentActionView", "PaymentMethod", "PaymentMethodView", "action_of", "methods_view"]

log = structlog.get_logger("fondaco.checkout")

enum_type(commerce.PaymentMethodKind)
enum_type(commerce.PaymentActionKind)


class PaymentParameterView(msgspec.Struct, frozen=True):
    """One of a provider's parameters."""

    name: str
    value: str


@object_type(PaymentParameterView)
class PaymentParameter:
    """What a provider's own script or app is given; the provider's guide says which there are."""

    name: str
    value: str


class PaymentMethodView(msgspec.Struct, frozen=True):
    """A way to pay, as buyers see it."""

    code: str
    name: str
    description: str
    kind: commerce.PaymentMethodKind
    parameters: tuple[PaymentParameterView, ...]


@object_type(PaymentMethodView)
class PaymentMethod:
    """A way to pay.

    Attributes:
        code: Selects it.
        description: What the buyer has to know or do, such as where to send the money; may be empty.
        kind: What to show for it.
        parameters: What a front-end that uses the provider's own script needs before it pays.
    """

    code: str
    name: str
    description: str
    kind: commerce.PaymentMethodKind
    parameters: list[PaymentParameter]


class PaymentActionView(msgspec.Struct, frozen=True):
    """What a buyer has to do for a payment."""

    url: str
    kind: commerce.PaymentActionKind
    parameters: tuple[PaymentParameterView, ...]


@object_type(PaymentActionView)
class PaymentAction:
    """What the buyer has to do before the payment can be decided.

    Attributes:
        url: Send the buyer there; call cartComplete (or orderPay) again when they are back.
        kind: What they can do instead, without leaving the front-end.
        parameters: What that takes: of a QR_CODE the `code`; of CLIENT what the provider's script or app is given.
    """

    url: str
    kind: commerce.PaymentActionKind
    parameters: list[PaymentParameter]


def _parameters(found: Mapping[str, str]) -> tuple[PaymentParameterView, ...]:
    return tuple(PaymentParameterView(name, value) for name, value in found.items())


def methods_view(methods: Iterable[commerce.PaymentMethod]) -> tuple[PaymentMethodView, ...]:
    """Returns ways to pay as buyers see them."""
    return tuple(
        PaymentMethodView(one.code, one.name, one.description, one.kind, _parameters(one.parameters)) for one in methods
    )


async def action_of(hooks: Hooks, query: PaymentQuery | None, url: str, seconds: float) -> PaymentActionView:
    """Asks what the buyer of a payment has to do; a provider that is late or fails leaves the address to go to.

    Args:
        query: Names the payment; None if it was decided by somebody else just now.
        seconds: How long the provider may take.
    """
    found = commerce.PaymentAction()
    try:
        async with asyncio.timeout(seconds):
            answer = None if query is None else await hooks.first(HookSpecs.resolve_payment_action, query)
            found = answer or found
    except TimeoutError:
        log.warning("payment_action_late", seconds=seconds)
    except Exception:  # the address does in every case
        log.exception("payment_action_failed")
    return PaymentActionView(url, found.kind, _parameters(found.parameters))
