-- Own fields of tasks; and of every kind which of them a record must have, and on what that and their being shown depends.

CREATE TABLE task_field_value (
    owner_id BLOB NOT NULL REFERENCES task (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL, -- JSON
    value_fold TEXT, -- of texts and choices
    value_sort TEXT, -- of texts and choices
    value_num REAL, -- of numbers, instants, booleans and minor units
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_field_value_by_field ON task_field_value (id, value_fold);

ALTER TABLE field ADD COLUMN required INTEGER CHECK (required IN (0, 1));
ALTER TABLE field ADD COLUMN required_when TEXT; -- JSON, the filter of a query
ALTER TABLE field ADD COLUMN shown_when TEXT; -- JSON, the filter of a query; NULL for always

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES ('task_field_value', 'part', NULL, 'task');
