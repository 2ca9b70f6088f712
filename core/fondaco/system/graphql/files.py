"""Files, for staff: what was uploaded, and uploading straight into the storage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fondaco.access.permissions import is_allowed
from fondaco.db.unit_of_work import UnitOfWork
from fondaco.files import repository
from fondaco.files.kinds import FileKind
from fondaco.files.permissions import MANAGE_FILES
from fondaco.files.uploads import UploadTicket, begin_upload, complete_upload
from fondaco.graphql import ID, Info, Node, RequestContext, SchemaPart, input_type, object_type
from fondaco.ids import encode_global_id, parse_global_id

__all__ = ["files"]

files = SchemaPart()


@object_type(repository.File)
class File(Node):
    """A file that can be used: its content was verified, and never changes.

    Attributes:
        name: What whoever uploaded it called it.
        width: In pixels, of pictures and videos; null where unknown.
        private: Whether only signed addresses show it.
    """

    name: str
    kind: FileKind
    content_type: str
    width: int | None
    height: int | None
    private: bool
    created_at: datetime


@object_type(UploadTicket)
class FileUpload:
    """Where the bytes of an announced file go.

    Attributes:
        url: Send the bytes here as they are, without a form; where it begins with a slash, to this server.
        method: PUT.
        expires_at: Until when the bytes have to be there and completed.
    """

    url: str
    method: str
    expires_at: datetime


@input_type
class FileUploadCreateInput:
    """A file that is about to be uploaded.

    Attributes:
        name: Its name, with an ending that says its type.
        content_type: Media type, which has to fit the name; may be left out.
        bytes: How many it has; more are refused.
        private: Whether only signed addresses show it, as for what is sold as a download.
    """

    name: str
    content_type: str = ""
    bytes: int
    private: bool = False


async def _load(context: RequestContext, ids: Sequence[UUID]) -> Sequence[repository.File | None]:
    if not is_allowed(context.principal, MANAGE_FILES):
        return [None for _ in ids]
    return await repository.list_files(ids)


files.node(File, _load)


@files.query(type=File | None, permission=MANAGE_FILES)
async def file(info: Info, id: ID) -> repository.File | None:
    """A file by its id; null if there is none, or its upload is not complete."""
    return await repository.find_file(parse_global_id(id, "File", field=("id",)))


@files.extend("File", type=str, name="url")
async def file_url(parents: Sequence[repository.File], info: Info) -> list[str]:
    """Its address on this server; of a private file a signed one, for a while."""
    return [await info.context.app.files.address_of(parent) for parent in parents]


@files.extend("File", type=float, name="bytes")
async def file_bytes(parents: Sequence[repository.File]) -> list[float]:
    """How many bytes it has; a Float, since it may be more than an Int can be."""
    return [float(parent.size) for parent in parents]


@object_type(repository.FileUse)
class FileUse:
    """What uses a file.

    Attributes:
        holder: Table and column, such as ``catalog.product_media.file``.
        count: How many rows of it.
    """

    holder: str
    count: int


@files.extend("File", type=list[FileUse], name="uses")
async def file_uses(parents: Sequence[repository.File]) -> list[list[repository.FileUse]]:
    """What uses it, in all plugins; a file that nothing uses is deleted after a while."""
    return await repository.list_uses([parent.id for parent in parents])


@files.extend("FileUpload", type=ID, name="id")
async def upload_id(parents: Sequence[UploadTicket]) -> list[str]:
    """Of the file that it becomes; name it to complete the upload."""
    return [encode_global_id("File", parent.id) for parent in parents]


@files.mutation(returns={"upload": FileUpload}, permission=MANAGE_FILES)
async def file_upload_create(uow: UnitOfWork, info: Info, data: FileUploadCreateInput) -> UploadTicket:
    """Announces a file, and says where its bytes are to be sent.

    Attributes:
        upload: Where to.
    """
    return await begin_upload(
        uow,
        info.context.app.files,
        name=data.name,
        content_type=data.content_type,
        size=data.bytes,
        private=data.private,
    )


@files.mutation(returns={"file": File}, permission=MANAGE_FILES, transaction=False)
async def file_upload_complete(info: Info, id: ID) -> repository.File:
    """Verifies the bytes that were sent, and makes the file usable.

    Attributes:
        file: Ready to be attached.
    """
    context = info.context
    return await complete_upload(
        context.app.unit_of_work, context.caller, context.app.files, parse_global_id(id, "File", field=("id",))
    )
