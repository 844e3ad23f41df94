-- ?1 the company, ?2 the field, ?3 to ?6 its value: everybody who works there says so.
INSERT INTO contact_field_value (owner_id, id, position, value, value_fold, value_sort, value_num)
SELECT DISTINCT w.owner_id, ?2, 0, ?3, ?4, ?5, ?6 FROM contact_job w
WHERE w.company_id = ?1
  AND (SELECT j.company_id FROM contact_job j WHERE j.owner_id = w.owner_id AND j.to_date IS NULL
       ORDER BY j.position, j.id LIMIT 1) = ?1
ON CONFLICT (owner_id, id) DO UPDATE SET
    value = excluded.value, value_fold = excluded.value_fold, value_sort = excluded.value_sort,
    value_num = excluded.value_num
WHERE value <> excluded.value
