-- Files attached to records: what a file is called and on which one record it hangs. Its bytes lie in the blob store under
-- the name in `file`, once for equal files.

CREATE TABLE attachment (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL, -- without folders
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size REAL NOT NULL, -- bytes
    file TEXT NOT NULL,
    added_by TEXT NOT NULL, -- owner, cli, or a token's name
    contact_id BLOB REFERENCES contact (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    company_id BLOB REFERENCES company (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    deal_id BLOB REFERENCES deal (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    lead_id BLOB REFERENCES lead (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    task_id BLOB REFERENCES task (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    communication_id BLOB REFERENCES communication (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    own_record_id BLOB REFERENCES own_record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    own_kind TEXT, -- of that record, which its table alone does not say
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;
CREATE INDEX attachment_by_time ON attachment (created_ms, id);
CREATE INDEX attachment_by_contact ON attachment (contact_id, created_ms) WHERE contact_id IS NOT NULL;
CREATE INDEX attachment_by_company ON attachment (company_id, created_ms) WHERE company_id IS NOT NULL;
CREATE INDEX attachment_by_deal ON attachment (deal_id, created_ms) WHERE deal_id IS NOT NULL;
CREATE INDEX attachment_by_lead ON attachment (lead_id, created_ms) WHERE lead_id IS NOT NULL;
CREATE INDEX attachment_by_task ON attachment (task_id, created_ms) WHERE task_id IS NOT NULL;
CREATE INDEX attachment_by_communication ON attachment (communication_id, created_ms)
    WHERE communication_id IS NOT NULL;
CREATE INDEX attachment_by_own_record ON attachment (own_record_id, created_ms) WHERE own_record_id IS NOT NULL;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES ('attachment', 'record', 'attachment', NULL);
