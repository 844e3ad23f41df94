WITH
job AS (SELECT * FROM contact_job WHERE owner_id = ?1),
present AS (SELECT * FROM job WHERE to_date IS NULL OR to_date >= ?2),
deals AS (
    SELECT d.id, d.name, l.role FROM deal_contact l JOIN deal d ON d.id = l.owner_id
    WHERE l.contact_id = ?1 AND d.deleted_ms IS NULL ORDER BY d.last_activity_ms DESC LIMIT 12
)
SELECT * FROM (
    SELECT 'relation', 'contact', c.id, coalesce(c.display_name, r.value), r.label
    FROM contact_relation r LEFT JOIN contact c ON c.id = r.contact_id AND c.deleted_ms IS NULL
    WHERE r.owner_id = ?1 ORDER BY r.position LIMIT 12)
UNION ALL SELECT * FROM (
    SELECT 'named_by', 'contact', c.id, c.display_name, r.label
    FROM contact_relation r JOIN contact c ON c.id = r.owner_id
    WHERE r.contact_id = ?1 AND c.deleted_ms IS NULL ORDER BY c.display_name_sort LIMIT 12)
UNION ALL SELECT * FROM (
    SELECT DISTINCT 'manager', 'contact', c.id, c.display_name, j.company
    FROM present j JOIN contact c ON c.id = j.reports_to_id WHERE c.deleted_ms IS NULL LIMIT 12)
UNION ALL SELECT * FROM (
    SELECT DISTINCT 'report', 'contact', c.id, c.display_name, j.title
    FROM contact_job j JOIN contact c ON c.id = j.owner_id
    WHERE j.reports_to_id = ?1 AND (j.to_date IS NULL OR j.to_date >= ?2) AND c.deleted_ms IS NULL
    ORDER BY c.display_name_sort LIMIT 12)
UNION ALL SELECT * FROM (
    SELECT iif(j.to_date < ?2, 'former_employer', 'employer'), 'company', c.id, c.name, j.title
    FROM job j JOIN company c ON c.id = j.company_id WHERE c.deleted_ms IS NULL
    ORDER BY j.to_date IS NOT NULL, j.position LIMIT 12)
UNION ALL SELECT * FROM (SELECT 'deal', 'deal', d.id, d.name, d.role FROM deals d)
UNION ALL SELECT * FROM (
    SELECT 'in_deal', 'contact', c.id, c.display_name, min(d.name)
    FROM deals d JOIN deal_contact l ON l.owner_id = d.id JOIN contact c ON c.id = l.contact_id
    WHERE c.id <> ?1 AND c.deleted_ms IS NULL GROUP BY c.id ORDER BY c.display_name_sort LIMIT 12)
UNION ALL SELECT * FROM (
    SELECT 'colleague', 'contact', c.id, c.display_name, min(o.title)
    FROM present j JOIN contact_job o ON o.company_id = j.company_id JOIN contact c ON c.id = o.owner_id
    WHERE c.id <> ?1 AND (o.to_date IS NULL OR o.to_date >= ?2) AND c.deleted_ms IS NULL
    GROUP BY c.id ORDER BY c.last_activity_ms DESC NULLS LAST, c.display_name_sort LIMIT 12)
