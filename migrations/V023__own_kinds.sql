-- The seller's own kinds of record: what each is called, and one table for the records of all of them.

CREATE TABLE own_kind (
    id BLOB PRIMARY KEY,
    key TEXT NOT NULL, -- the kind's name in the log, in queries and in addresses: own_boat
    one TEXT NOT NULL,
    one_fold TEXT NOT NULL,
    one_sort TEXT NOT NULL,
    many TEXT NOT NULL,
    many_fold TEXT NOT NULL,
    many_sort TEXT NOT NULL,
    title_label TEXT, -- what the title of its records is called; NULL for "Name"
    icon TEXT,
    position REAL NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;

-- Each row says of which kind it is; the change log calls it by that.
CREATE TABLE own_record (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    kind_id BLOB REFERENCES own_kind (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;
CREATE INDEX own_record_by_name ON own_record (kind, name_sort, id) WHERE deleted_ms IS NULL;
CREATE INDEX own_record_by_kind ON own_record (kind_id);

CREATE TABLE own_record_field_value (
    owner_id BLOB NOT NULL REFERENCES own_record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL, -- its record's
    value TEXT NOT NULL, -- JSON
    value_fold TEXT, -- of texts and choices
    value_sort TEXT, -- of texts and choices
    value_num REAL, -- of numbers, instants, booleans and minor units
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX own_record_field_value_by_field ON own_record_field_value (id, value_fold);

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('own_kind', 'record', 'own_kind', NULL),
    ('own_record', 'record', '*', NULL),
    ('own_record_field_value', 'part', NULL, '*');
