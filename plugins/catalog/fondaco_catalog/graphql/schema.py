"""Everything that the catalogue adds to both schemas."""

from __future__ import annotations

from fondaco.graphql import GraphQL

from fondaco_catalog.graphql.admin import admin
from fondaco_catalog.graphql.bulk import bulk
from fondaco_catalog.graphql.bulk_sets import bulk_sets
from fondaco_catalog.graphql.changes import changes
from fondaco_catalog.graphql.completeness import completeness
from fondaco_catalog.graphql.extensions import lines
from fondaco_catalog.graphql.groupings import groupings_admin, groupings_shop
from fondaco_catalog.graphql.library import library
from fondaco_catalog.graphql.lifecycle import lifecycle, phases
from fondaco_catalog.graphql.media import admin_media, media
from fondaco_catalog.graphql.media_addresses import addresses
from fondaco_catalog.graphql.modelling import ADMIN, SHARED, SHOP
from fondaco_catalog.graphql.price_changes import price_changes
from fondaco_catalog.graphql.price_history import price_history
from fondaco_catalog.graphql.price_lists import price_admin
from fondaco_catalog.graphql.price_sets import price_sets
from fondaco_catalog.graphql.prices import prices
from fondaco_catalog.graphql.relations import relations
from fondaco_catalog.graphql.search_staff import search_staff
from fondaco_catalog.graphql.shop import shop
from fondaco_catalog.graphql.suggestions import suggestions
from fondaco_catalog.graphql.transfers import transfers
from fondaco_catalog.graphql.variant_sets import variant_sets
from fondaco_catalog.graphql.versions import versions

__all__ = ["SCHEMA"]

_SHARED = (relations, *SHARED, media, addresses, prices, phases, lines)

_STAFF = (
    admin,
    changes,
    bulk,
    bulk_sets,
    variant_sets,
    *ADMIN,
    admin_media,
    library,
    lifecycle,
    completeness,
    versions,
    *groupings_admin,
    price_admin,
    price_history,
    price_changes,
    price_sets,
    search_staff,
    transfers,
)

SCHEMA = GraphQL(shop=(shop, suggestions, *groupings_shop, *SHOP, *_SHARED), admin=(*_STAFF, *_SHARED))
