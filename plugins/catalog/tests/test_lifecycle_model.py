"""The machine of a product's life, without a database."""

from __future__ import annotations

from itertools import product

import pytest
from fondaco.errors import ConflictError, InvalidInputError
from fondaco_catalog.model.lifecycle import (
    TRANSITIONS,
    ProductStatus,
    find_transition,
    launch,
    mermaid,
    require_reason,
    transitions_from,
)

S = ProductStatus

ALLOWED = {
    (S.IDEA, S.DRAFT): "catalog.manage_products",
    (S.IDEA, S.ARCHIVED): "catalog.archive_products",
    (S.DRAFT, S.IDEA): "catalog.manage_products",
    (S.DRAFT, S.IN_REVIEW): "catalog.submit_products",
    (S.DRAFT, S.LIVE): "catalog.publish_products",
    (S.DRAFT, S.ARCHIVED): "catalog.archive_products",
    (S.IN_REVIEW, S.APPROVED): "catalog.review_products",
    (S.IN_REVIEW, S.DRAFT): "catalog.review_products",
    (S.APPROVED, S.LIVE): "catalog.publish_products",
    (S.APPROVED, S.DRAFT): "catalog.review_products",
    (S.APPROVED, S.ARCHIVED): "catalog.archive_products",
    (S.LIVE, S.PHASE_OUT): "catalog.publish_products",
    (S.LIVE, S.ARCHIVED): "catalog.archive_products",
    (S.PHASE_OUT, S.LIVE): "catalog.publish_products",
    (S.PHASE_OUT, S.ARCHIVED): "catalog.archive_products",
    (S.ARCHIVED, S.DRAFT): "catalog.archive_products",
}


@pytest.mark.parametrize(("source", "target"), list(product(S, S)))
def test_a_step_is_allowed_or_refused_with_a_code(source: ProductStatus, target: ProductStatus) -> None:
    if (source, target) in ALLOWED:
        step = find_transition(source, target, review_required=False)
        assert (step.source, step.target, step.permission.name) == (source, target, ALLOWED[source, target])
    else:
        with pytest.raises(ConflictError) as caught:
            find_transition(source, target, review_required=False)
        assert (caught.value.code, caught.value.field) == ("TRANSITION_NOT_ALLOWED", ("to",))


def test_there_is_one_step_between_two_statuses_and_a_way_from_each_to_each() -> None:
    ends = [(step.source, step.target) for step in TRANSITIONS]
    assert len(set(ends)) == len(ends)
    for review_required in (True, False):
        for start in S:
            reached = {start}
            for _ in S:
                reached |= {
                    step.target for at in reached for step in transitions_from(at, review_required=review_required)
                }
            assert reached >= set(S) - {S.IDEA}


def test_no_draft_goes_live_by_itself_where_products_are_reviewed() -> None:
    with pytest.raises(ConflictError) as caught:
        find_transition(S.DRAFT, S.LIVE, review_required=True)
    assert caught.value.code == "REVIEW_REQUIRED"
    assert [step.target for step in transitions_from(S.DRAFT, review_required=True)] == [
        S.IDEA,
        S.IN_REVIEW,
        S.ARCHIVED,
    ]


@pytest.mark.parametrize(
    ("status", "review_required", "expected"),
    [
        (S.LIVE, True, None),
        (S.PHASE_OUT, True, None),
        (S.APPROVED, True, S.LIVE),
        (S.DRAFT, False, S.LIVE),
        (S.DRAFT, True, "REVIEW_REQUIRED"),
        (S.IDEA, False, "NOT_PUBLISHABLE"),
        (S.IN_REVIEW, False, "NOT_PUBLISHABLE"),
        (S.ARCHIVED, False, "NOT_PUBLISHABLE"),
    ],
)
def test_publishing_takes_live_what_may_go_live(
    status: ProductStatus, review_required: bool, expected: ProductStatus | str | None
) -> None:
    if isinstance(expected, str) and not isinstance(expected, ProductStatus):
        with pytest.raises(ConflictError) as caught:
            launch(status, review_required=review_required)
        assert caught.value.code == expected
    else:
        step = launch(status, review_required=review_required)
        assert (None if step is None else step.target) == expected


def test_rejecting_and_withdrawing_what_is_live_need_a_reason() -> None:
    assert [(step.source, step.target) for step in TRANSITIONS if step.needs_reason] == [
        (S.IN_REVIEW, S.DRAFT),
        (S.APPROVED, S.DRAFT),
        (S.LIVE, S.ARCHIVED),
    ]
    rejection = find_transition(S.IN_REVIEW, S.DRAFT, review_required=True)
    require_reason(rejection, "The title is wrong.")
    with pytest.raises(InvalidInputError) as caught:
        require_reason(rejection, "")
    assert (caught.value.code, caught.value.field) == ("REASON_REQUIRED", ("reason",))


def test_the_diagram_has_every_step() -> None:
    lines = mermaid().splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert len(lines) == 3 + len(TRANSITIONS)
    assert "    IN_REVIEW --> APPROVED: approve (four eyes)" in lines
    assert "    DRAFT --> LIVE: launch (no review required)" in lines
