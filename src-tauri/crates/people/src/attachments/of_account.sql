SELECT n.created_ms, n.id
FROM (
    SELECT id FROM attachment WHERE company_id = ?4
    UNION
    SELECT m.id FROM deal d JOIN attachment m ON m.deal_id = d.id WHERE d.company_id = ?4
    UNION
    SELECT m.id FROM contact_job j JOIN attachment m ON m.contact_id = j.owner_id
    WHERE j.company_id = ?4 AND (j.to_date IS NULL OR j.to_date >= date('now'))
) x
CROSS JOIN attachment n ON n.id = x.id
WHERE (n.created_ms, n.id) < (?1, ?2) AND n.deleted_ms IS NULL
ORDER BY n.created_ms DESC, n.id DESC LIMIT ?3
