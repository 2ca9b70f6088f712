"""The first statement of a search: what the words stand for in this catalogue, and how much they match.

Words are looked up in the vocabulary: one that is being typed stands for those that begin with it, one that nothing
has for the one that is most like it. How many documents match is counted in a random sample, so that it costs the same
whatever the size of the catalogue; see decision 0024.
"""

# ruff: noqa: S608 (values are bound; names and numbers in the statements are this package's own)

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from uuid import UUID

import msgspec
from fondaco.commerce import FacetSelection, ProductSearch, WordCorrection
from fondaco.db import any_of, fetch_one
from fondaco.search import Group

from fondaco_catalog.model.search import AS_WRITTEN, CHANNEL_FACET, LEVELS
from fondaco_catalog.repository.search_staff import SYNONYMS_VERSION

__all__ = [
    "ENTITIES",
    "READ",
    "SAMPLE",
    "Bind",
    "Conditions",
    "SearchPlan",
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

ENTITIES = {"brand": "brand", "type": "product_type"}
"""Facets whose values are things of their own, told by their slugs; and the tables of those."""

LIKENESS_OF_KNOWN = 0.7
"""The same for a word that some products have."""

RARE = 10
"""A word that so few products have may be a misspelling in their texts, so a likely one is looked for as well."""

TIMES_AS_FREQUENT = 3
"""How many times as frequent the likely one has to be then."""

Ids = Callable[[int], str]
Bind = Callable[[object], str]


class SearchPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What the first statement found out.

    Attributes:
        channel_id: Number of the channel; None while nothing is indexed there.
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
        pinned: Products that staff put first, in their order.
        hidden: Products that staff do not want to be found.
        boosts: Numbers of facet values with the weights that staff gave them.
    """

    channel_id: int | None
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
    pinned: list[UUID]
    hidden: list[UUID]
    boosts: list[tuple[int, int]]


def sample_of(channel: str) -> str:
    """Returns a SELECT of a channel's number, and of the level and marker of the sample in which matches are counted.

    Args:
        channel: SQL of the channel.
    """
    return f"""
        SELECT s.id AS channel_id, size.level, -(s.id * {LEVELS} + size.level) AS marker
        FROM (
            SELECT LEAST(GREATEST(ceil(log(2, GREATEST(c.reltuples, 1)::numeric / {SAMPLE})), 0),
                {LEVELS - 1})::integer AS level
            FROM pg_class c WHERE c.oid = 'catalog.search_document'::regclass
        ) size
        LEFT JOIN catalog.search_value s ON s.facet = '{CHANNEL_FACET}' AND s.value = {channel}"""


class Conditions:
    """What a search asks besides its text, as SQL over the documents ``d``.

    Attributes:
        selections: Those whose values have numbers, and whether the facet's own counts disregard them.
        names: Of the facets whose own counts are disregarded, prices included.
    """

    def __init__(self, search: ProductSearch) -> None:
        self.selections: list[tuple[FacetSelection, bool]] = []
        self._search = search
        self._price: FacetSelection | None = None
        self._numbers: list[FacetSelection] = []
        self._by_id = search.category_id is not None
        if search.category_id is not None:
            self.selections.append((FacetSelection("category", (str(search.category_id),)), False))
        if search.category is not None:
            self.selections.append((FacetSelection("category", (search.category,)), False))
        for selection in search.selections:
            if selection.name == "price":
                self._price = selection
            elif selection.minimum is not None or selection.maximum is not None:
                self._numbers.append(selection)
            elif selection.values:
                self.selections.append((selection, True))
        self.names = [selection.name for selection, own in self.selections if own]
        self.names += [selection.name for selection in self._numbers]
        if self._price is not None:
            self.names.append("price")

    def sql(self, bind: Bind, ids: Ids, *, without: str | None = None, indexed: bool = True) -> list[str]:
        """Returns the conditions.

        Args:
            ids: Returns the SQL of the numbers of a selection.
            without: Leave out what was chosen of this facet.
            indexed: Whether the index may be used for them; functions keep it from being used.
        """
        found = []
        for place, (selection, own) in enumerate(self.selections):
            if not (own and selection.name == without):
                found.append(f"d.facets && {ids(place)}" if indexed else f"arrayoverlap(d.facets, {ids(place)})")
        if self._search.collection_id is not None:
            found.append(
                "d.product IN (SELECT cp.product FROM catalog.collection_product cp "
                f"WHERE cp.collection = {bind(self._search.collection_id)})"
            )
        bounds = [(self._search.min_amount, self._search.max_amount)]
        if self._price is not None and without != "price":
            bounds.append((_whole(self._price.minimum), _whole(self._price.maximum)))
        for selection in self._numbers:
            if selection.name != without:
                least = -inf if selection.minimum is None else selection.minimum
                most = inf if selection.maximum is None else selection.maximum
                found.append(
                    f"EXISTS (SELECT FROM jsonb_array_elements_text(d.numbers -> {bind(selection.name)}::text) AS n "
                    f"WHERE n::double precision BETWEEN {bind(least)} AND {bind(most)})"
                )
        for low, high in bounds:
            found.extend(_priced(bind, low, high))
        return found

    def numbers(self, bind: Bind) -> str:
        """Returns the columns ``c0``, ``c1`` … of a SELECT: the numbers of each selection."""
        columns = []
        for place, (selection, _) in enumerate(self.selections):
            values = bind(list(selection.values))
            if selection.name in ENTITIES:
                source = (
                    f"SELECT s.id FROM catalog.{ENTITIES[selection.name]} e JOIN catalog.search_value s "
                    f"ON s.facet = {bind(selection.name)} AND s.value = e.id::text "
                    f"WHERE e.slug = {any_of(values, 'text')}"
                )
            elif selection.name == "category":
                key = "id::text" if self._by_id and place == 0 else "slug"
                start = f"SELECT id FROM catalog.category WHERE {key} = {any_of(values, 'text')}"
                source = (
                    f"WITH RECURSIVE below(id) AS ({start} "
                    "UNION ALL SELECT c.id FROM catalog.category c JOIN below ON c.parent = below.id) "
                    "SELECT s.id FROM below JOIN catalog.search_value s "
                    "ON s.facet = 'category' AND s.value = below.id::text"
                )
            else:
                source = (
                    f"SELECT s.id FROM catalog.search_value s WHERE s.facet = {bind(selection.name)} "
                    f"AND s.value = {any_of(values, 'text')}"
                )
            columns.append(f"ARRAY({source}) AS c{place}")
        return ", ".join(columns) or "NULL"


def _whole(amount: float | None) -> int | None:
    return None if amount is None else int(amount)


def _priced(bind: Bind, low: int | None, high: int | None) -> list[str]:
    if low is None and high is None:
        return []
    first, last = bind(max(low or 0, 0)), bind(2**63 - 1 if high is None else high)
    found = [f"d.max_amount >= {first}", f"d.min_amount <= {last}"]
    if low is not None and high is not None:
        # The span may reach over a gap in which no variant lies.
        found.append(f"EXISTS (SELECT FROM unnest(d.amounts) AS a WHERE a BETWEEN {first} AND {last})")
    return found


class _Row(msgspec.Struct, frozen=True):
    channel_id: int | None
    level: int
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

    def met(*more: str, without: str | None = None) -> str:
        found = [*conditions.sql(bind, lambda place: f"(SELECT c{place} FROM chosen)", without=without), *more]
        return f"count(*) FILTER (WHERE {' AND '.join(found) or 'TRUE'})"

    # One look at the sample, whatever is counted in it: what the conditions leave out has to be read for one of them.
    sampled = ["d.tokens @@ (SELECT every FROM asked)"] if groups else []
    sampled.append("d.facets @> ARRAY[(SELECT marker FROM sample)]")
    titled = met("d.terms @@ (SELECT weighted FROM asked)") if groups else "0::bigint"
    without = ", ".join(f"{bind(name)}::text, {met(without=name)}" for name in conditions.names)
    counts = (
        f"SELECT {met()} AS matches, {titled} AS title_matches, json_build_object({without})::text AS without "
        f"FROM catalog.search_document d WHERE {' AND '.join(sampled)}"
    )
    ids = ", ".join(f"to_json(c{place})" for place in range(len(conditions.selections)))
    sql = f"""
        WITH {READ if groups else _BROWSE}, chosen AS MATERIALIZED (SELECT {numbers}),
        sample AS MATERIALIZED ({sample_of("$1")}
        ), rule AS MATERIALIZED (
            SELECT r.pinned, r.hidden, r.boosts FROM catalog.search_rule r
            WHERE r.query_key = {bind(key)} AND r.channel IN ('', $1) ORDER BY r.channel DESC LIMIT 1
        )
        SELECT sample.channel_id, sample.level, asked.every::text, asked.titles::text, asked.weighted::text,
            asked.exact::text, (SELECT json_build_array({ids})::text FROM chosen) AS ids, counted.matches,
            counted.title_matches, counted.without, asked.corrections::text,
            {SYNONYMS_VERSION} AS synonyms, rule.pinned, rule.hidden, COALESCE((
                SELECT json_agg(json_build_array(s.id, b.weight))
                FROM jsonb_to_recordset(rule.boosts) AS b(facet text, value text, weight integer)
                LEFT JOIN catalog.brand e ON b.facet = 'brand' AND e.slug = b.value
                LEFT JOIN catalog.product_type t ON b.facet = 'type' AND t.slug = b.value
                LEFT JOIN catalog.category c ON b.facet = 'category' AND c.slug = b.value
                JOIN catalog.search_value s ON s.facet = b.facet
                    AND s.value = COALESCE(e.id::text, t.id::text, c.id::text, b.value)
            )::text, '[]') AS boosts
        FROM sample CROSS JOIN asked CROSS JOIN ({counts}) counted LEFT JOIN rule ON TRUE"""
    row = await fetch_one(_Row, sql, *params)
    assert row is not None  # noqa: S101 (an aggregate and a table's own row)
    return SearchPlan(
        channel_id=row.channel_id,
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
        pinned=row.pinned or [],
        hidden=row.hidden or [],
        boosts=_boosts.decode(row.boosts),
    )
