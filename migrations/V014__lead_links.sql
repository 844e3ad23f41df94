-- Tasks and conversations are about leads too, and a lead says how many of its tasks are open and how many conversations
-- there were, so that lists ask for both and its score can count them.

CREATE TABLE task_lead (
    owner_id BLOB NOT NULL REFERENCES task (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    lead_id BLOB REFERENCES lead (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_lead_by_lead ON task_lead (lead_id);

CREATE TABLE communication_lead (
    owner_id BLOB NOT NULL REFERENCES communication (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    lead_id BLOB REFERENCES lead (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX communication_lead_by_lead ON communication_lead (lead_id);

ALTER TABLE lead ADD COLUMN open_tasks REAL; -- NULL when there are none
ALTER TABLE lead ADD COLUMN conversations REAL; -- NULL when there were none

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('task_lead', 'part', NULL, 'task'),
    ('communication_lead', 'part', NULL, 'communication');
