-- A view keeps what its list is grouped by, beside its order and columns.
ALTER TABLE view ADD COLUMN group_by TEXT; -- a field's id, `:letter` behind it for the first letter
