"""What operators see: log lines, metrics, health, spans."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
import pytest_asyncio
import structlog
from fondaco.app import App
from fondaco.errors import SettingsError, UnavailableError
from fondaco.observability import health
from fondaco.observability.health import HealthCheck, run_checks
from fondaco.observability.logs import configure_logs
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import LoggingSettings
from fondaco.testing.pytest_plugin import AppFactory
from litestar import get
from litestar.params import FromPath

LOGGING = """
import logging, structlog
from fondaco.observability.logs import configure_logs
from fondaco.settings import LoggingSettings

configure_logs(LoggingSettings(level="info", format="json"))
log = structlog.get_logger("fondaco.test")
with structlog.contextvars.bound_contextvars(request_id="r-1"):
    log.info("said", name="Zoë", amount=3)
    log.debug("not shown")
    logging.getLogger("third.party").warning("foreign %s", "line")
    logging.getLogger("third.party").info("not shown")
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("failed")
"""


@pytest.mark.parametrize("kind", ["json", "console"])
def test_tracebacks_do_not_tell_the_values_of_variables(kind: str) -> None:
    program = f"""
import structlog
from fondaco.observability.logs import configure_logs
from fondaco.settings import LoggingSettings

configure_logs(LoggingSettings(format={kind!r}))

def charge(token):
    raise ConnectionError("gone")

try:
    charge("tok_" + "4242")
except ConnectionError:
    structlog.get_logger("fondaco.test").exception("failed")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "gone" in done.stderr
    assert "tok_4242" not in done.stderr


def test_log_lines_are_json_objects_with_the_request_id() -> None:
    done = subprocess.run([sys.executable, "-c", LOGGING], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["event"], line["level"], line["request_id"]) for line in lines] == [
        ("said", "info", "r-1"),
        ("foreign line", "warning", "r-1"),
        ("failed", "error", "r-1"),
    ]
    assert (lines[0]["name"], lines[0]["amount"]) == ("Zoë", 3)
    assert lines[0]["timestamp"].endswith("Z")
    assert lines[1]["logger"] == "third.party"
    assert lines[2]["exception"][0]["exc_type"] == "ZeroDivisionError"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (LoggingSettings(level="loud"), "logging.level: 'loud' is no level; use debug, info, warning or error"),
        (LoggingSettings(format="xml"), "logging.format: 'xml' is no format; use auto, json or console"),
    ],
)
def test_impossible_logging_is_told(settings: LoggingSettings, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        configure_logs(settings)
    assert caught.value.message == message


@get("/things/{number:int}", include_in_schema=False)
async def thing(number: FromPath[int]) -> dict[str, int]:
    if number == 0:
        raise ZeroDivisionError("/srv/secret")
    if number == 5:
        raise UnavailableError("Later.", code="STORE_UNAVAILABLE")
    return {"number": number}


async def run_check() -> None:
    await check()


class ThingsPlugin(Plugin[NoSettings]):
    name = "things"
    version = "1"
    routes = (thing,)

    def register_health_checks(self) -> Sequence[HealthCheck]:
        return (HealthCheck("things", run_check),)


async def works() -> None:
    return None


check: Any = works


@pytest_asyncio.fixture(loop_scope="session")
async def app(make_app: AppFactory, monkeypatch: pytest.MonkeyPatch) -> App:
    monkeypatch.setitem(globals(), "check", works)
    return await make_app(enabled=[], plugins=[ThingsPlugin])


async def test_a_request_leaves_one_line(http: httpx.AsyncClient) -> None:
    with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as logs:
        await http.get("/things/7?secret=1", headers={"x-request-id": "r-7"})
    [line] = logs
    assert line.pop("milliseconds") >= 0
    assert line == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "path": "/things/7",
        "status": 200,
        "request_id": "r-7",
    }


async def test_an_unexpected_error_is_logged_and_masked(http: httpx.AsyncClient) -> None:
    with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as logs:
        answer = await http.get("/things/0")
    assert answer.status_code == 500
    assert answer.json() == {"error": {"code": "INTERNAL", "message": "Something went wrong on our side."}}
    assert [(line["event"], line["request_id"]) for line in logs] == [
        ("unexpected_error", answer.headers["x-request-id"]),
        ("request", answer.headers["x-request-id"]),
    ]


