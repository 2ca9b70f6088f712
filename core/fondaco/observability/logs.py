"""Structured logs: one JSON object per line on standard error, or coloured lines on a terminal."""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.tracebacks import ExceptionDictTransformer

from fondaco.errors import SettingsError
from fondaco.settings import LoggingSettings

__all__ = ["configure_logs"]


def configure_logs(settings: LoggingSettings) -> None:
    """Sets up structlog and routes the standard library's loggers through it. Once per process.

    Tracebacks come without the values of variables: payment tokens, passwords and addresses are among them.

    Raises:
        SettingsError: If level or format is none.
    """
    level = logging.getLevelNamesMapping().get(settings.level.upper())
    if level is None:
        raise SettingsError(f"logging.level: {settings.level!r} is no level; use debug, info, warning or error")
    if settings.format not in {"auto", "json", "console"}:
        raise SettingsError(f"logging.format: {settings.format!r} is no format; use auto, json or console")
    console = settings.format == "console" or (settings.format == "auto" and sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    final: list[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.RichTracebackFormatter(show_locals=False))]
        if console
        else [
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
    structlog.configure(
        processors=[*shared, *final],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *final],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(level, logging.WARNING))
