"""What customers do with their addresses. Verbs that change a book come one after another for each customer."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco.commerce import Address, Channel
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import LimitExceededError, NotFoundError
from fondaco.ids import new_id

from fondaco_checkout.model.address_book import BookedAddress, missing_from
from fondaco_checkout.model.buyer import clean_name, require_served
from fondaco_checkout.model.cart import Cart
from fondaco_checkout.repository import address_book as repository
from fondaco_checkout.repository import orders
from fondaco_checkout.service.checked_address import checked_address
from fondaco_checkout.service.customer_carts import customer_of
from fondaco_checkout.service.touching import touch_cart
from fondaco_checkout.settings import CheckoutSettings

__all__ = [
    "AddressChange",
    "create_address",
    "delete_address",
    "erase_book",
    "put_booked_address",
    "save_addresses_of",
    "update_address",
]


class AddressChange(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be of an address; None leaves it as it is.

    Attributes:
        default_shipping: Whether it is the default; of a new one, None is whether there is none yet.
        default_billing: The same of bills.
    """

    label: str | None = None
    address: Address | None = None
    default_shipping: bool | None = None
    default_billing: bool | None = None


def _not_found(field: str) -> NotFoundError:
    return NotFoundError("There is no such address in your book.", code="ADDRESS_NOT_FOUND", field=(field,))


async def create_address(uow: UnitOfWork, settings: CheckoutSettings, address: Address, made: AddressChange) -> UUID:
    """Puts an address into the caller's book. While there is no default of a kind, a new address becomes it.

    Returns:
        Its id.

    Raises:
        PermissionDeniedError: ``SIGN_IN_REQUIRED``.
        InvalidInputError: ``NAME_INVALID``, and as `checked_address`.
        LimitExceededError: ``TOO_MANY_ADDRESSES``.
    """
    customer = customer_of(uow)
    checked = checked_address(settings, address, field=("address",))
    label = clean_name(made.label or "", field=("label",))
    await repository.lock_book(customer)
    book = await repository.list_addresses(customer)
    if len(book) >= settings.customer_max_addresses:
        raise LimitExceededError(
            f"There are at most {settings.customer_max_addresses} addresses; delete one first.",
            code="TOO_MANY_ADDRESSES",
        )
    shipping, billing = made.default_shipping, made.default_billing
    return await _add(
        uow,
        customer,
        label,
        checked,
        shipping=not any(one.default_shipping for one in book) if shipping is None else shipping,
        billing=not any(one.default_billing for one in book) if billing is None else billing,
    )


async def _add(uow: UnitOfWork, customer: UUID, label: str, address: Address, *, shipping: bool, billing: bool) -> UUID:
    return await _put(
        uow,
        BookedAddress(
            id=new_id(),
            customer=customer,
            label=label,
            address=address,
            default_shipping=shipping,
            default_billing=billing,
            created_at=uow.now,
            updated_at=uow.now,
        ),
    )


async def _put(uow: UnitOfWork, booked: BookedAddress) -> UUID:
    if booked.default_shipping or booked.default_billing:
        await repository.take_defaults(
            booked.customer, shipping=booked.default_shipping, billing=booked.default_billing, now=uow.now
        )
    await repository.put_address(booked)
    return booked.id


async def update_address(uow: UnitOfWork, settings: CheckoutSettings, id_: UUID, change: AddressChange) -> UUID:
    """Changes an address of the caller's book. Carts and orders that have taken it keep what it was.

    Raises:
        PermissionDeniedError: ``SIGN_IN_REQUIRED``.
        NotFoundError: ``ADDRESS_NOT_FOUND``, also for one of somebody else.
        InvalidInputError: ``NAME_INVALID``, and as `checked_address`.
    """
    customer = customer_of(uow)
    checked = None if change.address is None else checked_address(settings, change.address, field=("address",))
    label = None if change.label is None else clean_name(change.label, field=("label",))
    await repository.lock_book(customer)
    found = (await repository.find_addresses([id_], customer=customer)).get(id_)
    if found is None:
        raise _not_found("id")
    return await _put(
        uow,
        msgspec.structs.replace(
            found,
            label=found.label if label is None else label,
            address=checked or found.address,
            default_shipping=found.default_shipping if change.default_shipping is None else change.default_shipping,
            default_billing=found.default_billing if change.default_billing is None else change.default_billing,
            updated_at=uow.now,
        ),
    )


async def delete_address(uow: UnitOfWork, id_: UUID) -> None:
    """Deletes an address of the caller's book; none takes the place of a default.

    Raises:
        PermissionDeniedError: ``SIGN_IN_REQUIRED``.
        NotFoundError: ``ADDRESS_NOT_FOUND``, also for one of somebody else.
    """
    customer = customer_of(uow)
    await repository.lock_book(customer)
    if not await repository.delete_addresses(customer, [id_]):
        raise _not_found("id")


async def erase_book(customer: UUID) -> int:
    """Deletes all addresses of a customer, who asked for it; returns how many there were. Idempotent.

    Orders keep theirs: the law says for how long.
    """
    await repository.lock_book(customer)
    return await repository.delete_addresses(customer)


async def put_booked_address(
    uow: UnitOfWork, settings: CheckoutSettings, channel: Channel, cart: Cart, id_: UUID, *, billing: bool
) -> Cart:
    """Takes an address of the caller's book into a cart, as it is now.

    Args:
        cart: Open, and locked by the caller.
        billing: For the bill, not for where it goes.

    Raises:
        PermissionDeniedError: ``SIGN_IN_REQUIRED``.
        NotFoundError: ``ADDRESS_NOT_FOUND``, also for one of somebody else.
        ConflictError: ``COUNTRY_NOT_SERVED``.
        InvalidInputError: As `checked_address`, if what it has to be has changed since it was kept.
    """
    found = (await repository.find_addresses([id_], customer=customer_of(uow))).get(id_)
    if found is None:
        raise _not_found("addressId")
    address = checked_address(settings, found.address, field=("addressId",))
    if billing:
        return await touch_cart(uow, msgspec.structs.replace(cart, billing_address=address))
    require_served(channel, address, field=("addressId",))
    return await touch_cart(uow, msgspec.structs.replace(cart, shipping_address=address))


async def save_addresses_of(uow: UnitOfWork, settings: CheckoutSettings, order_id: UUID) -> int:
    """Puts the addresses of a customer's order into their book, so far as it lacks them and has room. Idempotent.

    Returns:
        How many it put there.
    """
    order = (await orders.find_orders([order_id])).get(order_id)
    if order is None or order.customer is None:
        return 0
    await repository.lock_book(order.customer)
    book = await repository.list_addresses(order.customer)
    room = settings.customer_max_addresses - len(book)
    new = missing_from(book, order.shipping_address, order.billing_address)[: max(room, 0)]
    for address, shipping, billing in new:
        await _add(
            uow,
            order.customer,
            "",
            address,
            shipping=shipping and not any(one.default_shipping for one in book),
            billing=billing and not any(one.default_billing for one in book),
        )
    return len(new)
