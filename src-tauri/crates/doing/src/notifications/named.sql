SELECT n.id, n.event, n.kind, n.record_id, n.about_id, n.details, n.due_ms, n.read_ms, n.snoozed_until_ms,
       coalesce(t.title, c.display_name, d.name, j.label) AS title, a.display_name AS about
FROM notification n
LEFT JOIN task t ON n.kind = 'task' AND t.id = n.record_id
LEFT JOIN contact c ON n.kind = 'contact' AND c.id = n.record_id
LEFT JOIN deal d ON n.kind = 'deal' AND d.id = n.record_id
LEFT JOIN job j ON n.kind = 'job' AND j.id = n.record_id
LEFT JOIN contact a ON a.id = n.about_id
WHERE coalesce(t.id, c.id, d.id, j.id) IS NOT NULL
