"""PostgreSQL: the engine, transactions, migrations, pagination and the embedded servers."""

from fondaco.db.engine import Database, execute, fetch_all, fetch_one, fetch_value
from fondaco.db.pagination import Edge, Page, PageArgs, SortKey
from fondaco.db.unit_of_work import UnitOfWork

__all__ = [
    "Database",
    "Edge",
    "Page",
    "PageArgs",
    "SortKey",
    "UnitOfWork",
    "execute",
    "fetch_all",
    "fetch_one",
    "fetch_value",
]
