-- Leads that are there twice: which of them became one, and which look like one, or like a contact, and are two.

CREATE TABLE lead_merged (
    owner_id BLOB NOT NULL REFERENCES lead (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL, -- the record that was joined with the owner
    position INTEGER NOT NULL,
    change_set BLOB NOT NULL, -- in which it was joined; never compacted
    into_id BLOB NOT NULL, -- with whom it was joined then, who may have been joined with the owner later
    title TEXT NOT NULL, -- what it was called
    chosen TEXT NOT NULL, -- JSON: the fields that took its value although there was one
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_merged_by_id ON lead_merged (id);

CREATE TABLE lead_distinct (
    owner_id BLOB NOT NULL REFERENCES lead (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    lead_id BLOB REFERENCES lead (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    contact_id BLOB REFERENCES contact (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, -- or the contact it is not
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_distinct_by_lead ON lead_distinct (lead_id);
CREATE INDEX lead_distinct_by_contact ON lead_distinct (contact_id);

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('lead_merged', 'part', NULL, 'lead'),
    ('lead_distinct', 'part', NULL, 'lead');
