-- What is made of duplicates takes the place of what was known by one word and not row by row: under which name the blocks and
-- pairs of a kind stand.

ALTER TABLE duplicate_state ADD COLUMN stands TEXT NOT NULL DEFAULT '';
UPDATE duplicate_state SET stands = kind;

-- The page that asks reads all that is likely, from this alone.
DROP INDEX duplicate_pair_by_probability;
CREATE INDEX duplicate_pair_by_probability ON duplicate_pair (kind, probability, traits);
