-- Views: a list as the seller wants to see it again, with its filter, order, columns and look, under a name.

CREATE TABLE view (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    of_kind TEXT NOT NULL, -- the kind it lists
    query TEXT NOT NULL, -- the query value, as JSON
    columns TEXT, -- JSON array of field ids; NULL for the usual ones
    layout TEXT NOT NULL, -- table, cards, board
    grouping TEXT, -- the field whose values it is grouped by
    icon TEXT,
    colour TEXT,
    pinned INTEGER CHECK (pinned IN (0, 1)),
    position REAL NOT NULL,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES ('view', 'record', 'view', NULL);
