"""What documents say, without a database: shares of invoices, patterns of numbers, texts and pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pypdfium2
import pytest
from fondaco.commerce import Address, TaxTreatment
from fondaco_checkout.document_settings import DocumentSettings
from fondaco_checkout.model.document_sheet import Sheet, sheet_of
from fondaco_checkout.model.document_texts import LANGUAGES, language_of, texts_of
from fondaco_checkout.model.documents import (
    DocumentCharge,
    DocumentContent,
    DocumentEntry,
    DocumentKind,
    Seller,
    charges_of,
    credited_entries,
    left_entries,
    negated,
)
from fondaco_checkout.model.refunds import RefundKind, RefundPart
from fondaco_checkout.typesetting import typeset
from hypothesis import given, settings
from hypothesis import strategies as st

RATES = ("0.19", "0.07", "0")


def entry(number: int, net: int, *charges: tuple[str, int], quantity: int = 3, title: str = "Mug") -> DocumentEntry:
    return DocumentEntry(
        line_id=UUID(int=number),
        sku=f"SKU-{number}",
        title=title,
        subtitle="",
        quantity=quantity,
        unit_price=1,
        net=net,
        tax=sum(amount for _, amount in charges),
        charges=tuple(DocumentCharge(name="VAT", rate=Decimal(rate), base=net, amount=tax) for rate, tax in charges),
    )


entries = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**5), st.integers(0, 10**4)), min_size=1, max_size=4
).map(
    lambda rows: tuple(
        entry(number, net, ("0.19", first), ("0.07", second)) for number, (net, first, second) in enumerate(rows, 1)
    )
)


@settings(max_examples=150, deadline=None)
@given(
    invoice=entries, draws=st.lists(st.tuples(st.integers(1, 4), st.integers(0, 100), st.integers(0, 3)), max_size=6)
)
def test_an_invoice_and_all_its_credit_notes_sum_up_to_nothing(
    invoice: tuple[DocumentEntry, ...], draws: list[tuple[int, int, int]]
) -> None:
    notes: list[tuple[DocumentEntry, ...]] = []
    for number, percent, quantity in draws:
        left = left_entries(invoice, notes)
        chosen = left[(number - 1) % len(left)]
        part = RefundPart(
            kind=RefundKind.LINE,
            line_id=chosen.line_id,
            quantity=quantity,
            net=chosen.net * percent // 100,
            tax=chosen.tax * percent // 100,
            currency="EUR",
        )
        taken = credited_entries(left, [part])
        for one in taken:
            assert (one.net, one.tax) == (part.net, part.tax)
            assert sum(charge.amount for charge in one.charges) == one.tax
            assert all(charge.amount >= 0 and charge.base >= 0 for charge in one.charges)
        notes.append(negated(taken))
        for one in left_entries(invoice, notes):
            assert min(one.net, one.tax, one.quantity, *(charge.amount for charge in one.charges)) >= 0
    notes.append(negated(credited_entries(left_entries(invoice, notes), None)))
    for one in left_entries(invoice, notes):
        assert (one.net, one.tax) == (0, 0)
        assert {charge.amount for charge in one.charges} == {0}
    billed, credited = charges_of(invoice), charges_of([one for note in notes for one in note])
    assert {charge.rate: charge.amount for charge in billed if charge.amount} == {
        charge.rate: -charge.amount for charge in credited if charge.amount
    }


def test_a_surplus_was_never_billed() -> None:
    part = RefundPart(kind=RefundKind.SURPLUS, line_id=None, quantity=0, net=500, tax=0, currency="EUR")
    assert credited_entries([entry(1, 1000, ("0.19", 190))], [part]) == ()


@pytest.mark.parametrize(
    ("pattern", "called"),
    [
        ("{year}-{number:05}", "2026-00042"),
        ("RE{series}/{number}/{year}", "REUS/42/2026"),
        ("{number:010}", "0000000042"),
    ],
)
def test_patterns_of_numbers(pattern: str, called: str) -> None:
    made = DocumentSettings(invoice_pattern=pattern)
    assert made.number_of(DocumentKind.INVOICE, series="US", year=2026, number=42) == called
    assert made.counts_by_year(DocumentKind.INVOICE) == ("year" in pattern)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"invoice_pattern": "INV-{year}"}, "has to contain {number} once"),
        ({"invoice_pattern": "{number}{number}"}, "has to contain {number} once"),
        ({"invoice_pattern": "{number.__class__}"}, "no {number.__class__}"),
        ({"invoice_pattern": "{number!r}"}, "only the number has a width"),
        ({"invoice_pattern": "{number:9999999}"}, "only the number has a width"),
        ({"invoice_pattern": "{number:{year}}"}, "only the number has a width"),
        ({"invoice_pattern": "{number"}, "expected '}'"),
        ({"invoice_pattern": "x" * 60 + "{number}"}, "at most 60"),
        ({"invoice_pattern": "{number}", "credit_note_pattern": "{number}"}, "another one than invoice_pattern"),
        ({"series": {"us": "US"}}, "so it has to contain {series}"),
        (
            {
                "series": {"us": "U S"},
                "invoice_pattern": "{series}{number}",
                "credit_note_pattern": "C{series}{number}",
            },
            "letters",
        ),
        ({"seller": {"country": "XX"}}, "no ISO 3166"),
        ({"time_zone": "Mars/Olympus"}, "no time zone"),
        ({"time_zone": "../etc/passwd"}, "no time zone"),
    ],
)
def test_settings_that_cannot_be(data: dict[str, Any], message: str) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert(data, DocumentSettings)
    assert message in str(caught.value)


def test_every_language_has_every_text() -> None:
    english = texts_of("en")
    for language in LANGUAGES:
        assert texts_of(language).keys() == english.keys()
        for key, text in texts_of(language).items():
            assert text.count("{") == english[key].count("{"), key
    assert [language_of(tag) for tag in ("de-AT", "zh-CN", "zh-Hant", "fr", "EN_us")] == [
        "de",
        "zh-Hans",
        "zh-Hans",
        "en",
        "en",
    ]


GERMANY = Address(country="DE", name="Ada Lovelace", line1="Unter den Linden 1", city="Berlin", postal_code="10117")
VIENNA = Address(country="AT", name="Ada Lovelace", line1="Ring 1", city="Wien", postal_code="1010")
ZURICH = Address(country="CH", name="Ada Lovelace", line1="Gasse 1", city="Zürich", postal_code="8001")
BEIJING = Address(
    country="CN",
    name="欧阳骨直",
    line1="建国路93号",
    city="北京市",
    district="朝阳区",
    region="北京市",
    postal_code="100022",
)


def sheet(
    *rows: DocumentEntry,
    locale: str = "en",
    currency: str = "EUR",
    kind: DocumentKind = DocumentKind.INVOICE,
    home: str = "DE",
    **data: Any,
) -> Sheet:
    rows = rows or (entry(1, 1050, ("0.19", 200)),)
    content: dict[str, Any] = {
        "seller": Seller(company="Fondaco Handels GmbH", address=("Hamburg",), country=home, vat_id="DE136695976"),
        "order_number": "1042",
        "ordered_on": date(2026, 11, 20),
        "issued_on": date(2026, 11, 28),
        "supplied_on": date(2026, 11, 27),
        "buyer": GERMANY,
        "shipping": None,
        "email": "ada@example.com",
        "tax_number": "",
        "treatment": TaxTreatment.STANDARD,
        "exemption": "",
        "prices_include_tax": True,
        "entries": rows,
        "taxes": charges_of(rows),
        **data,
    }
    return sheet_of(kind, "INV-2026-00042", DocumentContent(**content), locale=locale, currency=currency)


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        ({}, ()),
        ({"treatment": TaxTreatment.REVERSE_CHARGE, "shipping": VIENNA, "tax_number": "ATU13585627"}, ("Article 138",)),
        ({"treatment": TaxTreatment.REVERSE_CHARGE, "buyer": VIENNA, "tax_number": "ATU13585627"}, ("Article 196",)),
        ({"treatment": TaxTreatment.REVERSE_CHARGE, "buyer": ZURICH}, ("the recipient owes the tax.",)),
        ({"treatment": TaxTreatment.EXEMPT, "exemption": "NY-17"}, ("certificate NY-17",)),
        ({"treatment": TaxTreatment.EXEMPT}, ("Exempt from tax.",)),
        ({"shipping": ZURICH, "entries": (entry(1, 1050, ("0", 0)),)}, ("Article 146",)),
        ({"home": "CN", "buyer": BEIJING}, ("not a fapiao",)),
    ],
)  # fmt: skip
def test_what_the_law_wants_to_be_said(data: dict[str, Any], notes: tuple[str, ...]) -> None:
    said = sheet(**data).notes
    assert len(said) == len(notes)
    for text, expected in zip(said, notes, strict=True):
        assert expected in text


@pytest.mark.parametrize(
    ("currency", "locale", "amount"),
    [
        ("JPY", "en", "¥1,250"),
        ("KWD", "en", "KWD\u00a01.250"),
        ("EUR", "de", "12,50\u00a0€"),
        ("CNY", "zh-Hans", "¥12.50"),
    ],
)
def test_amounts_have_the_digits_of_their_currency(currency: str, locale: str, amount: str) -> None:
    assert sheet(currency=currency, locale=locale).rows[0].amount == amount


def pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range().replace("\r", "") for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_document_says_it_all_in_every_language(locale: str) -> None:
    made = sheet(locale=locale, buyer=BEIJING, tax_number="X1", note="谢谢")
    [page] = pages(typeset(made))
    flat = "".join(page.split())
    texts = (
        made.title,
        made.number,
        "欧阳骨直",
        "建国路93号",
        "谢谢",
        "DE136695976",
        *(label for label, _ in made.facts),
    )
    for text in texts:
        assert "".join(text.split()) in flat, text


def test_many_lines_go_over_several_pages_with_heads_and_page_numbers() -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenhalterung " * 3
    rows = [
        entry(number, 1050, ("0.19", 200), title=long if number % 9 == 0 else "蓝色杯子") for number in range(1, 91)
    ]
    found = pages(typeset(sheet(*rows)))
    assert len(found) > 2
    for number, page in enumerate(found, 1):
        assert f"Page {number} of {len(found)}" in page
    for page in found[:-1]:
        assert "Description" in page
    whole = "\n".join(found)
    assert all(f"SKU-{number}\n" in whole for number in range(1, 90))


def test_what_buyers_write_is_never_read_as_markup() -> None:
    hostile = '#read("/etc/passwd") $x$ *bold* </style> \\ `code` @ref <label>'
    [page] = pages(typeset(sheet(entry(1, 1050, ("0.19", 200), title=hostile))))
    assert hostile.replace(" ", "") in "".join(page.split())


def test_a_character_that_no_font_has_leaves_a_box_and_no_error() -> None:
    assert typeset(sheet(entry(1, 1050, ("0.19", 200), title="ภาษาไทย 🦜"))).startswith(b"%PDF-")
    assert b"pdfaid" in typeset(sheet()), "PDF/A where all of it can be shown"
