"""Synonyms, rules and misses of the search as staff see them; and what of a query may be written down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.errors import InvalidInputError
from fondaco.search import Analyzer, Synonyms, fold, language_of

from fondaco_catalog.model.text import clean_text

__all__ = [
    "Boost",
    "SearchMiss",
    "SearchRebuild",
    "SearchRule",
    "SearchSynonym",
    "clean_phrases",
    "clean_rule",
    "keepable",
    "synonyms_of",
]

MAX_PHRASES = 50
MAX_PRODUCTS = 100
MAX_BOOSTS = 20
MAX_WEIGHT = 10
LONGEST_MISS = 100

_PERSONAL = re.compile(r"@|\d{6}|\d[\d\s./-]{7,}\d")


class SearchSynonym(msgspec.Struct, frozen=True):
    """Words that stand for others; see `fondaco_catalog.tables.SearchSynonym`."""

    id: UUID
    locale: str
    words: list[str]
    means: list[str]
    updated_at: datetime


class Boost(msgspec.Struct, frozen=True):
    """Products with a value of a facet come earlier, or later where the weight is negative."""

    facet: str
    value: str
    weight: int


class SearchRule(msgspec.Struct, frozen=True):
    """What a query shows; see `fondaco_catalog.tables.SearchRule`."""

    id: UUID
    channel: str
    query: str
    pinned: list[UUID]
    hidden: list[UUID]
    boosts: list[Boost]
    updated_at: datetime


class SearchMiss(msgspec.Struct, frozen=True):
    """A query that found nothing, and how often in the days that were asked for; the last of them as ISO 8601."""

    query: str
    channel: str
    locale: str
    times: int
    last_day: str


class SearchRebuild(msgspec.Struct, frozen=True):
    """How far a rebuilding of the index is."""

    id: UUID
    total: int
    done: int
    position: UUID | None
    started_at: datetime
    finished_at: datetime | None


def clean_phrases(texts: Sequence[str], analyzer: Analyzer, *, field: str, least: int) -> list[str]:
    """Returns the words of a synonym, each once.

    Raises:
        InvalidInputError: ``REQUIRED`` with fewer than the least, ``TOO_MANY_VALUES``; ``NO_WORDS`` for a text without
            words; see also `clean_text`.
    """
    if len(texts) > MAX_PHRASES:
        raise InvalidInputError(f"At most {MAX_PHRASES} words.", code="TOO_MANY_VALUES", field=(field,))
    found: dict[str, None] = {}
    for place, text in enumerate(texts):
        cleaned = clean_text(text, field=(field, str(place)), longest=100, required=True)
        if not analyzer.stems(cleaned):
            raise InvalidInputError("This has no words.", code="NO_WORDS", field=(field, str(place)))
        found[" ".join(fold(cleaned).split())] = None
    if len(found) < least:
        raise InvalidInputError(f"At least {least} are needed.", code="REQUIRED", field=(field,))
    return list(found)


def clean_rule(query: str, analyzer: Analyzer) -> tuple[str, str]:
    """Returns the query of a rule, and the key that it is compared by.

    Raises:
        InvalidInputError: ``NO_WORDS``; see also `clean_text`.
    """
    cleaned = clean_text(query, field=("query",), longest=200, required=True)
    key = " ".join(analyzer.stems(cleaned))
    if not key:
        raise InvalidInputError("This has no words.", code="NO_WORDS", field=("query",))
    return cleaned, key


def synonyms_of(rows: Iterable[SearchSynonym], analyzer: Analyzer, locale: str) -> Synonyms:
    """Returns the synonyms that hold in a language."""
    rules: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for row in rows:
        if row.locale and language_of(row.locale) != language_of(locale):
            continue
        for word in row.words:
            others = [other for other in (row.means or row.words) if other != word]
            phrases = [phrase for other in others for phrase in analyzer.phrases(other)]
            rules.setdefault(tuple(analyzer.stems(word)), []).extend(phrases)
    return Synonyms(rules)


def keepable(text: str) -> str | None:
    """Returns a query as it may be written down among those that found nothing; None if it may say who somebody is.

    What looks like an address or a number of a person (an at sign, six digits in a row, digits in groups) is not kept.
    """
    folded = " ".join(fold(text).split())[:LONGEST_MISS]
    return None if not folded or _PERSONAL.search(folded) else folded
