"""Products that belong together: what buyers see beside a product, and how staff put it there."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec
import strawberry
from fondaco.access.permissions import ANYONE
from fondaco.db import UnitOfWork
from fondaco.errors import InvalidInputError
from fondaco.graphql import ID, Info, SchemaPart, input_type, object_type
from fondaco.ids import parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.attribute_inputs import NameInput, labels_of
from fondaco_catalog.graphql.attribute_types import NameTranslation
from fondaco_catalog.graphql.requests import largest_page, policy_of, scope_of
from fondaco_catalog.model import attribute_views as names
from fondaco_catalog.model import views
from fondaco_catalog.permissions import MANAGE_PRODUCTS, VIEW_PRODUCTS
from fondaco_catalog.repository import products, relations
from fondaco_catalog.service import relations as verbs

__all__ = ["related", "related_admin", "related_shop"]

related = SchemaPart()
related_shop = SchemaPart()
related_admin = SchemaPart()


@object_type(relations.KindState)
class RelationKind:
    """A way in which products belong together.

    Attributes:
        code: What ``Product.related`` is asked with: ``accessory``, ``substitute``, ``up_sell``, ``cross_sell``, or one
            that the merchant made.
        symmetric: Whether what belongs to a product has the product belong to it.
    """

    code: str
    name: str
    symmetric: bool


@input_type
class RelationKindCreateInput:
    """A kind of relation to be made.

    Attributes:
        code: Lower case letters, digits and underscores.
        symmetric: Whether what belongs to a product has the product belong to it.
    """

    code: str
    name: str
    symmetric: bool = False
    translations: list[NameInput] = strawberry.field(default_factory=list)


@input_type
class RelationKindUpdateInput:
    """What is to be changed of a kind; what is left out stays.

    Attributes:
        kind: Its code.
        position: Kinds come in the order of it; those that the merchant made have 100, the shop's own less.
        translations: Languages that are not named stay; an empty name takes one away.
    """

    kind: str
    name: str | None = None
    position: int | None = None
    translations: list[NameInput] = strawberry.field(default_factory=list)


@related.extend("Product", type=list[types.Product], name="related", shared=True)
async def product_related(
    parents: Sequence[views.Product], info: Info, kind: str, first: int = 12
) -> list[list[views.Product]]:
    """What belongs to it in a way: accessories, substitutes and so on, in the merchant's order.

    Args:
        kind: Code of a kind of relation, such as ``accessory``. Of one that does not exist there is nothing.
        first: How many at most.
    """
    info.context.depends_on("products", "relation_kinds")
    _check_first(info, first)
    return await relations.list_related(scope_of(info.context), [parent.id for parent in parents], kind, first)


class Beside(msgspec.Struct, frozen=True):
    """What belongs to a product in a way."""

    kind: relations.KindState
    products: list[views.Product]


@object_type(Beside)
class ProductRelation:
    """What belongs to a product in a way, in the merchant's order; something always does."""

    kind: RelationKind
    products: list[types.Product]


@related.extend("Product", type=list[ProductRelation], name="relations", shared=True)
async def product_relations(
    parents: Sequence[views.Product], info: Info, kinds: list[str] | None = None, first: int = 12
) -> list[list[Beside]]:
    """What belongs to it, by kind, in the merchant's order: all that a page shows beside it, in two statements.

    Args:
        kinds: Codes of kinds; left out, all that the merchant has.
        first: How many of each kind at most.
    """
    info.context.depends_on("products", "relation_kinds")
    _check_first(info, first)
    scope = scope_of(info.context)
    found = await relations.list_relations(scope, [parent.id for parent in parents], kinds, first)
    named = {kind.id: kind for kind in await relations.list_kinds(scope)} if any(found) else {}
    return [[Beside(named[each.kind_id], each.products) for each in one if each.kind_id in named] for one in found]


def _check_first(info: Info, first: int) -> None:
    if not 0 <= first <= largest_page(info):
        raise InvalidInputError(f"first is from 0 to {largest_page(info)}.", field=("first",))


@related_shop.query(type=list[RelationKind], permission=ANYONE, shared=True, name="relationKinds")
async def shop_relation_kinds(info: Info) -> list[relations.KindState]:
    """The ways in which products belong together, in order."""
    info.context.depends_on("relation_kinds")
    return await relations.list_kinds(scope_of(info.context))


