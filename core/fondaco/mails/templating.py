"""Templates of mails: HTML out of data in a language, its styles put inside, and plain text of the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import babel
import css_inline
import minijinja
from babel.dates import format_date
from babel.numbers import format_currency, format_percent
from inscriptis import get_text
from inscriptis.model.config import ParserConfig

from fondaco.commerce.money import Money
from fondaco.errors import PluginError
from fondaco.mails.kinds import MailKind, RenderedMail
from fondaco.requests import negotiate_locale

__all__ = ["Templates"]

_FUEL = 2_000_000
"""Instructions that one rendering may run: a template of the shop's own cannot hang the worker."""
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_CODE_AT_DIGIT = re.compile("(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
_LAYOUT = "layout.html"
_CORE = "fondaco.mails"


class Templates:
    """The templates and texts of all kinds of mails, read once.

    Args:
        kinds: Plugin names with what their `register_mails` returned.
        folder: Of the shop's own: ``layout.html``, ``<plugin>/<name>.html`` and ``<plugin>/locales/<language>.toml``
            in it replace what plugins bring; texts of the layout are in ``locales/<language>.toml``. None for none.

    Raises:
        PluginError: Naming the plugin: a kind without a template or without texts in English.
    """

    def __init__(self, kinds: Sequence[tuple[str, Sequence[MailKind]]], folder: Path | None) -> None:
        self.kinds: dict[str, MailKind] = {}
        self._sources: dict[str, str] = {}
        self._texts: dict[str, dict[str, dict[str, str]]] = {}
        self._folder = folder
        core = files("fondaco.mails") / "templates"
        self._sources[_LAYOUT] = self._own(_LAYOUT) or (core / _LAYOUT).read_text("utf-8")
        self._texts[_CORE] = self._read_texts(core / "locales", "locales")
        for plugin, of_plugin in kinds:
            for kind in of_plugin:
                self._add(plugin, kind)
        self._environment = minijinja.Environment(
            loader=self._sources.get,
            debug=False,
            fuel=_FUEL,
            undefined_behavior="strict",
            auto_escape_callback=lambda _: True,
            trim_blocks=True,
            lstrip_blocks=True,
            pycompat=False,
        )
        self._environment.remove_filter("safe")
        self._inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)

    def _own(self, name: str) -> str | None:
        path = None if self._folder is None else self._folder / name
        return path.read_text("utf-8") if path is not None and path.is_file() else None

    def _read_texts(self, shipped: Any, own: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        folders = [shipped] + ([] if self._folder is None else [self._folder / own])
        for folder in folders:
            for path in sorted(folder.iterdir(), key=lambda one: one.name) if folder.is_dir() else ():
                if path.name.endswith(".toml"):
                    texts = _flat(tomllib.loads(path.read_text("utf-8")))
                    found.setdefault(path.name.removesuffix(".toml"), {}).update(texts)
        return found

    def _add(self, plugin: str, kind: MailKind) -> None:
        full = f"{plugin}.{kind.name}"
        folder = files(kind.package) / "mails"
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name.endswith(".html"):
                name = f"{plugin}/{path.name}"
                self._sources[name] = self._own(name) or path.read_text("utf-8")
        if f"{plugin}/{kind.name}.html" not in self._sources:
            raise PluginError(f"Plugin {plugin!r} registers the mail {full} and has no template {kind.name}.html.")
        if full in self.kinds:
            raise PluginError(f"Plugin {plugin!r} registers two mails called {full}.")
        if plugin not in self._texts:
            self._texts[plugin] = self._read_texts(folder / "locales", f"{plugin}/locales")
        if f"{kind.name}.subject" not in self._texts[plugin].get("en", {}):
            raise PluginError(f"Plugin {plugin!r}: the mail {full} has no text {kind.name}.subject in English.")
        self.kinds[full] = kind

    def languages(self, kind: str) -> Sequence[str]:
        """Returns the languages that a kind is written in, English first."""
        texts = self._texts[kind.partition(".")[0]]
        return sorted(texts, key=lambda tag: (tag != "en", tag))

    def render(self, kind: str, locale: str, data: Mapping[str, Any], *, shop_name: str) -> RenderedMail:
        """Renders a mail in the language that fits a locale best, English where none does; missing texts are English.

        Raises:
            LookupError: If there is no such kind.
            minijinja.TemplateError: If the template fails on the data; the message has name and line.
        """
        plugin, _, name = kind.partition(".")
        if kind not in self.kinds:
            raise LookupError(f"no mail is called {kind!r}; mails: {', '.join(sorted(self.kinds))}")
        language = negotiate_locale(locale, self.languages(kind))
        words = _Words(
            language,
            [self._texts[room].get(tag, {}) for tag in dict.fromkeys((language, "en")) for room in (plugin, _CORE)],
        )
        subject = _one_line(words.text(f"{name}.subject", **data))
        html = self._environment.render_template(
            f"{plugin}/{name}.html",
            **data,
            t=words.text,
            money=words.money,
            day=words.day,
            percent=words.percent,
            locale=language,
            subject=subject,
            shop_name=shop_name,
        )
        text = get_text(html, ParserConfig(display_links=True))
        lines = [line.rstrip() for line in text.strip().splitlines()]
        kept = [line for index, line in enumerate(lines) if line or (index and lines[index - 1])]
        return RenderedMail(subject=subject, html=self._inliner.inline(html), text="\n".join(kept) + "\n")


class _Words:
    def __init__(self, language: str, texts: Sequence[Mapping[str, str]]) -> None:
        self._locale = babel.Locale.parse(language, sep="-")
        self._texts = texts

    def text(self, key: str, /, **values: Any) -> str:
        for texts in self._texts:
            if key in texts:
                return _PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), texts[key])
        raise LookupError(f"no text is called {key!r}")

    def money(self, value: Mapping[str, Any]) -> str:
        amount = Money(value["amount"], value["currency"])
        shown = str(format_currency(amount.decimal, amount.currency, locale=self._locale))
        return _CODE_AT_DIGIT.sub("\u00a0", shown)

    def percent(self, value: str) -> str:
        return str(format_percent(Decimal(value), "#,##0.###%", locale=self._locale))

    def day(self, value: str) -> str:
        moment: date = datetime.fromisoformat(value).date() if "T" in value else date.fromisoformat(value)
        return str(format_date(moment, "long", locale=self._locale))


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            found.update(_flat(value, f"{prefix}{name}."))
        else:
            found[f"{prefix}{name}"] = str(value)
    return found


def _one_line(text: str) -> str:
    """Returns a text without line breaks and control characters, for a header."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
