"""The SQL of what is published."""

from __future__ import annotations

__all__ = ["is_published"]


def is_published(now: str) -> str:
    """Returns the condition that the listing ``l`` is published at a moment, given as an SQL expression.

    A product with such a listing is live or being phased out: taking it out of these statuses withdraws it.
    """
    return f"l.published_at <= {now} AND (l.unpublish_at IS NULL OR l.unpublish_at > {now})"
