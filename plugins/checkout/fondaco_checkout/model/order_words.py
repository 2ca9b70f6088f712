"""By which words staff find an order: its number, who bought it and who receives it.

Words are compared from their beginnings, whatever the case. Chinese, Japanese and Korean names have no spaces, so
every rest of such a name is a word too: 小明 finds 王小明. Telephone numbers are found by any of their ends, since
people read the last digits out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from fondaco.commerce import Address

__all__ = ["search_condition", "search_words"]

LONGEST_WORD = 100
"""In characters; longer words are found by their beginning."""

MOST_WORDS = 10
"""Of a search; further ones narrow nothing any more."""

SHORTEST_ENDING = 4
"""Digits of a telephone number that somebody may be found by."""

_UNSPACED = re.compile(r"[぀-ヿ㐀-䶿一-鿿가-힯豈-﫿]{2,}")
_EDGES = " \t\n\r\"'`,.;:!?()[]<>«»“”‘’、。，（）"


def search_words(number: str, email: str, phone: str | None, addresses: Iterable[Address | None]) -> list[str]:
    """Returns the words of an order, each once, in no certain order."""
    words = {number, *_email_words(email), *_phone_words(phone)}
    for address in addresses:
        if address is not None:
            words.update(_words_of(f"{address.name} {address.company}"))
            words.update(_phone_words(address.phone))
    return sorted(_cut(word) for word in words if re.search(r"\w", word) and "\0" not in word)


def search_condition(text: str) -> str | None:
    """Returns what is searched for as PostgreSQL's ``tsquery``: each word begins one of the order's words.

    None if there is no word in the text: then nothing is found.
    """
    words = [_cut(word) for part in _folded(text).split() if (word := part.strip(_EDGES))]
    if not words or "\0" in text:
        return None
    return " & ".join(f"{_quoted(word)}:*" for word in words[:MOST_WORDS])


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _cut(word: str) -> str:
    return word[:LONGEST_WORD]


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _words_of(text: str) -> Iterable[str]:
    for part in _folded(text).split():
        yield part.strip(_EDGES)
        yield from re.findall(r"\w+", part)
        for run in _UNSPACED.findall(part):
            yield from (run[start:] for start in range(len(run)))


def _email_words(email: str) -> Iterable[str]:
    whole = _folded(email)
    yield whole
    local, _, domain = whole.partition("@")
    yield domain
    yield from re.findall(r"[^\W_]+", local)


def _phone_words(phone: str | None) -> Iterable[str]:
    digits = re.sub(r"\D", "", phone or "")
    yield from (digits[start:] for start in range(len(digits) - SHORTEST_ENDING + 1))
    if phone and phone.startswith("+"):
        yield "+" + digits
