-- What happened lately with anybody, the latest first: notes and tasks by their moment, as conversations already are.

CREATE INDEX note_by_time ON note (created_ms, id);
CREATE INDEX task_by_moment ON task (coalesce(completed_ms, created_ms), id);
