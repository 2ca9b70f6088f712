"""A call is repeated where that is safe and may help, with everything about it unchanged."""

from __future__ import annotations

import uuid

import httpx
import pytest
from fake_server import FAST, FakeServer, cart_of, data, payload, refused, rejected
from fondaco_sdk import (
    Failure,
    InvalidResponseError,
    Ok,
    RequestRefusedError,
    Retries,
    StatusError,
    TimedOutError,
    UnreachableError,
)
from fondaco_sdk.shop import CartCreateInput

LOST = httpx.RemoteProtocolError("Server disconnected without sending a response.")
CREATED = payload("cartCreate", cart=cart_of())
NOTHING = data({"product": None})

TRANSIENT = {
    "no connection": httpx.ConnectError("Connection refused"),
    "answer lost": LOST,
    "answer garbled": httpx.DecodingError("incorrect header check"),
    "answer late": httpx.ReadTimeout("timed out"),
    "bad gateway": httpx.Response(502, text="<h1>Bad Gateway</h1>"),
    "service unavailable": httpx.Response(503),
    "gateway time-out": httpx.Response(504),
    "too many requests": httpx.Response(429, headers={"Retry-After": "1"}),
    "database away, as an answer": refused("DATABASE_UNAVAILABLE"),
    "database away, as a status": refused("DATABASE_UNAVAILABLE", 503),
    "queue away": refused("QUEUE_UNAVAILABLE"),
}


@pytest.mark.parametrize("fault", TRANSIENT.values(), ids=TRANSIENT)
def test_a_mutation_is_repeated_with_the_same_key_session_and_body(fault: httpx.Response | Exception) -> None:
    server = FakeServer(fault, fault, CREATED)

    result = server.shop().cart_create(CartCreateInput())

    assert isinstance(result, Ok)
    assert result.value.id == "cart-1"
    assert len(server.requests) == 3
    assert len(set(server.keys)) == 1
    assert len(set(server.sessions)) == 1
    assert len({request.content for request in server.requests}) == 1


@pytest.mark.parametrize("fault", TRANSIENT.values(), ids=TRANSIENT)
def test_a_query_is_repeated(fault: httpx.Response | Exception) -> None:
    server = FakeServer(fault, NOTHING)

    assert server.shop().get_product(slug="cup") is None
    assert len(server.requests) == 2


@pytest.mark.parametrize("fault", TRANSIENT.values(), ids=TRANSIENT)
async def test_the_awaited_client_repeats_alike(fault: httpx.Response | Exception) -> None:
    server = FakeServer(fault, CREATED)

    result = await server.async_shop().cart_create(CartCreateInput())

    assert isinstance(result, Ok)
    assert len(server.requests) == 2
    assert len(set(server.keys)) == 1


def test_each_call_has_a_key_of_its_own_and_a_given_key_is_kept() -> None:
    server = FakeServer(CREATED)
    shop = server.shop()

    shop.cart_create(CartCreateInput())
    shop.cart_create(CartCreateInput())
    shop.cart_create(CartCreateInput(), idempotency_key="mine")

    assert uuid.UUID(server.keys[0]) != uuid.UUID(server.keys[1])
    assert server.keys[2] == "mine"


def test_user_errors_are_not_repeated() -> None:
    server = FakeServer(rejected("cartCreate", "SELLABLE_NOT_FOUND"))

    result = server.shop().cart_create(CartCreateInput())

    assert isinstance(result, Failure)
    assert result.codes == {"SELLABLE_NOT_FOUND"}
    assert len(server.requests) == 1


BY_HAND = """
    # no query
    mutation thingMake($input: ThingMakeInput!%s) { thingMake(input: $input%s) { errors { code } } }
"""
WITHOUT_KEY = BY_HAND % ("", "")
WITH_KEY = BY_HAND % (", $idempotencyKey: String", ", idempotencyKey: $idempotencyKey")
MADE = data({"thingMake": {"errors": []}})


def test_a_mutation_that_takes_no_key_is_sent_once() -> None:
    server = FakeServer(LOST, MADE)

    with pytest.raises(UnreachableError):
        server.shop().execute(WITHOUT_KEY, variables={"input": {}})

    assert len(server.requests) == 1


@pytest.mark.parametrize("given", [{}, {"idempotencyKey": None}, {"idempotencyKey": "mine"}], ids=str)
def test_a_mutation_that_declares_a_key_gets_one_and_is_repeated(given: dict[str, object]) -> None:
    server = FakeServer(LOST, MADE)

    server.shop().execute(WITH_KEY, variables={"input": {}, **given})

    assert len(server.requests) == 2
    assert len(set(server.keys)) == 1
    assert server.keys[0] == (given.get("idempotencyKey") or str(uuid.UUID(server.keys[0])))


def test_a_query_by_hand_is_repeated_and_gets_no_key() -> None:
    server = FakeServer(LOST, NOTHING)

    server.shop().execute('{ product(slug: "mutation") { id } }')

    assert server.variables == [{}, {}]


