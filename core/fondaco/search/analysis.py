"""The analyzer: the same rules for what is indexed and for what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from fondaco.search.codes import CODE, code_of
from fondaco.search.query import Group, Phrase, Synonyms
from fondaco.search.stems import STOP_WORDS, language_of, stem
from fondaco.search.texts import Kind, Word, chunks, fold, segment, segment_for_index, words
from fondaco.search.units import MEASURE, measures, with_units_apart

__all__ = ["Analyzer", "Lexeme"]

LONGEST_WORD = 60
MAX_QUERY_CHARS = 200
MAX_GROUPS = 10
SHORTEST_TYPO = 4
SHORTEST_CODE = 3
MAX_ALTERNATIVES = 8

_NOTHING = Synonyms()


class Lexeme(msgspec.Struct, frozen=True):
    """Something that a text is found by.

    Attributes:
        text: The lexeme.
        word: The word it was made of, as people write it, folded; empty for what nobody types, such as half a word.
    """

    text: str
    word: str = ""


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _together(groups: Sequence[Group]) -> list[Phrase]:
    """Returns the phrases that meet all of some groups."""
    found: list[Phrase] = [()]
    for group in groups:
        found = [(*before, *phrase) for before in found for phrase in group.alternatives][:MAX_ALTERNATIVES]
    return found


def _with_units(groups: list[Group]) -> list[Group]:
    """A number and the unit behind it are one wish: who asks for 1 kg is also shown 1000 g."""
    found: list[Group] = []
    place = 0
    while place < len(groups):
        group = groups[place]
        measure = next((phrase for phrase in group.alternatives if phrase[0].startswith(MEASURE)), None)
        behind = groups[place + 1] if place + 1 < len(groups) else None
        if measure is not None and behind is not None and group.word[-1].isdigit():
            both = (*_together([group, behind]), measure)
            found.append(Group(alternatives=both, word=group.word + behind.word))
            place += 2
        else:
            found.append(group)
            place += 1
    return found


class Analyzer:
    """Cuts and stems the texts of a shop.

    A query does not say which language it is in, so its words are looked for by their stem in each of the languages.

    Args:
        locales: The BCP 47 tags of all texts that are searched together; the first is that of texts without a locale.
    """

    def __init__(self, locales: Iterable[str]) -> None:
        self.languages = tuple(dict.fromkeys(language_of(locale) for locale in locales)) or ("en",)
        self._stop_words = frozenset().union(*(STOP_WORDS.get(language, ()) for language in self.languages))

    def lexemes(self, text: str, locale: str = "", *, joined: bool = False) -> list[Lexeme]:
        """Returns what an index keeps of a text, in the order of the text, each as often as it occurs.

        Chinese is kept as words, words inside of words, pairs of characters and single characters.

        Args:
            locale: Of the text; empty for the first language.
            joined: Also keep two neighbouring words as one, so that ``cakestand`` finds a cake stand. For titles.
        """
        language = language_of(locale) if locale else self.languages[0]
        found: list[Lexeme] = []
        plain = words(fold(text))
        found.extend(Lexeme(size) for size in measures(with_units_apart(plain)).values())
        for word in plain:
            if word.kind in {Kind.HAN, Kind.UNSPACED}:
                found.extend(self._run(word))
            else:
                surface = word.text[:LONGEST_WORD]
                found.append(Lexeme(stem(surface, language), surface))
        if joined:
            for left, right in pairwise(plain):
                if left.kind is right.kind is Kind.WORD and left.text.isalpha() and right.text.isalpha():
                    found.append(Lexeme(stem((left.text + right.text)[:LONGEST_WORD], language)))
        return found

    def _run(self, word: Word) -> list[Lexeme]:
        run = word.text[:2_000]
        found = [Lexeme(char) for char in run]
        if word.kind is Kind.HAN:
            whole = [Lexeme(part[:LONGEST_WORD], part) for part in segment_for_index(run) if len(part) > 1]
            inside = {lexeme.text for lexeme in whole}
            return [*whole, *(Lexeme(pair) for pair in _pairs(run) if pair not in inside), *found]
        return [*(Lexeme(pair) for pair in _pairs(run)), *found]

    def query(self, text: str, synonyms: Synonyms = _NOTHING) -> list[Group]:
        """Returns the wishes of a query, at most ten out of the first 200 characters; all have to be met.

        A piece between blanks that has a digit may be a code, so it is looked for as one as well.
        """
        pieces = [with_units_apart(piece) for piece in chunks(fold(text[:MAX_QUERY_CHARS]))]
        kept = [piece for piece in pieces if not (len(piece) == 1 and piece[0].text in self._stop_words)] or pieces
        flat = [word for piece in kept for word in piece]
        sizes = measures(flat)
        groups: list[Group] = []
        place = 0
        for piece in kept:
            made: list[Group] = []
            for word in piece:
                made.extend(self._wishes(word, sizes.get(place)))
                place += 1
            groups.extend(self._with_code(piece, made, SHORTEST_CODE if len(kept) == 1 else SHORTEST_CODE + 1))
        groups = self._with_joined(_with_units(groups))
        groups = self._with_synonyms(groups, synonyms)[:MAX_GROUPS]
        if groups and groups[-1].word.isalnum():
            groups[-1] = msgspec.structs.replace(groups[-1], open=True)
        return groups

    def phrases(self, text: str) -> list[Phrase]:
        """Returns what finds a text, as the alternatives of a wish."""
        return _together(self.query(text))

    def stems(self, text: str) -> list[str]:
        """Returns the words of a text as rules and synonyms compare them: by their stem in the first language."""
        found = []
        for word in words(fold(text[:MAX_QUERY_CHARS])):
            if word.kind is Kind.HAN:
                found.extend(segment(word.text))
            else:
                found.append(stem(word.text, self.languages[0]))
        return found

    def _stems(self, word: str) -> tuple[Phrase, ...]:
        return tuple(dict.fromkeys((stem(word, language),) for language in self.languages))

    def _wishes(self, word: Word, measure: str | None) -> list[Group]:
        if word.kind is Kind.HAN:
            return self._han(word.text[:LONGEST_WORD])
        if word.kind is Kind.UNSPACED:
            return [Group(alternatives=(tuple(_pairs(word.text)) or (word.text,),), word=word.text)]
        text = word.text[:LONGEST_WORD]
        alternatives = self._stems(text)
        if measure is not None:
            alternatives = (*alternatives, (measure,))
        return [Group(alternatives=alternatives, word=text, correctable=text.isalpha() and len(text) >= SHORTEST_TYPO)]

    def _han(self, run: str) -> list[Group]:
        parts = segment(run)
        if len(parts) > 1 and all(len(part) == 1 for part in parts):
            return [Group(alternatives=((run,), tuple(_pairs(run))), word=run)]
        kept = [part for part in parts if part not in self._stop_words] or parts
        return [
            Group(
                alternatives=((part,),) if len(part) < 3 else ((part,), tuple(_pairs(part))),
                word=part,
            )
            for part in kept
        ]

    def _with_code(self, piece: Sequence[Word], made: list[Group], shortest: int) -> list[Group]:
        code = code_of("".join(word.text for word in piece))
        if len(code) < shortest or not any(char.isdigit() for char in code) or not code.isascii():
            return made
        return [Group(alternatives=(*_together(made), (CODE + code,)), word="".join(word.text for word in piece))]

    def _with_joined(self, groups: list[Group]) -> list[Group]:
        """A cake stand is also found as a cakestand."""
        widened = list(groups)
        for place, (left, right) in enumerate(pairwise(groups)):
            if left.word.isalpha() and right.word.isalpha() and left.word.isascii() and right.word.isascii():
                joined = self._stems((left.word + right.word)[:LONGEST_WORD])
                for at in (place, place + 1):
                    widened[at] = msgspec.structs.replace(
                        widened[at], alternatives=tuple(dict.fromkeys((*widened[at].alternatives, *joined)))
                    )
        return widened

    def _with_synonyms(self, groups: list[Group], synonyms: Synonyms) -> list[Group]:
        if not synonyms.longest:
            return groups
        stems = [stem(group.word, self.languages[0]) for group in groups]
        widened: list[Group] = []
        place = 0
        while place < len(groups):
            size, others = synonyms.at(stems, place)
            if not size:
                widened.append(groups[place])
                place += 1
                continue
            together = _together(groups[place : place + size])
            word = "".join(group.word for group in groups[place : place + size])
            widened.append(Group(alternatives=tuple(dict.fromkeys((*together, *others))), word=word))
            place += size
        return widened
