SELECT c.at_ms, c.channel
FROM (
    SELECT l.owner_id AS id FROM communication_contact l WHERE l.contact_id = ?2
    UNION
    SELECT l.owner_id FROM communication_company l WHERE ?2 IS NULL AND l.company_id = ?1
    UNION
    SELECT l.owner_id FROM deal d JOIN communication_deal l ON l.deal_id = d.id
    WHERE ?2 IS NULL AND d.company_id = ?1
    UNION
    SELECT l.owner_id FROM contact_job j JOIN communication_contact l ON l.contact_id = j.owner_id
    WHERE ?2 IS NULL AND j.company_id = ?1 AND (j.to_date IS NULL OR j.to_date >= date('now'))
) x
CROSS JOIN communication c ON c.id = x.id
WHERE c.deleted_ms IS NULL AND c.at_ms >= ?3 AND c.at_ms <= ?4
