"""Texts made searchable: folded, cut into words, reduced to their stems. Pure; whoever keeps an index uses it.

What is indexed and what is asked goes through the same functions, so that both always agree:

- `Analyzer.lexemes` turns a text of a language into what an index keeps of it;
- `Analyzer.query` turns what somebody typed into the groups of lexemes that all have to be met.

A **lexeme** is letters and digits only, perhaps behind one mark (see `CODE`, `MEASURE`), so it never needs quoting.
"""

from fondaco.search.analysis import Analyzer, Lexeme
from fondaco.search.codes import CODE, code_lexemes
from fondaco.search.query import Group, Synonyms
from fondaco.search.stems import language_of
from fondaco.search.texts import fold, words
from fondaco.search.units import MEASURE

__all__ = [
    "CODE",
    "MEASURE",
    "Analyzer",
    "Group",
    "Lexeme",
    "Synonyms",
    "code_lexemes",
    "fold",
    "language_of",
    "words",
]
