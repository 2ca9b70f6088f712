"""Composes a schema out of what the plugins contribute.

Strawberry builds each type from its fields through `strawberry.Schema.get_fields`; a subclass appends the contributed
ones there, so a plugin extends a type without touching it. Two plugins that contribute the same thing refuse boot.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.field import StrawberryField

from fondaco.access.permissions import Permission
from fondaco.errors import CompositionError, InvalidInputError
from fondaco.graphql.context import Info, RequestContext
from fondaco.graphql.docstrings import described, described_members
from fondaco.graphql.documents import Documents
from fondaco.graphql.executor import Traffic
from fondaco.graphql.mutations import build_mutation, camel
from fondaco.graphql.nodes import Node
from fondaco.graphql.parts import FieldPart, MutationPart, NodeType, SchemaPart
from fondaco.graphql.resolution import Resolution
from fondaco.graphql.scalars import SCALARS
from fondaco.graphql.subscriptions.fields import build_subscription
from fondaco.ids import decode_global_id
from fondaco.settings import GraphQLSettings

__all__ = ["ComposedSchema", "compose"]

Contribution = tuple[str, SchemaPart]
"""The plugin's name and one of its parts."""


class ComposedSchema(strawberry.Schema):
    """A strawberry schema with the fields that plugins contributed.

    Attributes:
        documents: What was parsed and validated against it.
        events: Wire names of the events that its subscriptions are fed by.
        traffic: The queries under way.
        hides_names: Whether errors must not suggest names ("Did you mean …"), since clients may not read the schema.
    """

    def __init__(
        self,
        name: str,
        contributions: Sequence[Contribution],
        enabled: frozenset[str],
        settings: GraphQLSettings,
    ) -> None:
        self.name = name
        self.hides_names = not settings.introspection
        self._nodes = _collect_nodes(contributions)
        self.permissions: list[tuple[str, Permission]] = [
            (plugin, declared.permission)
            for plugin, part in contributions
            for declared in part.declared
            if declared.permission is not None
        ]
        self.events = frozenset(
            event.wire_name
            for _, part in contributions
            for subscription in part.subscriptions
            for event in subscription.events
        )
        self._added = self._build_fields(contributions, enabled)
        self._seen: set[str] = set()
        super().__init__(
            query=_root("Query", "Reads."),
            mutation=_root("Mutation", "Changes.") if self._added.get("Mutation") else None,
            subscription=_root("Subscription", "Told as it happens.") if self._added.get("Subscription") else None,
            types=[
                *(node.type for _, node in self._nodes.values()),
                *(found for _, part in contributions for found in part.implementations),
            ],
            config=StrawberryConfig(scalar_map=SCALARS),
        )
        self._refuse_unknown_targets()
        self.documents = Documents(self, settings)
        self.traffic = Traffic()

    @property
    def core(self) -> GraphQLSchema:
        """The schema as graphql-core knows it."""
        return self._schema

    def get_fields(self, type_definition: StrawberryObjectDefinition) -> list[StrawberryField]:
        """Returns a type's own fields and the contributed ones."""
        name = self.config.name_converter.from_type(type_definition)
        own = list(type_definition.fields)
        self._seen.add(name)
        names = {field.graphql_name or camel(field.python_name) for field in own}
        for graphql_name, (plugin, field) in self._added.get(name, {}).items():
            if graphql_name in names:
                raise CompositionError(
                    f"Plugin {plugin!r} contributes {name}.{graphql_name} to the {self.name} schema, but the type has "
                    "that field already. Rename one of them."
                )
            own.append(field)
        return own

    def _build_fields(
        self, contributions: Sequence[Contribution], enabled: frozenset[str]
    ) -> dict[str, dict[str, tuple[str, StrawberryField]]]:
        added: dict[str, dict[str, tuple[str, StrawberryField]]] = {}
        self._owners: dict[str, str] = {}

        def add(target: str, plugin: str, field: StrawberryField) -> None:
            graphql_name = field.graphql_name or camel(field.python_name)
            other = added.setdefault(target, {}).setdefault(graphql_name, (plugin, field))
            if other[1] is not field:
                raise CompositionError(
                    f"Plugins {other[0]!r} and {plugin!r} both contribute {target}.{graphql_name} to the {self.name} "
                    "schema. Disable one of them, or rename the field."
                )
            self._owners.setdefault(target, plugin)

        for plugin, part in contributions:
            for field in part.fields:
                if field.owner is None or field.owner in enabled:
                    add(field.target, plugin, self._build(field, plugin))
            for mutation in part.mutations:
                add("Mutation", plugin, self._build_mutation(mutation, plugin))
            for subscription in part.subscriptions:
                add("Subscription", plugin, build_subscription(subscription, plugin, self._resolve_type))
        if self._nodes:
            add("Query", "core", _node_field(self))
        return added

    def _resolve_type(self, annotation: Any) -> Any:
        namespace = {name: node.type for name, (_, node) in self._nodes.items()}
        try:
            holder = type("Holder", (), {"__annotations__": {"type": annotation}})
            return typing.get_type_hints(holder, localns=namespace, include_extras=True)["type"]
        except NameError as error:
            raise CompositionError(
                f"A field of the {self.name} schema has the type {error.name}, which is no node type of an enabled "
                f"plugin. Node types: {', '.join(sorted(namespace))}."
            ) from error

    def _build_mutation(self, part: MutationPart, plugin: str) -> StrawberryField:
        field: StrawberryField = build_mutation(part, plugin, self._resolve_type)
        field.python_name = part.function.__name__
        return field

    def _build(self, part: FieldPart, plugin: str) -> StrawberryField:
        if part.target in {"Query", "Mutation", "Subscription"} and part.permission is None:
            raise CompositionError(
                f"Plugin {plugin!r} contributes {part.target}.{part.function.__name__} without a permission. Say which "
                "one it needs, or ANYONE."
            )
        resolution = Resolution(part)
        texts = described_members(part.function)
        field: StrawberryField = strawberry.field(
            resolver=resolution.for_each(),
            name=part.name or camel(part.function.__name__),
            description=described(part.function),
            graphql_type=self._resolve_type(part.type),
            deprecation_reason=part.deprecated,
            metadata={"resolution": resolution},
        )
        field.python_name = part.function.__name__
        for argument in field.arguments:
            argument.description = argument.description or texts.get(argument.python_name)
        return field

    def _refuse_unknown_targets(self) -> None:
        for target in self._added.keys() - self._seen:
            raise CompositionError(
                f"Plugin {self._owners[target]!r} extends the type {target} in the {self.name} schema, but no enabled "
                f'plugin provides it. If another plugin does, name it: extend({target!r}, owner="…").'
            )

    async def load_nodes(self, context: RequestContext, type_name: str, ids: Sequence[UUID]) -> Sequence[Any]:
        """Loads entities by type name and id; see `RequestContext.load_nodes`."""
        if type_name not in self._nodes:
            raise CompositionError(f"No enabled plugin provides nodes of type {type_name} in the {self.name} schema.")
        return await self._nodes[type_name][1].load(context, ids)

    def has_node(self, type_name: str) -> bool:
        """Says whether entities of this type can be loaded."""
        return type_name in self._nodes


