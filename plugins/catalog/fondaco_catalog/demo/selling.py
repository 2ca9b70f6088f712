"""What the demo store sells otherwise than as a thing in a parcel: a box of several, and files."""

from __future__ import annotations

import msgspec

from fondaco_catalog.demo.data import LocalText

__all__ = ["BOXES", "DOWNLOADS", "DemoBox", "DemoChoice", "DemoDownload", "DemoSlot"]


class DemoChoice(msgspec.Struct, frozen=True):
    """Something that may be in a box.

    Attributes:
        sku: Of a product that comes before the box in the catalogue.
        surcharge: Decimal in major units of the store's currency.
    """

    sku: str
    surcharge: str = "0"


class DemoSlot(msgspec.Struct, frozen=True):
    """Something that the buyer of a box chooses."""

    name: LocalText
    choices: tuple[DemoChoice, ...]


class DemoBox(msgspec.Struct, frozen=True):
    """A variant that consists of others.

    Attributes:
        holds: SKUs of what is always in it.
    """

    holds: tuple[str, ...]
    slots: tuple[DemoSlot, ...]


class DemoDownload(msgspec.Struct, frozen=True):
    """A page that buyers of a variant download.

    Attributes:
        name: Of the file.
        label: What buyers read.
        width: Millimetres.
        height: Millimetres.
    """

    name: str
    label: LocalText
    width: int
    height: int


BOXES = {
    "PF-HBB": DemoBox(
        holds=("PF-TLC-080-CEL", "PF-DBT-100G"),
        slots=(
            DemoSlot(
                LocalText("Coffee", "咖啡"),
                (DemoChoice("PF-HBL-250G-FIL"), DemoChoice("PF-STD-FIL"), DemoChoice("PF-YDC-FIL", "3.00")),
            ),
        ),
    )
}
"""By SKU."""

DOWNLOADS = {
    "PF-SPC-A3": DemoDownload("spice-sea-a3.pdf", LocalText("Chart, A3", "航图，A3"), 420, 297),
    "PF-SPC-A1": DemoDownload("spice-sea-a1.pdf", LocalText("Chart, A1", "航图，A1"), 841, 594),
    "PF-ASP": DemoDownload("apron-pattern.pdf", LocalText("Pattern, A0", "纸样，A0"), 841, 1189),
    "PF-MBP": DemoDownload("marbled-papers.pdf", LocalText("Papers, A4", "纹纸，A4"), 210, 297),
}
"""By SKU."""
