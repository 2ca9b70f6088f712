"""Folding a text, and cutting it into words."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache
from typing import Any

import msgspec

__all__ = ["Kind", "Word", "chunks", "fold", "segment", "words"]

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = r"\u3041-\u30ff\u31f0-\u31ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_LETTER = rf"[^\W_{_HAN}{_UNSPACED}]"
_RUN = re.compile(
    rf"(?P<number>\d+[.,]\d+(?=[{_HAN}]|\b|[^\W\d_]))|(?P<han>[{_HAN}]+)|(?P<unspaced>[{_UNSPACED}]+)"
    rf"|(?P<word>{_LETTER}+(?:['’ʼ]{_LETTER}+)*)"
)
_APOSTROPHE = re.compile(r"['’ʼ]")
_UNCOMPOSED = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i"})
_MARKED = re.compile(r"[a-z][\u0300-\u036f]+")


class Kind(Enum):
    """What a word is written in."""

    WORD = "word"
    NUMBER = "number"
    HAN = "han"
    UNSPACED = "unspaced"


class Word(msgspec.Struct, frozen=True):
    """A run of one script in a folded text.

    Attributes:
        text: Letters and digits; of a Chinese text everything between two marks of punctuation.
    """

    text: str
    kind: Kind


def fold(text: str) -> str:
    """Returns a text as it is compared: compatibility forms made equal (NFKC), caseless, Latin letters without accents.

    So full-width ``ＣＵＰ``, ``Cup`` and ``cúp`` are one. Letters of other scripts keep their marks, which there tell
    words apart. What cannot be stored (half of a surrogate pair, NUL) becomes a blank.
    """
    text = "".join(" " if char == "\x00" or "\ud800" <= char <= "\udfff" else char for char in text)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    if not folded.isascii():
        apart = unicodedata.normalize("NFKD", folded)
        folded = unicodedata.normalize("NFC", _MARKED.sub(lambda found: found[0][0], apart)).translate(_UNCOMPOSED)
    return folded


def words(folded: str) -> list[Word]:
    """Returns the words of a folded text in order; punctuation separates and is left out, apostrophes join."""
    found = []
    for match in _RUN.finditer(folded):
        kind = Kind(match.lastgroup)
        text = match[0]
        if kind is Kind.WORD:
            text = _APOSTROPHE.sub("", text)
        elif kind is Kind.NUMBER:
            text = text.replace(",", ".")
        found.append(Word(text, kind))
    return found


def chunks(folded: str) -> list[list[Word]]:
    """Returns the words of each piece between blanks, such as ``t-shirt``; pieces without any are left out."""
    return [found for piece in folded.split() if (found := words(piece))]


@cache
def _dictionary() -> Any:
    # Takes 33 MB and a tenth of a second, which a shop without Chinese texts has no use for.
    import rjieba  # noqa: PLC0415

    return rjieba


def segment(han: str) -> list[str]:
    """Returns the words of a run of Chinese characters, in order, as a reader would cut it."""
    return [word for word in _dictionary().cut(han) if word.strip()]


def segment_for_index(han: str) -> list[str]:
    """Returns the words of a run of Chinese characters, and those inside of them."""
    return [word for word in _dictionary().cut_for_search(han) if word.strip()]
