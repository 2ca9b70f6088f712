"""Python source for what is read off objects and nothing else: one loop for a level, with all that is nested in it.

Columns cost a few calls for each field of each level, however few objects there are. A page about one thing has fifty
fields and hardly two objects anywhere, and spends its time on these calls; written out as one function, each field of
each object is an attribute, a comparison and an entry.

The source is made of names of our own, attribute names of resolvers and quoted GraphQL names; every value that it needs
is bound to a name. Whatever it meets that its comparisons do not know, it says where, and the columns take over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

__all__ = ["Code", "Fused", "NotInlineError"]

Fused = Callable[[Sequence[Any], Sequence[Sequence[Any]]], "list[dict[str, Any]] | int"]
"""Takes the objects, and columns of values that were got in another way. Returns a dict for each object, or the place
of the field that it could not answer."""

DEEPEST = 15
"""Loops and conditions within each other; Python allows 20 loops."""


class NotInlineError(Exception):
    """This cannot be written out: it has to be awaited, or needs all its values together."""


class Code:
    """The source of one function.

    Attributes:
        place: Of the field that is being written; the function returns it where a value is unknown.
    """

    def __init__(self) -> None:
        self.place = 0
        self._lines: list[str] = []
        self._bound: dict[str, Any] = {"type": type, "zip": zip, "list": list, "tuple": tuple}
        self._names = 0
        self._depth = 0
        self._each = self.name()
        self._beside: dict[str, str] = {}

    @property
    def each(self) -> str:
        """The variable of an object of the level."""
        return self._each

    def beside(self, values: str) -> str:
        """Returns the variable of what stands beside an object of the level.

        Args:
            values: Expression of a sequence with a value for each object.
        """
        name = self.name()
        self._beside[name] = values
        return name

    def name(self) -> str:
        """Returns the name of a new variable."""
        self._names += 1
        return f"v{self._names}"

    def bind(self, value: Any) -> str:
        """Returns a name for a value."""
        name = f"k{len(self._bound)}"
        self._bound[name] = value
        return name

    def add(self, line: str) -> None:
        """Adds a line."""
        self._lines.append("  " * (self._depth + 2) + line)

    def set(self, expression: str) -> str:
        """Adds an assignment and returns its variable."""
        name = self.name()
        self.add(f"{name} = {expression}")
        return name

    def require(self, condition: str) -> None:
        """Adds that the function gives up unless a condition holds."""
        self.add(f"if not ({condition}): return {self.place}")

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Adds a loop or a condition; what is added inside belongs to it.

        Raises:
            NotInlineError: If there are too many within each other.
        """
        if self._depth == DEEPEST:
            raise NotInlineError
        self.add(f"{head}:")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    @contextmanager
    def present(self, value: str, result: str, *, nullable: bool) -> Iterator[None]:
        """Adds what is done with a value unless it is null; null becomes the result where that is allowed."""
        if not nullable:
            yield  # the comparisons inside know no null
            return
        self.add(f"{result} = None")
        with self.block(f"if {value} is not None"):
            yield

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Takes back what was added inside if it raises `NotInlineError`."""
        lines, beside = len(self._lines), dict(self._beside)
        try:
            yield
        except NotInlineError:
            del self._lines[lines:]
            self._beside = beside
            raise

    def function(self, answer: str) -> Fused:
        """Returns the function.

        Args:
            answer: The expression of an object's dict.
        """
        loop = f"{self._each} in objects"
        if self._beside:
            names, values = ", ".join(self._beside), ", ".join(self._beside.values())
            loop = f"{self._each}, {names} in zip(objects, {values}, strict=True)"
        source = "\n".join(
            [
                "def build(objects, columns):",
                "  rows = []",
                "  add = rows.append",
                f"  for {loop}:",
                *self._lines,
                f"    add({answer})",
                "  return rows",
            ]
        )
        exec(compile(source, "<selection>", "exec"), self._bound)  # noqa: S102 (see above)
        fused: Fused = self._bound["build"]
        return fused
