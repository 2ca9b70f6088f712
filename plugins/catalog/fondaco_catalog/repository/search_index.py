"""The search index as it is written: many documents in a statement, under one lock, while searches go on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all

from fondaco_catalog.model.search import ATTRIBUTE, FacetDraft

__all__ = [
    "INDEX_LOCK",
    "DocumentRow",
    "OwnerKind",
    "count_terms",
    "delete_unlisted",
    "list_words",
    "lock_index",
    "number_values",
    "queue_aged",
    "queue_products",
    "queue_products_of",
    "queue_products_of_variants",
    "take_queued",
    "write_documents",
]

INDEX_LOCK = 0x736561726368
"""Of ``pg_advisory_xact_lock``: the word search in ASCII. Who holds it writes documents; there is one at a time."""


class DocumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``search_document``; see there.

    Attributes:
        tokens: The vector as PostgreSQL reads it, like ``terms``.
        words: Of the document of staff only: what counts in the vocabulary.
    """

    id: UUID
    product: UUID
    channel: str
    tokens: str
    terms: str
    facets: list[int]
    amounts: list[int]
    min_amount: int | None
    max_amount: int | None
    title_key: str
    units_sold: int
    created_at: datetime
    fresh_until: datetime | None
    numbers: dict[str, list[float]]
    words: list[str]


async def queue_products(ids: Sequence[UUID]) -> None:
    """Notes that products have to be indexed anew; part of the transaction that changes them. Waits for nobody."""
    await execute("INSERT INTO catalog.search_queue (product) SELECT unnest($1::uuid[])", list(ids))


async def queue_products_of_variants(variant_ids: Sequence[UUID]) -> int:
    """Queues the products of variants, each once; returns how many. Waits for nobody."""
    return await execute(
        "INSERT INTO catalog.search_queue (product) SELECT DISTINCT v.product FROM catalog.product_variant v "
        "WHERE v.id = ANY($1::uuid[])",
        list(variant_ids),
    )


class _Product(msgspec.Struct, frozen=True):
    product: UUID


OwnerKind = Literal["attribute", "brand", "category", "choice", "tag", "type"]

_OWNED: dict[OwnerKind, str] = {
    "attribute": "SELECT v.product FROM catalog.attribute_value v WHERE v.attribute = $1 "
    "UNION SELECT o.product FROM catalog.product_option o WHERE o.attribute = $1",
    "brand": "SELECT p.id FROM catalog.product p WHERE p.brand = $1",
    "category": "SELECT p.id FROM catalog.product p WHERE p.category IN "
    "(SELECT c.id FROM catalog.category c WHERE c.path @> ARRAY[$1::uuid])",
    "choice": "SELECT v.product FROM catalog.attribute_value v WHERE v.choice = $1 "
    'UNION SELECT o.product FROM catalog.product_option_value ov JOIN catalog.product_option o ON o.id = ov."option" '
    "WHERE ov.choice = $1",
    "tag": "SELECT p.id FROM catalog.product p "
    "WHERE p.tags @> ARRAY[(SELECT t.tag::text FROM catalog.tag_texts t WHERE t.id = $1)]",
    "type": "SELECT p.id FROM catalog.product p WHERE p.type = $1",
}
"""The products that are searched by something: those below a category, and those that have the others."""


async def queue_products_of(
    kind: OwnerKind, owner_id: UUID, after: UUID | None = None, limit: int | None = None
) -> list[UUID]:
    """Notes that products which are searched by something have to be indexed anew. Waits for nobody.

    Args:
        after: Those behind this id, in the order of ids.
        limit: How many; None for all of them.

    Returns:
        Their ids, in that order.
    """
    rows = await fetch_all(
        _Product,
        "WITH of(product) AS MATERIALIZED ("  # noqa: S608 (statements of this module only)
        f"SELECT o.product FROM ({_OWNED[kind]}) o(product) WHERE $2::uuid IS NULL OR o.product > $2 "
        "ORDER BY o.product LIMIT $3), queued AS (INSERT INTO catalog.search_queue (product) SELECT product FROM of) "
        "SELECT product FROM of ORDER BY product",
        owner_id,
        after,
        limit,
    )
    return [row.product for row in rows]


async def lock_index() -> None:
    """Makes this transaction the one that writes documents; waits for another one to end."""
    await execute("SELECT pg_advisory_xact_lock($1)", INDEX_LOCK)


async def queue_aged(now: datetime) -> int:
    """Queues products of which a price began or ended by itself; returns how many."""
    return await execute(
        "INSERT INTO catalog.search_queue (product) "
        "SELECT product FROM catalog.search_document WHERE fresh_until <= $1",
        now,
    )


async def take_queued(limit: int) -> list[UUID]:
    """Takes entries off the queue, the longest waiting first; a product may be among them several times.

    What is being queued at this moment stays there. Only who holds the lock of `lock_index` may do so.
    """
    rows = await fetch_all(
        _Product,
        "DELETE FROM catalog.search_queue WHERE id = ANY(ARRAY(SELECT id FROM catalog.search_queue "
        "ORDER BY id LIMIT $1)) RETURNING product",
        limit,
    )
    return [row.product for row in rows]


class _Number(msgspec.Struct, frozen=True):
    facet: str
    value: str
    id: int


