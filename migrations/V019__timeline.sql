-- The feed of everything tells of changes and imports too, the latest first; and whatever stands in a timeline can be
-- pinned to its top, as notes can.

CREATE INDEX change_set_by_time ON change_set (at_ms, id) WHERE records > 0;
CREATE INDEX change_set_imports ON change_set (at_ms, id) WHERE records > 0 AND command GLOB 'imports.*';

ALTER TABLE task ADD COLUMN pinned INTEGER CHECK (pinned IN (0, 1));
ALTER TABLE communication ADD COLUMN pinned INTEGER CHECK (pinned IN (0, 1));
