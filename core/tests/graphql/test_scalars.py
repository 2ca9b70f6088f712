"""Scalars: what they read, and what they do not take for a value though Python would."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fondaco.graphql.scalars import SCALARS


@pytest.mark.parametrize(("given", "read"), [("19.90", "19.90"), ("1E2", "1E2"), (5, "5"), ("-0.5", "-0.5")])
def test_a_number_is_read_exactly(given: object, read: str) -> None:
    assert SCALARS[Decimal].parse_value(given) == Decimal(read)


@pytest.mark.parametrize("given", ["1_000", "\uff11\uff12", "\u0661", "1,5", "x", "", True, None, [1]])
def test_what_only_python_takes_for_a_number_is_refused(given: object) -> None:
    with pytest.raises(ValueError, match="no number such as"):
        SCALARS[Decimal].parse_value(given)
