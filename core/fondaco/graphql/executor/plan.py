"""Compiles a query or mutation into a tree of columns, and runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import strawberry
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLUnionType,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    is_leaf_type,
)
from graphql.execution.values import VariableValues
from graphql.pyutils import Path
from strawberry.types.arguments import convert_argument
from strawberry.types.field import StrawberryField

from fondaco.graphql.executor.arguments import Arguments, Convert, Parameter
from fondaco.graphql.executor.code import Code, Fused, NotInlineError
from fondaco.graphql.executor.columns import Batches, Calls, Changes, Column, Plain, TypeNames
from fondaco.graphql.executor.completion import Completion, EachType, InfoOf, Leaves, Lists, Objects, Values
from fondaco.graphql.executor.reading import Read
from fondaco.graphql.executor.rows import RowBuilder, row_builder
from fondaco.graphql.executor.run import Run, Unusual
from fondaco.graphql.executor.selections import Selector
from fondaco.graphql.executor.waiting import together
from fondaco.graphql.resolution import Resolution

if TYPE_CHECKING:
    from fondaco.graphql.composition import ComposedSchema

__all__ = ["Plan", "Selection", "compile_plan"]

MOST_MISSED = 4
"""Times that a field is met with a value that its written-out form does not know, before it becomes a column."""


class Selection:
    """What is asked of the objects of one type, on one level.

    The first time, every field is a column. By the second, what has no need to be one is written out as one function
    (`code.Code`); the rest remain columns beside it. Where that function meets what it does not know, the level is
    answered by columns again; a field that keeps doing so becomes one for good.

    Attributes:
        awaits: Whether anything in it has to be awaited.
    """

    __slots__ = ("_beside", "_build", "_columns", "_fused", "_keys", "_missed", "_waiting", "awaits")

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._keys = list(columns)
        self._columns = list(columns.values())
        self._build: RowBuilder | None = None
        self._fused: Fused | None = None
        self._beside: list[int] = []
        self._missed: dict[int, int] = {}
        self._waiting = [place for place, column in enumerate(self._columns) if column.awaits]
        self.awaits = bool(self._waiting)

    def now(self, parents: Values, run: Run) -> list[dict[str, Any]]:
        """Answers for each parent, where nothing has to be awaited."""
        return self._rows(parents, {}, run)

    async def later(self, parents: Values, run: Run) -> list[dict[str, Any]]:
        """Answers for each parent. What has to be awaited is awaited together while the process has little to do."""
        waiting = self._waiting
        if len(waiting) < 2 or run.traffic.is_busy:
            found = [await self._columns[place].later(parents, run) for place in waiting]
        else:
            found = await together(self._columns[place].later(parents, run) for place in waiting)
        return self._rows(parents, dict(zip(waiting, found, strict=True)), run)

    def inline(self, code: Code, parent: str) -> str:
        """Writes the answer for one parent out and returns the expression of its dict.

        Raises:
            NotInlineError: If a field has to be a column.
        """
        return _dict(self._keys, [column.inline(code, parent) for column in self._columns])

    def _rows(self, parents: Values, awaited: dict[int, Values], run: Run) -> list[dict[str, Any]]:
        columns = self._columns
        if self._fused is not None:
            beside = [
                awaited[place] if place in awaited else columns[place].now(parents, run) for place in self._beside
            ]
            rows = self._fused(parents, beside)
            if not isinstance(rows, int):
                return rows
            awaited.update(zip(self._beside, beside, strict=True))
            self._miss(rows)
        elif self._build is not None:
            self._fuse()
            return self._rows(parents, awaited, run)
        if not columns:
            return [{} for _ in parents]
        if self._build is None:
            self._build = row_builder(tuple(self._keys))
        return self._build(
            [awaited[place] if place in awaited else column.now(parents, run) for place, column in enumerate(columns)]
        )

    def _fuse(self) -> None:
        code = Code()
        self._beside, values = [], []
        for place, column in enumerate(self._columns):
            code.place = place
            try:
                if self._missed.get(place, 0) >= MOST_MISSED:
                    raise NotInlineError
                with code.attempt():
                    values.append(column.inline(code, code.each))
            except NotInlineError:
                values.append(code.beside(f"columns[{len(self._beside)}]"))
                self._beside.append(place)
        self._fused = code.function(_dict(self._keys, values))

    def _miss(self, place: int) -> None:
        self._missed[place] = self._missed.get(place, 0) + 1
        if self._missed[place] == MOST_MISSED:
            self._fused = None


class Series:
    """The mutations of an operation: each is run, and what is asked of it answered, before the next one begins."""

    __slots__ = ("_columns",)

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._columns = columns

    async def later(self, parents: Values, run: Run) -> list[dict[str, Any]]:
        """Answers for the one parent that there is."""
        answer = {}
        for key, column in self._columns.items():
            [answer[key]] = await column.later(parents, run)
        return [answer]


def _dict(keys: list[str], values: list[str]) -> str:
    return "{" + ", ".join(f"{key!r}: {value}" for key, value in zip(keys, values, strict=True)) + "}"


class Plan:
    """A compiled query or mutation. It keeps nothing of a run, so runs may overlap."""

    __slots__ = ("_fragments", "_operation", "_root", "_schema", "_traffic")

    def __init__(
        self,
        schema: ComposedSchema,
        operation: OperationDefinitionNode,
        fragments: dict[str, FragmentDefinitionNode],
        root: Selection | Series,
    ) -> None:
        self._schema = schema.core
        self._traffic = schema.traffic
        self._operation = operation
        self._fragments = fragments
        self._root = root

    async def run(self, variables: VariableValues, context: Any) -> dict[str, Any]:
        """Executes the operation.

        Raises:
            Exception: `Unusual`, or whatever a resolver raised: graphql-core has to execute it then, from the start
                and with a new context, which knows of the mutations that were run.
        """
        run = Run(self._schema, self._operation, self._fragments, variables, context, self._traffic)
        with self._traffic:
            [answer] = await self._root.later([None], run)
        return answer


def compile_plan(
    schema: ComposedSchema,
    operation: OperationDefinitionNode,
    fragments: dict[str, FragmentDefinitionNode],
    conditions: Mapping[str, Any],
    compiled: Callable[[int], None],
) -> Plan:
    """Compiles a validated query or mutation.

    Args:
        conditions: The values of the variables in `@skip` and `@include`; the plan holds for these only.
        compiled: Is told of columns that were made, also of those that are made only when a type is first seen.

    Raises:
        Unusual: If graphql-core has to execute it.
    """
    kind = operation.operation
    root = schema.core.query_type if kind is OperationType.QUERY else schema.core.mutation_type
    if kind is OperationType.SUBSCRIPTION or root is None:
        raise Unusual("operation")
    if operation.directives:
        raise Unusual("directive")
    compiler = _Compiler(schema, Selector(schema.core, fragments, conditions), compiled)
    columns = compiler.columns(root, [operation.selection_set], None)
    return Plan(schema, operation, fragments, Selection(columns) if kind is OperationType.QUERY else Series(columns))


class _Compiler:
    def __init__(self, schema: ComposedSchema, selector: Selector, compiled: Callable[[int], None]) -> None:
        self._schema = schema
        self._selector = selector
        self._compiled = compiled

    def selection(
        self, type_: GraphQLObjectType, selection_sets: Iterable[SelectionSetNode], path: Path | None
    ) -> Selection:
        """Compiles what is asked of the objects of a type."""
        return Selection(self.columns(type_, selection_sets, path))

    def columns(
        self, type_: GraphQLObjectType, selection_sets: Iterable[SelectionSetNode], path: Path | None
    ) -> dict[str, Column]:
        """Compiles the fields that are asked of the objects of a type, by their names in the answer."""
        fields = self._selector.fields(type_, selection_sets)
        self._compiled(len(fields))
        return {key: self._column(type_, key, nodes, path) for key, nodes in fields.items()}

    def _column(self, parent_type: GraphQLObjectType, key: str, nodes: list[FieldNode], path: Path | None) -> Column:
        name = nodes[0].name.value
        if name == "__typename":
            return TypeNames(parent_type.name)
        field = parent_type.fields.get(name)
        declared = None if field is None else (field.extensions or {}).get("strawberry-definition")
        if field is None or not isinstance(declared, StrawberryField):
            raise Unusual("introspection")
        here = Path(path, key, parent_type.name)

        def info(run: Run) -> Any:
            return run.info(field, nodes, parent_type, here)

        completion = self._completion(field.type, nodes, here, info)
        read = _reading(declared)
        if read is not None:
            return Plain(read, completion)
        resolution = declared.metadata.get("resolution")
        if isinstance(resolution, Resolution):
            arguments = Arguments(field, nodes[0], self._parameters(declared))
            return Batches(resolution, declared, arguments, info, completion)
        if (change := declared.metadata.get("change")) is not None:
            arguments = Arguments(field, nodes[0], self._parameters(declared))
            return Changes(change, declared, arguments, info, completion)
        return Calls(field, nodes[0], info, completion)

    def _parameters(self, declared: StrawberryField) -> dict[str, Parameter]:
        """Returns the arguments of a field by their GraphQL names."""
        config = self._schema.config
        names = ((config.name_converter.from_argument(argument), argument) for argument in declared.arguments)
        return {
            name: Parameter(name, argument.python_name, argument.type, self._converter(name, argument.type))
            for name, argument in names
        }

    def _converter(self, name: str, type_: Any) -> Convert:
        config, scalars = self._schema.config, self._schema.schema_converter.scalar_registry

        def convert(value: Any, info: strawberry.Info[Any, None] | None) -> Any:
            return convert_argument(value, type_, scalars, config, info, path=(name,))

        return convert

    def _completion(self, type_: GraphQLOutputType, nodes: list[FieldNode], path: Path, info: InfoOf) -> Completion:
        nullable = not isinstance(type_, GraphQLNonNull)
        inner: Any = type_ if nullable else type_.of_type  # type: ignore[union-attr]
        if is_leaf_type(inner):
            return Leaves(inner, nullable=nullable)
        if isinstance(inner, GraphQLList):
            return Lists(self._completion(inner.of_type, nodes, path, info), nullable=nullable)
        selection_sets = [node.selection_set for node in nodes if node.selection_set is not None]
        if isinstance(inner, GraphQLObjectType):
            return Objects(inner, self.selection(inner, selection_sets, path), info, nullable=nullable)
        if isinstance(inner, GraphQLInterfaceType | GraphQLUnionType):
            return EachType(
                inner,
                self._schema.core.get_possible_types(inner),
                lambda possible: self.selection(possible, selection_sets, path),
                info,
                nullable=nullable,
            )
        raise Unusual("type")


def _reading(declared: StrawberryField) -> Read | None:
    """Returns how a field is read off its parent alone, or None if it takes more than that.

    A field's metadata may hold a `Read` that does what its resolver does, as ``read``.
    """
    read: Read | None = declared.metadata.get("read")
    if read is None and declared.is_basic_field and declared.default_resolver is getattr:
        return Read.attribute(declared.python_name)
    return read
