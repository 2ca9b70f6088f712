"""What staff see of the deployment: plugins, and deliveries of events and jobs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from fondaco.db.pagination import Page
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.events import deliveries
from fondaco.events.deliveries import DeliveryState
from fondaco.graphql import ID, Connection, Info, SchemaPart, enum_type, input_type, object_type
from fondaco.graphql.connections import After, Before, First, Last
from fondaco.ids import decode_global_id, encode_global_id
from fondaco.system import permissions

__all__ = ["admin"]

admin = SchemaPart()

enum_type(DeliveryState)
_TYPE = "EventDelivery"


class PluginView(msgspec.Struct, frozen=True):
    """An enabled plugin."""

    name: str
    version: str
    requires: list[str]


@object_type(PluginView)
class Plugin:
    """An enabled plugin.

    Attributes:
        requires: Names of the plugins that it cannot do without.
    """

    name: str
    version: str
    requires: list[str]


@object_type(deliveries.Delivery)
class EventDelivery:
    """One event for one subscriber, or one job.

    Attributes:
        name: Wire name of the event, or name of the job.
        attempts: How often it was tried and failed.
        last_error: Type and message of the last failure.
        next_attempt_at: When it is tried again, while it is pending.
    """

    subscriber: str
    kind: str
    name: str
    state: DeliveryState
    attempts: int
    last_error: str | None
    next_attempt_at: datetime
    created_at: datetime


@input_type
class EventDeliveriesRetryInput:
    """Which dead deliveries to make again.

    Attributes:
        ids: Ids of deliveries; those that are not dead are left alone.
    """

    ids: list[ID]


@admin.query(type=list[Plugin], permission=permissions.VIEW_SYSTEM)
async def plugins(info: Info) -> list[PluginView]:
    """The enabled plugins, in the order in which they are asked."""
    return [
        PluginView(plugin.name, plugin.installed_version(), sorted(plugin.requires))
        for plugin in info.context.app.host.plugins
    ]


@admin.query(type=Connection[EventDelivery], permission=permissions.VIEW_SYSTEM)
async def event_deliveries(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    state: DeliveryState | None = None,
    subscriber: str | None = None,
) -> Page[deliveries.Delivery]:
    """Deliveries of events and jobs, the newest first.

    Args:
        state: Only those in this state; DEAD ones wait for somebody to retry them.
        subscriber: Only those of this subscriber or job, such as `checkout.recover_completions`.
    """
    args = info.context.page_args(first, after, last, before)
    return await deliveries.list_deliveries(args, state=state, subscriber=subscriber)


@admin.extend(_TYPE, type=ID, name="id")
async def delivery_id(found: Sequence[deliveries.Delivery]) -> list[str]:
    """Opaque."""
    return [encode_global_id(_TYPE, f"{delivery.outbox_id}/{delivery.subscriber}") for delivery in found]


@admin.mutation(returns={"retried": int}, permission=permissions.MANAGE_EVENTS)
async def event_deliveries_retry(uow: UnitOfWork, data: EventDeliveriesRetryInput) -> int:
    """Makes dead deliveries again from the first attempt.

    Attributes:
        retried: How many were dead and are pending now.
    """
    return await deliveries.retry([_delivery_id(id_, index) for index, id_ in enumerate(data.ids)])


def _delivery_id(id_: str, index: int) -> deliveries.DeliveryId:
    type_name, key = decode_global_id(id_)
    outbox_id, separator, subscriber = key.partition("/")
    try:
        if type_name == _TYPE and separator:
            return deliveries.DeliveryId(UUID(outbox_id), subscriber)
    except ValueError:
        pass
    raise InvalidInputError("This is not the id of a delivery.", code="INVALID_ID", field=("ids", str(index)))
