-- The list of notifications is counted and paged in an index of its own. What is told of a record goes with the record, whoever
-- erases it, so that no count has to look for thousands of records; trashed ones keep theirs.
DELETE FROM notification
WHERE NOT CASE kind
    WHEN 'task' THEN EXISTS (SELECT 1 FROM task WHERE id = record_id)
    WHEN 'contact' THEN EXISTS (SELECT 1 FROM contact WHERE id = record_id)
    WHEN 'deal' THEN EXISTS (SELECT 1 FROM deal WHERE id = record_id)
    WHEN 'view' THEN EXISTS (SELECT 1 FROM view WHERE id = record_id)
    ELSE EXISTS (SELECT 1 FROM job WHERE id = record_id) END;

CREATE INDEX notification_listed
    ON notification (max(due_ms, coalesce(snoozed_until_ms, 0)) DESC, id, read_ms, snoozed_until_ms, event, in_app)
    WHERE in_app = 1;
CREATE INDEX notification_by_record ON notification (record_id);

CREATE TRIGGER notification_of_task AFTER DELETE ON task
BEGIN DELETE FROM notification WHERE record_id = OLD.id; END;
CREATE TRIGGER notification_of_contact AFTER DELETE ON contact
BEGIN DELETE FROM notification WHERE record_id = OLD.id; END;
CREATE TRIGGER notification_of_deal AFTER DELETE ON deal
BEGIN DELETE FROM notification WHERE record_id = OLD.id; END;
CREATE TRIGGER notification_of_view AFTER DELETE ON view
BEGIN DELETE FROM notification WHERE record_id = OLD.id; END;
CREATE TRIGGER notification_of_job AFTER DELETE ON job
BEGIN DELETE FROM notification WHERE record_id = OLD.id; END;
