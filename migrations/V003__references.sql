-- References are checked when a change commits, not with each row: with immediate checks SQLite keeps a journal of every
-- single insert that has a log trigger. The text of a table is edited as
-- https://sqlite.org/lang_altertable.html#otheralter allows where nothing stored changes.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema
SET sql = replace(
    replace(sql, 'ON DELETE CASCADE', 'ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED'),
    'ON DELETE SET NULL', 'ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED'
)
WHERE type = 'table';
PRAGMA writable_schema = RESET;
