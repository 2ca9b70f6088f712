"""The guard's one rule, as a table."""

from __future__ import annotations

import pytest
from fondaco.commerce import PaymentOutcome, PaymentState
from fondaco_checkout.model.settlement import CompletionState, Verdict, verdict

URL = "https://bank.example/confirm"
OPEN_STATES = [CompletionState.AUTHORIZING, CompletionState.UNCERTAIN, CompletionState.ACTION_REQUIRED]


def outcome(state: PaymentState) -> PaymentOutcome:
    return PaymentOutcome(state=state, action_url=URL if state is PaymentState.ACTION_REQUIRED else None)


@pytest.mark.parametrize("state", OPEN_STATES)
@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (PaymentState.AUTHORIZED, Verdict.PLACE),
        (PaymentState.CAPTURED, Verdict.PLACE),
        (PaymentState.DECLINED, Verdict.REOPEN),
        (PaymentState.VOIDED, Verdict.REOPEN),
        (PaymentState.ACTION_REQUIRED, Verdict.AWAIT_BUYER),
        (PaymentState.UNKNOWN, Verdict.AWAIT_PROVIDER),
    ],
)
def test_an_outcome_decides(state: CompletionState, found: PaymentState, expected: Verdict) -> None:
    assert verdict(state, outcome(found), voided=False) is expected


@pytest.mark.parametrize("found", list(PaymentState))
def test_news_from_before_a_void_place_no_order(found: PaymentState) -> None:
    expected = Verdict.REOPEN if found in {PaymentState.DECLINED, PaymentState.VOIDED} else Verdict.AWAIT_PROVIDER
    assert verdict(CompletionState.VOIDING, outcome(found), voided=False) is expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (PaymentState.VOIDED, Verdict.REOPEN),
        (PaymentState.DECLINED, Verdict.REOPEN),
        (PaymentState.CAPTURED, Verdict.PLACE),
        (PaymentState.UNKNOWN, Verdict.AWAIT_PROVIDER),
        (PaymentState.ACTION_REQUIRED, Verdict.AWAIT_PROVIDER),
    ],
)
def test_money_that_cannot_be_given_back_places_the_order(found: PaymentState, expected: Verdict) -> None:
    assert verdict(CompletionState.VOIDING, outcome(found), voided=True) is expected


def test_an_action_without_an_address_to_go_to_is_no_action() -> None:
    nowhere = PaymentOutcome(state=PaymentState.ACTION_REQUIRED)
    assert verdict(CompletionState.AUTHORIZING, nowhere, voided=False) is Verdict.AWAIT_PROVIDER
