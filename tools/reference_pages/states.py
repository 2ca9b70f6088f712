"""docs/reference/states.md: the diagrams of the states of orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from fondaco.commerce import PaymentOperationState, PaymentState
from fondaco_checkout.model.states import (
    AWAITED,
    COMPLETION_RULES,
    FULFILMENT_RULES,
    OPERATION_STEPS,
    ORDER_STEPS,
    PAYMENT_RULES,
    CompletionState,
    OperationVerdict,
    OrderAction,
    OrderState,
    Rule,
    Verdict,
)

from reference_pages.text import enum_docs, table, written

__all__ = ["page"]

_AFTER = {
    OperationVerdict.BOOK: PaymentOperationState.SUCCEEDED,
    OperationVerdict.UNDO: PaymentOperationState.FAILED,
    OperationVerdict.ASK_AGAIN: PaymentOperationState.UNCERTAIN,
}


def _diagram(steps: Iterable[tuple[str, str, str]]) -> str:
    """Returns a state diagram; steps between the same states are one arrow."""
    arrows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for source, target, label in steps:
        if label not in arrows[source, target]:
            arrows[source, target].append(label)
    lines = [f"    {source} --> {target}: {', '.join(labels)}" for (source, target), labels in arrows.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", "    direction LR", *lines, "```"])


def _order() -> str:
    steps = [
        (state.name, after.name, action.value.replace("_", " "))
        for state, actions in ORDER_STEPS.items()
        for action, after in actions.items()
    ]
    return _diagram([("[*]", OrderState.PLACED.name, "placed"), *steps])


def _actions() -> str:
    docs = enum_docs(OrderAction)
    rows = [
        (
            f"`{action.name}`",
            docs[action.name],
            ", ".join(f"`{state.name}`" for state, actions in ORDER_STEPS.items() if action in actions),
        )
        for action in OrderAction
    ]
    return table(("action", "meaning", "of an order that is"), rows)


def _completion() -> str:
    steps = [("[*]", "OPEN", "cartCreate"), ("OPEN", CompletionState.AUTHORIZING.name, "cartComplete")]
    for state in CompletionState:
        for voided in (False, True) if state is CompletionState.VOIDING else (False,):
            for outcome in PaymentState:
                rule = next(rule for rule in COMPLETION_RULES if rule.holds(state, outcome, voided=voided, action=True))
                steps.append((state.name, _settled(state, rule.verdict), rule.text))
        if state is not CompletionState.VOIDING:
            steps.append((state.name, CompletionState.VOIDING.name, "cartReopen, or nobody came in time"))
    steps.append(("ORDERED", "[*]", "the order is placed"))
    return _diagram(step for step in steps if step[0] != step[1])


def _settled(state: CompletionState, verdict: Verdict) -> str:
    if verdict in AWAITED:
        return AWAITED[verdict].get(state, state).name
    return "ORDERED" if verdict is Verdict.PLACE else "OPEN"


def _completion_rules() -> str:
    docs = enum_docs(Verdict)
    rows = [(rule.text, f"`{rule.verdict.name}`: {docs[rule.verdict.name]}") for rule in COMPLETION_RULES]
    return table(("when", "verdict"), rows)


def _operation() -> str:
    steps = [
        (state.name, _AFTER[verdict].name, answer.value)
        for state, answers in OPERATION_STEPS.items()
        for answer, verdict in answers.items()
        if verdict in _AFTER
    ]
    begun = ("[*]", PaymentOperationState.PENDING.name, "noted")
    return _diagram([begun, *(step for step in steps if step[0] != step[1])])


def _decision(rules: Sequence[Rule[Any, Any]]) -> str:
    """Returns a flowchart of a table of rules that is read from its beginning."""
    lines = ["```mermaid", "flowchart LR"]
    last = len(rules) - 1
    for place, rule in enumerate(rules[:last]):
        lines.append(f'    q{place}{{"{rule.text}?"}} -- yes --> s{place}([{rule.state.name}])')
        following = f"q{place + 1}" if place + 1 < last else f"s{last}([{rules[last].state.name}])"
        lines.append(f"    q{place} -- no --> {following}")
    return "\n".join([*lines, "```"])


def page() -> str:
    """Returns the page."""
    text = written("states")
    parts = {
        "order": _order(),
        "actions": _actions(),
        "completion": _completion(),
        "completion_rules": _completion_rules(),
        "operation": _operation(),
        "payment": _decision(PAYMENT_RULES),
        "fulfilment": _decision(FULFILMENT_RULES),
    }
    for name, part in parts.items():
        text = text.replace(f"{{{name}}}", part)
    return text
