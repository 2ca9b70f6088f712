"""Prometheus metrics of one application."""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

__all__ = ["Metrics"]

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The application's counters and histograms, in a registry of their own.

    With ``PROMETHEUS_MULTIPROC_DIR`` set (``fondaco serve --workers`` sets it), what is exposed adds up all processes.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.http_requests = Counter(
            "fondaco_http_requests_total", "HTTP requests", ["method", "route", "status"], registry=self.registry
        )
        self.http_seconds = Histogram(
            "fondaco_http_request_seconds", "Time to answer", ["route"], buckets=_SECONDS, registry=self.registry
        )
        self.graphql_operations = Counter(
            "fondaco_graphql_operations_total",
            "GraphQL operations (kept: answered from memory)",
            ["schema", "outcome"],
            registry=self.registry,
        )
        self.deliveries = Counter(
            "fondaco_deliveries_total", "Event and job deliveries", ["subscriber", "outcome"], registry=self.registry
        )

    def exposed(self) -> bytes:
        """Returns the metrics in Prometheus' text format."""
        if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
            return generate_latest(registry)
        return generate_latest(self.registry)
