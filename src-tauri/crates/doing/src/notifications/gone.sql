DELETE FROM notification
WHERE NOT CASE kind
    WHEN 'task' THEN EXISTS (SELECT 1 FROM task WHERE id = record_id)
    WHEN 'contact' THEN EXISTS (SELECT 1 FROM contact WHERE id = record_id)
    WHEN 'deal' THEN EXISTS (SELECT 1 FROM deal WHERE id = record_id)
    WHEN 'view' THEN EXISTS (SELECT 1 FROM view WHERE id = record_id)
    ELSE EXISTS (SELECT 1 FROM job WHERE id = record_id) END
