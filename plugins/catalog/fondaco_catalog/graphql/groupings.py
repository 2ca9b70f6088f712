"""What groups products, of both schemas: categories, collections, relations, former slugs."""

from __future__ import annotations

from fondaco_catalog.graphql.category_tree import category_changes, category_relations
from fondaco_catalog.graphql.collection_rules import collection_admin
from fondaco_catalog.graphql.related import related, related_admin, related_shop
from fondaco_catalog.graphql.slugs import slug_admin, slug_shop

__all__ = ["groupings_admin", "groupings_shop"]

groupings_shop = (category_relations, related, related_shop, slug_shop)
groupings_admin = (category_relations, category_changes, collection_admin, related, related_admin, slug_admin)
