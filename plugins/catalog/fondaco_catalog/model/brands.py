"""Brands as somebody wants them, and the rules they must fulfil."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import UNSET, UnsetType

from fondaco_catalog.model.drafts import SeoTexts, TextsDraft
from fondaco_catalog.model.labels import clean_name
from fondaco_catalog.model.policy import (
    Policy,
    clean_description,
    clean_seo_description,
    clean_seo_title,
    clean_texts,
    given,
    valid_url,
)
from fondaco_catalog.model.text import valid_slug

__all__ = ["BrandChanges", "BrandDraft", "clean_brand", "clean_brand_changes"]


class BrandDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A brand to be made.

    Attributes:
        slug: None to make one out of the name.
        description: HTML; what is unsafe in it is dropped.
        logo_url: Absolute or a path of this server; empty for none.
    """

    name: str
    slug: str | None = None
    description: str = ""
    seo_title: str = ""
    seo_description: str = ""
    logo_url: str = ""
    translations: tuple[TextsDraft, ...] = ()


class BrandChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be changed of a brand; languages that are not named stay."""

    name: str | UnsetType = UNSET
    slug: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    seo_title: str | UnsetType = UNSET
    seo_description: str | UnsetType = UNSET
    logo_url: str | UnsetType = UNSET
    translations: tuple[TextsDraft, ...] | UnsetType = UNSET


def _logo(url: str) -> str:
    return valid_url(url, field=("logoUrl",)) if url.strip() else ""


def _translations(drafts: Sequence[TextsDraft], policy: Policy) -> tuple[SeoTexts, ...]:
    cleaned = []
    for draft, texts in zip(drafts, clean_texts(drafts, policy, "name"), strict=True):
        seo = draft if isinstance(draft, SeoTexts) else SeoTexts(locale=draft.locale)
        cleaned.append(
            SeoTexts(
                locale=texts.locale,
                name=texts.name,
                description=texts.description,
                seo_title=clean_seo_title(seo.seo_title),
                seo_description=clean_seo_description(seo.seo_description),
            )
        )
    return tuple(cleaned)


def clean_brand(draft: BrandDraft, policy: Policy) -> BrandDraft:
    """Cleans a brand.

    Raises:
        InvalidInputError: With code and field of what is wrong first.
    """
    return BrandDraft(
        name=clean_name(draft.name),
        slug=None if draft.slug is None else valid_slug(draft.slug),
        description=clean_description(draft.description, policy),
        seo_title=clean_seo_title(draft.seo_title),
        seo_description=clean_seo_description(draft.seo_description),
        logo_url=_logo(draft.logo_url),
        translations=_translations(draft.translations, policy),
    )


def clean_brand_changes(changes: BrandChanges, policy: Policy) -> BrandChanges:
    """Cleans the changes of a brand; raises as `clean_brand`."""
    return BrandChanges(
        name=given(changes.name, clean_name),
        slug=given(changes.slug, valid_slug),
        description=given(changes.description, lambda html: clean_description(html, policy)),
        seo_title=given(changes.seo_title, clean_seo_title),
        seo_description=given(changes.seo_description, clean_seo_description),
        logo_url=given(changes.logo_url, _logo),
        translations=given(changes.translations, lambda drafts: _translations(drafts, policy)),
    )
