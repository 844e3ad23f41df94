-- What the seller is told: derived from their records and the clock, so it is this laptop's own and never logged, undone
-- or synced. A row keeps no names, only which record it is about; `dedupe` is what it is told for, so that one event is
-- told once whatever restarts. And how often somebody wants to be spoken with, from which one kind of it follows.

CREATE TABLE notification (
    id BLOB NOT NULL PRIMARY KEY,
    event TEXT NOT NULL,
    dedupe TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL, -- of the record: task, contact, deal, or job
    record_id BLOB NOT NULL,
    about_id BLOB, -- the contact it is about beside the record
    details TEXT NOT NULL, -- days and numbers for the words, JSON
    in_app INTEGER NOT NULL CHECK (in_app IN (0, 1)),
    desktop INTEGER NOT NULL CHECK (desktop IN (0, 1)),
    created_ms INTEGER NOT NULL,
    due_ms INTEGER NOT NULL, -- when it became true
    read_ms INTEGER, -- when it was read, or held no longer
    snoozed_until_ms INTEGER,
    shown_ms INTEGER -- when the desktop was told
) STRICT;
CREATE INDEX notification_unread ON notification (due_ms) WHERE read_ms IS NULL;

ALTER TABLE contact ADD COLUMN keep_in_touch_weeks REAL;

-- What is looked for each time something changed.
CREATE INDEX contact_kept ON contact (id) WHERE keep_in_touch_weeks IS NOT NULL;
CREATE INDEX contact_birthday ON contact_date (substr(value, -5)) WHERE label = 'birthday';
CREATE INDEX task_snoozed ON task (snoozed_until_ms) WHERE snoozed_until_ms IS NOT NULL;
CREATE INDEX deal_rotting ON deal (rots_ms) WHERE rots_ms IS NOT NULL AND deleted_ms IS NULL;
CREATE INDEX deal_slipping ON deal (slipping_from) WHERE slipping_from IS NOT NULL AND deleted_ms IS NULL;
CREATE INDEX deal_idle ON deal (last_activity_ms) WHERE next_step IS NULL AND deleted_ms IS NULL;
CREATE INDEX deal_closed ON deal (closed_ms) WHERE closed_ms IS NOT NULL AND deleted_ms IS NULL;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('notification', 'local', NULL, NULL);
