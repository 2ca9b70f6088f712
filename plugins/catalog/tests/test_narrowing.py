"""Lists with conditions that few or many products meet: the same products either way, in order, counted right."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from fondaco.app import App
from fondaco.db import PageArgs
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.views import ProductCriteria, ProductSort
from fondaco_catalog.repository.products import list_counted_products

ORDERS = {
    ProductSort.NEWEST: lambda number: -number,
    ProductSort.BEST_SELLING: lambda number: -number,
    ProductSort.TITLE: lambda number: number,
    ProductSort.PRICE_ASC: lambda number: number % 5,
    ProductSort.PRICE_DESC: lambda number: -(number % 5),
}
"""By which key the numbers of the products are in the order of a list; where it is equal their ids decide."""

CRITERIA: dict[str, tuple[dict[str, Any], Any]] = {
    "tag": ({"tag": "new"}, lambda number: number % 2 == 0),
    "brand": ({"brands": ("acme",)}, lambda number: number % 3 == 0),
    "category": ({"category": "home"}, lambda number: number < 9),
    "price": ({"min_amount": 200, "max_amount": 300}, lambda number: number % 5 in {1, 2}),
    "price from": ({"min_amount": 300}, lambda number: number % 5 >= 2),
    "a gap between prices": ({"min_amount": 10_000, "max_amount": 80_000}, lambda _: False),
    "all": (
        {"tag": "new", "brands": ("acme",), "category": "home", "min_amount": 100, "max_amount": 300},
        lambda number: number in {0, 6},
    ),
    "no such brand": ({"brands": ("none",)}, lambda _: False),
}
PRODUCTS = 12


async def test_few_and_many_are_listed_and_counted_alike(
    app: App, catalogue: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    home = await catalogue.category("Home")
    brand = (await catalogue.change("brandCreate", {"name": "Acme", "slug": "acme"}, "brand { id }"))["brand"]
    for number in range(PRODUCTS):
        more: dict[str, Any] = {"tags": ["new"]} if number % 2 == 0 else {}
        if number % 3 == 0:
            more["brandId"] = brand["id"]
        if number < 9:
            more["categoryId"] = home["id"]
        await catalogue.product(f"P {number:02}", price=f"{number % 5 + 1}.00", **more)
    scope = Scope(channel=app.default_channel, locale="en")
    for most, (name, (criteria, meets)), sort in product((0, 3, 100), CRITERIA.items(), ORDERS):
        # when all conditions are met by many, or some by few, or all by few
        monkeypatch.setattr("fondaco_catalog.repository.narrowing.MANY", most)
        found: list[int] = []
        args, further = PageArgs(first=5), True
        while further:
            wanted = ProductCriteria(**criteria)
            page, total = await list_counted_products(scope, wanted, sort, args, most=100)
            found += [int(one.title[2:]) for one in page.nodes]
            args, further = PageArgs(first=5, after=page.end_cursor), page.has_next_page
        # then
        expected = [number for number in range(PRODUCTS) if meets(number)]
        assert sorted(found) == expected, (most, name, sort)
        keys = [ORDERS[sort](number) for number in found]
        assert keys == sorted(keys), (most, name, sort)
        assert await total.number() == len(expected), (most, name, sort)
