"""What the rules say, without a database: cases and laws."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from fondaco.commerce import Address, Money, OrderConcern, WatchedOrder
from fondaco.ids import new_id
from fondaco_checkout.model.cases import HIGHEST_SCORE, ConcernState, FoundConcern, weigh
from fondaco_checkout.model.concerns import DEFAULTS, OrderFacts, RuleConfig, WatchRule, concerns_of
from fondaco_checkout.settings import CheckoutSettings
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2026, 11, 28, tzinfo=UTC)
BERLIN, WIEN = (Address(country=country, name="Ada", line1="x", city="y") for country in ("DE", "AT"))
ORDER = WatchedOrder(
    order_id=UUID(int=1),
    number="1",
    channel="default",
    placed_at=NOW,
    cancelled=False,
    payment_state="authorized",
    total=Money(10_000, "EUR"),
    email="ada@example.org",
    phone=None,
    customer=None,
    session=UUID(int=2),
    shipping_address=BERLIN,
    billing_address=BERLIN,
)
FACTS = OrderFacts(fulfilment_state="unfulfilled", since=NOW)


def said(order: WatchedOrder, facts: OrderFacts, hours: int = 0) -> dict[str, Any]:
    """What the rules say after so many hours, by rule."""
    found = concerns_of(order, facts, DEFAULTS, ("throw.away",), NOW + timedelta(hours=hours))
    return {concern.rule: concern.values for concern in found}


@pytest.mark.parametrize(
    ("order", "facts", "hours", "rules"),
    [
        ({}, {}, 0, []),
        ({"billing_address": WIEN}, {}, 0, ["address_mismatch"]),
        ({"billing_address": WIEN, "shipping_address": None}, {}, 0, []),
        ({}, {"alike": {"email": 5, "phone": 4}}, 0, ["velocity"]),
        ({}, {"alike": {"email": 4}}, 0, []),
        ({"total": Money(200_000, "EUR")}, {}, 0, ["large_amount"]),
        ({"total": Money(199_999, "EUR")}, {}, 0, []),
        ({"total": Money(9_999_999, "SEK")}, {"first": True}, 0, []),
        ({"total": Money(50_000, "EUR")}, {"first": True}, 0, ["large_first_order"]),
        ({"total": Money(80_000, "JPY")}, {"first": True}, 0, ["large_first_order"]),
        ({}, {"usual": 2000, "compared": 20}, 0, ["unusual_amount"]),
        ({}, {"usual": 2000, "compared": 19}, 0, []),
        ({}, {"usual": 2001, "compared": 20}, 0, []),
        ({"email": "x@THROW.away"}, {}, 0, ["disposable_email"]),
        ({"email": "x@sub.throw.away"}, {}, 0, ["disposable_email"]),
        ({"email": "x@nothrow.away"}, {}, 0, []),
        ({}, {"refunds": 3}, 0, ["many_refunds"]),
        ({}, {}, 119, []),
        ({}, {}, 120, ["authorization_ending"]),
        ({"payment_state": "paid"}, {}, 72, ["not_moved"]),
        ({"payment_state": "paid"}, {"fulfilment_state": "fulfilled"}, 72, []),
        ({"payment_state": "pending"}, {}, 240, ["unpaid"]),
        ({}, {"overpaid": 1}, 0, ["money_mismatch"]),
        ({}, {"overpaid": 1, "returning": 1}, 0, []),
        ({"cancelled": True, "billing_address": WIEN, "email": "x@throw.away"}, {}, 240, []),
        ({"cancelled": True}, {"overpaid": 5}, 0, ["money_mismatch"]),
        ({"placed_at": None, "payment_state": ""}, {}, 0, []),
        ({"placed_at": None, "payment_state": ""}, {}, 1, ["undecided"]),
    ],
)
def test_rules_speak(order: dict[str, Any], facts: dict[str, Any], hours: int, rules: list[str]) -> None:
    given_order, given_facts = msgspec.structs.replace(ORDER, **order), msgspec.structs.replace(FACTS, **facts)
    assert list(said(given_order, given_facts, hours)) == rules


def test_reasons_are_values() -> None:
    order = msgspec.structs.replace(ORDER, total=Money(200_050, "EUR"))
    assert said(order, FACTS)["large_amount"] == {
        "total": {"amount": "2000.50", "currencyCode": "EUR"},
        "limit": {"amount": "2000.00", "currencyCode": "EUR"},
    }


def test_a_rule_that_is_off_says_nothing() -> None:
    off = {rule: msgspec.structs.replace(config, enabled=False) for rule, config in DEFAULTS.items()}
    order = msgspec.structs.replace(ORDER, billing_address=WIEN, email="x@throw.away")
    assert concerns_of(order, FACTS, off, ("throw.away",), NOW + timedelta(days=300)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"weight": 0},
        {"weight": 1001},
        {"hours": -1},
        {"count": 10_001},
        {"amounts": {"EUR": "-1"}},
        {"amounts": {"XXX": "1"}},
    ],
)
def test_settings_that_mean_nothing_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"concern_rules": {"velocity": wrong}}, CheckoutSettings)


def test_settings_of_unknown_rules_are_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="there is no such rule"):
        msgspec.convert({"concern_rules": {"speed": {"weight": 1}}}, CheckoutSettings)


RULES = st.dictionaries(st.sampled_from("abcde"), st.integers(1, 1000))


def _kept(before: list[FoundConcern], found: dict[str, OrderConcern]) -> list[FoundConcern]:
    """What the repository makes of it."""
    now = weigh(before, found)
    states = {one.rule: one.state for one in before}
    states.update(dict.fromkeys(now.gone, ConcernState.GONE))
    states.update(dict.fromkeys([*now.fresh, *now.kept], ConcernState.ACTIVE))
    return [_concern(rule, state) for rule, state in sorted(states.items())]


def _concern(rule: str, state: ConcernState) -> FoundConcern:
    ended = None if state is ConcernState.ACTIVE else NOW
    return FoundConcern(
        id=new_id(), case_id=UUID(int=1), rule=rule, weight=1, details={}, state=state, found_at=NOW, ended_at=ended
    )


@given(
    st.lists(RULES, max_size=5), RULES, st.dictionaries(st.sampled_from("abcde"), st.sampled_from(list(ConcernState)))
)
def test_only_what_is_said_last_counts(
    said_before: list[dict[str, int]], last: dict[str, int], known: dict[str, ConcernState]
) -> None:
    def found(weights: dict[str, int]) -> dict[str, OrderConcern]:
        return {rule: OrderConcern(rule=rule, weight=weight) for rule, weight in weights.items()}

    start = [_concern(rule, state) for rule, state in known.items()]
    history = start
    for weights in said_before:
        history = _kept(history, found(weights))
    # whatever was said in between, the score and what holds are those of the last answer
    assert weigh(history, found(last)).score == weigh(start, found(last)).score
    settled = {rule for rule, state in known.items() if state in {ConcernState.RESOLVED, ConcernState.FALSE_ALARM}}
    active = {one.rule for one in _kept(history, found(last)) if one.state is ConcernState.ACTIVE}
    assert active == set(last) - settled
    again = weigh(_kept(history, found(last)), found(last))  # said twice, nothing is new
    assert (again.fresh, again.gone) == ({}, ())
    assert again.score == min(HIGHEST_SCORE, sum(weight for rule, weight in last.items() if rule not in settled))


def test_every_rule_has_a_default() -> None:
    assert set(DEFAULTS) == set(WatchRule)
    assert RuleConfig().enabled
