SELECT n.id, n.event, n.kind, n.record_id, n.about_id, n.details, n.due_ms, n.read_ms, n.snoozed_until_ms,
       coalesce(t.title, c.display_name, d.name, v.name, j.label) AS title,
       coalesce(a.display_name, ac.name, al.name, ad.name, at.title, am.title) AS about,
       CASE WHEN a.id IS NOT NULL THEN 'contact' WHEN ac.id IS NOT NULL THEN 'company'
            WHEN al.id IS NOT NULL THEN 'lead' WHEN ad.id IS NOT NULL THEN 'deal'
            WHEN at.id IS NOT NULL THEN 'task' WHEN am.id IS NOT NULL THEN 'communication' END AS about_kind
FROM notification n
LEFT JOIN task t ON n.kind = 'task' AND t.id = n.record_id
LEFT JOIN contact c ON n.kind = 'contact' AND c.id = n.record_id
LEFT JOIN deal d ON n.kind = 'deal' AND d.id = n.record_id
LEFT JOIN view v ON n.kind = 'view' AND v.id = n.record_id
LEFT JOIN job j ON n.kind = 'job' AND j.id = n.record_id
LEFT JOIN contact a ON a.id = n.about_id
LEFT JOIN company ac ON ac.id = n.about_id
LEFT JOIN lead al ON al.id = n.about_id
LEFT JOIN deal ad ON ad.id = n.about_id
LEFT JOIN task at ON at.id = n.about_id
LEFT JOIN communication am ON am.id = n.about_id
WHERE coalesce(t.id, c.id, d.id, v.id, j.id) IS NOT NULL
