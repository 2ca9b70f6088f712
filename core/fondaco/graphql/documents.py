"""Documents that were parsed, checked and validated, and the plans made of them."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSyntaxError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    parse,
    specified_rules,
    validate,
)
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from fondaco.errors import DomainError, LimitExceededError
from fondaco.graphql.costs import ListCost, list_cost
from fondaco.graphql.executor import Plan, Unusual, compile_plan
from fondaco.graphql.executor.selections import condition_variables
from fondaco.graphql.limits import check_shape
from fondaco.graphql.variables import Variables
from fondaco.settings import GraphQLSettings

if TYPE_CHECKING:
    from fondaco.graphql.composition import ComposedSchema

__all__ = ["TOKEN_BYTES", "Document", "Documents", "Operation", "RejectedError"]

MOST_PLANS = 32
"""Plans kept for one operation: one for each set of values of its `@skip` and `@include` variables."""

MOST_WEIGHT = 250_000
DOCUMENT_WEIGHT = 20
COLUMN_WEIGHT = 4
TOKEN_BYTES = 500
"""What all documents that are kept weigh together, with their plans: a token weighs 1 and takes some 500 bytes."""

MOST_ERRORS = 10
"""Mistakes that are told of one document; each quotes a part of it, which takes time."""

LARGEST_KEPT = 50_000
MOST_KEPT = 4_000_000
"""Characters of one document, and of all documents, that are kept."""


class RejectedError(Exception):
    """The request was refused before anything ran.

    Attributes:
        errors: At least one.
    """

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__(errors[0].message)
        self.errors = errors

    @classmethod
    def of(cls, message: str, code: str) -> RejectedError:
        """Makes one of a single message."""
        return cls([GraphQLError(message, extensions={"code": code})])


class Operation:
    """One operation of a valid document.

    Attributes:
        place: Its number among the definitions of the document.
        cost: What its lists may hold.
        variables: What it declares.
    """

    def __init__(self, schema: ComposedSchema, document: Document, node: OperationDefinitionNode, place: int) -> None:
        self.node = node
        self.place = place
        self.cost: ListCost = list_cost(schema.core, node, document.fragments)
        self.variables = Variables(schema.core, node.variable_definitions or (), hide_suggestions=schema.hides_names)
        self._schema = schema
        self._document = document
        self._conditions = condition_variables(
            [node.selection_set, *(fragment.selection_set for fragment in document.fragments.values())]
        )
        self._plans: dict[tuple[Any, ...], Plan | str] = {}
        self._weight = 0

    @property
    def kind(self) -> OperationType:
        """Query, mutation or subscription."""
        return self.node.operation

    def plan(self, variables: Mapping[str, Any]) -> Plan:
        """Returns the plan for these coerced variables.

        Raises:
            Unusual: If graphql-core has to execute the operation.
        """
        conditions = {name: variables.get(name) for name in self._conditions}
        key = tuple(conditions.values())
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) == MOST_PLANS:
                self._plans.clear()
                self._grow(-self._weight)
            try:
                plan = compile_plan(self._schema, self.node, self._document.fragments, conditions, self._compiled)
            except Unusual as unusual:
                plan = unusual.reason
            self._plans[key] = plan
        if isinstance(plan, str):
            raise Unusual(plan)
        return plan

    def _compiled(self, columns: int) -> None:
        self._grow(columns * COLUMN_WEIGHT)

    def _grow(self, by: int) -> None:
        self._weight += by
        self._document.grow(by)


class Document:
    """A valid document.

    Attributes:
        fingerprint: Of its text; what has to tell documents apart keeps this rather than the text.
        weight: See `MOST_WEIGHT`.
        keeper: What keeps it in memory, if anything does.
    """

    def __init__(self, schema: ComposedSchema, ast: DocumentNode, text: str) -> None:
        self.ast = ast
        self.weight = DOCUMENT_WEIGHT + ast.token_count
        self.keeper: Documents | None = None
        self.fingerprint = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        self.fragments = {node.name.value: node for node in ast.definitions if isinstance(node, FragmentDefinitionNode)}
        self._operations = {
            node.name.value if node.name else None: Operation(schema, self, node, place)
            for place, node in enumerate(ast.definitions)
            if isinstance(node, OperationDefinitionNode)
        }

    def grow(self, by: int) -> None:
        """Says that a plan was made, or dropped."""
        self.weight += by
        if self.keeper is not None:
            self.keeper.weigh(by)

    def operation(self, name: str | None) -> Operation:
        """Returns the operation of this name, or the only one for None.

        Raises:
            RejectedError: ``GRAPHQL_INVALID`` if there is none, or several to choose from.
        """
        if not name:
            if len(self._operations) == 1:
                return next(iter(self._operations.values()))
            raise RejectedError.of(
                "Must provide operation name if query contains multiple operations."
                if self._operations
                else "The document has no operation.",
                "GRAPHQL_INVALID",
            )
        try:
            return self._operations[name]
        except KeyError:
            raise RejectedError.of(f'Unknown operation named "{name[:100]}".', "GRAPHQL_INVALID") from None


class Documents:
    """The documents of one schema, the latest used in memory: parsing and validating takes longer than executing."""

    def __init__(self, schema: ComposedSchema, settings: GraphQLSettings) -> None:
        self._schema = schema
        self._settings = settings
        self._rules: list[type[ASTValidationRule]] = [
            *specified_rules,
            MaybeNullValidationRule,
            OneOfInputValidationRule,
        ]
        if not settings.introspection:
            self._rules.append(NoSchemaIntrospectionCustomRule)
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._kept_characters = 0
        self._kept_weight = 0

    def get(self, text: str) -> Document:
        """Returns the document of this text.

        Raises:
            RejectedError: ``GRAPHQL_INVALID``, or the code of the limit that it passes; see `check_shape`.
        """
        document = self._kept.get(text)
        if document is not None:
            self._kept.move_to_end(text)
            return document
        document = self._made(text)
        if len(text) <= LARGEST_KEPT:
            self._kept[text] = document
            self._kept_characters += len(text)
            document.keeper = self
            self.weigh(document.weight)
        return document

    def weigh(self, by: int) -> None:
        """Counts what a kept document weighs more than before, and forgets those that were not used for longest."""
        self._kept_weight += by
        while self._kept and (self._kept_characters > MOST_KEPT or self._kept_weight > MOST_WEIGHT):
            text, oldest = self._kept.popitem(last=False)
            oldest.keeper = None
            self._kept_characters -= len(text)
            self._kept_weight -= oldest.weight

    def _made(self, text: str) -> Document:
        if not text.strip():
            raise RejectedError.of("Send a query.", "GRAPHQL_INVALID")
        try:
            ast = self._parsed(text)
            check_shape(ast, self._settings)
            errors = validate(
                self._schema.core, ast, self._rules, MOST_ERRORS, hide_suggestions=self._schema.hides_names
            )
            if not errors:
                document = Document(self._schema, ast, text)
                _forget_tokens(ast)
                return document
        except DomainError as error:
            raise RejectedError.of(error.message, error.code) from None
        except GraphQLSyntaxError as error:
            raise RejectedError([error]) from None
        except RecursionError:
            raise RejectedError.of("The document nests too deep.", "QUERY_TOO_DEEP") from None
        raise RejectedError(errors)

    def _parsed(self, text: str) -> DocumentNode:
        most = self._settings.max_tokens
        try:
            return parse(text, max_lexical_tokens=most, max_comments=most)
        except GraphQLSyntaxError as error:
            if _TOO_LONG.search(error.message):
                raise LimitExceededError(
                    f"A document has at most {most} tokens, and as many comments.", code="QUERY_TOO_LONG"
                ) from None
            raise


def _forget_tokens(ast: DocumentNode) -> None:
    """Lets go of the tokens that no node begins or ends with, comments among them: all hang on their neighbours."""
    token = ast.loc.start_token if ast.loc else None
    while token is not None:
        following = token.next
        token.prev = token.next = None
        token = following


_TOO_LONG = re.compile(r"more than \d+ (tokens|comments)\.")
