"""Addresses of files in the columns of plugins: looked at before they are written, and kept by a foreign key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from fondaco.errors import InvalidInputError, NotFoundError
from fondaco.files.addresses import file_of_path
from fondaco.files.kinds import FileKind
from fondaco.files.repository import File, lock_files

__all__ = ["ANY_KIND", "lock_addressed"]

ANY_KIND = frozenset(FileKind)
"""For `lock_addressed`, where a file of any kind will do."""


async def lock_addressed(
    addresses: Mapping[tuple[str, ...], str | None],
    *,
    kinds: Collection[FileKind] = (FileKind.IMAGE,),
    private: bool = False,
) -> dict[str, File]:
    """Lets nobody delete the uploaded files that addresses are of until the transaction ends.

    Call it in the transaction that writes the addresses. Addresses of elsewhere are left alone. What keeps a file
    afterwards is a column ``uuid GENERATED ALWAYS AS (system.file_of_path(address)) STORED REFERENCES system.file``.

    Args:
        addresses: By the field of the input that they were given in; empty ones and None are none.
        kinds: Which kinds of files will do.
        private: Whether the files have to be private, as what is sold; else they must not be.

    Returns:
        The files by address, of those addresses only that are of a file.

    Raises:
        NotFoundError: ``FILE_NOT_FOUND``, if one is not there, not verified yet, or was given up.
        InvalidInputError: ``FILE_KIND_NOT_ALLOWED``, ``FILE_IS_PRIVATE``, ``FILE_NOT_PRIVATE``.
    """
    asked: list[tuple[tuple[str, ...], str, UUID]] = [
        (field, address, id_)
        for field, address in addresses.items()
        if address and (id_ := file_of_path(address)) is not None
    ]
    if not asked:
        return {}
    try:
        files = await lock_files([id_ for _, _, id_ in asked])
    except NotFoundError as error:
        error.field = asked[0][0]
        raise
    for field, _, id_ in asked:
        _refuse_unfit(files[id_], kinds, field, private=private)
    return {address: files[id_] for _, address, id_ in asked}


def _refuse_unfit(file: File, kinds: Collection[FileKind], field: tuple[str, ...], *, private: bool) -> None:
    if file.kind not in kinds:
        raise InvalidInputError(
            f"A file of the kind {file.kind.name} cannot be used here.", code="FILE_KIND_NOT_ALLOWED", field=field
        )
    if file.private and not private:
        raise InvalidInputError(
            "The file was uploaded as a private one, which nobody would see here. Upload it again without that.",
            code="FILE_IS_PRIVATE",
            field=field,
        )
    if private and not file.private:
        raise InvalidInputError(
            "Everybody could read this file without buying it. Upload it again as a private one.",
            code="FILE_NOT_PRIVATE",
            field=field,
        )
