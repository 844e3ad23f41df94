-- Leads: who may become a customer, before there is a contact, a company or a deal; what a lead is worth by rules of the
-- seller, when it counts as qualified, and which territory it belongs to. The score is kept with the lead, so that lists
-- sort and filter by it; why it is so follows from the rules, the lead and the moment it was reckoned.
CREATE TABLE territory (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    countries TEXT, -- JSON, ISO 3166-1 alpha-2; NULL for any
    postcodes TEXT, -- JSON, beginnings and ranges of them
    industries TEXT, -- JSON
    size_from REAL, -- people
    size_to REAL,
    position REAL NOT NULL,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;

CREATE TABLE lead (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    given TEXT,
    family TEXT,
    company TEXT,
    company_fold TEXT,
    company_sort TEXT,
    job_title TEXT,
    job_title_fold TEXT,
    job_title_sort TEXT,
    website TEXT,
    city TEXT,
    city_fold TEXT,
    city_sort TEXT,
    postal_code TEXT,
    country TEXT,
    industry TEXT,
    industry_fold TEXT,
    industry_sort TEXT,
    size REAL, -- people in the company
    source TEXT,
    source_fold TEXT,
    source_sort TEXT,
    status TEXT NOT NULL, -- new, working, qualified, disqualified, converted
    status_since_ms INTEGER NOT NULL,
    rating TEXT, -- hot, warm, cold
    value_minor INTEGER,
    value_currency TEXT,
    next_step TEXT,
    assignee TEXT NOT NULL,
    qualified_reason TEXT,
    disqualified_reason TEXT,
    qualified_ms INTEGER,
    converted_ms INTEGER,
    held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)), -- the seller took it back: no rule qualifies it again
    last_activity_ms INTEGER NOT NULL, -- a note, a change of status, or its making
    score REAL NOT NULL, -- 0 to 100
    scored_ms INTEGER NOT NULL, -- as of when
    territory_id BLOB REFERENCES territory (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    contact_id BLOB REFERENCES contact (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, -- what it became
    company_id BLOB REFERENCES company (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    deal_id BLOB REFERENCES deal (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;
CREATE INDEX lead_by_score ON lead (score DESC, id);
CREATE INDEX lead_by_territory ON lead (territory_id) WHERE territory_id IS NOT NULL;
CREATE INDEX lead_by_contact ON lead (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX lead_by_company ON lead (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX lead_by_deal ON lead (deal_id) WHERE deal_id IS NOT NULL;

CREATE TABLE lead_email (
    owner_id BLOB NOT NULL REFERENCES lead (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    "primary" INTEGER NOT NULL DEFAULT 0 CHECK ("primary" IN (0, 1)),
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_email_by_value ON lead_email (value_fold);

CREATE TABLE lead_phone (
    owner_id BLOB NOT NULL REFERENCES lead (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    value TEXT NOT NULL, -- as typed
    value_fold TEXT NOT NULL,
    e164 TEXT, -- NULL when it is no number that can be dialled
    extension TEXT,
    "primary" INTEGER NOT NULL DEFAULT 0 CHECK ("primary" IN (0, 1)),
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_phone_by_e164 ON lead_phone (e164) WHERE e164 IS NOT NULL;

CREATE TABLE lead_tag (
    owner_id BLOB NOT NULL REFERENCES lead (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_tag_by_value ON lead_tag (value_fold);

CREATE TABLE lead_field_value (
    owner_id BLOB NOT NULL REFERENCES lead (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL, -- JSON
    value_fold TEXT, -- of texts and choices
    value_sort TEXT, -- of texts and choices
    value_num REAL, -- of numbers, instants, booleans and minor units
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lead_field_value_by_field ON lead_field_value (id, value_fold);

CREATE TABLE score_rule (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    dimension TEXT NOT NULL, -- fit, firmographic, engagement, intent, recency
    filter TEXT, -- JSON, the filter of a query; NULL holds for every lead
    points REAL NOT NULL, -- whole, -100 to 100
    each TEXT, -- the number of which each whole one counts so much; NULL when it counts once
    up_to REAL, -- and no more than this in all
    paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    position REAL NOT NULL,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;

CREATE TABLE qualify_rule (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    min_score REAL NOT NULL,
    filter TEXT, -- JSON, the filter of a query; NULL holds for every lead
    paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    position REAL NOT NULL,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;

ALTER TABLE note ADD COLUMN lead_id BLOB REFERENCES lead (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX note_by_lead ON note (lead_id, created_ms) WHERE lead_id IS NOT NULL;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('territory', 'record', 'territory', NULL),
    ('lead', 'record', 'lead', NULL),
    ('lead_email', 'part', NULL, 'lead'),
    ('lead_phone', 'part', NULL, 'lead'),
    ('lead_tag', 'part', NULL, 'lead'),
    ('lead_field_value', 'part', NULL, 'lead'),
    ('score_rule', 'record', 'score_rule', NULL),
    ('qualify_rule', 'record', 'qualify_rule', NULL);
