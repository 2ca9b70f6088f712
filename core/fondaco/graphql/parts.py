"""What a plugin adds to a schema: root operations, fields on types of any plugin, nodes.

A `SchemaPart` is filled at import time by decorators and turned into fields when a schema is composed, because only
then is it known which types the enabled plugins provide.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import Enum
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec

from fondaco.access.permissions import Permission
from fondaco.commerce.event import Event
from fondaco.graphql.context import RequestContext

__all__ = ["SKIP", "FieldPart", "GraphQL", "MutationPart", "NodeType", "SchemaPart", "Skip", "SubscriptionPart"]

F = TypeVar("F", bound=Callable[..., Any])

NodeLoader = Callable[[RequestContext, Sequence[UUID]], Awaitable[Sequence[Any]]]


class FieldPart(msgspec.Struct, frozen=True, kw_only=True):
    """A field on a type, by name.

    Attributes:
        target: GraphQL name of the type, ``Query`` included.
        owner: The plugin that has to be enabled for the type to exist; None where this one requires it anyway.
        function: The resolver.
        type: GraphQL type, as an annotation over declared types; names of node types may be strings.
        permission: What a caller needs; None only on fields that are no root operations.
        batch: Whether the function takes a list of parents and returns a list of values.
        shared: Whether everybody in the same channel and language gets the same value.
    """

    target: str
    function: Callable[..., Any]
    type: Any
    name: str | None = None
    owner: str | None = None
    permission: Permission | None = None
    batch: bool = False
    shared: bool = False
    deprecated: str | None = None


class MutationPart(msgspec.Struct, frozen=True, kw_only=True):
    """A mutation; see `SchemaPart.mutation`."""

    function: Callable[..., Any]
    returns: Mapping[str, Any]
    permission: Permission
    name: str | None = None
    transaction: bool = True


class Skip(Enum):
    """The type of `SKIP`, for annotations: ``-> Order | Skip``."""

    SKIP = "skip"


SKIP: Final = Skip.SKIP
"""What a subscription's function returns for an event that does not concern the subscriber: nothing is sent."""


class SubscriptionPart(msgspec.Struct, frozen=True, kw_only=True):
    """A subscription; see `SchemaPart.subscription`."""

    function: Callable[..., Awaitable[Any]]
    type: Any
    events: tuple[type[Event], ...]
    permission: Permission
    start: Callable[..., Awaitable[Any]] | None = None
    name: str | None = None
    deprecated: str | None = None


class NodeType(msgspec.Struct, frozen=True):
    """A type that `node(id:)` and other plugins can load.

    Attributes:
        type: The declared type, a subclass of `Node`.
        load: Takes the request and a list of ids, returns a value or None for each, in that order: None too for what
            the caller may not see.
    """

    type: type
    load: NodeLoader

    @property
    def name(self) -> str:
        """The GraphQL name."""
        name: str = self.type.__strawberry_definition__.name  # type: ignore[attr-defined]
        return name


