-- The vault's own tables: what every table is, the change log, cursors, jobs and settings, before any record exists.

-- Every table says what it is, so that log triggers, undo and history follow from the file alone.
CREATE TABLE declared_table (
    name TEXT NOT NULL PRIMARY KEY,
    class TEXT NOT NULL CHECK (class IN ('record', 'part', 'local')),
    kind TEXT CHECK ((kind IS NOT NULL) = (class = 'record')),
    owner_kind TEXT CHECK ((owner_kind IS NOT NULL) = (class = 'part'))
) STRICT, WITHOUT ROWID;

-- One row: which vault and device this file is, and the last hybrid timestamp given out.
CREATE TABLE vault_info (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    vault_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    created_ms INTEGER NOT NULL,
    hlc INTEGER NOT NULL
) STRICT;

-- One act of somebody: everything one command wrote. `digest` runs over its changes while it is written; sealing it
-- gives it its place in the hash chain.
CREATE TABLE change_set (
    seq INTEGER NOT NULL PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    device BLOB NOT NULL,
    hlc INTEGER NOT NULL,
    actor TEXT NOT NULL,
    command TEXT NOT NULL,
    label TEXT NOT NULL,
    cause BLOB,
    undoes BLOB,
    only_record BLOB,
    state TEXT NOT NULL CHECK (state IN ('staged', 'open', 'sealed', 'undone')),
    at_ms INTEGER NOT NULL,
    first_seq INTEGER,
    last_seq INTEGER,
    records INTEGER NOT NULL DEFAULT 0,
    digest BLOB NOT NULL,
    chain_place INTEGER UNIQUE,
    prev_hash BLOB,
    hash BLOB,
    compacted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX change_set_undoes ON change_set (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX change_set_unfinished ON change_set (state) WHERE state IN ('staged', 'open');

-- One changed row. `row_id` is absent when the row is the record's own; `old` holds what an update or delete replaced;
-- `body_hash` stands for salt and body once the body is erased.
CREATE TABLE change (
    seq INTEGER NOT NULL PRIMARY KEY,
    set_seq INTEGER NOT NULL,
    op TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id BLOB,
    kind TEXT NOT NULL,
    record_id BLOB NOT NULL,
    old TEXT,
    salt BLOB,
    body_hash BLOB,
    row_hash BLOB
) STRICT;
CREATE INDEX change_of_record ON change (record_id);

-- One row: the change set being written, and the record born last in it. Empty outside `Vault::write`, and then every
-- log trigger fails on `change.set_seq NOT NULL`.
CREATE TABLE writing (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    set_seq INTEGER,
    born BLOB
) STRICT;
INSERT INTO writing (one) VALUES (1);

-- How far each reader of the log has come; compaction never passes the slowest.
CREATE TABLE cursor (
    name TEXT NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL,
    moved_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Work that outlives a crash: leased by workers, retried with growing pauses, seen in the app.
CREATE TABLE job (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    input TEXT NOT NULL,
    output TEXT,
    idempotency_key TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    max_attempts INTEGER NOT NULL,
    run_at_ms INTEGER NOT NULL,
    worker TEXT,
    lease_until_ms INTEGER,
    cancel INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER,
    note TEXT NOT NULL DEFAULT '',
    position TEXT,
    error TEXT,
    created_ms INTEGER NOT NULL,
    started_ms INTEGER,
    finished_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX job_once ON job (kind, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX job_next ON job (run_at_ms) WHERE state IN ('waiting', 'running');

-- What the seller chose. The id follows from the key, so two laptops make the same row.
CREATE TABLE setting (
    id BLOB NOT NULL PRIMARY KEY,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER,
    key TEXT NOT NULL,
    value TEXT NOT NULL
) STRICT;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('declared_table', 'local', NULL, NULL),
    ('vault_info', 'local', NULL, NULL),
    ('change_set', 'local', NULL, NULL),
    ('change', 'local', NULL, NULL),
    ('writing', 'local', NULL, NULL),
    ('cursor', 'local', NULL, NULL),
    ('job', 'local', NULL, NULL),
    ('setting', 'record', 'setting', NULL);
