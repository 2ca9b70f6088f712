"""What the fields of an address are called, by what the data says that a country calls them."""

from __future__ import annotations

__all__ = ["label_of"]

_LABELS = {
    "name": ("Full name", "收件人姓名", "Vor- und Nachname"),
    "company": ("Company", "公司", "Firma"),
    "line1": ("Street and number", "街道和门牌号", "Straße und Hausnummer"),
    "line2": ("Building, floor, flat", "楼栋、楼层、房间号", "Gebäude, Etage, Wohnung"),
    "district": ("District", "区/县", "Stadtteil"),
    "city": ("City", "城市", "Stadt"),
    "region": ("State or province", "省/州", "Bundesland oder Provinz"),
    "postalCode": ("Postal code", "邮政编码", "Postleitzahl"),
    ("region", "area"): ("Area", "地区", "Gebiet"),
    ("region", "county"): ("County", "郡/县", "Grafschaft"),
    ("region", "department"): ("Department", "省", "Departement"),
    ("region", "district"): ("District", "区", "Bezirk"),
    ("region", "do_si"): ("Province or city", "道/市", "Provinz oder Stadt"),
    ("region", "emirate"): ("Emirate", "酋长国", "Emirat"),
    ("region", "island"): ("Island", "岛屿", "Insel"),
    ("region", "oblast"): ("Oblast", "州", "Oblast"),
    ("region", "parish"): ("Parish", "教区", "Gemeinde"),
    ("region", "prefecture"): ("Prefecture", "都道府县", "Präfektur"),
    ("region", "province"): ("Province", "省", "Provinz"),
    ("region", "state"): ("State", "州", "Bundesstaat"),
    ("city", "district"): ("District", "区", "Bezirk"),
    ("city", "post_town"): ("Post town", "邮镇", "Postort"),
    ("city", "suburb"): ("Suburb", "城区", "Vorort"),
    ("district", "neighborhood"): ("Neighbourhood", "街区", "Viertel"),
    ("district", "suburb"): ("Suburb", "城区", "Vorort"),
    ("district", "townland"): ("Townland", "镇区", "Townland"),
    ("district", "village_township"): ("Village or township", "村/镇", "Dorf oder Gemeinde"),
    ("postalCode", "eircode"): ("Eircode", "Eircode 邮编", "Eircode"),
    ("postalCode", "pin"): ("PIN code", "PIN 邮编", "PIN-Code"),
    ("postalCode", "zip"): ("ZIP code", "邮政编码", "ZIP-Code"),
}
"""English, Simplified Chinese and German, by the field and by the field with what a country calls it."""


_PLACE_OF = {"zh": 1, "de": 2}


def label_of(field: str, kind: str, locale: str) -> str:
    """Returns the label of a field in Chinese or German for such a locale, in English for all others."""
    labels = _LABELS.get((field, kind)) or _LABELS[field]
    return labels[_PLACE_OF.get(locale.partition("-")[0], 0)]
