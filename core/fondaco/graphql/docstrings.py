"""Reads Google-style docstrings, so that what Python readers read is what GraphiQL shows."""

from __future__ import annotations

import inspect
import re

__all__ = ["described", "described_members"]

_SECTION = re.compile(r"^(Attributes|Args|Returns|Raises|Yields|Examples?):\s*$", re.MULTILINE)
_MEMBER = re.compile(r"^    (\w+): (.+(?:\n(?:        .*|\s*$))*)", re.MULTILINE)


def described(documented: object) -> str | None:
    """Returns the text before the first section, without markup for Python readers; None if there is none."""
    text = _own_doc(documented)
    return _plain(_SECTION.split(text, maxsplit=1)[0]) or None


def described_members(documented: object) -> dict[str, str]:
    """Returns the texts of an ``Attributes:`` or ``Args:`` section, by name."""
    parts = _SECTION.split(_own_doc(documented))
    members: dict[str, str] = {}
    for section, body in zip(parts[1::2], parts[2::2], strict=True):
        if section in {"Attributes", "Args"}:
            members.update({found[1]: _plain(found[2]) for found in _MEMBER.finditer(body)})
    return members


def _own_doc(documented: object) -> str:
    own = getattr(documented, "__dict__", {}).get("__doc__") if isinstance(documented, type) else documented.__doc__
    return inspect.cleandoc(own) if isinstance(own, str) else ""


def _plain(text: str) -> str:
    joined = re.sub(r"[ \t]*\n(?!\n)[ \t]*", " ", text.strip().replace("\n\n", "\0")).replace("\0", "\n\n")
    return joined.replace("``", "`").strip()
