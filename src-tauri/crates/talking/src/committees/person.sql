SELECT c.display_name,
       coalesce((SELECT j.title FROM contact_job j WHERE j.owner_id = ?1 AND j.company_id = ?2 AND j.title IS NOT NULL
                 ORDER BY j.to_date IS NOT NULL, j.position LIMIT 1), c.job_title),
       c.photo,
       (SELECT count(*) FROM communication_contact l JOIN communication m ON m.id = l.owner_id
        WHERE l.contact_id = ?1 AND m.deleted_ms IS NULL AND m.at_ms > ?3 AND m.at_ms <= ?4),
       (SELECT max(m.at_ms) FROM communication_contact l JOIN communication m ON m.id = l.owner_id
        WHERE l.contact_id = ?1 AND m.deleted_ms IS NULL AND m.at_ms <= ?4),
       (SELECT count(DISTINCT j.owner_id) FROM contact_job j JOIN contact r ON r.id = j.owner_id
        WHERE j.reports_to_id = ?1 AND (?2 IS NULL OR j.company_id = ?2) AND j.to_date IS NULL
          AND r.deleted_ms IS NULL)
FROM contact c WHERE c.id = ?1 AND c.deleted_ms IS NULL
