"""Prometheus metrics of one application."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

__all__ = ["Metrics"]

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The application's counters and histograms, in a registry of their own.

    With ``PROMETHEUS_MULTIPROC_DIR`` set (``fondaco serve --workers`` sets it), what is exposed adds up all processes.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._operations: dict[tuple[str, str], Counter] = {}
        self.http_requests = Counter(
            "fondaco_http_requests_total", "HTTP requests", ["method", "route", "status"], registry=self.registry
        )
        self.http_seconds = Histogram(
            "fondaco_http_request_seconds", "Time to answer", ["route"], buckets=_SECONDS, registry=self.registry
        )
        self.graphql_operations = Counter(
            "fondaco_graphql_operations_total",
            "GraphQL operations (kept: from memory; collapsed: made while another one asked for the same)",
            ["schema", "outcome"],
            registry=self.registry,
        )
        self.graphql_fallbacks = Counter(
            "fondaco_graphql_fallbacks_total",
            "Queries that graphql-core executed, because of an error or something unusual",
            ["schema", "reason"],
            registry=self.registry,
        )
        self.kept = Gauge(
            "fondaco_kept_answers", "Answers in memory", multiprocess_mode="livesum", registry=self.registry
        )
        self.kept_bytes = Gauge(
            "fondaco_kept_answers_bytes", "Memory they take", multiprocess_mode="livesum", registry=self.registry
        )
        self.dropped_answers = Counter(
            "fondaco_dropped_answers_total",
            "Answers dropped since what they were made of changed",
            registry=self.registry,
        )
        self.deliveries = Counter(
            "fondaco_deliveries_total", "Event and job deliveries", ["subscriber", "outcome"], registry=self.registry
        )

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts an HTTP request, and the time to answer it."""
        key = (method, route, status)
        found = self._requests.get(key)
        if found is None:  # finding the series of its labels takes longer than counting
            found = (self.http_requests.labels(method, route, str(status)), self.http_seconds.labels(route))
            self._requests[key] = found
        found[0].inc()
        found[1].observe(seconds)

    def operation(self, schema: str, outcome: str) -> None:
        """Counts a GraphQL operation."""
        found = self._operations.get((schema, outcome))
        if found is None:
            found = self._operations[schema, outcome] = self.graphql_operations.labels(schema, outcome)
        found.inc()

    def kept_answers(self, answers: int, size: int, dropped: int) -> None:
        """Says how many answers are in memory now, the bytes they take, and how many a change has just dropped."""
        self.kept.set(answers)
        self.kept_bytes.set(size)
        if dropped:
            self.dropped_answers.inc(dropped)

    def exposed(self) -> bytes:
        """Returns the metrics in Prometheus' text format."""
        if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
            return generate_latest(registry)
        return generate_latest(self.registry)
