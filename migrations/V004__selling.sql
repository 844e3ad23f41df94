-- Deals pass through the stages of a pipeline; every stage a deal was in is kept with the moment it came there, so that
-- time in stage is known without the log. Amounts are minor units; rates of exchange are typed in with their day. That a
-- deal has a stage and a stage a pipeline is a rule of theirs, as with every reference.
CREATE TABLE pipeline (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    position REAL NOT NULL,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;

CREATE TABLE stage (
    id BLOB PRIMARY KEY,
    pipeline_id BLOB REFERENCES pipeline (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    position REAL NOT NULL,
    outcome TEXT NOT NULL, -- open, won, lost
    probability REAL NOT NULL, -- percent
    rot_days REAL, -- NULL when nothing rots there
    exit_criteria TEXT,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;
CREATE INDEX stage_by_pipeline ON stage (pipeline_id);

CREATE TABLE deal (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    company_id BLOB REFERENCES company (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    company TEXT, -- its name
    company_fold TEXT,
    company_sort TEXT,
    pipeline_id BLOB REFERENCES pipeline (id) DEFERRABLE INITIALLY DEFERRED, -- of the stage
    stage_id BLOB REFERENCES stage (id) DEFERRABLE INITIALLY DEFERRED,
    state TEXT NOT NULL, -- the outcome of the stage: open, won, lost
    stage_since_ms INTEGER NOT NULL,
    amount_minor INTEGER,
    amount_currency TEXT,
    close_date TEXT, -- expected, YYYY-MM-DD
    postponed REAL NOT NULL, -- how often the expected close moved to a later day
    slipping_from TEXT, -- the day from which an open deal counts as slipping
    forecast TEXT,
    next_step TEXT,
    won_reason TEXT,
    lost_reason TEXT,
    closed_ms INTEGER,
    last_activity_ms INTEGER NOT NULL, -- the last change or note
    rots_ms INTEGER, -- when it counts as neglected; NULL when closed or the stage has no limit
    source TEXT,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;
CREATE INDEX deal_by_stage ON deal (stage_id, close_date, id) WHERE deleted_ms IS NULL;
CREATE INDEX deal_by_company ON deal (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX deal_by_pipeline ON deal (pipeline_id);

CREATE TABLE deal_contact (
    owner_id BLOB NOT NULL REFERENCES deal (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    contact_id BLOB REFERENCES contact (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    role TEXT, -- decision_maker, champion, influencer, blocker, user, other
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deal_contact_by_contact ON deal_contact (contact_id);

-- Every stage the deal came to; it was there until the next row's moment.
CREATE TABLE deal_stage (
    owner_id BLOB NOT NULL REFERENCES deal (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    stage_id BLOB REFERENCES stage (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL, -- as the stage was called then
    outcome TEXT NOT NULL,
    entered_ms INTEGER NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deal_stage_by_stage ON deal_stage (stage_id) WHERE stage_id IS NOT NULL;

CREATE TABLE deal_tag (
    owner_id BLOB NOT NULL REFERENCES deal (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deal_tag_by_value ON deal_tag (value_fold);

CREATE TABLE deal_field_value (
    owner_id BLOB NOT NULL REFERENCES deal (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL, -- JSON
    value_fold TEXT, -- of texts and choices
    value_sort TEXT, -- of texts and choices
    value_num REAL, -- of numbers, instants, booleans and minor units
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deal_field_value_by_field ON deal_field_value (id, value_fold);

-- One unit of `currency` costs `rate` units of `base` on that day and until the next one that has a rate.
CREATE TABLE exchange_rate (
    id BLOB PRIMARY KEY,
    currency TEXT NOT NULL,
    base TEXT NOT NULL,
    rate REAL NOT NULL,
    date TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;

ALTER TABLE note ADD COLUMN deal_id BLOB REFERENCES deal (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX note_by_deal ON note (deal_id, created_ms) WHERE deal_id IS NOT NULL;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('pipeline', 'record', 'pipeline', NULL),
    ('stage', 'record', 'stage', NULL),
    ('deal', 'record', 'deal', NULL),
    ('deal_contact', 'part', NULL, 'deal'),
    ('deal_stage', 'part', NULL, 'deal'),
    ('deal_tag', 'part', NULL, 'deal'),
    ('deal_field_value', 'part', NULL, 'deal'),
    ('exchange_rate', 'record', 'exchange_rate', NULL);
