SELECT d.owner_id, d.value
FROM contact_date d
JOIN contact c ON c.id = d.owner_id
WHERE d.label = 'birthday'
  AND substr(d.value, -5) BETWEEN ?1 AND ?2
  AND c.deleted_ms IS NULL
LIMIT 5000
