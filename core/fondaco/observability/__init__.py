"""Seeing what the application does: JSON logs, Prometheus metrics, OpenTelemetry spans, health."""
