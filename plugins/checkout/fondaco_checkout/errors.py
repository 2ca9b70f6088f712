"""The refusals that several verbs share; codes are part of the public API."""

from __future__ import annotations

from fondaco.errors import ConflictError, InvalidInputError, NotFoundError, PermissionDeniedError

__all__ = [
    "cart_completed",
    "cart_completing",
    "cart_not_found",
    "key_reused",
    "line_not_found",
    "not_positive",
    "order_is_cancelled",
    "order_is_held",
    "order_is_shipped",
    "order_not_found",
    "payment_declined",
    "payment_not_found",
    "payment_uncertain",
    "reason_too_long",
    "sellable_not_found",
    "sign_in_required",
    "wrong_currency",
]


def cart_not_found() -> NotFoundError:
    """No such cart, or the cart of somebody else: nobody can tell which."""
    return NotFoundError("There is no such cart.", code="CART_NOT_FOUND", field=("cartId",))


def cart_completed() -> ConflictError:
    """The cart has become an order."""
    return ConflictError("This cart has been ordered already.", code="CART_COMPLETED", field=("cartId",))


def cart_completing() -> ConflictError:
    """A payment is under way."""
    return ConflictError(
        "A payment for this cart is under way; it cannot be changed until that is decided.",
        code="CART_COMPLETING",
        field=("cartId",),
    )


def line_not_found(*path: str) -> NotFoundError:
    """The cart has no such line."""
    return NotFoundError("There is no such line in this cart.", code="LINE_NOT_FOUND", field=path)


def sellable_not_found(*path: str) -> InvalidInputError:
    """Nothing of that id can be bought here now."""
    return InvalidInputError("This cannot be bought here.", code="SELLABLE_NOT_FOUND", field=path)


def sign_in_required() -> PermissionDeniedError:
    """Only customers can do it."""
    return PermissionDeniedError("Sign in for this.", code="SIGN_IN_REQUIRED")


def order_not_found() -> NotFoundError:
    """No such order."""
    return NotFoundError("There is no such order.", code="ORDER_NOT_FOUND", field=("id",))


def payment_declined(reason: str) -> ConflictError:
    """The payment failed for good; the cart is open, and another attempt may succeed."""
    return ConflictError(
        f"The payment was refused ({reason}). Nothing was charged; try again or pay in another way.",
        code="PAYMENT_DECLINED",
        field=("payment",),
    )


def payment_uncertain(mutation: str = "cartComplete") -> ConflictError:
    """The provider did not answer in time; nothing is lost and nothing charged twice."""
    return ConflictError(
        f"The payment provider has not answered yet. Call {mutation} again: you will not be charged twice.",
        code="PAYMENT_UNCERTAIN",
        field=("payment",),
    )


def payment_not_found() -> NotFoundError:
    """No such payment."""
    return NotFoundError("There is no such payment.", code="PAYMENT_NOT_FOUND", field=("id",))


def order_is_cancelled() -> ConflictError:
    """Nothing is paid for a cancelled order."""
    return ConflictError("This order was cancelled.", code="ORDER_CANCELLED", field=("id",))


def order_is_shipped() -> ConflictError:
    """What left the house cannot be cancelled."""
    return ConflictError(
        "Pieces of this order have left: cancel what has not, and register the return of what has.",
        code="ORDER_SHIPPED",
        field=("id",),
    )


def key_reused() -> ConflictError:
    """An idempotency key names an operation of another payment."""
    return ConflictError(
        "This idempotency key was used for another call.", code="IDEMPOTENCY_KEY_REUSED", field=("idempotencyKey",)
    )


def wrong_currency(currency: str, *path: str) -> InvalidInputError:
    """An amount in another currency than what it is about."""
    return InvalidInputError(f"The amount has to be in {currency}.", code="WRONG_CURRENCY", field=path)


def not_positive(*path: str) -> InvalidInputError:
    """An amount of nothing, or less."""
    return InvalidInputError("The amount has to be positive.", code="INVALID_AMOUNT", field=path)


def reason_too_long(longest: int, field: str = "reason") -> InvalidInputError:
    """More text than is kept."""
    return InvalidInputError(f"A {field} has at most {longest} characters.", code="REASON_TOO_LONG", field=(field,))


def order_is_held() -> ConflictError:
    """The error of captures and shipments of an order that staff have to release."""
    return ConflictError(
        "This order is held: somebody has to look at it and release it first.", code="ORDER_HELD", field=("id",)
    )
