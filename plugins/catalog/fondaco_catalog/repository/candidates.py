"""All prices of variants in a channel, as the resolution function takes them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.db import any_of, fetch_all

from fondaco_catalog.model.pricing import Candidate
from fondaco_catalog.model.scope import Scope

__all__ = ["CANDIDATES", "decode_candidates", "list_candidates"]

CANDIDATES = """
    (SELECT COALESCE(json_agg(json_build_object('list_id', pl.id, 'priority', pl.priority,
        'groups', pl.customer_groups, 'starts_at', pl.starts_at, 'ends_at', pl.ends_at,
        'min_quantity', pr.min_quantity, 'amount', pr.amount, 'compare_at', pr.compare_at)), '[]')
    FROM catalog.price pr JOIN catalog.price_list pl ON pl.id = pr.list
    WHERE pr.variant = v.id AND pl.channel = $1 AND pl.currency = $2 AND pl.active AND NOT pl.deleting)"""
"""An expression over a variant ``v``; ``$1`` is the channel and ``$2`` its currency."""

_DECODER = msgspec.json.Decoder(list[Candidate])


def decode_candidates(encoded: str) -> list[Candidate]:
    """Returns what `CANDIDATES` says."""
    return _DECODER.decode(encoded)


class _Row(msgspec.Struct, frozen=True):
    id: UUID
    candidates: str


async def list_candidates(scope: Scope, variant_ids: Sequence[UUID]) -> list[list[Candidate]]:
    """Returns the prices of each variant in all lists of the scope's channel that are active; one statement."""
    rows = await fetch_all(
        _Row,
        f"SELECT v.id, {CANDIDATES} AS candidates FROM catalog.product_variant v WHERE v.id = {any_of('$3')}",  # noqa: S608
        scope.channel.slug,
        scope.channel.currency,
        list(set(variant_ids)),
    )
    found = {row.id: decode_candidates(row.candidates) for row in rows}
    return [found.get(id_, []) for id_ in variant_ids]
