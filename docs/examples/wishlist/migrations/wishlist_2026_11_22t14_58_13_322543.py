from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Timestamptz
from piccolo.columns.column_types import UUID
from piccolo.columns.indexes import IndexMethod
from piccolo.constraints import Unique

ID = "2026-11-22T14:58:13:322543"
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="wishlist", description=DESCRIPTION
    )

    manager.add_table(
        class_name="Wish", tablename="wish", schema="wishlist", columns=None
    )

    manager.add_column(
        table_class_name="Wish",
        tablename="wish",
        column_name="session",
        db_column_name="session",
        column_class_name="UUID",
        column_class=UUID,
        params={
            "default": None,
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="wishlist",
    )

    manager.add_column(
        table_class_name="Wish",
        tablename="wish",
        column_name="product",
        db_column_name="product",
        column_class_name="UUID",
        column_class=UUID,
        params={
            "default": None,
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="wishlist",
    )

    manager.add_column(
        table_class_name="Wish",
        tablename="wish",
        column_name="wished_at",
        db_column_name="wished_at",
        column_class_name="Timestamptz",
        column_class=Timestamptz,
        params={
            "default": None,
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="wishlist",
    )

    manager.add_constraint(
        table_class_name="Wish",
        tablename="wish",
        constraint_name="once",
        constraint_class=Unique,
        params={"columns": ["session", "product"], "nulls_distinct": True},
        schema="wishlist",
    )

    return manager
