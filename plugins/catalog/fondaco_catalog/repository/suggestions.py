"""What somebody may be about to type, in one statement: words, products and categories."""

# ruff: noqa: S608 (values are bound; names and numbers in the statement are this package's own)

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.commerce import SuggestedCategory, SuggestionQuery, WordCorrection
from fondaco.db import fetch_one
from fondaco.search import Group

from fondaco_catalog.model.search import LEVELS, SPELLED
from fondaco_catalog.model.text import like_pattern
from fondaco_catalog.repository.buyer_prices import sold_to
from fondaco_catalog.repository.search_plan import READ, in_sample, piece_of, read_params, sample_of
from fondaco_catalog.repository.search_staff import SYNONYMS_VERSION

__all__ = ["Suggested", "list_suggestions"]

CANDIDATES = 20
"""Words that begin as the last one does, the most frequent ones, out of which completions are chosen."""

RANKED = 1_000
"""Up to so many matches all are ranked; of more, the best sellers are suggested."""


class Suggested(msgspec.Struct, frozen=True):
    """What was found.

    Attributes:
        words: What the last word may become, the most frequent first.
        products: The best first.
        synonyms: The version of the synonyms that are valid now.
    """

    words: list[str]
    products: list[UUID]
    categories: list[SuggestedCategory]
    corrections: list[WordCorrection]
    synonyms: str


class _Row(msgspec.Struct, frozen=True):
    words: list[str]
    products: list[UUID]
    categories: str
    corrections: str
    synonyms: str


_categories = msgspec.json.Decoder(list[SuggestedCategory])
_corrections = msgspec.json.Decoder(list[WordCorrection])


async def list_suggestions(query: SuggestionQuery, groups: Sequence[Group], words: Sequence[str]) -> Suggested:
    """Returns suggestions of each kind.

    A word is suggested only where products of the channel have it together with all words before it, so nothing is
    told of what is not for sale there.

    Args:
        groups: Of what was typed; at least one.
        words: As they were typed, folded, for the names of categories.
    """
    by_group = bool(query.groups)
    all_of, all_grouped = f"-(channel_id * {LEVELS})", f"-(grouped_id * {LEVELS})"
    indexed = in_sample(all_of, all_grouped, by_group=by_group)
    frequent = f"c.documents > {RANKED}"
    if by_group:
        some = "COALESCE(sample.marker, 0), COALESCE(sample.grouped_marker, 0)"
        every = f"COALESCE({all_of}, 0), COALESCE({all_grouped}, 0)"
        likely = f"d.facets && CASE WHEN {frequent} THEN ARRAY[{some}] ELSE ARRAY[{every}] END"
    else:
        likely = f"d.facets @> ARRAY[CASE WHEN {frequent} THEN sample.marker ELSE -(sample.channel_id * {LEVELS}) END]"
    sold = sold_to("$13::text[]", "$14::text", "$15::timestamptz") if by_group else "d.min_amount IS NOT NULL"
    before = " & ".join(f"({piece_of(group)})" for group in groups[:-1]).replace("«", "").replace("»", "")
    sql = f"""
        WITH {READ}, sample AS MATERIALIZED ({sample_of("$1")}), counted AS MATERIALIZED (
            SELECT count(*) << (SELECT level FROM sample) AS matches FROM catalog.search_document d
            WHERE d.tokens @@ (SELECT every FROM asked) AND {in_sample(by_group=by_group)}
        ), candidate AS MATERIALIZED (
            SELECT s.word, s.documents, (CASE WHEN $7 = '' THEN '' ELSE $7::text || ' & ' END
                || quote_literal(s.lexeme))::tsquery AS query
            FROM catalog.search_term s
            WHERE $8 <> '' AND s.lexeme NOT LIKE '{SPELLED}%' AND s.word LIKE $8 || '%' AND s.word <> $8
            ORDER BY s.documents DESC, s.word LIMIT {CANDIDATES}
        ), few AS (
            SELECT d.product, ts_rank_cd(d.terms, (SELECT every FROM asked), 1) AS rank, d.units_sold
            FROM catalog.search_document d
            WHERE (SELECT matches <= {RANKED} FROM counted) AND d.tokens @@ (SELECT every FROM asked)
            AND {indexed} AND {sold}
            ORDER BY d.terms @@ (SELECT weighted FROM asked) DESC, rank DESC, d.units_sold DESC, d.product DESC LIMIT $9
        ), many AS (
            SELECT d.product FROM catalog.search_document d
            WHERE (SELECT matches > {RANKED} FROM counted) AND d.channel = $1
            AND ts_match_vq(d.tokens, (SELECT every FROM asked)) AND {sold}
            ORDER BY d.units_sold DESC, d.created_at DESC, d.product DESC LIMIT $9
        )
        SELECT ARRAY(
            SELECT c.word FROM candidate c CROSS JOIN sample WHERE EXISTS (
                SELECT FROM catalog.search_document d WHERE d.tokens @@ c.query AND {likely} AND {sold}
            ) ORDER BY c.documents DESC, c.word LIMIT $9
        ) AS words, ARRAY(SELECT product FROM few UNION ALL SELECT product FROM many) AS products, COALESCE((
            SELECT json_agg(json_build_object('slug', f.slug, 'name', f.name)) FROM (
                SELECT c.slug, n.name FROM catalog.category c
                LEFT JOIN catalog.category_translation t1 ON t1.category = c.id AND t1.locale = $10
                LEFT JOIN catalog.category_translation t2 ON t2.category = c.id AND t2.locale = $11
                CROSS JOIN LATERAL (SELECT COALESCE(NULLIF(t1.name, ''), NULLIF(t2.name, ''), c.name) AS name) n
                WHERE lower(n.name) LIKE ALL($12::text[]) AND EXISTS (
                    SELECT FROM catalog.category b JOIN catalog.search_value s
                    ON s.facet = 'category' AND s.value = b.id::text
                    JOIN catalog.search_document d ON d.facets @> ARRAY[s.id] AND {indexed} AND {sold}
                    WHERE b.path @> ARRAY[c.id]
                )
                ORDER BY cardinality(c.path), c.position, c.id LIMIT $9
            ) f
        )::text, '[]') AS categories, asked.corrections::text, {SYNONYMS_VERSION} AS synonyms
        FROM asked"""
    last = groups[-1]
    row = await fetch_one(
        _Row,
        sql,
        query.channel.slug,
        *read_params(groups),
        before,
        last.word if last.open else "",
        query.size,
        query.locale,
        query.channel.default_locale,
        [like_pattern(word) for word in words],
        *([sorted(query.groups), query.channel.currency, query.moment] if by_group else ()),
    )
    assert row is not None  # noqa: S101 (an aggregate has a row)
    return Suggested(
        row.words, row.products, _categories.decode(row.categories), _corrections.decode(row.corrections), row.synonyms
    )
