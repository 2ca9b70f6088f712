"""How a field is read off its parent, and nothing but its parent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from fondaco.graphql.executor.code import Code

__all__ = ["Read"]


class Read:
    """A way to read a value off an object.

    Attributes:
        all: Reads it off each of several.
    """

    def __init__(self, one: Callable[[Any], Any], all_: Callable[[Sequence[Any]], Sequence[Any]] | None = None) -> None:
        """Makes one of functions.

        Args:
            one: Of an object.
            all_: The same of several, where that is cheaper than one by one.
        """
        self._one = one
        self._attribute = ""
        self._together = all_ is not None
        self.all = all_ or (lambda objects: list(map(one, objects)))

    @classmethod
    def attribute(cls, name: str) -> Read:
        """Reads an attribute."""
        read = cls(attrgetter(name))
        read._attribute = name
        return read

    def inline(self, code: Code, each: str) -> str:
        """Writes the reading out and returns the variable of the value."""
        if self._attribute:
            return code.set(f"{each}.{self._attribute}")
        if self._together and each == code.each:
            return code.beside(f"{code.bind(self.all)}(objects)")
        return code.set(f"{code.bind(self._one)}({each})")
