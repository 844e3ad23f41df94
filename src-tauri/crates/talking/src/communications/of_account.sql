SELECT c.at_ms, c.id
FROM (
    SELECT l.owner_id AS id FROM communication_company l WHERE l.company_id = ?4
    UNION
    SELECT l.owner_id FROM deal d JOIN communication_deal l ON l.deal_id = d.id WHERE d.company_id = ?4
    UNION
    SELECT l.owner_id FROM contact_job j JOIN communication_contact l ON l.contact_id = j.owner_id
    WHERE j.company_id = ?4 AND (j.to_date IS NULL OR j.to_date >= date('now'))
) x
CROSS JOIN communication c ON c.id = x.id
WHERE (c.at_ms, c.id) < (?1, ?2) AND c.deleted_ms IS NULL
ORDER BY c.at_ms DESC, c.id DESC LIMIT ?3
