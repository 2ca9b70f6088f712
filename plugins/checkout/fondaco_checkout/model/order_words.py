"""By which words staff find an order: its number, who bought and receives it, where, what, and how it was paid.

Words are compared from their beginnings, whatever the case and accents. What is written without spaces (Chinese,
Japanese, Korean, Thai) is found by any part: every rest of a run is a word too, so 小明 finds 王小明. Telephone numbers
are found by any of their ends, since people read the last digits out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol

from fondaco.commerce import Address
from fondaco.search.texts import fold

__all__ = ["Bought", "reference_words", "search_condition", "words_of_order"]

LONGEST_WORD = 100
"""In characters; longer words are found by their beginning."""
LONGEST_RUN = 8
"""Characters of an unspaced run that a word keeps; longer searches ask for several such words."""
MOST_WORDS = 2000
"""Of an order; those of its last lines are left out first."""
MOST_ASKED = 10
"""Words of a search; further ones narrow nothing any more."""
SHORTEST_ENDING = 4
"""Digits of a telephone number that somebody may be found by."""

_UNSPACED = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u0e00-\u0eff\U00020000-\U0003ffff"
_PART = re.compile(rf"(?P<run>[{_UNSPACED}]+)|[^\W{_UNSPACED}]+")
_EDGES = " \t\n\r\"'`,.;:!?()[]<>«»“”‘’、。，（）「」"
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


class Bought(Protocol):
    """A thing that was bought: what it is called, as it was then."""

    @property
    def sku(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def subtitle(self) -> str: ...


def words_of_order(
    number: str,
    email: str,
    phone: str | None,
    addresses: Iterable[Address | None],
    bought: Iterable[Bought],
    references: Iterable[str],
) -> list[str]:
    """Returns the words of an order, each once, as a ``tsvector`` takes them.

    Args:
        addresses: Who receives and who pays.
        bought: Lines, and what bundles consist of.
        references: Of payments, as their providers or the bank name them.
    """
    words: dict[str, None] = {}
    _add(words, _words_of(number))
    _add(words, _email_words(email))
    _add(words, _phone_words(phone))
    for address in addresses:
        if address is not None:
            _add(words, _words_of(address.name, address.company, address.city, address.district, address.postal_code))
            _add(words, (fold(address.postal_code).replace(" ", ""),))
            _add(words, _phone_words(address.phone))
    _add(words, reference_words(references))
    for thing in bought:
        if len(words) >= MOST_WORDS:
            break
        _add(words, _words_of(thing.sku, thing.title, thing.subtitle))
    return list(words)[:MOST_WORDS]


def reference_words(references: Iterable[str]) -> list[str]:
    """Returns the words by which payments are found."""
    words: dict[str, None] = {}
    _add(words, _words_of(*references))
    return list(words)


def search_condition(text: str) -> str | None:
    """Returns what is searched for as PostgreSQL's ``tsquery``: each word has to begin one of the order's words.

    A word in double quotes has to be one of them as a whole: ``"1002"`` does not find the order 10021.

    Returns:
        None if there is no word in the text: then nothing is found.
    """
    if "\0" in text:
        return None
    asked = [one for piece in text.split() if (one := _asked(piece)) is not None]
    return " & ".join(asked[:MOST_ASKED]) or None


def _add(words: dict[str, None], more: Iterable[str]) -> None:
    words.update((word[:LONGEST_WORD], None) for word in more if _PART.search(word))


def _foldings(text: str) -> tuple[str, ...]:
    """Both ways of writing umlauts where there are no umlauts: Müller is Muller and Mueller."""
    plain = fold(text)
    composed = fold(unicodedata.normalize("NFKC", text).casefold().translate(_SPELLED))
    return (plain,) if composed == plain else (plain, composed)


def _words_of(*texts: str) -> Iterable[str]:
    for text in texts:
        for folded in _foldings(text):
            for piece in folded.split():
                yield from _words_of_piece(piece.strip(_EDGES))


def _words_of_piece(piece: str) -> Iterable[str]:
    if not re.fullmatch(f"[{_UNSPACED}]+", piece):
        yield piece
    for part in _PART.finditer(piece):
        if part["run"] is None:
            yield part[0]
        else:
            run = part[0][:LONGEST_WORD]
            yield from (run[start : start + LONGEST_RUN] for start in range(len(run)))


def _email_words(email: str) -> Iterable[str]:
    yield from _words_of(email)
    yield fold(email).rpartition("@")[2]


def _phone_words(phone: str | None) -> Iterable[str]:
    digits = re.sub(r"\D", "", fold(phone or ""))[:40]
    yield from (digits[start:] for start in range(len(digits) - SHORTEST_ENDING + 1))


def _asked(piece: str) -> str | None:
    whole = len(piece) > 2 and piece[0] == piece[-1] == '"'
    ways: dict[str, None] = {}
    for folded in _foldings(piece):
        for text in folded.split():
            stripped = text.strip(_EDGES).removeprefix("+")
            if not _PART.search(stripped):
                continue
            if whole:
                ways[_quoted(stripped)] = None
                continue
            ways.update(dict.fromkeys(_ways_of(stripped)))
    return None if not ways else next(iter(ways)) if len(ways) == 1 else f"({' | '.join(ways)})"


def _ways_of(text: str) -> Iterable[str]:
    """As it stands, in its parts, and the number of a telephone as it is dialled from abroad."""
    parts = [asked for part in _PART.finditer(text) for asked in _begins(part)][:MOST_ASKED]
    together = " & ".join(parts)
    if not re.fullmatch(f"[{_UNSPACED}]+", text):
        yield f"{_quoted(text)}:*"
    yield together if len(parts) == 1 else f"({together})"
    if text.isdecimal() and text.startswith("0") and (abroad := text.lstrip("0")):
        yield f"{_quoted(abroad)}:*"


def _begins(part: re.Match[str]) -> Iterable[str]:
    text = part[0]
    if part["run"] is None or len(text) <= LONGEST_RUN:
        yield f"{_quoted(text)}:*"
    else:
        last = min(len(text), LONGEST_WORD) - LONGEST_RUN
        yield from (_quoted(text[start : start + LONGEST_RUN]) for start in range(last + 1))


def _quoted(word: str) -> str:
    return "'" + word[:LONGEST_WORD].replace("\\", "\\\\").replace("'", "''") + "'"
