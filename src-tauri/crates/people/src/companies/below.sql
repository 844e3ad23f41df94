WITH RECURSIVE below (id, depth) AS (
    SELECT id, 0 FROM company WHERE id = ?1
    UNION
    SELECT c.id, b.depth + 1 FROM below b JOIN company c ON c.parent_id = b.id
    WHERE c.deleted_ms IS NULL AND b.depth < ?2
    LIMIT ?4
)
SELECT c.id, c.parent_id, c.name, c.industry, b.depth,
       (SELECT count(DISTINCT j.owner_id) FROM contact_job j JOIN contact p ON p.id = j.owner_id
        WHERE j.company_id = c.id AND (j.to_date IS NULL OR j.to_date >= ?3) AND p.deleted_ms IS NULL),
       cast(coalesce(c.open_deals, 0) AS INTEGER), c.open_amount_minor, c.open_amount_currency
FROM below b JOIN company c ON c.id = b.id
ORDER BY b.depth, c.name_sort, c.id
