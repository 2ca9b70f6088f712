"""What the analyzer makes of texts and queries: both always agree."""

from __future__ import annotations

import pytest
from fondaco.search import Analyzer, Group, Synonyms, code_lexemes, fold, language_of
from hypothesis import example, given
from hypothesis import strategies as st

ANALYZER = Analyzer(["en", "zh-Hans", "de"])


def meets(text: str, query: str, *, locale: str = "en", synonyms: Synonyms | None = None, code: str = "") -> bool:
    """Says whether a title of a text meets every wish of a query; a word that goes on counts as the word itself."""
    kept = {lexeme.text for lexeme in ANALYZER.lexemes(text, locale, joined=True)} | set(code_lexemes(code))
    groups = ANALYZER.query(query, synonyms or Synonyms())
    return bool(groups) and all(
        any(all(lexeme in kept for lexeme in phrase) for phrase in group.alternatives) for group in groups
    )


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Umbrellas", "umbrella"),
        ("Umbrella", "UMBRELLAS"),
        ("Glass dishes", "dish"),
        ("Café Crème", "cafe creme"),
        ("Cafe Creme", "café"),
        ("ＢＬＵＥ　Cup", "blue cup"),
        ("Children's book", "childrens"),
        ("Don’t panic", "don't"),
        ("T-Shirt", "tshirt"),
        ("Tshirt", "t-shirt"),
        ("Cake stand", "cakestand"),
        ("Cakestand", "cake stand"),
        ("Set of 3 cups", "the set with 3 cups"),
        ("Kaffeebohnen 1 kg", "1000g"),
        ("Bottle 500ml", "0.5 l bottle"),
        ("Cloth 1,5 m", "150 cm"),
        ("Straße", "strasse"),
        ("Smørrebrød", "smorrebrod"),
    ],
)
def test_forms_of_a_word_are_one(text: str, query: str) -> None:
    assert meets(text, query)


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("轻奢纯棉刺绣水洗四件套", "四件套", True),
        ("轻奢纯棉刺绣水洗四件套", "纯棉", True),
        ("轻奢纯棉刺绣水洗四件套", "纯棉四件套", True),
        ("轻奢纯棉刺绣水洗四件套", "刺绣 纯棉", True),
        ("青花瓷盘", "瓷盘", True),
        ("青花瓷盘", "盘", True),
        ("青花瓷盘", "青盘", False),
        ("澳洲纯羊毛盖毯", "羊毛", True),
        ("澳洲纯羊毛盖毯", "羊毛的盖毯", True),
        ("茶叶 1公斤", "1000克", True),
        ("1.5米床品", "150cm", True),
        ("わたしのカップ", "カップ", True),
    ],
)
def test_chinese_words_inside_titles_are_found(text: str, query: str, found: bool) -> None:
    assert meets(text, query, locale="zh-Hans") is found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("WS-1024-BL", True),
        ("ws1024bl", True),
        ("ws-10", True),
        ("WS 1024", True),
        ("1024", True),
        ("102", True),
        ("24-bl", False),
        ("024", False),
        ("ws-1025", False),
    ],
)
def test_parts_of_a_code_find_it(typed: str, found: bool) -> None:
    words = typed.split()
    # A piece without a digit is no code.
    assert meets("WS" if len(words) > 1 else "", typed, code="WS-1024-BL") is found


def test_the_last_digits_of_a_barcode_find_it() -> None:
    assert [meets("", typed, code="4006381333931") for typed in ("3931", "400638", "4006381333931", "1333")] == [
        True,
        True,
        True,
        False,
    ]


def test_only_the_last_word_goes_on_and_only_words_are_corrected() -> None:
    groups = ANALYZER.query("red umbrela 15056")
    assert [(group.word, group.open, group.correctable) for group in groups] == [
        ("red", False, False),
        ("umbrela", False, True),
        ("15056", True, False),
    ]


def test_synonyms_stand_for_words_and_phrases() -> None:
    synonyms = Synonyms({("sofa",): [("couch",)], ("live", "room"): [("loung",)]})
    assert meets("Grey couch", "grey sofas", synonyms=synonyms)
    assert meets("Lounge table", "living room table", synonyms=synonyms)
    assert not meets("Grey sofa", "couch", synonyms=synonyms)
    assert ANALYZER.query("sofa", synonyms)[0] == Group(alternatives=(("sofa",), ("couch",)), word="sofa", open=True)


@pytest.mark.parametrize("query", ["", "   ", "%", "'; --", "\x00", "\ud800", "!!!", "_"])
def test_what_has_no_word_asks_for_nothing(query: str) -> None:
    assert ANALYZER.query(query) == []


def test_a_query_is_bounded() -> None:
    assert len(ANALYZER.query(" ".join(f"word{number}" for number in range(100)))) == 10
    assert all(len(group.alternatives) <= 20 for group in ANALYZER.query("a-b-c-d-e-f-g-1 " * 40))


def test_stop_words_are_asked_for_only_where_there_is_nothing_else() -> None:
    assert [group.word for group in ANALYZER.query("the cup of the king")] == ["cup", "king"]
    assert [group.word for group in ANALYZER.query("the the")] == ["the", "the"]


def test_a_languages_tag_is_cut_to_the_language() -> None:
    assert [language_of(tag) for tag in ("zh-Hans-CN", "EN", "de-AT")] == ["zh", "en", "de"]


@given(st.text(max_size=60))
@example("ı İ ǰ ΐ")
@example("\u1e9e ß ﬁ")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_every_text_that_has_words_finds_itself(text: str) -> None:
    groups = ANALYZER.query(text)
    if groups and len(groups) < 10:
        assert meets(text, text) or any(char.isdigit() for char in text)


@given(st.text(max_size=60))
def test_lexemes_need_no_quoting(text: str) -> None:
    found = [lexeme.text for lexeme in ANALYZER.lexemes(text, joined=True)]
    found += [lexeme for group in ANALYZER.query(text) for phrase in group.alternatives for lexeme in phrase]
    found += code_lexemes(text)
    assert not any(set("'\\«»| &()") & set(lexeme) or not lexeme for lexeme in found)
