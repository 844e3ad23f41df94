-- What a seller has to do: tasks with their subtasks, the people and companies they are about, and when to be reminded.
-- Who a task is about stands in one part table per kind, so that a reference is the file's own and merging, erasing and
-- undo find it in the schema.

CREATE TABLE task (
    id BLOB PRIMARY KEY,
    title TEXT NOT NULL,
    title_fold TEXT NOT NULL,
    title_sort TEXT NOT NULL,
    notes TEXT, -- Markdown
    status TEXT NOT NULL, -- open, in_progress, waiting, done, cancelled
    priority TEXT NOT NULL, -- none, low, normal, high
    due TEXT, -- YYYY-MM-DD, in due_zone if there is one, else wherever the seller is
    due_time TEXT, -- HH:MM; NULL for the whole day
    due_zone TEXT, -- IANA; NULL for the whole day
    due_ms INTEGER, -- follows from day, time and zone; NULL for the whole day
    duration_min REAL,
    parent_id BLOB REFERENCES task (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    outcome TEXT,
    completed_ms INTEGER, -- when it was done or cancelled
    recurrence TEXT, -- RFC 5545 RRULE without its name
    previous_id BLOB REFERENCES task (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, -- the occurrence before
    snoozed_until_ms INTEGER,
    source TEXT,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;
CREATE INDEX task_by_due ON task (due, id) WHERE completed_ms IS NULL;
CREATE INDEX task_by_completion ON task (completed_ms) WHERE completed_ms IS NOT NULL;
CREATE INDEX task_by_parent ON task (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX task_by_previous ON task (previous_id) WHERE previous_id IS NOT NULL;

CREATE TABLE task_contact (
    owner_id BLOB NOT NULL REFERENCES task (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    contact_id BLOB REFERENCES contact (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_contact_by_contact ON task_contact (contact_id);

CREATE TABLE task_company (
    owner_id BLOB NOT NULL REFERENCES task (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    company_id BLOB REFERENCES company (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_company_by_company ON task_company (company_id);

CREATE TABLE task_tag (
    owner_id BLOB NOT NULL REFERENCES task (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_tag_by_value ON task_tag (value_fold);

CREATE TABLE task_reminder (
    owner_id BLOB NOT NULL REFERENCES task (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    minutes REAL NOT NULL, -- before it is due; of a whole day, before the day begins
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('task', 'record', 'task', NULL),
    ('task_contact', 'part', NULL, 'task'),
    ('task_company', 'part', NULL, 'task'),
    ('task_tag', 'part', NULL, 'task'),
    ('task_reminder', 'part', NULL, 'task');
