"""Every query on the pictures, videos and 3D models of products."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import any_of, execute, fetch_all, fetch_value
from fondaco.files import File

from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.views import ProductMedia

__all__ = [
    "DueMedia",
    "MediaState",
    "MediaTranslation",
    "claim_due_media",
    "delete_media",
    "find_media_product",
    "find_missing_alts",
    "list_media",
    "list_media_by_ids",
    "list_media_states",
    "list_media_translations",
    "list_mirror_errors",
    "list_products_of_files",
    "media_ids",
    "note_mirror_error",
    "place_media",
    "set_labels",
    "set_mirrored",
]


class MediaState(msgspec.Struct, frozen=True):
    """A picture of a product, as verbs need to know it.

    Attributes:
        source_url: Where its file was fetched from; empty for others.
    """

    id: UUID
    url: str
    alt: str
    position: int
    kind: str
    file: UUID | None
    source_url: str

    @property
    def address(self) -> str:
        """What those call it who know it from elsewhere."""
        return self.source_url or self.url


class _MediaRow(ProductMedia, frozen=True, kw_only=True):
    product_id: UUID


_COLUMNS = (
    "m.id, m.url, COALESCE(m.labels ->> $2::text, m.labels ->> $3::text, m.alt) AS alt, m.kind, m.file AS file_id, "
    "m.poster AS poster_id, m.width, m.height, m.colour, m.focal_x, m.focal_y, m.product AS product_id"
)


async def list_media(scope: Scope, product_ids: Sequence[UUID]) -> list[list[ProductMedia]]:
    """Returns what is shown of each product, in order."""
    rows = await fetch_all(
        _MediaRow,
        f"SELECT {_COLUMNS} FROM catalog.product_media m WHERE m.product = {any_of('$1')} "  # noqa: S608
        "ORDER BY m.position, m.id",
        list(set(product_ids)),
        scope.locale,
        scope.second_locale,
    )
    by_product: defaultdict[UUID, list[ProductMedia]] = defaultdict(list)
    for row in rows:
        by_product[row.product_id].append(row)
    return [by_product[id_] for id_ in product_ids]


async def list_media_by_ids(scope: Scope, ids: Sequence[UUID]) -> list[ProductMedia | None]:
    """Returns pictures by id, None where there is none."""
    rows = await fetch_all(
        _MediaRow,
        f"SELECT {_COLUMNS} FROM catalog.product_media m WHERE m.id = ANY($1::uuid[])",  # noqa: S608
        list(set(ids)),
        scope.locale,
        scope.second_locale,
    )
    found = {row.id: row for row in rows}
    return [found.get(id_) for id_ in ids]


async def list_media_states(product_id: UUID) -> list[MediaState]:
    """Returns the pictures of a product, in order."""
    return await fetch_all(
        MediaState,
        "SELECT id, url, alt, position, kind, file, source_url FROM catalog.product_media WHERE product = $1 "
        "ORDER BY position, id",
        product_id,
    )


async def media_ids(product_id: UUID) -> dict[str, UUID]:
    """Returns the ids of a product's pictures by address; a file that was fetched has two."""
    states = await list_media_states(product_id)
    return {state.source_url: state.id for state in states if state.source_url} | {
        state.url: state.id for state in states
    }


async def find_media_product(media_id: UUID) -> UUID | None:
    """Returns the product that shows a picture, or None if there is no such picture."""
    found: UUID | None = await fetch_value("SELECT product FROM catalog.product_media WHERE id = $1", media_id)
    return found


class _Missing(msgspec.Struct, frozen=True):
    product_id: UUID
    url: str
    position: int


class _Shown(msgspec.Struct, frozen=True):
    file: UUID
    product: UUID


async def list_products_of_files(ids: Sequence[UUID], most: int) -> list[list[UUID]]:
    """Returns the products that show each file, or have it as a poster; the latest first, at most so many of each."""
    rows = await fetch_all(
        _Shown,
        """
        SELECT given.id AS file, shown.product FROM unnest($1::uuid[]) AS given(id) CROSS JOIN LATERAL (
            SELECT DISTINCT m.product FROM catalog.product_media m WHERE m.file = given.id OR m.poster = given.id
            ORDER BY m.product DESC LIMIT $2
        ) shown
        """,
        list(set(ids)),
        most,
    )
    by_file: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for row in rows:
        by_file[row.file].append(row.product)
    return [by_file[id_] for id_ in ids]


