"""Relay connections."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar

import strawberry

from fondaco import db

__all__ = ["After", "Before", "Connection", "Edge", "First", "Last", "PageInfo"]

T = TypeVar("T")

First = Annotated[int | None, strawberry.argument(description="The first so many; this or `last` is required.")]
After = Annotated[str | None, strawberry.argument(description="Behind this cursor.")]
Last = Annotated[int | None, strawberry.argument(description="The last so many; this or `first` is required.")]
Before = Annotated[str | None, strawberry.argument(description="In front of this cursor.")]


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    """Read off a `fondaco.db.Page`."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None = strawberry.field(description="Cursor of the first edge; null on an empty page.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last edge; null on an empty page.")


async def _count(root: db.Page[Any]) -> int:
    total: int = await root.count()
    return total


@strawberry.type(description="One thing of a list and its place there.")
class Edge(Generic[T]):
    """Read off a `fondaco.db.Edge`."""

    cursor: str
    node: T


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    """Read off a `fondaco.db.Page`: resolvers return that, with ``type=Connection[Product]``."""

    edges: list[Edge[T]]
    nodes: list[T] = strawberry.field(description="The things themselves, for clients that need no cursors.")

    page_info: PageInfo = strawberry.field(description="Where the page lies.")
    total_count: int = strawberry.field(
        resolver=_count, description="How many there are on all pages. Counted only if asked for."
    )
