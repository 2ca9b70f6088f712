"""Options of a product that has variants: called otherwise, put in another order, one more or one less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import UUID

import asyncpg
from fondaco.db import UnitOfWork
from fondaco.errors import ConflictError, InvalidInputError, LimitExceededError, NotFoundError
from msgspec import structs

from fondaco_catalog.model.drafts import OptionDraft, OptionLabels
from fondaco_catalog.model.option_changes import OptionChanges, clean_option_changes, renamed, reordered
from fondaco_catalog.model.rules import Policy, clean_options
from fondaco_catalog.model.text import clean_text
from fondaco_catalog.repository import option_changes as repository
from fondaco_catalog.repository import product_state, rows
from fondaco_catalog.repository.product_state import OptionState, ValueState
from fondaco_catalog.service.derived import changed, lock_product
from fondaco_catalog.service.options import add_options
from fondaco_catalog.service.versions import expect_version

__all__ = ["add_option", "label_options", "remove_option", "reorder_options", "update_option"]


async def _begin(product_id: UUID, expected_version: int | None) -> tuple[list[OptionState], list[ValueState]]:
    await lock_product(product_id)
    await expect_version("product", product_id, expected_version)
    return await product_state.list_option_states(product_id)


def _named(found: Sequence[OptionState], name: str, field: tuple[str, ...] = ("option",)) -> OptionState:
    option = next((one for one in found if one.name == name), None)
    if option is None:
        raise NotFoundError(f"The product has no option {name!r:.100}.", code="OPTION_NOT_FOUND", field=field)
    return option


async def label_options(
    product_id: UUID, labels: Mapping[str, Sequence[OptionLabels]], field: tuple[str, ...] = ("optionLabels", "name")
) -> None:
    """Sets translated names of options and values of a product that the caller has locked; other languages stay.

    An empty name of a value is taken away; a language with neither a name nor values is taken away altogether.

    Args:
        labels: By the option's name as stored.
        field: Where in the input an option is named.

    Raises:
        NotFoundError: ``OPTION_NOT_FOUND``, ``OPTION_VALUE_NOT_FOUND``.
    """
    if not labels:
        return
    options, values = await product_state.list_option_states(product_id)
    names: dict[UUID, dict[str, str]] = {}
    texts: dict[UUID, dict[str, str]] = {}
    for name, translated in labels.items():
        option = _named(options, name, field)
        mine = {value.value: value.id for value in values if value.option_id == option.id}
        for label in translated:
            over = not label.name and not label.values
            if label.name or over:
                names.setdefault(option.id, {})[label.locale] = label.name
            for value, text in (dict.fromkeys(mine, "") if over else label.values).items():
                if value not in mine:
                    raise NotFoundError(
                        f"The option {name} has no value {value!r:.100}.",
                        code="OPTION_VALUE_NOT_FOUND",
                        field=(*field[:-1], "translations"),
                    )
                texts.setdefault(mine[value], {})[label.locale] = text
    await repository.set_labels("product_option", names)
    await repository.set_labels("product_option_value", texts)


async def update_option(
    uow: UnitOfWork,
    product_id: UUID,
    name: str,
    changes: OptionChanges,
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> None:
    """Renames an option and its values, puts these in order, takes away those that no variant has, translates them.

    Variants keep their values, whatever these are called. Locks the product.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``, ``OPTION_NOT_FOUND``, ``OPTION_VALUE_NOT_FOUND``.
        InvalidInputError: ``UNKNOWN_NAME``, ``DUPLICATE_NAME``, and as `clean_option_changes`.
        ConflictError: ``DUPLICATE_OPTION``, ``DUPLICATE_OPTION_VALUE``; ``OPTION_VALUE_IN_USE``; ``OPTION_LINKED`` if a
            value is renamed that stands for a choice; ``VERSION_CONFLICT``.
    """
    changes = clean_option_changes(changes, policy)
    found, values = await _begin(product_id, expected_version)
    option = _named(found, name)
    mine = [value for value in values if value.option_id == option.id]
    if changes.renames and option.attribute_id is not None:
        raise ConflictError(
            "The values of this option are choices of an attribute: rename these, for all products.",
            code="OPTION_LINKED",
            field=("rename",),
        )
    after = dict(zip((value.id for value in mine), renamed([value.value for value in mine], changes), strict=True))
    gone = [id_ for id_, called in after.items() if called is None]
    used = await repository.find_used(product_id, gone) if gone else None
    if used is not None:
        value = next(value.value for value in mine if value.id == used)
        raise ConflictError(
            f"There are variants with {value}. Delete them, or give them another value.",
            code="OPTION_VALUE_IN_USE",
            field=("remove", str(list(changes.remove).index(value))),
        )
    kept = {called: id_ for id_, called in after.items() if called is not None}
    order = reordered(list(kept), changes.order, "order")
    await repository.delete_values(gone)
    if changes.renames or changes.order:
        await repository.rename_values({kept[called]: (called, place) for place, called in enumerate(order)})
    if changes.name is not None and changes.name != option.name:
        await _rename(option.id, changes.name)
    await label_options(product_id, {changes.name or name: changes.labels} if changes.labels else {}, ("translations",))
    await changed(uow, product_id, policy)


async def _rename(option_id: UUID, name: str) -> None:
    try:
        await rows.update_row("product_option", option_id, {"name": name})
    except asyncpg.UniqueViolationError as error:
        raise ConflictError(
            f"Another option of the product is called {name}.", code="DUPLICATE_OPTION", field=("name",)
        ) from error


@contextmanager
def _of_the_option() -> Iterator[None]:
    """What is wrong with the first of several options is wrong with the only one."""
    try:
        yield
    except InvalidInputError as error:
        below = () if error.field is None else error.field[2:]
        raise InvalidInputError(error.message, code=error.code, field=("option", *below)) from error


async def add_option(
    uow: UnitOfWork,
    product_id: UUID,
    draft: OptionDraft,
    value: str,
    policy: Policy,
    *,
    expected_version: int | None = None,
) -> None:
    """Adds an option behind those that a product has; all variants that it has get one value of it. Locks the product.

    Args:
        value: Of the option, or of the attribute's choices that it stands for; added where it is not among its values.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
        InvalidInputError: ``REQUIRED``; ``UNKNOWN_ATTRIBUTE``, ``UNKNOWN_CHOICE``, and as options of a new product.
        LimitExceededError: ``TOO_MANY_OPTIONS``.
        ConflictError: ``DUPLICATE_OPTION``, ``ATTRIBUTE_IN_USE``, ``VERSION_CONFLICT``.
    """
    value = clean_text(value, field=("value",), required=True)
    with _of_the_option():
        (draft,) = clean_options([draft], policy)
    given = draft.values if value in draft.values else (*draft.values, value)
    found, _ = await _begin(product_id, expected_version)
    if len(found) >= policy.settings.max_options:
        raise LimitExceededError(
            f"A product has at most {policy.settings.max_options:,} options.",
            code="TOO_MANY_OPTIONS",
            field=("option",),
        )
    if any(option.name == draft.name for option in found):
        raise ConflictError(
            f"The product has an option {draft.name}.", code="DUPLICATE_OPTION", field=("option", "name")
        )
    try:
        with _of_the_option():
            await add_options(product_id, [structs.replace(draft, values=given)], behind=len(found))
    except asyncpg.UniqueViolationError as error:
        if error.constraint_name != "product_option_attribute_key":
            raise
        raise ConflictError(
            "Another option of the product stands for this attribute.",
            code="ATTRIBUTE_IN_USE",
            field=("option", "attribute"),
        ) from error
    found, values = await product_state.list_option_states(product_id)
    mine = [each for each in values if each.option_id == _named(found, draft.name).id]
    await repository.add_to_variants(product_id, mine[given.index(value)].id, uow.now)
    await label_options(product_id, {draft.name: draft.labels} if draft.labels else {}, ("option", "translations"))
    await changed(uow, product_id, policy)


async def remove_option(
    uow: UnitOfWork, product_id: UUID, name: str, policy: Policy, *, expected_version: int | None = None
) -> None:
    """Takes an option from a product and its values from all variants. Locks the product.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``, ``OPTION_NOT_FOUND``.
        ConflictError: ``VARIANTS_COLLIDE`` if two variants would be the same without it; ``VERSION_CONFLICT``.
    """
    found, _ = await _begin(product_id, expected_version)
    option = _named(found, name)
    place = [one.id for one in found].index(option.id)
    same = await repository.find_collision(product_id, place)
    if same is not None:
        alike = f" {' / '.join(same)}" if same else ""
        raise ConflictError(
            f"Only this option tells variants{alike} apart. Delete all but one of them first.",
            code="VARIANTS_COLLIDE",
            field=("option",),
        )
    await repository.take_from_variants(product_id, place, uow.now)
    await repository.delete_option(option.id)
    await repository.place_options([one.id for one in found if one.id != option.id])
    await changed(uow, product_id, policy)


async def reorder_options(
    uow: UnitOfWork, product_id: UUID, order: Sequence[str], policy: Policy, *, expected_version: int | None = None
) -> None:
    """Puts the options of a product into an order, in which buyers choose and variants are called. Locks the product.

    Args:
        order: Their names; those left out come behind.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``.
        InvalidInputError: ``UNKNOWN_NAME``, ``DUPLICATE_NAME``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    found, _ = await _begin(product_id, expected_version)
    before = [option.name for option in found]
    after = reordered(before, order, "options")
    if after == before:
        return
    places = [before.index(name) for name in after]
    await repository.place_options([found[place].id for place in places])
    await repository.permute_variants(product_id, places, uow.now)
    await changed(uow, product_id, policy)
