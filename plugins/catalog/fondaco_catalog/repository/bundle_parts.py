"""The SQL of what follows from the components of bundles: whether they can be bought, their weight."""

from __future__ import annotations

import msgspec

from fondaco_catalog.repository.published import is_published

__all__ = ["Place", "bundle_available", "bundle_join", "enough", "offered"]


class Place(msgspec.Struct, frozen=True):
    """Where and when something is to be bought, as SQL expressions; none of them names ``l`` or ``w``.

    The defaults are what `fondaco_catalog.repository.valid_prices` binds.
    """

    channel: str = "$1"
    currency: str = "$2"
    moment: str = "$5"


HERE = Place()


def offered(audience: str, place: Place) -> str:
    """Returns whether the variant ``cv`` can be bought; the audience is as of `bundle_join`."""
    return (
        "EXISTS (SELECT FROM catalog.product_listing l WHERE l.product = cv.product AND l.channel = "  # noqa: S608
        f"{place.channel} AND {is_published(place.moment)}) "
        "AND EXISTS (SELECT FROM catalog.price_window w WHERE w.variant = cv.id "
        f"AND w.audience {audience} AND w.channel = {place.channel} AND w.currency = {place.currency} "
        f"AND w.starts_at <= {place.moment} AND w.ends_at > {place.moment})"
    )


def enough(audience: str, place: Place = HERE) -> str:
    """Returns whether so many choices ``bc`` of a slot ``s`` can be bought as have to be made; over its group."""
    return (
        f"count(*) FILTER (WHERE {offered(audience, place)}) >= "
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
                bool_or(cv.requires_shipping) AS requires_shipping, {enough(audience)} AS enough
            FROM catalog.bundle_slot s JOIN catalog.bundle_choice bc ON bc.slot = s.id
            JOIN catalog.product_variant cv ON cv.id = bc.component
            WHERE s.variant = v.id GROUP BY s.id
        ) slot
    ) bundle ON TRUE"""  # noqa: S608 (constants and placeholders only)


def bundle_available(product: str, audience: str, place: Place = HERE) -> str:
    """Returns whether a variant of a product with bundles can be bought with all that it has to hold; null of others.

    Args:
        product: Its id as an SQL expression.
        audience: As of `bundle_join`.
    """
    return (
        f"CASE WHEN EXISTS (SELECT FROM catalog.bundle b WHERE b.product = {product}) THEN EXISTS ("  # noqa: S608
        f"SELECT FROM catalog.price_window priced WHERE priced.product = {product} "
        f"AND priced.channel = {place.channel} AND priced.currency = {place.currency} "
        f"AND priced.starts_at <= {place.moment} AND priced.ends_at > {place.moment} AND priced.audience {audience} "
        "AND NOT EXISTS (SELECT FROM catalog.bundle_slot s JOIN catalog.bundle_choice bc ON bc.slot = s.id "
        "JOIN catalog.product_variant cv ON cv.id = bc.component WHERE s.variant = priced.variant GROUP BY s.id "
        f"HAVING NOT {enough(audience, place)})) END"
    )
