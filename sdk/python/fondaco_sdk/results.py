"""Errors as values: a mutation answers `Ok` or `Failure`, and the caller decides.

result = shop.cart_create(CartCreateInput())
match result:
    case Ok(cart):
        print(cart.id)
    case Failure(errors):
        print(errors[0].code)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Literal, NoReturn, Protocol, TypeAlias, TypeVar

from fondaco_sdk.errors import InvalidResponseError, RejectedError, UserError

__all__ = ["Failure", "Ok", "Result", "UserError", "settled"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ok(Generic[T]):
    """It was done; ``value`` is the answer."""

    value: T

    @property
    def ok(self) -> Literal[True]:
        """True."""
        return True

    def unwrap(self) -> T:
        """Returns the value."""
        return self.value


@dataclass(frozen=True, slots=True)
class Failure:
    """Nothing was changed; ``errors`` (at least one) say why. Decide by their codes."""

    errors: tuple[UserError, ...]

    @property
    def ok(self) -> Literal[False]:
        """False."""
        return False

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all errors."""
        return frozenset(error.code for error in self.errors)

    def unwrap(self) -> NoReturn:
        """Raises RejectedError: for callers who would rather have an exception."""
        raise RejectedError(self.errors)


Result: TypeAlias = Ok[T] | Failure


class _Reported(Protocol):
    """A user error as the generated models have it."""

    code: str
    message: str
    field: list[str] | None


def settled(value: T | None, errors: Sequence[_Reported]) -> Result[T]:
    """Turns a mutation's payload into a result.

    Args:
        value: What the payload carries besides its errors; null where there are some.

    Raises:
        InvalidResponseError: If the payload carries neither.
    """
    if errors:
        return Failure(
            tuple(
                UserError(error.code, error.message, None if error.field is None else tuple(error.field))
                for error in errors
            )
        )
    if value is None:
        raise InvalidResponseError("The mutation answered neither a value nor an error.")
    return Ok(value)
