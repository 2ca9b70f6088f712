"""What every payment provider has to do, as tests: give them your plugin, and they say what is not kept.

Subclass the class that fits, in a test module of yours, with a fixture ``provider`` that returns a `ProviderHarness`::

    class TestAcme(ReservingProviderContract):
        @pytest.fixture
        def provider(self, app: App) -> ProviderHarness:
            return AcmeHarness(app)

====================================== =============================================================================
`PaymentContract`                      ways to pay of any kind, also those without a provider
`ProviderContract`                     providers that take money at once, and give it back
`ReservingProviderContract`            providers that reserve money first, and take it later
`PartialCaptureContract`               those that take what they reserved in several parts
====================================== =============================================================================
"""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from fondaco.commerce import (
    Money,
    PaymentNotice,
    PaymentOperation,
    PaymentOperationKind,
    PaymentOperationState,
    PaymentQuery,
    PaymentRequest,
    PaymentState,
)
from fondaco.errors import DomainError
from fondaco.testing.payment_harness import HOLDS, UNKNOWN, Loss, ProviderHarness

__all__ = [
    "Loss",
    "PartialCaptureContract",
    "PaymentContract",
    "ProviderContract",
    "ProviderHarness",
    "ReservingProviderContract",
]


class PaymentContract:
    """What every way to pay does."""

    async def test_the_same_payment_asked_twice_is_one(self, provider: ProviderHarness) -> None:
        request = provider.request()
        first = await provider.pay(request)
        again = await provider.pay(request)
        assert (again.state, again.provider_reference) == (first.state, first.provider_reference)

    async def test_giving_back_is_idempotent(self, provider: ProviderHarness) -> None:
        request = provider.request()
        await provider.pay(request)
        assert [(await provider.void(request)).state for _ in range(2)] == [PaymentState.VOIDED] * 2

    async def test_methods_of_others_are_left_to_them(self, provider: ProviderHarness) -> None:
        hooks, request = provider.hooks, provider.request(method="somebody_else")
        query = PaymentQuery(request.payment_id, request.method)
        operation = msgspec.structs.replace(
            provider.operation(request, UNKNOWN, PaymentOperationKind.REFUND, 1), method="somebody_else"
        )
        assert await hooks.resolve_payment(request) is None
        assert await hooks.resolve_payment_status(query) is None
        assert await hooks.resolve_payment_void(query) is None
        assert await hooks.resolve_payment_action(query) is None
        assert await hooks.resolve_payment_capture(operation) is None
        assert await hooks.resolve_payment_refund(operation) is None
        assert await hooks.resolve_payment_operation(operation) is None
        notice = PaymentNotice(provider="somebody_else", headers={}, body=b"{}")
        assert await hooks.resolve_payment_notice(notice) is None


