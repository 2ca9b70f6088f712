import functools
from collections.abc import Sequence
from typing import Any, ClassVar

import pytest
from fondaco.commerce.event import Event
from fondaco.commerce.events import OrderPlaced, ProductCreated
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import PluginError
from fondaco.events.subscribers import Subscriber, SubscriberRegistry


class ForeignOrderPlaced(Event):
    wire_name: ClassVar[str] = "checkout.order_placed"

    number: str


async def send_confirmation(uow: UnitOfWork, event: OrderPlaced) -> None: ...


async def count_orders(uow: UnitOfWork, event: ForeignOrderPlaced) -> None: ...


def not_async(uow: UnitOfWork, event: OrderPlaced) -> None: ...


class Confirming:
    async def __call__(self, uow: UnitOfWork, event: OrderPlaced) -> None: ...


def test_a_subscriber_is_called_by_plugin_and_function() -> None:
    registry = SubscriberRegistry([("mail", [Subscriber(OrderPlaced, send_confirmation)])])
    assert [subscriber.name for subscriber in registry.of_event("checkout.order_placed")] == ["mail.send_confirmation"]
    found = registry.get("mail.send_confirmation")
    assert found is not None
    assert found.handle is send_confirmation
    assert registry.get("send_confirmation") is None


def test_an_own_event_class_may_use_a_foreign_wire_name() -> None:
    registry = SubscriberRegistry(
        [
            ("mail", [Subscriber(OrderPlaced, send_confirmation)]),
            ("stats", [Subscriber(ForeignOrderPlaced, count_orders)]),
        ]
    )
    names = [subscriber.name for subscriber in registry.of_event("checkout.order_placed")]
    assert names == ["mail.send_confirmation", "stats.count_orders"]
    assert registry.of_event("catalog.product_created") == ()


def test_a_name_that_has_the_plugin_in_it_already_is_kept() -> None:
    registry = SubscriberRegistry([("mail", [Subscriber(OrderPlaced, send_confirmation, name="mail.confirm")])])
    assert [subscriber.name for subscriber in registry] == ["mail.confirm"]


def test_an_object_with_an_async_call_and_a_name_will_do() -> None:
    registry = SubscriberRegistry([("mail", [Subscriber(OrderPlaced, Confirming(), name="confirm")])])
    assert [subscriber.name for subscriber in registry] == ["mail.confirm"]


@pytest.mark.parametrize(
    ("subscribers", "parts"),
    [
        (
            [
                Subscriber(OrderPlaced, send_confirmation),
                Subscriber(ForeignOrderPlaced, count_orders, name="send_confirmation"),
            ],
            ["'mail.send_confirmation'", "test_subscribers.send_confirmation", "test_subscribers.count_orders"],
        ),
        ([Subscriber(OrderPlaced, not_async)], ["'mail'", "not_async", "async"]),
        ([Subscriber(OrderPlaced, functools.partial(send_confirmation))], ["'mail'", "name"]),
        ([Subscriber(Event, send_confirmation)], ["'mail'", "no Event class"]),
        ([Subscriber("checkout.order_placed", send_confirmation)], ["'mail'", "no Event class"]),
    ],
)
def test_boot_is_refused_with_the_names_of_the_culprits(subscribers: Sequence[Any], parts: list[str]) -> None:
    with pytest.raises(PluginError) as caught:
        SubscriberRegistry(
            [("catalog", [Subscriber(ProductCreated, send_confirmation, name="x")]), ("mail", subscribers)]
        )
    for part in parts:
        assert part in caught.value.message
