SELECT c.id, c.display_name, d.label, d.value
FROM contact_date d
JOIN contact c ON c.id = d.owner_id
WHERE substr(d.value, -5) BETWEEN ?1 AND ?2
  AND c.deleted_ms IS NULL
ORDER BY substr(d.value, -5), c.id
LIMIT ?3
