"""docs/reference/graphql.md: the root operations of both schemas."""

from __future__ import annotations

from fondaco.graphql.composition import ComposedSchema
from graphql import GraphQLArgument, GraphQLObjectType, GraphQLSchema

from reference_pages.permissions import operations
from reference_pages.shipped import shipped_app
from reference_pages.text import table, written

__all__ = ["page"]


def _arguments(arguments: dict[str, GraphQLArgument]) -> str:
    return ", ".join(f"{name}: {argument.type}" for name, argument in arguments.items())


def _needed() -> dict[str, str]:
    return {place: permission for permission, places in operations().items() for place in places}


def _root(schema: ComposedSchema, root: GraphQLObjectType | None) -> str:
    if root is None:
        return ""
    needed = _needed()
    rows = []
    for name, field in sorted(root.fields.items()):
        call = f"{name}({_arguments(field.args)})" if field.args else name
        if root.name == "Mutation":
            call = name
        permission = needed.get(f"{schema.name} {root.name}.{name}")
        rows.append(
            (f"`{call}`", f"`{field.type}`", field.description or "", f"`{permission}`" if permission else "anyone")
        )
    return f"### {schema.name}: {root.name}\n\n" + table(("operation", "answers", "what it does", "needs"), rows)


def page() -> str:
    """Returns the page."""
    parts = [written("graphql")]
    for composed in (shipped_app().shop, shipped_app().admin):
        schema: GraphQLSchema = composed._schema  # noqa: SLF001 (strawberry names it nowhere else)
        parts += [
            f"## `/graphql/{composed.name}`",
            _root(composed, schema.query_type),
            _root(composed, schema.mutation_type),
        ]
    return "\n\n".join(part for part in parts if part)
