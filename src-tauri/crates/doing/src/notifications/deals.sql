SELECT id, state, rots_ms, slipping_from, next_step IS NOT NULL, last_activity_ms, closed_ms,
       closed_ms = stage_since_ms AND (SELECT count(*) FROM deal_stage WHERE owner_id = deal.id) < 2
FROM deal
WHERE id IN (
    SELECT id FROM (SELECT id FROM deal WHERE rots_ms BETWEEN ?1 AND ?2 AND deleted_ms IS NULL
                    ORDER BY rots_ms DESC LIMIT 400)
    UNION
    SELECT id FROM (SELECT id FROM deal WHERE slipping_from BETWEEN ?3 AND ?4 AND deleted_ms IS NULL
                    AND state = 'open' ORDER BY slipping_from DESC LIMIT 400)
    UNION
    SELECT id FROM (SELECT id FROM deal WHERE next_step IS NULL AND deleted_ms IS NULL AND state = 'open'
                    AND last_activity_ms BETWEEN ?5 AND ?6 ORDER BY last_activity_ms DESC LIMIT 400)
    UNION
    SELECT id FROM (SELECT id FROM deal WHERE closed_ms BETWEEN ?1 AND ?2 AND deleted_ms IS NULL
                    ORDER BY closed_ms DESC LIMIT 400))