async def number_values(drafts: Sequence[FacetDraft]) -> dict[tuple[str, str], int]:
    """Returns the number of each value of a facet, new ones given one; names that changed are brought up to date."""
    ordered = sorted(drafts, key=lambda draft: (draft.facet, draft.value))
    rows = await fetch_all(
        _Number,
        """
        WITH given AS MATERIALIZED (
            SELECT * FROM jsonb_to_recordset($1::jsonb) AS given(facet text, value text, label text, labels jsonb,
                facet_label text, facet_labels jsonb, position integer, colour text)
        ), changed AS (
            INSERT INTO catalog.search_value AS s (facet, value, label, labels, facet_label, facet_labels, position,
                colour)
            SELECT g.facet, g.value, g.label, g.labels, g.facet_label, g.facet_labels, g.position, g.colour FROM given g
            LEFT JOIN catalog.search_value known ON known.facet = g.facet AND known.value = g.value
            WHERE known.id IS NULL OR known.label <> g.label OR NOT known.labels @> g.labels
            OR known.colour IS DISTINCT FROM g.colour
            OR known.facet_label <> g.facet_label OR NOT known.facet_labels @> g.facet_labels
            OR (g.facet ^@ $2 AND (known.labels <> g.labels OR known.facet_labels <> g.facet_labels
                OR known.position <> g.position))
            ON CONFLICT (facet, value) DO UPDATE SET label = EXCLUDED.label,
                -- Names of an attribute are the same for all products; options of each may know some languages only.
                labels = CASE WHEN s.facet ^@ $2 THEN '{}'::jsonb ELSE s.labels END || EXCLUDED.labels,
                facet_label = EXCLUDED.facet_label,
                facet_labels = CASE WHEN s.facet ^@ $2 THEN '{}'::jsonb ELSE s.facet_labels END
                    || EXCLUDED.facet_labels,
                position = CASE WHEN s.facet ^@ $2 THEN EXCLUDED.position ELSE s.position END,
                colour = EXCLUDED.colour
            RETURNING facet, value, id
        )
        SELECT facet, value, id FROM changed
        UNION SELECT s.facet, s.value, s.id FROM given g
        JOIN catalog.search_value s ON s.facet = g.facet AND s.value = g.value
        """,
        msgspec.json.encode(ordered).decode(),
        ATTRIBUTE,
    )
    return {(row.facet, row.value): row.id for row in rows}


class _Words(msgspec.Struct, frozen=True):
    product: UUID
    words: list[str]


async def list_words(ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Returns the words with which products count in the vocabulary so far."""
    rows = await fetch_all(
        _Words,
        "SELECT product, words FROM catalog.search_document WHERE product = ANY($1::uuid[]) AND channel = ''",
        list(ids),
    )
    return {row.product: row.words for row in rows}


async def count_terms(changes: Mapping[str, int], lexemes: Mapping[str, str]) -> None:
    """Adds to the number of products that have each word; words that none has any more are forgotten.

    Args:
        changes: By word; negative for products that lost it.
        lexemes: Of the words that are gained.
    """
    changed = {word: by for word, by in changes.items() if by}
    if not changed:
        return
    ordered = sorted(changed)
    await execute(
        "INSERT INTO catalog.search_term AS t (word, lexeme, documents) "
        "SELECT * FROM unnest($1::text[], $2::text[], $3::integer[]) "
        "ON CONFLICT (word) DO UPDATE SET documents = t.documents + EXCLUDED.documents, "
        "lexeme = COALESCE(NULLIF(EXCLUDED.lexeme, ''), t.lexeme)",
        ordered,
        [lexemes.get(word, "") for word in ordered],
        [changed[word] for word in ordered],
    )
    lost = [word for word in ordered if changed[word] < 0]
    if lost:
        await execute("DELETE FROM catalog.search_term WHERE word = ANY($1::text[]) AND documents <= 0", lost)


async def delete_unlisted(ids: Sequence[UUID], listed: Collection[tuple[UUID, str]]) -> None:
    """Deletes the documents of products, except those for these products and channels."""
    await execute(
        "DELETE FROM catalog.search_document d WHERE d.product = ANY($1::uuid[]) AND NOT EXISTS ("
        "SELECT FROM unnest($2::uuid[], $3::text[]) AS kept(product, channel) "
        "WHERE kept.product = d.product AND kept.channel = d.channel)",
        list(ids),
        [product for product, _ in listed],
        [channel for _, channel in listed],
    )


_COLUMNS = tuple(DocumentRow.__struct_fields__)
_TYPED = (
    "id uuid, product uuid, channel text, tokens tsvector, terms tsvector, facets integer[], amounts bigint[], "
    "min_amount bigint, max_amount bigint, title_key text, units_sold bigint, created_at timestamptz, "
    "fresh_until timestamptz, numbers jsonb, words text[]"
)
_CHANGEABLE = [name for name in _COLUMNS if name not in {"id", "product", "channel"}]
_ASSIGNED = ", ".join(f"{name} = EXCLUDED.{name}" for name in _CHANGEABLE)
_CHANGED = " OR ".join(f"d.{name} IS DISTINCT FROM EXCLUDED.{name}" for name in _CHANGEABLE)


async def write_documents(rows: Sequence[DocumentRow]) -> None:
    """Writes documents; those that are there already, by product and channel, are replaced where they differ."""
    if not rows:
        return
    columns = ", ".join(_COLUMNS)
    given: list[dict[str, Any]] = [msgspec.structs.asdict(row) for row in rows]
    await execute(
        f"INSERT INTO catalog.search_document AS d ({columns}) "  # noqa: S608 (names of this module only)
        f"SELECT {columns} FROM jsonb_to_recordset($1::jsonb) AS given({_TYPED}) "
        f"ON CONFLICT (product, channel) DO UPDATE SET {_ASSIGNED} WHERE {_CHANGED}",
        msgspec.json.encode(given).decode(),
    )
