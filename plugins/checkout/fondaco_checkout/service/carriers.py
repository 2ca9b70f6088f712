"""Prices of methods that ask a carrier: asked outside of any transaction, several carriers at once, and remembered.

What a buyer chose is kept with their cart and costs that for ``carrier_price_minutes``, whichever node they come to and
whatever the carrier says meanwhile, as long as parcels, value and address are the same. For everything else there is
the memory of this process.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

import msgspec
import structlog
from fondaco import clock
from fondaco.cache.entries import Entries
from fondaco.commerce import CarrierRates, CarrierRatesQuery, CartView, DeliveryOption, DeliveryQuote
from fondaco.db.engine import current
from fondaco.dispatch import Hooks
from fondaco.hookspecs import HookSpecs

from fondaco_checkout.model.carriers import (
    LONGEST_LAST,
    CarrierTerms,
    believed,
    question_key,
    question_of,
    rate_of,
)
from fondaco_checkout.model.deliveries import DeliveryMethod, DeliveryTable
from fondaco_checkout.service.quotes import QuoteNeededError
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["ask_carriers", "offered_options"]

MOST_ANSWERS, MOST_BYTES = 20_000, 64 * 1024 * 1024
MOST_FAILURES = 10_000
FAILURE_SECONDS = 10.0
"""For so long a carrier that did not answer a question is not asked it again."""

log = structlog.get_logger("fondaco.checkout")


class _Answer(msgspec.Struct, frozen=True):
    rates: CarrierRates
    at: datetime


class _Memory:
    """What the carriers of an application said, and whom of them failed."""

    def __init__(self) -> None:
        self.answers: Entries[_Answer] = Entries(
            max_entries=MOST_ANSWERS, max_bytes=MOST_BYTES, seconds=LONGEST_LAST * 60.0
        )
        self.failures: Entries[bool] = Entries(max_entries=MOST_FAILURES, max_bytes=MOST_BYTES, seconds=FAILURE_SECONDS)


_kept: WeakKeyDictionary[Hooks, _Memory] = WeakKeyDictionary()


def _memory(hooks: Hooks) -> _Memory:
    if hooks not in _kept:
        _kept[hooks] = _Memory()
    return _kept[hooks]


class _Asking(msgspec.Struct, frozen=True):
    """A method with what its carrier is asked for a cart.

    Attributes:
        question: Names the question, ``key`` what the method costs by the answer.
    """

    method: DeliveryMethod
    terms: CarrierTerms
    query: CarrierRatesQuery
    question: str
    key: str


async def offered_options(
    hooks: Hooks, settings: CheckoutSettings, table: DeliveryTable, view: CartView
) -> list[DeliveryOption]:
    """Returns what staff offer for a cart, by position; where methods ask carriers, with what these say.

    Inside a transaction nobody is asked: methods without an answer are left out there, unless it is the chosen one.

    Raises:
        QuoteNeededError: Inside a transaction, if the carrier of the chosen option has to be asked first.
    """
    now = clock.utc_now()
    asking = [found for method in table.of_carriers(view) if (found := _asking(method, view)) is not None]
    quotes: dict[str, DeliveryQuote] = {}
    if asking:
        open_ = [one for one in asking if not _is_settled(hooks, settings, view, one, now)]
        if open_ and current().in_transaction:
            chosen = {one.question: one.query for one in open_ if one.method.option_code == view.delivery_code}
            if chosen:
                raise QuoteNeededError(lambda: ask_carriers(hooks, settings, chosen))
        elif open_:
            await ask_carriers(hooks, settings, {one.question: one.query for one in open_})
        for one in asking:
            quote = _quote(hooks, settings, table, view, one, now)
            if quote is not None:
                quotes[one.method.code] = quote
    return table.options(view, now, quotes)


def _asking(method: DeliveryMethod, view: CartView) -> _Asking | None:
    terms = method.carrier
    query = None if terms is None else question_of(view, terms)
    if terms is None or query is None:
        return None
    question = question_key(query)
    return _Asking(method, terms, query, question, f"{question}:{method.option_code}:{terms.service}")


def _chosen(view: CartView, one: _Asking, now: datetime, minutes: float) -> DeliveryQuote | None:
    """Returns what the buyer chose this method for, if that is not too long ago and all that it depends on the same."""
    quote = view.delivery_quote
    if quote is None or quote.key != one.key or now - quote.at >= timedelta(minutes=minutes):
        return None
    return quote


def _fresh(hooks: Hooks, settings: CheckoutSettings, one: _Asking, now: datetime) -> _Answer | None:
    answer = _memory(hooks).answers.find(one.question)
    if answer is None or now - answer.at >= timedelta(seconds=settings.carrier_cache_seconds):
        return None
    return answer


def _is_settled(hooks: Hooks, settings: CheckoutSettings, view: CartView, one: _Asking, now: datetime) -> bool:
    """Whether nobody has to be asked for the price."""
    return (
        _chosen(view, one, now, settings.carrier_price_minutes) is not None
        or _fresh(hooks, settings, one, now) is not None
        or _memory(hooks).failures.find(one.question) is not None
    )


def _quote(
    hooks: Hooks, settings: CheckoutSettings, table: DeliveryTable, view: CartView, one: _Asking, now: datetime
) -> DeliveryQuote | None:
    """Returns what a method costs: by what was chosen, by its carrier, and if that fails, by what is left."""
    chosen = _chosen(view, one, now, settings.carrier_price_minutes)
    if chosen is not None:
        return chosen
    fresh = _fresh(hooks, settings, one, now)
    if fresh is not None:
        return _of_answer(one, fresh, now)
    if _memory(hooks).failures.find(one.question) is None:
        return None  # inside a transaction, of an option that is not chosen
    chosen = _chosen(view, one, now, one.terms.last_minutes)
    if chosen is not None:
        return chosen
    last = _memory(hooks).answers.find(one.question)
    if last is not None and now - last.at < timedelta(minutes=one.terms.last_minutes):
        return _of_answer(one, last, now)
    price = table.own_price(one.method, view)
    return None if price is None else DeliveryQuote(key=one.key, price=price, at=now)


def _of_answer(one: _Asking, answer: _Answer, now: datetime) -> DeliveryQuote | None:
    rate = rate_of(answer.rates.rates, one.terms.service)
    if rate is None:
        return None
    return DeliveryQuote(key=one.key, price=rate.price, at=now, min_days=rate.min_days, max_days=rate.max_days)


async def ask_carriers(hooks: Hooks, settings: CheckoutSettings, queries: Mapping[str, CarrierRatesQuery]) -> None:
    """Asks carriers, each question once and all at the same time, and remembers what they say or that they failed.

    Called outside of any transaction; never raises because of a carrier.

    Args:
        queries: By their `question_key`.
    """
    await asyncio.gather(*(_ask(hooks, settings, key, query) for key, query in queries.items()))


async def _ask(hooks: Hooks, settings: CheckoutSettings, key: str, query: CarrierRatesQuery) -> None:
    memory = _memory(hooks)
    try:
        async with asyncio.timeout(settings.carrier_timeout_seconds):
            answer = await hooks.first(HookSpecs.resolve_carrier_rates, query)
        if answer is None:
            raise LookupError(f"no plugin knows the carrier {query.carrier!r}")
        rates = believed(query, answer)
    except Exception as error:  # noqa: BLE001 (whatever it is, the carrier has failed)
        # Without a trace: its locals hold the tokens of services, and a carrier that is down would fill the log.
        log.warning("carrier_failed", carrier=query.carrier, error=type(error).__name__, reason=str(error)[:300])
        memory.failures.keep(key, True, size=100, tags=frozenset(), since=time.monotonic())
        return
    size = 300 + 200 * len(rates.rates)
    memory.answers.keep(key, _Answer(rates, clock.utc_now()), size=size, tags=frozenset(), since=time.monotonic())
