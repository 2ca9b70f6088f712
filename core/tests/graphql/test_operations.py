"""What callers get: batches, mutations, idempotency, masked errors, limits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from uuid import UUID, uuid4

import httpx
import msgspec
import pytest
import pytest_asyncio
import structlog
from fondaco.access import ANYONE, Credentials, Permission, Principal, PrincipalKind
from fondaco.access.principals import ANONYMOUS
from fondaco.app import App
from fondaco.db import UnitOfWork, execute, fetch_value
from fondaco.errors import ConflictError, DomainError, InvalidInputError, NotFoundError, UnavailableError
from fondaco.graphql import ID, GraphQL, Info, Node, RequestContext, SchemaPart, object_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.graphql.execution import coerce_variables, execute_by_reference
from fondaco.ids import encode_global_id
from fondaco.plugins import NoSettings, Plugin
from fondaco.requests import SESSION_HEADER
from fondaco.settings import Settings
from fondaco.testing import GraphQLClient
from fondaco.testing.pytest_plugin import AppFactory

MANAGE = Permission("toys.manage", "Manage toys.")
calls: list[tuple[str, Any]] = []
part = SchemaPart()


class ToyValue(msgspec.Struct):
    id: UUID
    name: str


@object_type(ToyValue)
class Toy(Node):
    """Something to play with."""

    name: str


TOYS = [ToyValue(UUID(int=number), f"toy {number}") for number in range(1, 5)]


async def load_toys(context: RequestContext, ids: Sequence[UUID]) -> Sequence[ToyValue | None]:
    calls.append(("load", len(ids)))
    by_id = {toy.id: toy for toy in TOYS}
    return [by_id.get(id_) for id_ in ids]


part.node(Toy, load_toys)


@part.query(type=list[Toy], permission=ANYONE)
async def toys(info: Info) -> list[ToyValue]:
    """All toys."""
    return TOYS


@part.query(type=int, permission=MANAGE)
async def secret() -> int:
    """For staff."""
    return 42


@part.query(type=int, permission=ANYONE)
async def page_size(
    info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
) -> int:
    """The size that was asked."""
    return info.context.page_args(first, after, last, before).size()


class TellingError(Exception):
    extensions: ClassVar = {"password": "secret"}


@part.query(type=int | None, permission=ANYONE)
async def failing(kind: str) -> int:
    """Fails."""
    errors: dict[str, Exception] = {
        "domain": ConflictError("Not now.", code="TOY_BUSY", field=["toy", "name"]),
        "unavailable": UnavailableError("Later.", code="DATABASE_UNAVAILABLE"),
        "bug": ZeroDivisionError("/etc/passwd"),
        "key": KeyError("secret"),
        "telling": TellingError("of itself"),
    }
    if kind == "sql":
        await execute("SELECT * FROM no_such_table")
    if kind == "slow":
        await asyncio.sleep(60)
    raise errors[kind]


@part.extend("Toy", type=int)
async def stars(found: Sequence[ToyValue], info: Info, times: int = 1) -> list[int]:
    """Stars."""
    calls.append(("stars", len(found), times))  # type: ignore[arg-type]
    return [times * toy.id.int for toy in found]


@part.extend("Toy", type=list[Toy])
async def friends(found: Sequence[ToyValue]) -> list[list[ToyValue]]:
    """Two others."""
    calls.append(("friends", len(found)))
    return [[TOYS[0], TOYS[1]] for _ in found]


@part.extend("Toy", type=int | None)
async def picky(found: Sequence[ToyValue]) -> list[int | Exception]:
    """Fails for the second toy only."""
    return [NotFoundError("Gone.") if toy.id.int == 2 else toy.id.int for toy in found]


@part.extend("Toy", type=int | None)
async def broken(found: Sequence[ToyValue]) -> list[int]:
    """Fails for all."""
    raise ConflictError("All of them.")


@part.extend("Toy", type=int | None)
async def short(found: Sequence[ToyValue]) -> list[int]:
    """Returns too few."""
    return [1]


@part.extend("Toy", type=int | None, permission=MANAGE)
async def cost(found: Sequence[ToyValue]) -> list[int]:
    """For staff."""
    return [7 for _ in found]


saved: list[str] = []
"""The names that `toy_save` was called with, also where it was undone."""


class Saved(msgspec.Struct):
    toy: ToyValue
    total: int


async def total() -> int:
    found: int = await fetch_value("SELECT count(*) FROM public.toy")
    return found


@part.mutation(returns={"toy": "Toy", "total": int}, permission=ANYONE)
async def toy_save(uow: UnitOfWork, name: str, fail: str = "", slow: bool = False) -> Saved:
    """Saves a toy."""
    saved.append(name)
    await execute("INSERT INTO public.toy VALUES ($1)", name)
    if slow:
        await asyncio.sleep(0.2)
    errors: dict[str, Exception] = {
        "domain": InvalidInputError("Bad name.", code="BAD_NAME", field=["name"]),
        "plain": DomainError("No."),
        "bug": ZeroDivisionError("at /srv/secret.py"),
        "later": UnavailableError("Try later.", code="DATABASE_UNAVAILABLE"),
    }
    if fail:
        raise errors[fail]
    return Saved(ToyValue(UUID(int=9), name), await total())


@part.mutation(returns={"total": int}, permission=MANAGE)
async def toys_clear(uow: UnitOfWork) -> int:
    """Deletes all."""
    return await execute("DELETE FROM public.toy")


@part.mutation(returns={"seen": str}, permission=ANYONE, transaction=False)
async def toy_twice(info: Info, name: str) -> str:
    """Two transactions."""
    for _ in range(2):
        async with info.context.app.unit_of_work(info.context.caller):
            await execute("INSERT INTO public.toy VALUES ($1)", name)
    return name


@part.mutation(returns={"name": str}, permission=ANYONE)
async def toy_find(uow: UnitOfWork, info: Info, id: ID) -> str:
    """Finds a toy through its node."""
    found: ToyValue = await info.context.load_node("Toy", id, field=("id",))
    return found.name


class ToysPlugin(Plugin[NoSettings]):
    name = "toys"
    version = "1"
    graphql = GraphQL(shop=(part,), admin=(part,))
    permissions = (MANAGE,)

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        if payload.bearer in {"ada", "bob"}:
            return Principal(kind=PrincipalKind.CUSTOMER, id=f"customer:{payload.bearer}")
        return None


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory) -> App:
    app = await make_app(enabled=[], plugins=[ToysPlugin])
    await execute("CREATE TABLE public.toy (name text NOT NULL)")
    calls.clear()
    saved.clear()
    return app


# -- batches ------------------------------------------------------------------------------------------------------


async def test_a_batch_resolver_is_called_once_per_level_with_all_parents(shop: GraphQLClient) -> None:
    data = await shop("{ toys { stars friends { stars friends { name } } } }")
    assert [toy["stars"] for toy in data["toys"]] == [1, 2, 3, 4]
    assert [friend["stars"] for friend in data["toys"][3]["friends"]] == [1, 2]
    assert sorted(calls, key=str) == [("friends", 4), ("friends", 8), ("stars", 4, 1), ("stars", 8, 1)]


async def test_other_arguments_are_another_batch(shop: GraphQLClient) -> None:
    data = await shop("{ toys { once: stars twice: stars(times: 2) again: stars(times: 2) } }")
    assert data["toys"][2] == {"once": 3, "twice": 6, "again": 6}
    assert sorted(calls, key=str) == [("stars", 4, 1), ("stars", 4, 2), ("stars", 4, 2)]


async def test_an_error_goes_to_every_place_that_waits_for_it(shop: GraphQLClient) -> None:
    body = await shop.raw("{ toys { name broken } }")
    assert [toy["broken"] for toy in body["data"]["toys"]] == [None] * 4
    assert [(error["path"], error["extensions"]["code"]) for error in body["errors"]] == [
        (["toys", index, "broken"], "CONFLICT") for index in range(4)
    ]


async def test_an_error_among_the_values_goes_to_its_place_only(shop: GraphQLClient) -> None:
    body = await shop.raw("{ toys { picky } }")
    assert [toy["picky"] for toy in body["data"]["toys"]] == [1, None, 3, 4]
    assert [(error["path"], error["message"]) for error in body["errors"]] == [(["toys", 1, "picky"], "Gone.")]


async def test_a_batch_of_the_wrong_length_is_a_bug_and_masked(shop: GraphQLClient) -> None:
    body = await shop.raw("{ toys { short } }")
    assert {error["extensions"]["code"] for error in body["errors"]} == {"INTERNAL"}
    assert {error["message"] for error in body["errors"]} == {"Something went wrong on our side."}


async def test_a_field_may_need_more_than_its_parent(shop: GraphQLClient, admin: GraphQLClient) -> None:
    body = await shop.raw("{ toys { name cost } }")
    assert {error["extensions"]["code"] for error in body["errors"]} == {"UNAUTHENTICATED"}
    assert body["data"]["toys"][0] == {"name": "toy 1", "cost": None}
    assert (await admin("{ toys { cost } }"))["toys"][0] == {"cost": 7}


# -- permissions and nodes ----------------------------------------------------------------------------------------


async def test_a_query_needs_its_permission(http: httpx.AsyncClient, shop: GraphQLClient, admin: GraphQLClient) -> None:
    assert (await shop.raw("{ secret }"))["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    ada = GraphQLClient(http, "shop", {"authorization": "Bearer ada"})
    error = (await ada.raw("{ secret }"))["errors"][0]
    assert (error["extensions"]["code"], error["message"]) == (
        "PERMISSION_DENIED",
        "This needs the permission toys.manage.",
    )
    assert await admin("{ secret }") == {"secret": 42}


async def test_a_node_is_found_again_by_its_id(shop: GraphQLClient) -> None:
    id_ = (await shop("{ toys { id } }"))["toys"][1]["id"]
    found = await shop("query ($id: ID!) { node(id: $id) { __typename id ... on Toy { name } } }", {"id": id_})
    assert found["node"] == {"__typename": "Toy", "id": id_, "name": "toy 2"}


@pytest.mark.parametrize(
    ("id_", "code"),
    [
        (encode_global_id("Toy", "01a203e7-0000-7000-8000-000000000000"), None),
        (encode_global_id("Car", "01a203e7-0000-7000-8000-000000000000"), "INVALID_ID"),
        (encode_global_id("Toy", "7"), "INVALID_ID"),
        ("", "INVALID_ID"),
        ("garbage", "INVALID_ID"),
        ("\U0001f9f8", "INVALID_ID"),
        ("\0", "INVALID_ID"),
        ("7", "INVALID_ID"),
    ],
)
async def test_a_node_that_is_not_there(shop: GraphQLClient, id_: str, code: str | None) -> None:
    body = await shop.raw("query ($id: ID!) { node(id: $id) { id } }", {"id": id_})
    assert body["data"] == {"node": None}
    if code is None:
        assert "errors" not in body
    else:
        assert body["errors"][0]["extensions"] == {"code": code, "field": ["id"]}


async def test_a_verb_loads_nodes_of_any_plugin(shop: GraphQLClient) -> None:
    assert (await shop.change("toyFind", {"id": encode_global_id("Toy", TOYS[2].id)}, "name"))["name"] == "toy 3"
    for id_, code in ((encode_global_id("Toy", uuid4()), "NOT_FOUND"), ("x", "INVALID_ID")):
        answer = await shop.change("toyFind", {"id": id_}, "name")
        assert (answer["name"], answer["errors"][0]["code"], answer["errors"][0]["field"]) == (None, code, ["id"])


# -- mutations ----------------------------------------------------------------------------------------------------

SAVE = "toy { name } total"


async def test_a_mutation_answers_its_payload(shop: GraphQLClient) -> None:
    answer = await shop.change("toySave", {"name": "ball"}, SAVE)
    assert answer == {"toy": {"name": "ball"}, "total": 1, "errors": []}


@pytest.mark.parametrize(
    ("fail", "error"),
    [
        ("domain", {"code": "BAD_NAME", "message": "Bad name.", "field": ["name"]}),
        ("plain", {"code": "REJECTED", "message": "No.", "field": None}),
    ],
)
async def test_a_domain_error_is_answered_and_undone(shop: GraphQLClient, fail: str, error: dict[str, Any]) -> None:
    answer = await shop.change("toySave", {"name": "ball", "fail": fail}, SAVE)
    assert answer == {"toy": None, "total": None, "errors": [error]}
    assert await total() == 0


@pytest.mark.parametrize(("fail", "code"), [("bug", "INTERNAL"), ("later", "DATABASE_UNAVAILABLE")])
async def test_any_other_error_of_a_mutation_is_at_the_top_and_undone(
    shop: GraphQLClient, fail: str, code: str
) -> None:
    body = await shop.raw(f'mutation {{ toySave(input: {{name: "ball", fail: "{fail}"}}) {{ total }} }}')
    assert body["data"] is None
    assert body["errors"][0]["extensions"]["code"] == code
    assert await total() == 0


async def test_a_mutation_without_its_permission_does_nothing(http: httpx.AsyncClient, shop: GraphQLClient) -> None:
    await shop.change("toySave", {"name": "ball"}, "total")
    ada = GraphQLClient(http, "shop", {"authorization": "Bearer ada"})
    document = "mutation { toysClear { total errors { code message } } }"
    anonymous = (await shop(document))["toysClear"]
    assert anonymous == {"total": None, "errors": [{"code": "UNAUTHENTICATED", "message": "Sign in to do this."}]}
    known = (await ada(document))["toysClear"]
    assert known["errors"] == [{"code": "PERMISSION_DENIED", "message": "This needs the permission toys.manage."}]
    assert await total() == 1


async def test_mutations_of_one_document_run_one_after_the_other(shop: GraphQLClient) -> None:
    data = await shop(
        'mutation { a: toySave(input: {name: "a"}) { total } b: toySave(input: {name: "b", fail: "plain"}) { total } '
        'c: toySave(input: {name: "c"}) { total } }'
    )
    assert data == {"a": {"total": 1}, "b": {"total": None}, "c": {"total": 2}}


async def test_what_is_asked_of_a_mutation_is_answered_as_graphql_core_does(app: App) -> None:
    text = (
        "mutation M($name: String!, $no: Boolean!) { a: toySave(input: {name: $name}) { ...P __typename } "
        'toyFind(input: {id: "bad"}) { name @include(if: $no) errors { code ... { field } } } '
        'b: toySave(input: {name: "b"}) { toy { friends { name stars(times: 2) } } ...P @skip(if: $no) } __typename } '
        "fragment P on ToySavePayload { toy { id name stars } total errors { message } }"
    )
    operation = (document := app.shop.documents.get(text)).operation(None)
    variables, before = {"name": "ball", "no": False}, fallbacks(app)
    for turn in range(3):  # a plan is used again, and written out by then
        context = RequestContext(app, app.shop, app.system_context(principal=ANONYMOUS))
        ours = await operation.plan(variables).run(coerce_variables(app.shop, operation, variables), context)
        theirs = await execute_by_reference(context.again(), document, operation, variables)
        assert theirs.errors == []
        assert list(ours) == ["a", "toyFind", "b", "__typename"]
        assert msgspec.json.encode(ours) == msgspec.json.encode(theirs.data)
        assert (ours["a"]["total"], ours["b"]["total"]) == (2 * turn + 1, 2 * turn + 2)
    assert saved == ["ball", "b"] * 3
    assert fallbacks(app) == before


async def test_a_mutation_is_not_run_again_where_its_answer_has_an_error(app: App, shop: GraphQLClient) -> None:
    before = fallbacks(app).get("error", 0)
    body = await shop.raw(
        'mutation { a: toySave(input: {name: "a"}) { toy { name } total } '
        'b: toySave(input: {name: "b"}, idempotencyKey: "k") { toy { name broken } total } '
        'c: toySave(input: {name: "c"}) { toy { name } total } }'
    )
    assert body["data"] == {
        "a": {"toy": {"name": "a"}, "total": 1},
        "b": {"toy": {"name": "b", "broken": None}, "total": 2},
        "c": {"toy": {"name": "c"}, "total": 3},
    }
    assert [error["path"] for error in body["errors"]] == [["b", "toy", "broken"]]
    assert saved == ["a", "b", "c"]
    assert fallbacks(app)["error"] == before + 1
    assert SESSION_HEADER in shop.headers  # begun for the key, before graphql-core took over
    again = await shop.change("toySave", {"name": "b"}, "total", key="k")
    assert (again["total"], saved) == (2, ["a", "b", "c"])


async def test_a_mutation_that_fails_is_not_run_again(app: App, shop: GraphQLClient) -> None:
    body = await shop.raw(
        'mutation { a: toySave(input: {name: "a"}) { total } b: toySave(input: {name: "b", fail: "bug"}) { total } '
        'c: toySave(input: {name: "c"}) { total } }'
    )
    assert body["data"] is None
    assert [(error["path"], error["extensions"]["code"]) for error in body["errors"]] == [(["b"], "INTERNAL")]
    assert saved == ["a", "b"]
    assert await total() == 1


async def test_arguments_that_cannot_be_read_run_nothing(app: App, shop: GraphQLClient) -> None:
    body = await shop.raw("mutation ($input: ToySaveInput!) { toySave(input: $input) { total } }", {"input": {}})
    assert body["errors"][0]["extensions"]["code"] == "GRAPHQL_INVALID"
    assert saved == []


def fallbacks(app: App) -> dict[str, int]:
    """How often graphql-core took over, by reason."""
    return {
        sample.labels["reason"]: int(sample.value)
        for metric in app.metrics.graphql_fallbacks.collect()
        for sample in metric.samples
        if sample.name.endswith("_total")
    }


# -- idempotency --------------------------------------------------------------------------------------------------


async def test_the_same_key_and_input_answers_as_the_first_and_changes_nothing(shop: GraphQLClient) -> None:
    first = await shop.change("toySave", {"name": "ball"}, SAVE, key="k1")
    await shop.change("toySave", {"name": "other"}, SAVE)
    assert await shop.change("toySave", {"name": "ball"}, SAVE, key="k1") == first
    assert first["total"] == 1
    assert await total() == 2
    assert (await shop.change("toySave", {"name": "ball"}, SAVE, key="k2"))["total"] == 3


@pytest.mark.parametrize("data", [{"name": "bell"}, {"name": "ball", "slow": True}])
async def test_the_same_key_with_another_input_is_refused(shop: GraphQLClient, data: dict[str, Any]) -> None:
    await shop.change("toySave", {"name": "ball"}, SAVE, key="k1")
    answer = await shop.change("toySave", data, SAVE, key="k1")
    assert answer["errors"] == [
        {
            "code": "IDEMPOTENCY_KEY_REUSED",
            "message": "This idempotency key was used for another call.",
            "field": ["idempotencyKey"],
        }
    ]
    assert await total() == 1


async def test_the_same_key_with_another_mutation_is_refused(shop: GraphQLClient) -> None:
    await shop.change("toySave", {"name": "ball"}, SAVE, key="k1")
    answer = await shop.change("toyTwice", {"name": "ball"}, "seen", key="k1")
    assert answer["errors"][0]["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert await total() == 1


async def test_parallel_calls_with_one_key_have_one_effect_and_one_answer(shop: GraphQLClient) -> None:
    await shop.change("toySave", {"name": "first"}, "total", key="session")  # so that all have one session
    answers = await asyncio.gather(
        *(shop.change("toySave", {"name": "ball", "slow": True}, SAVE, key="k1") for _ in range(8))
    )
    assert answers == [{"toy": {"name": "ball"}, "total": 2, "errors": []}] * 8
    assert await total() == 2


async def test_a_key_is_free_again_after_a_failure(shop: GraphQLClient) -> None:
    failed = await shop.change("toySave", {"name": "ball", "fail": "plain"}, SAVE, key="k1")
    assert failed["errors"][0]["code"] == "REJECTED"
    assert (await shop.change("toySave", {"name": "bell"}, SAVE, key="k1"))["total"] == 1


async def test_parallel_calls_of_which_the_first_fails_leave_the_work_to_the_next(shop: GraphQLClient) -> None:
    await shop.change("toySave", {"name": "first"}, "total", key="session")
    both = await asyncio.gather(
        shop.change("toySave", {"name": "a", "slow": True, "fail": "plain"}, SAVE, key="k1"),
        shop.change("toySave", {"name": "b", "slow": True}, SAVE, key="k1"),
    )
    codes = sorted(answer["errors"][0]["code"] if answer["errors"] else "" for answer in both)
    assert codes in (["", "REJECTED"], ["IDEMPOTENCY_KEY_REUSED", ""], ["", "IDEMPOTENCY_KEY_REUSED"])
    assert await total() == 2


async def test_another_caller_may_use_the_same_key(
    http: httpx.AsyncClient, make_shop: Callable[..., GraphQLClient]
) -> None:
    callers = [
        make_shop(),
        make_shop(),
        GraphQLClient(http, "shop", {"authorization": "Bearer ada"}),
        GraphQLClient(http, "shop", {"authorization": "Bearer bob"}),
    ]
    totals = [(await caller.change("toySave", {"name": "ball"}, SAVE, key="k1"))["total"] for caller in callers]
    assert totals == [1, 2, 3, 4]
    assert [(await caller.change("toySave", {"name": "ball"}, SAVE, key="k1"))["total"] for caller in callers] == totals


@pytest.mark.parametrize("key", ["", "  ", "x" * 101, "a\nb", "a\0b"])
async def test_a_key_is_short_and_printable(shop: GraphQLClient, key: str) -> None:
    answer = await shop.change("toySave", {"name": "ball"}, SAVE, key=key)
    assert [(error["code"], error["field"]) for error in answer["errors"]] == [
        ("INVALID_IDEMPOTENCY_KEY", ["idempotencyKey"])
    ]
    assert await total() == 0


async def test_a_verb_of_several_transactions_is_run_again_under_its_key(shop: GraphQLClient) -> None:
    assert (await shop.change("toyTwice", {"name": "a"}, "seen", key="k1"))["seen"] == "a"
    assert (await shop.change("toyTwice", {"name": "a"}, "seen", key="k1"))["seen"] == "a"
    refused = await shop.change("toyTwice", {"name": "b"}, "seen", key="k1")
    assert refused["errors"][0]["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert await total() == 4


# -- errors -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "message", "extensions"),
    [
        ("domain", "Not now.", {"code": "TOY_BUSY", "field": ["toy", "name"]}),
        ("unavailable", "Later.", {"code": "DATABASE_UNAVAILABLE"}),
    ],
)
async def test_errors_raised_on_purpose_pass(
    shop: GraphQLClient, kind: str, message: str, extensions: dict[str, Any]
) -> None:
    body = await shop.raw("query ($kind: String!) { failing(kind: $kind) }", {"kind": kind})
    [error] = body["errors"]
    assert (error["message"], error["path"], error["extensions"]) == (message, ["failing"], extensions)


@pytest.mark.parametrize("kind", ["bug", "key", "sql", "telling"])
async def test_anything_else_is_masked_and_logged_with_the_request_id(shop: GraphQLClient, kind: str) -> None:
    with structlog.testing.capture_logs() as logs:
        body = await shop.raw("query ($k: String!) { failing(kind: $k) }", {"k": kind}, x_request_id="req-7")
    [error] = body["errors"]
    assert error["message"] == "Something went wrong on our side."
    assert error["extensions"] == {"code": "INTERNAL", "requestId": "req-7"}
    for leak in ("no_such_table", "passwd", "secret", "SELECT", ".py"):
        assert leak not in str(body)
    [line] = [line for line in logs if line["event"] == "graphql_error"]
    assert (line["log_level"], line["path"]) == ("error", ["failing"])
    assert line["exc_info"] is not None


# -- limits -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{", "GRAPHQL_INVALID"),
        ("", "GRAPHQL_INVALID"),
        ("{ nothing }", "GRAPHQL_INVALID"),
        ("query A { toys { name } } query B { toys { name } }", "GRAPHQL_INVALID"),
        ("subscription { x }", "GRAPHQL_INVALID"),
        ("query ($x: Int!) { toys { stars(times: $x) } }", "GRAPHQL_INVALID"),
        ("{ toys { " + " ".join(f"a{number}: name" for number in range(51)) + " } }", "TOO_MANY_ALIASES"),
        ("{ toys { " + "friends { " * 20 + "name" + " }" * 22, "QUERY_TOO_DEEP"),
        ("{ toys { " + "name " * 4100 + "} }", "QUERY_TOO_LONG"),
        ("{ toys { ...F } } fragment F on Toy { friends { ...F } }", "GRAPHQL_INVALID"),
    ],
)
async def test_a_document_over_the_limits_is_refused_before_anything_runs(
    http: httpx.AsyncClient, shop: GraphQLClient, document: str, code: str
) -> None:
    body = await shop.raw(document)
    assert "data" not in body
    assert {error["extensions"]["code"] for error in body["errors"]} == {code}
    assert calls == []
    answer = await http.post(
        "/graphql/shop", json={"query": document}, headers={"accept": "application/graphql-response+json"}
    )
    assert answer.status_code == 400


async def test_one_of_several_operations_is_run_by_its_name(http: httpx.AsyncClient) -> None:
    document = "query A { a: __typename } query B { b: __typename }"
    for name, body in (
        ("B", {"data": {"b": "Query"}}),
        (
            None,
            {
                "errors": [
                    {
                        "message": "Must provide operation name if query contains multiple operations.",
                        "extensions": {"code": "GRAPHQL_INVALID"},
                    }
                ]
            },
        ),
        ("C", {"errors": [{"message": 'Unknown operation named "C".', "extensions": {"code": "GRAPHQL_INVALID"}}]}),
    ):
        answer = await http.post("/graphql/shop", json={"query": document, "operationName": name})
        assert answer.json() == body


async def test_documents_within_the_limits_run(shop: GraphQLClient) -> None:
    await shop("{ " + " ".join(f"a{number}: toys {{ name }}" for number in range(25)) + " }")
    await shop("{ toys { " + " ".join(f"a{number}: name" for number in range(50)) + " } }")
    await shop("{ toys { " + "friends { " * 3 + "name" + " }" * 5)


async def test_page_size(shop: GraphQLClient) -> None:
    assert (await shop("{ pageSize(first: 100) }"))["pageSize"] == 100
    for arguments, code in (
        ("(first: 101)", "PAGE_SIZE_TOO_LARGE"),
        ("", "PAGE_SIZE_REQUIRED"),
        ("(last: -1)", "INVALID_INPUT"),
    ):
        body = await shop.raw(f"{{ pageSize{arguments} }}")
        assert body["errors"][0]["extensions"]["code"] == code


def with_limits(**limits: Any) -> Callable[[Settings], Settings]:
    return lambda settings: msgspec.structs.replace(
        settings, graphql=msgspec.structs.replace(settings.graphql, **limits)
    )


@pytest_asyncio.fixture(loop_scope="session")
async def strict(make_app: AppFactory) -> GraphQLClient:
    limits = with_limits(timeout_seconds=0.1, introspection=False, max_page_size=10)
    app = await make_app(enabled=[], plugins=[ToysPlugin], settings=limits)
    return GraphQLClient(httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://x"), "shop")  # type: ignore[arg-type]


async def test_a_slow_operation_is_cancelled(strict: GraphQLClient) -> None:
    body = await strict.raw('{ failing(kind: "slow") }')
    assert body["errors"] == [{"message": "The request took too long.", "extensions": {"code": "TIMEOUT"}}]


async def test_introspection_can_be_switched_off(strict: GraphQLClient, shop: GraphQLClient) -> None:
    body = await strict.raw("{ __schema { queryType { name } } }")
    assert "data" not in body
    assert body["errors"][0]["extensions"]["code"] == "GRAPHQL_INVALID"
    assert await strict("{ toys { __typename } }") == {"toys": [{"__typename": "Toy"}] * 4}


async def test_introspection_is_on_by_default(shop: GraphQLClient) -> None:
    assert await shop("{ __schema { queryType { name } } }") == {"__schema": {"queryType": {"name": "Query"}}}


async def test_the_page_size_limit_can_be_set(strict: GraphQLClient) -> None:
    assert (await strict("{ pageSize(first: 10) }"))["pageSize"] == 10
    assert (await strict.raw("{ pageSize(first: 11) }"))["errors"][0]["extensions"]["code"] == "PAGE_SIZE_TOO_LARGE"
