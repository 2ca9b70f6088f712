"""How much of a thing one buyer may have, over all their orders."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import LimitExceededError

from fondaco_checkout.model.cart import PricedCart
from fondaco_checkout.repository import customer_limits as repository
from fondaco_checkout.repository.customer_limits import Thing

__all__ = ["require_customer_limits"]


async def require_customer_limits(uow: UnitOfWork, priced: PricedCart) -> None:
    """Refuses a locked cart with which its buyer would have more of a thing than they may.

    The buyer is known by account or e-mail address; until the commit it is the only cart of theirs that is counted.
    Orders that were cancelled do not count, carts that are being paid do. Asks nothing where nothing is limited.

    Raises:
        LimitExceededError: ``CUSTOMER_LIMIT_REACHED``.
    """
    wanted: Counter[Thing] = Counter()
    limits: dict[Thing, tuple[int, datetime | None, str]] = {}
    for line in priced.lines:
        limit, days = line.sellable.max_per_customer, line.sellable.max_per_customer_days
        if limit is not None:
            thing = (line.ref.type, line.ref.id)
            wanted[thing] += line.quantity
            since = None if days is None else uow.now - timedelta(days=days)
            limits[thing] = (limit, since, line.sellable.title)
    if not limits:
        return
    cart = priced.cart
    await repository.lock_buyer(cart.customer, cart.email or "")
    had = await repository.count_bought(
        {thing: since for thing, (_, since, _) in limits.items()}, cart.customer, cart.email or "", cart.id
    )
    for thing, (limit, _, title) in limits.items():
        if had[thing] + wanted[thing] > limit:
            raise LimitExceededError(
                f"Everybody can buy {limit} of {title}, and {limit - had[thing] if had[thing] < limit else 0} are left "
                "for you.",
                code="CUSTOMER_LIMIT_REACHED",
                field=("cartId",),
            )