@pytest.mark.parametrize("error", [httpx.UnsupportedProtocol("no protocol"), httpx.LocalProtocolError("bad header")])
def test_a_request_that_cannot_be_sent_at_all_is_not_repeated(error: httpx.TransportError) -> None:
    server = FakeServer(error)

    with pytest.raises(UnreachableError) as raised:
        server.shop().get_product(slug="cup")

    assert not raised.value.retryable
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("Sun, 22 Nov 2026 10:00:30 GMT", 30.0),
        ("Sun, 22 Nov 2026 09:00:00 GMT", 0.0),
        ("soon", None),
        ("-1", None),
    ],
)
def test_the_server_says_when_to_come_back_in_seconds_or_as_a_date(header: str, seconds: float | None) -> None:
    answer = httpx.Response(503, headers={"Retry-After": header, "Date": "Sun, 22 Nov 2026 10:00:00 GMT"})

    with pytest.raises(StatusError) as raised:
        FakeServer(answer).shop(retries=Retries(attempts=1)).get_product(slug="cup")

    assert raised.value.retry_after == seconds


FINAL = {
    "unknown channel": (refused("UNKNOWN_CHANNEL", 400), RequestRefusedError, "UNKNOWN_CHANNEL"),
    "bug of the server": (refused("INTERNAL", requestId="ab12"), RequestRefusedError, "INTERNAL"),
    "not found": (httpx.Response(404, text="nothing here"), StatusError, "HTTP_STATUS"),
    "crash": (httpx.Response(500, text="oh"), StatusError, "HTTP_STATUS"),
    "a page of HTML": (httpx.Response(200, text="<html>"), InvalidResponseError, "INVALID_RESPONSE"),
    "no data": (httpx.Response(200, json=["?"]), InvalidResponseError, "INVALID_RESPONSE"),
    "another shape": (data({"product": {"id": 7}}), InvalidResponseError, "INVALID_RESPONSE"),
    "an error of another kind": (
        httpx.Response(200, json={"errors": [{"message": "no", "extensions": ["?"]}]}),
        RequestRefusedError,
        "REFUSED",
    ),
    "an error with a strange code": (
        httpx.Response(200, json={"errors": [{"message": "no", "extensions": {"code": ["?"]}}]}),
        RequestRefusedError,
        "REFUSED",
    ),
}


@pytest.mark.parametrize(("answer", "kind", "code"), FINAL.values(), ids=FINAL)
def test_what_repeating_cannot_cure_is_raised_at_once(
    answer: httpx.Response, kind: type[RequestRefusedError], code: str
) -> None:
    server = FakeServer(answer)

    with pytest.raises(kind) as raised:
        server.shop().get_product(slug="cup")

    assert raised.value.code == code
    assert not raised.value.retryable
    assert len(server.requests) == 1


EXHAUSTED = {
    "no connection": (httpx.ConnectError("Connection refused"), UnreachableError, "UNREACHABLE"),
    "late": (httpx.ReadTimeout("timed out"), TimedOutError, "TIMED_OUT"),
    "503": (httpx.Response(503), StatusError, "HTTP_STATUS"),
    "database": (refused("DATABASE_UNAVAILABLE"), RequestRefusedError, "DATABASE_UNAVAILABLE"),
}


@pytest.mark.parametrize(("answer", "kind", "code"), EXHAUSTED.values(), ids=EXHAUSTED)
def test_after_the_last_attempt_the_error_says_that_it_may_work_later(
    answer: httpx.Response | Exception, kind: type[UnreachableError], code: str
) -> None:
    server = FakeServer(answer)

    with pytest.raises(kind) as raised:
        server.shop().get_product(slug="cup")

    assert raised.value.code == code
    assert raised.value.retryable
    assert len(server.requests) == FAST.attempts == 4


def test_one_attempt_means_no_repetition() -> None:
    server = FakeServer(LOST)

    with pytest.raises(UnreachableError):
        server.shop(retries=Retries(attempts=1)).get_product(slug="cup")

    assert len(server.requests) == 1


def test_an_unexpected_error_names_the_request_for_whoever_runs_the_shop() -> None:
    server = FakeServer(refused("INTERNAL", requestId="ab12"))

    with pytest.raises(RequestRefusedError) as raised:
        server.shop().get_product(slug="cup")

    assert raised.value.request_id == "ab12"


@pytest.mark.parametrize(
    ("attempt", "retry_after", "least", "most"),
    [
        (1, None, 0.05, 0.1),
        (2, None, 0.1, 0.2),
        (4, None, 0.4, 0.8),
        (20, None, 1.0, 2.0),
        (1, 1.0, 1.0, 1.0),
        (1, 3600.0, 2.0, 2.0),
    ],
)
def test_waits_double_with_jitter_and_never_pass_the_longest(
    attempt: int, retry_after: float | None, least: float, most: float
) -> None:
    retries = Retries(attempts=4, first_delay=0.1, longest_delay=2.0)

    assert all(least <= retries.delay(attempt, retry_after) <= most for _ in range(50))


def test_the_thousandth_repetition_waits_no_longer_than_the_longest() -> None:
    assert Retries(longest_delay=2.0).delay(5000) <= 2.0


def test_impossible_retries_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one attempt"):
        Retries(attempts=0)
