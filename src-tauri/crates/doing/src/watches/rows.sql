SELECT w.view_id, coalesce(sum(e.entered), 0), coalesce(sum(1 - e.entered), 0), w.fault
FROM view_watch w
JOIN view v ON v.id = w.view_id AND v.watched = 1 AND v.deleted_ms IS NULL
LEFT JOIN view_event e ON e.view_id = w.view_id AND e.seen_ms IS NULL
GROUP BY w.view_id
