"""The one file of a multipart form, in pieces as it comes in."""

from __future__ import annotations

from collections.abc import AsyncIterator

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from fondaco.errors import InvalidInputError

__all__ = ["FormFile", "read_form"]

_LARGEST_FIELD = 10_000


class FormFile:
    """The field ``file`` of a form, whose content has still to be read.

    Attributes:
        name: The file's name, as the client says; empty where it says none.
        content_type: As the client says; empty where it says none.
    """

    def __init__(self, segment: MultipartSegment, events: AsyncIterator[MultipartSegment | bytes | None]) -> None:
        self.name: str = segment.filename or ""
        self.content_type: str = segment.content_type or ""
        self._events = events

    async def chunks(self) -> AsyncIterator[bytes]:
        """Returns the content in pieces, and reads the form to its end.

        Raises:
            InvalidInputError: ``INVALID_FORM``; also for a second file.
        """
        async for event in self._events:
            if event is None:
                break
            if isinstance(event, bytes | bytearray):
                yield bytes(event)
        async for event in self._events:
            if isinstance(event, MultipartSegment) and (event.filename is not None or event.name == "file"):
                raise InvalidInputError("Send one file at a time.", code="INVALID_FORM")


async def read_form(content_type: str, body: AsyncIterator[bytes]) -> FormFile:
    """Reads a form up to its file.

    Raises:
        InvalidInputError: ``INVALID_FORM`` if it is none, or has no file in a field named ``file``.
    """
    kind, options = parse_options_header(content_type)
    if kind != "multipart/form-data" or not options.get("boundary"):
        raise InvalidInputError(
            "Send a form as multipart/form-data, with the file in the field 'file'.", code="INVALID_FORM"
        )
    events = _events(options["boundary"], body)
    async for event in events:
        if isinstance(event, MultipartSegment) and event.name == "file":
            return FormFile(event, events)
    raise InvalidInputError("The form has no field 'file'.", code="INVALID_FORM")


async def _events(boundary: str, body: AsyncIterator[bytes]) -> AsyncIterator[MultipartSegment | bytes | None]:
    try:
        parser = PushMultipartParser(boundary, max_segment_count=10)
        in_file, field_bytes = False, 0
        async for chunk in body:
            for event in parser.parse(chunk):
                if isinstance(event, MultipartSegment):
                    in_file, field_bytes = event.name == "file", 0
                elif event is not None and not in_file:
                    field_bytes += len(event)
                    if field_bytes > _LARGEST_FIELD:
                        raise InvalidInputError("A field of the form is too long.", code="INVALID_FORM")
                yield event
            if parser.closed:
                break
        parser.close()  # which finds out if the end is missing
    except MultipartError as error:
        raise InvalidInputError("The form is malformed, or ended too early.", code="INVALID_FORM") from error
