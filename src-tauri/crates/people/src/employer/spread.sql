UPDATE contact SET company_industry = ?2, company_size = ?3, company_country = ?4
WHERE id IN (SELECT owner_id FROM contact_job WHERE company_id = ?1)
  AND (SELECT j.company_id FROM contact_job j WHERE j.owner_id = contact.id AND j.to_date IS NULL
       ORDER BY j.position, j.id LIMIT 1) = ?1
  AND (company_industry IS NOT ?2 OR company_size IS NOT ?3 OR company_country IS NOT ?4)
