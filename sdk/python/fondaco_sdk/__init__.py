"""Typed Python clients for Fondaco's shop and admin APIs.

``Shop`` and ``Admin`` block, ``AsyncShop`` and ``AsyncAdmin`` are awaited; both have the same methods. Types of what
they take and return are in `fondaco_sdk.shop` and `fondaco_sdk.admin`. See the README for examples.
"""

from fondaco_sdk.asynchronous.admin import AsyncAdmin
from fondaco_sdk.asynchronous.cart import AsyncShoppingCart
from fondaco_sdk.asynchronous.shop import AsyncShop
from fondaco_sdk.errors import (
    FondacoError,
    InvalidResponseError,
    RejectedError,
    RequestRefusedError,
    StatusError,
    TimedOutError,
    TransportError,
    UnreachableError,
    UserError,
)
from fondaco_sdk.results import Failure, Ok, Result
from fondaco_sdk.retries import Retries
from fondaco_sdk.session import is_session_token, new_session_token
from fondaco_sdk.synchronous.admin import Admin
from fondaco_sdk.synchronous.cart import ShoppingCart
from fondaco_sdk.synchronous.shop import Shop

__all__ = [
    "Admin",
    "AsyncAdmin",
    "AsyncShop",
    "AsyncShoppingCart",
    "Failure",
    "FondacoError",
    "InvalidResponseError",
    "Ok",
    "RejectedError",
    "RequestRefusedError",
    "Result",
    "Retries",
    "Shop",
    "ShoppingCart",
    "StatusError",
    "TimedOutError",
    "TransportError",
    "UnreachableError",
    "UserError",
    "is_session_token",
    "new_session_token",
]
