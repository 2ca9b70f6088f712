"""The SQL of what follows from the components of bundles: whether they can be bought, their weight."""

from __future__ import annotations

from fondaco_catalog.repository.published import is_published

__all__ = ["bundle_join", "unavailable_slot"]


def _offered(audience: str) -> str:
    """Whether the variant ``cv`` can be bought; binds as `fondaco_catalog.repository.valid_prices`."""
    return (
        "EXISTS (SELECT FROM catalog.product_listing l WHERE l.product = cv.product AND l.channel = $1 "  # noqa: S608
        f"AND {is_published('$5')}) AND EXISTS (SELECT FROM catalog.price_window w WHERE w.variant = cv.id "
        f"AND w.audience {audience} AND w.channel = $1 AND w.currency = $2 AND w.starts_at <= $5 AND w.ends_at > $5)"
    )


def _enough(audience: str) -> str:
    """Whether so many choices ``bc`` of a slot ``s`` can be bought as have to be made; over its group."""
    return (
        f"count(*) FILTER (WHERE {_offered(audience)}) >= "
        "CASE WHEN s.repeatable THEN LEAST(s.minimum, 1) ELSE s.minimum END"
    )


def bundle_join(audience: str) -> str:
    """Returns the join of a variant ``v`` with what follows from its components.

    Args:
        audience: The end of a condition on an audience: ``= ''``, or ``= ANY(…)``.
    """
    return f"""
    LEFT JOIN LATERAL (
        SELECT count(*) > 0 AS made_up, LEAST(COALESCE(sum(slot.weight), 0), 2147483647) AS weight_grams,
            bool_or(slot.requires_shipping) AS requires_shipping, bool_and(slot.enough) AS available
        FROM (
            SELECT CASE WHEN count(*) = 1 AND s.minimum = 1 AND s.maximum = 1
                    THEN sum(cv.weight_grams::bigint * bc.quantity) ELSE 0 END AS weight,
                bool_or(cv.requires_shipping) AS requires_shipping, {_enough(audience)} AS enough
            FROM catalog.bundle_slot s JOIN catalog.bundle_choice bc ON bc.slot = s.id
            JOIN catalog.product_variant cv ON cv.id = bc.component
            WHERE s.variant = v.id GROUP BY s.id
        ) slot
    ) bundle ON TRUE"""  # noqa: S608 (constants and placeholders only)


def unavailable_slot(variant: str, audience: str) -> str:
    """Returns a condition: that a slot of a variant, given as an SQL expression, has too few choices to be bought."""
    return (
        "EXISTS (SELECT FROM catalog.bundle_slot s JOIN catalog.bundle_choice bc ON bc.slot = s.id "
        f"JOIN catalog.product_variant cv ON cv.id = bc.component WHERE s.variant = {variant} GROUP BY s.id "
        f"HAVING NOT {_enough(audience)})"
    )
