"""From a product to the documents that it is searched by: what an index keeps of it, pure and without a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from uuid import UUID

import msgspec
import nh3
from anyascii import anyascii
from fondaco.search import Analyzer, Lexeme, code_lexemes, fold

__all__ = [
    "AS_WRITTEN",
    "ATTRIBUTE",
    "AVAILABLE",
    "BY_GROUP",
    "CHANNEL_FACET",
    "DAYS",
    "GROUPS_FACET",
    "LEVELS",
    "NUMBERS",
    "SPELLED",
    "STAFF",
    "AttributeTexts",
    "FacetDraft",
    "IndexedProduct",
    "Listing",
    "Named",
    "OptionTexts",
    "Texts",
    "exact_title",
    "facet_values",
    "marker",
    "markers",
    "numbers_of",
    "option_facet",
    "sample_level",
    "tokens_of",
    "vocabulary",
]

STAFF = ""
"""The channel of the document that staff search by."""

CHANNEL_FACET = "channel"

GROUPS_FACET = "channel:groups"
"""The same for documents of products that only some groups can buy in a channel."""

BY_GROUP = -1
"""Stands among the facet values of a bundle that not everybody can buy, though it or something in it has prices for
groups: for whom it is available is found out then. Markers of channels are far below it."""

LEVELS = 16
"""Sample n of a channel holds one document in 2**n, chosen at random; sample 0 holds all."""

TITLE = "!"
"""What stands before a lexeme of a title, once more in the tokens, so that titles can be searched alone."""

AS_WRITTEN = '"'
"""What stands before a word of a title that is not its own stem, so that the form that was typed comes first."""

SPELLED = "~"
"""What stands before the lexeme of a Chinese word in Latin letters, by which the vocabulary knows it."""

EXACT = "="
"""What stands before a whole title."""

ATTRIBUTE = "attribute:"
"""What the names of the facets of attributes begin with."""

NUMBERS = ""
"""The value that stands for all values of a facet of numbers; it carries the facet's name."""

DAYS = "day"
"""The same of a facet of days, which are numbers too: those that `datetime.date.toordinal` gives them."""

_BOOLEANS: dict[bool, dict[str, str]] = {
    True: {"en": "Yes", "zh-Hans": "是", "zh": "是", "de": "Ja"},
    False: {"en": "No", "zh-Hans": "否", "zh": "否", "de": "Nein"},
}

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


class Named(msgspec.Struct, frozen=True):
    """The name of a brand, a type or a category in a language; an empty locale for the base name."""

    locale: str
    name: str


class AttributeTexts(msgspec.Struct, frozen=True):
    """A value of an attribute, with its names by locale.

    Attributes:
        kind: See `fondaco_catalog.tables.Attribute`.
        value: Code of a choice; None for other kinds.
        text: Name of the choice, or what a text attribute says.
        number: The number, or the ordinal of the day.
    """

    code: str
    name: str
    labels: dict[str, str]
    kind: str
    filterable: bool
    visible: bool
    value: str | None
    text: str | None
    texts: dict[str, str] | None
    colour: str | None
    position: int | None
    number: float | None
    boolean: bool | None


class Listing(msgspec.Struct, frozen=True):
    """A channel in which a product can be bought.

    Attributes:
        amounts: What its variants cost everybody there, minor units, each amount once, ascending.
        grouped: Whether some groups have prices of their own there.
        available: False of bundles that lack what they have to hold, and of what is out of stock.
        by_group: Whether some buyers in groups may be able to buy such a bundle all the same; see `BY_GROUP`.
    """

    channel: str
    amounts: list[int]
    grouped: bool
    available: bool = True
    by_group: bool = False


class IndexedProduct(msgspec.Struct, frozen=True):
    """Everything that a product is found, narrowed and sorted by.

    Attributes:
        texts: The base texts first.
        names: Of its brand and its type, and of its tags in other languages.
        tag_labels: What its tags are called in other languages, by tag and locale.
        category_names: Of its category and of all above it.
        codes: Stock-keeping units and barcodes of its variants.
        fresh_until: When a price or a publication next begins or ends by itself; None if none does.
    """

    id: UUID
    texts: list[Texts]
    title_key: str
    brand_id: UUID | None
    type_id: UUID | None
    names: list[Named]
    tags: list[str]
    tag_labels: Mapping[str, Mapping[str, str]]
    category_id: UUID | None
    category_names: list[Named]
    options: list[OptionTexts]
    attributes: list[AttributeTexts]
    codes: list[str]
    variant_ids: list[UUID]
    listings: list[Listing]
    units_sold: int
    created_at: datetime
    fresh_until: datetime | None


class FacetDraft(msgspec.Struct, frozen=True):
    """A value of a facet as a product brings it; see `fondaco_catalog.tables.SearchValue`."""

    facet: str
    value: str
    label: str = ""
    labels: Mapping[str, str] = {}
    facet_label: str = ""
    facet_labels: Mapping[str, str] = {}
    position: int = 0
    colour: str | None = None


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
    """Returns the name of the facet of an option: ``option:colour``.

    Without dots, which divide the parts of a choice in the addresses of shops: ``f.price.min``.
    """
    return "option:" + " ".join(fold(name).replace(".", " ").split())


def _plain(html: str) -> str:
    return nh3.clean(html, tags=set())[:MAX_DESCRIPTION_CHARS] if html else ""


