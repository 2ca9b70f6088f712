"""External tax engines: asked outside of any transaction, their answers kept for a short while by what was asked.

A cart that is completed is priced inside a transaction, where nobody outside is waited for. There an answer has to be
in memory already, to exactly what the cart holds then: mostly the one that the buyer has just been shown. Where there
is none, pricing raises `fondaco_checkout.service.quotes.QuoteNeededError`.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from weakref import WeakKeyDictionary

import msgspec
import structlog
from fondaco.cache.entries import Entries
from fondaco.commerce import CartTaxes, CartTaxesQuery, TaxCharge
from fondaco.db.engine import current
from fondaco.dispatch import Hooks
from fondaco.errors import UnavailableError
from fondaco.hookspecs import HookSpecs

from fondaco_checkout.service.quotes import QuoteNeededError
from fondaco_checkout.settings import LONGEST_TAX_NAME, CheckoutSettings

__all__ = ["cart_taxes"]

MOST_QUOTES, MOST_BYTES = 10_000, 32 * 1024 * 1024
FAILURE_SECONDS = 5.0
"""For so long an engine that did not answer a question is not asked it again."""

log = structlog.get_logger("fondaco.checkout")


class _Quote(msgspec.Struct, frozen=True):
    """What an engine said: None where the rates of own zones count, because it left that to them or failed."""

    taxes: CartTaxes | None
    failed: bool = False


_kept: WeakKeyDictionary[Hooks, tuple[Entries[_Quote], Entries[_Quote]]] = WeakKeyDictionary()


def _memory(hooks: Hooks, settings: CheckoutSettings) -> tuple[Entries[_Quote], Entries[_Quote]]:
    """Returns the answers of an application's engines, and their failures."""
    if hooks not in _kept:
        answers: Entries[_Quote] = Entries(
            max_entries=MOST_QUOTES, max_bytes=MOST_BYTES, seconds=settings.tax_engine_cache_seconds
        )
        failures: Entries[_Quote] = Entries(max_entries=MOST_QUOTES, max_bytes=MOST_BYTES, seconds=FAILURE_SECONDS)
        _kept[hooks] = answers, failures
    return _kept[hooks]


def _key(query: CartTaxesQuery) -> bytes:
    return hashlib.sha256(msgspec.json.encode(query)).digest()


async def cart_taxes(hooks: Hooks, settings: CheckoutSettings, query: CartTaxesQuery) -> CartTaxes | None:
    """Returns what an engine says of a cart; None where own rates count.

    Raises:
        QuoteNeededError: Inside a transaction, if the engine has not been asked of exactly this before.
        UnavailableError: ``TAX_UNAVAILABLE`` if it does not answer, and own rates are no substitute.
    """
    engines = set(hooks.implementing(HookSpecs.resolve_cart_taxes))
    if not settings.tax_engine_url:
        engines.discard("checkout")
    if not query.lines or not engines:
        return None
    answers, failures = _memory(hooks, settings)
    key = _key(query)
    quote = answers.find(key) or failures.find(key)
    if quote is None:
        if current().in_transaction:
            raise QuoteNeededError(lambda: cart_taxes(hooks, settings, query))
        quote = await _asked(hooks, settings, query)
        (failures if quote.failed else answers).keep(key, quote, size=1000, tags=frozenset(), since=time.monotonic())
    if quote.failed and settings.tax_engine_fallback == "fail":
        raise UnavailableError("The taxes cannot be reckoned at the moment: try again.", code="TAX_UNAVAILABLE")
    return quote.taxes


async def _asked(hooks: Hooks, settings: CheckoutSettings, query: CartTaxesQuery) -> _Quote:
    try:
        async with asyncio.timeout(settings.tax_engine_timeout_seconds):
            answer = await hooks.first(HookSpecs.resolve_cart_taxes, query)
        if answer is not None:
            _check(query, answer)
    except Exception as error:
        log.exception("tax_engine_failed", fallback=settings.tax_engine_fallback, error=type(error).__name__)
        return _Quote(None, failed=True)
    return _Quote(answer)


def _check(query: CartTaxesQuery, answer: CartTaxes) -> None:
    """Refuses an answer that no order can hold."""
    if len(answer.lines) != len(query.lines):
        raise ValueError(f"{len(answer.lines)} lines were taxed, not {len(query.lines)}")
    if answer.delivery and query.delivery is None:
        raise ValueError("a delivery was taxed that is none")
    for line, charges in zip(query.lines, answer.lines, strict=True):
        _check_charges(query, line.amount.amount, charges)
    _check_charges(query, 0 if query.delivery is None else query.delivery.amount, answer.delivery)


def _check_charges(query: CartTaxesQuery, amount: int, charges: tuple[TaxCharge, ...]) -> None:
    for charge in charges:
        sound = charge.rate.is_finite() and 0 <= charge.rate < 10 and len(charge.name) <= LONGEST_TAX_NAME
        if not sound or charge.amount.amount < 0 or charge.amount.currency != query.channel.currency:
            raise ValueError(f"{charge} is no tax of a cart in {query.channel.currency}")
    if query.channel.prices_include_tax and sum(charge.amount.amount for charge in charges) > amount:
        raise ValueError("more tax was found in a price than it is")
