"""The rules of price lists: what drafts must fulfil. Errors carry the path into the input as the API names it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from fondaco.commerce import Money, currency_exponent
from fondaco.errors import InvalidInputError, LimitExceededError, NotFoundError
from msgspec import UNSET

from fondaco_catalog.model.policy import Policy, clean_locale, given
from fondaco_catalog.model.price_drafts import (
    CheckedCost,
    CostDraft,
    ListedAmount,
    ListedPriceDraft,
    ListTitleDraft,
    PriceListChanges,
    PriceListDraft,
)
from fondaco_catalog.model.text import clean_text, slugify

__all__ = [
    "BASE_PREFIX",
    "check_costs",
    "check_listed_prices",
    "clean_list",
    "clean_list_changes",
    "parse_price",
    "require_period",
]

Path = tuple[str, ...]

BASE_PREFIX = "base-"
"""How the codes of the lists begin that are made by themselves."""

MAX_PRIORITY = 1_000_000
MAX_QUANTITY = 2**31 - 1
MAX_GROUPS = 100
_CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_GROUP = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


def _code(code: str) -> str:
    code = code.strip()
    if _CODE.fullmatch(code) is None:
        raise InvalidInputError(
            "A code has up to 100 lower case letters, digits, points, hyphens and underscores.",
            code="INVALID_CODE",
            field=("code",),
        )
    if code.startswith(BASE_PREFIX):
        raise InvalidInputError(
            f"Codes that begin with {BASE_PREFIX} are those of the base lists.", code="RESERVED_CODE", field=("code",)
        )
    return code


def _groups(groups: Sequence[str]) -> tuple[str, ...]:
    if len(groups) > MAX_GROUPS:
        raise LimitExceededError(
            f"A price list is for at most {MAX_GROUPS} groups.", code="TOO_MANY_GROUPS", field=("customerGroups",)
        )
    for index, group in enumerate(groups):
        if _GROUP.fullmatch(group) is None:
            raise InvalidInputError(
                f"{group!r:.50} is not the slug of a customer group, such as wholesale.",
                code="INVALID_GROUP",
                field=("customerGroups", str(index)),
            )
    return tuple(sorted(set(groups)))


def _priority(priority: int) -> int:
    if not -MAX_PRIORITY <= priority <= MAX_PRIORITY:
        raise InvalidInputError(
            f"A priority lies between {-MAX_PRIORITY:,} and {MAX_PRIORITY:,}.",
            code="INVALID_PRIORITY",
            field=("priority",),
        )
    return priority


def _titles(titles: Sequence[ListTitleDraft], policy: Policy) -> tuple[ListTitleDraft, ...]:
    seen: set[str] = set()
    return tuple(
        ListTitleDraft(
            clean_locale(draft.locale, seen, policy, ("translations", str(index), "locale")),
            clean_text(draft.title, field=("translations", str(index), "title")),
        )
        for index, draft in enumerate(titles)
    )


def _moment(moment: datetime | None, field: str) -> datetime | None:
    if moment is not None and moment.tzinfo is None:
        raise InvalidInputError("A moment needs a time zone.", code="INVALID_PERIOD", field=(field,))
    return moment


def require_period(starts_at: datetime | None, ends_at: datetime | None) -> None:
    """Refuses a period that ends before it starts, or at the same moment.

    Raises:
        InvalidInputError: ``INVALID_PERIOD``.
    """
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise InvalidInputError("A period ends after it starts.", code="INVALID_PERIOD", field=("endsAt",))


def clean_list(draft: PriceListDraft, policy: Policy) -> PriceListDraft:
    """Cleans a price list to be made.

    Raises:
        InvalidInputError: ``UNKNOWN_CHANNEL``, ``INVALID_CODE``, ``RESERVED_CODE``, ``INVALID_GROUP``,
            ``INVALID_PRIORITY``, ``INVALID_PERIOD``, ``INVALID_LOCALE``, ``DUPLICATE_LOCALE``, ``REQUIRED``.
        LimitExceededError: ``TOO_MANY_GROUPS``.
    """
    name = clean_text(draft.name, field=("name",), required=True)
    starts_at, ends_at = _moment(draft.starts_at, "startsAt"), _moment(draft.ends_at, "endsAt")
    require_period(starts_at, ends_at)
    return PriceListDraft(
        name=name,
        channel=policy.channel(draft.channel, field=("channel",)).slug,
        code=_code(_made_of(name) if draft.code is None else draft.code),
        title=clean_text(draft.title, field=("title",)),
        translations=_titles(draft.translations, policy),
        priority=_priority(draft.priority),
        starts_at=starts_at,
        ends_at=ends_at,
        customer_groups=_groups(draft.customer_groups),
        active=draft.active,
    )


def _made_of(name: str) -> str:
    ascii_only = re.sub(r"[^a-z0-9-]+", "", slugify(name, "prices")).strip("-")[:100]
    return ascii_only if ascii_only and not ascii_only.startswith(BASE_PREFIX) else f"prices-{ascii_only}".strip("-")


def clean_list_changes(changes: PriceListChanges, policy: Policy) -> PriceListChanges:
    """Cleans the changes of a price list; raises as `clean_list`. The period is checked by `require_period`."""
    return PriceListChanges(
        code=given(changes.code, _code),
        name=given(changes.name, lambda text: clean_text(text, field=("name",), required=True)),
        title=given(changes.title, lambda text: clean_text(text, field=("title",))),
        translations=given(changes.translations, lambda titles: _titles(titles, policy)),
        priority=given(changes.priority, _priority),
        starts_at=UNSET if changes.starts_at is UNSET else given(changes.starts_at, lambda at: _moment(at, "startsAt")),
        ends_at=UNSET if changes.ends_at is UNSET else given(changes.ends_at, lambda at: _moment(at, "endsAt")),
        customer_groups=given(changes.customer_groups, _groups),
        active=changes.active,
    )


def parse_price(value: Decimal, currency: str, field: Path) -> int:
    """Returns a price in minor units.

    Raises:
        InvalidInputError: ``INVALID_AMOUNT`` or ``NEGATIVE_PRICE``.
    """
    try:
        money = Money.from_decimal(value, currency)
    except InvalidInputError as error:
        raise InvalidInputError(error.message, code=error.code, field=field) from error
    if money.amount < 0:
        raise InvalidInputError("A price cannot be negative.", code="NEGATIVE_PRICE", field=field)
    return money.amount


def _require_currency(given_currency: str | None, currency: str, field: Path) -> None:
    if given_currency is None:
        return
    try:
        currency_exponent(given_currency)
    except InvalidInputError as error:
        raise InvalidInputError(error.message, code=error.code, field=field) from error
    if given_currency != currency:
        raise InvalidInputError(
            f"The price list is in {currency}, not in {given_currency}.", code="CURRENCY_MISMATCH", field=field
        )


def check_listed_prices(
    drafts: Sequence[ListedPriceDraft], currencies: Mapping[UUID, str], policy: Policy
) -> list[ListedAmount]:
    """Returns prices in minor units.

    Args:
        currencies: Of the lists that there are.

    Raises:
        NotFoundError: ``PRICE_LIST_NOT_FOUND``.
        InvalidInputError: ``INVALID_MIN_QUANTITY``, ``DUPLICATE_TIER``, ``UNKNOWN_CURRENCY``, ``CURRENCY_MISMATCH``,
            ``INVALID_AMOUNT``, ``NEGATIVE_PRICE``, ``PRICE_REQUIRED``.
        LimitExceededError: ``TOO_MANY_PRICES``.
    """
    if len(drafts) > policy.settings.max_prices_per_call:
        raise LimitExceededError(
            f"At most {policy.settings.max_prices_per_call:,} prices are set at once.",
            code="TOO_MANY_PRICES",
            field=("prices",),
        )
    seen: set[tuple[UUID, UUID, int]] = set()
    checked = []
    for index, draft in enumerate(drafts):
        at = ("prices", str(index))
        currency = currencies.get(draft.list_id)
        if currency is None:
            raise NotFoundError("There is no such price list.", code="PRICE_LIST_NOT_FOUND", field=(*at, "listId"))
        if not 1 <= draft.min_quantity <= MAX_QUANTITY:
            raise InvalidInputError(
                "A tier begins at one piece or more.", code="INVALID_MIN_QUANTITY", field=(*at, "minQuantity")
            )
        key = (draft.list_id, draft.variant_id, draft.min_quantity)
        if key in seen:
            raise InvalidInputError(
                f"There are two prices from {draft.min_quantity} on for the same variant and list.",
                code="DUPLICATE_TIER",
                field=(*at, "minQuantity"),
            )
        seen.add(key)
        _require_currency(draft.currency, currency, (*at, "currencyCode"))
        if draft.price is None and draft.compare_at is not None:
            raise InvalidInputError(
                "A price to compare with needs a price.", code="PRICE_REQUIRED", field=(*at, "price")
            )
        checked.append(
            ListedAmount(
                draft.list_id,
                draft.variant_id,
                draft.min_quantity,
                None if draft.price is None else parse_price(draft.price, currency, (*at, "price")),
                None if draft.compare_at is None else parse_price(draft.compare_at, currency, (*at, "compareAt")),
            )
        )
    return checked


def check_costs(drafts: Sequence[CostDraft], policy: Policy) -> list[CheckedCost]:
    """Returns costs with their currency and in minor units.

    Raises:
        InvalidInputError: ``UNKNOWN_CHANNEL``, ``DUPLICATE_CHANNEL``, ``INVALID_AMOUNT``, ``NEGATIVE_PRICE``.
        LimitExceededError: ``TOO_MANY_PRICES``.
    """
    if len(drafts) > policy.settings.max_prices_per_call:
        raise LimitExceededError(
            f"At most {policy.settings.max_prices_per_call:,} costs are set at once.",
            code="TOO_MANY_PRICES",
            field=("costs",),
        )
    seen: set[tuple[UUID, str]] = set()
    checked = []
    for index, draft in enumerate(drafts):
        at = ("costs", str(index))
        channel = policy.channel(draft.channel, field=(*at, "channel"))
        if (draft.variant_id, channel.slug) in seen:
            raise InvalidInputError(
                f"There are two costs of the same variant in the channel {channel.slug}.",
                code="DUPLICATE_CHANNEL",
                field=(*at, "channel"),
            )
        seen.add((draft.variant_id, channel.slug))
        amount = None if draft.cost is None else parse_price(draft.cost, channel.currency, (*at, "cost"))
        checked.append(CheckedCost(draft.variant_id, channel.slug, channel.currency, amount))
    return checked
