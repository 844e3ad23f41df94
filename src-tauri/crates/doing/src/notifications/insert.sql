INSERT INTO notification (id, event, dedupe, kind, record_id, about_id, details, in_app, desktop, created_ms, due_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (dedupe) DO NOTHING
