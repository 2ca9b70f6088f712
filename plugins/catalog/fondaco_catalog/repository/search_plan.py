"""The first statement of a search: what the words stand for in this catalogue, and how much they match.

Words are looked up in the vocabulary: one that is being typed stands for those that begin with it, one that nothing
has for the one that is most like it. How many documents match is counted in a random sample, so that it costs the same
whatever the size of the catalogue; see decision 0024.
"""

# ruff: noqa: S608 (values are bound; names and numbers in the statements are this package's own)

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
from fondaco.commerce import ProductSearch, WordCorrection
from fondaco.db import fetch_one
from fondaco.search import Group

from fondaco_catalog.model.search import AS_WRITTEN, CHANNEL_FACET, GROUPS_FACET, LEVELS
from fondaco_catalog.repository.buyer_prices import Audience, prices_to_plan
from fondaco_catalog.repository.price_audiences import buyer_of
from fondaco_catalog.repository.search_conditions import Conditions
from fondaco_catalog.repository.search_staff import SYNONYMS_VERSION

__all__ = [
    "READ",
    "SAMPLE",
    "SearchPlan",
    "in_sample",
    "piece_of",
    "plan_search",
    "read_params",
    "sample_of",
]

SAMPLE = 4_096
"""About how many documents of a channel the sample holds in which matches are counted."""

OPEN_WORDS = 20
"""For how many words one that is being typed may stand."""

LIKENESS = 0.4
"""How like a misspelt word has to be to the one that is taken for it (pg_trgm)."""

LIKENESS_OF_KNOWN = 0.7
"""The same for a word that some products have."""

RARE = 10
"""A word that so few products have may be a misspelling in their texts, so a likely one is looked for as well."""

TIMES_AS_FREQUENT = 3
"""How many times as frequent the likely one has to be then."""


class SearchPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What the first statement found out.

    Attributes:
        channel_ids: Numbers of the channel, for what everybody can buy and, if the buyer is in a group, for what only
            groups can; those that nothing is indexed under are left out.
        audience: Whose prices count.
        level: Of the sample in which matches were counted; 0 for all documents.
        every: The query over everything; None without a text, like the next three.
        titles: The same over titles alone, for the index.
        weighted: The same over titles alone, for ranking.
        exact: Over titles alone, with words only as they were typed.
        ids: The numbers of the chosen values, a list for each of `Conditions.selections`.
        matches: Documents of the sample that meet all conditions.
        title_matches: Those of them that meet them with their titles.
        without: Documents of the sample that meet all conditions but those of one facet, for each chosen facet.
        synonyms: The version of the synonyms that are valid now.
        filling: Whether more products wait to be indexed than the channel has documents: while it is filled first.
        pinned: Products that staff put first, in their order.
        hidden: Products that staff do not want to be found.
        boosts: Numbers of facet values with the weights that staff gave them.
    """

    channel_ids: list[int]
    audience: Audience
    level: int
    every: str | None
    titles: str | None
    weighted: str | None
    exact: str | None
    ids: list[list[int]]
    matches: int
    title_matches: int
    without: dict[str, int]
    corrections: tuple[WordCorrection, ...]
    synonyms: str
    filling: bool
    pinned: list[UUID]
    hidden: list[UUID]
    boosts: list[tuple[int, int]]


def sample_of(channel: str) -> str:
    """Returns a SELECT of a channel's numbers, and of the level and markers of the sample in which matches are counted.

    ``channel_id`` and ``marker`` are those of what everybody can buy, ``grouped_id`` and ``grouped_marker`` those of
    what only groups can; null while there is nothing of it.

    Args:
        channel: SQL of the channel.
    """
    return f"""
        SELECT s.id AS channel_id, size.level, -(s.id * {LEVELS} + size.level) AS marker, g.id AS grouped_id,
            -(g.id * {LEVELS} + size.level) AS grouped_marker
        FROM (
            SELECT LEAST(GREATEST(ceil(log(2, GREATEST(c.reltuples, 1)::numeric / {SAMPLE})), 0),
                {LEVELS - 1})::integer AS level
            FROM pg_class c WHERE c.oid = 'catalog.search_document'::regclass
        ) size
        LEFT JOIN catalog.search_value s ON s.facet = '{CHANNEL_FACET}' AND s.value = {channel}
        LEFT JOIN catalog.search_value g ON g.facet = '{GROUPS_FACET}' AND g.value = {channel}"""


def in_sample(marker: str = "marker", grouped: str = "grouped_marker", *, by_group: bool) -> str:
    """Returns the condition that a document ``d`` is of the channel of ``sample``, or in its sample.

    Args:
        by_group: Whether what only groups can buy counts.
    """
    if by_group:
        return f"d.facets && (SELECT ARRAY[COALESCE({marker}, 0), COALESCE({grouped}, 0)] FROM sample)"
    return f"d.facets @> ARRAY[(SELECT {marker} FROM sample)]"


class _Row(msgspec.Struct, frozen=True):
    channel_ids: list[int]
    level: int
    groups: list[str]
    audience: str | None
    every: str | None
    titles: str | None
    weighted: str | None
    exact: str | None
    ids: str
    matches: int
    title_matches: int
    without: str
    corrections: str
    synonyms: str
    filling: bool
    pinned: list[UUID] | None
    hidden: list[UUID] | None
    boosts: str


_ids = msgspec.json.Decoder(list[list[int]])
_counts = msgspec.json.Decoder(dict[str, int])
_boosts = msgspec.json.Decoder(list[tuple[int, int]])
_corrections = msgspec.json.Decoder(tuple[WordCorrection, ...])

# The arrays come from sub-queries for the reason that `any_of` names: one plan for texts of every length.
# A lexeme is written '«lexeme'»: the marks become what tells the queries apart.
READ = f"""
    word AS MATERIALIZED (
        SELECT place, word, piece, string_to_array(lexemes, ' ') AS lexemes, opens, typo FROM unnest(
            (SELECT $2::text[]), (SELECT $3::text[]), (SELECT $4::text[]),
            (SELECT $5::boolean[]), (SELECT $6::boolean[])
        ) WITH ORDINALITY AS w(word, piece, lexemes, opens, typo, place)
    ), read AS MATERIALIZED (
        SELECT w.place, w.word, w.piece, o.pieces AS open, t.word AS likely, k.documents AS known,
            '''«' || t.lexeme || '''»' AS likely_piece
        FROM word w
        LEFT JOIN LATERAL (
            SELECT max(s.documents) AS documents FROM catalog.search_term s WHERE s.lexeme = ANY(w.lexemes)
        ) k ON TRUE
        LEFT JOIN LATERAL (
            SELECT string_agg(DISTINCT '''«' || f.lexeme || '''»', ' | ')
                FILTER (WHERE f.lexeme <> ALL(w.lexemes)) AS pieces, max(f.documents) AS documents
            FROM (
                SELECT s.lexeme, s.documents FROM catalog.search_term s WHERE s.word LIKE w.word || '%'
                ORDER BY s.documents DESC, s.word LIMIT {OPEN_WORDS}
            ) f
        ) o ON w.opens
        LEFT JOIN LATERAL (
            SELECT s.word, s.lexeme, s.documents FROM catalog.likely_term(
                w.word, CASE WHEN k.documents IS NULL THEN {LIKENESS} ELSE {LIKENESS_OF_KNOWN} END
            ) s
        ) t ON w.typo AND (o.documents IS NULL OR t.documents >= {TIMES_AS_FREQUENT} * o.documents) AND (
            CASE WHEN k.documents IS NULL THEN NOT EXISTS (
                SELECT FROM catalog.search_document d WHERE d.tokens @@ translate(w.piece, '«»', '')::tsquery
            ) ELSE k.documents <= {RARE} AND t.documents >= {TIMES_AS_FREQUENT} * k.documents END
        )
    ), text AS (
        SELECT
            string_agg('(' || CASE WHEN taken THEN likely_piece
                ELSE concat_ws(' | ', piece, open, likely_piece) END || ')', ' & ' ORDER BY place) AS every,
            string_agg(format('(%1$s | %2$s)',
                quote_literal('{AS_WRITTEN}' || CASE WHEN taken THEN likely ELSE word END),
                CASE WHEN taken THEN likely_piece ELSE '''«' || word || '''»' END), ' & ' ORDER BY place) AS exact,
            COALESCE(json_agg(json_build_object('typed', word, 'searched', likely) ORDER BY place)
                FILTER (WHERE taken), '[]') AS corrections
        FROM (SELECT *, likely IS NOT NULL AND known IS NULL AND open IS NULL AS taken FROM read) r
    ), asked AS MATERIALIZED (
        SELECT translate(every, '«»', '')::tsquery AS every,
            replace(replace(every, '«', '!'), '»', '')::tsquery AS titles,
            replace(replace(every, '«', ''), '»', ':A')::tsquery AS weighted,
            replace(replace(exact, '«', ''), '»', ':A')::tsquery AS exact, corrections
        FROM text
    )"""
_BROWSE = (
    "asked AS MATERIALIZED (SELECT NULL::tsquery AS every, NULL::tsquery AS titles, NULL::tsquery AS weighted, "
    "NULL::tsquery AS exact, '[]'::json AS corrections)"
)


_FEW = 1_000
_FILLING = (
    "(EXISTS (SELECT FROM catalog.search_queue) "
    f"AND (SELECT count(DISTINCT q.product) FROM (SELECT product FROM catalog.search_queue LIMIT {_FEW}) q) > "
    f"(SELECT count(*) FROM (SELECT FROM catalog.search_document f WHERE f.channel = $1 LIMIT {_FEW}) f))"
)


def read_params(groups: Sequence[Group]) -> list[list[str] | list[bool]]:
    """Returns the values of ``$2`` to ``$6`` of `READ`."""
    return [
        [group.word for group in groups],
        [piece_of(group) for group in groups],
        [" ".join(phrase[0] for phrase in group.alternatives if len(phrase) == 1) for group in groups],
        [group.open for group in groups],
        [group.correctable for group in groups],
    ]


def piece_of(group: Group) -> str:
    """Returns what finds a group, the marks around its lexemes as in `READ`."""
    phrases = ["(" + " & ".join(f"'«{lexeme}'»" for lexeme in phrase) + ")" for phrase in group.alternatives]
    return " | ".join(phrases)


async def plan_search(
    search: ProductSearch, channel: str, groups: Sequence[Group], key: str, conditions: Conditions
) -> SearchPlan:
    """Reads a query and counts what it matches, in one statement.

    Args:
        channel: Whose documents are meant; ``STAFF`` for those of staff.
        groups: Of the text; empty to browse.
        key: Of the text, as rules of staff are compared with it.
    """
    params: list[object] = [channel, *(read_params(groups) if groups else ())]

    def bind(value: object) -> str:
        params.append(value)
        return f"${len(params)}"

    numbers = conditions.numbers(bind)
    by_group = bool(search.groups)
    buyer = buyer_of(bind(sorted(search.groups))) if by_group else "SELECT '{}'::text[] AS groups, '' AS key"
    prices = prices_to_plan(sorted(search.groups), search.channel.currency, search.moment, bind)

    def met(*more: str, without: str | None = None) -> str:
        found = [*conditions.sql(bind, lambda place: f"(SELECT c{place} FROM chosen)", prices, without=without), *more]
        return f"count(*) FILTER (WHERE {' AND '.join(found) or 'TRUE'})"

    # One look at the sample, whatever is counted in it: what the conditions leave out has to be read for one of them.
    sampled = ["d.tokens @@ (SELECT every FROM asked)"] if groups else []
    sampled.append(in_sample(by_group=by_group))
    if by_group:
        sampled.append(prices.sold)
    titled = met("d.terms @@ (SELECT weighted FROM asked)") if groups else "0::bigint"
    without = ", ".join(f"{bind(name)}::text, {met(without=name)}" for name in conditions.names)
    counts = (
        f"SELECT {met()} AS matches, {titled} AS title_matches, json_build_object({without})::text AS without "
        f"FROM catalog.search_document d {prices.join if conditions.by_price else ''} WHERE {' AND '.join(sampled)}"
    )
    found_in = "sample.channel_id, sample.grouped_id" if by_group else "sample.channel_id"
    ids = ", ".join(f"to_json(c{place})" for place in range(len(conditions.selections)))
    sql = f"""
        WITH {READ if groups else _BROWSE}, chosen AS MATERIALIZED (SELECT {numbers}),
        sample AS MATERIALIZED ({sample_of("$1")}
        ), buyer AS MATERIALIZED ({buyer}), rule AS MATERIALIZED (
            SELECT r.pinned, r.hidden, r.boosts FROM catalog.search_rule r
            WHERE r.query_key = {bind(key)} AND r.channel IN ('', $1) ORDER BY r.channel DESC LIMIT 1
        )
        SELECT array_remove(ARRAY[{found_in}], NULL) AS channel_ids, sample.level, buyer.groups,
            buyer.key AS audience, asked.every::text, asked.titles::text, asked.weighted::text,
            asked.exact::text, (SELECT json_build_array({ids})::text FROM chosen) AS ids, counted.matches,
            counted.title_matches, counted.without, asked.corrections::text,
            {SYNONYMS_VERSION} AS synonyms, {_FILLING} AS filling, rule.pinned, rule.hidden, COALESCE((
                SELECT json_agg(json_build_array(s.id, b.weight))
                FROM jsonb_to_recordset(rule.boosts) AS b(facet text, value text, weight integer)
                LEFT JOIN catalog.brand e ON b.facet = 'brand' AND e.slug = b.value
                LEFT JOIN catalog.product_type t ON b.facet = 'type' AND t.slug = b.value
                LEFT JOIN catalog.category c ON b.facet = 'category' AND c.slug = b.value
                JOIN catalog.search_value s ON s.facet = b.facet
                    AND s.value = COALESCE(e.id::text, t.id::text, c.id::text, b.value)
            )::text, '[]') AS boosts
        FROM sample CROSS JOIN asked CROSS JOIN buyer CROSS JOIN ({counts}) counted LEFT JOIN rule ON TRUE"""
    row = await fetch_one(_Row, sql, *params)
    assert row is not None  # noqa: S101 (an aggregate and a table's own row)
    return SearchPlan(
        channel_ids=row.channel_ids,
        audience=Audience(tuple(row.groups), row.audience),
        level=row.level,
        every=row.every,
        titles=row.titles,
        weighted=row.weighted,
        exact=row.exact,
        ids=_ids.decode(row.ids),
        matches=row.matches,
        title_matches=row.title_matches,
        without=_counts.decode(row.without),
        corrections=_corrections.decode(row.corrections),
        synonyms=row.synonyms,
        filling=row.filling,
        pinned=row.pinned or [],
        hidden=row.hidden or [],
        boosts=_boosts.decode(row.boosts),
    )
