SELECT id, kind, state = 'failed', coalesce(started_ms, finished_ms), finished_ms, json_extract(input, '$.import')
FROM job
WHERE state IN ('done', 'failed') AND finished_ms BETWEEN ?1 AND ?2 AND kind <> 'maintenance'
ORDER BY finished_ms DESC
LIMIT 200
