"""Composing schemas: who may contribute what, and what boot says where two exclude each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any
from uuid import UUID

import msgspec
import pytest
import strawberry
from fondaco.access import ANYONE, Permission
from fondaco.app import App, create_app
from fondaco.cli.schema import sdl_of
from fondaco.db import Page, UnitOfWork
from fondaco.errors import CompositionError
from fondaco.graphql import ID, Connection, Entity, GraphQL, Info, Node, RequestContext, SchemaPart, object_type
from fondaco.graphql.connections import First
from fondaco.plugins import NoSettings, Plugin
from fondaco.settings import DatabaseSettings, RedisSettings, Settings

NOWHERE = Settings(
    enabled=(), database=DatabaseSettings(url="postgresql://nowhere/x"), redis=RedisSettings(url="redis://nowhere")
)
MANAGE = Permission("toys.manage", "Manage toys.")


class ToyValue(msgspec.Struct):
    id: UUID
    name: str


@object_type(ToyValue)
class Toy(Node):
    """Something to play with.

    Attributes:
        name: What children call it.
    """

    name: str


async def load_toys(context: RequestContext, ids: Sequence[UUID]) -> Sequence[ToyValue | None]:
    return [None for _ in ids]


def toys_part() -> SchemaPart:
    part = SchemaPart()
    part.node(Toy, load_toys)

    @part.query(type=Toy | None, permission=ANYONE)
    async def best_toy(info: Info) -> ToyValue | None:
        """The best of all.

        There is only one.
        """
        return None

    return part


def plugin(plugin_name: str, *parts: SchemaPart, permissions: Sequence[Permission] = ()) -> type[Plugin[Any]]:
    class Contributing(Plugin[NoSettings]):
        name = plugin_name
        version = "1"

        def register_graphql(self) -> GraphQL:
            return GraphQL(shop=parts)

        def register_permissions(self) -> Sequence[Permission]:
            return permissions

    return Contributing


def composed(*plugins: type[Plugin[Any]]) -> App:
    return create_app(NOWHERE, plugins=plugins)


def sdl(*plugins: type[Plugin[Any]]) -> str:
    return sdl_of(composed(*plugins).shop)


def extending(target: str, field: str = "stars", type_: Any = int, **more: Any) -> SchemaPart:
    part = SchemaPart()

    @part.extend(target, type=type_, name=field, **more)
    async def stars(parents: Sequence[Entity]) -> list[Any]:
        """How good it is."""
        return [5 for _ in parents]

    return part


def test_a_plugin_extends_its_own_type_and_that_of_another() -> None:
    text = sdl(plugin("toys", toys_part(), extending("Toy", "age")), plugin("reviews", extending("Toy")))
    assert (
        '"""Something to play with."""\n'
        "type Toy implements Node {\n"
        '  """Opaque; unique over all types."""\n  id: ID!\n\n'
        '  """What children call it."""\n  name: String!\n\n'
        '  """How good it is."""\n  stars: Int!\n\n'
        '  """How good it is."""\n  age: Int!\n}'
    ) in text


def test_descriptions_come_from_docstrings() -> None:
    text = sdl(plugin("toys", toys_part()))
    assert '  """\n  The best of all.\n  \n  There is only one.\n  """\n  bestToy: Toy\n' in text


def boot_error(*plugins: type[Plugin[Any]]) -> str:
    with pytest.raises(CompositionError) as caught:
        composed(*plugins)
    assert caught.value.code == "COMPOSITION"
    return caught.value.message


def querying(field: str = "toys", permission: Permission | None = ANYONE, type_: Any = int) -> SchemaPart:
    part = SchemaPart()

    @part.query(type=type_, permission=permission, name=field)  # type: ignore[arg-type]
    async def found() -> int:
        return 1

    return part


def mutating(permission: Permission = ANYONE) -> SchemaPart:
    part = SchemaPart()

    @part.mutation(returns={"count": int}, permission=permission)
    async def toys_count(uow: UnitOfWork) -> int:
        return 1

    return part


def foreign_signature() -> SchemaPart:
    part = SchemaPart()

    @part.mutation(returns={"count": int}, permission=ANYONE)
    async def toys_count(uow: UnitOfWork, data: int, more: int) -> int:
        return 1

    return part


def transaction_twice() -> SchemaPart:
    part = SchemaPart()

    @part.mutation(returns={"count": int}, permission=ANYONE, transaction=False)
    async def toys_count(uow: UnitOfWork) -> int:
        return 1

    return part


OTHER_MANAGE = Permission("toys.manage", "Another one of the same name.")


@pytest.mark.parametrize(
    ("plugins", "message"),
    [
        (
            lambda: [plugin("alpha", toys_part(), extending("Toy")), plugin("bravo", extending("Toy"))],
            "Plugins 'alpha' and 'bravo' both contribute Toy.stars to the shop schema. Disable one of them, or rename the "
            "field.",
        ),
        (
            lambda: [plugin("alpha", querying()), plugin("bravo", querying())],
            "Plugins 'alpha' and 'bravo' both contribute Query.toys to the shop schema. Disable one of them, or rename "
            "the field.",
        ),
        (
            lambda: [plugin("alpha", mutating()), plugin("bravo", mutating())],
            "Plugins 'alpha' and 'bravo' both contribute Mutation.toysCount to the shop schema. Disable one of them, or "
            "rename the field.",
        ),
        (
            lambda: [plugin("alpha", toys_part()), plugin("bravo", extending("Toy", "name"))],
            "Plugin 'bravo' contributes Toy.name to the shop schema, but the type has that field already. Rename one of "
            "them.",
        ),
        (
            lambda: [plugin("alpha", querying("shop"))],
            "Plugins 'alpha' and 'system' both contribute Query.shop to the shop schema. Disable one of them, or rename "
            "the field.",
        ),
        (
            lambda: [plugin("alpha", toys_part()), plugin("bravo", toys_part())],
            "Plugins 'alpha' and 'bravo' both provide the node type Toy.",
        ),
        (
            lambda: [plugin("alpha", extending("Toy"))],
            "Plugin 'alpha' extends the type Toy in the shop schema, but no enabled plugin provides it. If another plugin "
            "does, name it: extend('Toy', owner=\"…\").",
        ),
        (
            lambda: [plugin("alpha", querying(permission=None))],
            "Plugin 'alpha' contributes Query.found without a permission. Say which one it needs, or ANYONE.",
        ),
        (
            lambda: [plugin("alpha", querying(permission=MANAGE))],
            "Plugin 'alpha' asks for the permission toys.manage, which no plugin registers. Return it from "
            "register_permissions.",
        ),
        (
            lambda: [plugin("alpha", mutating(MANAGE))],
            "Plugin 'alpha' asks for the permission toys.manage, which no plugin registers. Return it from "
            "register_permissions.",
        ),
        (
            lambda: [plugin("alpha", querying(permission=MANAGE)), plugin("bravo", permissions=[OTHER_MANAGE])],
            "Plugin 'alpha' asks for the permission toys.manage, which no plugin registers. Return it from "
            "register_permissions.",
        ),
        (
            lambda: [plugin("alpha", permissions=[MANAGE]), plugin("bravo", permissions=[OTHER_MANAGE])],
            "Plugins 'alpha' and 'bravo' both register the permission toys.manage.",
        ),
        (
            lambda: [plugin("alpha", toys_part(), extending("Toy", type_="Doll"))],
            "A field of the shop schema has the type Doll, which is no node type of an enabled plugin. Node types: Toy.",
        ),
        (
            lambda: [plugin("alpha", foreign_signature())],
            "Mutation toys_count of plugin 'alpha' has the parameters data, more, uow. A mutation takes uow (unless "
            "transaction=False), info, and either data or the fields of its input.",
        ),
        (
            lambda: [plugin("alpha", transaction_twice())],
            "Mutation toys_count of plugin 'alpha' has the parameters uow. A mutation takes uow (unless "
            "transaction=False), info, and either data or the fields of its input.",
        ),
    ],
)
def test_what_excludes_each_other_refuses_boot(plugins: Callable[[], list[type[Plugin[Any]]]], message: str) -> None:
    assert boot_error(*plugins()) == message


def test_a_permission_that_another_plugin_registers_is_enough() -> None:
    app = composed(plugin("alpha", querying(permission=MANAGE)), plugin("bravo", permissions=[MANAGE]))
    assert app.permissions["toys.manage"] is MANAGE


def test_a_field_goes_with_the_plugin_whose_type_it_extends() -> None:
    part = extending("Toy", owner="toys")
    assert "stars: Int!" in sdl(plugin("reviews", part), plugin("toys", toys_part()))
    alone = sdl(plugin("reviews", part))
    assert "stars" not in alone
    assert "Toy" not in alone


@pytest.mark.parametrize(
    ("type_", "printed"),
    [
        ("Toy", "toys: Toy!"),
        ("Toy | None", "toys: Toy\n"),
        (list["Toy"], "toys: [Toy!]!"),
        (list["Toy | None"], "toys: [Toy]!"),
        ("list[Toy] | None", "toys: [Toy!]\n"),
        (Connection["Toy"], "toys: ToyConnection!"),
        (Toy, "toys: Toy!"),
        (Annotated[int, "x"], "toys: Int!"),
        (strawberry.scalars.JSON, "toys: JSON!"),
    ],
)
def test_a_type_may_be_named_by_its_node_name(type_: Any, printed: str) -> None:
    assert printed in sdl(plugin("toys", toys_part()), plugin("zeta", querying(type_=type_)))


def test_arguments_are_described_by_the_docstring_and_may_be_in_any_order() -> None:
    part = SchemaPart()

    @part.query(type=list[int], permission=ANYONE)
    async def numbers(info: Info, first: First = None, *, above: int, name: str = "x") -> list[int]:
        """Numbers.

        Args:
            above: Only larger ones.
        """
        return []

    text = sdl(plugin("maths", part))
    assert '"""Only larger ones."""\n    above: Int!' in text
    assert '"""The first so many; this or `last` is required."""\n    first: Int = null' in text
    assert 'name: String! = "x"' in text


def test_a_deprecated_field_says_why() -> None:
    part = extending("Toy", deprecated="Use reviews.")
    assert 'stars: Int! @deprecated(reason: "Use reviews.")' in sdl(plugin("toys", toys_part(), part))


def test_a_mutation_becomes_input_and_payload() -> None:
    part = SchemaPart()

    @part.mutation(returns={"toy": "Toy", "left": int}, permission=ANYONE)
    async def toy_rename(uow: UnitOfWork, info: Info, toy_id: ID, name: str, loud: bool = False) -> ToyValue:
        """Renames a toy.

        Args:
            name: The new one.

        Attributes:
            left: How many are left.
        """
        raise AssertionError

    text = sdl(plugin("toys", toys_part(), part))
    for expected in (
        'input ToyRenameInput {\n  toyId: ID!\n\n  """The new one."""\n  name: String!\n  loud: Boolean! = false\n}',
        'type ToyRenamePayload {\n  toy: Toy\n\n  """How many are left."""\n  left: Int\n\n'
        '  """Why nothing was done; empty on success."""\n  errors: [UserError!]!\n}',
        '"""Renames a toy."""\n  toyRename(\n    input: ToyRenameInput!',
        "idempotencyKey: String = null\n  ): ToyRenamePayload!",
    ):
        assert expected in text


def test_without_mutations_a_schema_has_no_mutation_type() -> None:
    assert "type Mutation" not in sdl(plugin("toys", toys_part()))


def test_a_part_may_be_used_by_many_applications() -> None:
    part = toys_part()
    assert sdl(plugin("toys", part)) == sdl(plugin("toys", part))


def test_an_empty_page_type_is_enough_for_a_connection() -> None:
    part = SchemaPart()

    @part.query(type=Connection["Toy"], permission=ANYONE)
    async def all_toys(info: Info) -> Page[ToyValue]:
        raise AssertionError

    text = sdl(plugin("toys", toys_part(), part))
    assert "type ToyConnection {" in text
    assert "type ToyEdge {" in text
