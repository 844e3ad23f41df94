-- ?1 the company, ?2 the fields it tells something of, as a JSON array of hexadecimal digits.
DELETE FROM contact_field_value
WHERE owner_id IN (
        SELECT w.owner_id FROM contact_job w
        WHERE w.company_id = ?1
          AND (SELECT j.company_id FROM contact_job j WHERE j.owner_id = w.owner_id AND j.to_date IS NULL
               ORDER BY j.position, j.id LIMIT 1) = ?1
    )
  AND substr(hex(id), 13, 1) = '8'
  AND id NOT IN (SELECT unhex(value) FROM json_each(?2))
