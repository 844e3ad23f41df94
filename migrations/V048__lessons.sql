-- What an answer about a pair that may be there twice teaches of others: JSON with the codes of what spoke for and against
-- the pair and how likely it was, of a pair that was offered. It goes with the answer when that is taken back.

ALTER TABLE contact_merged ADD COLUMN lesson TEXT;
ALTER TABLE company_merged ADD COLUMN lesson TEXT;
ALTER TABLE lead_merged ADD COLUMN lesson TEXT;
ALTER TABLE contact_distinct ADD COLUMN lesson TEXT;
ALTER TABLE company_distinct ADD COLUMN lesson TEXT;
ALTER TABLE lead_distinct ADD COLUMN lesson TEXT;

-- A bit for each trait of a pair; pairs that were kept before are looked at anew.
ALTER TABLE duplicate_pair ADD COLUMN traits INTEGER NOT NULL DEFAULT 0;
