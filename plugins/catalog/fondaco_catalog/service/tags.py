"""Tags over all products: renamed, merged and deleted, some products at a time."""

from __future__ import annotations

from collections.abc import Sequence

from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError, NotFoundError
from fondaco.events.subscribers import Subscriber
from msgspec import structs

from fondaco_catalog.events import TagChanged
from fondaco_catalog.model.collection_rules import Rule, RuleCondition, RuleField
from fondaco_catalog.model.text import clean_text
from fondaco_catalog.repository import product_state, rows, tags
from fondaco_catalog.service.sorting import tell_changed

__all__ = ["TAGS", "delete_tag", "follow_tag", "rename_tag"]

BATCH = 200
"""Products in one transaction; the next ones are told by an event."""


async def rename_tag(uow: UnitOfWork, tag: str, name: str) -> str:
    """Gives all products that have a tag another one in its place; the two become one where they have both.

    Rules of collections that name it name the new one. Locks these collections, then the first products in the order of
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
    await follow_tag(uow, TagChanged(tag=tag, name=cleaned))
    return cleaned


async def delete_tag(uow: UnitOfWork, tag: str) -> None:
    """Takes a tag from all products, the first of them at once, the others in the background.

    Rules of collections that name it stay as they are, and find nothing by it.

    Raises:
        NotFoundError: ``TAG_NOT_FOUND`` if no product has it.
    """
    await _refuse_unknown(tag)
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
