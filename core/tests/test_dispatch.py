"""How each kind of hook is called, and what an error does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
import structlog
from fondaco.access import Credentials, Permission, Principal, PrincipalKind
from fondaco.commerce import (
    CartView,
    Channel,
    PaymentMethod,
    Sellable,
    SellableRef,
    SellablesQuery,
    TaxDecision,
    TaxQuery,
    TaxRate,
)
from fondaco.dispatch import Hooks
from fondaco.errors import CompositionError, ConflictError, PluginError
from fondaco.hookspecs import HookSpecs, fallback
from fondaco.ids import new_id
from fondaco.plugins import NoSettings, Plugin, PluginHost

CART = CartView(id=new_id(), channel=Channel(slug="c", name="C"), locale="en", lines=())


def hooks_of(*plugins: type[Plugin[Any]]) -> Hooks:
    return Hooks(PluginHost([plugin(NoSettings()) for plugin in plugins]))


def knowing(plugin: str, bearer: str | None, asked: list[str], after: Sequence[str] = ()) -> type[Plugin[Any]]:
    class Knowing(Plugin[NoSettings]):
        name = plugin
        version = "1"

        async def resolve_principal(self, payload: Credentials) -> Principal | None:
            asked.append(self.name)
            if bearer is None:
                raise ConflictError("down")
            return Principal(kind=PrincipalKind.STAFF, id=self.name) if payload.bearer == bearer else None

    Knowing.after = after
    return Knowing


async def test_resolve_asks_in_plugin_order_until_one_answers() -> None:
    asked: list[str] = []
    hooks = hooks_of(
        knowing("alpha", "x", asked, after=("zulu",)), knowing("mike", "y", asked), knowing("zulu", "x", asked)
    )
    found = await hooks.first(HookSpecs.resolve_principal, Credentials(bearer="x"))
    assert found is not None
    assert (found.id, asked) == ("zulu", ["mike", "zulu"])


async def test_resolve_answers_none_if_nobody_does() -> None:
    asked: list[str] = []
    hooks = hooks_of(knowing("alpha", "x", asked), knowing("mike", "y", asked))
    assert await hooks.first(HookSpecs.resolve_principal, Credentials(bearer="z")) is None
    assert asked == ["alpha", "mike"]
    assert await hooks_of().first(HookSpecs.resolve_principal, Credentials()) is None


async def test_an_error_of_resolve_propagates_and_nobody_else_is_asked() -> None:
    asked: list[str] = []
    hooks = hooks_of(knowing("alpha", None, asked), knowing("mike", "x", asked))
    with pytest.raises(ConflictError, match="down"):
        await hooks.first(HookSpecs.resolve_principal, Credentials(bearer="x"))
    assert asked == ["alpha"]


def selling(plugin: str, error: Exception | None = None) -> type[Plugin[Any]]:
    class Selling(Plugin[NoSettings]):
        name = plugin
        version = "1"

        async def collect_sellables(self, payload: SellablesQuery) -> Mapping[SellableRef, Sellable]:
            if error is not None:
                raise error
            return {}

        async def collect_payment_methods(self, payload: CartView) -> Sequence[PaymentMethod]:
            if error is not None:
                raise error
            return [PaymentMethod(self.name, self.name.title())]

        async def validate_cart_completion(self, payload: CartView) -> None:
            if error is not None:
                raise error

    return Selling


async def test_collect_asks_all_and_names_who_answered() -> None:
    hooks = hooks_of(selling("mike"), selling("alpha"))
    assert await hooks.collect(HookSpecs.collect_payment_methods, CART) == [
        ("alpha", [PaymentMethod("alpha", "Alpha")]),
        ("mike", [PaymentMethod("mike", "Mike")]),
    ]


async def test_collect_fails_closed() -> None:
    hooks = hooks_of(selling("alpha"), selling("mike", ValueError("price list is gone")))
    query = SellablesQuery((), CART.channel, "en")
    with pytest.raises(ValueError, match="price list is gone"):
        await hooks.collect(HookSpecs.collect_sellables, query)


async def test_decoration_that_fails_is_logged_and_left_out() -> None:
    hooks = hooks_of(selling("alpha", ValueError("secret detail")), selling("mike"))
    with structlog.testing.capture_logs() as logs:
        answers = await hooks.collect(HookSpecs.collect_payment_methods, CART)
    assert answers == [("mike", [PaymentMethod("mike", "Mike")])]
    assert [(line["event"], line["hook"], line["plugin"], line["log_level"]) for line in logs] == [
        ("hook_skipped", "collect_payment_methods", "alpha", "error")
    ]


def taxing(plugin: str, rate: str | None, *, last: bool = False) -> type[Plugin[Any]]:
    async def resolve_tax_rates(self: Any, payload: TaxQuery) -> TaxDecision | None:
        return None if rate is None else TaxDecision(rates={"standard": (TaxRate(Decimal(rate), plugin),)})

    body = {
        "name": plugin,
        "version": "1",
        "resolve_tax_rates": fallback(resolve_tax_rates) if last else resolve_tax_rates,
    }
    return type(plugin.title(), (Plugin,), body)


@pytest.mark.parametrize(
    ("plugins", "answering"),
    [
        ([taxing("alpha", "0.1", last=True), taxing("mike", "0.2")], "mike"),
        ([taxing("alpha", "0.1", last=True), taxing("mike", None)], "alpha"),
        ([taxing("alpha", "0.1"), taxing("mike", "0.2", last=True)], "alpha"),
        ([taxing("alpha", "0.1", last=True), taxing("mike", "0.2", last=True)], "alpha"),
    ],
)
async def test_a_fallback_is_asked_after_all_others(plugins: list[type[Plugin[Any]]], answering: str) -> None:
    query = TaxQuery(channel=CART.channel, country="DE", region="", postal_code="", tax_classes=frozenset({"standard"}))
    decision = await hooks_of(*plugins).first(HookSpecs.resolve_tax_rates, query)
    assert decision is not None
    assert decision.rates["standard"][0].name == answering


async def test_validate_asks_in_order_and_the_first_veto_counts() -> None:
    vetoes = [ConflictError("first"), ConflictError("second")]
    hooks = hooks_of(selling("alpha"), selling("bravo", vetoes[0]), selling("mike", vetoes[1]))
    with pytest.raises(ConflictError, match="first"):
        await hooks.validate(HookSpecs.validate_cart_completion, CART)
    await hooks_of(selling("alpha")).validate(HookSpecs.validate_cart_completion, CART)


def registering(plugin: str, error: Exception | None = None) -> type[Plugin[Any]]:
    class Registering(Plugin[NoSettings]):
        name = plugin
        version = "1"

        def register_permissions(self) -> Sequence[Permission]:
            if error is not None:
                raise error
            return (Permission(f"{self.name}.do", "Do."),)

    return Registering


def test_register_collects_from_all_in_plugin_order() -> None:
    answers = hooks_of(registering("mike"), registering("alpha")).register(HookSpecs.register_permissions)
    assert answers == [("alpha", (Permission("alpha.do", "Do."),)), ("mike", (Permission("mike.do", "Do."),))]


def test_an_error_of_register_refuses_boot_and_names_the_plugin() -> None:
    with pytest.raises(PluginError) as caught:
        hooks_of(registering("alpha", KeyError("x"))).register(HookSpecs.register_permissions)
    assert caught.value.message == "Plugin 'alpha' failed in register_permissions: KeyError: 'x'."
    own = CompositionError("as it is")
    with pytest.raises(CompositionError) as boot:
        hooks_of(registering("alpha", own)).register(HookSpecs.register_permissions)
    assert boot.value is own


async def test_a_hook_called_the_wrong_way_is_a_mistake_of_ours() -> None:
    hooks = hooks_of(selling("alpha"))
    with pytest.raises(TypeError, match="collect_sellables is not a resolve_ hook"):
        await hooks.first(HookSpecs.collect_sellables, None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="resolve_principal is not a collect_ hook"):
        await hooks.collect(HookSpecs.resolve_principal, Credentials())
    with pytest.raises(TypeError, match="collect_sellables is not a register_ hook"):
        hooks.register(HookSpecs.collect_sellables)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="resolve_principal is not a validate_ hook"):
        await hooks.validate(HookSpecs.resolve_principal, Credentials())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="resolve_principal is not a join_ hook"):
        await hooks.join(HookSpecs.resolve_principal, None, Credentials())  # type: ignore[arg-type]


async def test_a_hook_called_the_wrong_way_after_the_right_one_is_refused_too() -> None:
    hooks = hooks_of(selling("alpha"))
    await hooks.collect(HookSpecs.collect_payment_methods, CART)
    with pytest.raises(TypeError, match="is not a resolve_ hook"):
        await hooks.first(HookSpecs.collect_payment_methods, CART)
