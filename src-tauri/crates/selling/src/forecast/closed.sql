SELECT date(closed_ms / 1000, 'unixepoch', 'localtime'), state = 'won', amount_currency, count(*),
       coalesce(sum(amount_minor / 1000000), 0), coalesce(sum(amount_minor % 1000000), 0),
       sum(max(closed_ms - created_ms, 0))
FROM deal
WHERE state <> 'open' AND deleted_ms IS NULL AND closed_ms >= ?2 AND (?1 IS NULL OR pipeline_id = ?1)
GROUP BY 1, 2, 3
