-- Where people, companies and leads are, so that lists can be filtered and sorted by distance: a place as one number by
-- latitude first, and by what it was found. What is there already is located by the vault's own housekeeping.

ALTER TABLE contact ADD COLUMN place INTEGER;
ALTER TABLE contact ADD COLUMN place_found TEXT;
ALTER TABLE company ADD COLUMN place INTEGER;
ALTER TABLE company ADD COLUMN place_found TEXT;
ALTER TABLE lead ADD COLUMN place INTEGER;
ALTER TABLE lead ADD COLUMN place_found TEXT;
