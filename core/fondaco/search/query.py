"""What somebody typed, as groups of lexemes that all have to be met; and the synonyms that widen them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

__all__ = ["Group", "Synonyms"]

Phrase = tuple[str, ...]


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """One wish of a query: a document meets it if it has every lexeme of one of the alternatives.

    Attributes:
        alternatives: Each the lexemes that have to be there together.
        word: What was typed, folded.
        open: Whether the word may go on: it is the last one of the query.
        correctable: Whether it may be a misspelling: letters only, and long enough to tell.
    """

    alternatives: tuple[Phrase, ...]
    word: str
    open: bool = False
    correctable: bool = False


class Synonyms:
    """Words that stand for others.

    Args:
        rules: Phrases of stems, each with the phrases that are looked for as well.
    """

    def __init__(self, rules: Mapping[Phrase, Iterable[Phrase]] | None = None) -> None:
        self._rules = {phrase: tuple(dict.fromkeys(others)) for phrase, others in (rules or {}).items()}
        self.longest = max((len(phrase) for phrase in self._rules), default=0)

    def at(self, stems: Sequence[str], place: int) -> tuple[int, tuple[Phrase, ...]]:
        """Returns the longest phrase that begins at a place, as its length, and what stands for it; zero for none."""
        for size in range(min(self.longest, len(stems) - place), 0, -1):
            others = self._rules.get(tuple(stems[place : place + size]))
            if others:
                return size, others
        return 0, ()
