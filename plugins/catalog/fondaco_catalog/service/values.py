"""Saying of products and variants what they are, by the attributes of their type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from fondaco.errors import ConflictError, NotFoundError
from fondaco.files import ANY_KIND, lock_addressed
from fondaco.ids import new_id
from msgspec import structs

from fondaco_catalog.model.attribute_drafts import AttributeScope, Mention, Unfitting, ValueDraft
from fondaco_catalog.model.attributes import CheckedAttribute, StoredValue, check_values
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.repository import attribute_values, product_state

__all__ = ["find_incomplete", "keep_or_drop", "set_product_values", "set_variant_values"]


async def set_product_values(
    product_id: UUID, drafts: Sequence[ValueDraft], policy: Policy, *, field: tuple[str, ...] = ("attributes",)
) -> None:
    """Sets attributes of a product that the caller has locked; those that are not named stay. Keeps its type.

    Raises:
        InvalidInputError, LimitExceededError: See `fondaco_catalog.model.attributes.check_values`.
        NotFoundError: ``REFERENCE_NOT_FOUND``, ``FILE_NOT_FOUND``.
        ConflictError: ``ATTRIBUTE_REQUIRED`` if a published product would lose what its type requires.
    """
    await _set(product_id, [(None, drafts, field)], AttributeScope.PRODUCT, policy)


async def set_variant_values(
    product_id: UUID, drafts: Sequence[tuple[UUID, Sequence[ValueDraft], tuple[str, ...]]], policy: Policy
) -> None:
    """Sets attributes of variants of a product that the caller has locked; raises as `set_product_values`.

    Args:
        drafts: The variant, what is said of it, and where in the input that is.
    """
    await _set(product_id, drafts, AttributeScope.VARIANT, policy)


async def _set(
    product_id: UUID,
    drafts: Sequence[tuple[UUID | None, Sequence[ValueDraft], tuple[str, ...]]],
    scope: AttributeScope,
    policy: Policy,
) -> None:
    everything = [draft for _, given, _ in drafts for draft in given]
    if not everything:
        return
    type_id = await attribute_values.lock_type_of(product_id)
    rules: Mapping[str, Any] = {}
    if type_id is not None:
        codes = sorted({draft.code for draft in everything})
        rules = await attribute_values.list_type_rules(type_id, codes, sorted(set(_choices(everything))))
    checked = [(of, check_values(given, rules, scope, policy, field)) for of, given, field in drafts]
    await _refuse_unknown([found for _, all_ in checked for found in all_])
    taken = [found for _, all_ in checked for found in all_ if found.rule.required and not found.values]
    if taken and await product_state.is_published_anywhere(product_id):
        raise ConflictError(
            f"The product is published, and its type requires the attribute {taken[0].rule.code}.",
            code="ATTRIBUTE_REQUIRED",
            field=taken[0].at,
        )
    texts_of = [found.rule.id for _, all_ in checked for found in all_ if found.rule.kind.is_text and found.values]
    before = await attribute_values.list_labels(product_id, texts_of) if texts_of else {}
    rows = [
        {
            "id": new_id(),
            "product": product_id,
            "variant": of,
            "attribute": found.rule.id,
            **structs.asdict(value),
            "labels": _with_others(value, found, before.get((of, found.rule.id), {})),
            "position": position,
        }
        for of, all_ in checked
        for found in all_
        for position, value in enumerate(found.values)
    ]
    # A text may be an address too: whatever shows a file keeps it.
    texts = {(*found.at, "file"): value.text for _, all_ in checked for found in all_ for value in found.values}
    await lock_addressed(texts, kinds=ANY_KIND)
    changed = [(of, found.rule.id) for of, all_ in checked for found in all_]
    await attribute_values.replace_values(product_id, changed, rows)


def _with_others(value: StoredValue, found: CheckedAttribute, before: Mapping[str, str]) -> dict[str, str]:
    """Returns the translations of a text: those that it has stay unless they are named."""
    if not found.rule.kind.is_text:
        return {}
    kept = {locale: text for locale, text in before.items() if locale not in found.cleared}
    return {**kept, **value.labels}


def _choices(drafts: Iterable[ValueDraft]) -> Iterable[str]:
    for draft in drafts:
        if isinstance(draft.choice, str):
            yield draft.choice
        if isinstance(draft.choices, tuple):
            yield from draft.choices


async def _refuse_unknown(checked: Sequence[CheckedAttribute]) -> None:
    mentions: dict[Mention, tuple[str, ...]] = {}
    for found in checked:
        if found.rule.reference_to is not None:
            for place, value in enumerate(found.values):
                if value.reference is not None:
                    at = (*found.at, "references", str(place))
                    mentions.setdefault(Mention(found.rule.reference_to, value.reference), at)
    known = await attribute_values.keep_mentions(list(mentions))
    for mention, at in mentions.items():
        if mention not in known:
            raise NotFoundError(f"There is no such {mention.target.value}.", code="REFERENCE_NOT_FOUND", field=at)


async def keep_or_drop(product_id: UUID, type_id: UUID | None, unfitting: Unfitting) -> None:
    """Does with a product's values what is to be done when it gets another type.

    Raises:
        ConflictError: ``ATTRIBUTES_DO_NOT_FIT`` where they are to be refused.
    """
    if unfitting is Unfitting.REFUSE:
        codes = await attribute_values.find_unfitting(product_id, type_id)
        if codes:
            raise ConflictError(
                f"The new type has no attributes {', '.join(codes[:10])}. Say whether to keep or to drop their values.",
                code="ATTRIBUTES_DO_NOT_FIT",
                field=("unfitting",),
            )
    elif unfitting is Unfitting.DROP:
        await attribute_values.delete_unfitting(product_id, type_id)


async def find_incomplete(product_ids: Sequence[UUID]) -> dict[UUID, ConflictError]:
    """Returns why products that lack what their types require may not be published: ``ATTRIBUTE_REQUIRED``.

    The caller has locked them.
    """
    return {
        product_id: ConflictError(
            f"The product lacks what its type requires: {', '.join(missing[:10])}.",
            code="ATTRIBUTE_REQUIRED",
            field=("attributes",),
        )
        for product_id, missing in (await attribute_values.list_missing(product_ids)).items()
    }