class ProviderContract(PaymentContract):
    """What every provider does that takes money."""

    async def test_a_payment_is_charged_once_by_many_at_once(self, provider: ProviderHarness) -> None:
        request = provider.request(capture=True)
        found = await asyncio.gather(*(provider.pay(request) for _ in range(5)))
        if provider.needs_buyer:
            await provider.buyer_pays(request.payment_id)
        settled = await provider.status(request)
        assert settled.state in HOLDS, (settled, found)
        assert await provider.held(request.payment_id) == 2000

    async def test_a_payment_that_was_charged_is_not_charged_again(self, provider: ProviderHarness) -> None:
        request, outcome = await provider.paid()
        again = await provider.pay(request)
        assert (again.state, again.provider_reference) == (outcome.state, outcome.provider_reference)
        assert await provider.held(request.payment_id) == 2000

    async def test_an_action_has_an_address(self, provider: ProviderHarness) -> None:
        outcome = await provider.pay(provider.request())
        assert (outcome.state is PaymentState.ACTION_REQUIRED) == provider.needs_buyer
        assert (outcome.action_url is not None) == provider.needs_buyer

    async def test_a_lost_answer_is_found_out_by_asking(self, provider: ProviderHarness) -> None:
        request = provider.request(capture=True)
        await provider.lose(Loss.ANSWERS)
        lost = await provider.pay(request)
        assert lost.state not in HOLDS
        assert (await provider.status(request)).state not in HOLDS
        await provider.lose(None)
        await _told_alike(provider, request)

    async def test_a_lost_request_is_found_out_by_asking(self, provider: ProviderHarness) -> None:
        request = provider.request(capture=True)
        await provider.lose(Loss.REQUESTS)
        assert (await provider.pay(request)).state not in HOLDS
        await provider.lose(None)
        outcome = await provider.status(request)
        assert outcome.state in {PaymentState.DECLINED, PaymentState.ACTION_REQUIRED}
        if outcome.state is PaymentState.DECLINED:
            assert (await provider.pay(request)).state is PaymentState.DECLINED
        assert await provider.held(request.payment_id) == 0

    @pytest.mark.parametrize("asked", ["status", "void"])
    async def test_what_never_arrived_is_refused_for_good(self, provider: ProviderHarness, asked: str) -> None:
        request = provider.request(capture=True)
        outcome = await (provider.status(request) if asked == "status" else provider.void(request))
        assert (outcome.state, outcome.reason) == (PaymentState.DECLINED, "never_arrived")
        late = await provider.pay(request)
        assert (late.state, late.reason) == (PaymentState.DECLINED, "never_arrived")
        assert await provider.held(request.payment_id) == 0

    async def test_what_was_given_back_is_not_charged_later(self, provider: ProviderHarness) -> None:
        request = provider.request()
        await provider.pay(request)
        assert (await provider.void(request)).state is PaymentState.VOIDED
        assert (await provider.pay(request)).state is PaymentState.VOIDED
        assert (await provider.status(request)).state is PaymentState.VOIDED
        assert await provider.held(request.payment_id) == 0

    async def test_a_declined_payment_holds_nothing(self, provider: ProviderHarness) -> None:
        if provider.declined_token is None:
            return  # the buyer's bank tells the buyer, on the provider's page
        request = provider.request(token=provider.declined_token)
        outcome = await provider.pay(request)
        assert outcome.state is PaymentState.DECLINED
        assert outcome.reason
        assert (await provider.status(request)).state is PaymentState.DECLINED
        assert await provider.held(request.payment_id) == 0

    async def test_captured_money_is_not_given_back_by_a_void(self, provider: ProviderHarness) -> None:
        request, _ = await provider.paid()
        assert (await provider.void(request)).state is PaymentState.CAPTURED
        assert await provider.held(request.payment_id) == 2000

    async def test_refunds_in_parts_add_up_and_no_more_goes_back_than_came(self, provider: ProviderHarness) -> None:
        request, outcome = await provider.paid()
        for amount in (700, 900):
            operation = provider.operation(request, outcome, PaymentOperationKind.REFUND, amount)
            assert await _done(provider, operation) is PaymentOperationState.SUCCEEDED
        assert await provider.held(request.payment_id) == 400
        told = await provider.status(request)
        assert (told.captured, told.refunded) == (Money(2000, provider.currency), Money(1600, provider.currency))
        beyond = provider.operation(request, outcome, PaymentOperationKind.REFUND, 401)
        assert await _done(provider, beyond) is PaymentOperationState.FAILED
        rest = provider.operation(request, outcome, PaymentOperationKind.REFUND, 400)
        assert await _done(provider, rest) is PaymentOperationState.SUCCEEDED
        assert await provider.held(request.payment_id) == 0

    async def test_a_refund_is_done_once_however_often_it_is_asked_for(self, provider: ProviderHarness) -> None:
        request, outcome = await provider.paid()
        operation = provider.operation(request, outcome, PaymentOperationKind.REFUND, 500)
        first = await provider.operate(operation)
        again = await provider.operate(operation)
        assert again.provider_reference == first.provider_reference
        await asyncio.gather(*(provider.operate(operation) for _ in range(4)))
        assert await provider.held(request.payment_id) == 1500
        assert (await provider.operation_status(operation)).state is PaymentOperationState.SUCCEEDED

    async def test_a_refund_whose_answer_was_lost_is_done_once(self, provider: ProviderHarness) -> None:
        request, outcome = await provider.paid()
        operation = provider.operation(request, outcome, PaymentOperationKind.REFUND, 500)
        await provider.lose(Loss.ANSWERS)
        assert (await provider.operate(operation)).state is PaymentOperationState.UNCERTAIN
        await provider.lose(None)
        assert await _done(provider, operation) is PaymentOperationState.SUCCEEDED
        assert await provider.held(request.payment_id) == 1500

    async def test_an_operation_that_never_arrived_is_refused_for_good(self, provider: ProviderHarness) -> None:
        request, outcome = await provider.paid()
        operation = provider.operation(request, outcome, PaymentOperationKind.REFUND, 500)
        found = await provider.operation_status(operation)
        assert (found.state, found.reason) == (PaymentOperationState.FAILED, "never_arrived")
        assert (await provider.operate(operation)).state is PaymentOperationState.FAILED
        assert await provider.held(request.payment_id) == 2000

    async def test_a_genuine_message_names_the_payment_however_often_it_comes(self, provider: ProviderHarness) -> None:
        request, _ = await provider.paid()
        notice = await provider.notice(request.payment_id)
        first = await provider.hooks.resolve_payment_notice(notice)
        again = await provider.hooks.resolve_payment_notice(notice)
        assert first is not None
        assert first.payment_id == request.payment_id
        assert first.event_id
        assert first == again

    async def test_messages_before_and_after_their_time_change_nothing(self, provider: ProviderHarness) -> None:
        request, outcome = await provider.paid()
        early = await provider.notice(request.payment_id)
        operation = provider.operation(request, outcome, PaymentOperationKind.REFUND, 2000)
        assert await _done(provider, operation) is PaymentOperationState.SUCCEEDED
        late = await provider.notice(request.payment_id)
        for notice in (late, early):
            news = await provider.hooks.resolve_payment_notice(notice)
            assert news is not None
            told = await provider.status(request)
            assert told.refunded == Money(2000, provider.currency)

    @pytest.mark.parametrize("forged", ["body", "signature", "unsigned"])
    async def test_a_forged_message_is_refused(self, provider: ProviderHarness, forged: str) -> None:
        request, _ = await provider.paid()
        notice = await provider.notice(request.payment_id)
        with pytest.raises(DomainError) as caught:
            await provider.hooks.resolve_payment_notice(self.forge(notice, forged))
        assert caught.value.code == "WEBHOOK_SIGNATURE_INVALID"

    def forge(self, notice: PaymentNotice, how: str) -> PaymentNotice:
        """Returns a message that somebody tampered with; override it where the signature is not in a header.

        Args:
            how: ``body``, ``signature`` or ``unsigned``.
        """
        if how == "body":
            return msgspec.structs.replace(notice, body=notice.body.replace(b"a", b"b", 1))
        headers = {
            name: (_other_digits(value) if how == "signature" else "") if "signature" in name else value
            for name, value in notice.headers.items()
        }
        return msgspec.structs.replace(notice, headers=headers)


