"""Pages to download, drawn here, so that nothing is shipped whose licence anybody has to look up."""

from __future__ import annotations

from math import cos, pi, sin

__all__ = ["pdf_page"]

_POINTS_PER_MM = 72 / 25.4


def pdf_page(title: str, width: int, height: int) -> bytes:
    """Draws a compass rose below a title, as a PDF of one page; the same each time.

    Args:
        title: Of signs that Latin-1 has.
        width: Millimetres.
        height: Millimetres.
    """
    wide, high = width * _POINTS_PER_MM, height * _POINTS_PER_MM
    radius = min(wide, high) * 0.38
    drawn = ["0.5 w 0.12 0.23 0.37 RG"]
    for step in range(32):
        angle = step * pi / 16
        x, y = wide / 2 + radius * cos(angle), high / 2 + radius * sin(angle)
        drawn.append(f"{wide / 2:.1f} {high / 2:.1f} m {x:.1f} {y:.1f} l S")
    size = min(wide, high) / 20
    shown = title.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    text = f"BT /F1 {size:.1f} Tf {size:.1f} {high - 2 * size:.1f} Td ({shown}) Tj ET"
    content = "\n".join((*drawn, text)).encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide:.1f} {high:.1f}]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>".encode(),
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    page = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(page))
        page += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(page)
    page += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    page += b"".join(b"%010d 00000 n \n" % place for place in places)
    page += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(page)