@related_admin.query(type=list[RelationKind], permission=VIEW_PRODUCTS, name="relationKinds")
async def admin_relation_kinds(info: Info) -> list[relations.KindState]:
    """The ways in which products belong together, in order."""
    return await relations.list_kinds(scope_of(info.context))


@related_admin.mutation(returns={"kinds": list[RelationKind]}, permission=MANAGE_PRODUCTS)
async def relation_kind_create(uow: UnitOfWork, data: RelationKindCreateInput, info: Info) -> list[relations.KindState]:
    """Makes a way in which products can belong together; answers with all of them."""
    labels = {label.locale: label.name for label in data.translations}
    await verbs.create_kind(uow, data.code, data.name, labels, policy_of(info), symmetric=data.symmetric)
    return await relations.list_kinds(scope_of(info.context))


@related_admin.mutation(returns={"kinds": list[RelationKind]}, permission=MANAGE_PRODUCTS)
async def relation_kind_update(uow: UnitOfWork, data: RelationKindUpdateInput, info: Info) -> list[relations.KindState]:
    """Changes what a kind is called and where it comes among kinds; answers with all of them."""
    labels = labels_of(data.translations)
    await verbs.update_kind(uow, data.kind, policy_of(info), name=data.name, position=data.position, labels=labels)
    return await relations.list_kinds(scope_of(info.context))


@related_admin.extend("RelationKind", type=list[NameTranslation], name="translations")
async def kind_translations(parents: Sequence[relations.KindState]) -> list[list[names.NameTranslation]]:
    """Its name in other languages."""
    return [
        [names.NameTranslation(locale, name) for locale, name in sorted(parent.labels.items())] for parent in parents
    ]


@related_admin.extend("RelationKind", type=int, name="position")
async def kind_position(parents: Sequence[relations.KindState]) -> list[int]:
    """Its place among kinds, the smallest first."""
    return [parent.position for parent in parents]


@related_admin.mutation(returns={"kinds": list[RelationKind]}, permission=MANAGE_PRODUCTS)
async def relation_kind_delete(uow: UnitOfWork, info: Info, kind: str) -> list[relations.KindState]:
    """Deletes a kind with all its relations; answers with those that are left.

    Args:
        kind: Its code.
    """
    await verbs.delete_kind(uow, kind)
    return await relations.list_kinds(scope_of(info.context))


def _ids(given: Sequence[str]) -> list[UUID]:
    return [parse_global_id(id_, "Product", field=("relatedIds", str(index))) for index, id_ in enumerate(given)]


@related_admin.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_relations_set(
    uow: UnitOfWork,
    info: Info,
    product_id: ID,
    kind: str,
    related_ids: list[ID],
    expected_version: int | None = None,
) -> views.Product:
    """Puts exactly these products beside another one, in this order.

    Args:
        kind: Code of the kind of relation.
        expected_version: The product's version as you read it: if somebody edited it since, nothing is done.
    """
    id_ = parse_global_id(product_id, "Product", field=("productId",))
    await verbs.set_relations(uow, id_, kind, _ids(related_ids), policy_of(info), expected_version=expected_version)
    return await products.get_product(scope_of(info.context), id_)


@related_admin.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_relations_add(
    uow: UnitOfWork, info: Info, product_id: ID, kind: str, related_ids: list[ID]
) -> views.Product:
    """Puts products beside another one, behind those that are there.

    Args:
        kind: Code of the kind of relation.
    """
    id_ = parse_global_id(product_id, "Product", field=("productId",))
    await verbs.add_relations(uow, id_, kind, _ids(related_ids), policy_of(info))
    return await products.get_product(scope_of(info.context), id_)


@related_admin.mutation(returns={"product": types.Product}, permission=MANAGE_PRODUCTS)
async def product_relations_remove(
    uow: UnitOfWork, info: Info, product_id: ID, kind: str, related_ids: list[ID]
) -> views.Product:
    """Takes products away from beside another one.

    Args:
        kind: Code of the kind of relation.
    """
    id_ = parse_global_id(product_id, "Product", field=("productId",))
    await verbs.remove_relations(uow, id_, kind, _ids(related_ids), policy_of(info))
    return await products.get_product(scope_of(info.context), id_)
