"""What the facets of every catalogue are called."""

from __future__ import annotations

from fondaco.search import language_of

__all__ = ["facet_label"]

_LABELS = {
    "availability": {"en": "Availability", "zh": "库存状态", "de": "Verfügbarkeit"},
    "brand": {"en": "Brand", "zh": "品牌", "de": "Marke"},
    "category": {"en": "Category", "zh": "分类", "de": "Kategorie"},
    "price": {"en": "Price", "zh": "价格", "de": "Preis"},
    "tag": {"en": "Tag", "zh": "标签", "de": "Schlagwort"},
    "type": {"en": "Product type", "zh": "商品类型", "de": "Produkttyp"},
}


def facet_label(name: str, locale: str) -> str:
    """Returns the name of a facet of the catalogue's own, in a language or else in English."""
    labels = _LABELS.get(name, {})
    return labels.get(language_of(locale)) or labels.get("en") or name
