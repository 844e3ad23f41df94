SELECT v.id, v.of_kind, v.query, w.asked, w.seq, w.day, w.fault
FROM view v
LEFT JOIN view_watch w ON w.view_id = v.id
WHERE v.watched = 1 AND v.deleted_ms IS NULL
ORDER BY v.position, v.id
