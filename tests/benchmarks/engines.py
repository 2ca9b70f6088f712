"""The executors that are compared, each behind the same call. Whatever changes in the framework changes here only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import graphql
from fondaco.app import App
from fondaco.context import Context
from fondaco.graphql.composition import ComposedSchema
from fondaco.graphql.context import RequestContext
from fondaco.graphql.execution import execute
from strawberry.extensions import ParserCache, ValidationCache

__all__ = ["ENGINES", "Engine", "fallbacks", "run_fondaco", "run_graphql_core", "run_strawberry", "with_caches"]

Engine = Callable[[App, ComposedSchema, Context, str, Mapping[str, Any]], Awaitable[dict[str, Any]]]
"""Takes the application, the schema, the caller, the document and its variables; returns the data."""


def with_caches(schema: ComposedSchema) -> ComposedSchema:
    """Lets strawberry remember what it has parsed and validated, as every serious deployment does."""
    parsed, validated = ParserCache(maxsize=1000), ValidationCache(maxsize=1000)
    schema.extensions = [lambda: parsed, lambda: validated]
    return schema


async def run_fondaco(
    app: App, schema: ComposedSchema, caller: Context, document: str, variables: Mapping[str, Any]
) -> dict[str, Any]:
    """The framework: everything between the decoded request and the answer's data."""
    answer = await execute(app, schema, caller, document, variables)
    return _checked(answer.data, answer.errors)


async def run_strawberry(
    app: App, schema: ComposedSchema, caller: Context, document: str, variables: Mapping[str, Any]
) -> dict[str, Any]:
    """graphql-core through strawberry."""
    result = await schema.execute(
        document, variable_values=dict(variables), context_value=RequestContext(app, schema, caller)
    )
    return _checked(result.data, result.errors)


def fallbacks(app: App) -> int:
    """Returns how many queries the framework has given to graphql-core, because its own executor does not do them."""
    return int(
        sum(
            sample.value
            for metric in app.metrics.graphql_fallbacks.collect()
            for sample in metric.samples
            if sample.name.endswith("_total")
        )
    )


_documents: dict[str, graphql.DocumentNode] = {}


async def run_graphql_core(
    app: App, schema: ComposedSchema, caller: Context, document: str, variables: Mapping[str, Any]
) -> dict[str, Any]:
    """graphql-core alone, on a document that is parsed already and is not validated."""
    if document not in _documents:
        _documents[document] = graphql.parse(document)
    result: Any = graphql.execute(
        schema._schema,
        _documents[document],
        variable_values=dict(variables),
        context_value=RequestContext(app, schema, caller),
    )
    if not isinstance(result, graphql.ExecutionResult):
        result = await result
    return _checked(result.data, result.errors)


def _checked(data: dict[str, Any] | None, errors: Any) -> dict[str, Any]:
    if errors or data is None:
        raise RuntimeError(f"a benchmark's query failed: {errors}")
    return data


ENGINES: Mapping[str, Engine] = {
    "fondaco": run_fondaco,
    "strawberry": run_strawberry,
    "graphql_core": run_graphql_core,
}
