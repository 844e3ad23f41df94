SELECT kind, id, name FROM own_record
WHERE (name_fold = ?1 OR (name_fold >= ?2 AND name_fold < ?3)) AND deleted_ms IS NULL
ORDER BY name_fold <> ?1, id LIMIT ?4
