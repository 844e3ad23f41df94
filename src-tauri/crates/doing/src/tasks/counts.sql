-- ?1 today, ?2 now, ?3 when today ends, ?4 when this week began. The open ones and those of this week each by an index of
-- their own: what was done in earlier years costs nothing.
WITH counted AS (
    SELECT priority, 0 AS is_done,
        CASE WHEN due_ms IS NULL THEN due < ?1 ELSE due_ms < ?2 END AS is_overdue,
        CASE WHEN due_ms IS NULL THEN due = ?1 ELSE due_ms >= ?2 AND due_ms < ?3 END AS is_today
    FROM task INDEXED BY task_by_due
    WHERE completed_ms IS NULL AND deleted_ms IS NULL
    UNION ALL
    SELECT '', 1, 0, 0
    FROM task INDEXED BY task_by_completion
    WHERE completed_ms >= ?4 AND status = 'done' AND deleted_ms IS NULL
)
SELECT
    count(*) FILTER (WHERE NOT is_done),
    count(*) FILTER (WHERE is_overdue),
    count(*) FILTER (WHERE is_today),
    count(*) FILTER (WHERE NOT is_done AND priority = 'high'),
    count(*) FILTER (WHERE NOT is_done AND priority = 'normal'),
    count(*) FILTER (WHERE NOT is_done AND priority = 'low'),
    count(*) FILTER (WHERE is_done)
FROM counted
