"""What a resolver knows of its request."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast
from uuid import UUID

import strawberry

from fondaco.access.principals import Principal, new_session_token
from fondaco.cache.dimensions import Dimension
from fondaco.commerce.channel import Channel
from fondaco.context import Context
from fondaco.db.pagination import PageArgs
from fondaco.dispatch import Hooks
from fondaco.errors import NotFoundError
from fondaco.graphql.batching import Loaders
from fondaco.ids import parse_global_id

if TYPE_CHECKING:
    from fondaco.app import App
    from fondaco.graphql.composition import ComposedSchema

__all__ = ["Info", "RequestContext"]

V = TypeVar("V", bound=Hashable)


class RequestContext:
    """One request, as resolvers see it through ``info.context``.

    Attributes:
        app: The application; its parts are for the framework's own fields. Plugins find what they need below.
        shared: Whether everybody in this channel and language would get the same answer, as far as is known yet.
        tags: What the answer is made of, as far as is known yet.
        looked: The dimensions that the answer depends on, and this caller's values, as far as is known yet.
        until: The moment from which on the answer is wrong by itself, as far as is known yet.
        found: What the verbs of the mutation found out that is being answered; see `UnitOfWork.found`.
        done: What became of the mutations that were run, by the names that they have in the answer.
    """

    def __init__(self, app: App, schema: ComposedSchema, caller: Context) -> None:
        self.app = app
        self.schema = schema
        self._caller = caller
        self.loaders = Loaders()
        self.new_session_token: str | None = None
        self.shared = True
        self.tags: set[str] = set()
        self.looked: dict[Dimension[Any], Hashable] = {}
        self.until: datetime | None = None
        self.found: dict[tuple[Hashable, ...], Any] = {}
        self.done: dict[str, Any] = {}

    def again(self) -> RequestContext:
        """Returns a context to answer the same request from the start, without running its mutations again."""
        context = RequestContext(self.app, self.schema, self._caller)
        context.new_session_token = self.new_session_token
        context.done = self.done
        return context

    @property
    def caller(self) -> Context:
        """Who asks, in which channel and language. Looking at it makes the answer theirs alone."""
        self.shared = False
        return self._caller

    @property
    def principal(self) -> Principal:
        """Who asks. Looking at it makes the answer theirs alone."""
        self.shared = False
        return self._caller.principal

    @property
    def channel(self) -> Channel:
        """Where they shop."""
        return self._caller.channel

    @property
    def locale(self) -> str:
        """BCP 47 tag to answer in."""
        return self._caller.locale

    @property
    def request_id(self) -> str:
        """Ties log lines and error answers of the request together."""
        return self._caller.request_id

    def depends_on(self, *tags: str) -> None:
        """Says what the answer is made of, such as ``product:<id>``: it is made anew after one of these is dropped.

        Only answers whose every field is declared ``shared`` are kept at all.
        """
        self.tags.update(tags)

    def valid_until(self, moment: datetime | None) -> None:
        """Says from when on the answer is wrong though nothing is dropped, such as the end of a price's period.

        It is not given from memory from then on, and no cache on the way is told to keep it longer.

        Args:
            moment: None for never, so that the end of something that has none can be passed as it is.
        """
        if moment is not None and (self.until is None or moment < self.until):
            self.until = moment

    def value_of(self, dimension: Dimension[V]) -> V:
        """Returns the caller's value of a dimension without saying that the answer depends on it.

        Only for who finds out while reading whether it does, and says so then by `looked_at`.

        Raises:
            TypeError: If the value cannot be hashed.
        """
        return dimension.value_of(self._caller)

    def looked_at(self, dimension: Dimension[V]) -> V:
        """Returns the caller's value of a dimension; the answer is for all callers who have the same then.

        Raises:
            TypeError: If the value cannot be hashed.
        """
        if dimension not in self.looked:
            self.looked[dimension] = dimension.value_of(self._caller)
        return cast("V", self.looked[dimension])

    @property
    def shared_tags(self) -> frozenset[str] | None:
        """What the answer is made of; None if it is this caller's alone. See `looked` for whom else it is."""
        return frozenset(self.tags) if self.shared else None

    @property
    def hooks(self) -> Hooks:
        """Calls hooks of other plugins."""
        return self.app.hooks

    def ensure_session(self) -> UUID:
        """Returns the id of the shop session; starts one if the request came without.

        The token of a new session goes back in the ``Fondaco-Session`` header and as a cookie.
        """
        principal = self.principal
        if principal.session is not None:
            return principal.session
        self.new_session_token = new_session_token()
        self._caller = self._caller.in_session(self.new_session_token)
        session = self._caller.principal.session
        assert session is not None  # noqa: S101 (a new token is well formed)
        return session

    async def load_nodes(self, type_name: str, ids: Sequence[UUID]) -> list[Any]:
        """Loads entities of any plugin by GraphQL type name and id; None for those that the caller may not see.

        Raises:
            CompositionError: If no enabled plugin provides such a node type.
        """
        return list(await self.schema.load_nodes(self, type_name, ids))

    async def load_node(self, type_name: str, id: str, *, field: tuple[str, ...] | None = None) -> Any:
        """Loads the entity behind a global id, of any plugin.

        Args:
            type_name: The GraphQL type it has to be of.
            id: As the client gave it.
            field: Where in the input the id is, for the error.

        Raises:
            InvalidInputError: ``INVALID_ID`` if it is not the id of such a thing.
            NotFoundError: If there is none, or none that the caller may see.
            CompositionError: If no enabled plugin provides such a node type.
        """
        [found] = await self.load_nodes(type_name, [parse_global_id(id, type_name, field=field)])
        if found is None:
            raise NotFoundError(f"There is no such {type_name}.", field=field)
        return found

    def page_args(self, first: int | None, after: str | None, last: int | None, before: str | None) -> PageArgs:
        """Returns the four Relay arguments as one value, their size checked against the deployment's limit."""
        args = PageArgs(first, after, last, before)
        args.size(self.app.settings.graphql.max_page_size)
        return args


Info: TypeAlias = strawberry.Info[RequestContext, None]