class SchemaPart:
    """Collects fields; one for each file of a plugin's ``graphql/``."""

    def __init__(self) -> None:
        self.fields: list[FieldPart] = []
        self.mutations: list[MutationPart] = []
        self.subscriptions: list[SubscriptionPart] = []
        self.nodes: list[NodeType] = []
        self.implementations: list[type] = []

    @property
    def declared(self) -> Sequence[FieldPart | MutationPart | SubscriptionPart]:
        """Everything that may ask for a permission."""
        return [*self.fields, *self.mutations, *self.subscriptions]

    def implementation(self, type: type) -> None:
        """Adds a type that no field names, since fields name the interface that it implements."""
        self.implementations.append(type)

    def query(
        self,
        *,
        type: Any,
        permission: Permission,
        name: str | None = None,
        shared: bool = False,
        deprecated: str | None = None,
    ) -> Callable[[F], F]:
        """Adds a field to ``Query``: ``async def products(info: Info, first: First = None) -> Page[model.Product]``.

        Args:
            type: GraphQL type of the answer: ``list[Product]``, ``Product | None``, ``Connection[Product]``.
            permission: What the caller needs; `ANYONE` for none.
            shared: Whether everybody in the same channel and language gets the same answer until a tag named with
                ``info.context.depends_on`` is dropped. Such answers are kept in memory.
        """

        def decorate(function: F) -> F:
            self.fields.append(
                FieldPart(
                    target="Query",
                    function=function,
                    type=type,
                    name=name,
                    permission=permission,
                    shared=shared,
                    deprecated=deprecated,
                )
            )
            return function

        return decorate

    def extend(
        self,
        target: str,
        *,
        type: Any,
        name: str | None = None,
        owner: str | None = None,
        permission: Permission | None = None,
        shared: bool = False,
        deprecated: str | None = None,
    ) -> Callable[[F], F]:
        """Adds a field to a type, the plugin's own or another's, by name.

        The function is a batch resolver: it takes the list of parents first, then ``info`` and the field's arguments,
        and returns a list with one value per parent, in their order::

            @shop.extend("Product", type=bool)
            async def wished(products: Sequence[HasId], info: Info) -> list[bool]: ...

        Args:
            owner: The plugin whose type it is, if that may be missing: then the field goes too.
            permission: What the caller needs to read it, if not everyone who reads the parent may.
            shared: As for `query`. An answer with one field that is not shared is not kept.
        """

        def decorate(function: F) -> F:
            self.fields.append(
                FieldPart(
                    target=target,
                    function=function,
                    type=type,
                    name=name,
                    owner=owner,
                    permission=permission,
                    batch=True,
                    shared=shared,
                    deprecated=deprecated,
                )
            )
            return function

        return decorate

    def mutation(
        self,
        *,
        returns: Mapping[str, Any],
        permission: Permission,
        name: str | None = None,
        transaction: bool = True,
    ) -> Callable[[F], F]:
        """Adds a mutation: ``async def cart_create(uow: UnitOfWork, data: CartCreateInput) -> model.Cart``.

        It becomes ``cartCreate(input: CartCreateInput!, idempotencyKey: String): CartCreatePayload!``; the payload has
        the fields in ``returns``, null if it failed, and ``errors: [UserError!]!``. A DomainError undoes the
        transaction and is answered there.

        The function's parameters are found by name: ``uow`` (the transaction, unless ``transaction=False``), ``info``,
        and ``data``, the input. A short input needs no type of its own: without ``data`` every other parameter is a
        field of it, so ``async def wishlist_add(uow: UnitOfWork, info: Info, product_id: ID) -> int`` becomes
        ``wishlistAdd(input: WishlistAddInput!, …)`` with ``input WishlistAddInput { productId: ID! }``.

        It returns the value of the only payload field, or a value with an attribute for each.

        With an idempotency key the same call by the same caller returns the first answer; its return annotation must
        then be a Struct that msgspec can read back.

        Args:
            returns: GraphQL types of the payload's fields, by name.
            transaction: False for a verb that needs several transactions and is idempotent by itself; it gets ``info``
                instead, and ``idempotency_key`` if it has such a parameter: the caller's key, or None.
        """

        def decorate(function: F) -> F:
            self.mutations.append(
                MutationPart(
                    function=function, returns=returns, permission=permission, name=name, transaction=transaction
                )
            )
            return function

        return decorate

    def subscription(
        self,
        *,
        type: Any,
        permission: Permission,
        events: Sequence[type[Event]],
        start: Callable[..., Awaitable[Any]] | None = None,
        name: str | None = None,
        deprecated: str | None = None,
    ) -> Callable[[F], F]:
        """Adds a subscription: a function that turns an event into what this subscriber is to see of it::

            @admin.subscription(type=Order, permission=VIEW_ORDERS, events=(OrderPlaced,))
            async def order_placed(event: OrderPlaced, channel: str | None = None) -> Order | Skip:
                return SKIP if channel not in {None, event.channel} else await get_order(event.order_id)

        The function is called once for each event and subscriber, after the commit. Its parameters are found by name:
        ``event``, ``info``, ``started``, and every other one is an argument of the field. What it returns is selected
        from as in a query, with batches and a context of its own for each event, whose caller is worked out anew: who
        lost the permission hears nothing more. What it raises is sent as the error of that event; a
        PermissionDeniedError ends the subscription.

        Args:
            type: GraphQL type of what is sent.
            permission: What the caller needs, at the start and at each event; `ANYONE` for none.
            events: Event classes. An own class with the wire name of a foreign event does too.
            start: Called once before the first event, after the permission was checked, with ``info`` and the
                arguments that it takes by name; what it returns is passed on as ``started``. It refuses the
                subscription by raising. Look things up here so that events of no interest cost nothing. No event that
                is committed after it began is missed.
        """

        def decorate(function: F) -> F:
            self.subscriptions.append(
                SubscriptionPart(
                    function=function,
                    type=type,
                    events=tuple(events),
                    permission=permission,
                    start=start,
                    name=name,
                    deprecated=deprecated,
                )
            )
            return function

        return decorate

    def node(self, type: type, load: NodeLoader) -> None:
        """Makes a type loadable by `node(id:)` and by name from other plugins."""
        self.nodes.append(NodeType(type, load))


class GraphQL(msgspec.Struct, frozen=True):
    """What a plugin adds to the two schemas."""

    shop: tuple[SchemaPart, ...] = ()
    admin: tuple[SchemaPart, ...] = ()
