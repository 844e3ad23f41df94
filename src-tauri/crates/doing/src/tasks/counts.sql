-- ?1 today, ?2 now, ?3 when today ends, ?4 when this week began.
WITH living AS (
    SELECT status, priority, completed_ms,
        completed_ms IS NULL AS is_open,
        CASE WHEN due_ms IS NULL THEN due < ?1 ELSE due_ms < ?2 END AS is_overdue,
        CASE WHEN due_ms IS NULL THEN due = ?1 ELSE due_ms >= ?2 AND due_ms < ?3 END AS is_today
    FROM task
    WHERE deleted_ms IS NULL AND (completed_ms IS NULL OR completed_ms >= ?4)
)
SELECT
    count(*) FILTER (WHERE is_open),
    count(*) FILTER (WHERE is_open AND is_overdue),
    count(*) FILTER (WHERE is_open AND is_today),
    count(*) FILTER (WHERE is_open AND priority = 'high'),
    count(*) FILTER (WHERE is_open AND priority = 'normal'),
    count(*) FILTER (WHERE is_open AND priority = 'low'),
    count(*) FILTER (WHERE status = 'done' AND completed_ms >= ?4)
FROM living
