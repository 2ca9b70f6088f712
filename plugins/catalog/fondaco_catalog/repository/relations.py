"""Products that belong together, for many products at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from fondaco.db import execute, fetch_all

from fondaco_catalog.model.scope import Scope
from fondaco_catalog.model.text import is_storable
from fondaco_catalog.model.views import Product
from fondaco_catalog.repository.product_query import ProductQuery
from fondaco_catalog.repository.rows import insert_rows
from fondaco_catalog.repository.valid_prices import tell

__all__ = [
    "KindState",
    "Relations",
    "change_kind",
    "delete_kind",
    "find_kind",
    "list_kinds",
    "list_related",
    "list_related_ids",
    "list_relations",
    "write_relations",
]


class KindState(msgspec.Struct, frozen=True):
    """A way in which products belong together, its name in a language."""

    id: UUID
    code: str
    name: str
    symmetric: bool
    position: int
    labels: dict[str, str]


class _KindRow(msgspec.Struct, frozen=True):
    id: UUID
    code: str
    name: str
    symmetric: bool
    position: int
    labels: str


async def list_kinds(scope: Scope) -> list[KindState]:
    """Returns all kinds, in order."""
    rows = await fetch_all(
        _KindRow,
        'SELECT id, code, COALESCE(labels ->> $1::text, labels ->> $2::text, name) AS name, "symmetric", position, '
        "labels::text AS labels FROM catalog.relation_kind ORDER BY position, id",
        scope.locale,
        scope.second_locale,
    )
    return [
        KindState(row.id, row.code, row.name, row.symmetric, row.position, msgspec.json.decode(row.labels))
        for row in rows
    ]


class _Found(msgspec.Struct, frozen=True):
    id: UUID
    symmetric: bool


async def find_kind(code: str, *, lock: bool = False) -> tuple[UUID, bool] | None:
    """Returns the id of a kind and whether it is symmetric, or None.

    Args:
        lock: Lock it against changes and deletion until the transaction ends.
    """
    if not is_storable(code):
        return None
    strength = "UPDATE" if lock else "KEY SHARE"
    rows = await fetch_all(
        _Found,
        f'SELECT id, "symmetric" FROM catalog.relation_kind WHERE code = $1 FOR {strength}',  # noqa: S608
        code,
    )
    return (rows[0].id, rows[0].symmetric) if rows else None


class _Related(Product, frozen=True, kw_only=True):
    parent_id: UUID
    kind_id: UUID
    place: int


class Relations(msgspec.Struct, frozen=True):
    """What belongs to a product in a way, in the merchant's order."""

    kind_id: UUID
    products: list[Product]


async def list_relations(
    scope: Scope, ids: Sequence[UUID], kinds: Sequence[str] | None, first: int
) -> list[list[Relations]]:
    """Returns what belongs to each product and is shown by the scope, by kind, both in order; one statement.

    Of a symmetric kind what the merchant put beside the product comes first, then what it was put beside. Of a kind in
    which nothing belongs to a product there is no entry.

    Args:
        kinds: Codes; None for all kinds.
        first: At most so many of each kind.
    """
    query = ProductQuery(scope).listed()
    parents = f"unnest({query.bind(list(dict.fromkeys(ids)))}::uuid[]) WITH ORDINALITY AS parent(id, place)"
    codes = query.bind(None if kinds is None else [kind for kind in kinds if is_storable(kind)])
    query.joins.append(
        "JOIN (SELECT r.related AS id, 0 AS turned, r.position FROM catalog.product_relation r "
        "WHERE r.kind = kind.id AND r.product = parent.id "
        "UNION ALL SELECT r.product, 1, 0 FROM catalog.product_relation r "
        'WHERE kind."symmetric" AND r.kind = kind.id AND r.related = parent.id '
        "AND NOT EXISTS (SELECT FROM catalog.product_relation own "
        "WHERE own.kind = r.kind AND own.product = r.related AND own.related = r.product)) rel ON rel.id = p.id"
    )
    order = "rel.turned, rel.position, p.id"
    rows = await fetch_all(
        _Related,
        query.statement(
            f"SELECT parent.id AS parent_id, kind.id AS kind_id, q.* FROM {parents} "  # noqa: S608
            f"JOIN catalog.relation_kind kind ON {codes}::text[] IS NULL OR kind.code = ANY({codes}::text[]) "
            f"CROSS JOIN LATERAL (SELECT {query.columns}, 0 AS rank, row_number() OVER (ORDER BY {order}) AS place "
            f"{query.source} ORDER BY {order} LIMIT {query.bind(first)}) q "
            "ORDER BY parent.place, kind.position, kind.id, q.place"
        ),
        *query.params,
    )
    await tell(scope, rows)
    by_parent: defaultdict[UUID, dict[UUID, list[Product]]] = defaultdict(dict)
    for row in rows:
        by_parent[row.parent_id].setdefault(row.kind_id, []).append(row)
    return [[Relations(kind_id, products) for kind_id, products in by_parent[id_].items()] for id_ in ids]


async def list_related(scope: Scope, ids: Sequence[UUID], kind: str, first: int) -> list[list[Product]]:
    """Returns what belongs to each product in one way, as `list_relations` does."""
    found = await list_relations(scope, ids, [kind], first)
    return [relations[0].products if relations else [] for relations in found]


class _Id(msgspec.Struct, frozen=True):
    id: UUID


async def list_related_ids(product_id: UUID, kind_id: UUID) -> list[UUID]:
    """Returns what the merchant put beside a product, in order."""
    rows = await fetch_all(
        _Id,
        "SELECT related AS id FROM catalog.product_relation WHERE product = $1 AND kind = $2 "
        "ORDER BY position, related",
        product_id,
        kind_id,
    )
    return [row.id for row in rows]


async def write_relations(product_id: UUID, kind_id: UUID, related: Sequence[tuple[UUID, UUID]]) -> None:
    """Puts products beside another one in an order; what was there before and is not named goes.

    Args:
        related: Ids for new rows, with the products.
    """
    await execute(
        "DELETE FROM catalog.product_relation WHERE product = $1 AND kind = $2 AND related <> ALL($3::uuid[])",
        product_id,
        kind_id,
        [id_ for _, id_ in related],
    )
    await insert_rows(
        "product_relation",
        [
            {"id": row_id, "product": product_id, "related": id_, "kind": kind_id, "position": position}
            for position, (row_id, id_) in enumerate(related)
        ],
        key=["product", "kind", "related"],
    )


async def change_kind(kind_id: UUID, name: str | None, position: int | None, labels: Mapping[str, str]) -> None:
    """Changes what is given of a kind that the caller has locked.

    Args:
        labels: Translations by locale; an empty one is taken away, those of other languages stay.
    """
    await execute(
        "UPDATE catalog.relation_kind SET name = COALESCE($2, name), position = COALESCE($3, position), "
        "labels = (labels || $4::jsonb) - $5::text[] WHERE id = $1",
        kind_id,
        name,
        position,
        msgspec.json.encode({locale: text for locale, text in labels.items() if text}).decode(),
        [locale for locale, text in labels.items() if not text],
    )


async def delete_kind(kind_id: UUID) -> None:
    """Deletes a kind with all its relations."""
    await execute("DELETE FROM catalog.product_relation WHERE kind = $1", kind_id)
    await execute("DELETE FROM catalog.relation_kind WHERE id = $1", kind_id)
