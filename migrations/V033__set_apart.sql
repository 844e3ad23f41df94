-- Contacts that look like one person and are two: what the seller said of a pair, so that nobody asks again.

CREATE TABLE contact_distinct (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    contact_id BLOB REFERENCES contact (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_distinct_by_contact ON contact_distinct (contact_id);

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES ('contact_distinct', 'part', NULL, 'contact');
