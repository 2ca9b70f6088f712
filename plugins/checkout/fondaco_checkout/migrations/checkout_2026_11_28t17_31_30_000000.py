from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fondaco.db.engine import execute

ID = "2026-11-28T17:31:30:000000"
VERSION = "1.38.0"
DESCRIPTION = "documents are numbered without gaps and never changed"

STATEMENTS = (
    "ALTER TABLE checkout.document_series ADD CONSTRAINT document_series_once UNIQUE (kind, series, year), "
    "ADD CONSTRAINT document_series_check CHECK (kind IN ('invoice', 'credit_note') AND last > 0 AND year >= 0)",
    "ALTER TABLE checkout.document ADD CONSTRAINT document_sequence UNIQUE (series_id, sequence), "
    "ADD CONSTRAINT document_check CHECK (sequence > 0 AND CASE kind "
    "WHEN 'invoice' THEN invoice_id IS NULL AND refund_id IS NULL AND NOT final AND generation > 0 "
    "AND net >= 0 AND tax >= 0 "
    "WHEN 'credit_note' THEN invoice_id IS NOT NULL AND generation IS NULL AND net <= 0 AND tax <= 0 "
    "ELSE false END)",
    "CREATE UNIQUE INDEX document_generation ON checkout.document (order_id, generation) WHERE kind = 'invoice'",
    "CREATE UNIQUE INDEX document_final ON checkout.document (invoice_id) WHERE final",
    "CREATE UNIQUE INDEX document_refund ON checkout.document (invoice_id, refund_id)",
    "CREATE INDEX document_order ON checkout.document (order_id)",
    "CREATE INDEX document_newest ON checkout.document (issued_at DESC, id DESC)",
    "ALTER TABLE checkout.document_file "
    "ADD CONSTRAINT document_file_document_fkey FOREIGN KEY (document_id) REFERENCES checkout.document (id) "
    "ON DELETE RESTRICT, "
    "ADD CONSTRAINT document_file_file_fkey FOREIGN KEY (file) REFERENCES system.file (id) ON DELETE RESTRICT",
    "CREATE INDEX document_file_file ON checkout.document_file (file)",
    """
    CREATE FUNCTION checkout.guard_series() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP IN ('DELETE', 'TRUNCATE') OR (TG_OP = 'INSERT' AND NEW.last <> 1) OR (TG_OP = 'UPDATE'
            AND ((NEW.id, NEW.kind, NEW.series, NEW.year) <> (OLD.id, OLD.kind, OLD.series, OLD.year)
            OR NEW.last <> OLD.last + 1 OR NEW.issued_at < OLD.issued_at)) THEN
            RAISE EXCEPTION 'the numbers of documents begin with 1 and go on by 1' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER series_guarded BEFORE INSERT OR UPDATE OR DELETE ON checkout.document_series "
    "FOR EACH ROW EXECUTE FUNCTION checkout.guard_series()",
    "CREATE TRIGGER series_kept BEFORE TRUNCATE ON checkout.document_series "
    "FOR EACH STATEMENT EXECUTE FUNCTION checkout.guard_series()",
    """
    CREATE FUNCTION checkout.check_series() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT FROM checkout.document WHERE series_id = NEW.id AND sequence = NEW.last) THEN
            RAISE EXCEPTION 'number % of % was taken without a document', NEW.last, NEW.id
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NULL;
    END $$
    """,
    # At the commit: the number is taken before the document that has it is written.
    "CREATE CONSTRAINT TRIGGER series_used AFTER INSERT OR UPDATE ON checkout.document_series "
    "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION checkout.check_series()",
    """
    CREATE FUNCTION checkout.keep_documents() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'an issued document is never changed: issue a credit note'
            USING ERRCODE = 'restrict_violation';
    END $$
    """,
    "CREATE TRIGGER document_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON checkout.document "
    "FOR EACH STATEMENT EXECUTE FUNCTION checkout.keep_documents()",
    "CREATE TRIGGER document_file_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON checkout.document_file "
    "FOR EACH STATEMENT EXECUTE FUNCTION checkout.keep_documents()",
    """
    CREATE FUNCTION checkout.guard_document() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        invoice checkout.document;
        credited record;
    BEGIN
        IF NEW.sequence > 1 AND NOT EXISTS (
            SELECT FROM checkout.document WHERE series_id = NEW.series_id AND sequence = NEW.sequence - 1
        ) THEN
            RAISE EXCEPTION 'number % of % has no predecessor', NEW.sequence, NEW.series_id
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.kind = 'credit_note' THEN
            SELECT * INTO invoice FROM checkout.document WHERE id = NEW.invoice_id FOR UPDATE;
            SELECT coalesce(sum(net), 0) AS net, coalesce(sum(tax), 0) AS tax INTO credited
                FROM checkout.document WHERE invoice_id = NEW.invoice_id;
            IF invoice.kind <> 'invoice' OR invoice.order_id <> NEW.order_id OR invoice.currency <> NEW.currency
                OR invoice.net + credited.net + NEW.net < 0 OR invoice.tax + credited.tax + NEW.tax < 0 THEN
                RAISE EXCEPTION 'a credit note takes back no more than is left of its invoice'
                    USING ERRCODE = 'restrict_violation';
            END IF;
        END IF;
        RETURN NEW;
    END $$
    """,
    "CREATE TRIGGER document_guarded BEFORE INSERT ON checkout.document "
    "FOR EACH ROW EXECUTE FUNCTION checkout.guard_document()",
)


async def run() -> None:
    for statement in STATEMENTS:
        await execute(statement)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="checkout", description=DESCRIPTION)
    manager.add_raw(run)
    return manager
