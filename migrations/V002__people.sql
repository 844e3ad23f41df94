-- The people a seller knows and where they work: everything an address book holds, in records and their parts.
-- Absent text is NULL. `x_fold` is what filters match, `x_sort` what lists sort by; both are written with `x`.

CREATE TABLE company (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    parent_id BLOB REFERENCES company (id) ON DELETE SET NULL,
    industry TEXT,
    industry_fold TEXT,
    industry_sort TEXT,
    size TEXT,
    photo TEXT,
    source TEXT,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;
CREATE INDEX company_by_name ON company (name_sort, id);
CREATE INDEX company_by_fold ON company (name_fold);
CREATE INDEX company_by_parent ON company (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE contact (
    id BLOB PRIMARY KEY,
    display_name TEXT NOT NULL,
    display_name_fold TEXT NOT NULL,
    display_name_sort TEXT NOT NULL,
    named INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1)), -- display_name was given, not derived
    prefix TEXT,
    given TEXT,
    middle TEXT,
    family TEXT,
    family_fold TEXT,
    family_sort TEXT,
    suffix TEXT,
    nickname TEXT,
    phonetic_given TEXT,
    phonetic_middle TEXT,
    phonetic_family TEXT,
    company TEXT, -- of the current job
    company_fold TEXT,
    company_sort TEXT,
    job_title TEXT, -- of the current job
    photo TEXT,
    source TEXT,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;
CREATE INDEX contact_by_name ON contact (display_name_sort, id);

-- One table per sort of value and owner, clustered with the owner.
CREATE TABLE contact_email (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    "primary" INTEGER NOT NULL DEFAULT 0 CHECK ("primary" IN (0, 1)),
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_email_by_value ON contact_email (value_fold);

CREATE TABLE contact_phone (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
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
CREATE INDEX contact_phone_by_e164 ON contact_phone (e164) WHERE e164 IS NOT NULL;

CREATE TABLE contact_address (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    street TEXT,
    extended TEXT,
    po_box TEXT,
    city TEXT,
    city_fold TEXT,
    region TEXT,
    postal_code TEXT,
    country TEXT,
    "primary" INTEGER NOT NULL DEFAULT 0 CHECK ("primary" IN (0, 1)),
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_link (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    profile TEXT, -- host and path of a personal page, lower case; NULL for any other page
    "primary" INTEGER NOT NULL DEFAULT 0 CHECK ("primary" IN (0, 1)),
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_link_by_profile ON contact_link (profile) WHERE profile IS NOT NULL;

CREATE TABLE contact_handle (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    service TEXT NOT NULL,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    label TEXT,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_date (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    value TEXT NOT NULL, -- YYYY-MM-DD or --MM-DD
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_relation (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    contact_id BLOB REFERENCES contact (id) ON DELETE SET NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_relation_by_contact ON contact_relation (contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE contact_job (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    company TEXT,
    company_fold TEXT,
    company_id BLOB REFERENCES company (id) ON DELETE SET NULL,
    title TEXT,
    department TEXT,
    role TEXT,
    from_date TEXT,
    to_date TEXT,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_job_by_company ON contact_job (company_id) WHERE company_id IS NOT NULL;

CREATE TABLE contact_consent (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    channel TEXT NOT NULL, -- email, phone, sms, post
    state TEXT NOT NULL, -- granted, refused
    source TEXT,
    at_ms INTEGER,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_tag (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_tag_by_value ON contact_tag (value_fold);

-- What no field takes, kept as it came, searched and exported again.
CREATE TABLE contact_raw (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    source TEXT,
    name TEXT NOT NULL,
    params TEXT,
    value TEXT NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

-- What other programs call the record: the same card is known again by it.
CREATE TABLE contact_identity (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_identity_by_value ON contact_identity (value);

-- Values of the seller's own fields; a row's id is the field's.
CREATE TABLE contact_field_value (
    owner_id BLOB NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL, -- JSON
    value_fold TEXT, -- of texts and choices
    value_sort TEXT, -- of texts and choices
    value_num REAL, -- of numbers, instants, booleans and minor units
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_field_value_by_field ON contact_field_value (id, value_fold);

CREATE TABLE company_email (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    "primary" INTEGER NOT NULL DEFAULT 0 CHECK ("primary" IN (0, 1)),
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_email_by_value ON company_email (value_fold);

CREATE TABLE company_phone (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE,
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

CREATE TABLE company_address (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    street TEXT,
    extended TEXT,
    po_box TEXT,
    city TEXT,
    city_fold TEXT,
    region TEXT,
    postal_code TEXT,
    country TEXT,
    "primary" INTEGER NOT NULL DEFAULT 0 CHECK ("primary" IN (0, 1)),
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE company_link (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    profile TEXT, -- host and path of a personal page, lower case; NULL for any other page
    "primary" INTEGER NOT NULL DEFAULT 0 CHECK ("primary" IN (0, 1)),
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE company_domain (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_domain_by_value ON company_domain (value_fold);

CREATE TABLE company_tag (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    value_fold TEXT NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_tag_by_value ON company_tag (value_fold);

-- What no field takes, kept as it came, searched and exported again.
CREATE TABLE company_raw (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    source TEXT,
    name TEXT NOT NULL,
    params TEXT,
    value TEXT NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;

-- What other programs call the record: the same card is known again by it.
CREATE TABLE company_identity (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_identity_by_value ON company_identity (value);

-- Values of the seller's own fields; a row's id is the field's.
CREATE TABLE company_field_value (
    owner_id BLOB NOT NULL REFERENCES company (id) ON DELETE CASCADE,
    id BLOB NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL, -- JSON
    value_fold TEXT, -- of texts and choices
    value_sort TEXT, -- of texts and choices
    value_num REAL, -- of numbers, instants, booleans and minor units
    PRIMARY KEY (owner_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_field_value_by_field ON company_field_value (id, value_fold);

-- The seller's own fields.
CREATE TABLE field (
    id BLOB PRIMARY KEY,
    of_kind TEXT NOT NULL,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    type TEXT NOT NULL,
    options TEXT, -- JSON array of texts
    record_kind TEXT,
    position REAL NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;

-- A tag is its folded name: records carry the name, this table its colour.
CREATE TABLE tag (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort TEXT NOT NULL,
    colour TEXT,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;
CREATE INDEX tag_by_fold ON tag (name_fold);

CREATE TABLE note (
    id BLOB PRIMARY KEY,
    body TEXT NOT NULL, -- Markdown
    contact_id BLOB REFERENCES contact (id) ON DELETE CASCADE,
    company_id BLOB REFERENCES company (id) ON DELETE CASCADE,
    pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
    source TEXT,
    created_ms INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL,
    deleted_ms INTEGER
) STRICT;
CREATE INDEX note_by_contact ON note (contact_id, created_ms) WHERE contact_id IS NOT NULL;
CREATE INDEX note_by_company ON note (company_id, created_ms) WHERE company_id IS NOT NULL;

-- Imports and their receipts stay after an undo: they say what happened.
CREATE TABLE import (
    id BLOB PRIMARY KEY,
    state TEXT NOT NULL, -- staging, staged, applying, done, cancelled, failed
    label TEXT NOT NULL,
    dry_run INTEGER NOT NULL,
    change_set BLOB,
    job BLOB,
    options TEXT NOT NULL, -- JSON: region, no_merge, files, mappings
    position INTEGER NOT NULL DEFAULT 0, -- staged rows applied so far
    rows INTEGER NOT NULL DEFAULT 0, -- staged rows
    error TEXT, -- JSON
    started_ms INTEGER NOT NULL,
    finished_ms INTEGER
) STRICT;

CREATE TABLE import_file (
    import_id BLOB NOT NULL,
    number INTEGER NOT NULL, -- from 0
    summary TEXT NOT NULL, -- JSON: name, format, source, encoding, counts, columns
    PRIMARY KEY (import_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_row (
    import_id BLOB NOT NULL,
    file INTEGER NOT NULL,
    row INTEGER NOT NULL, -- from 1
    outcome TEXT NOT NULL, -- created, updated, unchanged, duplicate, rejected
    record_kind TEXT,
    record_id BLOB,
    details TEXT, -- JSON: title, reason, exceptional cells, diff
    PRIMARY KEY (import_id, file, row)
) STRICT, WITHOUT ROWID;

-- A row that says to the letter what an imported one said is known again.
CREATE TABLE import_seen (
    fingerprint BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    record_id BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Mappings the seller corrected.
CREATE TABLE import_mapping (
    source TEXT PRIMARY KEY, -- digest of the header
    mapping TEXT NOT NULL, -- JSON
    used_ms INTEGER NOT NULL
) STRICT;

-- How often and when the seller opened a record, for ranking.
CREATE TABLE opened (
    kind TEXT NOT NULL,
    record_id BLOB NOT NULL,
    times INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    PRIMARY KEY (kind, record_id)
) STRICT, WITHOUT ROWID;

INSERT INTO declared_table (name, class, kind, owner_kind) VALUES
    ('company', 'record', 'company', NULL),
    ('contact', 'record', 'contact', NULL),
    ('contact_email', 'part', NULL, 'contact'),
    ('contact_phone', 'part', NULL, 'contact'),
    ('contact_address', 'part', NULL, 'contact'),
    ('contact_link', 'part', NULL, 'contact'),
    ('contact_handle', 'part', NULL, 'contact'),
    ('contact_date', 'part', NULL, 'contact'),
    ('contact_relation', 'part', NULL, 'contact'),
    ('contact_job', 'part', NULL, 'contact'),
    ('contact_consent', 'part', NULL, 'contact'),
    ('contact_tag', 'part', NULL, 'contact'),
    ('contact_raw', 'part', NULL, 'contact'),
    ('contact_identity', 'part', NULL, 'contact'),
    ('contact_field_value', 'part', NULL, 'contact'),
    ('company_email', 'part', NULL, 'company'),
    ('company_phone', 'part', NULL, 'company'),
    ('company_address', 'part', NULL, 'company'),
    ('company_link', 'part', NULL, 'company'),
    ('company_domain', 'part', NULL, 'company'),
    ('company_tag', 'part', NULL, 'company'),
    ('company_raw', 'part', NULL, 'company'),
    ('company_identity', 'part', NULL, 'company'),
    ('company_field_value', 'part', NULL, 'company'),
    ('field', 'record', 'field', NULL),
    ('tag', 'record', 'tag', NULL),
    ('note', 'record', 'note', NULL),
    ('import', 'local', NULL, NULL),
    ('import_file', 'local', NULL, NULL),
    ('import_row', 'local', NULL, NULL),
    ('import_seen', 'local', NULL, NULL),
    ('import_mapping', 'local', NULL, NULL),
    ('opened', 'local', NULL, NULL);
