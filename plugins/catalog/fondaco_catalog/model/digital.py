"""Files that are downloaded instead of being sent."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from fondaco.errors import InvalidInputError, LimitExceededError

from fondaco_catalog.model.attribute_drafts import Label
from fondaco_catalog.model.labels import clean_labels
from fondaco_catalog.model.policy import Policy, valid_url
from fondaco_catalog.model.text import clean_text

__all__ = ["DigitalFileDraft", "check_limits", "clean_files"]

MAX_FILES = 100
LARGEST = 1_000_000


class DigitalFileDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A file that whoever buys a variant may download.

    Attributes:
        address: Either this: absolute over HTTP, or a path of this server,
        file_id: or this: of a private upload, which only those who bought it can read.
        labels: Its name in other languages.
        max_downloads: For each piece that is bought; None for no limit.
        days_valid: From the order on; None for ever.
    """

    name: str
    labels: tuple[Label, ...] = ()
    address: str = ""
    file_id: UUID | None = None
    max_downloads: int | None = None
    days_valid: int | None = None


def check_limits(more_downloads: int, days_valid: int | None) -> None:
    """Refuses what no download is renewed by.

    Raises:
        InvalidInputError: ``INVALID_LIMIT``.
    """
    for name, limit, least in (("moreDownloads", more_downloads, 0), ("daysValid", days_valid, 1)):
        if limit is not None and not least <= limit <= LARGEST:
            raise InvalidInputError(
                f"This is a number from {least} to {LARGEST:,}.", code="INVALID_LIMIT", field=(name,)
            )


def clean_files(files: Sequence[DigitalFileDraft], policy: Policy) -> tuple[DigitalFileDraft, ...]:
    """Returns files that can be kept. Those that are not uploaded are at ``plugins.catalog.download_hosts`` only.

    Raises:
        InvalidInputError: ``REQUIRED``, ``INVALID_URL``, ``INVALID_LIMIT``, ``HOST_NOT_ALLOWED``, and as
            `fondaco_catalog.model.labels.clean_labels`, with the field.
        LimitExceededError: ``TOO_MANY_FILES``.
    """
    if len(files) > MAX_FILES:
        raise LimitExceededError(f"A variant has at most {MAX_FILES} files.", code="TOO_MANY_FILES", field=("files",))
    cleaned = []
    for index, file in enumerate(files):
        at = ("files", str(index))
        for name, limit in (("maxDownloads", file.max_downloads), ("daysValid", file.days_valid)):
            if limit is not None and not 1 <= limit <= LARGEST:
                raise InvalidInputError(
                    f"This is a number from 1 to {LARGEST:,}.", code="INVALID_LIMIT", field=(*at, name)
                )
        cleaned.append(
            DigitalFileDraft(
                name=clean_text(file.name, field=(*at, "name"), required=True),
                labels=tuple(label for label in clean_labels(file.labels, policy, (*at, "translations")) if label.text),
                address=_address(file.address, policy.settings.download_hosts, (*at, "address")),
                max_downloads=file.max_downloads,
                days_valid=file.days_valid,
            )
        )
    return tuple(cleaned)


def _address(given: str, hosts: Sequence[str], field: tuple[str, ...]) -> str:
    address = valid_url(given, field=field)
    if address.startswith("/"):
        return address
    parts = urlsplit(address)
    host = (parts.hostname or "").lower().rstrip(".")
    if parts.scheme != "https":
        raise InvalidInputError("What is sold is sent over https only.", code="INVALID_URL", field=field)
    if not any(_names(pattern.lower(), host) for pattern in hosts):
        raise InvalidInputError(
            f"Buyers are not sent to {host}; download_hosts does not name it. Upload it as a private file.",
            code="HOST_NOT_ALLOWED",
            field=field,
        )
    return address


def _names(pattern: str, host: str) -> bool:
    return pattern in {"*", host} or (pattern.startswith("*.") and host.endswith(pattern[1:]))
