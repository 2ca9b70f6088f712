"""What the fields of an address are called, by what the data says that a country calls them."""

from __future__ import annotations

__all__ = ["label_of"]

_LABELS = {
    "name": ("Full name", "收件人姓名"),
    "company": ("Company", "公司"),
    "line1": ("Street and number", "街道和门牌号"),
    "line2": ("Building, floor, flat", "楼栋、楼层、房间号"),
    "district": ("District", "区/县"),
    "city": ("City", "城市"),
    "region": ("State or province", "省/州"),
    "postalCode": ("Postal code", "邮政编码"),
    ("region", "area"): ("Area", "地区"),
    ("region", "county"): ("County", "郡/县"),
    ("region", "department"): ("Department", "省"),
    ("region", "district"): ("District", "区"),
    ("region", "do_si"): ("Province or city", "道/市"),
    ("region", "emirate"): ("Emirate", "酋长国"),
    ("region", "island"): ("Island", "岛屿"),
    ("region", "oblast"): ("Oblast", "州"),
    ("region", "parish"): ("Parish", "教区"),
    ("region", "prefecture"): ("Prefecture", "都道府县"),
    ("region", "province"): ("Province", "省"),
    ("region", "state"): ("State", "州"),
    ("city", "district"): ("District", "区"),
    ("city", "post_town"): ("Post town", "邮镇"),
    ("city", "suburb"): ("Suburb", "城区"),
    ("district", "neighborhood"): ("Neighbourhood", "街区"),
    ("district", "suburb"): ("Suburb", "城区"),
    ("district", "townland"): ("Townland", "镇区"),
    ("district", "village_township"): ("Village or township", "村/镇"),
    ("postalCode", "eircode"): ("Eircode", "Eircode 邮编"),
    ("postalCode", "pin"): ("PIN code", "PIN 邮编"),
    ("postalCode", "zip"): ("ZIP code", "邮政编码"),
}
"""English and Simplified Chinese, by the field and by the field with what a country calls it."""


def label_of(field: str, kind: str, locale: str) -> str:
    """Returns the label of a field in Chinese for a Chinese locale, in English for all others."""
    english, chinese = _LABELS.get((field, kind)) or _LABELS[field]
    return chinese if locale.partition("-")[0] == "zh" else english
