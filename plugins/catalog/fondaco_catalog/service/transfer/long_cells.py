"""CSV whose cells are as long as somebody likes, read in as much memory as cells may take that are imported.

A parser holds a cell as a whole before anybody can say that it is too long. Rows that are short reach the parser as
they are; of a longer one the surplus of each cell is left out on the way, but so much stays that it is seen to be too
long.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto

import msgspec

__all__ = ["CellCutter", "CsvLimits", "ShortenedRows"]

_NOT_UTF8 = re.compile("[\ud800-\udfff]")
_QUOTED = re.compile('(?:[^"]+|"")*+')


class CsvLimits(msgspec.Struct, frozen=True):
    """How long what is in a file may be.

    Attributes:
        cell: Characters of a cell.
        row: Characters of a row.
    """

    cell: int
    row: int


class _State(Enum):
    FIELD = auto()
    """A cell begins here, or a row."""
    PLAIN = auto()
    QUOTED = auto()
    QUOTE = auto()
    """Behind a quotation mark in a quoted cell: it ends the cell, or the next one makes it a sign of the cell."""


class CellCutter:
    """Takes a row in pieces, and gives them back without the surplus of what is too long in it.

    A cell that is too long keeps more than `CsvLimits.cell` characters. Of a row that is too long whatever follows is
    left out, but the end of the line.
    """

    def __init__(self, delimiter: str, limits: CsvLimits) -> None:
        self._limits = limits
        sign = re.escape(delimiter)
        self._plain = re.compile(f"[^{sign}\r\n]*")
        self._empty = re.compile(f"{sign}++")
        self._unquoted = re.compile(f'(?:(?:[^"{sign}\r\n][^{sign}\r\n]*+)?+{sign})++')
        self._delimiter = delimiter
        self._state = _State.FIELD
        self._cell, self._row = 0, 0
        self._is_open = False
        self._out: list[str] = []
        self.is_overlong = False

    @property
    def is_inside(self) -> bool:
        """Whether the row goes on in the next line."""
        return self._state is _State.QUOTED

    def cut(self, text: str, *, is_last: bool) -> str:
        """Returns what is left of a piece.

        Args:
            is_last: Whether a line ends with it.
        """
        at = 0
        while at < len(text):
            at = self._step(text, at)
        if is_last and self._state is _State.QUOTE:
            self._close()
        cut, self._out = "".join(self._out), []
        return cut

    def unclosed(self) -> str:
        """Returns what lets a parser see that a quoted cell is never closed whose beginning was left out."""
        return "" if self._is_open else f'{self._delimiter}"'

    def _step(self, text: str, at: int) -> int:
        if self._state is _State.FIELD:
            return self._begin(text, at)
        if self._state is _State.QUOTED:
            end = _QUOTED.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing, too
            self._add(text[at:end])
            if end == len(text):
                return end
            self._state = _State.QUOTE
            return end + 1
        if self._state is _State.PLAIN:
            return self._go_on(text, at)
        if text[at] == '"':  # the two came in different pieces
            self._state = _State.QUOTED
            self._add('""')
            return at + 1
        self._close()
        return at

    def _begin(self, text: str, at: int) -> int:
        self._cell = 0
        many = (self._unquoted if self.is_overlong else self._empty).match(text, at)
        if many is not None:
            self._emit(many.group())
            return many.end()
        if text[at] != '"':
            self._state = _State.PLAIN
            return at
        self._state = _State.QUOTED
        if not self.is_overlong:
            self._out.append('"')
            self._is_open = True
        return at + 1

    def _go_on(self, text: str, at: int) -> int:
        end = self._plain.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing, too
        self._add(text[at:end])
        if end == len(text):
            return end
        if text[end] == self._delimiter:
            self._emit(self._delimiter)
        else:
            self._out.append(text[end])
        if text[end : end + 2] != "\r\n":
            self._state = _State.FIELD
        return end + 1

    def _add(self, text: str) -> None:
        # Two quotation marks are one character.
        room = 2 * self._limits.cell + 2 - self._cell
        if len(text) > room:
            text = text[: max(room, 0)]
            marks = len(text) - len(text.rstrip('"'))
            if self._state is _State.QUOTED and marks % 2:
                text = text[:-1]
            self._cell = 2 * self._limits.cell + 2
        else:
            self._cell += len(text)
        self._emit(text)

    def _emit(self, text: str) -> None:
        if not self.is_overlong:
            self._out.append(text)
            self._row += len(text)
            self.is_overlong = self._row > self._limits.row

    def _close(self) -> None:
        if self._is_open:
            self._out.append('"')
            self._is_open = False
        self._state = _State.PLAIN


class ShortenedRows:
    """The lines of a CSV file, one after the other, as its parser takes them.

    Whoever reads calls `begin` before each row.

    Args:
        pieces: Lines with their ends, in pieces; with each whether a line ends with it.
        refuse: Raises for what is not UTF-8.
    """

    def __init__(
        self, pieces: Iterable[tuple[bytes, bool]], delimiter: str, limits: CsvLimits, refuse: Callable[[], None]
    ) -> None:
        self._pieces, self._delimiter, self._limits, self._refuse = pieces, delimiter, limits, refuse
        self._cutter: CellCutter | None = None
        self._length = 0
        self.lines: list[str] = []
        """Those of the row that is being read, as the parser got them; of a long row only the first ones."""

    def begin(self) -> None:
        """Says that what comes next is another row."""
        self._cutter, self._length, self.lines = None, 0, []

    @property
    def is_overlong(self) -> bool:
        """Whether the row is longer than a row may be, so that something at its end was left out."""
        return self._cutter is not None and self._cutter.is_overlong

    def __iter__(self) -> Iterator[str]:
        """Yields lines; what is not UTF-8 in them is refused."""
        held: list[bytes] = []
        text: list[str] = []
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        for read, is_last in self._pieces:
            piece = read
            self._length += len(piece)
            if self._cutter is None:
                held.append(piece)
                if self._length <= self._limits.cell:
                    if is_last:
                        whole = self._checked(b"".join(held).decode("utf-8", "surrogateescape"))
                        held.clear()
                        self.lines.append(whole)
                        yield whole
                    continue
                self._cutter = CellCutter(self._delimiter, self._limits)
                for line in self.lines:
                    self._cutter.cut(line, is_last=True)
                piece = b"".join(held)
                held.clear()
            cutter = self._cutter
            text.append(cutter.cut(self._checked(decoder.decode(piece, is_last)), is_last=is_last))
            if is_last and not (cutter.is_overlong and cutter.is_inside):
                line = "".join(text)
                text.clear()
                # What is left out of a quoted cell may be whole lines.
                if line:
                    yield self._noted(line)
        if text and self._cutter is not None:
            yield self._noted("".join(text) + self._cutter.unclosed())

    def _noted(self, line: str) -> str:
        if not self.lines:
            self.lines.append(line)
        return line

    def _checked(self, line: str) -> str:
        # Bytes that are not UTF-8 come as halves of surrogate pairs, so that their row can be named.
        if _NOT_UTF8.search(line):
            self._refuse()
        return line
