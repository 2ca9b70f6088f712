"""What a refund gives back, without a database: by parts it sums up to the order, to the cent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from fondaco.commerce import PaymentOperationState
from fondaco.errors import DomainError
from fondaco_checkout.model.balance import Balance, OrderPaymentState, order_payment_state
from fondaco_checkout.model.payments import Capture, OperationVerdict, ask_again_after, cascade, verdict
from fondaco_checkout.model.refunds import (
    Refundable,
    RefundableLine,
    RefundKind,
    RefundState,
    WantedLine,
    WantedRefund,
    plan_refund,
    settled_state,
)
from hypothesis import given, settings
from hypothesis import strategies as st

ORDER = UUID(int=0)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def line(number: int, quantity: int, net: int, tax: int) -> RefundableLine:
    return RefundableLine(id=UUID(int=number), quantity=quantity, net=net, tax=tax)


def refundable(*lines: RefundableLine, delivery: tuple[int, int] = (0, 0), overpaid: int = 0) -> Refundable:
    whole = sum(one.gross for one in lines) + sum(delivery) + overpaid
    return Refundable(
        currency="EUR",
        lines=lines,
        delivery=RefundableLine(id=ORDER, quantity=0, net=delivery[0], tax=delivery[1]),
        overpaid=overpaid,
        money=whole,
    )


def wanted(number: int, quantity: int, amount: int | None = None) -> WantedRefund:
    return WantedRefund(lines=(WantedLine(line_id=UUID(int=number), quantity=quantity, amount=amount),))


def after(before: Refundable, asked: WantedRefund) -> Refundable:
    """What is left when that was given back."""
    parts = plan_refund(before, asked)
    taken = {part.line_id or ORDER: part for part in parts if part.kind is not RefundKind.SURPLUS}

    def left(one: RefundableLine) -> RefundableLine:
        part = taken.get(one.id)
        if part is None:
            return one
        return RefundableLine(
            id=one.id, quantity=one.quantity - part.quantity, net=one.net - part.net, tax=one.tax - part.tax
        )

    surplus = sum(part.gross for part in parts if part.kind is RefundKind.SURPLUS)
    return Refundable(
        currency="EUR",
        lines=tuple(left(one) for one in before.lines),
        delivery=left(before.delivery),
        overpaid=before.overpaid - surplus,
        money=before.money - sum(part.gross for part in parts),
    )


def test_a_piece_is_its_share_of_the_line_with_its_share_of_the_tax() -> None:
    # Three for 10.00 with 1.60 tax: 3.33 with 0.53.
    (part,) = plan_refund(refundable(line(1, 3, 840, 160)), wanted(1, 1))
    assert (part.quantity, part.net, part.tax) == (1, 280, 53)


def test_an_amount_for_nothing_in_particular_is_spread_over_what_is_left() -> None:
    parts = plan_refund(
        refundable(line(1, 1, 840, 160), line(2, 1, 935, 65), delivery=(400, 100)), WantedRefund(free=500)
    )
    assert [(part.kind.value, part.quantity, part.gross, part.tax) for part in parts] == [
        ("line", 0, 200, 32),
        ("line", 0, 200, 13),
        ("delivery", 0, 100, 20),
    ]


def test_what_was_overpaid_goes_back_first_and_has_no_tax() -> None:
    parts = plan_refund(refundable(line(1, 1, 84, 16), overpaid=50), WantedRefund(free=60))
    assert [(part.kind.value, part.gross, part.tax) for part in parts] == [("line", 10, 2), ("surplus", 50, 0)]


def test_everything_is_everything() -> None:
    whole = refundable(line(1, 3, 840, 160), line(2, 0, 0, 0), delivery=(400, 76), overpaid=5)
    parts = plan_refund(whole, WantedRefund(everything=True, restock=True))
    assert [(part.kind.value, part.quantity, part.net, part.tax, part.restock) for part in parts] == [
        ("line", 3, 840, 160, True),
        ("delivery", 0, 400, 76, False),
        ("surplus", 0, 5, 0, False),
    ]


def test_of_an_order_that_is_paid_in_part_everything_is_what_was_paid() -> None:
    whole = refundable(line(1, 2, 840, 160), line(2, 1, 500, 0))
    paid = Refundable(currency="EUR", lines=whole.lines, delivery=whole.delivery, overpaid=0, money=600)
    assert [(part.quantity, part.gross) for part in plan_refund(paid, WantedRefund(everything=True))] == [
        (2, 400),
        (1, 200),
    ]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (WantedRefund(), "REFUND_EMPTY"),
        (wanted(9, 1), "LINE_NOT_FOUND"),
        (wanted(1, -1), "QUANTITY_INVALID"),
        (wanted(1, 0), "QUANTITY_INVALID"),
        (wanted(1, 4), "REFUND_QUANTITY_TOO_LARGE"),
        (wanted(1, 1, 1001), "REFUND_TOO_LARGE"),
        (wanted(1, 1, -1), "INVALID_AMOUNT"),
        (WantedRefund(lines=wanted(1, 1).lines * 2), "LINE_REPEATED"),
        (WantedRefund(delivery=1), "REFUND_TOO_LARGE"),
        (WantedRefund(delivery=-1), "INVALID_AMOUNT"),
        (WantedRefund(free=1001), "REFUND_TOO_LARGE"),
        (WantedRefund(free=-1), "INVALID_AMOUNT"),
    ],
)
def test_what_cannot_be_given_back_is_refused(asked: WantedRefund, code: str) -> None:
    with pytest.raises(DomainError) as raised:
        plan_refund(refundable(line(1, 3, 840, 160)), asked)
    assert raised.value.code == code


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 5000), st.integers(0, 900)), min_size=1, max_size=4),
    st.tuples(st.integers(0, 900), st.integers(0, 200)),
    st.data(),
)
def test_a_full_refund_by_parts_sums_up_to_the_order(
    lines: list[tuple[int, int, int]], delivery: tuple[int, int], data: st.DataObject
) -> None:
    whole = refundable(*(line(n, *one) for n, one in enumerate(lines, 1)), delivery=delivery)
    left, net, tax = whole, 0, 0
    for _ in range(12):
        if left.money == 0:
            break
        number = data.draw(st.integers(1, len(lines)))
        one = left.lines[number - 1]
        choices = [WantedRefund(free=data.draw(st.integers(1, left.money)))]
        if one.quantity and one.gross:
            choices.append(wanted(number, data.draw(st.integers(1, one.quantity))))
            choices.append(wanted(number, 0, data.draw(st.integers(1, one.gross))))
        asked = data.draw(st.sampled_from(choices))
        try:
            parts = plan_refund(left, asked)
        except DomainError as error:
            assert error.code == "REFUND_EMPTY"  # noqa: PT017 (pieces whose share rounds to nothing)
            continue
        assert all(part.net >= 0 and part.tax >= 0 for part in parts)
        left = after(left, asked)
        net, tax = net + sum(part.net for part in parts), tax + sum(part.tax for part in parts)
    if left.money:
        parts = plan_refund(left, WantedRefund(everything=True))
        net, tax = net + sum(part.net for part in parts), tax + sum(part.tax for part in parts)
    assert net == sum(one[1] for one in lines) + delivery[0]
    assert tax == sum(one[2] for one in lines) + delivery[1]


def capture(number: int, left: int, *, days: int = 0, manual: bool = False) -> Capture:
    return Capture(
        id=UUID(int=number),
        payment_id=UUID(int=number % 2),
        manual=manual,
        left=left,
        finished_at=NOW + timedelta(days=days),
    )


def test_a_refund_takes_of_providers_first_and_of_the_newest_capture() -> None:
    captures = [capture(1, 50, days=9, manual=True), capture(2, 30), capture(4, 20, days=1)]
    left = {UUID(int=0): 1000, UUID(int=1): 1000}
    assert [(one.capture.id.int, one.amount) for one in cascade(captures, 60, left)] == [(4, 20), (2, 30), (1, 10)]
    assert [(one.capture.id.int, one.amount) for one in cascade(captures, 60, {UUID(int=0): 25})] == [(4, 20), (2, 5)]


@pytest.mark.parametrize("state", list(PaymentOperationState))
@pytest.mark.parametrize("answer", list(PaymentOperationState))
def test_an_answer_decides_an_open_operation_and_no_other(
    state: PaymentOperationState, answer: PaymentOperationState
) -> None:
    decided = {
        PaymentOperationState.SUCCEEDED: OperationVerdict.BOOK,
        PaymentOperationState.FAILED: OperationVerdict.UNDO,
    }
    expected = OperationVerdict.KEEP if state in decided else decided.get(answer, OperationVerdict.ASK_AGAIN)
    assert verdict(state, answer) is expected


def test_questions_become_rarer() -> None:
    waits = [ask_again_after(timedelta(seconds=seconds)).total_seconds() for seconds in (0, 40, 7200, 90_000)]
    assert waits == [30, 40, 7200, 21_600]


NOTHING = Balance(
    order_id=ORDER,
    currency="EUR",
    cancelled=False,
    total=100,
    returned=0,
    captured=0,
    refunded=0,
    disputed=0,
    reserved=0,
    undecided=0,
    awaited=0,
    released=0,
)


@pytest.mark.parametrize(
    ("sums", "state", "outstanding"),
    [
        ({}, "pending", 100),
        ({"awaited": 100}, "pending", 100),
        ({"undecided": 100}, "pending", 0),
        ({"reserved": 100}, "authorized", 0),
        ({"reserved": 60}, "authorized", 40),
        ({"captured": 40, "reserved": 60}, "partially_paid", 0),
        ({"captured": 40, "released": 60}, "partially_paid", 60),
        ({"captured": 100}, "paid", 0),
        ({"captured": 120}, "paid", 0),
        ({"total": 0}, "paid", 0),
        ({"released": 100}, "voided", 100),
        ({"released": 100, "awaited": 100}, "pending", 100),
        ({"captured": 100, "refunded": 30, "returned": 30}, "partially_refunded", 0),
        ({"captured": 100, "refunded": 100, "returned": 100}, "refunded", 0),
        ({"captured": 100, "disputed": 100}, "refunded", 0),
        ({"captured": 120, "refunded": 20}, "partially_refunded", 0),
        ({"total": 130, "captured": 100}, "partially_paid", 30),
        ({"total": 130, "captured": 100, "refunded": 20, "returned": 20}, "partially_refunded", 30),
        ({"cancelled": True, "released": 100}, "voided", 0),
        ({"cancelled": True}, "voided", 0),
    ],
)
def test_what_is_paid_follows_from_the_payments(sums: dict[str, int], state: str, outstanding: int) -> None:
    values = {name: getattr(NOTHING, name) for name in Balance.__struct_fields__}
    balance = Balance(**{**values, **sums})
    assert order_payment_state(balance) is OrderPaymentState(state)
    assert balance.outstanding == outstanding


@pytest.mark.parametrize(
    ("refunded", "open_", "state"),
    [
        (0, True, RefundState.PENDING),
        (50, True, RefundState.PENDING),
        (100, False, RefundState.SUCCEEDED),
        (50, False, RefundState.PARTIAL),
        (0, False, RefundState.FAILED),
    ],
)
def test_a_refund_stands_as_its_operations_do(refunded: int, open_: bool, state: RefundState) -> None:
    assert settled_state(100, refunded, open_=open_) is state
