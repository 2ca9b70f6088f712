"""A plugin of ariadne-codegen: generated methods answer what a caller wants, mutations with errors as values.

A query's method returns its one field. A mutation's method returns ``Result[T]``, where T is the payload's one field
besides ``errors`` (``cartCreate`` → ``Result[Cart]``), or the payload itself where it has several. An answer that does
not fit its model raises an error of the SDK instead of pydantic's. No method takes ``**kwargs``, so a misspelt argument
is found by type checkers.

Runs inside the generator's own environment, never in the SDK.
"""

from __future__ import annotations

import ast
from copy import deepcopy
from typing import Any

from ariadne_codegen.contrib.shorter_results import (  # type: ignore[import-not-found]  # not in the workspace
    ShorterResultsPlugin,
    _update_node,
)
from graphql import OperationDefinitionNode, OperationType

__all__ = ["ResultsPlugin"]

Method = ast.FunctionDef | ast.AsyncFunctionDef


class ResultsPlugin(ShorterResultsPlugin):  # type: ignore[misc]
    """Shorter results, and `Result` around what a mutation returns."""

    def __init__(self, schema: Any, config_dict: dict[str, Any]) -> None:
        super().__init__(schema, config_dict)
        self._mutations: set[str] = set()

    def generate_client_method(self, method_def: Method, operation_definition: OperationDefinitionNode) -> Method:
        """Remembers which methods are mutations."""
        if operation_definition.operation is OperationType.MUTATION:
            self._mutations.add(method_def.name)
        changed: Method = super().generate_client_method(method_def, operation_definition)
        return changed

    def generate_client_module(self, module: ast.Module) -> ast.Module:
        """Imports what the changed methods use."""
        changed: ast.Module = super().generate_client_module(module)
        names = [ast.alias(name="Result"), ast.alias(name="settled")]
        changed.body.insert(0, ast.ImportFrom(module="fondaco_sdk.results", names=names, level=0))
        changed.body.insert(1, ast.ImportFrom(module="fondaco_sdk.wire", names=[ast.alias(name="decoded")], level=0))
        return changed

    def _modify_method_def(self, method_def: Method) -> None:
        super()._modify_method_def(method_def)
        method_def.args.kwarg = None
        for call in ast.walk(method_def):
            if isinstance(call, ast.Call):
                call.keywords = [keyword for keyword in call.keywords if keyword.arg is not None]
                if isinstance(call.func, ast.Attribute) and call.func.attr == "model_validate":
                    call.args.insert(0, call.func.value)
                    call.func = ast.Name(id="decoded", ctx=ast.Load())
        if method_def.name in self._mutations:
            self._settle(method_def)

    def _settle(self, method_def: Method) -> None:
        payload_type, returned = method_def.returns, method_def.body[-1]
        if not isinstance(payload_type, ast.Name) or not isinstance(returned, ast.Return) or returned.value is None:
            raise TypeError(f"{method_def.name} does not return one payload")
        fields = {
            part.target.id: part.annotation
            for part in self.class_dict[payload_type.id].body
            if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name) and part.target.id != "errors"
        }
        payload = ast.Name(id="payload", ctx=ast.Load())
        value: ast.expr = payload
        value_type: ast.expr = payload_type
        if len(fields) == 1:
            ((field, annotation),) = fields.items()
            value = ast.Attribute(value=payload, attr=field, ctx=ast.Load())
            value_type, used = _update_node(deepcopy(_without_optional(annotation)))
            used = [self._shortest(name) for name in used]
            if isinstance(value_type, ast.Name):
                value_type = ast.Name(id=used[0], ctx=ast.Load())
            self._update_imports(method_def, used)
        errors = ast.Attribute(value=payload, attr="errors", ctx=ast.Load())
        method_def.returns = ast.Subscript(value=ast.Name(id="Result"), slice=value_type, ctx=ast.Load())
        method_def.body[-1:] = [
            ast.Assign(targets=[ast.Name(id="payload", ctx=ast.Store())], value=returned.value, lineno=1),
            ast.Return(value=ast.Call(func=ast.Name(id="settled"), args=[value, errors], keywords=[])),
        ]

    def _shortest(self, name: str) -> str:
        """Returns the fragment's class where a class only renames it."""
        found = self.class_dict.get(name)
        if found is None or len(found.bases) != 1 or any(isinstance(part, ast.AnnAssign) for part in found.body):
            return name
        base = found.bases[0]
        return base.id if isinstance(base, ast.Name) and base.id in self.imported_types else name


def _without_optional(annotation: ast.expr) -> ast.expr:
    if isinstance(annotation, ast.Subscript) and getattr(annotation.value, "id", None) == "Optional":
        return annotation.slice
    return annotation
