"""The README's first command, as a newcomer runs it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import psutil
import pytest
from fondaco.db.embedded import EmbeddedServers

FONDACO = [sys.executable, "-m", "fondaco.cli"]
SECONDS = 150


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*FONDACO, *arguments], cwd=cwd, capture_output=True, text=True, timeout=SECONDS, check=False, env=environment()
    )


def environment() -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("FONDACO_", "DATABASE_", "REDIS_"))
    }


def servers_stopped(data_dir: Path) -> bool:
    status = EmbeddedServers(data_dir / "servers").status()
    return status.postgres.pid is None and status.valkey.pid is None


@pytest.fixture(scope="module")
def bought(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, subprocess.CompletedProcess[str]]]:
    folder = tmp_path_factory.mktemp("demo")
    yield folder, run("demo", "--once", "--port", "0", "--data-dir", "store", cwd=folder)
    with EmbeddedServers(folder / "store" / "servers"):
        pass  # a killed demo leaves its servers to the next one, who ends them with itself


def order_of(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    order: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return order


def test_once_buys_something_and_the_total_is_the_sum_of_its_parts(
    bought: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    order = order_of(bought[1])
    assert len(order["lines"]) == 2
    parts = [Decimal(line["amount"]) for line in order["lines"]] + [Decimal(order["delivery"]), Decimal(order["tax"])]
    assert Decimal(order["total"]) == sum(parts)
    assert Decimal(order["delivery"]) > 0
    assert order["paymentState"] == "AUTHORIZED"


def test_once_leaves_nothing_running(bought: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    assert servers_stopped(bought[0] / "store")


def test_the_store_is_found_again_and_numbers_go_on(bought: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    first = int(order_of(bought[1])["number"])
    again = run("demo", "--once", "--port", "0", "--data-dir", "store", cwd=bought[0])
    assert int(order_of(again)["number"]) > first
    assert "migrating" not in again.stderr


def test_a_taken_port_is_said_and_is_no_crash(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("demo", "--port", str(taken.getsockname()[1]), cwd=tmp_path)
    assert done.returncode == 3
    assert "PORT_TAKEN" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_data_dir_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = run("demo", "--data-dir", "file/store", cwd=tmp_path)
    assert done.returncode == 3
    assert "DATA_DIR_UNWRITABLE" in done.stderr


@contextmanager
def running(folder: Path, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Runs the store of a folder until the end of the block, then kills the program and its server outright."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*FONDACO, "demo", "--port", "0", "--data-dir", "store"],
            cwd=folder,
            stdout=output,
            stderr=output,
            env=environment(),
        )
    try:
        yield process, _address(log, process)
    finally:
        for child in psutil.Process(process.pid).children(recursive=True):
            if "postgres" not in child.name() and "valkey" not in child.name():
                child.kill()
        process.kill()
        process.wait()


def test_a_killed_demo_is_found_again_with_its_orders(
    bought: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    folder = bought[0]
    with running(folder, tmp_path / "log") as (_, base):
        before = _ask(base, "admin", "{ orders(first: 1) { totalCount } }", _token(folder))["data"]["orders"][
            "totalCount"
        ]
        assert before >= 1
    after = order_of(run("demo", "--once", "--port", "0", "--data-dir", "store", cwd=folder))
    assert int(after["number"]) > before
    assert servers_stopped(folder / "store")


def test_a_dead_database_is_said_with_a_code_and_the_process_goes_on(
    bought: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    folder = bought[0]
    servers = EmbeddedServers(folder / "store" / "servers")
    products = "{ products(first: 1) { nodes { title } } }"
    with running(folder, tmp_path / "log") as (process, base):
        assert _ask(base, "shop", products)["data"]["products"]["nodes"]
        postmaster = servers.status().postgres.pid
        assert postmaster is not None
        os.kill(postmaster, signal.SIGKILL)
        _wait_until_dead(postmaster)
        dead = _ask(base, "shop", "{ products(first: 2) { nodes { title } } }")
        assert dead["errors"][0]["extensions"]["code"] == "DATABASE_UNAVAILABLE"
        assert "Traceback" not in json.dumps(dead)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{base}/health/ready", timeout=30)
        assert refused.value.code == 503
        with urllib.request.urlopen(f"{base}/health/live", timeout=30) as alive:
            assert alive.status == 200
        servers.start()
        try:
            assert _ask(base, "shop", "{ products(first: 3) { nodes { title } } }")["data"]["products"]["nodes"]
            assert process.poll() is None
        finally:
            servers.stop()


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        found = re.search(r"(http://127\.0\.0\.1:\d+)/graphql/shop", log.read_text())
        if found:
            try:
                with urllib.request.urlopen(f"{found[1]}/health/ready", timeout=5):
                    return found[1]
            except OSError:
                pass
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def _wait_until_dead(pid: int) -> None:
    until = time.monotonic() + 20
    while psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < until
        time.sleep(0.05)


def _token(folder: Path) -> str:
    return (folder / "store" / "admin-token").read_text()


def _ask(base: str, schema: str, query: str, token: str | None = None) -> dict[str, Any]:
    request = urllib.request.Request(
        f"{base}/graphql/{schema}",
        data=json.dumps({"query": query}).encode(),
        headers={"content-type": "application/json", **({"authorization": f"Bearer {token}"} if token else {})},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        body: dict[str, Any] = json.loads(answer.read())
    return body
