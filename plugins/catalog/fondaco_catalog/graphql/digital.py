"""Downloads: what buyers may download, and how staff say so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
import strawberry
from fondaco import clock
from fondaco.access.permissions import ANYONE
from fondaco.db import UnitOfWork
from fondaco.graphql import ID, Info, SchemaPart, input_type, object_type
from fondaco.ids import encode_global_id, parse_global_id

from fondaco_catalog.graphql import types
from fondaco_catalog.graphql.attribute_inputs import NameInput, labels_of
from fondaco_catalog.graphql.attribute_types import NameTranslation
from fondaco_catalog.graphql.requests import policy_of, scope_of
from fondaco_catalog.model import attribute_views, views
from fondaco_catalog.model.digital import DigitalFileDraft
from fondaco_catalog.permissions import MANAGE_PRODUCTS, VIEW_PRODUCTS
from fondaco_catalog.repository import digital, variants
from fondaco_catalog.service.digital import (
    create_link,
    list_downloads,
    renew_download,
    revoke_download,
    set_files,
)

__all__ = ["digital_admin", "digital_shop"]

digital_shop = SchemaPart()
digital_admin = SchemaPart()


class Shown(msgspec.Struct, frozen=True):
    """A download as its buyer sees it."""

    id: str
    order_number: str
    name: str
    downloads: int
    downloads_left: int | None
    expires_at: datetime | None
    available: bool


@object_type(Shown)
class Download:
    """A file that somebody bought.

    Attributes:
        id: What `downloadLinkCreate` is told.
        downloads: How often it was downloaded.
        downloads_left: Null without a limit.
        expires_at: Null without an end.
        available: Whether it can be downloaded now.
    """

    id: ID
    order_number: str
    name: str
    downloads: int
    downloads_left: int | None
    expires_at: datetime | None
    available: bool


@object_type(digital.DigitalFile)
class DigitalFile:
    """A file that whoever buys a variant may download.

    Attributes:
        max_downloads: For each piece; null without a limit.
        days_valid: From the order on; null without an end.
    """

    name: str
    address: str
    max_downloads: int | None
    days_valid: int | None


@digital_admin.extend("DigitalFile", type=list[NameTranslation], name="translations")
async def file_translations(parents: Sequence[digital.DigitalFile]) -> list[list[attribute_views.NameTranslation]]:
    """Its name in other languages."""
    return [
        [attribute_views.NameTranslation(label.locale, label.text) for label in parent.labels] for parent in parents
    ]


@input_type
class DigitalFileInput:
    """A file that whoever buys a variant may download.

    Attributes:
        file_id: Of a private upload: buyers get an address that is signed and holds for a while. Either this,
        address: or an address that begins with https://, http:// or /. Buyers learn it when they download.
        max_downloads: For each piece; left out there is no limit.
        days_valid: From the order on; left out it never ends.
    """

    name: str
    translations: list[NameInput] = strawberry.field(default_factory=list)
    file_id: ID | None = None
    address: str = ""
    max_downloads: int | None = None
    days_valid: int | None = None


def _shown(grants: Sequence[digital.Grant], *locales: str) -> list[Shown]:
    now = clock.utc_now()
    shown = []
    for grant in grants:
        left = None if grant.max_downloads is None else max(grant.max_downloads - grant.downloads, 0)
        over = grant.revoked_at is not None or (grant.expires_at is not None and grant.expires_at <= now)
        shown.append(
            Shown(
                encode_global_id("Download", grant.id),
                grant.order_number,
                grant.called(*locales),
                grant.downloads,
                left,
                grant.expires_at,
                not over and left != 0,
            )
        )
    return shown


@digital_shop.query(type=list[Download], permission=ANYONE, name="downloads")
async def own_downloads(info: Info, order_id: ID | None = None, order_token: str | None = None) -> list[Shown]:
    """What was bought and can be downloaded, the latest order first: in this shop session, or by the order of a token.

    It is there soon after the order was placed.

    Args:
        order_id: Of this order only.
        order_token: From the link that the buyer was given: what belongs to that order, whoever asks.
    """
    order = None if order_id is None else parse_global_id(order_id, "Order", field=("orderId",))
    session = info.context.principal.session
    scope = scope_of(info.context)
    found = await list_downloads(session=session, order_id=order, order_token=order_token)
    return _shown(found, scope.locale, scope.second_locale)


@digital_shop.mutation(returns={"path": str}, permission=ANYONE, name="download_link_create")
async def own_download_link_create(uow: UnitOfWork, info: Info, download_id: ID, order_token: str | None = None) -> str:
    """Makes a link to what was bought: a path on this server. Earlier links end with it.

    Args:
        download_id: Of something that was bought in this shop session, or by the order of the token.
        order_token: From the link that the buyer was given.
    """
    id_ = parse_global_id(download_id, "Download", field=("downloadId",))
    return await create_link(uow, id_, session=info.context.principal.session, order_token=order_token)


@digital_admin.query(type=list[Download], permission=VIEW_PRODUCTS, name="downloads")
async def order_downloads(info: Info, order_id: ID) -> list[Shown]:
    """What an order lets its buyer download."""
    return _shown(await digital.list_grants(order_id=parse_global_id(order_id, "Order", field=("orderId",))))


@digital_admin.mutation(returns={"path": str}, permission=MANAGE_PRODUCTS, name="download_link_create")
async def staff_download_link_create(uow: UnitOfWork, download_id: ID) -> str:
    """Makes a link to a download, to be given to its buyer. Earlier links end with it."""
    id_ = parse_global_id(download_id, "Download", field=("downloadId",))
    return await create_link(uow, id_, session=None, by_staff=True)


@digital_admin.mutation(returns={"download": Download}, permission=MANAGE_PRODUCTS)
async def download_renew(
    uow: UnitOfWork, download_id: ID, more_downloads: int = 0, days_valid: int | None = None
) -> Shown:
    """Lets a buyer download something more often, longer, or again after it was taken back.

    Args:
        more_downloads: On top of those that there were.
        days_valid: From now on; left out, the end stays.
    """
    id_ = parse_global_id(download_id, "Download", field=("downloadId",))
    return _shown([await renew_download(uow, id_, more_downloads=more_downloads, days_valid=days_valid)])[0]


@digital_admin.mutation(returns={"download": Download}, permission=MANAGE_PRODUCTS)
async def download_revoke(uow: UnitOfWork, download_id: ID) -> Shown:
    """Takes a download back, as after a refund of a part of an order; a cancelled order takes back all of its own."""
    return _shown([await revoke_download(uow, parse_global_id(download_id, "Download", field=("downloadId",)))])[0]


@digital_admin.extend("ProductVariant", type=list[DigitalFile], name="digitalFiles")
async def variant_digital_files(parents: Sequence[views.ProductVariant]) -> list[list[digital.DigitalFile]]:
    """What whoever buys it may download, in order."""
    return await digital.list_files([parent.id for parent in parents])


@digital_admin.mutation(returns={"variant": types.ProductVariant}, permission=MANAGE_PRODUCTS)
async def digital_files_set(
    uow: UnitOfWork,
    info: Info,
    variant_id: ID,
    files: list[DigitalFileInput],
    expected_version: int | None = None,
) -> views.ProductVariant:
    """Makes these all the files of a variant, in this order. Who bought it before keeps what they bought.

    Args:
        expected_version: The variant's version as you read it: if somebody edited it since, nothing is done.
    """
    id_ = parse_global_id(variant_id, "ProductVariant", field=("variantId",))
    drafts = [
        DigitalFileDraft(
            name=file.name,
            labels=labels_of(file.translations),
            address=file.address,
            file_id=None
            if file.file_id is None
            else parse_global_id(file.file_id, "File", field=("files", str(index), "fileId")),
            max_downloads=file.max_downloads,
            days_valid=file.days_valid,
        )
        for index, file in enumerate(files)
    ]
    await set_files(uow, id_, drafts, policy_of(info), expected_version=expected_version)
    return await variants.get_variant(scope_of(info.context), id_)
