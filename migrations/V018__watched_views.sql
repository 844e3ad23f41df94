-- Views that are watched: who was in one when it was last looked at, and who came and went. It follows from the records,
-- so it is this laptop's own and never logged, undone or synced; whether a view is watched is the view's.

ALTER TABLE view ADD COLUMN watched INTEGER CHECK (watched IN (0, 1));

CREATE TABLE view_watch (
    view_id BLOB NOT NULL PRIMARY KEY,
    asked TEXT NOT NULL, -- the kind and the query its members fit; another one begins anew
    seq INTEGER NOT NULL, -- the last change that was looked at
    day TEXT NOT NULL, -- the day on which all were looked at: periods mean other days on another one
    fault TEXT -- the code of what keeps it from being asked, as a field that is gone
) STRICT, WITHOUT ROWID;

CREATE TABLE view_member (
    view_id BLOB NOT NULL,
    record_id BLOB NOT NULL,
    PRIMARY KEY (view_id, record_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE view_event (
    id BLOB NOT NULL PRIMARY KEY,
    view_id BLOB NOT NULL,
    kind TEXT NOT NULL, -- of the record
    record_id BLOB NOT NULL,
    entered INTEGER NOT NULL CHECK (entered IN (0, 1)), -- or left
    together INTEGER NOT NULL, -- how many came, or went, at that look
    at_ms INTEGER NOT NULL, -- when it was seen to be so
    seen_ms INTEGER -- when the seller looked, or it was so no longer
) STRICT;
CREATE INDEX view_event_of ON view_event (view_id, id);
CREATE INDEX view_event_unseen ON view_event (view_id, record_id) WHERE seen_ms IS NULL;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('view_watch', 'local', NULL, NULL),
    ('view_member', 'local', NULL, NULL),
    ('view_event', 'local', NULL, NULL);
