"""The demo store's warehouses, and what lies in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
from fondaco import clock
from fondaco.commerce import SellableRef
from fondaco.errors import FondacoError
from fondaco.graphql.execution import execute
from fondaco.ids import parse_global_id
from fondaco.seeds import Seed

from fondaco_logistics.demo import BESIDES, PLENTY, PREFIX, WAREHOUSES, DemoStock
from fondaco_logistics.model.drafts import ItemChanges, Operation, StockChange, WarehouseDraft
from fondaco_logistics.model.stock import Policy
from fondaco_logistics.repository.stock import find_items_of
from fondaco_logistics.repository.warehouses import find_ids_by_code
from fondaco_logistics.service.stock import change_stock, update_item
from fondaco_logistics.service.warehouses import create_warehouse
from fondaco_logistics.settings import LogisticsSettings

if TYPE_CHECKING:
    from fondaco.app import App

__all__ = ["logistics_seed"]

VARIANT = "ProductVariant"
_THINGS = """query ($after: String) {
  products(first: 50, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { variants { id sku requiresShipping trackStock } }
  }
}"""


class _Variant(msgspec.Struct, rename="camel"):
    id: str
    sku: str
    requires_shipping: bool
    track_stock: bool


class _Product(msgspec.Struct):
    variants: list[_Variant]


class _PageInfo(msgspec.Struct, rename="camel"):
    has_next_page: bool
    end_cursor: str | None


class _Products(msgspec.Struct, rename="camel"):
    page_info: _PageInfo
    nodes: list[_Product]


def logistics_seed(settings: LogisticsSettings) -> Seed:
    """Returns what fills the warehouses of an empty demo store."""

    async def seed(app: App) -> str:
        return await seed_stock(app, settings)

    return Seed("logistics", seed)


async def seed_stock(app: App, settings: LogisticsSettings) -> str:
    """Makes two warehouses and puts the demo store's goods into them; what is counted already is left as it is.

    What is sold is asked of the admin API, as any other program would: whoever sells need not be installed.

    Returns:
        A sentence about what there is now.
    """
    goods = await _goods(app)
    context = app.system_context()
    async with app.unit_of_work(context) as uow:
        warehouses = await find_ids_by_code([one.code for one in WAREHOUSES])
        for draft in _drafts(app):
            if draft.code not in warehouses:
                warehouses[draft.code] = await create_warehouse(uow, app.channels, draft)
        counted = await find_items_of(list(goods))
        changes: list[StockChange] = []
        for ref, stock in goods.items():
            if ref in counted:
                continue
            if not stock.pieces:
                await update_item(uow, settings, app.channels, ref, _item(stock))
            changes += [
                StockChange(
                    ref=ref, warehouse=warehouses[code], operation=Operation.RECEIVE, quantity=pieces, reason="demo"
                )
                for code, pieces in stock.pieces.items()
            ]
        await change_stock(uow, settings, app.channels, changes)
    return f"{len(goods)} things counted in {len(warehouses)} warehouses."


def _drafts(app: App) -> list[WarehouseDraft]:
    locales = {locale for channel in app.channels.values() for locale in channel.locales}
    own = app.default_channel.default_locale
    return [
        WarehouseDraft(
            code=one.code,
            name=one.names.get(own) or next(iter(one.names.values())),
            names={locale: name for locale, name in one.names.items() if locale in locales and locale != own},
            address=one.address,
            priority=one.priority,
        )
        for one in WAREHOUSES
    ]


def _item(stock: DemoStock) -> ItemChanges:
    if stock.preorder_days is None:
        return ItemChanges(policy=Policy.DENY)
    return ItemChanges(
        policy=Policy.PREORDER,
        backorder_limit=stock.preorder_limit,
        promised_on=clock.utc_now().date() + timedelta(days=stock.preorder_days),
    )


async def _goods(app: App) -> Mapping[SellableRef, DemoStock]:
    """Returns what is counted of what the demo store sells, in the order of ids; nothing where nobody sells."""
    if app.host.get("catalog") is None:
        return {}
    found: dict[SellableRef, DemoStock] = {}
    after: str | None = None
    while True:
        answer = await execute(app, app.admin, app.system_context(), _THINGS, {"after": after})
        if answer.errors or answer.data is None:
            raise FondacoError(f"The products cannot be listed: {answer.errors}", code="SEED_FAILED")
        page = msgspec.convert(answer.data["products"], _Products)
        for variant in (variant for product in page.nodes for variant in product.variants):
            if variant.sku.startswith(PREFIX) and variant.requires_shipping and variant.track_stock:
                ref = SellableRef(VARIANT, parse_global_id(variant.id, VARIANT))
                found[ref] = BESIDES.get(variant.sku, PLENTY)
        if not page.page_info.has_next_page:
            return dict(sorted(found.items(), key=lambda entry: entry[0].id))
        after = page.page_info.end_cursor
