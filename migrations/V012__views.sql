-- Views: a list as the seller wants to see it again, with its filter, order, columns and look, under a name.

CREATE TABLE view (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    of_kind TEXT NOT NULL, -- the kind it lists
    query TEXT NOT NULL, -- the query value, as JSON
    columns TEXT, -- JSON array of field ids; NULL for the usual ones
    layout TEXT NOT NULL, -- table, cards, board
    icon TEXT,
    colour TEXT,
    pinned INTEGER CHECK (pinned IN (0, 1)),
    position REAL NOT NULL,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES ('view', 'record', 'view', NULL);

-- What lists ask of people and companies across relations, kept with every change of a deal or task: how many deals are
-- open and what they are worth in the home currency, how many tasks are to be done.
ALTER TABLE contact ADD COLUMN open_deals REAL;
ALTER TABLE contact ADD COLUMN open_amount_minor INTEGER;
ALTER TABLE contact ADD COLUMN open_amount_currency TEXT;
ALTER TABLE contact ADD COLUMN open_tasks REAL;
ALTER TABLE company ADD COLUMN open_deals REAL;
ALTER TABLE company ADD COLUMN open_amount_minor INTEGER;
ALTER TABLE company ADD COLUMN open_amount_currency TEXT;
ALTER TABLE company ADD COLUMN open_tasks REAL;

-- The worth follows with the next change of a deal, a rate or the home currency, which no migration knows.
UPDATE contact SET
    open_deals = (SELECT nullif(count(DISTINCT d.id), 0) FROM deal_contact l JOIN deal d ON d.id = l.owner_id
                  WHERE l.contact_id = contact.id AND d.state = 'open' AND d.deleted_ms IS NULL),
    open_tasks = (SELECT nullif(count(DISTINCT t.id), 0) FROM task_contact l JOIN task t ON t.id = l.owner_id
                  WHERE l.contact_id = contact.id AND t.completed_ms IS NULL AND t.deleted_ms IS NULL);
UPDATE company SET
    open_deals = (SELECT nullif(count(*), 0) FROM deal d
                  WHERE d.company_id = company.id AND d.state = 'open' AND d.deleted_ms IS NULL),
    open_tasks = (SELECT nullif(count(DISTINCT t.id), 0) FROM task_company l JOIN task t ON t.id = l.owner_id
                  WHERE l.company_id = company.id AND t.completed_ms IS NULL AND t.deleted_ms IS NULL);
