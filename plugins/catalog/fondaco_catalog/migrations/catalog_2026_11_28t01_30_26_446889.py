from piccolo.apps.migrations.auto.migration_manager import MigrationManager

ID = "2026-11-28T01:30:26:446889"
VERSION = "1.38.0"
DESCRIPTION = "prices are in lists"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="catalog", description=DESCRIPTION
    )

    manager.drop_table(
        class_name="VariantPrice", tablename="variant_price", schema="catalog"
    )

    manager.drop_column(
        table_class_name="ProductListing",
        tablename="product_listing",
        column_name="currency",
        db_column_name="currency",
        schema="catalog",
    )

    manager.drop_column(
        table_class_name="ProductListing",
        tablename="product_listing",
        column_name="max_amount",
        db_column_name="max_amount",
        schema="catalog",
    )

    manager.drop_column(
        table_class_name="ProductListing",
        tablename="product_listing",
        column_name="min_amount",
        db_column_name="min_amount",
        schema="catalog",
    )

    return manager
