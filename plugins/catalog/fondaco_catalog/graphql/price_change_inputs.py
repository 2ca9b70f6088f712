"""What a bulk change of prices is asked with, and the request it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from fondaco.access.permissions import authorize
from fondaco.graphql import ID, Info, enum_type, input_type
from fondaco.ids import parse_global_id

from fondaco_catalog.model import price_changes as model
from fondaco_catalog.permissions import VIEW_COSTS

__all__ = ["PriceChangeFilter", "PriceChangeInput", "PriceRoundingInput"]

for _enum in (
    model.PriceOperation,
    model.CompareAtChange,
    model.RoundingDirection,
    model.ChangeState,
    model.ItemState,
    model.PriceWarning,
):
    enum_type(_enum)


@input_type
class PriceChangeFilter:
    """Which prices of the list are meant; everything given has to hold.

    Attributes:
        category_id: Of products in this category or in one below it.
        tag: Of products with exactly this tag.
    """

    product_ids: list[ID] | None = None
    variant_ids: list[ID] | None = None
    category_id: ID | None = None
    collection_id: ID | None = None
    tag: str | None = None

    def draft(self) -> model.ChangeFilter:
        """Returns the filter as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
        """
        return model.ChangeFilter(
            product_ids=_ids(self.product_ids, "Product", "productIds"),
            variant_ids=_ids(self.variant_ids, "ProductVariant", "variantIds"),
            category_id=_id(self.category_id, "Category", ("filter", "categoryId")),
            collection_id=_id(self.collection_id, "Collection", ("filter", "collectionId")),
            tag=self.tag,
        )


def _id(given: str | None, type_: str, field: tuple[str, ...]) -> UUID | None:
    return None if given is None else parse_global_id(given, type_, field=field)


def _ids(given: Sequence[str] | None, type_: str, name: str) -> tuple[UUID, ...] | None:
    if given is None:
        return None
    return tuple(parse_global_id(id_, type_, field=("filter", name, str(index))) for index, id_ in enumerate(given))


@input_type
class PriceRoundingInput:
    """What prices are to end with: 0.99 in steps of 1 makes 12.30 into 11.99 or 12.99.

    Attributes:
        ending: In major units of the list's currency, less than the step.
        step: How far prices of this ending are apart.
    """

    ending: Decimal
    step: Decimal = Decimal(1)
    direction: model.RoundingDirection = model.RoundingDirection.NEAREST


@input_type
class PriceChangeInput:
    """A bulk change of the prices in a list.

    Attributes:
        from_list_id: The list whose prices it begins with, to fill one list out of another; left out the same one.
        value: A percentage for PERCENT and COST_PLUS, an amount in major units for AMOUNT and SET, none for KEEP.
        compare_at: What becomes of the price to compare with.
    """

    list_id: ID
    operation: model.PriceOperation
    from_list_id: ID | None = None
    filter: PriceChangeFilter | None = None
    value: Decimal | None = None
    rounding: PriceRoundingInput | None = None
    compare_at: model.CompareAtChange = model.CompareAtChange.KEEP

    def draft(self, info: Info) -> model.ChangeRequest:
        """Returns the change as verbs take it.

        Raises:
            InvalidInputError: ``INVALID_ID``.
            PermissionDeniedError: If prices are to be made of costs that the caller may not know.
        """
        if self.operation is model.PriceOperation.COST_PLUS:
            authorize(info.context.principal, VIEW_COSTS)
        rounding = {}
        if self.rounding is not None:
            rounding = {
                "ending": self.rounding.ending,
                "step": self.rounding.step,
                "direction": self.rounding.direction,
            }
        return model.ChangeRequest(
            list_id=parse_global_id(self.list_id, "PriceList", field=("listId",)),
            from_list_id=_id(self.from_list_id, "PriceList", ("fromListId",)),
            operation=self.operation,
            value=self.value,
            compare_at=self.compare_at,
            filter=model.ChangeFilter() if self.filter is None else self.filter.draft(),
            **rounding,  # type: ignore[arg-type]
        )
