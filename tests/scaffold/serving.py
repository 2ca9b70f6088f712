"""Runs ``fondaco dev`` of a generated project, on a port that the machine chooses."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import msgspec

from .project import Project

__all__ = ["Served", "ask", "ask_until_answered", "running_dev", "wait_until_refused"]

_LONGEST_SECONDS = 90


class Served(msgspec.Struct, frozen=True):
    """Where ``fondaco dev`` says that it serves."""

    base: str
    token: str

    @property
    def shop(self) -> str:
        """The shop API."""
        return f"{self.base}/graphql/shop"

    @property
    def admin(self) -> str:
        """The admin API."""
        return f"{self.base}/graphql/admin"


def ask(url: str, document: str, token: str = "") -> dict[str, Any]:
    """Runs a GraphQL operation over HTTP and returns its data."""
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(url, json.dumps({"query": document}).encode(), headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        body: dict[str, Any] = json.load(answer)
    assert "errors" not in body, body
    data: dict[str, Any] = body["data"]
    return data


def ask_until_answered(url: str, document: str) -> dict[str, Any]:
    """Runs an operation until it has data: while a server starts anew nobody answers, or the old one in its way."""
    until = time.monotonic() + _LONGEST_SECONDS
    while True:
        try:
            return ask(url, document)
        except (OSError, AssertionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def wait_until_refused(url: str) -> None:
    """Waits until nobody listens there."""
    until = time.monotonic() + _LONGEST_SECONDS
    while time.monotonic() < until:
        try:
            ask(url, "{ __typename }")
        except OSError:
            return
        time.sleep(0.1)
    raise AssertionError(f"{url} still answers")


@contextmanager
def running_dev(project: Project, *arguments: str) -> Iterator[Served]:
    """Runs ``uv <arguments>`` until the block ends; asserts that it then ends as it should.

    Args:
        arguments: ``run fondaco dev``; the port is added by the environment.
    """
    process = subprocess.Popen(
        [project.uv, *arguments],
        cwd=project.folder,
        env={**project.environment, "FONDACO_SERVER__PORT": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    said: list[str] = []
    assert process.stdout is not None
    threading.Thread(target=said.extend, args=(process.stdout,), daemon=True).start()
    try:
        served = _announced(process, said)
        _wait_until_ready(f"{served.base}/health/ready", process, said)
        yield served
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)  # as Ctrl+C does: everybody on the terminal is told
        try:
            code = process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    assert code in {0, 130}, "".join(said)


def _announced(process: subprocess.Popen[str], said: list[str]) -> Served:
    until = time.monotonic() + _LONGEST_SECONDS
    while True:
        text = "".join(said)
        base, token = (
            re.search(r"Shop API\s+(http://\S+)/graphql/shop", text),
            re.search(r"Admin token\s+(\S+)\n", text),
        )
        if base and token:
            return Served(base[1], token[1])
        assert process.poll() is None, text
        assert time.monotonic() < until, text
        time.sleep(0.05)


def _wait_until_ready(url: str, process: subprocess.Popen[str], said: list[str]) -> None:
    until = time.monotonic() + _LONGEST_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the shop did not become ready:\n{''.join(said)}")
