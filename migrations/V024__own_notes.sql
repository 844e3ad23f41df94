-- Notes about records of the seller's own kinds; deals found by their names, as an import of deals asks for them.

ALTER TABLE note ADD COLUMN own_record_id BLOB REFERENCES own_record (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE note ADD COLUMN own_kind TEXT; -- of that record, which its table alone does not say
CREATE INDEX note_by_own_record ON note (own_record_id, created_ms) WHERE own_record_id IS NOT NULL;
CREATE INDEX deal_by_name ON deal (name_sort, id);
