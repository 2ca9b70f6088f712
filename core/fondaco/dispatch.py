"""The only callers of hooks. pluggy registers and checks implementations; it knows no async, so calling is ours."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

import structlog

from fondaco.errors import BootError, PluginError
from fondaco.plugins import PluginHost

if TYPE_CHECKING:
    from fondaco.db.unit_of_work import UnitOfWork

__all__ = ["Hooks"]

P = TypeVar("P")
R = TypeVar("R")

log = structlog.get_logger("fondaco.dispatch")


class Hooks:
    """Calls hooks of one application, each by its specification: ``await hooks.first(HookSpecs.resolve_payment, p)``.

    Passing the specification itself, not its name, lets a type checker see payload and answer.
    """

    def __init__(self, host: PluginHost) -> None:
        self._host = host
        self._implementations: dict[str, list[tuple[str, Callable[..., Any]]]] = {}

    def _of(self, spec: Callable[..., Any], prefix: str) -> list[tuple[str, Callable[..., Any]]]:
        name = spec.__name__
        if not name.startswith(prefix):
            raise TypeError(f"{name} is not a {prefix} hook")
        found = self._implementations.get(name)
        if found is None:
            found = [(plugin.name, getattr(plugin, name)) for plugin in self._host.implementing(name)]
            found.sort(key=lambda entry: getattr(entry[1], "__fondaco_fallback__", False))
            self._implementations[name] = found
        return found

    def implementing(self, spec: Callable[..., Any]) -> list[str]:
        """Returns the plugins that implement a hook, so that nothing has to be prepared where nobody listens."""
        return [name for name, _ in self._of(spec, "")]

    def register(self, spec: Callable[[Any], R]) -> list[tuple[str, R]]:
        """Calls a ``register_`` hook: every plugin in order; returns the answers with the plugins' names.

        Raises:
            PluginError: If an implementation fails, naming the plugin.
        """
        answers: list[tuple[str, R]] = []
        for name, implementation in self._of(spec, "register_"):
            try:
                answers.append((name, implementation()))
            except BootError:
                raise
            except Exception as error:
                raise PluginError(
                    f"Plugin {name!r} failed in {spec.__name__}: {type(error).__name__}: {error}."
                ) from error
        return answers

    async def first(self, spec: Callable[[Any, P], Awaitable[R | None]], payload: P) -> R | None:
        """Calls a ``resolve_`` hook: plugins in order, fallbacks last, until one answers; None if none does.

        Errors propagate.
        """
        for _, implementation in self._of(spec, "resolve_"):
            answer: R | None = await implementation(payload)
            if answer is not None:
                return answer
        return None

    async def collect(self, spec: Callable[[Any, P], Awaitable[R]], payload: P) -> list[tuple[str, R]]:
        """Calls a ``collect_`` hook: every plugin in order; returns the answers with the plugins' names.

        Errors propagate, unless the specification is marked `skips_errors`: then the plugin is logged and left out.
        """
        answers: list[tuple[str, R]] = []
        for name, implementation in self._of(spec, "collect_"):
            try:
                answers.append((name, await implementation(payload)))
            except Exception:
                if not getattr(spec, "__fondaco_skips_errors__", False):
                    raise
                log.exception("hook_skipped", hook=spec.__name__, plugin=name)
        return answers

    async def validate(self, spec: Callable[[Any, P], Awaitable[None]], payload: P) -> None:
        """Calls a ``validate_`` hook: every plugin in order; the first that raises vetoes."""
        for _, implementation in self._of(spec, "validate_"):
            await implementation(payload)

    async def join(self, spec: Callable[[Any, UnitOfWork, P], Awaitable[None]], uow: UnitOfWork, payload: P) -> None:
        """Calls a ``join_`` hook: every plugin in order writes in the caller's transaction; errors propagate."""
        for _, implementation in self._of(spec, "join_"):
            await implementation(uow, payload)
