"""The address book of a customer: theirs in the shop, for staff to see and to erase in the admin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.access import ANYONE, is_allowed
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.graphql import ID, Info, Node, RequestContext, SchemaPart, input_type, object_type
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_checkout.graphql.inputs import AddressInput, cart_id_of
from fondaco_checkout.graphql.pricing import settings_of
from fondaco_checkout.graphql.types import Address, Cart
from fondaco_checkout.model import cart as cart_model
from fondaco_checkout.model import order as order_model
from fondaco_checkout.model.address_book import BookedAddress
from fondaco_checkout.permissions import MANAGE_ORDERS, VIEW_ORDERS
from fondaco_checkout.repository import address_book as repository
from fondaco_checkout.service import address_book as service
from fondaco_checkout.service.address_book import AddressChange
from fondaco_checkout.service.carts import lock_open_cart
from fondaco_checkout.service.pricing import channel_of

__all__ = ["address_book", "address_book_admin"]

address_book = SchemaPart()
address_book_admin = SchemaPart()


@object_type(BookedAddress)
class CustomerAddress(Node):
    """An address that a customer keeps.

    Attributes:
        label: What they call it; empty without a name.
        default_shipping: Whether it is the one that things go to unless they say otherwise.
        default_billing: Whether it is the one for bills unless they say otherwise.
    """

    label: str
    address: Address
    default_shipping: bool
    default_billing: bool
    created_at: datetime
    updated_at: datetime


@input_type
class CustomerAddressCreateInput:
    """An address to keep.

    Attributes:
        label: Such as "Home"; at most 100 characters.
        default_shipping: Left out: if there is no default for shipping yet.
        default_billing: Left out: if there is no default for bills yet.
    """

    address: AddressInput
    label: str | None = None
    default_shipping: bool | None = None
    default_billing: bool | None = None


@input_type
class CustomerAddressUpdateInput:
    """What is to be of an address; what is left out stays.

    Attributes:
        address: The whole of it.
        label: Empty for none.
        default_shipping: True takes it from the one that was.
        default_billing: True takes it from the one that was.
    """

    id: ID
    address: AddressInput | None = None
    label: str | None = None
    default_shipping: bool | None = None
    default_billing: bool | None = None


@input_type
class CustomerAddressDeleteInput:
    """Which address to delete."""

    id: ID


@input_type
class CartShippingAddressSetInput:
    """Which address of the customer's book a cart goes to."""

    cart_id: ID
    address_id: ID


@input_type
class CartBillingAddressSetInput:
    """Which address of the customer's book is for the bill of a cart."""

    cart_id: ID
    address_id: ID


@input_type
class CustomerAddressesEraseInput:
    """Whose addresses to erase."""

    customer_id: ID


def _id_of(value: str, field: str = "id") -> UUID:
    return parse_global_id(value, "CustomerAddress", field=(field,))


async def _own(context: RequestContext, ids: Sequence[UUID]) -> list[BookedAddress | None]:
    customer = context.principal.customer
    found = {} if customer is None else await repository.find_addresses(ids, customer=customer)
    return [found.get(id_) for id_ in ids]


async def _all(context: RequestContext, ids: Sequence[UUID]) -> list[BookedAddress | None]:
    found = await repository.find_addresses(ids) if is_allowed(context.principal, VIEW_ORDERS) else {}
    return [found.get(id_) for id_ in ids]


address_book.node(CustomerAddress, _own)
address_book_admin.node(CustomerAddress, _all)


@address_book.query(type=list[CustomerAddress], permission=ANYONE)
async def customer_addresses(info: Info) -> list[BookedAddress]:
    """The customer's address book: defaults for shipping and for bills first, then the newest. Guests have none."""
    customer = info.context.principal.customer
    return [] if customer is None else await repository.list_addresses(customer)


async def _read(id_: UUID) -> BookedAddress:
    return (await repository.find_addresses([id_]))[id_]


@address_book.mutation(returns={"customer_address": CustomerAddress}, permission=ANYONE)
async def customer_address_create(uow: UnitOfWork, info: Info, data: CustomerAddressCreateInput) -> BookedAddress:
    """Puts an address into the customer's book."""
    made = AddressChange(label=data.label, default_shipping=data.default_shipping, default_billing=data.default_billing)
    return await _read(await service.create_address(uow, settings_of(info), data.address.parsed(), made))


@address_book.mutation(returns={"customer_address": CustomerAddress}, permission=ANYONE)
async def customer_address_update(uow: UnitOfWork, info: Info, data: CustomerAddressUpdateInput) -> BookedAddress:
    """Changes an address of the customer's book; carts and orders that have taken it keep what it was."""
    change = AddressChange(
        label=data.label,
        address=None if data.address is None else data.address.parsed(),
        default_shipping=data.default_shipping,
        default_billing=data.default_billing,
    )
    return await _read(await service.update_address(uow, settings_of(info), _id_of(data.id), change))


@address_book.mutation(returns={"deleted_id": ID}, permission=ANYONE)
async def customer_address_delete(uow: UnitOfWork, data: CustomerAddressDeleteInput) -> str:
    """Deletes an address of the customer's book; none takes the place of a default."""
    id_ = _id_of(data.id)
    await service.delete_address(uow, id_)
    return encode_global_id("CustomerAddress", id_)


async def _put(uow: UnitOfWork, info: Info, cart_id: str, address_id: str, *, billing: bool) -> cart_model.Cart:
    booked = _id_of(address_id, "addressId")
    found = await lock_open_cart(uow, cart_id_of(cart_id))
    channel = channel_of(info.context.app.channels, found.channel)
    return await service.put_booked_address(uow, settings_of(info), channel, found, booked, billing=billing)


@address_book.mutation(returns={"cart": Cart}, permission=ANYONE)
async def cart_shipping_address_set(uow: UnitOfWork, info: Info, data: CartShippingAddressSetInput) -> cart_model.Cart:
    """Says where a cart is delivered to, by an address of the customer's book."""
    return await _put(uow, info, data.cart_id, data.address_id, billing=False)


@address_book.mutation(returns={"cart": Cart}, permission=ANYONE)
async def cart_billing_address_set(uow: UnitOfWork, info: Info, data: CartBillingAddressSetInput) -> cart_model.Cart:
    """Says who is billed for a cart, by an address of the customer's book."""
    return await _put(uow, info, data.cart_id, data.address_id, billing=True)


@address_book_admin.extend("Order", type=ID | None, name="customerId")
async def order_customer_id(found: Sequence[order_model.Order]) -> list[str | None]:
    """The account of the buyer; null of guests."""
    return [None if order.customer is None else encode_global_id("Customer", order.customer) for order in found]


@address_book_admin.query(type=list[CustomerAddress], permission=VIEW_ORDERS, name="customerAddresses")
async def addresses_of_customer(customer_id: ID) -> list[BookedAddress]:
    """The address book of a customer, in the order in which they see it.

    Args:
        customer_id: As orders give it.
    """
    return await repository.list_addresses(parse_global_id(customer_id, "Customer", field=("customerId",)))


@address_book_admin.mutation(returns={"erased": int}, permission=MANAGE_ORDERS)
async def customer_addresses_erase(data: CustomerAddressesEraseInput) -> int:
    """Erases the address book of a customer who asked for it; orders keep their addresses.

    Attributes:
        erased: How many addresses there were.
    """
    return await service.erase_book(parse_global_id(data.customer_id, "Customer", field=("customerId",)))
