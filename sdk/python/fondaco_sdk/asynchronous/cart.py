"""A cart from the first thing put into it to the order."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from fondaco_sdk.results import Failure, Ok, Result
from fondaco_sdk.shop.cart_complete import CartCompleteCartComplete as Completion
from fondaco_sdk.shop.client import AsyncShopClient
from fondaco_sdk.shop.fragments import Cart
from fondaco_sdk.shop.input_types import (
    AddressInput,
    CartAddressesUpdateInput,
    CartBuyerUpdateInput,
    CartCompleteInput,
    CartCreateInput,
    CartDeliveryOptionSelectInput,
    CartLineInput,
    CartLinesAddInput,
    CartLinesRemoveInput,
    CartLinesUpdateInput,
    CartLineUpdateInput,
    CartReopenInput,
    MoneyInput,
    PaymentInput,
)

__all__ = ["AsyncShoppingCart"]


class AsyncShoppingCart:
    """A cart of one buyer.

    It is opened on the server by the first change, once, even if several changes start at the same moment. After an
    order was placed the next change opens another cart.

    Attributes:
        id: None while there is none on the server, and after an order.
        data: The cart as it was last seen; None before that.
    """

    def __init__(self, shop: AsyncShopClient, cart_id: str | None = None) -> None:
        self._shop = shop
        self.id = cart_id
        self.data: Cart | None = None
        self._ordered: str | None = None
        self._opening_key = str(uuid.uuid4())

    async def refresh(self) -> Cart | None:
        """Reads the cart; None if there is none, or none that this session may see."""
        self.data = None if self.id is None else await self._shop.get_cart(self.id)
        return self.data

    async def add(self, sellable_id: str, quantity: int = 1) -> Result[Cart]:
        """Puts a thing into the cart; more of it if it is there already.

        Args:
            sellable_id: Id of a product variant.
        """
        return await self.add_all({sellable_id: quantity})

    async def add_all(self, quantities: Mapping[str, int]) -> Result[Cart]:
        """Puts several things into the cart: ids of product variants and how many of each. All or nothing."""
        cart_id = await self._opened()
        if isinstance(cart_id, Failure):
            return cart_id
        lines = [CartLineInput(sellable_id=id_, quantity=quantity) for id_, quantity in quantities.items()]
        return self._seen(await self._shop.cart_lines_add(CartLinesAddInput(cart_id=cart_id, lines=lines)))

    async def set_quantity(self, line_id: str, quantity: int) -> Result[Cart]:
        """Sets how many of a line's thing are bought, at least 1; `remove` takes a line out."""
        cart_id = await self._opened()
        if isinstance(cart_id, Failure):
            return cart_id
        lines = [CartLineUpdateInput(id=line_id, quantity=quantity)]
        return self._seen(await self._shop.cart_lines_update(CartLinesUpdateInput(cart_id=cart_id, lines=lines)))

    async def remove(self, *line_ids: str) -> Result[Cart]:
        """Takes lines out."""
        cart_id = await self._opened()
        if isinstance(cart_id, Failure):
            return cart_id
        removal = CartLinesRemoveInput(cart_id=cart_id, line_ids=list(line_ids))
        return self._seen(await self._shop.cart_lines_remove(removal))

    async def set_buyer(self, email: str, phone: str | None = None) -> Result[Cart]:
        """Says who buys."""
        cart_id = await self._opened()
        if isinstance(cart_id, Failure):
            return cart_id
        buyer = CartBuyerUpdateInput(cart_id=cart_id, email=email, phone=phone)
        return self._seen(await self._shop.cart_buyer_update(buyer))

    async def set_addresses(
        self, shipping: AddressInput | None = None, billing: AddressInput | None = None
    ) -> Result[Cart]:
        """Says where to deliver and whom to bill; what is left out stays, and billing defaults to shipping."""
        cart_id = await self._opened()
        if isinstance(cart_id, Failure):
            return cart_id
        given = {"shipping_address": shipping, "billing_address": billing}
        addresses = CartAddressesUpdateInput(
            cart_id=cart_id, **{name: address for name, address in given.items() if address is not None}
        )
        return self._seen(await self._shop.cart_addresses_update(addresses))

    async def select_delivery(self, code: str) -> Result[Cart]:
        """Chooses one of the cart's ``delivery_options``."""
        cart_id = await self._opened()
        if isinstance(cart_id, Failure):
            return cart_id
        choice = CartDeliveryOptionSelectInput(cart_id=cart_id, code=code)
        return self._seen(await self._shop.cart_delivery_option_select(choice))

    async def complete(
        self, *, method: str, token: str, return_url: str | None = None, check_total: bool = True
    ) -> Result[Completion]:
        """Pays and places the order.

        The answer has an ``order``; or an ``action``, whose ``url`` the buyer has to visit before `complete` is called
        again. Calling it again is safe at any time: a cart becomes one order, and is paid once. Until something is put
        into the next cart, it answers the same order again.

        Args:
            method: Code of one of the cart's ``payment_methods``.
            token: What the payment provider's own front-end gave the buyer.
            return_url: Where the provider sends the buyer after an action.
            check_total: Whether to refuse (``TOTAL_CHANGED``) if the total is not the one last seen here.
        """
        cart_id = self.id or self._ordered or await self._opened()
        if isinstance(cart_id, Failure):
            return cart_id
        completion = CartCompleteInput(
            cart_id=cart_id, payment=PaymentInput(method=method, token=token, return_url=return_url)
        )
        if check_total and self.data is not None:
            total = self.data.totals.total
            completion.expected_total = MoneyInput(amount=total.amount, currency_code=total.currency_code)
        result = await self._shop.cart_complete(completion)
        if isinstance(result, Ok) and self.id == cart_id:
            self.data = result.value.cart or self.data
            if result.value.order is not None:
                self.id, self._ordered = None, cart_id
                self._opening_key = str(uuid.uuid4())
        return result

    async def reopen(self) -> Result[Cart]:
        """Gives an undecided payment back, so that the cart can be changed or paid in another way."""
        cart_id = await self._opened()
        if isinstance(cart_id, Failure):
            return cart_id
        return self._seen(await self._shop.cart_reopen(CartReopenInput(cart_id=cart_id)))

    async def _opened(self) -> str | Failure:
        """Returns the cart's id; opens a cart if there is none, the same one however often this runs at once."""
        if self.id is not None:
            return self.id
        result = await self._shop.cart_create(CartCreateInput(), idempotency_key=self._opening_key)
        if isinstance(result, Failure):
            return result
        self.id = result.value.id
        return self.id

    def _seen(self, result: Result[Cart]) -> Result[Cart]:
        if isinstance(result, Ok) and result.value.id == self.id:
            self.data = result.value
        return result
