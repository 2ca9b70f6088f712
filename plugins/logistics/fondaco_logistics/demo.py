"""What the demo store has in stock, and where."""

from __future__ import annotations

import msgspec
from fondaco.commerce import Address

__all__ = ["BESIDES", "PLENTY", "PREFIX", "WAREHOUSES", "DemoStock", "DemoWarehouse"]


class DemoWarehouse(msgspec.Struct, frozen=True):
    """A warehouse of the demo store.

    Attributes:
        names: By locale; the first is the one in the shop's own language.
        priority: Lower ones first.
    """

    code: str
    names: dict[str, str]
    address: Address
    priority: int


class DemoStock(msgspec.Struct, frozen=True):
    """How many there are of a thing.

    Attributes:
        pieces: By the code of the warehouse.
        preorder_days: It is sold before it is there, which is to be in so many days; None if it is not.
        preorder_limit: So many pieces are sold before.
    """

    pieces: dict[str, int]
    preorder_days: int | None = None
    preorder_limit: int = 50


WAREHOUSES = (
    DemoWarehouse(
        "hamburg",
        {"en": "Hamburg, Speicherstadt", "zh-Hans": "汉堡仓库城"},
        Address(country="DE", name="Porto Franco GmbH", line1="Speicherstraße 12", city="Hamburg", postal_code="20457"),
        1,
    ),
    DemoWarehouse(
        "trieste",
        {"en": "Trieste, Old Free Port", "zh-Hans": "的里雅斯特旧自由港"},
        Address(
            country="IT",
            name="Porto Franco GmbH",
            line1="Largo Città di Santos 1",
            city="Trieste",
            region="TS",
            postal_code="34132",
        ),
        2,
    ),
)

PREFIX = "PF-"
"""SKUs of the demo store begin with it: what somebody else sells is left alone."""

PLENTY = DemoStock({"hamburg": 400, "trieste": 150})
"""Of everything that is not among `BESIDES`."""

BESIDES = {
    "PF-APC": DemoStock({"hamburg": 3}),
    "PF-OAM": DemoStock({"hamburg": 1, "trieste": 1}),
    "PF-CHL-BRK": DemoStock({"trieste": 4}),
    "PF-MPS-INK": DemoStock({"hamburg": 1}),
    "PF-LGC": DemoStock({}),
    "PF-GMR": DemoStock({}, preorder_days=45),
}
"""By SKU: few of some, none of the carafe, and the mortar is on its way."""
