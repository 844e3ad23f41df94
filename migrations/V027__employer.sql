-- What lists ask of people across their job: industry, size and country of the company they work at, kept with every change of
-- either.

ALTER TABLE contact ADD COLUMN company_industry TEXT;
ALTER TABLE contact ADD COLUMN company_size TEXT;
ALTER TABLE contact ADD COLUMN company_country TEXT;

UPDATE contact SET (company_industry, company_size, company_country) = (
    SELECT nullif(c.industry, ''), nullif(c.size, ''),
        (SELECT nullif(a.country, '') FROM company_address a WHERE a.owner_id = c.id
         ORDER BY a."primary" DESC, a.position, a.id LIMIT 1)
    FROM company c
    WHERE c.id = (SELECT j.company_id FROM contact_job j WHERE j.owner_id = contact.id AND j.to_date IS NULL
                  ORDER BY j.position, j.id LIMIT 1)
)
WHERE id IN (SELECT j.owner_id FROM contact_job j JOIN company c ON c.id = j.company_id
             WHERE c.industry <> '' OR c.size <> '' OR c.id IN (SELECT owner_id FROM company_address));
