"""Setting documents as PDF: with Typst, by fonts that are installed with it, the same bytes for the same sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path

import fontpkg_noto_sans
import manimgx_fonts_cjk
import msgspec
import structlog
import typst

from fondaco_checkout.model.document_sheet import Sheet

__all__ = ["typeset"]

log = structlog.get_logger("fondaco.checkout")


@cache
def _fonts() -> tuple[str, ...]:
    return tuple(str(Path(package.__path__[0])) for package in (fontpkg_noto_sans, manimgx_fonts_cjk))


def typeset(sheet: Sheet, more_fonts: Sequence[str] = ()) -> bytes:
    """Returns a sheet as PDF/A-2u, its fonts embedded as far as they are used.

    Takes some 50 ms and blocks: call it in a thread. Nothing is fetched, and no fonts of the machine are used. Where no
    font has a character, it is plain PDF, with a box in the character's place.

    Args:
        more_fonts: Folders with fonts for other scripts.

    Raises:
        typst.TypstError: If the layout cannot be set; no sheet should be able to do that.
    """
    layout = (files("fondaco_checkout") / "typesetting" / f"layout_{sheet.layout}.typ").read_bytes()
    noon = datetime.combine(datetime.fromisoformat(sheet.issued_on), time(12), UTC)

    def compiled(standards: list[typst.PDFStandard]) -> bytes:
        compiler = typst.Compiler(  # type: ignore[misc]  # its stub names a type variable
            layout,
            font_paths=[*_fonts(), *more_fonts],
            ignore_system_fonts=True,
            sys_inputs={"sheet": msgspec.json.encode(sheet).decode()},
        )
        pdf = compiler.compile(format="pdf", timestamp=int(noon.timestamp()), pdf_standards=standards)
        assert isinstance(pdf, bytes)  # noqa: S101 (for the type checker: a PDF is one file)
        return pdf

    try:
        return compiled(["a-2u"])
    except typst.TypstError as error:
        log.warning("document_is_no_archive_pdf", number=sheet.number, reason=error.message)
        return compiled([])
