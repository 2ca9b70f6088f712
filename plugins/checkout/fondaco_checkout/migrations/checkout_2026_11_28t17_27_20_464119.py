from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Integer
from piccolo.columns.column_types import Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-28T17:27:20:464119"
VERSION = "1.38.0"
DESCRIPTION = "shipped quantities"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="checkout", description=DESCRIPTION
    )

    manager.add_column(
        table_class_name="Orders",
        tablename="orders",
        column_name="fulfilment_state",
        db_column_name="fulfilment_state",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 20,
            "default": "unfulfilled",
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="checkout",
    )

    manager.add_column(
        table_class_name="OrderLine",
        tablename="order_line",
        column_name="incomplete_quantity",
        db_column_name="incomplete_quantity",
        column_class_name="Integer",
        column_class=Integer,
        params={
            "default": 0,
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="checkout",
    )

    manager.add_column(
        table_class_name="OrderLine",
        tablename="order_line",
        column_name="returned_quantity",
        db_column_name="returned_quantity",
        column_class_name="Integer",
        column_class=Integer,
        params={
            "default": 0,
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="checkout",
    )

    manager.add_column(
        table_class_name="OrderLine",
        tablename="order_line",
        column_name="shipped_quantity",
        db_column_name="shipped_quantity",
        column_class_name="Integer",
        column_class=Integer,
        params={
            "default": 0,
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema="checkout",
    )

    return manager
