-- What was exported so far: an export leaves the encrypted vault, so it is told what went out, when, and where it lies.

CREATE TABLE export (
    id BLOB NOT NULL PRIMARY KEY, -- the handle of its file
    format TEXT NOT NULL,
    kinds TEXT NOT NULL, -- JSON array of their names
    chosen TEXT NOT NULL CHECK (chosen IN ('all', 'query', 'ids')),
    records INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    place TEXT, -- where it was saved; NULL until that is told
    actor TEXT NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX export_by_time ON export (at_ms, id);

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES ('export', 'local', NULL, NULL);
