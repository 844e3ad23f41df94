SELECT e.view_id, e.id, e.record_id, e.entered, e.together, e.at_ms
FROM view_event e
JOIN view v ON v.id = e.view_id
WHERE e.seen_ms IS NULL AND e.at_ms >= ?1 AND v.watched = 1 AND v.deleted_ms IS NULL
ORDER BY e.id DESC
LIMIT 2000
