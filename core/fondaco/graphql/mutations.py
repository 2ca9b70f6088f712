"""How a mutation runs: permission, idempotency, transaction, payload."""

from __future__ import annotations

import inspect
import operator
import typing
from collections.abc import Callable
from typing import Annotated, Any

import msgspec
import strawberry

from fondaco.access.permissions import authorize
from fondaco.access.principals import PrincipalKind
from fondaco.errors import CompositionError, DomainError
from fondaco.graphql import idempotency
from fondaco.graphql.context import Info
from fondaco.graphql.docstrings import described, described_members
from fondaco.graphql.errors import UserError, UserErrorView
from fondaco.graphql.parts import MutationPart

__all__ = ["build_mutation", "camel"]

IdempotencyKey = Annotated[
    str | None,
    strawberry.argument(
        description="Up to 100 characters, yours to choose. The same call with the same key answers as the first did "
        "and changes nothing more; another input under the same key is an error. Remembered for 7 days."
    ),
]

KeyOfRepeatable = Annotated[
    str | None,
    strawberry.argument(
        description="Up to 100 characters, yours to choose. Another input under the same key is an error. The call may "
        "be repeated with or without one: it goes on from where things stand, and does nothing twice that was done. "
        "What was refused is tried again. Remembered for 7 days."
    ),
]


def camel(name: str, *, first_upper: bool = False) -> str:
    """``cart_lines_add`` → ``cartLinesAdd``."""
    head, *tail = name.split("_")
    return (head.title() if first_upper else head) + "".join(part.title() for part in tail)


def build_mutation(part: MutationPart, plugin: str, resolve_type: Callable[[Any], Any]) -> Any:
    """Turns a declared mutation into a strawberry field.

    Args:
        resolve_type: Turns a type of the declaration, in which node types may be named by strings, into the type.

    Raises:
        CompositionError: If the function's parameters are not those of a mutation.
    """
    parameters = set(inspect.signature(part.function).parameters)
    if ("data" in parameters and not parameters <= _GIVEN) or ("uow" in parameters and not part.transaction):
        raise CompositionError(
            f"Mutation {part.function.__name__} of plugin {plugin!r} has the parameters "
            f"{', '.join(sorted(parameters))}. A mutation takes uow (unless transaction=False), info, and either data "
            "or the fields of its input."
        )
    return _Mutation(part, parameters, resolve_type).field()


_GIVEN = frozenset({"uow", "info", "data", "idempotency_key"})


