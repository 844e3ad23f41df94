-- ?1 today, ?2 now, ?3 when today ends, ?4 from which day and ?5 to which: of the open tasks due between these days, which are
-- overdue and which are due today.
SELECT
    count(*) FILTER (WHERE CASE WHEN due_ms IS NULL THEN due < ?1 ELSE due_ms < ?2 END),
    count(*) FILTER (WHERE CASE WHEN due_ms IS NULL THEN due = ?1 ELSE due_ms >= ?2 AND due_ms < ?3 END)
FROM task INDEXED BY task_by_due
WHERE completed_ms IS NULL AND deleted_ms IS NULL AND due BETWEEN ?4 AND ?5
