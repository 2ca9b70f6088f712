"""What is shown of a product: attaching, ordering, describing and removing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError, LimitExceededError, NotFoundError
from fondaco.files import File, FileKind, file_of_path, lock_files
from fondaco.ids import new_id
from msgspec import UnsetType

from fondaco_catalog.model.drafts import AttachedMedia, MediaChanges, MediaDraft
from fondaco_catalog.model.media import LONGEST_ALT, SHOWN_KINDS, focal_percents, missing_alt
from fondaco_catalog.model.policy import Policy, valid_url
from fondaco_catalog.model.text import clean_text
from fondaco_catalog.repository import media as repository
from fondaco_catalog.repository import product_state, rows
from fondaco_catalog.service.derived import changed, lock_product
from fondaco_catalog.service.versions import expect_version

__all__ = ["add_media", "refuse_missing_alts", "remove_media", "reorder_media", "set_media", "update_media"]

Path = tuple[str, ...]


async def refuse_missing_alts(product_id: UUID) -> None:
    """Refuses a product that shows something without an alternative text.

    Raises:
        InvalidInputError: ``MEDIA_ALT_MISSING``, naming the first such picture.
    """
    if missing := await repository.find_missing_alts([product_id]):
        raise missing_alt(*missing[product_id])


async def _refuse_missing_where_published(product_id: UUID) -> None:
    if await product_state.is_published_anywhere(product_id):
        await refuse_missing_alts(product_id)


async def set_media(product_id: UUID, media: Sequence[MediaDraft]) -> None:
    """Makes a product show this and nothing else, in this order. Its product is locked, or new.

    What it shows already is known by its address, and keeps its translations.

    Raises:
        InvalidInputError: ``MEDIA_ALT_MISSING`` for a product that is published; ``MEDIA_KIND_NOT_SHOWN``.
        NotFoundError: ``FILE_NOT_FOUND`` for the path of a file that there is not.
    """
    states = await repository.list_media_states(product_id)
    kept = {state.url: state for state in states} | {state.address: state for state in states}
    new = [draft.url for draft in media if draft.url not in kept]
    files = await _files_of([found for url in new if (found := file_of_path(url)) is not None], ("media",))
    wanted: list[dict[str, Any]] = []
    fresh: list[dict[str, Any]] = []
    for position, draft in enumerate(media):
        state = kept.get(draft.url)
        if state is not None:
            row = {"id": state.id, "product": product_id, "url": state.url, "alt": draft.alt, "position": position}
            wanted.append(row)
        else:
            file_id = file_of_path(draft.url)
            file = None if file_id is None else files[file_id]
            fresh.append(_row(product_id, draft.url, file, draft.alt, position, ("media", str(position), "url")))
    ids = {row["id"] for row in wanted}
    gone = [state.id for state in states if state.id not in ids]
    if gone:
        await repository.delete_media(gone)
    await rows.insert_rows("product_media", wanted, key=["id"])
    await rows.insert_rows("product_media", fresh)
    await _refuse_missing_where_published(product_id)


async def _files_of(ids: Sequence[UUID], field: Path) -> Mapping[UUID, File]:
    if not ids:
        return {}
    try:
        return await lock_files(ids)
    except NotFoundError as error:
        error.field = field
        raise


def _row(product_id: UUID, url: str, file: File | None, alt: str, position: int, field: Path) -> dict[str, Any]:
    if file is not None:
        if file.kind.value not in SHOWN_KINDS or file.private:
            raise InvalidInputError(
                "Documents, data and private files are not shown with a product.",
                code="MEDIA_KIND_NOT_SHOWN",
                field=field,
            )
        url = file.path
    return {
        "id": new_id(),
        "product": product_id,
        "url": url,
        "alt": alt,
        "position": position,
        "kind": "image" if file is None else file.kind.value,
        "file": None if file is None else file.id,
        "poster": None,
        "width": None if file is None else file.width,
        "height": None if file is None else file.height,
        "colour": None if file is None else file.colour,
        "focal_x": None,
        "focal_y": None,
        "labels": {},
        "source_url": "",
    }


def _clean_alt(alt: str, field: Path) -> str:
    return clean_text(alt, field=field, longest=LONGEST_ALT, lines=True)


def _clean_labels(labels: Mapping[str, str], policy: Policy, field: Path) -> dict[str, str]:
    return {policy.locale(locale): _clean_alt(alt, (*field, "alt")) for locale, alt in labels.items()}


async def add_media(
    uow: UnitOfWork,
    product_id: UUID,
    given: Sequence[AttachedMedia],
    policy: Policy,
    *,
    position: int | None = None,
    expected_version: int | None = None,
) -> list[UUID]:
    """Shows more with a product. Locks it, and the files.

    Args:
        position: Before which picture, from 0; behind all without one.
        expected_version: Of the product, as its editor read it; here as in the other verbs.

    Returns:
        The ids of what was added, in order.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``, ``FILE_NOT_FOUND``.
        InvalidInputError: ``FILE_OR_URL_REQUIRED``, ``INVALID_URL``, ``DUPLICATE_MEDIA``, ``MEDIA_KIND_NOT_SHOWN``,
            ``POSTER_NOT_IMAGE``, ``INVALID_FOCAL_POINT``, and ``MEDIA_ALT_MISSING`` for a product that is published.
        LimitExceededError: ``TOO_MANY_MEDIA``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    await lock_product(product_id)
    await expect_version("product", product_id, expected_version)
    states = await repository.list_media_states(product_id)
    most = policy.settings.max_media
    if len(states) + len(given) > most:
        raise LimitExceededError(
            f"A product shows at most {most:,} pictures, videos and models.", code="TOO_MANY_MEDIA", field=("media",)
        )
    posters = await _posters([one.poster_id for one in given])
    ids = [one.file_id or file_of_path(one.url) for one in given]
    files = await _files_of([id_ for id_ in ids if id_ is not None], ("media",))
    known = {state.url for state in states} | {state.address for state in states}
    made: list[dict[str, Any]] = []
    for index, (one, file_id) in enumerate(zip(given, ids, strict=True)):
        at = ("media", str(index))
        if (one.file_id is None) == (not one.url):
            raise InvalidInputError("Give either a file or an address.", code="FILE_OR_URL_REQUIRED", field=at)
        url = "" if one.file_id is not None else valid_url(one.url, field=(*at, "url"))
        file = None if file_id is None else files[file_id]
        row = _row(product_id, url, file, _clean_alt(one.alt, (*at, "alt")), len(states) + index, at)
        if row["url"] in known:
            raise InvalidInputError("This picture is given twice.", code="DUPLICATE_MEDIA", field=at)
        known.add(row["url"])
        labels = _clean_labels(one.labels, policy, (*at, "translations"))
        row["labels"] = {locale: alt for locale, alt in labels.items() if alt}
        row["poster"] = None if one.poster_id is None else posters[one.poster_id].id
        row["focal_x"], row["focal_y"] = focal_percents(one.focal_point, (*at, "focalPoint"))
        made.append(row)
    await rows.insert_rows("product_media", made)
    added: list[UUID] = [row["id"] for row in made]
    if position is not None:
        order = [state.id for state in states]
        await repository.place_media([*order[: max(position, 0)], *added, *order[max(position, 0) :]])
    await _refuse_missing_where_published(product_id)
    await changed(uow, product_id, policy)
    return added


