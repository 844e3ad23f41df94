-- The title of a change set can be erased, and the chain stays provable: new sets begin with a salt, and the digest of a
-- set's head is kept once the title it was made from is gone.
ALTER TABLE change_set ADD COLUMN salt BLOB;
ALTER TABLE change_set ADD COLUMN head BLOB;
