SELECT c.id, j.id, c.display_name, j.title, j.department, j.role, j.from_date, j.to_date,
       j.to_date IS NULL OR j.to_date >= ?2 AS present,
       j.reports_to_id, (SELECT m.display_name FROM contact m WHERE m.id = j.reports_to_id),
       (SELECT s.role FROM company_stakeholder s WHERE s.owner_id = ?1 AND s.contact_id = c.id LIMIT 1),
       c.last_activity_ms
FROM contact_job j JOIN contact c ON c.id = j.owner_id
WHERE j.company_id = ?1 AND c.deleted_ms IS NULL
  AND (?3 IS NULL OR ?3 = (j.to_date IS NULL OR j.to_date >= ?2))
ORDER BY present DESC, c.display_name_sort, j.to_date DESC, j.from_date DESC, c.id, j.id
LIMIT ?4
