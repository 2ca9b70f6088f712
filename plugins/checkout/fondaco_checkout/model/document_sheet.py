"""What is printed on a document: every text of it, ready, so that it looks the same whenever it is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import babel
import msgspec
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from fondaco.commerce import Address, Money, TaxTreatment

from fondaco_checkout.model.address_forms import label_lines
from fondaco_checkout.model.document_texts import language_of, texts_of
from fondaco_checkout.model.documents import DocumentContent, DocumentEntry, DocumentKind, Seller
from fondaco_checkout.model.tax_numbers import EU_COUNTRIES

__all__ = ["LAYOUT", "Sheet", "SheetRow", "sheet_of"]

_CODE_AT_DIGIT = re.compile("(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
"""Where CLDR wants a space that Babel does not write: KWD 1.250."""

LAYOUT = 1
"""Of documents that are issued now; older ones are printed by the layout that they were issued with."""


class SheetRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table; all of it as it is printed."""

    position: str
    title: str
    details: tuple[str, ...]
    quantity: str
    unit: str
    tax: str
    amount: str


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """All texts of a document.

    Attributes:
        layout: By which it is printed.
        language: ISO 639 code, and ``region`` of ISO 3166: which shapes of Chinese characters are meant.
        issued_on: ISO 8601; the PDF bears it too.
        facts: Labels and values above the table.
        columns: Its six heads.
        sums: Labels and values below it; the last one is what counts.
        footer: Up to three columns.
        page: With ``{page}`` and ``{pages}``.
    """

    layout: int
    language: str
    region: str
    title: str
    number: str
    issued_on: str
    company: str
    seller: tuple[str, ...]
    buyer_label: str
    buyer: tuple[str, ...]
    shipping_label: str
    shipping: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    sums: tuple[tuple[str, str, bool], ...]
    notes: tuple[str, ...]
    footer: tuple[tuple[str, ...], ...]
    page: str


def sheet_of(kind: DocumentKind, number: str, content: DocumentContent, *, locale: str, currency: str) -> Sheet:
    """Returns what is printed on a document.

    Args:
        locale: BCP 47: of the language that it is issued in.
    """
    language = language_of(locale)
    return _Writer(kind, number, content, language, currency).sheet()


