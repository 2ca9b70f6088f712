"""Our executor and graphql-core answer every query alike, over both schemas with all plugins and a filled shop."""

from __future__ import annotations

import asyncio
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from fondaco.access.principals import ANONYMOUS
from fondaco.app import App
from fondaco.context import Context
from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.context import RequestContext
from fondaco.graphql.documents import RejectedError
from fondaco.graphql.execution import Answer, coerce_variables, execute_by_reference
from fondaco.graphql.executor import Unusual
from fondaco.hookspecs import HookSpecs
from fondaco.ids import encode_global_id, new_id
from fondaco.requests import SESSION_HEADER
from fondaco.testing import GraphQLClient
from fondaco.testing.pytest_plugin import AppFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent))  # importlib mode leaves it out

from every_type import EveryType
from generated_queries import Query, queries

CASES = 5000 if os.environ.get("FONDACO_NIGHTLY") == "1" else 500


class Filled:
    """A shop with something of everything.

    Attributes:
        known: Values that mean something there, by scalar type.
        callers: Who asks, by schema; some more often than others.
    """

    def __init__(self, app: App, known: dict[str, Sequence[Any]], callers: dict[str, Sequence[Context]]) -> None:
        self.app = app
        self.known = known
        self.callers = callers


ADDRESS = {"country": "DE", "name": "Ada", "line1": "Street 1", "city": "Berlin", "postalCode": "10115"}


@pytest_asyncio.fixture(loop_scope="session")
async def filled(app: App, shop: GraphQLClient) -> Filled:
    for _, seeds in app.hooks.register(HookSpecs.register_seeds):
        for seed in seeds:
            await seed.run(app)
    data = await shop(
        """{ products(first: 3) { nodes { id slug tags brand { slug } variants { id sku } } pageInfo { endCursor } }
             categories { id slug } collections(first: 2) { nodes { id slug } } }"""
    )
    products = data["products"]["nodes"]
    variants = [variant for product in products for variant in product["variants"]]
    lines = [{"sellableId": variant["id"], "quantity": 2} for variant in variants[:2]]
    cart = (await shop.change("cartCreate", {"email": "ada@example.org", "lines": lines}, "cart { id }"))["cart"]
    await shop.change("cartAddressesUpdate", {"cartId": cart["id"], "shippingAddress": ADDRESS}, "cart { id }")
    session = shop.headers[SESSION_HEADER]
    staff = app.system_context()
    nobody = app.system_context(principal=ANONYMOUS)
    things = (products[0], variants[0], data["categories"][0], data["collections"]["nodes"][0], cart)
    return Filled(
        app,
        {
            "ID": [*(thing["id"] for thing in things), encode_global_id("Product", new_id()), "no id"],
            "String": [
                *(product["slug"] for product in products),
                data["categories"][0]["slug"],
                data["collections"]["nodes"][0]["slug"],
                data["products"]["pageInfo"]["endCursor"],
                products[0]["brand"]["slug"],
                "lamp",
                "",
                "杯",
            ],
            "Decimal": ["0", "10.00", "99999999999"],
            "DateTime": ["2026-01-01T00:00:00+00:00"],
            "Date": ["2026-01-01", "2026-11-28"],
            "CurrencyCode": ["EUR"],
        },
        {"shop": [nobody, nobody.in_session(session)], "admin": [staff, staff, staff, nobody]},
    )


def _refusals(schema: ComposedSchema, text: str) -> set[str]:
    """Returns the codes that a document is refused with."""
    try:
        schema.documents.get(text)
    except RejectedError as rejected:
        return {str((error.extensions or {}).get("code")) for error in rejected.errors}
    return set()


async def _ours(schema: ComposedSchema, context: RequestContext, query: Query) -> Answer | Exception:
    """Returns what our executor answers, or why it gave up."""
    operation = schema.documents.get(query.document).operation(None)
    try:
        coerced = coerce_variables(schema, operation, query.variables)
        data = await operation.plan(coerced.coerced).run(coerced, context)
    except Exception as error:  # noqa: BLE001 (graphql-core has to say what it is)
        return error
    return Answer(data, [])


