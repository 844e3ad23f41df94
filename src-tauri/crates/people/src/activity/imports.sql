SELECT seq, id, at_ms, actor, command, label
FROM change_set
WHERE records > 0 AND command GLOB 'imports.*' AND state IN ('sealed', 'undone')
  AND (at_ms, id) < (?1, ?2) AND at_ms >= ?3
ORDER BY at_ms DESC, id DESC
LIMIT ?4