async def test_an_unavailable_part_is_a_503(http: httpx.AsyncClient) -> None:
    answer = await http.get("/things/5")
    assert (answer.status_code, answer.json()) == (503, {"error": {"code": "STORE_UNAVAILABLE", "message": "Later."}})


async def test_metrics_have_few_labels(http: httpx.AsyncClient) -> None:
    for path in ("/things/1", "/things/2", "/things/0", "/nowhere/1", "/nowhere/2"):
        await http.get(path)
    for query in ("{ shop { name } }", "{ nothing }"):
        await http.post("/graphql/shop", json={"query": query})
    text = (await http.get("/metrics")).text
    for line in (
        'fondaco_http_requests_total{method="GET",route="/things/{number}",status="200"} ',
        'fondaco_http_requests_total{method="GET",route="/things/{number}",status="500"} ',
        'fondaco_http_requests_total{method="GET",route="unmatched",status="404"} ',
        'fondaco_graphql_operations_total{outcome="errors",schema="shop"} ',
        'fondaco_graphql_operations_total{outcome="ok",schema="shop"} ',
    ):
        assert line in text
    assert "/nowhere" not in text


async def test_a_method_from_outside_does_not_make_new_metrics(http: httpx.AsyncClient) -> None:
    for number in range(3):
        assert (await http.request(f"ODD{number}", "/things/1")).status_code in {404, 405, 501}
    assert "ODD" not in (await http.get("/metrics")).text


async def test_ready_says_what_is_wrong(http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fails() -> None:
        raise UnavailableError("secret host")

    monkeypatch.setitem(globals(), "check", fails)
    answer = await http.get("/health/ready")
    assert (answer.status_code, answer.json()) == (
        503,
        {"ready": False, "checks": {"database": "ok", "things": "UnavailableError"}},
    )


async def test_a_check_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "TIMEOUT_SECONDS", 0.1)

    async def hangs() -> None:
        await asyncio.sleep(60)

    started = time.monotonic()
    report = await run_checks([HealthCheck("slow", hangs), HealthCheck("slower", hangs), HealthCheck("fine", works)])
    assert time.monotonic() - started < 2
    assert (report.ready, report.checks) == (
        False,
        {"slow": "TimeoutError", "slower": "TimeoutError", "fine": "ok"},
    )


TRACED = """
import asyncio, json
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

exporter = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
trace.set_tracer_provider(provider)

from fondaco.observability.metrics import Metrics
from fondaco.observability.middleware import observed

async def app(scope, receive, send):
    scope["path_template"] = "/things/{number}"
    await send({"type": "http.response.start", "status": 503 if scope["path"] == "/things/5" else 200, "headers": []})

async def request(path, headers=()):
    async def send(message): ...
    scope = {"type": "http", "method": "GET", "path": path, "headers": list(headers)}
    await observed(app, Metrics())(scope, None, send)

asyncio.run(request("/things/7", [(b"traceparent", b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]))
asyncio.run(request("/things/5"))
print(json.dumps([
    [span.name, span.kind.name, dict(span.attributes), span.status.status_code.name,
     format(span.context.trace_id, "032x"), span.parent and format(span.parent.span_id, "016x")]
    for span in exporter.get_finished_spans()
]))
"""


def test_a_request_is_a_span_that_continues_the_callers_trace() -> None:
    pytest.importorskip("opentelemetry.sdk")
    done = subprocess.run([sys.executable, "-c", TRACED], capture_output=True, text=True, check=True)
    first, second = json.loads(done.stdout.splitlines()[-1])
    assert first == [
        "GET /things/{number}",
        "SERVER",
        {"http.response.status_code": 200, "http.route": "/things/{number}"},
        "UNSET",
        "0af7651916cd43dd8448eb211c80319c",
        "b7ad6b7169203331",
    ]
    assert second[0] == "GET /things/{number}"
    assert second[2]["http.response.status_code"] == 503
    assert second[3] == "ERROR"
    assert second[5] is None
