"""Invoices and credit notes: what they say, in figures, and how a credit note is a share of its invoice.

An invoice bills what the order costs. A credit note takes back a part of one invoice. What is left of an invoice is
what it bills plus what its credit notes say (their amounts are negative), for each line and for each tax. So whatever
was credited in whatever parts, the note that takes back the rest takes exactly the rest: an invoice and all its notes
sum up to nothing, line by line and rate by rate, to the cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec
from fondaco.commerce import Address, Money, TaxCharge, TaxedMoney, TaxTreatment
from fondaco.ids import encode_global_id

from fondaco_checkout.model.order import Order, OrderLine
from fondaco_checkout.model.refunds import RefundKind, RefundPart
from fondaco_checkout.model.totals import TaxLine

__all__ = [
    "Document",
    "DocumentCharge",
    "DocumentContent",
    "DocumentEntry",
    "DocumentKind",
    "Seller",
    "billed_entries",
    "charges_of",
    "credited_entries",
    "left_entries",
    "negated",
]


class DocumentKind(StrEnum):
    """What a document is."""

    INVOICE = "invoice"
    """It bills an order."""
    CREDIT_NOTE = "credit_note"
    """It takes back an invoice, or a part of it."""


class Seller(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who sells, as the law wants it on invoices; printed as it is given.

    Attributes:
        company: Full name of the business; without it nothing is issued.
        address: Lines of its address, the country last.
        country: ISO 3166-1 alpha-2, which decides what has to be said of sales to other countries.
        vat_id: Its VAT identification number, or the tax number of its country.
        tax_number: A second number, where a country wants one.
        register: Where it is registered and under which number.
        directors: Who represents it.
        email: How to reach it; like the telephone and the website.
        bank: Lines of its bank account.
        footer: Lines that are printed below, such as terms.
    """

    company: str = ""
    address: tuple[str, ...] = ()
    country: str = ""
    vat_id: str = ""
    tax_number: str = ""
    register: str = ""
    directors: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    bank: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()


class DocumentCharge(msgspec.Struct, frozen=True, kw_only=True):
    """What one tax takes; amounts in minor units, negative on a credit note.

    Attributes:
        name: What the document prints.
        rate: A fraction of one.
        base: What it is owed on.
        amount: What it takes.
    """

    name: str
    rate: Decimal
    base: int
    amount: int


class DocumentEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a document: a line of the order, or its delivery; amounts in minor units, negative on a credit note.

    Attributes:
        line_id: Of the order's line; None for the delivery.
        quantity: Pieces, never negative; 0 where money alone is credited, and for the delivery.
        unit_price: For one piece, gross or net as the document's prices are; None on credit notes and for the delivery.
        charges: Its taxes, which add up to its tax.
    """

    line_id: UUID | None
    sku: str
    title: str
    subtitle: str
    quantity: int
    unit_price: int | None
    net: int
    tax: int
    charges: tuple[DocumentCharge, ...]

    @property
    def gross(self) -> int:
        """With its tax."""
        return self.net + self.tax


class DocumentContent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that a document says, in figures; frozen when it is issued.

    Attributes:
        supplied_on: Date of supply.
        treatment: Whether the buyer owes the taxes.
        paid: What had been paid when it was issued, in minor units, less what went back.
        reserved: What was certain to be charged without the buyer doing anything.
        due: What was still to be paid then.
        reference: Number of the invoice that a credit note takes back from, and when that was issued.
        note: What staff had printed on it.
    """

    seller: Seller
    order_number: str
    ordered_on: date
    issued_on: date
    supplied_on: date
    buyer: Address | None
    shipping: Address | None
    email: str
    tax_number: str
    treatment: TaxTreatment
    exemption: str
    prices_include_tax: bool
    entries: tuple[DocumentEntry, ...]
    taxes: tuple[DocumentCharge, ...]
    paid: int = 0
    reserved: int = 0
    due: int = 0
    reference: tuple[str, date] | None = None
    note: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """An issued document. Nothing of it is ever changed.

    Attributes:
        sequence: Its number in its series and year, from 1, without gaps.
        number: As it is printed.
        invoice_id: Of a credit note: what it takes back from.
        refund_id: Of a credit note: the refund that it documents; None if none does.
        final: Whether it is a credit note that takes back all that was left of its invoice.
        file_id: Its PDF; None until that is made.
    """

    id: UUID
    kind: DocumentKind
    sequence: int
    number: str
    order_id: UUID
    invoice_id: UUID | None
    refund_id: UUID | None
    final: bool
    channel: str
    locale: str
    currency: str
    net: int
    tax: int
    issued_at: datetime
    actor: str
    file_id: UUID | None
    content: DocumentContent

    @property
    def global_id(self) -> str:
        """The document's id at the API."""
        return encode_global_id("OrderDocument", self.id)

    @property
    def gross(self) -> int:
        """With tax, in minor units; negative on a credit note."""
        return self.net + self.tax

    @property
    def total(self) -> TaxedMoney:
        """What it comes to; negative on a credit note."""
        return TaxedMoney(Money(self.net, self.currency), Money(self.tax, self.currency))

    @property
    def issued_on(self) -> date:
        """The date that it bears."""
        return self.content.issued_on

    @property
    def supplied_on(self) -> date:
        """The date of supply that it names."""
        return self.content.supplied_on


_Key = tuple[str, Decimal]


def _charged(net: int, charges: Sequence[TaxCharge]) -> tuple[DocumentCharge, ...]:
    """Returns what each tax takes of a line: those of one name and rate as one."""
    sums: dict[_Key, tuple[int, int]] = {}
    with_taxes = net
    for charge in charges:
        base = with_taxes if charge.compound else net
        with_taxes += charge.amount.amount
        if charge.name or charge.rate:
            before = sums.get((charge.name, charge.rate), (0, 0))
            sums[charge.name, charge.rate] = before[0] + base, before[1] + charge.amount.amount
    return _charges(sums)


