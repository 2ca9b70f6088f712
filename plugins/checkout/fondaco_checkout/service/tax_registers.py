"""Whether a business is registered under a tax number: registers are asked outside of any transaction."""

from __future__ import annotations

import asyncio
import time
from uuid import UUID
from weakref import WeakKeyDictionary

import structlog
from fondaco.cache.entries import Entries
from fondaco.commerce import TaxNumberAnswer, TaxNumberQuery
from fondaco.context import Context
from fondaco.dispatch import Hooks
from fondaco.errors import ConflictError, InvalidInputError
from fondaco.hookspecs import HookSpecs
from fondaco.jobs import WorkerApp

from fondaco_checkout.errors import cart_not_found
from fondaco_checkout.model.cart import Cart
from fondaco_checkout.model.tax_numbers import clean_tax_number, country_of
from fondaco_checkout.repository import carts
from fondaco_checkout.service.cart_taxes import set_tax_number
from fondaco_checkout.service.carts import lock_open_cart
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["give_tax_number", "require_registered"]

MOST_ANSWERS, MOST_BYTES = 10_000, 4 * 1024 * 1024

log = structlog.get_logger("fondaco.checkout")

_kept: WeakKeyDictionary[Hooks, Entries[TaxNumberAnswer]] = WeakKeyDictionary()


async def give_tax_number(
    app: WorkerApp, settings: CheckoutSettings, context: Context, cart_id: UUID, number: str
) -> Cart:
    """Says that a business buys with the caller's cart, by its tax number; an empty one takes that back.

    Called outside any transaction: registers are asked before the cart is locked, where there are any.

    Raises:
        NotFoundError: ``CART_NOT_FOUND``.
        ConflictError: ``CART_COMPLETING``, ``CART_COMPLETED``, ``TAX_NUMBER_UNCHECKED``.
        InvalidInputError: ``TAX_NUMBER_INVALID``, ``TAX_NUMBER_NOT_REGISTERED``.
    """
    if number.strip() and _registers(app.hooks, settings):
        session, customer = context.principal.session, context.principal.customer
        if session is None and customer is None:
            raise cart_not_found()
        cart = (await carts.find_carts([cart_id], session=session, customer=customer)).get(cart_id)
        if cart is None:
            raise cart_not_found()
        address = cart.billing_address or cart.shipping_address
        # With its prefix it stays what was checked, whatever address the cart has by the time that it is locked.
        number = clean_tax_number(number, "" if address is None else address.country, field=("taxNumber",))
        await require_registered(app.hooks, settings, number, field=("taxNumber",))
    async with app.unit_of_work(context) as uow:
        return await set_tax_number(uow, await lock_open_cart(uow, cart_id), number)


def _registers(hooks: Hooks, settings: CheckoutSettings) -> bool:
    """Whether anybody knows a register."""
    known = set(hooks.implementing(HookSpecs.resolve_tax_number))
    return bool(known if settings.vies_url else known - {"checkout"})


async def require_registered(hooks: Hooks, settings: CheckoutSettings, number: str, *, field: tuple[str, ...]) -> None:
    """Refuses a number that a register says nobody has. Answers are kept for a while, failures are not.

    Args:
        number: Checked, compact.

    Raises:
        InvalidInputError: ``TAX_NUMBER_NOT_REGISTERED``.
        ConflictError: ``TAX_NUMBER_UNCHECKED`` if the register does not answer, and form is no substitute.
    """
    if hooks not in _kept:
        _kept[hooks] = Entries(
            max_entries=MOST_ANSWERS, max_bytes=MOST_BYTES, seconds=settings.tax_number_cache_seconds
        )
    key = number.encode()
    answer = _kept[hooks].find(key)
    if answer is None:
        try:
            async with asyncio.timeout(settings.tax_number_timeout_seconds):
                answer = await hooks.first(
                    HookSpecs.resolve_tax_number, TaxNumberQuery(number=number, country=country_of(number))
                )
        except Exception as error:
            log.exception("tax_register_failed", fallback=settings.tax_number_fallback, error=type(error).__name__)
            if settings.tax_number_fallback == "accept":
                return
            raise ConflictError(
                "The register of tax numbers does not answer at the moment: try again, or order without the number.",
                code="TAX_NUMBER_UNCHECKED",
                field=field,
            ) from error
        if answer is None:
            return
        _kept[hooks].keep(key, answer, size=200, tags=frozenset(), since=time.monotonic())
        log.info("tax_number_checked", number=number, registered=answer.registered, reference=answer.reference)
    if not answer.registered:
        raise InvalidInputError(
            "No business is registered under this tax number.", code="TAX_NUMBER_NOT_REGISTERED", field=field
        )
