"""What a buyer chooses of a product: options of its own, or options that stand for attributes of its type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import asyncpg
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, NotFoundError
from fondaco.ids import new_id

from fondaco_catalog.model.attribute_drafts import AttributeScope
from fondaco_catalog.model.attributes import AttributeRule, find_choice
from fondaco_catalog.model.combinations import OptionValues
from fondaco_catalog.model.definitions import ChoiceDraft
from fondaco_catalog.model.drafts import OptionDraft
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.repository import attribute_values, options, product_state, rows
from fondaco_catalog.repository.product_state import OptionState
from fondaco_catalog.service.attributes import add_choices
from fondaco_catalog.service.derived import changed, lock_product
from fondaco_catalog.service.versions import expect_version

__all__ = ["add_options", "canonical_values", "link_option", "unlink_option", "value_ids"]


async def _rule(product_id: UUID, code: str, choices: Sequence[str], field: tuple[str, ...]) -> AttributeRule:
    type_id = await attribute_values.lock_type_of(product_id)
    rules = {} if type_id is None else await attribute_values.list_type_rules(type_id, [code], choices)
    rule = rules.get(code)
    if rule is None or rule.scope is not AttributeScope.OPTION:
        raise InvalidInputError(
            f"The product's type has no attribute {code!r:.100} that is an option.",
            code="UNKNOWN_ATTRIBUTE",
            field=field,
        )
    return rule


def _unknown(value: str, field: tuple[str, ...]) -> InvalidInputError:
    return InvalidInputError(
        f"The option's attribute has no choice {value!r:.100}.", code="UNKNOWN_CHOICE", field=field
    )


async def add_options(product_id: UUID, drafts: Sequence[OptionDraft], *, behind: int = 0) -> None:
    """Adds options with their values to a product that the caller has locked or just made.

    Args:
        behind: So many options come before them.

    Raises:
        InvalidInputError: ``UNKNOWN_ATTRIBUTE``, ``UNKNOWN_CHOICE``, ``DUPLICATE_ATTRIBUTE``.
    """
    option_rows: list[dict[str, Any]] = []
    value_rows: list[dict[str, Any]] = []
    for position, option in enumerate(drafts):
        at, option_id = ("options", str(position)), new_id()
        rule = None
        if option.attribute is not None:
            rule = await _rule(product_id, option.attribute, option.values, (*at, "attribute"))
            if any(row["attribute"] == rule.id for row in option_rows):
                raise InvalidInputError(
                    "Two options stand for one attribute.", code="DUPLICATE_ATTRIBUTE", field=(*at, "attribute")
                )
        option_rows.append(
            {
                "id": option_id,
                "product": product_id,
                "name": option.name,
                "labels": {},
                "attribute": None if rule is None else rule.id,
                "position": behind + position,
            }
        )
        chosen = [None if rule is None else find_choice(rule.choices, value) for value in option.values]
        names = await options.choice_names([id_ for id_ in chosen if id_ is not None])
        seen: set[UUID] = set()
        for place, (value, choice) in enumerate(zip(option.values, chosen, strict=True)):
            if rule is not None and choice is None:
                raise _unknown(value, (*at, "values", str(place)))
            if choice in seen:
                raise InvalidInputError(
                    f"The option {option.name} has a value twice.",
                    code="DUPLICATE_OPTION_VALUE",
                    field=(*at, "values", str(place)),
                )
            if choice is not None:
                seen.add(choice)
            value_rows.append(
                {
                    "id": new_id(),
                    "option": option_id,
                    "value": value if choice is None else names[choice],
                    "labels": {},
                    "choice": choice,
                    "position": place,
                }
            )
    await rows.insert_rows("product_option", option_rows)
    await rows.insert_rows("product_option_value", value_rows)


async def value_ids(product_id: UUID, wanted: Sequence[Sequence[str]], field: tuple[str, ...] = ()) -> list[list[UUID]]:
    """Returns the ids of option values, one list a variant; values that are new are added behind the others.

    Values of an option that stands for an attribute are codes or names of its choices.

    Args:
        field: Where the variants are in the input; empty for a single one.

    Raises:
        InvalidInputError: ``UNKNOWN_CHOICE``.
    """
    found, values = await product_state.list_option_states(product_id)
    known = {(value.option_id, value.value): value.id for value in values}
    counts = {option.id: sum(value.option_id == option.id for value in values) for option in found}
    linked = [option.attribute_id for option in found if option.attribute_id is not None]
    texts = {value for chosen in wanted for value in chosen} if linked else set()
    choices = await options.list_choices(linked, sorted(texts)) if linked else {}
    names = await options.choice_names([id_ for of in choices.values() for id_ in of.values()]) if choices else {}
    added: list[dict[str, Any]] = []
    ids: list[list[UUID]] = []
    for index, chosen in enumerate(wanted):
        ids.append([])
        for place, (option, given) in enumerate(zip(found, chosen, strict=True)):
            value, choice = given, None
            if option.attribute_id is not None and (option.id, given) not in known:
                choice = find_choice(choices.get(option.attribute_id, {}), given)
                if choice is None:
                    raise _unknown(given, (*field, *([str(index)] if field else []), "options", str(place)))
                value = names[choice]
            key = (option.id, value)
            if key not in known:
                known[key] = new_id()
                added.append(
                    {
                        "id": known[key],
                        "option": option.id,
                        "value": value,
                        "labels": {},
                        "choice": choice,
                        "position": counts[option.id],
                    }
                )
                counts[option.id] += 1
            ids[-1].append(known[key])
    await rows.insert_rows("product_option_value", added)
    return ids


async def canonical_values(found: Sequence[OptionState], given: Mapping[str, OptionValues]) -> dict[str, OptionValues]:
    """Returns options with values as they are stored: names of choices where an option stands for an attribute.

    Args:
        found: The options of the product.
        given: By name.

    Raises:
        InvalidInputError: ``UNKNOWN_CHOICE``, ``DUPLICATE_OPTION_VALUE``.
    """
    linked = {option.name: option.attribute_id for option in found if option.attribute_id is not None}
    texts = sorted({value for name in linked if name in given for value in given[name].values})
    if not texts:
        return dict(given)
    choices = await options.list_choices(list(linked.values()), texts)
    names = await options.choice_names([id_ for of in choices.values() for id_ in of.values()])
    named = dict(given)
    for index, (name, option) in enumerate(given.items()):
        if name not in linked:
            continue
        at, values = ("options", str(index), "values"), []
        for place, value in enumerate(option.values):
            choice = find_choice(choices.get(linked[name], {}), value)
            if choice is None:
                raise _unknown(value, (*at, str(place)))
            if names[choice] in values:
                raise InvalidInputError(
                    f"The option {name} has a value twice.", code="DUPLICATE_OPTION_VALUE", field=(*at, str(place))
                )
            values.append(names[choice])
        named[name] = OptionValues(name, tuple(values))
    return named


async def link_option(
    uow: UnitOfWork,
    product_id: UUID,
    name: str,
    code: str,
    policy: Policy,
    *,
    make_choices: bool = False,
    expected_version: int | None = None,
) -> None:
    """Lets an option that a product has stand for an attribute of its type, its values for the choices of their names.

    Args:
        make_choices: Whether choices that the attribute lacks are made.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``, ``OPTION_NOT_FOUND``.
        InvalidInputError: ``UNKNOWN_ATTRIBUTE``; ``UNKNOWN_CHOICE`` naming a value.
        ConflictError: ``ATTRIBUTE_IN_USE`` if another option stands for it; ``CHOICES_COLLIDE`` if two values are one
            choice; ``VERSION_CONFLICT``.
    """
    await lock_product(product_id)
    await expect_version("product", product_id, expected_version)
    if make_choices:
        attribute = await options.find_option_attribute(product_id, code)
        missing = [] if attribute is None else await options.list_missing_choices(product_id, name, attribute)
        if attribute is not None and missing:
            await add_choices(uow, attribute, [ChoiceDraft(name=value) for value in missing], policy)
    found, values = await product_state.list_option_states(product_id)
    option = next((one for one in found if one.name == name), None)
    if option is None:
        raise NotFoundError(f"The product has no option {name!r:.100}.", code="OPTION_NOT_FOUND", field=("option",))
    mine = [value for value in values if value.option_id == option.id]
    rule = await _rule(product_id, code, [value.value for value in mine], ("attribute",))
    linked: dict[UUID, UUID] = {}
    for value in mine:
        choice = find_choice(rule.choices, value.value)
        if choice is None:
            raise _unknown(value.value, ("attribute",))
        if choice in linked.values():
            raise ConflictError(
                f"Two values of the option are the choice {value.value}.", code="CHOICES_COLLIDE", field=("option",)
            )
        linked[value.id] = choice
    try:
        await options.link(option.id, rule.id, linked)
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "product_option_attribute_key":
            raise
        raise ConflictError(
            "Another option of the product stands for this attribute.", code="ATTRIBUTE_IN_USE", field=("attribute",)
        ) from error
    await changed(uow, product_id, policy)


async def unlink_option(
    uow: UnitOfWork, product_id: UUID, name: str, policy: Policy, *, expected_version: int | None = None
) -> None:
    """Lets an option stand for itself again; its values stay as they are called.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``, ``OPTION_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    await lock_product(product_id)
    await expect_version("product", product_id, expected_version)
    found, _ = await product_state.list_option_states(product_id)
    option = next((one for one in found if one.name == name), None)
    if option is None:
        raise NotFoundError(f"The product has no option {name!r:.100}.", code="OPTION_NOT_FOUND", field=("option",))
    await options.link(option.id, None, {})
    await changed(uow, product_id, policy)
