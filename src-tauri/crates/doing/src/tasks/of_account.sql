SELECT coalesce(t.completed_ms, t.created_ms) AS at, t.id
FROM (
    SELECT l.owner_id AS id FROM task_company l WHERE l.company_id = ?4
    UNION
    SELECT l.owner_id FROM deal d JOIN task_deal l ON l.deal_id = d.id WHERE d.company_id = ?4
    UNION
    SELECT l.owner_id FROM contact_job j JOIN task_contact l ON l.contact_id = j.owner_id
    WHERE j.company_id = ?4 AND (j.to_date IS NULL OR j.to_date >= date('now'))
) x
CROSS JOIN task t ON t.id = x.id
WHERE (coalesce(t.completed_ms, t.created_ms), t.id) < (?1, ?2) AND t.deleted_ms IS NULL
ORDER BY at DESC, t.id DESC LIMIT ?3
