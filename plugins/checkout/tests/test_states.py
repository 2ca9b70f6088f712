"""The tables of states: complete, and what the database and the code decide by them is what they say."""

from __future__ import annotations

from itertools import product

import pytest
from fondaco.app import App
from fondaco.commerce import PaymentOperationState, PaymentOutcome, PaymentState
from fondaco.db.engine import fetch_value
from fondaco_checkout.model import payments, settlement
from fondaco_checkout.model.fulfilment import FulfilmentState
from fondaco_checkout.model.states import (
    AWAITED,
    COMPLETION_RULES,
    FULFILMENT_RULES,
    ORDER_STEPS,
    PAYMENT_RULES,
    CompletionState,
    OperationVerdict,
    OrderAction,
    OrderPaymentState,
    OrderState,
    PaymentSums,
    Verdict,
    allows,
)


def test_every_state_and_action_is_in_the_table_of_orders() -> None:
    assert set(ORDER_STEPS) == set(OrderState)
    assert {action for actions in ORDER_STEPS.values() for action in actions} == set(OrderAction)
    after = {state for actions in ORDER_STEPS.values() for state in actions.values()}
    assert after == set(OrderState)  # both are reached
    assert not any(state is OrderState.PLACED for state in ORDER_STEPS[OrderState.CANCELLED].values())


@pytest.mark.parametrize("action", [OrderAction.PAY, OrderAction.CAPTURE, OrderAction.EDIT, OrderAction.SEND])
def test_a_cancelled_order_is_neither_paid_nor_changed_nor_sent(action: OrderAction) -> None:
    assert allows(OrderState.PLACED, action)
    assert not allows("cancelled", action)


def test_money_goes_back_of_every_order() -> None:
    assert all(allows(state, OrderAction.GIVE_BACK) for state in OrderState)


def test_every_outcome_of_a_payment_is_decided_in_every_state() -> None:
    for state, outcome, voided, action in product(CompletionState, PaymentState, (False, True), (False, True)):
        found = PaymentOutcome(state=outcome, action_url="https://pay.example" if action else None)
        verdict = settlement.verdict(state, found, voided=voided)
        # A place is given only for money, and a cart is opened only without.
        assert (verdict is Verdict.REOPEN) == (outcome in {PaymentState.DECLINED, PaymentState.VOIDED})
        assert verdict is not Verdict.PLACE or outcome in settlement.PLACES
    assert COMPLETION_RULES[-1].outcomes is None  # nothing falls through
    assert set(AWAITED) == {Verdict.AWAIT_BUYER, Verdict.AWAIT_PROVIDER}


def test_an_operation_that_is_decided_stays_so() -> None:
    for state, answer in product(PaymentOperationState, PaymentOperationState):
        decided = state in {PaymentOperationState.SUCCEEDED, PaymentOperationState.FAILED}
        assert (payments.verdict(state, answer) is OperationVerdict.KEEP) == decided


def test_every_payment_state_is_reached_and_some_rule_holds_always() -> None:
    found = set()
    for total, captured, gone, reserved, released, waiting in product(range(3), repeat=6):
        if gone > captured:
            continue
        for cancelled in (False, True):
            sums = PaymentSums(
                total=total,
                captured=captured,
                gone=gone,
                reserved=reserved,
                released=released,
                waiting=waiting,
                cancelled=cancelled,
            )
            found.add(next(rule.state for rule in PAYMENT_RULES if rule.holds(sums)))
    assert found == set(OrderPaymentState)


async def test_the_trigger_of_the_database_decides_by_the_table(app: App) -> None:
    assert app.database.url
    assert {rule.state for rule in FULFILMENT_RULES} == set(FulfilmentState)
    source = await fetch_value("SELECT prosrc FROM pg_proc WHERE proname = 'keep_fulfilment_state'")
    *rules, last = FULFILMENT_RULES
    case = " ".join(f"WHEN {rule.holds} THEN '{rule.state.value}'" for rule in rules)
    assert f"CASE {case} ELSE '{last.state.value}' END" in " ".join(source.split())