def _root(name: str, description: str) -> type:
    return strawberry.type(type(name, (), {"__annotations__": {}}), name=name, description=description)


def _collect_nodes(contributions: Sequence[Contribution]) -> dict[str, tuple[str, NodeType]]:
    nodes: dict[str, tuple[str, NodeType]] = {}
    for plugin, part in contributions:
        for node in part.nodes:
            other = nodes.setdefault(node.name, (plugin, node))
            if other[1] is not node:
                raise CompositionError(f"Plugins {other[0]!r} and {plugin!r} both provide the node type {node.name}.")
    return nodes


def _node_field(schema: ComposedSchema) -> StrawberryField:
    async def node(info: Info, id: strawberry.ID) -> Any:
        type_name, key = decode_global_id(id, field=("id",))
        info.context.shared = False
        if not schema.has_node(type_name):
            raise InvalidInputError(f"There are no nodes of type {type_name}.", code="INVALID_ID", field=("id",))
        try:
            uuid = UUID(key)
        except ValueError:
            raise InvalidInputError("This is not an id of this API.", code="INVALID_ID", field=("id",)) from None
        return (await schema.load_nodes(info.context, type_name, [uuid]))[0]

    field: StrawberryField = strawberry.field(
        resolver=node,
        name="node",
        graphql_type=Node | None,
        description="Anything by its id; null if there is none that the caller may see.",
    )
    field.python_name = "node"
    return field


def compose(
    name: str,
    contributions: Iterable[Contribution],
    enabled: Iterable[str],
    settings: GraphQLSettings = GraphQLSettings(),  # noqa: B008 (immutable)
) -> ComposedSchema:
    """Composes one of the two schemas.

    Args:
        name: ``shop`` or ``admin``; for messages.
        contributions: In plugin order.
        enabled: Names of the enabled plugins.
        settings: The limits of its documents.

    Raises:
        CompositionError: Naming the plugins and what they both claim.
    """
    try:
        return ComposedSchema(name, list(contributions), frozenset(enabled), settings)
    except CompositionError:
        raise
    except Exception as error:
        cause: BaseException = error
        while cause.__cause__ is not None:
            cause = cause.__cause__
        if isinstance(cause, CompositionError):
            raise cause from error
        raise CompositionError(f"The {name} schema cannot be composed: {type(cause).__name__}: {cause}") from error
