"""What becomes of a guest's carts when they sign in."""

from __future__ import annotations

from uuid import UUID

import msgspec
from fondaco.commerce import Channel
from fondaco.db.unit_of_work import UnitOfWork

from fondaco_checkout.model.cart import Cart, CartState
from fondaco_checkout.model.notices import keep_notices
from fondaco_checkout.repository import carts as repository
from fondaco_checkout.repository import customer_carts
from fondaco_checkout.service.customer_carts import customer_of
from fondaco_checkout.service.fitting import Fitting, fit_lines
from fondaco_checkout.service.touching import touch_cart
from fondaco_checkout.settings import CheckoutSettings

__all__ = ["merge_carts"]


async def merge_carts(
    uow: UnitOfWork, settings: CheckoutSettings, channel: Channel, *, only: UUID | None = None
) -> Cart | None:
    """Puts what the guest carts of the caller's session hold in a channel into the customer's current cart there.

    Quantities are added, up to the limits; what does not fit is told by notices of the cart. What the customer's cart
    says of buyer, addresses, delivery and remarks stays, and gaps are filled from the guest's. Guest carts are gone
    afterwards. A customer without an open current cart gets the latest of the guest's as theirs. A guest cart that is
    being paid is left to the guest.

    Takes the lock of the customer's carts, then those of all carts it touches in the order of ids. Idempotent: a second
    call finds nothing to add.

    Args:
        only: Merge this guest cart and no other.

    Returns:
        The customer's current cart; None if there is none.

    Raises:
        PermissionDeniedError: ``SIGN_IN_REQUIRED``.
    """
    customer, session = customer_of(uow), uow.context.principal.session
    await customer_carts.lock_carts_of(customer)
    current = await customer_carts.find_current_cart(customer, channel.slug)
    guests = await repository.find_open_carts(channel.slug, session=session, customer=None)
    guests = [cart for cart in guests if only is None or cart.id == only]
    locked = await repository.lock_carts({cart.id for cart in guests} | ({current} if current is not None else set()))
    target = next((cart for cart in locked if cart.id == current and cart.state is CartState.OPEN), None)
    # As they are now: meanwhile one may have been paid, taken over, or gone.
    merged = [cart for cart in locked if cart.customer is None and cart.state is CartState.OPEN]
    if not merged:
        return target
    merged.sort(key=lambda cart: (cart.updated_at, cart.id), reverse=True)
    if target is None:
        target = merged.pop(0)
        await customer_carts.adopt_cart(target.id, customer, uow.now)
        await customer_carts.set_current_cart(customer, channel.slug, target.id)
        target = msgspec.structs.replace(target, customer=customer, current=True)
    for guest in merged:
        wanted = [
            Fitting(ref=line.ref, quantity=line.quantity, title=line.seen.title, seen=line.seen, remarks=line.remarks)
            for line in guest.lines
        ]
        target = _filled(await fit_lines(uow, settings, channel, target, wanted), guest)
    await repository.delete_carts([cart.id for cart in merged])
    return await touch_cart(uow, target)


def _filled(cart: Cart, guest: Cart) -> Cart:
    """Returns the cart with what the guest's one says where it says nothing."""
    ids = {line.id for line in cart.lines}
    filled = msgspec.structs.replace(
        cart,
        email=cart.email or guest.email,
        phone=cart.phone or guest.phone,
        shipping_address=cart.shipping_address or guest.shipping_address,
        billing_address=cart.billing_address or guest.billing_address,
        delivery_code=cart.delivery_code or guest.delivery_code,
        delivery_quote=guest.delivery_quote if cart.delivery_code is None else cart.delivery_quote,
        tax_number=cart.tax_number or guest.tax_number,
        tax_exemption=cart.tax_exemption or guest.tax_exemption,
        remarks=cart.remarks.or_else(guest.remarks),
    )
    # Of its own notices those stay that are about no line, as the lines have other ids here.
    return keep_notices(filled, [kept for kept in guest.notices if kept.line_id is None or kept.line_id in ids])
