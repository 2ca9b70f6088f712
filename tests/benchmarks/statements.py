"""The SQL that a page costs: written down while the framework answers it, so that the other side can run the same.

The hand-written handler knows what each statement is for (its role) and gives it arguments of its own; the text is the
framework's. A page that runs another number of statements than it has roles is an error here: then the hand-written
handler has to be brought up to date before anything may be compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fondaco.db.engine import Database
from fondaco.settings import DatabaseSettings

__all__ = ["ROLES", "RecordingDatabase", "roles_of"]

_SELECTS_PRODUCTS, _SELECTS_VARIANTS = "FROM catalog.product p", "FROM catalog.product_variant v"
_SELECTS_MEDIA = "FROM catalog.product_media m WHERE m.product = ANY"

ROLES: Mapping[str, Mapping[str, str]] = {
    "list_page": {"variants": _SELECTS_VARIANTS, "products": _SELECTS_PRODUCTS},
    "detail_page": {
        "options": "FROM catalog.product_option o",
        "variants": _SELECTS_VARIANTS,
        "media": _SELECTS_MEDIA,
        "product": _SELECTS_PRODUCTS,
    },
    "search_page": {
        "read": "FROM sample CROSS JOIN asked",
        "found": "SELECT 'page' AS kind",
        "media": _SELECTS_MEDIA,
        "products": _SELECTS_PRODUCTS,
    },
    "cart_page": {
        "lines": "FROM checkout.cart_line",
        "cart": "FROM checkout.cart ",
        "stock": "JOIN logistics.item",
        "variants": _SELECTS_VARIANTS,
    },
}
"""By page: the role of a statement and what it is known by; the first that fits counts."""


class RecordingDatabase(Database):
    """A database that remembers what it was asked.

    Attributes:
        statements: Texts of the reads since the list was last cleared.
    """

    def __init__(self, url: str, settings: DatabaseSettings) -> None:
        super().__init__(url, settings)
        self.statements: list[str] = []

    async def statement(self, method: str, sql: str, *args: object, replica: bool = False) -> Any:
        """Runs a statement as the original does."""
        self.statements.append(sql)
        return await super().statement(method, sql, *args, replica=replica)


def roles_of(page: str, statements: Sequence[str]) -> dict[str, str]:
    """Returns the statements of a page by their role.

    Raises:
        ValueError: If there is one without a role, a second one for a role, or a role without one.
    """
    roles = ROLES[page]
    found: dict[str, str] = {}
    for sql in statements:
        role = next((role for role, mark in roles.items() if mark in sql), None)
        if role is None or role in found:
            raise ValueError(f"{page} runs a statement that handwritten.py knows nothing of: {' '.join(sql.split())}")
        found[role] = sql
    if missing := roles.keys() - found.keys():
        raise ValueError(f"{page} does not run its statement for {', '.join(sorted(missing))} any more")
    return found
