SELECT substr(d.close_date, 1, 7), coalesce(d.forecast, 'pipeline'), s.probability, d.amount_currency, count(*),
       coalesce(sum(d.amount_minor / 1000000), 0), coalesce(sum(d.amount_minor % 1000000), 0)
FROM deal d INDEXED BY deal_open JOIN stage s ON s.id = d.stage_id
WHERE d.state = 'open' AND d.deleted_ms IS NULL AND (?1 IS NULL OR d.pipeline_id = ?1)
GROUP BY 1, 2, 3, 4
