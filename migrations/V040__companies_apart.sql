-- Companies that look like one and are two: what the seller said of a pair, so that nobody asks again.

CREATE TABLE company_distinct (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    company_id BLOB REFERENCES company (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_distinct_by_company ON company_distinct (company_id);

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES ('company_distinct', 'part', NULL, 'company');
