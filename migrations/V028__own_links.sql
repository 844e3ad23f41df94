-- Tasks and conversations are about records of the seller's own kinds too, of all of them by one part table each; and such
-- records are found by their whole name, whatever their kind, as a line of words asks for them.

CREATE TABLE task_own_record (
    owner_id BLOB NOT NULL REFERENCES task (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    own_record_id BLOB REFERENCES own_record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_own_record_by_record ON task_own_record (own_record_id);

CREATE TABLE communication_own_record (
    owner_id BLOB NOT NULL REFERENCES communication (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    own_record_id BLOB REFERENCES own_record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX communication_own_record_by_record ON communication_own_record (own_record_id);

CREATE INDEX own_record_by_fold ON own_record (name_fold, id) WHERE deleted_ms IS NULL;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('task_own_record', 'part', NULL, 'task'),
    ('communication_own_record', 'part', NULL, 'communication');
