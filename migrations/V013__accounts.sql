-- Companies in depth: who reports to whom in a job, and what the people of a company or deal are to its decisions: their
-- role, how much they count, how they stand to it.

ALTER TABLE contact_job ADD COLUMN reports_to_id BLOB REFERENCES contact (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX contact_job_by_manager ON contact_job (reports_to_id) WHERE reports_to_id IS NOT NULL;

CREATE TABLE company_stakeholder (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    contact_id BLOB REFERENCES contact (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    role TEXT, -- decision_maker, champion, influencer, blocker, user, other
    influence REAL, -- 1 to 5, as the seller sees it
    stance TEXT, -- for, neutral, against
    note TEXT,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_stakeholder_by_contact ON company_stakeholder (contact_id);

ALTER TABLE deal_contact ADD COLUMN influence REAL;
ALTER TABLE deal_contact ADD COLUMN stance TEXT;
ALTER TABLE deal_contact ADD COLUMN note TEXT;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('company_stakeholder', 'part', NULL, 'company');
