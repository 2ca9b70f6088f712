"""Slugs are unique among things of one kind, whoever takes one first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import asyncpg
from fondaco.errors import ConflictError

from fondaco_catalog.repository import rows

__all__ = ["external_id_taken", "insert_under_free_slug", "slug_taken"]

ATTEMPTS = 20
"""So many others may take the same generated slug at the same moment."""


def _taken() -> ConflictError:
    return ConflictError("This slug is taken. Choose another one.", code="SLUG_TAKEN", field=("slug",))


@contextmanager
def slug_taken() -> Iterator[None]:
    """Turns the database's refusal of a slug into a ConflictError (``SLUG_TAKEN``)."""
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        if not (error.constraint_name or "").endswith("_slug_key"):
            raise
        raise _taken() from error


@contextmanager
def external_id_taken(field: tuple[str, ...] = ("externalId",)) -> Iterator[None]:
    """Turns the database's refusal of an external id into a ConflictError (``EXTERNAL_ID_TAKEN``)."""
    try:
        yield
    except asyncpg.UniqueViolationError as error:
        if not (error.constraint_name or "").endswith("_external_id_key"):
            raise
        raise ConflictError("Something else has this external id.", code="EXTERNAL_ID_TAKEN", field=field) from error


async def insert_under_free_slug(entity: rows.Entity, row: Mapping[str, Any], slug: str | None, generated: str) -> str:
    """Inserts a row and returns its slug.

    Args:
        slug: The one that somebody chose; None to take the generated one, with a number behind it if it is taken.

    Raises:
        ConflictError: ``SLUG_TAKEN``.
    """
    if slug is not None:
        if not await rows.insert_with_slug(entity, {**row, "slug": slug}):
            raise _taken()
        return slug
    for _ in range(ATTEMPTS):
        free = await rows.free_slug(entity, generated)
        if await rows.insert_with_slug(entity, {**row, "slug": free}):
            return free
    raise _taken()
