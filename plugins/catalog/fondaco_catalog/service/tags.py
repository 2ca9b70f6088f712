"""Tags over all products: translated, renamed, merged and deleted, some products at a time."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError, NotFoundError
from fondaco.events.subscribers import Subscriber
from msgspec import structs

from fondaco_catalog.events import TagChanged, TagTranslated
from fondaco_catalog.model.attribute_drafts import Label
from fondaco_catalog.model.collection_rules import Rule, RuleCondition, RuleField
from fondaco_catalog.model.labels import clean_labels
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.text import clean_text
from fondaco_catalog.repository import product_state, rows, tags
from fondaco_catalog.service.sorting import tell_changed

__all__ = ["TAGS", "delete_tag", "follow_tag", "rename_tag", "set_tag_labels", "translate_tag"]

BATCH = 200
"""Products in one transaction; the next ones are told by an event."""


async def translate_tag(uow: UnitOfWork, tag: str, labels: Sequence[Label], policy: Policy) -> None:
    """Says what a tag is called in other languages; languages that are not named stay, an empty text removes one.

    Raises:
        NotFoundError: ``TAG_NOT_FOUND`` if no product has it.
        InvalidInputError: As `fondaco_catalog.model.labels.clean_labels`.
    """
    cleaned = clean_labels(labels, policy)
    await _refuse_unknown(tag)
    await set_tag_labels(uow, tag, cleaned)


async def set_tag_labels(uow: UnitOfWork, tag: str, labels: Sequence[Label]) -> UUID:
    """As `translate_tag`, with cleaned labels and of a tag that products may get later; returns the id of its texts."""
    id_ = await tags.put_labels(tag, {label.locale: label.text for label in labels})
    uow.emit(TagTranslated(texts_id=id_))
    uow.invalidate("tags", "search_index")
    return id_


async def rename_tag(uow: UnitOfWork, tag: str, name: str) -> str:
    """Gives all products that have a tag another one in its place; the two become one where they have both.

    Rules of collections that name it name the new one, which is called in other languages as the old one was where it
    has no translation of its own. Locks these collections, then the first products in the order of
    their ids; the others follow in the background. Idempotent.

    Returns:
        The new tag, cleaned.

    Raises:
        NotFoundError: ``TAG_NOT_FOUND`` if no product has it.
        InvalidInputError: ``REQUIRED``, ``INVALID_TEXT``, ``TOO_LONG``, ``SAME_TAG``.
    """
    cleaned = clean_text(name, field=("name",), required=True)
    if cleaned == tag:
        raise InvalidInputError("This is what the tag is called.", code="SAME_TAG", field=("name",))
    await _refuse_unknown(tag)
    renamed = [(id_, _renamed(rule, tag, cleaned)) for id_, rule in (await tags.lock_rules_naming(tag)).items()]
    for collection_id, rule in renamed:
        await tags.set_rule_of(collection_id, rule)
        uow.invalidate(f"collection:{collection_id}")
    await rows.bump_versions("collection", [id_ for id_, _ in renamed], uow.now)
    moved = await tags.move_labels(tag, cleaned)
    if moved is not None:
        uow.emit(TagTranslated(texts_id=moved))
    uow.invalidate("tags")
    await follow_tag(uow, TagChanged(tag=tag, name=cleaned))
    return cleaned


async def delete_tag(uow: UnitOfWork, tag: str) -> None:
    """Takes a tag from all products, the first of them at once, the others in the background.

    Rules of collections that name it stay as they are, and find nothing by it.

    Raises:
        NotFoundError: ``TAG_NOT_FOUND`` if no product has it.
    """
    await _refuse_unknown(tag)
    await tags.delete_labels(tag)
    uow.invalidate("tags")
    await follow_tag(uow, TagChanged(tag=tag))


async def _refuse_unknown(tag: str) -> None:
    if not await tags.count_products(tag):
        raise NotFoundError("No product has this tag.", code="TAG_NOT_FOUND", field=("tag",))


def _renamed(rule: Rule, tag: str, name: str) -> Rule:
    def conditions(found: Sequence[RuleCondition]) -> tuple[RuleCondition, ...]:
        return tuple(
            structs.replace(one, values=tuple(dict.fromkeys(name if value == tag else value for value in one.values)))
            if one.field is RuleField.TAG
            else one
            for one in found
        )

    groups = tuple(structs.replace(group, conditions=conditions(group.conditions)) for group in rule.groups)
    return structs.replace(rule, conditions=conditions(rule.conditions), groups=groups)


async def follow_tag(uow: UnitOfWork, event: TagChanged) -> None:
    """Renames or takes away a tag of some products, and leaves the others to the next event."""
    found = await tags.lock_tagged(event.tag, BATCH)
    put = {} if event.name is None else {event.tag: event.name}
    wanted = {
        id_: list(dict.fromkeys(put.get(tag, tag) for tag in present if tag != event.tag or put))
        for id_, present in found.items()
    }
    await product_state.set_tags(wanted)
    await tell_changed(uow, list(wanted))
    if len(found) == BATCH:
        uow.emit(event)


TAGS = (Subscriber(TagChanged, follow_tag),)
"""What the plugin registers."""
