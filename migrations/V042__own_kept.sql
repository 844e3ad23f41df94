-- Records of the seller's own kinds keep how many tasks about them are to be done, and when they were last spoken of.
ALTER TABLE own_record ADD COLUMN open_tasks REAL; -- NULL when there are none
ALTER TABLE own_record ADD COLUMN last_activity_ms INTEGER; -- NULL when there never was a conversation

UPDATE own_record SET
    open_tasks = (SELECT nullif(count(DISTINCT t.id), 0) FROM task_own_record l JOIN task t ON t.id = l.owner_id
                  WHERE l.own_record_id = own_record.id AND t.completed_ms IS NULL AND t.deleted_ms IS NULL),
    last_activity_ms = (SELECT max(c.at_ms) FROM communication_own_record l JOIN communication c ON c.id = l.owner_id
                        WHERE l.own_record_id = own_record.id AND c.deleted_ms IS NULL);
