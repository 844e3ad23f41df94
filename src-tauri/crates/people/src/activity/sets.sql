SELECT seq, id, at_ms, actor, command, label
FROM change_set
WHERE records > 0 AND state IN ('sealed', 'undone') AND (at_ms, id) < (?1, ?2) AND at_ms >= ?3
  AND command NOT GLOB 'imports.*'
ORDER BY at_ms DESC, id DESC
LIMIT ?4
