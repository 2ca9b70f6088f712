"""What keeps a storefront's visitors safe: where forms may come from, and what a browser may load."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from litestar import Request

__all__ = ["content_security_policy", "is_same_site_form", "own_origin", "security_headers"]


def own_origin(request: Request[Any, Any, Any], public_url: str | None) -> str:
    """Returns scheme and host that the visitor sees: the configured public URL, else the request's ``Host``."""
    if public_url:
        parts = urlsplit(public_url)
        return f"{parts.scheme}://{parts.netloc}"
    return f"{request.scope['scheme']}://{request.headers.get('host', 'localhost')}"


def is_same_site_form(request: Request[Any, Any, Any], public_url: str | None) -> bool:
    """Says whether a form was sent from one of our own pages (CSRF).

    A browser says so by ``Sec-Fetch-Site``, an older one by ``Origin`` or ``Referer``. A request that brings none of
    them is refused: it comes from no form of ours.
    """
    if (site := request.headers.get("sec-fetch-site")) is not None:
        return site == "same-origin"
    sender = request.headers.get("origin") or request.headers.get("referer") or ""
    try:
        parts = urlsplit(sender)
    except ValueError:
        return False
    return bool(parts.netloc) and f"{parts.scheme}://{parts.netloc}" == own_origin(request, public_url)


def content_security_policy(image_origins: Sequence[str], payment_origins: Sequence[str]) -> str:
    """Returns the policy of every page: own files only, no inline script or style, never in a frame.

    Args:
        image_origins: May be shown as pictures and played as films besides our own.
        payment_origins: A form may lead there, through the redirect of its answer.
    """
    images = " ".join(("'self'", "data:", *image_origins))
    films = " ".join(("'self'", *image_origins))
    forms = " ".join(("'self'", *payment_origins))
    return (
        "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; "
        f"form-action {forms}; frame-ancestors 'none'; img-src {images}; manifest-src 'self'; media-src {films}; "
        "script-src 'self'; style-src 'self'"
    )


def security_headers(policy: str) -> dict[str, str]:
    """Returns the headers of every answer. Addresses of orders are secrets, so no other site is told a referrer."""
    return {
        "content-security-policy": policy,
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
    }
