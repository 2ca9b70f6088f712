"""Everything that brands, types, attributes, combinations and metadata add to the schemas."""

from __future__ import annotations

from fondaco_catalog.graphql.attribute_changes import attribute_changes
from fondaco_catalog.graphql.attributes import admin_attributes, attributes, shop_attributes
from fondaco_catalog.graphql.brands import admin_brands, brands, shop_brands
from fondaco_catalog.graphql.generator import generator
from fondaco_catalog.graphql.metadata import admin_metadata, metadata
from fondaco_catalog.graphql.option_changes import option_changes
from fondaco_catalog.graphql.tags import tag_labels, tags

__all__ = ["ADMIN", "SHARED", "SHOP"]

SHARED = (brands, attributes, metadata, tag_labels)
SHOP = (shop_brands, shop_attributes)
ADMIN = (admin_brands, admin_attributes, attribute_changes, generator, option_changes, admin_metadata, tags)
