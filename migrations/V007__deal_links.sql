-- Tasks and conversations are about deals too, and a deal says how many of its tasks are open, so that lists find those
-- that nobody works on.

CREATE TABLE task_deal (
    owner_id BLOB NOT NULL REFERENCES task (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    deal_id BLOB REFERENCES deal (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_deal_by_deal ON task_deal (deal_id);

CREATE TABLE communication_deal (
    owner_id BLOB NOT NULL REFERENCES communication (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    deal_id BLOB REFERENCES deal (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX communication_deal_by_deal ON communication_deal (deal_id);

ALTER TABLE deal ADD COLUMN open_tasks REAL; -- NULL when there are none

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('task_deal', 'part', NULL, 'task'),
    ('communication_deal', 'part', NULL, 'communication');