async def find_missing_alts(product_ids: Sequence[UUID]) -> dict[UUID, tuple[str, int]]:
    """Returns address and place of the first picture without an alternative text, of the products that show one."""
    found = await fetch_all(
        _Missing,
        "SELECT DISTINCT ON (product) product AS product_id, url, position FROM catalog.product_media "
        "WHERE product = ANY($1::uuid[]) AND alt = '' ORDER BY product, position, id",
        list(product_ids),
    )
    return {row.product_id: (row.url, row.position) for row in found}


async def delete_media(ids: Sequence[UUID]) -> None:
    """Deletes pictures; variants that showed one of them show none."""
    await execute("UPDATE catalog.product_variant SET media = NULL WHERE media = ANY($1::uuid[])", list(ids))
    await execute("DELETE FROM catalog.product_media WHERE id = ANY($1::uuid[])", list(ids))


async def place_media(ids: Sequence[UUID]) -> None:
    """Puts pictures into this order."""
    await execute(
        "UPDATE catalog.product_media m SET position = given.place - 1 "
        "FROM unnest($1::uuid[]) WITH ORDINALITY AS given(id, place) WHERE m.id = given.id",
        list(ids),
    )


async def set_labels(media_id: UUID, labels: Mapping[str, str]) -> None:
    """Sets translations of an alternative text; an empty one is removed, those that are not named stay."""
    kept = {locale: text for locale, text in labels.items() if text}
    await execute(
        "UPDATE catalog.product_media SET labels = (labels - $3::text[]) || $2::jsonb WHERE id = $1",
        media_id,
        msgspec.json.encode(kept).decode(),
        [locale for locale in labels if locale not in kept],
    )


class MediaTranslation(msgspec.Struct, frozen=True):
    """An alternative text in a language."""

    locale: str
    alt: str


class _Labels(msgspec.Struct, frozen=True):
    id: UUID
    labels: str


async def list_media_translations(ids: Sequence[UUID]) -> list[list[MediaTranslation]]:
    """Returns the alternative texts of each picture in other languages, by locale."""
    rows = await fetch_all(
        _Labels,
        "SELECT id, labels::text AS labels FROM catalog.product_media WHERE id = ANY($1::uuid[])",
        list(set(ids)),
    )
    found = {row.id: msgspec.json.decode(row.labels, type=dict[str, str]) for row in rows}
    return [[MediaTranslation(locale, alt) for locale, alt in sorted(found.get(id_, {}).items())] for id_ in ids]


class DueMedia(msgspec.Struct, frozen=True):
    """A picture that somebody else shows, and that is to be fetched."""

    id: UUID
    product_id: UUID
    url: str


async def claim_due_media(now: datetime, until: datetime, most: int) -> list[DueMedia]:
    """Returns pictures that are to be fetched now, and keeps others from fetching them for a while."""
    return await fetch_all(
        DueMedia,
        """
        UPDATE catalog.product_media m SET mirror_after = $2 WHERE m.id IN (
            SELECT id FROM catalog.product_media WHERE file IS NULL AND kind = 'image' AND url LIKE 'http%'
                AND (mirror_after IS NULL OR mirror_after <= $1)
            ORDER BY mirror_after NULLS FIRST, id LIMIT $3 FOR UPDATE SKIP LOCKED
        ) RETURNING m.id, m.product AS product_id, m.url
        """,
        now,
        until,
        most,
    )


async def set_mirrored(media: DueMedia, file: File) -> bool:
    """Shows a fetched file instead of the address it was fetched from; says whether it is still wanted."""
    changed = await execute(
        "UPDATE catalog.product_media SET url = $3, file = $4, width = $5, height = $6, colour = $7, source_url = $2, "
        "mirror_after = NULL, mirror_error = '' WHERE id = $1 AND url = $2 AND file IS NULL",
        media.id,
        media.url,
        file.path,
        file.id,
        file.width,
        file.height,
        file.colour,
    )
    return changed == 1


async def note_mirror_error(media_id: UUID, code: str, again: datetime) -> None:
    """Notes why a picture could not be fetched, and when that is tried again."""
    await execute(
        "UPDATE catalog.product_media SET mirror_error = $2, mirror_after = $3 WHERE id = $1", media_id, code, again
    )


class _Error(msgspec.Struct, frozen=True):
    id: UUID
    mirror_error: str


async def list_mirror_errors(ids: Sequence[UUID]) -> list[str | None]:
    """Returns why each picture could not be fetched, None where nothing failed."""
    rows = await fetch_all(
        _Error,
        "SELECT id, mirror_error FROM catalog.product_media WHERE id = ANY($1::uuid[]) AND mirror_error <> ''",
        list(set(ids)),
    )
    found = {row.id: row.mirror_error for row in rows}
    return [found.get(id_) for id_ in ids]
