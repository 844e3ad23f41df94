-- Which records became one: so that they can come apart again at any later time, each by the change set that joined it.

CREATE TABLE contact_merged (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL, -- the record that was joined with the owner
    position INTEGER NOT NULL,
    change_set BLOB NOT NULL, -- in which it was joined; never compacted
    into_id BLOB NOT NULL, -- with whom it was joined then, who may have been joined with the owner later
    title TEXT NOT NULL, -- what it was called
    chosen TEXT NOT NULL, -- JSON: the fields that took its value although there was one
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_merged_by_id ON contact_merged (id);

CREATE TABLE company_merged (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    change_set BLOB NOT NULL,
    into_id BLOB NOT NULL,
    title TEXT NOT NULL,
    chosen TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_merged_by_id ON company_merged (id);

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('contact_merged', 'part', NULL, 'contact'),
    ('company_merged', 'part', NULL, 'company');
