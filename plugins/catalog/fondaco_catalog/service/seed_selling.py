"""The demo store's box of several things, and the files behind its downloads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from fondaco.commerce import Channel, currency_exponent
from fondaco.db import UnitOfWork
from fondaco.files.uploads import receive_file

from fondaco_catalog.demo import DemoProduct
from fondaco_catalog.demo.documents import pdf_page
from fondaco_catalog.demo.selling import BOXES, DOWNLOADS, DemoChoice
from fondaco_catalog.model.attribute_drafts import Label
from fondaco_catalog.model.bundles import BundleDraft, ChoiceDraft, SlotDraft
from fondaco_catalog.model.digital import DigitalFileDraft
from fondaco_catalog.model.drafts import PriceDraft
from fondaco_catalog.model.policy import Policy
from fondaco_catalog.model.scope import Scope
from fondaco_catalog.repository.variants import find_variant_by_sku
from fondaco_catalog.service.bundles import set_bundle
from fondaco_catalog.service.digital import set_files
from fondaco_catalog.service.seed_modelling import CHINESE

if TYPE_CHECKING:
    from fondaco.app import App

Chunks = AsyncIterator[bytes]

__all__ = ["major", "receive_downloads", "sell_otherwise"]


def major(price: str, channel: Channel) -> Decimal:
    """Returns an amount in the channel's currency: the demo's numbers are taken as they are, whichever that is."""
    return Decimal(price).quantize(Decimal(1).scaleb(-currency_exponent(channel.currency)))


async def receive_downloads(app: App, product: DemoProduct) -> dict[str, UUID]:
    """Puts what is downloaded of a product into the storage; returns the private files by SKU.

    Where the product is not made after all, nothing uses them, and they are deleted as such files are.
    """
    received: dict[str, UUID] = {}
    for variant in product.variants:
        download = DOWNLOADS.get(variant.sku)
        if download is None:
            continue

        async def page(
            title: str = product.title.en, wide: int = download.width, high: int = download.height
        ) -> Chunks:
            yield pdf_page(title, wide, high)

        file = await receive_file(
            app.unit_of_work,
            app.system_context(app.default_channel),
            app.files,
            name=download.name,
            content_type="application/pdf",
            chunks=page(),
            private=True,
        )
        received[variant.sku] = file.id
    return received


async def sell_otherwise(
    uow: UnitOfWork, product: DemoProduct, received: Mapping[str, UUID], scope: Scope, policy: Policy
) -> None:
    """Makes boxes out of variants of a product that was just made, and gives others their files.

    What a box is to hold and the shop does not have any more is left out.
    """
    for variant in product.variants:
        box, download = BOXES.get(variant.sku), DOWNLOADS.get(variant.sku)
        if box is None and download is None:
            continue
        found = await find_variant_by_sku(scope, variant.sku)
        if found is None:
            continue
        if box is not None:
            draft = BundleDraft(
                components=await _choices([DemoChoice(sku) for sku in box.holds], scope),
                slots=tuple(
                    [
                        SlotDraft(name=slot.name.en, labels=(Label(CHINESE, slot.name.zh_hans),), choices=choices)
                        for slot in box.slots
                        if (choices := await _choices(slot.choices, scope))
                    ]
                ),
            )
            await set_bundle(uow, found.id, draft, policy)
        if download is not None:
            file = DigitalFileDraft(
                name=download.label.en,
                labels=(Label(CHINESE, download.label.zh_hans),),
                file_id=received[variant.sku],
                max_downloads=10,
            )
            await set_files(uow, found.id, [file], policy)


async def _choices(choices: Sequence[DemoChoice], scope: Scope) -> tuple[ChoiceDraft, ...]:
    drafts = []
    for choice in choices:
        found = await find_variant_by_sku(scope, choice.sku)
        if found is not None:
            amount = PriceDraft(scope.channel.slug, major(choice.surcharge, scope.channel))
            drafts.append(ChoiceDraft(found.id, amounts=(amount,) if amount.price else ()))
    return tuple(drafts)
