"""What a cart knows of its buyer's taxes: the number of a business, the certificate of an exemption."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco.db.unit_of_work import UnitOfWork

from fondaco_checkout.errors import cart_completed, cart_completing
from fondaco_checkout.model.cart import Cart, CartState
from fondaco_checkout.model.tax_drafts import clean_text
from fondaco_checkout.model.tax_numbers import clean_tax_number
from fondaco_checkout.repository import carts as repository
from fondaco_checkout.service.touching import touch_cart

__all__ = ["LONGEST_CERTIFICATE", "set_exemption", "set_tax_number"]

LONGEST_CERTIFICATE = 60


async def set_tax_number(uow: UnitOfWork, cart: Cart, number: str) -> Cart:
    """Says that a business buys, by its tax number; an empty one takes that back.

    Args:
        cart: Open, and locked by the caller.

    Raises:
        InvalidInputError: ``TAX_NUMBER_INVALID``.
    """
    address = cart.billing_address or cart.shipping_address
    cleaned = clean_tax_number(number, "" if address is None else address.country, field=("taxNumber",))
    return await touch_cart(uow, msgspec.structs.replace(cart, tax_number=cleaned))


async def set_exemption(uow: UnitOfWork, cart_id: UUID, certificate: str) -> Cart:
    """Frees anybody's open cart from tax by a certificate; an empty one takes that back. Locks the cart.

    Raises:
        NotFoundError: ``CART_NOT_FOUND``.
        ConflictError: ``CART_COMPLETING``, ``CART_COMPLETED``.
        InvalidInputError: ``TEXT_TOO_LONG``, ``TEXT_INVALID``.
    """
    cleaned = clean_text(certificate, LONGEST_CERTIFICATE, ("certificate",), empty=True)
    cart = await repository.lock_cart(cart_id, session=None)
    if cart.state is CartState.COMPLETED:
        raise cart_completed()
    if cart.state is CartState.COMPLETING:
        raise cart_completing()
    changed = msgspec.structs.replace(cart, tax_exemption=cleaned, updated_at=uow.now)
    await repository.save_cart(changed)
    return changed
