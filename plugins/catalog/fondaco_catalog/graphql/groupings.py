"""What groups products, of both schemas: categories, collections, bundles, downloads, relations, former slugs."""

from __future__ import annotations

from fondaco_catalog.graphql.bundles import bundle_admin, bundle_parts
from fondaco_catalog.graphql.category_tree import category_changes, category_relations
from fondaco_catalog.graphql.collection_rules import collection_admin
from fondaco_catalog.graphql.digital import digital_admin, digital_shop
from fondaco_catalog.graphql.quotes import quotes
from fondaco_catalog.graphql.related import related, related_admin, related_shop
from fondaco_catalog.graphql.slugs import slug_admin, slug_shop
from fondaco_catalog.graphql.variant_facts import variant_facts

__all__ = ["groupings_admin", "groupings_shop"]

_both = (category_relations, bundle_parts, related, variant_facts)

groupings_shop = (*_both, quotes, digital_shop, related_shop, slug_shop)
groupings_admin = (
    *_both,
    category_changes,
    collection_admin,
    bundle_admin,
    digital_admin,
    related_admin,
    slug_admin,
)
