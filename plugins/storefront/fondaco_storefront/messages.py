"""A theme's texts: one catalogue a language, with plural forms after CLDR."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import babel
from babel.numbers import format_decimal

from fondaco_storefront.errors import ThemeError
from fondaco_storefront.files import read_text

__all__ = ["Catalogue", "babel_locale", "read_catalogues"]

_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

Message = str | dict[str, str]


def babel_locale(tag: str) -> babel.Locale:
    """Returns Babel's locale for a BCP 47 tag.

    Raises:
        ValueError: If CLDR does not know it.
    """
    try:
        return babel.Locale.parse(tag, sep="-")
    except babel.UnknownLocaleError as error:
        raise ValueError(f"{tag!r} is not a locale that CLDR knows") from error


class Catalogue:
    """The texts of one language.

    Args:
        tag: BCP 47.
        messages: By dotted key: a text, or texts by CLDR plural category.
        fallback: Asked for keys that this one lacks.
    """

    def __init__(self, tag: str, messages: Mapping[str, Message], fallback: Catalogue | None = None) -> None:
        self.tag = tag
        self.locale = babel_locale(tag)
        self._messages = dict(messages)
        self._fallback = fallback

    @property
    def keys(self) -> frozenset[str]:
        """The keys that it has itself."""
        return frozenset(self._messages)

    def find(self, key: str, **values: Any) -> str | None:
        """Returns the text of a key with its ``{placeholders}`` filled in, or None if there is no such key.

        Args:
            values: Numbers are written as the language writes them; ``n`` chooses the plural form.
        """
        message = self._messages.get(key)
        if message is None:
            return self._fallback.find(key, **values) if self._fallback is not None else None
        if isinstance(message, dict):
            category = self.locale.plural_form(values.get("n", 0))
            message = message.get(category, message["other"])
        return _PLACEHOLDER.sub(lambda found: self._shown(values.get(found[1], found[0])), message)

    def text(self, key: str, **values: Any) -> str:
        """Returns the text of a key.

        Raises:
            KeyError: If no language has it.
        """
        found = self.find(key, **values)
        if found is None:
            raise KeyError(key)
        return found

    def _shown(self, value: Any) -> str:
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return str(format_decimal(value, locale=self.locale))
        return str(value)


def read_catalogues(folder: Path, tags: Sequence[str]) -> dict[str, Catalogue]:
    """Reads ``locales/<tag>.toml`` of a theme; the first fills in what the others lack.

    Raises:
        ThemeError: If a file is missing or broken, or a language has a key that the first one lacks.
    """
    theme = folder.name
    found: dict[str, Catalogue] = {}
    first: Catalogue | None = None
    for tag in tags:
        file = f"locales/{tag}.toml"
        try:
            data = tomllib.loads(read_text(folder, file))
            catalogue = Catalogue(tag, dict(_flatten(data, "")), first)
        except ValueError as error:
            raise ThemeError.at(theme, file, None, str(error)) from error
        if first is not None and (strange := sorted(catalogue.keys - first.keys)):
            raise ThemeError.at(theme, file, None, f"{strange[0]!r} is not in locales/{tags[0]}.toml")
        first = first or catalogue
        found[tag] = catalogue
    return found


def _flatten(table: Mapping[str, Any], prefix: str) -> list[tuple[str, Message]]:
    found: list[tuple[str, Message]] = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, str):
            found.append((key, value))
        elif isinstance(value, dict) and value and value.keys() <= _PLURALS:
            if "other" not in value or not all(isinstance(text, str) for text in value.values()):
                raise ValueError(f"{key}: plural forms are texts, and 'other' is one of them")
            found.append((key, value))
        elif isinstance(value, dict):
            found.extend(_flatten(value, f"{key}."))
        else:
            raise ValueError(f"{key}: expected a text, or texts by plural category")
    return found
