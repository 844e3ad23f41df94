-- What companies say in the seller's own fields stands on the people who work there too, among their own values, so that lists
-- ask for it; under the id of the field as a UUID of version 8.

INSERT INTO contact_field_value (owner_id, id, position, value, value_fold, value_sort, value_num)
SELECT p.id, unhex(substr(hex(v.id), 1, 12) || '8' || substr(hex(v.id), 14)), 0, v.value, v.value_fold, v.value_sort, v.value_num
FROM company_field_value v
CROSS JOIN field f ON f.id = v.id AND f.type <> 'long_text'
CROSS JOIN contact_job w ON w.company_id = v.owner_id
CROSS JOIN contact p ON p.id = w.owner_id
WHERE (SELECT j.company_id FROM contact_job j WHERE j.owner_id = p.id AND j.to_date IS NULL
       ORDER BY j.position, j.id LIMIT 1) = v.owner_id
GROUP BY p.id, v.id;
