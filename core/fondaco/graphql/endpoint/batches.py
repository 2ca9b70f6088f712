"""Several operations in one request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from fondaco.context import Context
from fondaco.graphql.answer import Answer

__all__ = ["run_batch"]

AT_A_TIME = 4
"""Queries of one batch that run at once, so that one request cannot take all connections to the database."""

RunOne = Callable[[int, Context], Awaitable[Answer]]
"""Runs the operation of this number, beginning with 0."""


async def run_batch(number: int, caller: Context, run: RunOne, *, in_order: bool) -> list[Answer]:
    """Runs the operations of a batch; returns their answers in the same order.

    Args:
        number: How many there are.
        in_order: One after the other, as mutations of one document are; a session that one starts is also that of the
            next. Otherwise several at once.
    """
    if in_order:
        answers: list[Answer] = []
        for each in range(number):
            answer = await run(each, caller)
            if answer.new_session_token is not None:
                caller = caller.in_session(answer.new_session_token)
            answers.append(answer)
        return answers
    places = asyncio.Semaphore(AT_A_TIME)

    async def one(each: int) -> Answer:
        async with places:
            return await run(each, caller)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(each)) for each in range(number)]
    return [task.result() for task in tasks]