class ReservingProviderContract(ProviderContract):
    """What every provider does that reserves money first."""

    async def test_reserved_money_is_taken_in_part_and_once(self, provider: ProviderHarness) -> None:
        request, outcome = await provider.paid(capture=False)
        assert outcome.state is PaymentState.AUTHORIZED
        operation = provider.operation(request, outcome, PaymentOperationKind.CAPTURE, 1200)
        first = await provider.operate(operation)
        again = await provider.operate(operation)
        assert (first.state, again) == (PaymentOperationState.SUCCEEDED, first)
        assert (await provider.operation_status(operation)).state is PaymentOperationState.SUCCEEDED
        assert (await provider.status(request)).captured == Money(1200, provider.currency)

    async def test_no_more_is_taken_than_was_reserved(self, provider: ProviderHarness) -> None:
        request, outcome = await provider.paid(capture=False)
        beyond = provider.operation(request, outcome, PaymentOperationKind.CAPTURE, 2001)
        assert (await provider.operate(beyond)).state is PaymentOperationState.FAILED
        assert (await provider.status(request)).captured == Money(0, provider.currency)

    async def test_a_capture_whose_answer_was_lost_is_done_once(self, provider: ProviderHarness) -> None:
        request, outcome = await provider.paid(capture=False)
        operation = provider.operation(request, outcome, PaymentOperationKind.CAPTURE, 2000)
        await provider.lose(Loss.ANSWERS)
        assert (await provider.operate(operation)).state is PaymentOperationState.UNCERTAIN
        await provider.lose(None)
        assert (await provider.operate(operation)).state is PaymentOperationState.SUCCEEDED
        assert (await provider.status(request)).captured == Money(2000, provider.currency)

    async def test_reserved_money_is_given_back_whole(self, provider: ProviderHarness) -> None:
        request, _ = await provider.paid(capture=False)
        assert await provider.held(request.payment_id) == 2000
        assert (await provider.void(request)).state is PaymentState.VOIDED
        assert await provider.held(request.payment_id) == 0

    async def test_a_capture_that_never_arrived_is_refused_for_good(self, provider: ProviderHarness) -> None:
        request, outcome = await provider.paid(capture=False)
        operation = provider.operation(request, outcome, PaymentOperationKind.CAPTURE, 500)
        assert (await provider.operation_status(operation)).reason == "never_arrived"
        assert (await provider.operate(operation)).state is PaymentOperationState.FAILED
        assert (await provider.status(request)).captured == Money(0, provider.currency)


