"""The short forms: what a plugin declares instead of implementing, and mutations whose parameters are their input."""

from __future__ import annotations

import pytest
from fondaco import ANYONE, ID, GraphQL, Info, Permission, Plugin, SchemaPart, UnitOfWork, input_type
from fondaco.errors import CompositionError
from fondaco.graphql.composition import compose
from fondaco.graphql.mutations import build_mutation
from fondaco.plugins import NoSettings, PluginHost
from graphql import print_type

READ = Permission("short.read", "Read.")
part = SchemaPart()


@part.query(type=str, permission=ANYONE)
async def hello() -> str:
    """Greets."""
    return "hello"


@part.mutation(returns={"done": bool}, permission=ANYONE)
async def thing_do(uow: UnitOfWork, info: Info, thing_id: ID, times: int = 1) -> bool:
    """Does it.

    Args:
        times: How often.
    """
    return bool(thing_id) and times > 0


class Short(Plugin):
    name = "short"
    permissions = (READ,)
    graphql = GraphQL(shop=(part,))


def test_a_declaration_is_an_implementation() -> None:
    host = PluginHost([Short(NoSettings())])
    assert [plugin.name for plugin in host.implementing("register_permissions")] == ["short"]
    assert host.implementing("register_jobs") == []
    assert Short(NoSettings()).register_permissions() == (READ,)


def test_a_subclass_inherits_and_replaces_declarations() -> None:
    class Shorter(Short):
        permissions = ()

    shorter = Shorter(NoSettings())
    assert (shorter.register_permissions(), shorter.register_graphql()) == ((), Short.graphql)


def test_declaring_and_implementing_the_same_is_refused() -> None:
    with pytest.raises(TypeError, match="declares permissions and implements register_permissions"):

        class Both(Plugin):
            name = "both"
            permissions = (READ,)

            def register_permissions(self) -> tuple[Permission, ...]:
                return ()


def test_a_mutations_own_parameters_become_its_input() -> None:
    schema = compose("shop", [("short", part)], ["short"])
    assert print_type(schema._schema.get_type("ThingDoInput")) == (  # type: ignore[arg-type]
        '"""Input of `thingDo`."""\ninput ThingDoInput {\n  thingId: ID!\n\n  """How often."""\n  times: Int! = 1\n}'
    )


def test_data_and_own_parameters_together_are_refused() -> None:
    @input_type
    class TwiceInput:
        times: int

    async def twice(data: TwiceInput, more: int) -> bool:
        return True

    wrong = SchemaPart()
    wrong.mutation(returns={"done": bool}, permission=ANYONE)(twice)
    with pytest.raises(CompositionError, match="either data or the fields of its input"):
        build_mutation(wrong.mutations[0], "short", lambda type_: type_)