async def _compare(
    filled: Filled, schema: ComposedSchema, caller: Context, query: Query, seen: Counter[str], *, bugs: bool
) -> None:
    refusals = _refusals(schema, query.document)
    if refusals:
        # Fragments may ask for too much together; anything else is a mistake of the generator.
        assert refusals <= {"TOO_MANY_FIELDS", "TOO_MANY_ROOT_FIELDS", "TOO_MANY_ALIASES", "QUERY_TOO_DEEP"}, query
        seen["refused"] += 1
        return
    document = schema.documents.get(query.document)
    reference = RequestContext(filled.app, schema, caller)
    wanted = await execute_by_reference(reference, document, document.operation(None), query.variables)
    # By columns first, then by what was written out for it.
    for _ in range(2):
        context = RequestContext(filled.app, schema, caller)
        found = await _ours(schema, context, query)
        outcome = _agreed(found, wanted, query, bugs=bugs)
        if outcome == "answers":
            assert _kept_as(context) == _kept_as(reference), ("they would be kept differently", query)
    seen[outcome] += 1


def _kept_as(context: RequestContext) -> tuple[Any, ...]:
    """Returns for whom an answer is, and for how long."""
    return context.shared_tags, context.looked, context.until


def _agreed(found: Answer | Exception, wanted: Answer, query: Query, *, bugs: bool) -> str:
    """Says what came out of a query, if both say the same."""
    if wanted.errors:
        assert isinstance(found, Exception), ("graphql-core reports errors, ours answers", query, wanted.errors)
        # At the root, a condition that is null is refused before anything ran, but is none of the variables' mistakes.
        refused = isinstance(found, RejectedError) or (isinstance(found, Unusual) and found.reason == "condition")
        assert refused or not wanted.rejected, ("graphql-core refuses the variables, ours does not", query, found)
        assert wanted.rejected or not isinstance(found, RejectedError), ("ours refuses the variables alone", query)
        codes = {error["extensions"]["code"] for error in wanted.errors}
        assert bugs or wanted.rejected or "INTERNAL" not in codes, query
        return "errors"
    if isinstance(found, Unusual) and found.reason == "condition":
        # One that is null is given up before it is known whether there is anything that it would be asked of.
        assert None in query.variables.values(), query
        return "null conditions"
    assert isinstance(found, Answer), ("graphql-core answers, ours gives up", query, found)
    assert found.encoded == wanted.encoded, query
    return "answers"


async def _agree(filled: Filled, schema: ComposedSchema, cases: int, *, bugs: bool = False) -> None:
    """Compares both executors.

    Args:
        bugs: Whether resolvers may return what no type allows.
    """
    seen: Counter[str] = Counter()
    loop = asyncio.get_running_loop()

    @settings(
        max_examples=cases,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(query=queries(schema.core, filled.known), who=st.sampled_from(filled.callers[schema.name]))
    def compared(query: Query, who: Context) -> None:
        work = _compare(filled, schema, who, query, seen, bugs=bugs)
        asyncio.run_coroutine_threadsafe(work, loop).result(60)

    # hypothesis drives from a thread of its own, the queries run on the loop that owns the database.
    await asyncio.to_thread(compared)
    # It looked at both kinds of answers, and nearly everywhere.
    assert seen["errors"] > cases // 25
    assert seen["answers"] > cases // 20
    assert seen["refused"] < cases // 2.5


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", ["shop", "admin"])
async def test_our_executor_answers_as_graphql_core_does(filled: Filled, name: str) -> None:
    await _agree(filled, getattr(filled.app, name), CASES // 2)


@pytest.mark.timeout(1800)
async def test_they_agree_on_unions_interfaces_lists_of_lists_and_values_that_are_wrong(make_app: AppFactory) -> None:
    app = await make_app(enabled=[], plugins=[EveryType])
    nobody = app.system_context(principal=ANONYMOUS)
    known = {"String": ["", "x", "杯"], "ID": ["1", "x"], "Float": [0, 1.5, 10**20]}
    await _agree(Filled(app, known, {"shop": [nobody]}), app.shop, CASES, bugs=True)