def _charges(sums: dict[_Key, tuple[int, int]]) -> tuple[DocumentCharge, ...]:
    return tuple(
        DocumentCharge(name=name, rate=rate, base=base, amount=amount) for (name, rate), (base, amount) in sums.items()
    )


def charges_of(entries: Iterable[DocumentEntry]) -> tuple[DocumentCharge, ...]:
    """Returns what each tax takes of all entries, the highest rate first."""
    sums: dict[_Key, tuple[int, int]] = {}
    for entry in entries:
        for charge in entry.charges:
            before = sums.get((charge.name, charge.rate), (0, 0))
            sums[charge.name, charge.rate] = before[0] + charge.base, before[1] + charge.amount
    return _charges(dict(sorted(sums.items(), key=lambda found: (-found[0][1], found[0][0]))))


def billed_entries(order: Order, lines: Sequence[OrderLine], taxes: Sequence[TaxLine]) -> tuple[DocumentEntry, ...]:
    """Returns the rows of the invoice of an order: its lines, and its delivery if there is one.

    Args:
        taxes: The tax lines of the order. What its lines are taxed on is taken off them, so that the delivery's share
            of each base is what is left, however many goods it is taxed like.
    """
    entries = [
        DocumentEntry(
            line_id=line.id,
            sku=line.sku,
            title=line.title,
            subtitle=line.subtitle,
            quantity=line.quantity,
            unit_price=line.unit_price.amount,
            net=line.total.net.amount,
            tax=line.total.tax.amount,
            charges=_charged(
                line.total.net.amount,
                line.taxes or (TaxCharge(name=line.rate.name, rate=line.rate.rate, amount=line.total.tax),),
            ),
        )
        for line in lines
    ]
    if order.delivery is not None:
        price, delivery = order.delivery.price, order.delivery
        bases = {(tax.name, tax.rate): tax.base.amount for tax in taxes}
        for charge in charges_of(entries):
            bases[charge.name, charge.rate] = bases.get((charge.name, charge.rate), 0) - charge.base
        entries.append(
            DocumentEntry(
                line_id=None,
                sku="",
                title=delivery.name,
                subtitle="",
                quantity=0,
                unit_price=None,
                net=price.net.amount,
                tax=price.tax.amount,
                charges=tuple(
                    msgspec.structs.replace(charge, base=bases.get((charge.name, charge.rate), charge.base))
                    for charge in _charged(price.net.amount, delivery.taxes)
                ),
            )
        )
    return tuple(entries)


def left_entries(
    invoice: Sequence[DocumentEntry], notes: Iterable[Sequence[DocumentEntry]]
) -> tuple[DocumentEntry, ...]:
    """Returns what is left of an invoice's entries after its credit notes, those of which nothing is left included."""
    left = {entry.line_id: entry for entry in invoice}
    for entries in notes:
        for taken in entries:
            before = left[taken.line_id]
            of_note = {(charge.name, charge.rate): charge for charge in taken.charges}
            left[taken.line_id] = msgspec.structs.replace(
                before,
                quantity=before.quantity - taken.quantity,
                net=before.net + taken.net,
                tax=before.tax + taken.tax,
                charges=tuple(
                    charge
                    if (found := of_note.get((charge.name, charge.rate))) is None
                    else msgspec.structs.replace(
                        charge, base=charge.base + found.base, amount=charge.amount + found.amount
                    )
                    for charge in before.charges
                ),
            )
    return tuple(left.values())


def _share(left: DocumentEntry, part: RefundPart) -> DocumentEntry:
    """Returns the part of an entry that a refund gives back; all of the entry if it gives back so much."""
    net, tax, quantity = min(part.net, left.net), min(part.tax, left.tax), min(part.quantity, left.quantity)
    amounts = [charge.amount for charge in left.charges]
    takes = [Money(0, part.currency)] * len(amounts)
    if tax:
        takes = Money(tax, part.currency).allocate(amounts)
    charges = []
    for charge, taken in zip(left.charges, takes, strict=True):
        base = (
            charge.base
            if net == left.net
            else Money(charge.base, part.currency).allocate([net, left.net - net])[0].amount
        )
        charges.append(msgspec.structs.replace(charge, base=base, amount=taken.amount))
    return msgspec.structs.replace(left, quantity=quantity, unit_price=None, net=net, tax=tax, charges=tuple(charges))


def credited_entries(left: Sequence[DocumentEntry], parts: Sequence[RefundPart] | None) -> tuple[DocumentEntry, ...]:
    """Returns what a credit note says of what is left of its invoice; amounts positive.

    Never more than is left. A surplus was never billed, so nothing is said of it.

    Args:
        parts: What a refund gives back; None for all that is left.
    """
    if parts is None:
        chosen = [msgspec.structs.replace(entry, unit_price=None) for entry in left]
    else:
        by_line = {entry.line_id: entry for entry in left}
        chosen = [
            _share(by_line[part.line_id], part)
            for part in parts
            if part.kind is not RefundKind.SURPLUS and part.line_id in by_line
        ]
    return tuple(entry for entry in chosen if entry.net or entry.tax)


def negated(entries: Sequence[DocumentEntry]) -> tuple[DocumentEntry, ...]:
    """Returns entries as a credit note bears them: their amounts negative, their quantities not."""
    return tuple(
        msgspec.structs.replace(
            entry,
            net=-entry.net,
            tax=-entry.tax,
            charges=tuple(
                msgspec.structs.replace(charge, base=-charge.base, amount=-charge.amount) for charge in entry.charges
            ),
        )
        for entry in entries
    )
