SELECT nullif(c.industry, ''), nullif(c.size, ''),
    (SELECT nullif(a.country, '') FROM company_address a WHERE a.owner_id = c.id
     ORDER BY a."primary" DESC, a.position, a.id LIMIT 1)
FROM company c WHERE c.id = ?1
