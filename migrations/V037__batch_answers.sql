-- Whoever sends many changes in one call over a network that may drop the answer sends them again under the same key. Here is
-- what was answered the first time; kept for a day, of this laptop alone.

CREATE TABLE batch_answer (
    key TEXT PRIMARY KEY,
    digest BLOB NOT NULL, -- BLAKE3 of the operations, so that a key that is used for something else is noticed
    answer TEXT NOT NULL, -- JSON
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_answer_by_age ON batch_answer (at_ms);

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES ('batch_answer', 'local', NULL, NULL);