class _Writer:
    def __init__(self, kind: DocumentKind, number: str, content: DocumentContent, language: str, currency: str) -> None:
        self.kind, self.number, self.content, self.currency = kind, number, content, currency
        self.texts, self.language = texts_of(language), language
        self.locale = babel.Locale.parse(language, sep="-")

    def money(self, amount: int) -> str:
        text = str(format_currency(Money(amount, self.currency).decimal, self.currency, locale=self.locale))
        return _CODE_AT_DIGIT.sub("\u00a0", text)

    def day(self, day: date) -> str:
        return str(format_date(day, "long", locale=self.locale))

    def percent(self, rate: Decimal) -> str:
        return str(format_percent(rate, "#,##0.###%" if self.language != "de" else "#,##0.### %", locale=self.locale))

    def sheet(self) -> Sheet:
        content, texts, kind = self.content, self.texts, self.kind
        priced = "gross" if content.prices_include_tax else "net"
        return Sheet(
            layout=LAYOUT,
            language=self.locale.language,
            region="CN" if self.locale.language == "zh" else "",
            title=texts[f"title_{kind}"],
            number=self.number,
            issued_on=content.issued_on.isoformat(),
            company=content.seller.company,
            seller=content.seller.address,
            buyer_label=texts["buyer"],
            buyer=(content.email,) if content.buyer is None else _address(content.buyer, content.seller.country),
            shipping_label=texts["shipping"],
            shipping=(
                ()
                if content.shipping is None or content.shipping == content.buyer
                else _address(content.shipping, content.seller.country)
            ),
            facts=tuple(self.facts()),
            columns=(
                texts["position"],
                texts["description"],
                texts["quantity"],
                texts[f"unit_{priced}"],
                texts["tax"],
                texts[f"amount_{priced}"],
            ),
            rows=tuple(self.row(index, entry) for index, entry in enumerate(content.entries, 1)),
            sums=tuple(self.sums()),
            notes=(*self.legal_notes(), *((content.note,) if content.note else ())),
            footer=_footer(content.seller, texts),
            page=texts["page"],
        )

    def facts(self) -> Sequence[tuple[str, str]]:
        content, texts = self.content, self.texts
        facts = [
            (texts[f"number_{self.kind}"], self.number),
            (texts["issued_on"], self.day(content.issued_on)),
            (texts["supplied_on"], self.day(content.supplied_on)),
        ]
        if content.reference is not None:
            number, day = content.reference
            facts.insert(1, (texts["reference"], texts["reference_value"].format(number=number, date=self.day(day))))
        facts += [(texts["order"], content.order_number), (texts["ordered_on"], self.day(content.ordered_on))]
        if content.tax_number:
            facts.append((texts["buyer_tax_number"], content.tax_number))
        return facts

    def row(self, position: int, entry: DocumentEntry) -> SheetRow:
        title = entry.title if entry.line_id is not None else self.texts["delivery"].format(name=entry.title)
        details = [entry.subtitle] if entry.subtitle else []
        if entry.sku:
            details.append(self.texts["sku"].format(sku=entry.sku))
        rates = [self.percent(charge.rate) for charge in entry.charges] or [self.percent(Decimal(0))]
        return SheetRow(
            position=str(position),
            title=title,
            details=tuple(details),
            quantity=str(format_decimal(entry.quantity, locale=self.locale)) if entry.quantity else "",
            unit="" if entry.unit_price is None else self.money(entry.unit_price),
            tax=" + ".join(rates),
            amount=self.money(entry.gross if self.content.prices_include_tax else entry.net),
        )

    def sums(self) -> Sequence[tuple[str, str, bool]]:
        content, texts = self.content, self.texts
        net = sum(entry.net for entry in content.entries)
        gross = sum(entry.gross for entry in content.entries)
        sums = [(texts["net"], self.money(net), False)]
        for charge in content.taxes:
            name = charge.name or texts["tax_unnamed"]
            label = texts["tax_line"].format(name=name, rate=self.percent(charge.rate), base=self.money(charge.base))
            sums.append((label, self.money(charge.amount), False))
        sums.append((texts[f"total_{self.kind}"], self.money(gross), True))
        if self.kind is DocumentKind.INVOICE:
            sums.append((texts["paid"], self.money(content.paid), False))
            if content.reserved:
                sums.append((texts["reserved"], self.money(content.reserved), False))
            sums.append((texts["due"], self.money(content.due), bool(content.due)))
        return sums

    def legal_notes(self) -> Sequence[str]:
        """What the law wants to be said where no tax is charged: see Article 226 (11) of Directive 2006/112/EC."""
        content, texts = self.content, self.texts
        home = content.seller.country
        place = content.shipping or content.buyer
        there = "" if place is None else place.country
        notes = []
        if content.treatment is TaxTreatment.REVERSE_CHARGE:
            inside = home in EU_COUNTRIES and there in EU_COUNTRIES
            if inside and content.shipping is not None:
                notes.append(texts["note_intra_community"])
            else:
                notes.append(texts["note_reverse_charge_eu" if inside else "note_reverse_charge"])
        elif content.treatment is TaxTreatment.EXEMPT:
            key = "note_exempt_certificate" if content.exemption else "note_exempt"
            notes.append(texts[key].format(certificate=content.exemption))
        elif home in EU_COUNTRIES and there and there not in EU_COUNTRIES and not any(e.tax for e in content.entries):
            notes.append(texts["note_export"])
        if home == "CN":
            notes.append(texts["note_not_fapiao"])
        return notes


def _address(address: Address, home: str) -> tuple[str, ...]:
    lines = label_lines(address, latin=False)
    named = lines and lines[-1] not in {address.name, address.company, address.line1, address.line2, address.city}
    return lines[:-1] if named and address.country == home else lines  # its own post does not want the country


def _footer(seller: Seller, words: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    known = [
        (words["vat_id"], seller.vat_id),
        (words["tax_number"], seller.tax_number),
        (words["register"], seller.register),
        (words["directors"], seller.directors),
    ]
    columns = (
        (seller.company, *seller.address, *(text for text in (seller.phone, seller.email, seller.website) if text)),
        tuple(f"{label}: {value}" for label, value in known if value),
        ((words["bank"], *seller.bank) if seller.bank else ()) + seller.footer,
    )
    return tuple(column for column in columns if column)
