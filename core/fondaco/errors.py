"""The one tree of errors.

::

    FondacoError                     anything Fondaco raises on purpose; carries a stable `code`
    ├── BootError                    the application refuses to start
    │   ├── SettingsError            a setting is missing, unknown or of the wrong type
    │   ├── PluginError              a plugin is broken, missing or conflicts with another
    │   ├── CompositionError         two plugins contribute things that exclude each other
    │   └── MigrationError           the database is not at the version of the code
    ├── DomainError                  the caller can do something about it; shown to them as a UserError
    │   ├── InvalidInputError        a value is malformed or outside its range
    │   ├── NotFoundError            no such thing, or none that the caller may see
    │   ├── ConflictError            the state of things forbids it (now)
    │   ├── LimitExceededError       a documented limit would be passed
    │   └── PermissionDeniedError    the caller is known and may not
    └── UnavailableError             a part we depend on does not answer; the same call may succeed later

A code is upper snake case, is part of the public API and never changes its meaning. Subclasses and
instances may narrow it (``NotFoundError("…", code="CART_NOT_FOUND")``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

__all__ = [
    "BootError",
    "CompositionError",
    "ConflictError",
    "DomainError",
    "FondacoError",
    "InvalidInputError",
    "LimitExceededError",
    "MigrationError",
    "NotFoundError",
    "PermissionDeniedError",
    "PluginError",
    "SettingsError",
    "UnavailableError",
]


class FondacoError(Exception):
    """Base of every error that Fondaco raises on purpose.

    Args:
        message: One or two sentences that say what happened and, where there is one, the cure.
        code: A narrower stable code than the class's own.
    """

    default_code: ClassVar[str] = "INTERNAL"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code


class BootError(FondacoError):
    """The application refuses to start."""

    default_code = "BOOT"


class SettingsError(BootError):
    """A setting is missing, unknown or of the wrong type; the message names file, key and expected type."""

    default_code = "SETTINGS"


class PluginError(BootError):
    """A plugin is broken, missing or conflicts with another; the message names it and the cure."""

    default_code = "PLUGIN"


class CompositionError(BootError):
    """Two plugins contribute things that exclude each other; the message names both."""

    default_code = "COMPOSITION"


class MigrationError(BootError):
    """The database is not at the version of the code, or a migration failed."""

    default_code = "MIGRATION"


class DomainError(FondacoError):
    """Something the caller can do something about; shown to them as a UserError.

    Args:
        message: For the person who reads the answer; never SQL, paths or names of tables.
        code: A narrower stable code.
        field: Where in the input it is, such as ``("lines", "0", "quantity")``.

    Attributes:
        beside: What else is wrong with the input, so that somebody who fills in a form need not find out one by one.
    """

    default_code = "REJECTED"
    beside: tuple[DomainError, ...] = ()

    def __init__(self, message: str, *, code: str | None = None, field: Sequence[str] | None = None) -> None:
        super().__init__(message, code=code)
        self.field: tuple[str, ...] | None = None if field is None else tuple(field)

    def with_beside(self, others: Sequence[DomainError]) -> Self:
        """Returns this error, which tells of others too."""
        self.beside = tuple(others)
        return self


class InvalidInputError(DomainError):
    """A value is malformed or outside its range."""

    default_code = "INVALID_INPUT"


class NotFoundError(DomainError):
    """No such thing, or none that the caller may see."""

    default_code = "NOT_FOUND"


class ConflictError(DomainError):
    """The state of things forbids it (now)."""

    default_code = "CONFLICT"


class LimitExceededError(DomainError):
    """A documented limit would be passed."""

    default_code = "LIMIT_EXCEEDED"


class PermissionDeniedError(DomainError):
    """The caller is known and may not."""

    default_code = "PERMISSION_DENIED"


class UnavailableError(FondacoError):
    """A part we depend on does not answer in time; the same call may succeed later."""

    default_code = "UNAVAILABLE"
