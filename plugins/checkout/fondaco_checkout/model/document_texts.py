"""The words of documents, in the languages they are issued in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["LANGUAGES", "language_of", "texts_of"]

LANGUAGES = ("en", "de", "zh-Hans")


def language_of(locale: str) -> str:
    """Returns the language in which a document is issued to somebody who shopped in a locale; English where none fits.

    Args:
        locale: BCP 47: ``de-AT`` is written to in ``de``, and every Chinese in ``zh-Hans``.
    """
    language = locale.replace("_", "-").partition("-")[0].lower()
    return next((known for known in LANGUAGES if known.partition("-")[0] == language), LANGUAGES[0])


@cache
def texts_of(language: str) -> Mapping[str, str]:
    """Returns the texts of one of `LANGUAGES` by key."""
    return tomllib.loads((files("fondaco_checkout") / "typesetting" / f"{language}.toml").read_text("utf-8"))
