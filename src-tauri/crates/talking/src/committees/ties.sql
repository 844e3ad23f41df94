WITH
said AS (
    SELECT m.id FROM communication_contact l JOIN communication m ON m.id = l.owner_id
    WHERE l.contact_id = ?1 AND m.deleted_ms IS NULL AND m.at_ms > ?3 AND m.at_ms <= ?4
    ORDER BY m.at_ms DESC LIMIT 500
),
met (id) AS (
    SELECT o.contact_id FROM said s JOIN communication_contact o ON o.owner_id = s.id
    UNION
    SELECT o.contact_id FROM deal_contact l JOIN deal d ON d.id = l.owner_id JOIN deal_contact o ON o.owner_id = d.id
    WHERE l.contact_id = ?1 AND d.deleted_ms IS NULL
    UNION
    SELECT contact_id FROM contact_relation WHERE owner_id = ?1
    UNION
    SELECT owner_id FROM contact_relation WHERE contact_id = ?1
    UNION
    SELECT reports_to_id FROM contact_job WHERE owner_id = ?1 AND to_date IS NULL
    UNION
    SELECT owner_id FROM contact_job WHERE reports_to_id = ?1 AND to_date IS NULL
)
SELECT
    (SELECT count(*) FROM met JOIN contact c ON c.id = met.id WHERE c.id <> ?1 AND c.deleted_ms IS NULL)
  + (SELECT count(DISTINCT j.company_id) FROM contact_job j JOIN company f ON f.id = j.company_id
     WHERE j.owner_id = ?1 AND j.company_id IS NOT ?2 AND f.deleted_ms IS NULL)
