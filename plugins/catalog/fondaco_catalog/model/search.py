"""From a product to the documents that it is searched by: what an index keeps of it, pure and without a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from uuid import UUID

import msgspec
import nh3
from fondaco.search import Analyzer, Lexeme, code_lexemes, fold

__all__ = [
    "CHANNEL_FACET",
    "LEVELS",
    "STAFF",
    "FacetDraft",
    "IndexedProduct",
    "Listing",
    "OptionTexts",
    "Texts",
    "exact_title",
    "facet_values",
    "marker",
    "markers",
    "option_facet",
    "sample_level",
    "tokens_of",
    "vocabulary",
]

STAFF = ""
"""The channel of the document that staff search by."""

CHANNEL_FACET = "channel"
LEVELS = 16
"""Sample n of a channel holds one document in 2**n, chosen at random; sample 0 holds all."""

TITLE = "!"
"""What stands before a lexeme of a title, once more in the tokens, so that titles can be searched alone."""

EXACT = "="
"""What stands before a whole title."""

MAX_DESCRIPTION_CHARS = 3_000
MAX_TERMS = 200
MAX_TOKENS = 6_000
MAX_CODES = 2_000
MAX_WORDS = 200
SHORTEST_WORD = 2


class Texts(msgspec.Struct, frozen=True):
    """The texts of a product in a language; an empty locale for the base texts."""

    locale: str
    title: str
    description: str


class OptionTexts(msgspec.Struct, frozen=True):
    """An option of a product and what can be chosen, each with its names by locale."""

    name: str
    labels: dict[str, str]
    values: list[OptionValueTexts]


class OptionValueTexts(msgspec.Struct, frozen=True):
    """A value of an option with its names by locale."""

    value: str
    labels: dict[str, str]
    position: int


class Listing(msgspec.Struct, frozen=True):
    """A channel in which a product can be bought.

    Attributes:
        amounts: What its variants cost there, minor units, each amount once, ascending.
    """

    channel: str
    amounts: list[int]


class IndexedProduct(msgspec.Struct, frozen=True):
    """Everything that a product is found, narrowed and sorted by.

    Attributes:
        texts: The base texts first.
        codes: Stock-keeping units and barcodes of its variants.
        category_names: Of its category and of all above it, in all languages.
    """

    id: UUID
    texts: list[Texts]
    title_key: str
    vendor: str
    product_type: str
    tags: list[str]
    category_id: UUID | None
    category_names: list[str]
    options: list[OptionTexts]
    codes: list[str]
    listings: list[Listing]
    units_sold: int
    created_at: datetime


class FacetDraft(msgspec.Struct, frozen=True):
    """A value of a facet as a product brings it; see `fondaco_catalog.tables.SearchValue`."""

    facet: str
    value: str
    label: str = ""
    labels: Mapping[str, str] = {}
    facet_label: str = ""
    facet_labels: Mapping[str, str] = {}
    position: int = 0


def sample_level(product_id: UUID) -> int:
    """Returns the smallest sample that a product is in: 0 for half of all, 1 for a quarter, and so on.

    It hangs on the id alone, so it is the same in every channel and after every rebuilding.
    """
    number = int.from_bytes(blake2b(product_id.bytes, digest_size=4).digest(), "big")
    return min((number & -number).bit_length() - 1 if number else LEVELS, LEVELS - 1)


def marker(channel_id: int, level: int) -> int:
    """Returns the number under which documents of a channel and sample are found among their facet values."""
    return -(channel_id * LEVELS + level)


def markers(channel_id: int, product_id: UUID) -> list[int]:
    """Returns the markers of a document: of its channel, and of each sample that it is in."""
    return [marker(channel_id, level) for level in range(sample_level(product_id) + 1)]


def exact_title(title: str) -> str:
    """Returns the lexeme of a whole title or query, blanks and punctuation left out; at most 100 characters."""
    return EXACT + "".join(char for char in fold(title) if char.isalnum())[:100]


def option_facet(name: str) -> str:
    """Returns the name of the facet of an option: ``option:colour``."""
    return "option:" + " ".join(fold(name).split())


def _plain(html: str) -> str:
    return nh3.clean(html, tags=set())[:MAX_DESCRIPTION_CHARS] if html else ""


def _titles(product: IndexedProduct, analyzer: Analyzer) -> list[Lexeme]:
    return [
        lexeme
        for texts in product.texts
        if texts.title
        for lexeme in analyzer.lexemes(texts.title, texts.locale, joined=True)
    ]


def _keywords(product: IndexedProduct, analyzer: Analyzer) -> list[Lexeme]:
    """What is said of a product in few words, besides its title."""
    plain = (product.vendor, product.product_type, *product.tags)
    labelled: list[tuple[str, str]] = [(text, "") for text in plain if text]
    for option in product.options:
        for value in option.values:
            labelled.append((value.value, ""))
            labelled.extend((text, locale) for locale, text in value.labels.items())
    return [lexeme for text, locale in labelled for lexeme in analyzer.lexemes(text, locale)]


class Tokens(msgspec.Struct, frozen=True):
    """The two vectors of a document, as PostgreSQL reads them.

    Attributes:
        tokens: Every lexeme, without places; those of titles once more behind `TITLE`.
        terms: Lexemes of titles with the weight A and keywords with B, with their places.
    """

    tokens: str
    terms: str


def tokens_of(product: IndexedProduct, analyzer: Analyzer) -> Tokens:
    """Returns what a product is found by. Lexemes are letters, digits and marks only, so they need no escaping."""
    titles = [lexeme.text for lexeme in _titles(product, analyzer)]
    keywords = [lexeme.text for lexeme in _keywords(product, analyzer)]
    exact = [exact_title(texts.title) for texts in product.texts if texts.title]
    rest = [lexeme.text for name in product.category_names for lexeme in analyzer.lexemes(name)]
    for texts in product.texts:
        rest.extend(lexeme.text for lexeme in analyzer.lexemes(_plain(texts.description), texts.locale))
    codes = list(dict.fromkeys(lexeme for code in product.codes for lexeme in code_lexemes(code)))[:MAX_CODES]
    every = dict.fromkeys([*(TITLE + text for text in titles), *titles, *keywords, *codes, *rest])
    return Tokens(tokens=_vector(list(every)[:MAX_TOKENS]), terms=_weighted(titles, keywords, exact))


def _vector(lexemes: Iterable[str]) -> str:
    return " ".join(f"'{lexeme}'" for lexeme in lexemes)


def _weighted(titles: Sequence[str], keywords: Sequence[str], exact: Sequence[str]) -> str:
    places: dict[str, list[str]] = {}
    ordered = [(text, "A") for text in titles] + [(text, "B") for text in keywords]
    for place, (text, weight) in enumerate(ordered, start=1):
        if text not in places and len(places) == MAX_TERMS:
            break
        found = places.setdefault(text, [])
        if len(found) < 4:
            found.append(f"{place}{weight}")
    parts = [f"'{text}':{','.join(found)}" for text, found in places.items()]
    return " ".join([*parts, *(f"'{text}'" for text in dict.fromkeys(exact))])


def vocabulary(product: IndexedProduct, analyzer: Analyzer) -> dict[str, str]:
    """Returns the words of titles and keywords, as they are written, with their lexeme. Nothing with digits."""
    lexemes = (*_titles(product, analyzer), *_keywords(product, analyzer))
    found = {
        lexeme.word: lexeme.text for lexeme in lexemes if len(lexeme.word) >= SHORTEST_WORD and lexeme.word.isalpha()
    }
    return dict(list(found.items())[:MAX_WORDS])


def facet_values(product: IndexedProduct) -> list[FacetDraft]:
    """Returns the facet values of a product, each once."""
    found = [FacetDraft("availability", "available")]
    if product.vendor:
        found.append(FacetDraft("brand", product.vendor, product.vendor))
    if product.product_type:
        found.append(FacetDraft("type", product.product_type, product.product_type))
    found.extend(FacetDraft("tag", tag, tag) for tag in product.tags)
    if product.category_id is not None:
        found.append(FacetDraft("category", str(product.category_id)))
    for option in product.options:
        name = option_facet(option.name)
        found.extend(
            FacetDraft(name, value.value, value.value, value.labels, option.name, option.labels, value.position)
            for value in option.values
        )
    return list({(draft.facet, draft.value): draft for draft in found}.values())
