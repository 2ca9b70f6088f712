"""The beginning of a list whose order is by the first value that is there, such as a title in the reader's language.

No index has ``COALESCE(t1.title_key, t2.title_key, p.title_key)``, but each of the three columns has one. So each is
walked on its own: what has the first value, then what lacks it and has the second. A later walk ends where the earlier
ones have filled the page, and what they found is all that the list's own statement has to look at.
"""

# ruff: noqa: S608 (values are bound; the expressions are this package's own)

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from fondaco.db.pagination import Keyset

__all__ = ["LARGEST", "Alternative", "first_of", "of_amount", "of_titles"]

LARGEST = 2**63 - 1
"""The largest BIGINT."""


class Alternative(msgspec.Struct, frozen=True):
    """One of the columns that an order is by.

    Attributes:
        present: Condition that it counts, unless an earlier one does.
        missing: Condition that it does not.
        least: SQL of a value that none is below, like ``most`` for above.
        source: What it is read from, if not from what all are.
    """

    column: str
    present: str
    missing: str
    least: str
    most: str
    source: str | None = None


def first_of(expression: str, alternatives: Sequence[Alternative], id_column: str, source: str, keyset: Keyset) -> str:
    """Returns a query of ids, among which are all of a page.

    Args:
        expression: What the order is by, as the keyset has it: the first of the alternatives that is present.
        source: ``FROM … WHERE …``, to which conditions are added.
        keyset: By the expression and then by the id.
    """
    descending = keyset.keys[0].descending != keyset.backward
    edge, nearest, sign = ("min", "GREATEST", ">=") if descending else ("max", "LEAST", "<=")
    tables: list[str] = []
    bounds: list[str] = []
    missing: list[str] = []
    for place, one in enumerate(alternatives):
        conditions = [*missing, one.present, keyset.where.replace(expression, one.column)]
        if bounds:
            last = one.least if descending else one.most
            conditions.append(f"{one.column} {sign} COALESCE({nearest}({', '.join(bounds)}), {last})")
        order = keyset.order_by.replace(expression, one.column)
        tables.append(
            f"first{place} AS MATERIALIZED (SELECT {id_column} AS id, {one.column} AS key {one.source or source} "
            f"AND {' AND '.join(conditions)} ORDER BY {order} LIMIT {keyset.limit})"
        )
        bounds.append(f"(SELECT {edge}(key) FROM first{place} HAVING count(*) >= {keyset.limit})")
        missing.append(one.missing)
    found = " UNION ALL ".join(f"SELECT id FROM first{place}" for place in range(len(tables)))
    return f"WITH {', '.join(tables)} {found}"


def _of_title(column: str, table: str, condition: str) -> Alternative:
    # Whatever is missing here is neither NULL nor empty there: both stand for no title.
    within = f"FROM {table} bound WHERE {condition}"
    return Alternative(
        column,
        f"{column} <> ''",
        f"COALESCE({column}, '') = ''",
        f"(SELECT min(bound.title_key) {within})",
        f"(SELECT max(bound.title_key) {within})",
    )


def of_titles(base: str, locales: Sequence[str]) -> list[Alternative]:
    """Returns the titles that a reader sees: of the translations ``t1`` and ``t2``, and the base title.

    Args:
        base: Column of the base title.
        locales: SQL of the languages of ``t1`` and ``t2``.
    """
    return [
        *(
            _of_title(f"t{place}.title_key", "catalog.product_translation", f"bound.locale = {locale}")
            for place, locale in enumerate(locales, start=1)
        ),
        _of_title(base, "catalog.product", "TRUE"),
    ]


def of_amount(column: str, source: str | None = None) -> Alternative:
    """Returns an amount that may be missing.

    Args:
        source: See `Alternative`.
    """
    return Alternative(column, f"{column} IS NOT NULL", f"{column} IS NULL", "-1", str(LARGEST), source)
