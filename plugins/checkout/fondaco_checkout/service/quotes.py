"""Prices that somebody outside has to be asked for, by verbs that price a cart inside a transaction.

Nobody outside is waited for there. What is not in memory raises `QuoteNeededError`, the transaction is rolled back, the
question is asked, and all begins again: `with_quotes`. Mostly the buyer has just been shown the answer, and nobody is
asked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from fondaco.errors import ConflictError

__all__ = ["QuoteNeededError", "with_quotes"]

T = TypeVar("T")

ATTEMPTS = 4
"""One for what is in memory, one for each who may have to be asked (carrier, tax engine), one for who was overtaken."""


class QuoteNeededError(ConflictError):
    """A price needs an answer that nobody may wait for inside a transaction.

    Attributes:
        ask: Asks for it, outside of any transaction, and keeps what came of it in memory.
    """

    def __init__(self, ask: Callable[[], Awaitable[object]]) -> None:
        super().__init__("The cart has changed meanwhile: try again.", code="CART_CHANGED", field=("cartId",))
        self.ask = ask


async def with_quotes(attempt: Callable[[], Awaitable[T]]) -> T:
    """Runs what prices a cart inside a transaction of its own; where somebody has to be asked, asks and runs it again.

    Raises:
        QuoteNeededError: ``CART_CHANGED`` if the cart is another one each time.
        UnavailableError: ``TAX_UNAVAILABLE``.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return await attempt()
        except QuoteNeededError as needed:
            await needed.ask()
    return await attempt()
