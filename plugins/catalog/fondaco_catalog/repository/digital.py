"""Files that are downloaded instead of being sent, and who may download them how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all, fetch_one, fetch_value
from fondaco.ids import new_id

from fondaco_catalog.model.attribute_drafts import Label
from fondaco_catalog.model.digital import DigitalFileDraft
from fondaco_catalog.repository.rows import insert_rows

__all__ = [
    "DigitalFile",
    "Grant",
    "Taken",
    "find_grant",
    "find_granted_address",
    "grant_downloads",
    "list_files",
    "list_grants",
    "lock_order",
    "renew_grant",
    "revoke_grant",
    "revoke_grants",
    "set_token",
    "take_download",
    "write_files",
]


class DigitalFile(msgspec.Struct, frozen=True):
    """A file that whoever buys a variant may download."""

    variant_id: UUID
    name: str
    address: str
    max_downloads: int | None
    days_valid: int | None
    labels: tuple[Label, ...]


class _FileRow(msgspec.Struct, frozen=True):
    variant_id: UUID
    name: str
    address: str
    max_downloads: int | None
    days_valid: int | None
    labels: str


def _labels(text: str) -> tuple[Label, ...]:
    return tuple(Label(*one) for one in sorted(msgspec.json.decode(text, type=dict[str, str]).items()))


async def list_files(variant_ids: Sequence[UUID]) -> list[list[DigitalFile]]:
    """Returns the files of each variant, in order."""
    rows = await fetch_all(
        _FileRow,
        "SELECT variant AS variant_id, name, address, max_downloads, days_valid, labels::text AS labels "
        "FROM catalog.digital_file "
        "WHERE variant = ANY($1::uuid[]) ORDER BY variant, position",
        list(set(variant_ids)),
    )
    by_variant: defaultdict[UUID, list[DigitalFile]] = defaultdict(list)
    for row in rows:
        file = DigitalFile(
            row.variant_id, row.name, row.address, row.max_downloads, row.days_valid, _labels(row.labels)
        )
        by_variant[row.variant_id].append(file)
    return [by_variant[id_] for id_ in variant_ids]


async def write_files(variant_id: UUID, files: Sequence[DigitalFileDraft]) -> None:
    """Makes these all the files of a variant; what was bought before stays as it was."""
    await execute("DELETE FROM catalog.digital_file WHERE variant = $1", variant_id)
    await insert_rows(
        "digital_file",
        [
            {
                "id": new_id(),
                "variant": variant_id,
                "name": file.name,
                "labels": {label.locale: label.text for label in file.labels},
                "address": file.address,
                "max_downloads": file.max_downloads,
                "days_valid": file.days_valid,
                "position": position,
            }
            for position, file in enumerate(files)
        ],
    )


async def grant_downloads(
    order_id: UUID,
    number: str,
    session: UUID | None,
    token_hash: str,
    pieces: Sequence[tuple[UUID, int]],
    at: datetime,
) -> int:
    """Lets the buyer of an order download the files of what they bought.

    A limit counts for each piece. Idempotent. Returns how many grants were made. Those of an order that is known to be
    cancelled are taken back with it. The caller has locked the order with `lock_order`.

    Args:
        token_hash: Of the order's token; empty where it has none.
        pieces: Variants and how many of each, components of bundles among them.
        at: When the order was placed.
    """
    return await execute(
        """
        WITH bought AS (
            SELECT given.variant, sum(given.pieces) AS pieces FROM unnest($4::uuid[], $5::bigint[])
            AS given(variant, pieces) GROUP BY given.variant
        )
        INSERT INTO catalog.download_grant (id, order_id, order_number, session, variant, file, name, labels, address,
            downloads, max_downloads, expires_at, created_at, revoked_at, order_token_hash)
        SELECT gen_random_uuid(), $1, $2, $3::uuid, f.variant, f.id, f.name, f.labels, f.address, 0,
            CASE WHEN f.max_downloads IS NOT NULL THEN LEAST(f.max_downloads * bought.pieces, 2147483647)::integer END,
            $6::timestamptz + make_interval(days => f.days_valid), $6::timestamptz,
            (SELECT c.cancelled_at FROM catalog.cancelled_order c WHERE c.id = $1), $7
        FROM bought JOIN catalog.digital_file f ON f.variant = bought.variant
        ON CONFLICT (order_id, file) DO NOTHING
        """,
        order_id,
        number,
        session,
        [id_ for id_, _ in pieces],
        [count for _, count in pieces],
        at,
        token_hash,
    )


async def lock_order(order_id: UUID) -> None:
    """Lets no other transaction grant or take back what an order lets its buyer download, until this one ends."""
    await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"catalog.downloads:{order_id}")


async def revoke_grants(order_id: UUID, at: datetime) -> None:
    """Takes back what an order let its buyer download, and what it will; the caller has locked the order."""
    await execute(
        "INSERT INTO catalog.cancelled_order (id, cancelled_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
        order_id,
        at,
    )
    await execute(
        "UPDATE catalog.download_grant SET revoked_at = $2 WHERE order_id = $1 AND revoked_at IS NULL", order_id, at
    )


class Grant(msgspec.Struct, frozen=True):
    """That somebody may download a file; ``labels`` is its name by locale, as JSON."""

    id: UUID
    order_id: UUID
    order_number: str
    session: UUID | None
    name: str
    downloads: int
    max_downloads: int | None
    expires_at: datetime | None
    revoked_at: datetime | None
    order_token_hash: str
    labels: str

    def called(self, *locales: str) -> str:
        """Returns its name in the first of these languages that it has one in, else as staff wrote it."""
        known = msgspec.json.decode(self.labels, type=dict[str, str])
        return next((known[locale] for locale in locales if locale in known), self.name)


_GRANT = (
    "SELECT id, order_id, order_number, session, name, downloads, max_downloads, expires_at, revoked_at, "
    "order_token_hash, labels::text AS labels FROM catalog.download_grant"
)


async def list_grants(
    *, session: UUID | None = None, order_id: UUID | None = None, token_hash: str | None = None
) -> list[Grant]:
    """Returns the grants that meet all that is given, the latest orders first.

    Args:
        session: Of this shop session.
        token_hash: Of the order's token.
    """
    return await fetch_all(
        Grant,
        f"{_GRANT} WHERE ($1::uuid IS NULL OR session = $1::uuid) AND ($2::uuid IS NULL OR order_id = $2::uuid) "
        "AND ($3::text IS NULL OR order_token_hash = $3::text) ORDER BY created_at DESC, name, id LIMIT 1000",
        session,
        order_id,
        token_hash,
    )


async def renew_grant(grant_id: UUID, more: int, expires_at: datetime | None) -> bool:
    """Lets a buyer download more often or longer, or again; False if the order was cancelled. The order is locked.

    Args:
        more: Downloads on top of those that there were; where there is no limit, there is none afterwards.
        expires_at: Until when instead; None leaves the end. What has no end keeps none.
    """
    return (
        await execute(
            "UPDATE catalog.download_grant SET max_downloads = LEAST(max_downloads::bigint + $2, 2147483647)::integer, "
            "expires_at = CASE WHEN expires_at IS NOT NULL THEN COALESCE($3::timestamptz, expires_at) END, "
            "revoked_at = NULL WHERE id = $1 "
            "AND NOT EXISTS (SELECT FROM catalog.cancelled_order c WHERE c.id = order_id)",
            grant_id,
            more,
            expires_at,
        )
        > 0
    )


async def revoke_grant(grant_id: UUID, at: datetime) -> None:
    """Takes a download back; one that was taken back before stays as it is. The order is locked."""
    await execute(
        "UPDATE catalog.download_grant SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", grant_id, at
    )


async def find_grant(grant_id: UUID) -> Grant | None:
    """Returns a grant, or None."""
    return await fetch_one(Grant, f"{_GRANT} WHERE id = $1", grant_id)


async def set_token(grant_id: UUID, token_hash: str) -> None:
    """Notes the secret of a new link; the one before is worth nothing any more."""
    await execute("UPDATE catalog.download_grant SET token_hash = $2 WHERE id = $1", grant_id, token_hash)


class Taken(msgspec.Struct, frozen=True):
    """A download that was counted: of which grant, and where its file is."""

    id: UUID
    address: str


async def take_download(token_hash: str, now: datetime) -> Taken | None:
    """Counts a download if one is left and says where the file is, in one statement; None if there is none left.

    So of many who come for the last one at the same moment one gets it.
    """
    return await fetch_one(
        Taken,
        "UPDATE catalog.download_grant SET downloads = downloads + 1 WHERE token_hash = $1 AND revoked_at IS NULL "
        "AND (expires_at IS NULL OR expires_at > $2) AND (max_downloads IS NULL OR downloads < max_downloads) "
        "RETURNING id, address",
        token_hash,
        now,
    )


async def find_granted_address(grant_id: UUID) -> str | None:
    """Returns where the file of a grant is, or None if there is no such grant, or it was taken back."""
    found: str | None = await fetch_value(
        "SELECT address FROM catalog.download_grant WHERE id = $1 AND revoked_at IS NULL", grant_id
    )
    return found
