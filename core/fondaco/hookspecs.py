"""Every hook of the framework.

`Plugin` inherits this class, so a type checker compares an implementation with its specification. A method that a
plugin overrides is an implementation; nothing else has to be marked. The prefix of a name fixes how the hook is called
and what an error does:

============ ================================= ============================================ ==========================
prefix       when                              call                                         error
============ ================================= ============================================ ==========================
register_    boot                              sync, every plugin, in plugin order          boot refused, plugin named
resolve_     request                           async, first answer that is not None;        propagates
                                               implementations marked `fallback` come last
collect_     request                           async, every plugin, answers with its name   as the specification says
validate_    request, inside the transaction   async, every plugin; a DomainError vetoes    propagates
join_        request, inside the transaction   async, every plugin; gets the unit of work   propagates
============ ================================= ============================================ ==========================

What has happened (past tense) is an event, delivered through the outbox: see `register_subscribers`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from fondaco.access.permissions import Permission
from fondaco.access.principals import Credentials, Principal
from fondaco.commerce.cart import CartView
from fondaco.commerce.concern import OrderConcern, WatchedOrder
from fondaco.commerce.delivery import CarrierRates, CarrierRatesQuery, DeliveryOption
from fondaco.commerce.order import BuyersOrderQuery, OrderEntry
from fondaco.commerce.payment import (
    PaymentAction,
    PaymentMethod,
    PaymentNews,
    PaymentNotice,
    PaymentOperation,
    PaymentOperationOutcome,
    PaymentOutcome,
    PaymentQuery,
    PaymentRequest,
)
from fondaco.commerce.search import (
    DocumentsQuery,
    ProductDocument,
    ProductSearch,
    ProductSearchAnswer,
    SuggestionAnswer,
    SuggestionQuery,
)
from fondaco.commerce.sellable import Sellable, SellableRef, SellablesQuery, VariantsQuery
from fondaco.commerce.shipment import OrderShipment
from fondaco.commerce.stock import Availability, AvailabilityQuery, HeldOrdersQuery, OrderDemand
from fondaco.commerce.tax import (
    CartTaxes,
    CartTaxesQuery,
    TaxDecision,
    TaxNumberAnswer,
    TaxNumberQuery,
    TaxQuery,
)
from fondaco.errors import DomainError

if TYPE_CHECKING:
    from litestar.types import ControllerRouterHandler
    from piccolo.table import Table

    from fondaco.cli.commands import CliCommand
    from fondaco.db.unit_of_work import UnitOfWork
    from fondaco.diagnosis import Diagnosis
    from fondaco.events.subscribers import Subscriber
    from fondaco.graphql import GraphQL
    from fondaco.jobs import Job
    from fondaco.mails.kinds import MailKind
    from fondaco.observability.health import HealthCheck
    from fondaco.seeds import Seed

__all__ = ["HookSpecs", "fallback", "skips_errors"]

F = TypeVar("F", bound=Callable[..., Any])


def skips_errors(spec: F) -> F:
    """Marks a `collect_` specification as decoration: a plugin that fails is logged and left out."""
    spec.__fondaco_skips_errors__ = True  # type: ignore[attr-defined]
    return spec


def fallback(implementation: F) -> F:
    """Marks an implementation of a ``resolve_`` hook as a default: asked after all that are not, in plugin order.

    So a plugin can ship an answer that any other replaces, whatever their names are::

        @fallback
        async def resolve_tax_rates(self, payload: TaxQuery) -> TaxDecision | None: ...
    """
    implementation.__fondaco_fallback__ = True  # type: ignore[attr-defined]
    return implementation


class HookSpecs:
    """The specifications; each takes at most one payload, and ``join_`` hooks the unit of work before it."""

    # -- boot ---------------------------------------------------------------------------------------------------

    def register_tables(self) -> Sequence[type[Table]]:
        """Returns the plugin's tables, all with ``schema`` set to the plugin's name.

        Called once at boot, and by ``fondaco migrate``.
        """
        return ()

    def register_graphql(self) -> GraphQL | None:
        """Returns what the plugin adds to the shop and the admin schema.

        A type or field that another plugin contributes already refuses boot, with both names.
        """

    def register_permissions(self) -> Sequence[Permission]:
        """Returns the permissions that the plugin's operations need, so that they can be granted."""
        return ()

    def register_subscribers(self) -> Sequence[Subscriber]:
        """Returns who is to be told of which event.

        A subscriber runs in the worker, in a transaction of its own, at least once per event; its effects on the
        database happen exactly once. It is retried with back-off and ends in the dead letters.
        """
        return ()

    def register_jobs(self) -> Sequence[Job]:
        """Returns the plugin's background jobs, with their schedules, time-outs and retry limits."""
        return ()

    def register_mails(self) -> Sequence[MailKind]:
        """Returns the kinds of mails that the plugin sends by `App.mails`, each with a template and texts."""
        return ()

    def register_routes(self) -> Sequence[ControllerRouterHandler]:
        """Returns HTTP handlers (Litestar) beside the GraphQL endpoints, such as a provider's webhook."""
        return ()

    def register_cli(self) -> Sequence[CliCommand]:
        """Returns commands for the ``fondaco`` program. Called for every enabled plugin before it parses arguments."""
        return ()

    def register_health_checks(self) -> Sequence[HealthCheck]:
        """Returns checks that ``/health/ready`` runs: what must work before traffic may come."""
        return ()

    def register_diagnoses(self) -> Sequence[Diagnosis]:
        """Returns what ``fondaco doctor`` should say of the plugin's settings, such as a test mode that is still on."""
        return ()

    def register_seeds(self) -> Sequence[Seed]:
        """Returns what fills an empty demo store; run by ``fondaco demo`` in plugin order, and safe to run again."""
        return ()

    # -- access -------------------------------------------------------------------------------------------------

    async def resolve_principal(self, payload: Credentials) -> Principal | None:
        """Says who brings these credentials, or None if the plugin does not know them.

        Asked for every request that brings a bearer token. Where nobody knows it the request is refused.
        """

    # -- selling ------------------------------------------------------------------------------------------------

    async def collect_sellables(self, payload: SellablesQuery) -> Mapping[SellableRef, Sellable | DomainError]:
        """Describes the asked things that the plugin owns and that can be bought in the channel now.

        Asked whenever a cart is read, changed or completed (then inside the transaction). What no plugin answers
        cannot be bought. For what cannot be bought so, such as a bundle with a choice left open, answer the error that
        tells the buyer why, its field from the line on, as in ``("choices", "0", "id")``: it is raised when they put
        the thing into a cart. An error that is raised propagates: a price is never guessed.
        """
        return {}

    async def collect_variants(self, payload: VariantsQuery) -> Mapping[SellableRef, Sequence[SellableRef]]:
        """Names what can be put into a cart of things that cannot themselves: the variants of a product, in order.

        Asked by who says something of the whole that depends on its parts, such as whether any of it is in stock; also
        of hundreds of things at once, so answer with one statement. What is not yours, or has none, is left out. An
        error propagates.
        """
        return {}

    async def resolve_product_search(self, payload: ProductSearch) -> ProductSearchAnswer | None:
        """Finds the products that a buyer looks for, or returns None to let the next plugin answer.

        Asked for every list of products with a text, chosen facet values or wanted facets; never inside a
        transaction. The catalog answers with PostgreSQL as the fallback. The ids are loaded afterwards, and what cannot
        be bought in the channel any more is left out then, so an index may lag behind. Answers are kept in memory until
        the cache tag ``search_index`` or ``products`` is dropped: drop the first when an index of your own has changed.
        An error propagates.
        """

    async def resolve_product_suggestions(self, payload: SuggestionQuery) -> SuggestionAnswer | None:
        """Suggests words, products and categories to a buyer who types, or returns None to let the next plugin answer.

        As `resolve_product_search`: the catalog answers with PostgreSQL as the fallback, products are loaded
        afterwards, and an error propagates.
        """

    async def collect_product_documents(self, payload: DocumentsQuery) -> Sequence[ProductDocument]:
        """Returns all that search engines need to know of those of the products that the plugin owns.

        Asked by engines whenever they hear ``ProductsIndexed``; what nobody answers is gone. An error propagates, so
        that the engine's subscriber is tried again.
        """
        return ()

    async def collect_delivery_options(self, payload: CartView) -> Sequence[DeliveryOption]:
        """Returns the ways in which the plugin can deliver this cart to its shipping address.

        Asked only where something has to be shipped and the address is known; also inside the transactions that choose
        an option and that complete a cart, so do no external I/O here. An error propagates.
        """
        return ()

    async def resolve_carrier_rates(self, payload: CarrierRatesQuery) -> CarrierRates | None:
        """Says what a carrier would take for some parcels, or returns None if it is none of the plugin's.

        Asked for methods of delivery that staff have given this carrier, outside of any transaction and with the
        time-out of checkout's setting ``carrier_timeout_seconds``, several carriers at once. The answer is kept for
        ``carrier_cache_seconds`` for the same question, and the price that a buyer chose for
        ``carrier_price_minutes``. After an error, a time-out or an impossible answer the method falls back on what was
        answered last, then on a price of its own, and is not offered where it has neither.
        """

    async def resolve_tax_rates(self, payload: TaxQuery) -> TaxDecision | None:
        """Returns the taxes of each asked class at the destination, and whether the buyer pays them.

        Return None to let the next plugin answer; checkout answers last, with the zones of staff and the rates of the
        settings. Asked whenever a cart is priced, also inside the transaction that completes it: do no external I/O
        here, that is what `resolve_cart_taxes` is for. An error propagates: tax is never guessed.
        """

    async def resolve_cart_taxes(self, payload: CartTaxesQuery) -> CartTaxes | None:
        """Reckons the taxes of a whole cart, as an external engine does, or returns None to let the next one answer.

        Where nobody answers, the rates of `resolve_tax_rates` count. Not asked where its decision was that the buyer
        pays no tax. Called outside of any transaction with the
        time-out of checkout's setting ``tax_engine_timeout_seconds``; the answer is kept for a short while for the same
        question, and a cart is completed only with an answer to exactly what it holds then. After an error, a time-out
        or an impossible answer ``tax_engine_fallback`` decides: the cart has no price, or own rates count.
        """

    async def resolve_tax_number(self, payload: TaxNumberQuery) -> TaxNumberAnswer | None:
        """Says whether a business is registered under a tax number, or returns None to let the next one answer.

        Asked when a buyer gives the number, outside of any transaction, with the time-out of checkout's setting
        ``tax_number_timeout_seconds``; the answer is kept for ``tax_number_cache_seconds``. Where nobody answers, form
        and check digits are enough. After an error or a time-out ``tax_number_fallback`` decides.
        """

    async def validate_cart_completion(self, payload: CartView) -> None:
        """Vetoes the completion of a cart by raising a DomainError, which the buyer gets to read.

        Called inside the completion transaction with the cart locked, before the payment; do no external I/O here.
        """

    async def collect_availability(self, payload: AvailabilityQuery) -> Mapping[SellableRef, Availability]:
        """Says how much of the asked things can be ordered, of those that the plugin counts.

        What no plugin counts is there without a limit; of what several count, the least is. Asked when a cart is read,
        changed or completed, and for pages; the answer promises nothing: what is certain is what `join_order_demand`
        took. An error propagates: stock is never guessed.
        """
        return {}

    async def join_order_demand(self, uow: UnitOfWork, payload: OrderDemand) -> None:
        """Takes what an order wants from the store, or gives back what it wants no more, in the order's transaction.

        Called when an order is frozen for its payment (HELD), when it is placed (PLACED), and whenever it wants
        something else by then: less, more, or nothing, because its payment failed or it was cancelled. What is told is
        the whole, not the difference, and may be told again. Cart and order are locked by the caller: lock in the order
        of things' types and ids, do no external I/O.

        Raise a `ConflictError` with the code ``OUT_OF_STOCK`` for what cannot be had, unless the demand is ``firm`` or
        wants no more than the plugin holds for the order: that is never refused.
        """

    async def join_order_shipment(self, uow: UnitOfWork, payload: OrderShipment) -> None:
        """Notes on its lines what left of an order, or came back, in the transaction in which it does.

        Called by who sends before anything that it locks itself: lock the order, and refuse what is not possible, such
        as sending of a cancelled order (``ORDER_CANCELLED``) or more than was ordered (``QUANTITY_TOO_LARGE``). Answer
        only for orders that are yours. What is told are differences, so it is told once: the caller knows whether it
        was.
        """

    async def resolve_buyers_order(self, payload: BuyersOrderQuery) -> UUID | None:
        """Returns the id of an order that who asks may act on as its buyer; None if they may not, or it is not yours.

        Asked by plugins that let buyers do something with orders that another one owns, such as asking for a return.
        Answer nothing that tells whether an order exists.
        """

    async def join_order_entry(self, uow: UnitOfWork, payload: OrderEntry) -> None:
        """Writes something that happened to an order into its history, in the transaction in which it happened.

        Called by every plugin that does something to orders; implemented by whoever keeps them. An entry is never
        changed and never removed. Implementations take no locks, so that callers may hold any. Write only of orders
        that are yours: another plugin may own others.
        """

    async def collect_ended_orders(self, payload: HeldOrdersQuery) -> Collection[UUID]:
        """Returns the ids of those of the held orders that came to nothing for sure and can never be placed any more.

        Asked by who holds pieces for longer than it was told, inside the transaction that then lets them go and that
        has the lock of what it holds for the order. Answer only for orders that are yours, and only what is committed:
        an order whose payment is undecided has not ended, however old it is. What nobody answers is held on. An error
        propagates: nothing is let go.
        """
        return ()

    async def collect_order_concerns(self, payload: WatchedOrder) -> Sequence[OrderConcern]:
        """Returns what is unusual about an order, by the plugin's own rules: each rule once at most.

        Asked in the worker after the order was placed and whenever something of it changed, inside the transaction that
        writes down what was found and with the order locked, and now and then as long as staff have not looked at it;
        also of an order whose payment is undecided for long. What is not said any more holds no more. Read with few
        statements, do no external I/O, and let the answer depend on what was when the order was placed rather than on
        when it is asked. An error propagates: it is asked again.
        """
        return ()

    # -- paying -------------------------------------------------------------------------------------------------

    @skips_errors
    async def collect_payment_methods(self, payload: CartView) -> Sequence[PaymentMethod]:
        """Returns the methods that the plugin offers for this cart. A provider that fails is logged and left out."""
        return ()

    async def resolve_payment(self, payload: PaymentRequest) -> PaymentOutcome | None:
        """Authorizes a payment, or returns None if the method is not the plugin's.

        Must be idempotent in ``payment_id``: asked again it returns the first outcome and charges nothing more. Called
        outside any transaction, with a time-out; when it is cancelled the state of the payment counts as unknown.
        """

    async def resolve_payment_action(self, payload: PaymentQuery) -> PaymentAction | None:
        """Says what the buyer of a payment that waits for them has to do, or None if the method is not the plugin's.

        Asked, outside any transaction and with a time-out, for a payment whose outcome was ACTION_REQUIRED, when its
        buyer reads what to do. Where nobody answers, or not in time, they are sent to the ``action_url``: it has to do
        in every case.
        """

    async def resolve_payment_status(self, payload: PaymentQuery) -> PaymentOutcome | None:
        """Says how a payment stands, or returns None if the method is not the plugin's.

        A payment that the provider never heard of is DECLINED with the reason ``never_arrived``; from then on the
        provider must refuse the id for good, so that a request that is still on its way cannot charge it later.
        """

    async def resolve_payment_void(self, payload: PaymentQuery) -> PaymentOutcome | None:
        """Gives an authorization back, or returns None if the method is not the plugin's. Idempotent.

        Also asked for payments that wait for the buyer. An id that never arrived is refused for good, as by
        `resolve_payment_status`. CAPTURED or AUTHORIZED as the answer says that the money could not be given back.
        Of a payment that was captured in part, the rest is given back; VOIDED as the answer says that nothing is
        reserved any more, and what was captured stays captured.
        """

    async def resolve_payment_capture(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Takes money that a payment has reserved, or returns None if the method is not the plugin's.

        Must be idempotent in ``operation_id``: asked again it returns how that capture stands and takes nothing more.
        A payment may be captured several times, in parts. Called outside any transaction, with a time-out.
        """

    async def resolve_payment_refund(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Gives captured money back, or returns None if the method is not the plugin's.

        Must be idempotent in ``operation_id``, as `resolve_payment_capture`. PENDING as the answer says that the
        provider took it and needs time: it is asked again, less and less often.
        """

    async def resolve_payment_operation(self, payload: PaymentOperation) -> PaymentOperationOutcome | None:
        """Says what became of a capture or refund, or returns None if the method is not the plugin's.

        One that the provider never heard of is FAILED with the reason ``never_arrived``; from then on the id must be
        refused for good, so that a request that is still on its way does nothing.
        """

    async def resolve_payment_notice(self, payload: PaymentNotice) -> PaymentNews | None:
        """Says what a message sent to ``/webhooks/payments/<provider>`` is about; None if the provider is not yours.

        Called outside any transaction. Check the signature over the body as it is, and its age: a DomainError refuses
        the message, and nothing of it is kept. What it says is not believed either: it is a reason to ask by
        `resolve_payment_status`, so it does not matter when, in which order or how often it comes.
        """