class PartialCaptureContract(ReservingProviderContract):
    """What providers do that take reserved money in several parts."""

    async def test_captures_in_parts_add_up(self, provider: ProviderHarness) -> None:
        request, outcome = await provider.paid(capture=False)
        for amount in (500, 700):
            operation = provider.operation(request, outcome, PaymentOperationKind.CAPTURE, amount)
            assert (await provider.operate(operation)).state is PaymentOperationState.SUCCEEDED
        assert (await provider.status(request)).captured == Money(1200, provider.currency)
        beyond = provider.operation(request, outcome, PaymentOperationKind.CAPTURE, 801)
        assert (await provider.operate(beyond)).state is PaymentOperationState.FAILED
        rest = provider.operation(request, outcome, PaymentOperationKind.CAPTURE, 800)
        assert (await provider.operate(rest)).state is PaymentOperationState.SUCCEEDED
        assert (await provider.status(request)).captured == Money(2000, provider.currency)

    async def test_what_is_left_after_a_part_is_given_back(self, provider: ProviderHarness) -> None:
        request, outcome = await provider.paid(capture=False)
        operation = provider.operation(request, outcome, PaymentOperationKind.CAPTURE, 500)
        await provider.operate(operation)
        assert (await provider.void(request)).state is PaymentState.VOIDED
        assert (await provider.status(request)).captured == Money(500, provider.currency)
        assert await provider.held(request.payment_id) == 500


async def _done(provider: ProviderHarness, operation: PaymentOperation) -> PaymentOperationState:
    """Asks until it is decided, as checkout does."""
    outcome = await provider.operate(operation)
    for _ in range(3):
        if outcome.state not in {PaymentOperationState.PENDING, PaymentOperationState.UNCERTAIN}:
            break
        outcome = await provider.operate(operation)
    return outcome.state


async def _told_alike(provider: ProviderHarness, request: PaymentRequest) -> None:
    """Whatever the truth is, the plugin tells it: the money is held, or never will be."""
    outcome = await provider.status(request)
    if outcome.state is PaymentState.ACTION_REQUIRED:
        await provider.buyer_pays(request.payment_id)
        outcome = await provider.status(request)
    assert outcome.state in {*HOLDS, PaymentState.DECLINED}, outcome
    again = await provider.pay(request)
    assert again.state is outcome.state
    assert await provider.held(request.payment_id) == (request.amount.amount if outcome.state in HOLDS else 0)


def _other_digits(value: str) -> str:
    return value[:-6] + "".join("1" if character == "0" else "0" for character in value[-6:])