async def _posters(ids: Sequence[UUID | None]) -> Mapping[UUID, File]:
    found = await _files_of([id_ for id_ in ids if id_ is not None], ("posterFileId",))
    for file in found.values():
        if file.kind is not FileKind.IMAGE or file.private:
            raise InvalidInputError(
                "What stands for a video until it plays is a picture.", code="POSTER_NOT_IMAGE", field=("posterFileId",)
            )
    return found


async def _lock_product_of(media_id: UUID, expected_version: int | None) -> UUID:
    product_id = await repository.find_media_product(media_id)
    if product_id is not None:
        await lock_product(product_id)
        # It may have been removed while we waited for the lock.
        if await repository.find_media_product(media_id) == product_id:
            await expect_version("product", product_id, expected_version)
            return product_id
    raise NotFoundError("There is no such picture.", code="MEDIA_NOT_FOUND", field=("id",))


async def update_media(
    uow: UnitOfWork, media_id: UUID, changes: MediaChanges, policy: Policy, *, expected_version: int | None = None
) -> UUID:
    """Describes a picture anew; what is not given stays. Locks its product.

    Returns:
        The id of its product.

    Raises:
        NotFoundError: ``MEDIA_NOT_FOUND``, ``FILE_NOT_FOUND``.
        InvalidInputError: ``POSTER_NOT_IMAGE``, ``INVALID_FOCAL_POINT``, and ``MEDIA_ALT_MISSING`` for a product that
            is published.
        ConflictError: ``VERSION_CONFLICT``.
    """
    product_id = await _lock_product_of(media_id, expected_version)
    values: dict[str, Any] = {}
    if not isinstance(changes.alt, UnsetType):
        values["alt"] = _clean_alt(changes.alt, ("alt",))
    if not isinstance(changes.poster_file_id, UnsetType):
        await _posters([changes.poster_file_id])
        values["poster"] = changes.poster_file_id
    if not isinstance(changes.focal_point, UnsetType):
        values["focal_x"], values["focal_y"] = focal_percents(changes.focal_point, ("focalPoint",))
    await rows.update_row("product_media", media_id, values)
    if not isinstance(changes.translations, UnsetType):
        await repository.set_labels(media_id, _clean_labels(changes.translations, policy, ("translations",)))
    await _refuse_missing_where_published(product_id)
    await changed(uow, product_id, policy)
    return product_id


async def reorder_media(
    uow: UnitOfWork, product_id: UUID, ids: Sequence[UUID], policy: Policy, *, expected_version: int | None = None
) -> None:
    """Puts a product's pictures into an order; those that are not named come behind, as they were. Locks the product.

    Raises:
        NotFoundError: ``PRODUCT_NOT_FOUND``, ``MEDIA_NOT_FOUND`` for one that is not of this product.
        ConflictError: ``VERSION_CONFLICT``.
    """
    await lock_product(product_id)
    await expect_version("product", product_id, expected_version)
    present = [state.id for state in await repository.list_media_states(product_id)]
    for index, id_ in enumerate(ids):
        if id_ not in present:
            raise NotFoundError(
                "The product shows no such picture.", code="MEDIA_NOT_FOUND", field=("mediaIds", str(index))
            )
    await repository.place_media(list(dict.fromkeys([*ids, *present])))
    await changed(uow, product_id, policy)


async def remove_media(uow: UnitOfWork, media_id: UUID, policy: Policy, *, expected_version: int | None = None) -> UUID:
    """Shows a picture no longer; variants that showed it show none. Its file goes when nothing else needs it.

    Locks its product, and returns its id.

    Raises:
        NotFoundError: ``MEDIA_NOT_FOUND``.
        ConflictError: ``VERSION_CONFLICT``.
    """
    product_id = await _lock_product_of(media_id, expected_version)
    await repository.delete_media([media_id])
    await repository.place_media([state.id for state in await repository.list_media_states(product_id)])
    await changed(uow, product_id, policy)
    return product_id
