from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-28T01:22:47:949082"
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="catalog", description=DESCRIPTION
    )

    manager.drop_column(
        table_class_name="Product",
        tablename="product",
        column_name="product_type",
        db_column_name="product_type",
        schema="catalog",
    )

    manager.drop_column(
        table_class_name="Product",
        tablename="product",
        column_name="vendor",
        db_column_name="vendor",
        schema="catalog",
    )

    return manager
