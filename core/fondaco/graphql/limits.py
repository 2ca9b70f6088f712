"""What is checked of a document before anything runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLError, OperationDefinitionNode
from strawberry.extensions import (
    DisableIntrospection,
    MaxAliasesLimiter,
    MaxTokensLimiter,
    ParserCache,
    QueryDepthLimiter,
    SchemaExtension,
    ValidationCache,
)

from fondaco.settings import GraphQLSettings

__all__ = ["extensions_for"]

CACHED_DOCUMENTS = 1000


class NamedOperation(SchemaExtension):
    """Refuses a document of several operations that does not say which one to run; strawberry would run the first."""

    def on_validate(self) -> Iterator[None]:
        """Stands for the validation where it finds something; after `ValidationCache`, which would overwrite it."""
        context = self.execution_context
        definitions = context.graphql_document.definitions if context.graphql_document is not None else ()
        operations = sum(isinstance(node, OperationDefinitionNode) for node in definitions)
        if operations > 1 and context._provided_operation_name is None:  # noqa: SLF001 (kept nowhere else)
            context.pre_execution_errors = [
                GraphQLError("Must provide operation name if query contains multiple operations.")
            ]
        yield


def extensions_for(settings: GraphQLSettings) -> list[Any]:
    """Returns the limits and caches of a schema, as strawberry extensions."""
    # Strawberry makes extensions anew for each request; the caches have to outlive it.
    parsed, validated = ParserCache(maxsize=CACHED_DOCUMENTS), ValidationCache(maxsize=CACHED_DOCUMENTS)
    extensions: list[type[SchemaExtension] | Any] = [
        lambda: MaxTokensLimiter(max_token_count=settings.max_tokens),
        lambda: MaxAliasesLimiter(max_alias_count=settings.max_aliases),
        lambda: QueryDepthLimiter(max_depth=settings.max_depth),
        lambda: parsed,
        lambda: validated,
        NamedOperation,
    ]
    if not settings.introspection:
        extensions.append(DisableIntrospection)
    return extensions
