-- What is pinned stands on top of a timeline however far back it lies: the few that are pinned are found by an index of their
-- own.

CREATE INDEX note_pinned ON note (id) WHERE pinned = 1;
CREATE INDEX task_pinned ON task (id) WHERE pinned = 1;
CREATE INDEX communication_pinned ON communication (id) WHERE pinned = 1;
