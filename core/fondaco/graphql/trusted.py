"""Trusted documents: the operations that a shop's own front-ends were built with, read from their manifests at boot."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from fondaco.errors import SettingsError
from fondaco.settings import GraphQLSettings

__all__ = ["TrustedDocuments", "load_trusted_documents", "sha256_of"]

_APOLLO = "apollo-persisted-query-manifest"
_CURE = (
    "Write it with Apollo's generate-persisted-query-manifest, Relay's \"persistConfig\" or GraphQL Code Generator's "
    "client preset (persistedDocuments)."
)


def sha256_of(text: str) -> str:
    """Returns the hash that names a document: SHA-256 of its UTF-8, in lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


class _Operation(msgspec.Struct):
    id: str
    body: str


class _ApolloManifest(msgspec.Struct):
    format: Literal["apollo-persisted-query-manifest"]
    version: Literal[1]
    operations: list[_Operation]


class TrustedDocuments:
    """Documents by their ids, of all manifests of one schema.

    Attributes:
        enforced: Whether other documents are refused.
        files: Where they come from.
    """

    def __init__(self, documents: dict[str, str], *, enforced: bool, files: Iterable[Path]) -> None:
        self.documents = documents
        self.enforced = enforced
        self.files = tuple(files)
        self._texts = frozenset(documents.values())
        self._by_hash = {sha256_of(text): text for text in self._texts}

    def find(self, identifier: str) -> str | None:
        """Returns the document of an id of the manifest, or of a SHA-256 with or without ``sha256:``."""
        found = self.documents.get(identifier)
        return found if found is not None else self._by_hash.get(identifier.removeprefix("sha256:"))

    def has(self, text: str) -> bool:
        """Says whether this very text is one of them."""
        return text in self._texts


def load_trusted_documents(settings: GraphQLSettings, schema: str) -> TrustedDocuments | None:
    """Reads the manifests of one schema; None if none are set.

    Raises:
        SettingsError: Naming the setting, the file and the cure.
    """
    name = "trusted_documents" if schema == "shop" else f"trusted_documents_{schema}"
    given: str | tuple[str, ...] = getattr(settings, name)
    paths = [Path(path) for path in ((given,) if isinstance(given, str) else given)]
    if not given:
        return None
    found: dict[str, tuple[Path, str]] = {}
    for path in paths:
        for identifier, text in _read(path, f"graphql.{name}"):
            other = found.setdefault(identifier, (path, text))
            if other[1] != text:
                raise SettingsError(
                    f"graphql.{name}: {path}: the id {identifier[:100]!r} stands for another document in {other[0]}. "
                    "Use ids that are hashes of the documents."
                )
    documents = {identifier: text for identifier, (_, text) in found.items()}
    return TrustedDocuments(documents, enforced=settings.trusted_documents_mode == "enforce", files=paths)


def _read(path: Path, setting: str) -> Iterator[tuple[str, str]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{setting}: {path} cannot be read: {error.strerror}. {_CURE}") from error
    try:
        manifest: Any = msgspec.json.decode(data)
        if isinstance(manifest, dict) and "format" in manifest:
            manifest = {each.id: each.body for each in msgspec.convert(manifest, _ApolloManifest).operations}
        found = msgspec.convert(manifest, dict[str, str])
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as error:
        raise SettingsError(
            f'{setting}: {path} is no manifest of documents: {error}. It has to be {{"id": "document"}} or one of the '
            f"format {_APOLLO}, version 1. {_CURE}"
        ) from error
    for identifier, text in found.items():
        bare = identifier.removeprefix("sha256:")
        if not identifier or not text.strip():
            raise SettingsError(f"{setting}: {path}: an id or a document is empty. {_CURE}")
        if identifier != bare and bare != sha256_of(text):
            raise SettingsError(
                f"{setting}: {path}: {identifier[:100]!r} is not the hash of its document, which is "
                f"sha256:{sha256_of(text)}. Write the manifest anew."
            )
        yield identifier, text
