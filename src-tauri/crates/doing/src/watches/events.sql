SELECT id, kind, record_id, entered, at_ms, seen_ms IS NOT NULL
FROM view_event
WHERE view_id = ?1 AND (?2 IS NULL OR id < ?2)
ORDER BY id DESC
LIMIT ?3
