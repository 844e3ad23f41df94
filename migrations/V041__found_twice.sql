-- What was found of records that are there twice, so that nobody waits for it a second time: reckoned from the records, and
-- thrown away and reckoned anew whenever that is easier. `kind` is the kind's name, with a + before it while it is made.

CREATE TABLE duplicate_state (
    kind TEXT NOT NULL PRIMARY KEY,
    format INTEGER NOT NULL, -- of another one everything is made anew
    seq INTEGER NOT NULL, -- the last change that is in it
    ids BLOB NOT NULL, -- the records it was made of, by place, 16 bytes each
    moved BLOB NOT NULL, -- those looked at again since, in the same form
    counts BLOB NOT NULL, -- how often values occur
    chances TEXT NOT NULL, -- JSON
    bits INTEGER NOT NULL, -- how many bits of a key say in which block it stands
    position INTEGER NOT NULL -- up to which place pairs were weighed
) STRICT, WITHOUT ROWID;

CREATE TABLE duplicate_block (
    kind TEXT NOT NULL,
    block INTEGER NOT NULL,
    keys BLOB NOT NULL, -- 8 bytes each: 36 bits of a key, 28 of a place
    PRIMARY KEY (kind, block)
) STRICT;

CREATE TABLE duplicate_pair (
    kind TEXT NOT NULL,
    one BLOB NOT NULL,
    other BLOB NOT NULL,
    probability REAL NOT NULL,
    PRIMARY KEY (kind, one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_pair_by_other ON duplicate_pair (kind, other);
CREATE INDEX duplicate_pair_by_probability ON duplicate_pair (kind, probability);

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('duplicate_state', 'local', NULL, NULL),
    ('duplicate_block', 'local', NULL, NULL),
    ('duplicate_pair', 'local', NULL, NULL);
