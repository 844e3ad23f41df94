SELECT k.id, k.keep_in_touch_weeks, k.created_ms,
       (SELECT max(c.at_ms)
        FROM communication_contact w
        JOIN communication c ON c.id = w.owner_id
        WHERE w.contact_id = k.id AND c.deleted_ms IS NULL
          AND coalesce(c.outcome, '') NOT IN
              ('not_reached', 'left_message', 'busy', 'wrong_number', 'no_answer', 'cancelled', 'no_show'))
FROM contact k
WHERE k.keep_in_touch_weeks IS NOT NULL AND k.deleted_ms IS NULL
LIMIT 5000
