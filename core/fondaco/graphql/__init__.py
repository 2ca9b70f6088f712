"""GraphQL: what plugins write to take part in the shop and the admin schema, and how the two are composed and served.

A plugin's ``graphql/`` files hold thin functions that parse ids, call a verb or a repository, and return model values;
types are declared once and their plain fields are read off those values as attributes.
"""

from fondaco.cache.dimensions import Dimension
from fondaco.graphql.connections import Connection
from fondaco.graphql.context import Info, RequestContext
from fondaco.graphql.lookahead import fields_below, fields_of_nodes
from fondaco.graphql.nodes import Entity, Node
from fondaco.graphql.parts import SKIP, GraphQL, NodeType, SchemaPart, Skip
from fondaco.graphql.scalars import ID, CurrencyCode, Money, TaxedMoney
from fondaco.graphql.types import enum_type, input_type, object_type

__all__ = [
    "ID",
    "SKIP",
    "Connection",
    "CurrencyCode",
    "Dimension",
    "Entity",
    "GraphQL",
    "Info",
    "Money",
    "Node",
    "NodeType",
    "RequestContext",
    "SchemaPart",
    "Skip",
    "TaxedMoney",
    "enum_type",
    "fields_below",
    "fields_of_nodes",
    "input_type",
    "object_type",
]
