"""Changing many prices at once: what a change does to one price. Pure, so that a preview and the change agree."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from uuid import UUID

import msgspec
from fondaco.commerce import Money, round_half_up
from fondaco.commerce.money import MAX_AMOUNT
from fondaco.errors import InvalidInputError

__all__ = [
    "ChangeFilter",
    "ChangeRequest",
    "ChangeState",
    "CompareAtChange",
    "Computed",
    "ItemState",
    "PriceOperation",
    "PriceRow",
    "PriceWarning",
    "RoundingDirection",
    "Rule",
    "compile_rule",
    "compute",
]

Path = tuple[str, ...]

LARGEST_PERCENT = Decimal(100_000)
MUCH = Fraction(1, 10)
"""A rounding that moves a price by more than this share of it is pointed out."""


class PriceOperation(Enum):
    """What is done to a price before it is rounded.

    PERCENT adds a percentage (-20 takes a fifth off), AMOUNT adds an amount, SET puts an amount in its place, COST_PLUS
    makes it of the variant's cost and a percentage on it, KEEP leaves it (to be rounded only, or copied).
    """

    PERCENT = "percent"
    AMOUNT = "amount"
    SET = "set"
    COST_PLUS = "cost_plus"
    KEEP = "keep"


class CompareAtChange(Enum):
    """What becomes of the price to compare with.

    KEEP leaves it, CLEAR takes it away, PREVIOUS puts the price there that the change began with.
    """

    KEEP = "keep"
    CLEAR = "clear"
    PREVIOUS = "previous"


class RoundingDirection(Enum):
    """To which price of the wanted ending a price is rounded; NEAREST takes the higher of two equally near ones."""

    NEAREST = "nearest"
    UP = "up"
    DOWN = "down"


class ChangeState(Enum):
    """How far a bulk change is."""

    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"


class ItemState(Enum):
    """What became of a price of a bulk change.

    CONFLICT means that it was changed meanwhile, so that undoing left it alone.
    """

    APPLIED = "applied"
    UNDONE = "undone"
    CONFLICT = "conflict"


class PriceWarning(Enum):
    """What somebody should know of a price before it is changed.

    BELOW_COST: it would not pay what the variant costs. FREE: it would become zero. ROUNDING: rounding moves it by more
    than a tenth. NEGATIVE and NO_COST: it cannot be computed and is left out. TOO_LARGE: as these.
    """

    BELOW_COST = "below_cost"
    FREE = "free"
    ROUNDING = "rounding"
    NEGATIVE = "negative"
    NO_COST = "no_cost"
    TOO_LARGE = "too_large"


class ChangeFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which prices of the list are meant; everything given has to hold."""

    product_ids: tuple[UUID, ...] | None = None
    variant_ids: tuple[UUID, ...] | None = None
    category_id: UUID | None = None
    collection_id: UUID | None = None
    tag: str | None = None


class ChangeRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A bulk change as somebody wants it.

    Attributes:
        list_id: The list that is written.
        from_list_id: The list whose prices it begins with; the same one for None.
        value: Of the operation: a percentage or an amount in major units.
        ending: What prices end with, in major units: ``Decimal("0.99")``; None to leave them as they come.
        step: How far prices of this ending are apart.
    """

    list_id: UUID
    operation: PriceOperation
    from_list_id: UUID | None = None
    value: Decimal | None = None
    ending: Decimal | None = None
    step: Decimal = Decimal(1)
    direction: RoundingDirection = RoundingDirection.NEAREST
    compare_at: CompareAtChange = CompareAtChange.KEEP
    filter: ChangeFilter = ChangeFilter()

    @property
    def source_id(self) -> UUID:
        """The list that the change begins with."""
        return self.from_list_id or self.list_id


class Rule(msgspec.Struct, frozen=True):
    """A checked change, in minor units.

    Attributes:
        factor: Of PERCENT and COST_PLUS: what is multiplied with.
        amount: Of AMOUNT and SET.
        ending: With ``step``: prices become a multiple of the step and the ending; no rounding where the step is zero.
    """

    operation: PriceOperation
    factor: Fraction
    amount: int
    ending: int
    step: int
    direction: RoundingDirection
    compare_at: CompareAtChange


class PriceRow(msgspec.Struct, frozen=True):
    """A price that a change begins with, and what stands in the list that is written.

    Attributes:
        cost: What the variant costs the merchant, in the same currency; None where it is not known.
        target_amount: What stands in the list that is written; None if nothing does.
        target_change: The bulk change that wrote that.
    """

    product_id: UUID
    variant_id: UUID
    min_quantity: int
    amount: int
    compare_at: int | None
    cost: int | None
    target_amount: int | None
    target_compare_at: int | None
    target_change: UUID | None


class Computed(msgspec.Struct, frozen=True):
    """What becomes of a price; no amount leaves it as it is."""

    amount: int | None
    compare_at: int | None
    warnings: tuple[PriceWarning, ...] = ()

    def changes(self, row: PriceRow) -> bool:
        """Whether something has to be written."""
        return self.amount is not None and (self.amount, self.compare_at) != (row.target_amount, row.target_compare_at)


def _minor(value: Decimal, currency: str, field: Path) -> int:
    try:
        return Money.from_decimal(value, currency).amount
    except InvalidInputError as error:
        raise InvalidInputError(error.message, code=error.code, field=field) from error


def compile_rule(request: ChangeRequest, currency: str) -> Rule:
    """Checks a change and returns it in minor units of the list's currency.

    Raises:
        InvalidInputError: ``VALUE_REQUIRED``, ``VALUE_NOT_ALLOWED``, ``INVALID_PERCENT``, ``INVALID_AMOUNT``,
            ``NEGATIVE_PRICE``, ``INVALID_ENDING``, ``NOTHING_TO_DO``.
    """
    operation, value = request.operation, request.value
    factor, amount = Fraction(1), 0
    if (value is None) != (operation is PriceOperation.KEEP):
        code, cure = ("VALUE_REQUIRED", "needs") if value is None else ("VALUE_NOT_ALLOWED", "takes no")
        raise InvalidInputError(f"The operation {operation.name} {cure} value.", code=code, field=("value",))
    if value is not None and operation in {PriceOperation.PERCENT, PriceOperation.COST_PLUS}:
        if not value.is_finite() or not -100 <= value <= LARGEST_PERCENT:
            raise InvalidInputError(
                f"A percentage lies between -100 and {LARGEST_PERCENT:,}.", code="INVALID_PERCENT", field=("value",)
            )
        factor = 1 + Fraction(value) / 100
    elif value is not None:
        amount = _minor(value, currency, ("value",))
        if operation is PriceOperation.SET and amount < 0:
            raise InvalidInputError("A price cannot be negative.", code="NEGATIVE_PRICE", field=("value",))
    ending, step = 0, 0
    if request.ending is not None:
        try:
            ending, step = _minor(request.ending, currency, ()), _minor(request.step, currency, ())
        except InvalidInputError:
            ending, step = -1, 0
        if not 0 <= ending < step:
            raise InvalidInputError(
                f"An ending is an amount of {currency} from zero up to the step, such as 0.99 for a step of 1.",
                code="INVALID_ENDING",
                field=("rounding", "ending"),
            )
    elif (
        operation is PriceOperation.KEEP
        and request.compare_at is CompareAtChange.KEEP
        and request.source_id == request.list_id
    ):
        raise InvalidInputError("This would change nothing.", code="NOTHING_TO_DO", field=("operation",))
    return Rule(operation, factor, amount, ending, step, request.direction, request.compare_at)


def _round(exact: Fraction, rule: Rule) -> int:
    """Returns the amount with the wanted ending, never a negative one for an amount that is not."""
    if not rule.step:
        return round_half_up(exact)
    below = (exact - rule.ending) // rule.step * rule.step + rule.ending
    above = below if below == exact else below + rule.step
    if rule.direction is RoundingDirection.UP or (below < 0 <= exact):
        return int(above)
    if rule.direction is RoundingDirection.DOWN:
        return int(below)
    return int(below if exact - below < above - exact else above)


def compute(rule: Rule, row: PriceRow, *, costs: bool) -> Computed:
    """Returns what a change makes of a price.

    Args:
        costs: Whether whoever asks may know what the variant costs; no warning tells of it otherwise.
    """
    if rule.operation is PriceOperation.COST_PLUS:
        if row.cost is None:
            return Computed(None, None, (PriceWarning.NO_COST,))
        exact = row.cost * rule.factor
    elif rule.operation is PriceOperation.SET:
        exact = Fraction(rule.amount)
    else:
        exact = row.amount * rule.factor + (rule.amount if rule.operation is PriceOperation.AMOUNT else 0)
    if exact < 0:
        return Computed(None, None, (PriceWarning.NEGATIVE,))
    amount = _round(exact, rule)
    compare_at = {
        CompareAtChange.KEEP: row.compare_at,
        CompareAtChange.CLEAR: None,
        CompareAtChange.PREVIOUS: row.amount,
    }[rule.compare_at]
    if amount > MAX_AMOUNT:
        return Computed(None, None, (PriceWarning.TOO_LARGE,))
    return Computed(amount, compare_at, tuple(_warnings(exact, amount, row, costs)))


def _warnings(exact: Fraction, amount: int, row: PriceRow, costs: bool) -> Sequence[PriceWarning]:
    found = []
    if costs and row.cost is not None and amount < row.cost:
        found.append(PriceWarning.BELOW_COST)
    if amount == 0 and row.amount > 0:
        found.append(PriceWarning.FREE)
    if abs(amount - exact) > MUCH * exact and abs(amount - exact) >= 1:
        found.append(PriceWarning.ROUNDING)
    return found
