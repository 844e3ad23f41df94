-- A change can be pinned to the top of its record's timeline too. Notes, tasks and conversations say themselves that they are
-- pinned; a change is no record, so the record it happened to keeps which of its changes are.

CREATE TABLE contact_pin (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL, -- the change set
    pinned_ms INTEGER NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE company_pin (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL, -- the change set
    pinned_ms INTEGER NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lead_pin (
    owner_id BLOB NOT NULL REFERENCES lead (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL, -- the change set
    pinned_ms INTEGER NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE deal_pin (
    owner_id BLOB NOT NULL REFERENCES deal (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL, -- the change set
    pinned_ms INTEGER NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_record_pin (
    owner_id BLOB NOT NULL REFERENCES own_record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL, -- the change set
    kind TEXT NOT NULL, -- its record's
    pinned_ms INTEGER NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('contact_pin', 'part', NULL, 'contact'),
    ('company_pin', 'part', NULL, 'company'),
    ('lead_pin', 'part', NULL, 'lead'),
    ('deal_pin', 'part', NULL, 'deal'),
    ('own_record_pin', 'part', NULL, '*');
