"""A theme's GraphQL documents: read, joined with the fragments they use, checked against the shop schema."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from graphql import (
    REMOVE,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLInputType,
    GraphQLNonNull,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    Source,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    is_input_type,
    parse,
    print_ast,
    type_from_ast,
    validate,
    visit,
)

from fondaco_storefront.errors import ThemeError
from fondaco_storefront.files import read_text

__all__ = ["Document", "DocumentVariable", "Documents"]


class DocumentVariable(msgspec.Struct, frozen=True):
    """A variable of a document.

    Attributes:
        type: As the schema knows it.
        optional: Whether the document runs without it.
    """

    type: GraphQLInputType
    optional: bool


class Document(msgspec.Struct, frozen=True):
    """A checked document, ready to run.

    Attributes:
        file: Relative to the theme's folder.
        text: With its fragments; what is executed.
        fields: Response names of the top-level fields. A template may rely on each; one that was skipped is None.
    """

    file: str
    text: str
    variables: Mapping[str, DocumentVariable]
    fields: frozenset[str]
    is_mutation: bool


class Documents:
    """Reads documents of one theme.

    Args:
        folder: The theme's folder; fragments are every ``queries/fragments/*.graphql`` in it.
        absent: Fields such as ``Product.rating`` that the schema lacks and that are left out of documents.

    Raises:
        ThemeError: If a fragment cannot be read, or two have one name.
    """

    def __init__(self, folder: Path, schema: GraphQLSchema, absent: Collection[str] = ()) -> None:
        self._folder = folder
        self._absent = frozenset(absent)
        self._schema = schema
        self._read: dict[str, Document] = {}
        self._fragments: dict[str, FragmentDefinitionNode] = {}
        for path in sorted((folder / "queries" / "fragments").glob("*.graphql")):
            if path.name.startswith("."):
                continue
            file = path.relative_to(folder).as_posix()
            for definition in self._parse(file).definitions:
                if not isinstance(definition, FragmentDefinitionNode):
                    raise self._error(file, _line(definition), "only fragments belong into this folder")
                if definition.name.value in self._fragments:
                    raise self._error(file, _line(definition), f"a second fragment {definition.name.value}")
                self._fragments[definition.name.value] = definition

    def read(self, file: str) -> Document:
        """Reads and checks a document; a second time it is the same one.

        Raises:
            ThemeError: With file and line: it is missing, is not GraphQL, has not exactly one operation, or does not
                fit the schema.
        """
        if file not in self._read:
            self._read[file] = self._load(file)
        return self._read[file]

    def _load(self, file: str) -> Document:
        own = self._parse(file)
        operations = [node for node in own.definitions if isinstance(node, OperationDefinitionNode)]
        if len(operations) != 1 or operations[0].operation is OperationType.SUBSCRIPTION:
            raise self._error(file, None, "expected exactly one query or mutation")
        operation = operations[0]
        document = DocumentNode(definitions=(*own.definitions, *self._needed(own)))
        for error in validate(self._schema, document, max_errors=1):
            raise self._error(*_place(error, file), error.message) from error
        fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
        return Document(
            file=file,
            text=print_ast(document),
            variables=self._variables(operation),
            fields=frozenset(_response_names(operation.selection_set, fragments)),
            is_mutation=operation.operation is OperationType.MUTATION,
        )

    def _parse(self, file: str) -> DocumentNode:
        try:
            document = parse(Source(read_text(self._folder, file), file))
        except GraphQLError as error:
            raise self._error(*_place(error, file), error.message) from error
        return _without(document, self._schema, self._absent) if self._absent else document

    def _needed(self, document: DocumentNode) -> list[FragmentDefinitionNode]:
        """The shared fragments that a document spreads, directly or through others."""
        own = {node.name.value for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
        needed: dict[str, FragmentDefinitionNode] = {}
        queue = list(_spreads(document))
        while queue:
            name = queue.pop()
            if name in needed or name in own or name not in self._fragments:
                continue
            needed[name] = self._fragments[name]
            queue.extend(_spreads(self._fragments[name]))
        return [needed[name] for name in sorted(needed)]

    def _variables(self, operation: OperationDefinitionNode) -> dict[str, DocumentVariable]:
        found: dict[str, DocumentVariable] = {}
        for definition in operation.variable_definitions or ():
            type_ = type_from_ast(self._schema, definition.type)
            assert is_input_type(type_)  # noqa: S101 (the document is valid)
            optional = definition.default_value is not None or not isinstance(type_, GraphQLNonNull)
            found[definition.variable.name.value] = DocumentVariable(type_, optional)
        return found

    def _error(self, file: str, line: int | None, message: str) -> ThemeError:
        return ThemeError.at(self._folder.name, file, line, message)


def _line(node: Any) -> int | None:
    return node.loc.start_token.line if node.loc is not None else None


def _place(error: GraphQLError, file: str) -> tuple[str, int | None]:
    """File and line of an error; a fragment that does not fit is to blame by its own file."""
    for node in error.nodes or ():
        if node.loc is not None:
            return node.loc.source.name, node.loc.start_token.line
    if error.source is not None and error.locations:
        return error.source.name, error.locations[0].line
    return file, None


class _Without(Visitor):
    def __init__(self, types: TypeInfo, absent: frozenset[str]) -> None:
        super().__init__()
        self._types = types
        self._absent = absent

    def enter_field(self, node: FieldNode, *_: object) -> Any:
        parent = self._types.get_parent_type()
        return REMOVE if parent is not None and f"{parent.name}.{node.name.value}" in self._absent else None


def _without(document: DocumentNode, schema: GraphQLSchema, absent: frozenset[str]) -> DocumentNode:
    types = TypeInfo(schema)
    pruned = visit(document, TypeInfoVisitor(types, _Without(types, absent)))
    assert isinstance(pruned, DocumentNode)  # noqa: S101 (only fields are removed)
    return pruned


class _Spreads(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        self.names.append(node.name.value)


def _spreads(node: DocumentNode | FragmentDefinitionNode) -> list[str]:
    visitor = _Spreads()
    visit(node, visitor)
    return visitor.names


def _response_names(selection: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]) -> Iterable[str]:
    for node in selection.selections:
        if isinstance(node, FieldNode):
            yield (node.alias or node.name).value
        elif isinstance(node, InlineFragmentNode):
            yield from _response_names(node.selection_set, fragments)
        elif isinstance(node, FragmentSpreadNode):
            yield from _response_names(fragments[node.name.value].selection_set, fragments)
