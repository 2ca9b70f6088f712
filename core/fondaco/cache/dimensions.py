"""Dimensions: what answers may differ by, besides what every answer may."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

from fondaco.context import Context

__all__ = ["CUSTOMER_GROUPS", "Dimension"]

V = TypeVar("V", bound=Hashable)


class Dimension(Generic[V]):
    """Something of the caller that many callers have in common, such as the group whose prices they pay.

    A resolver asks for it by ``info.context.looked_at(…)``. Its answers are kept then, one for each value, as an HTTP
    cache keeps one for each value of a header in ``Vary``. Declare it once, in the module of the plugin: two dimensions
    of one name are two.

    Args:
        name: For people, beginning with the plugin's: ``accounts.customer_group``.
        read: Returns the value, out of the caller alone. It is asked before any answer is looked up, so it neither
            waits nor takes long. Callers whose values are equal are given the same answers; few values are good ones.
    """

    __slots__ = ("_read", "name")

    def __init__(self, name: str, read: Callable[[Context], V]) -> None:
        self.name = name
        self._read = read

    def __repr__(self) -> str:
        return f"Dimension({self.name!r})"

    def value_of(self, caller: Context) -> V:
        """Returns the caller's value.

        Raises:
            TypeError: If it cannot be hashed.
        """
        value = self._read(caller)
        hash(value)
        return value


CUSTOMER_GROUPS: Final = Dimension("customer_groups", lambda caller: caller.principal.groups)
"""The customer groups of the caller; what depends on prices of groups looks at this, not at the principal."""
