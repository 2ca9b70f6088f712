"""What nobody asks for is not read; whatever is asked for is there, alone, beside others, and at several places."""

from __future__ import annotations

from typing import Any

import pytest
from fondaco.app import App
from fondaco.testing import GraphQLClient
from fondaco_catalog.graphql.parts import _OF_PRODUCT, _OF_VARIANT, product_parts, variant_parts
from fondaco_catalog.model.parts import PRODUCT_PARTS, VARIANT_PARTS, PartNotReadError, part_of
from graphql import (
    GraphQLField,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)
from msgspec import UNSET

BREADTH_OF_CONNECTIONS = "(first: 5)"


async def filled(catalogue: Any) -> dict[str, Any]:
    product: dict[str, Any] = await catalogue.product(
        "Mug",
        brandName="Kiln",
        productTypeName="Cup",
        tags=["blue"],
        options=[{"name": "Size"}],
        media=[{"url": "/1.svg", "alt": "one"}],
        variants=[
            {"options": [size], "sku": size, "prices": [{"channel": "default", "price": "5"}], "mediaUrl": "/1.svg"}
            for size in "SM"
        ],
    )
    return product


def selection(name: str, field: GraphQLField, depth: int = 0) -> str | None:
    """Returns a selection of a field, one level deep; None if it cannot be asked for without knowing more."""
    if any(is_required_argument(argument) for argument in field.args.values()):
        return f'{name}(kind: "up-sell") {{ __typename }}' if name == "related" else None
    named = get_named_type(field.type)
    if is_leaf_type(named):
        return name
    if not isinstance(named, GraphQLObjectType) or depth == 2:
        return f"{name} {{ __typename }}"
    paged = BREADTH_OF_CONNECTIONS if "first" in field.args else ""
    below = {"nodes": named.fields["nodes"]} if "nodes" in named.fields else named.fields
    parts = [selection(each, inner, depth + 1) for each, inner in below.items() if each not in {"product", "variants"}]
    return f"{name}{paged} {{ {' '.join(part for part in parts if part)} }}"


def fields_of(app: App, type_name: str) -> dict[str, str]:
    type_ = app.shop.core.type_map[type_name]
    assert isinstance(type_, GraphQLObjectType)
    found = {name: selection(name, field) for name, field in type_.fields.items()}
    return {name: text for name, text in found.items() if text is not None}


async def test_each_field_alone_says_what_it_says_among_all(app: App, shop: GraphQLClient, catalogue: Any) -> None:
    # given
    await filled(catalogue)
    of_product, of_variant = fields_of(app, "Product"), fields_of(app, "ProductVariant")
    for known, type_name in ((_OF_PRODUCT, "Product"), (_OF_VARIANT, "ProductVariant")):
        type_ = app.shop.core.type_map[type_name]
        assert isinstance(type_, GraphQLObjectType)
        assert known.keys() <= {*type_.fields, "__typename"}
    del of_product["variants"], of_variant["product"]
    every = f"{' '.join(of_product.values())} variants {{ {' '.join(of_variant.values())} }}"
    [whole] = (await shop(f"{{ products(first: 1) {{ nodes {{ {every} }} }} }}"))["products"]["nodes"]
    assert (whole["brand"]["name"], whole["availableForSale"]) == ("Kiln", True)
    assert whole["variants"][0]["media"]["url"] == "/1.svg"
    # then
    for name, text in of_product.items():
        for query in (
            f"{{ products(first: 1) {{ nodes {{ {text} }} }} }}",
            f"{{ products(first: 1) {{ edges {{ node {{ ...F }} }} }} }} fragment F on Product {{ {text} }}",
        ):
            found = (await shop(query))["products"]
            [node] = found.get("nodes") or [edge["node"] for edge in found["edges"]]
            assert node == {name: whole[name]}
    for name, text in of_variant.items():
        [node] = (await shop(f"{{ products(first: 1) {{ nodes {{ variants {{ {text} }} }} }} }}"))["products"]["nodes"]
        assert node == {"variants": [{name: variant[name]} for variant in whole["variants"]]}


async def test_places_of_a_query_ask_for_their_own_whoever_executes_it(
    admin: GraphQLClient, shop: GraphQLClient, catalogue: Any
) -> None:
    # given
    product = await filled(catalogue)
    selections = """variants { sku } shown: variants { media { url } } chosen: variants { selectedOptions { label } }
        variants { sku }"""
    # when
    by_us = (await shop(f'{{ product(id: "{product["id"]}") {{ {selections} }} }}'))["product"]
    mutated = await admin.change("productUpdate", {"id": product["id"], "tags": ["red"]}, f"product {{ {selections} }}")
    # then
    assert by_us == mutated["product"]
    assert by_us == {
        "variants": [{"sku": "S"}, {"sku": "M"}],
        "shown": [{"media": {"url": "/1.svg"}}] * 2,
        "chosen": [{"selectedOptions": [{"label": size}]} for size in "SM"],
    }


async def test_a_list_that_shows_little_reads_little(shop: GraphQLClient, catalogue: Any, counted: Any) -> None:
    await filled(catalogue)
    async with counted() as little:
        await shop("{ products(first: 5) { nodes { title variants { title price { amount } availableForSale } } } }")
    async with counted() as more:
        await shop("{ products(first: 6) { nodes { brand { name } variants { media { url } } } } }")
    assert len(little.sent) == len(more.sent) == 2
    for table in ("catalog.brand ", "catalog.product_type ", "catalog.product_media ", "catalog.bundle_slot "):
        assert not any(table in sql for sql in little.sent)
    assert any("catalog.brand " in sql for sql in more.sent)
    assert any("catalog.product_media " in sql for sql in more.sent)
    assert not any("catalog.product_type " in sql for sql in more.sent)


def test_a_field_that_is_not_known_may_need_everything() -> None:
    assert product_parts(frozenset({"title", "stars"})) == PRODUCT_PARTS
    assert variant_parts(frozenset({"sku", "stars"})) == VARIANT_PARTS
    assert product_parts(frozenset({"title", "brand"})) == {"brand"}
    assert variant_parts(frozenset()) == frozenset()


def test_looking_at_what_was_not_read_is_a_mistake() -> None:
    with pytest.raises(PartNotReadError, match="brand"):
        part_of(UNSET, "brand")
    assert part_of(None, "brand") is None
