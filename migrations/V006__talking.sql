-- What was said to whom: one table for every channel, to which mail, SMS and chat will add tables of their own; and on
-- people and companies when they were last spoken with, kept with every change so that lists can filter and sort by it.

CREATE TABLE communication (
    id BLOB PRIMARY KEY,
    title TEXT NOT NULL, -- the subject, else the first line of the text, else who it was with
    title_fold TEXT NOT NULL,
    title_sort TEXT NOT NULL,
    channel TEXT NOT NULL, -- call, visit, meeting, message, email, sms, chat
    direction TEXT NOT NULL, -- in, out, none
    at_ms INTEGER NOT NULL, -- when it began
    zone TEXT, -- IANA; where the seller was
    duration_s REAL,
    outcome TEXT,
    subject TEXT,
    body TEXT, -- Markdown
    source TEXT,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;
CREATE INDEX communication_by_time ON communication (at_ms, id);

CREATE TABLE communication_contact (
    owner_id BLOB NOT NULL REFERENCES communication (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    contact_id BLOB REFERENCES contact (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX communication_contact_by_contact ON communication_contact (contact_id);

CREATE TABLE communication_company (
    owner_id BLOB NOT NULL REFERENCES communication (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    company_id BLOB REFERENCES company (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX communication_company_by_company ON communication_company (company_id);

ALTER TABLE contact ADD COLUMN last_activity_ms INTEGER;
ALTER TABLE company ADD COLUMN last_activity_ms INTEGER;
CREATE INDEX contact_by_activity ON contact (last_activity_ms, id);
CREATE INDEX company_by_activity ON company (last_activity_ms, id);

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('communication', 'record', 'communication', NULL),
    ('communication_contact', 'part', NULL, 'communication'),
    ('communication_company', 'part', NULL, 'communication');
