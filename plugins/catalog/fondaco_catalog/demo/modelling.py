"""What the demo store's products are: kinds, brands and care in two languages, and the options that they share."""

from __future__ import annotations

import msgspec

from fondaco_catalog.demo.data import DemoCatalog, DemoOptionValue, LocalText

__all__ = ["BRANDS", "CARE", "KINDS", "SHARED_OPTIONS", "DemoKind", "shared_values"]


class DemoKind(msgspec.Struct, frozen=True):
    """A kind of product.

    Attributes:
        care: How to treat it; None for what needs no care.
    """

    name: LocalText
    care: LocalText | None = None


CARE = LocalText("Care", "保养")

KINDS: dict[str, DemoKind] = {
    "ceramics": DemoKind(
        LocalText("Ceramics", "陶瓷"), LocalText("Dishwasher and microwave safe.", "可用洗碗机和微波炉。")
    ),
    "coffee": DemoKind(LocalText("Coffee", "咖啡")),
    "download": DemoKind(LocalText("Download", "数字下载")),
    "glass": DemoKind(LocalText("Glass", "玻璃器皿"), LocalText("Wash by hand.", "请手洗。")),
    "kitchen": DemoKind(
        LocalText("Kitchen tools", "厨房用具"), LocalText("Wash by hand and oil the wood.", "手洗，木质部分请上油。")
    ),
    "leather": DemoKind(
        LocalText("Leather goods", "皮具"), LocalText("Feed with balm once a year.", "每年上一次皮革护理膏。")
    ),
    "lighting": DemoKind(LocalText("Lighting", "灯具"), LocalText("Dust with a dry cloth.", "用干布除尘。")),
    "spice": DemoKind(LocalText("Spices", "香料"), LocalText("Keep dry and dark.", "避光干燥保存。")),
    "stationery": DemoKind(LocalText("Stationery", "文具")),
    "tea": DemoKind(LocalText("Tea", "茶")),
    "textiles": DemoKind(LocalText("Textiles", "纺织品"), LocalText("Wash at 30 °C.", "30 °C 洗涤。")),
}
"""By the key that products name."""

BRANDS: dict[str, str] = {
    "Carta Bianca": "白纸坊",
    "Cuoio Vecchio": "老皮匠",
    "Dogana Spice House": "海关香料行",
    "Ferro & Faggio": "铁与山毛榉",
    "Foglia & Daughters": "叶家茶行",
    "Kiln Seven": "七号窑",
    "Lanterna Works": "灯塔工坊",
    "Molo Roastery": "码头烘焙坊",
    "Portolano Press": "海图出版社",
    "Telaio Mill": "织机坊",
    "Vetreria Laguna": "潟湖玻璃坊",
}
"""Chinese names."""

SHARED_OPTIONS = ("colour", "grind", "ruling", "weight")
"""Codes of the options whose values mean the same for every product that has them."""


def shared_values(catalog: DemoCatalog, code: str) -> list[DemoOptionValue]:
    """Returns every value of a shared option, in the order in which products name them."""
    found: dict[str, DemoOptionValue] = {}
    for product in catalog.products:
        for option in product.options:
            if option.code == code:
                for value in option.values:
                    found.setdefault(value.code, value)
    return list(found.values())
