"""Cells that a spreadsheet would run as formulas, made harmless in a way that reading undoes.

See OWASP, "CSV Injection": what begins with one of ``= + - @``, the same in full width, a tab, a carriage return or a
line feed gets an apostrophe in front.
So does what begins with apostrophes before such a sign, or it could not be told from what was made harmless.
"""

from __future__ import annotations

import re

__all__ = ["harmless", "original"]

_RISKY = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_HARMLESS = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")


def harmless(cell: str) -> str:
    """Returns a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _RISKY.match(cell) else cell


def original(cell: str) -> str:
    """Returns what `harmless` was given."""
    return cell[1:] if _HARMLESS.match(cell) else cell
