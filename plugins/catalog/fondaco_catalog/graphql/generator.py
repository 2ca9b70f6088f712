"""Variants out of combinations of option values."""

from __future__ import annotations

from typing import Any

import msgspec
import strawberry
from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Info, SchemaPart, input_type, object_type
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.inputs import PriceInput
from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model import combinations, views
from fondaco_catalog.permissions import MANAGE_PRODUCTS
from fondaco_catalog.repository import products, variants
from fondaco_catalog.service.generator import generate_variants
from fondaco_catalog.service.options import link_option, unlink_option

__all__ = ["generator"]

generator = SchemaPart()


@object_type(combinations.Combination)
class VariantCombination:
    """A variant that was made, or would be.

    Attributes:
        options: One value for each option of the product, in their order.
        sku: Empty without a pattern.
    """

    options: list[str]
    sku: str


@input_type
class OptionValuesInput:
    """An option and those of its values that are to be combined."""

    name: str
    values: list[str]


@input_type
class CombinationExclusionInput:
    """A value of an option in a combination that is left out."""

    option: str
    value: str


@input_type
class ProductVariantsGenerateInput:
    """Which variants a product is to have.

    Attributes:
        options: Of an option that is left out all values are combined; a product without variants gets those it lacks.
        exclude: Combinations to be left out; one that names some of the options leaves out every combination with
            these values.
        sku_pattern: Such as "{product}-{colour}-{size}": the product's slug, a value of each option, "{n}" for the
            place among the variants; names in capitals give capitals.
        prices: Of each variant.
        tax_class: Left out it is the setting `default_tax_class`, as for other variants.
        dry_run: Tell what would be made, and make nothing.
    """

    product_id: ID
    options: list[OptionValuesInput] = strawberry.field(default_factory=list)
    exclude: list[list[CombinationExclusionInput]] = strawberry.field(default_factory=list)
    sku_pattern: str = ""
    prices: list[PriceInput] = strawberry.field(default_factory=list)
    weight_grams: int = 0
    length_mm: int = 0
    width_mm: int = 0
    height_mm: int = 0
    max_per_customer: int | None = None
    max_per_customer_days: int | None = None
    requires_shipping: bool = True
    track_stock: bool = True
    tax_class: str | None = None
    dry_run: bool = False

    def draft(self) -> combinations.GenerateDraft:
        """Returns the wish as verbs take it.

        Raises:
            InvalidInputError: ``DUPLICATE_OPTION`` if an exclusion names one twice.
        """
        exclude: list[dict[str, Any]] = []
        for index, given in enumerate(self.exclude):
            exclude.append({one.option: one.value for one in given})
            if len(exclude[-1]) < len(given):
                raise InvalidInputError(
                    "This names an option twice.", code="DUPLICATE_OPTION", field=("exclude", str(index))
                )
        return combinations.GenerateDraft(
            options=tuple(combinations.OptionValues(option.name, tuple(option.values)) for option in self.options),
            exclude=tuple(exclude),
            sku_pattern=self.sku_pattern,
            prices=tuple(price.draft() for price in self.prices),
            weight_grams=self.weight_grams,
            length_mm=self.length_mm,
            width_mm=self.width_mm,
            height_mm=self.height_mm,
            max_per_customer=self.max_per_customer,
            max_per_customer_days=self.max_per_customer_days,
            requires_shipping=self.requires_shipping,
            track_stock=self.track_stock,
            tax_class=self.tax_class,
        )


@input_type
class ProductOptionLinkInput:
    """An option that is to stand for an attribute.

    Attributes:
        option: Its name as stored.
        attribute: Code of an attribute that is an option of the product's type; null lets it stand for itself.
        make_choices: Whether values that are no choices of the attribute become some.
        expected_version: The product's version as you read it: if somebody edited it since, nothing is done.
    """

    product_id: ID
    option: str
    attribute: str | None
    make_choices: bool = False
    expected_version: int | None = None


class GeneratedVariants(msgspec.Struct, frozen=True):
    """A product, and what was made of it."""

    product: views.Product
    variants: list[views.ProductVariant]
    combinations: list[combinations.Combination]
    existing: int


@generator.mutation(
    returns={
        "product": types.Product,
        "variants": list[types.ProductVariant],
        "combinations": list[VariantCombination],
        "existing": int,
    },
    permission=MANAGE_PRODUCTS,
)
async def product_variants_generate(
    uow: UnitOfWork, data: ProductVariantsGenerateInput, info: Info
) -> GeneratedVariants:
    """Makes a variant of each combination of option values that the product lacks; doing it again makes nothing."""
    product_id = parse_global_id(data.product_id, "Product", field=("productId",))
    made = await generate_variants(uow, product_id, data.draft(), policy_of(info), dry_run=data.dry_run)
    scope = scope_of(info.context)
    found = await variants.list_variants_by_ids(scope, made.variant_ids) if made.variant_ids else []
    return GeneratedVariants(
        await products.get_product(scope, product_id),
        [variant for variant in found if variant is not None],
        made.combinations,
        made.existing,
    )


@generator.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_option_link(uow: UnitOfWork, data: ProductOptionLinkInput, info: Info) -> views.Product:
    """Lets an option stand for an attribute, and its values for the choices of their names: so colours are the same
    across products, with their swatches and translations.
    """
    product_id = parse_global_id(data.product_id, "Product", field=("productId",))
    if data.attribute is None:
        await unlink_option(uow, product_id, data.option, policy_of(info), expected_version=data.expected_version)
    else:
        await link_option(
            uow,
            product_id,
            data.option,
            data.attribute,
            policy_of(info),
            make_choices=data.make_choices,
            expected_version=data.expected_version,
        )
    return await products.get_product(scope_of(info.context), product_id)
