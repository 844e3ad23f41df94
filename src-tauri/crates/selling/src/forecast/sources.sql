SELECT coalesce(d.source, ''), d.state,
       CASE WHEN d.state = 'open' THEN '' ELSE date(d.closed_ms / 1000, 'unixepoch', 'localtime') END,
       d.amount_currency, CASE WHEN d.state = 'open' THEN coalesce(s.probability, 0) ELSE 100.0 END, count(*),
       coalesce(sum(d.amount_minor / 1000000), 0), coalesce(sum(d.amount_minor % 1000000), 0),
       coalesce(sum(max(d.closed_ms - d.created_ms, 0)), 0)
FROM deal d LEFT JOIN stage s ON s.id = d.stage_id
WHERE d.deleted_ms IS NULL AND (d.state = 'open' OR d.closed_ms >= ?2) AND (?1 IS NULL OR d.pipeline_id = ?1)
GROUP BY 1, 2, 3, 4, 5