class _Mutation:
    """One mutation, ready to run."""

    def __init__(self, part: MutationPart, parameters: set[str], resolve_type: Callable[[Any], Any]) -> None:
        self.part = part
        self.parameters = parameters
        self.name = part.name or part.function.__name__
        self.hints = typing.get_type_hints(part.function, include_extras=True)
        self.fields = [parameter for parameter in parameters if parameter not in _GIVEN]
        self.input_type = _input_type(part, self.name, self.hints) if self.fields else self.hints.get("data")
        self.payload_type = _payload_type(part, camel(self.name, first_upper=True) + "Payload", resolve_type)

    async def run(self, info: Info, data: Any, key: str | None) -> Any:
        """Runs the function in a transaction, once per key."""
        context = info.context
        passed = (("info", info), ("data", data), ("idempotency_key", key))
        given = {name: value for name, value in passed if name in self.parameters}
        given.update((name, getattr(data, name)) for name in self.fields)
        if key is not None and context.principal.kind is PrincipalKind.ANONYMOUS:
            context.ensure_session()  # a key belongs to its caller, so the caller has to be told apart
        if not self.part.transaction:
            if key is not None:
                async with context.app.unit_of_work(context.caller) as uow:
                    await idempotency.claim_repeatable(uow, self.name, key, data)
            return await self.part.function(**given)
        async with context.app.unit_of_work(context.caller) as uow:
            context.found = uow.found
            if "uow" in self.parameters:
                given["uow"] = uow
            if key is None:
                return await self.part.function(**given)
            claimed = await idempotency.claim(uow, self.name, key, data)
            if claimed is not None:
                return msgspec.json.decode(claimed, type=self.hints.get("return", Any))
            result = await self.part.function(**given)
            await idempotency.keep(uow, key, msgspec.json.encode(result))
            return result

    def payload(self, result: Any) -> Any:
        """Returns the payload of a success."""
        names = list(self.part.returns)
        values = {names[0]: result} if len(names) == 1 else {name: getattr(result, name) for name in names}
        return self.payload_type(**values, errors=[])

    async def answer(self, info: Info, data: Any = None, idempotency_key: str | None = None) -> Any:
        """Runs the function and returns the payload, whether it succeeded or was refused.

        Once for each place in a request: where graphql-core has to answer what was begun by our executor, it gets what
        became of it then, also if that was an error.
        """
        done = info.context.done
        place = str(info.path.key)
        if place not in done:
            try:
                authorize(info.context.principal, self.part.permission)
                done[place] = self.payload(await self.run(info, data, idempotency_key))
            except DomainError as error:
                errors = [UserErrorView.of(one) for one in (error, *error.beside)]
                done[place] = self.payload_type(**dict.fromkeys(self.part.returns), errors=errors)
            except Exception as error:
                done[place] = error
                raise
        answer = done[place]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def field(self) -> Any:
        """Returns the strawberry field. Its metadata has this as ``change``, for our executor."""

        async def resolve(info: Info, data: Any = None, idempotency_key: str | None = None) -> Any:
            return await self.answer(info, data, idempotency_key)

        keyword = inspect.Parameter.POSITIONAL_OR_KEYWORD
        arguments = [inspect.Parameter("info", keyword, annotation=Info)]
        if self.input_type is not None:
            # Subscripted by a function, since checkers read a literal subscript as a type.
            annotation = operator.getitem(Annotated, (self.input_type, strawberry.argument(name="input")))
            arguments.append(inspect.Parameter("data", keyword, annotation=annotation))
        key_type = IdempotencyKey if self.part.transaction else KeyOfRepeatable
        arguments.append(inspect.Parameter("idempotency_key", keyword, annotation=key_type, default=None))
        resolve.__signature__ = inspect.Signature(arguments, return_annotation=self.payload_type)  # type: ignore[attr-defined]
        resolve.__annotations__ = {argument.name: argument.annotation for argument in arguments}
        resolve.__name__ = self.name
        return strawberry.mutation(
            resolver=resolve,
            name=camel(self.name),
            description=described(self.part.function),
            graphql_type=self.payload_type,
            metadata={"change": self.answer},
        )


def _input_type(part: MutationPart, mutation: str, hints: dict[str, Any]) -> Any:
    """Makes an input type of the function's own parameters; those with defaults are optional."""
    texts = described_members(part.function)
    body: dict[str, Any] = {"__annotations__": {}, "__module__": part.function.__module__}
    for name, parameter in inspect.signature(part.function).parameters.items():
        if name not in _GIVEN:
            body["__annotations__"][name] = hints[name]
            default = {} if parameter.default is inspect.Parameter.empty else {"default": parameter.default}
            body[name] = strawberry.field(description=texts.get(name), **default)
    type_name = camel(mutation, first_upper=True) + "Input"
    return strawberry.input(type(type_name, (), body), name=type_name, description=f"Input of `{camel(mutation)}`.")


def _payload_type(part: MutationPart, name: str, resolve_type: Callable[[Any], Any]) -> Any:
    texts = described_members(part.function)
    annotations: dict[str, Any] = {field: resolve_type(type_) | None for field, type_ in part.returns.items()}
    annotations["errors"] = list[UserError]
    body: dict[str, Any] = {"__annotations__": annotations, "__module__": part.function.__module__}
    for field in part.returns:
        body[field] = strawberry.field(default=None, description=texts.get(field))
    body["errors"] = strawberry.field(default_factory=list, description="Why nothing was done; empty on success.")
    return strawberry.type(type(name, (), body), name=name, description=f"Answer of `{camel(part.function.__name__)}`.")
