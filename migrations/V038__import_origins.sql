-- What another program calls the records that came from it, so that what names them there finds them here, in the same
-- import and in later ones.

CREATE TABLE import_origin (
    key TEXT PRIMARY KEY, -- the program, where its ids are not its own the kind of thing, and the id
    kind TEXT NOT NULL,
    record_id BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX import_origin_by_record ON import_origin (record_id);

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES ('import_origin', 'local', NULL, NULL);
