SELECT t.id, t.due, t.due_ms, t.created_ms, t.snoozed_until_ms,
       (SELECT json_group_array(r.minutes) FROM task_reminder r WHERE r.owner_id = t.id),
       (SELECT l.contact_id FROM task_contact l WHERE l.owner_id = t.id ORDER BY l.position LIMIT 1),
       (SELECT max(c.at_ms)
        FROM task_contact l
        JOIN communication_contact w ON w.contact_id = l.contact_id
        JOIN communication c ON c.id = w.owner_id
        WHERE l.owner_id = t.id AND c.deleted_ms IS NULL
          AND coalesce(c.outcome, '') NOT IN
              ('not_reached', 'left_message', 'busy', 'wrong_number', 'no_answer', 'cancelled', 'no_show'))
FROM task t
WHERE t.completed_ms IS NULL AND t.deleted_ms IS NULL AND t.due IS NOT NULL
  AND t.id IN (
      SELECT id FROM task WHERE completed_ms IS NULL AND due BETWEEN ?1 AND ?2
      UNION
      SELECT id FROM task WHERE snoozed_until_ms >= ?3
      UNION
      SELECT owner_id FROM task_reminder)
ORDER BY abs(julianday(t.due) - julianday(?4)), t.id
LIMIT 2000