def _titles(product: IndexedProduct, analyzer: Analyzer) -> list[Lexeme]:
    found = [
        lexeme
        for texts in product.texts
        if texts.title
        for lexeme in analyzer.lexemes(texts.title, texts.locale, joined=True)
    ]
    return [*found, *(spelled for lexeme in found for spelled in _spelled(lexeme.word))]


def _spelled(word: str) -> list[Lexeme]:
    """Returns a Chinese word as it is typed in Latin letters, ``yangmao`` for 羊毛; nothing for any other word.

    The vocabulary has it with a mark, since it is nothing that anybody is told: neither a completion nor a correction.
    """
    if not word or not all("\u4e00" <= char <= "\u9fff" for char in word):
        return []
    letters = "".join(anyascii(char) for char in word).lower()
    if not (letters.isascii() and letters.isalpha()):
        return []
    return [Lexeme(letters), Lexeme(SPELLED + letters, letters)]


def _keywords(product: IndexedProduct, analyzer: Analyzer) -> list[Lexeme]:
    """What is said of a product in few words, besides its title."""
    labelled = [(tag, "") for tag in product.tags]
    labelled += [(named.name, named.locale) for named in product.names]
    for said in product.attributes:
        if said.value is not None:
            labelled.append((said.text or "", ""))
            labelled.extend((text, locale) for locale, text in (said.texts or {}).items())
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
    titled = _titles(product, analyzer)
    titles = [lexeme.text for lexeme in titled]
    written = [AS_WRITTEN + lexeme.word for lexeme in titled if lexeme.word and lexeme.word != lexeme.text]
    keywords = [lexeme.text for lexeme in _keywords(product, analyzer)]
    exact = [exact_title(texts.title) for texts in product.texts if texts.title]
    long = [(named.name, named.locale) for named in product.category_names]
    long += [(_plain(texts.description), texts.locale) for texts in product.texts]
    for said in product.attributes:
        if said.visible and said.kind in {"text", "rich_text"}:
            long.append((_plain(said.text or ""), ""))
            long += [(_plain(text), locale) for locale, text in (said.texts or {}).items()]
    rest = [lexeme.text for text, locale in long for lexeme in analyzer.lexemes(text, locale)]
    codes = list(dict.fromkeys(lexeme for code in product.codes for lexeme in code_lexemes(code)))[:MAX_CODES]
    every = dict.fromkeys([*(TITLE + text for text in titles), *titles, *keywords, *codes, *rest])
    whole = [*exact, *written]
    return Tokens(tokens=_vector(list(every)[:MAX_TOKENS]), terms=_weighted(titles, keywords, whole))


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
    return " ".join([*parts, *(f"'{text}'" for text in dict.fromkeys(exact[:MAX_TERMS]))])


def vocabulary(product: IndexedProduct, analyzer: Analyzer) -> dict[str, str]:
    """Returns the words of titles and keywords, as they are written, with their lexeme. Nothing with digits."""
    lexemes = (*_titles(product, analyzer), *_keywords(product, analyzer))
    found = {
        lexeme.word: lexeme.text for lexeme in lexemes if len(lexeme.word) >= SHORTEST_WORD and lexeme.word.isalpha()
    }
    return dict(list(found.items())[:MAX_WORDS])


AVAILABLE = FacetDraft("availability", "available")
"""A facet value that a product has in those channels only in which it is available."""


def facet_values(product: IndexedProduct) -> list[FacetDraft]:
    """Returns the facet values of a product, each once; that it is available too, wherever it may be."""
    found = [AVAILABLE]
    if product.brand_id is not None:
        found.append(FacetDraft("brand", str(product.brand_id)))
    if product.type_id is not None:
        found.append(FacetDraft("type", str(product.type_id)))
    found.extend(FacetDraft("tag", tag, tag) for tag in product.tags)
    if product.category_id is not None:
        found.append(FacetDraft("category", str(product.category_id)))
    for option in product.options:
        name = option_facet(option.name)
        found.extend(
            FacetDraft(name, value.value, value.value, value.labels, option.name, option.labels, value.position)
            for value in option.values
        )
    for said in product.attributes:
        if said.filterable:
            found += _attribute_values(said)
    return list({(draft.facet, draft.value): draft for draft in found}.values())


def _attribute_values(said: AttributeTexts) -> list[FacetDraft]:
    facet = f"{ATTRIBUTE}{said.code}"
    if said.value is not None:
        place = said.position or 0
        label, labels = said.text or "", said.texts or {}
        return [FacetDraft(facet, said.value, label, labels, said.name, said.labels, place, said.colour)]
    if said.boolean is not None:
        value = str(said.boolean).lower()
        return [FacetDraft(facet, value, value, _BOOLEANS[said.boolean], said.name, said.labels)]
    if said.number is not None:
        value = DAYS if said.kind == "date" else NUMBERS
        return [FacetDraft(facet, value, facet_label=said.name, facet_labels=said.labels)]
    return []


def numbers_of(product: IndexedProduct) -> dict[str, list[float]]:
    """Returns the numbers of a product by the facet that they are filtered by, each once, ascending."""
    found: dict[str, set[float]] = {}
    for said in product.attributes:
        if said.filterable and said.number is not None:
            found.setdefault(f"{ATTRIBUTE}{said.code}", set()).add(said.number)
    return {facet: sorted(numbers) for facet, numbers in found.items()}
