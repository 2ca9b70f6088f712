"""Discounts of trade groups: everybody in a group reads the same pages, so each group's are kept in memory."""

from collections.abc import Mapping, Sequence
from typing import cast

import msgspec
from fondaco import Dimension, Entity, GraphQL, Info, Plugin, SchemaPart
from fondaco.access import Credentials, Principal, PrincipalKind
from fondaco.context import Context

shop = SchemaPart()


class TradeSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[plugins.trade]``.

    Attributes:
        discounts: Per cent, by group.
        tokens: The group that a bearer token belongs to.
    """

    discounts: Mapping[str, int] = {}
    tokens: Mapping[str, str] = {}


def group_of(caller: Context) -> str | None:
    """Returns the group that `Trade.resolve_principal` has put the caller into."""
    return next((name.removeprefix("trade.") for name in caller.principal.permissions if name[:6] == "trade."), None)


GROUP = Dimension("trade.group", group_of)


@shop.extend("Product", type=int, owner="catalog", shared=True)
async def trade_discount(products: Sequence[Entity], info: Info) -> list[int]:
    """The buyer's discount, per cent; 0 without a group."""
    plugin = cast("Trade", info.context.app.host.get("trade"))
    percent = plugin.settings.discounts.get(info.context.looked_at(GROUP) or "", 0)
    return [percent for _ in products]


class Trade(Plugin[TradeSettings]):
    name = "trade"
    settings_type = TradeSettings
    graphql = GraphQL(shop=(shop,))

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        group = self.settings.tokens.get(payload.bearer or "")
        if group is None:
            return None
        return Principal(kind=PrincipalKind.CUSTOMER, id=f"trade:{group}", permissions=frozenset({f"trade.{group}"}))
