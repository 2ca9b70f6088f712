from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Date
from piccolo.columns.column_types import JSONB
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-28T15:17:46:243696"
VERSION = "1.38.0"
DESCRIPTION = "days of arrival"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="checkout", description=DESCRIPTION
    )

    manager.add_column(
        table_class_name="Orders",
        tablename="orders",
        column_name="delivery_earliest",
        db_column_name="delivery_earliest",
        column_class_name="Date",
        column_class=Date,
        params={
            "default": None,
            "null": True,
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
        table_class_name="Orders",
        tablename="orders",
        column_name="delivery_latest",
        db_column_name="delivery_latest",
        column_class_name="Date",
        column_class=Date,
        params={
            "default": None,
            "null": True,
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
        table_class_name="DeliveryMethod",
        tablename="delivery_method",
        column_name="schedule",
        db_column_name="schedule",
        column_class_name="JSONB",
        column_class=JSONB,
        params={
            "default": None,
            "null": True,
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
