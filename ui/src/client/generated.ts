// Generated from the command table by `satchel openapi --typescript`; a test fails when it is not what the program
// says. Do not edit.

export interface Above {
  /** The company. */
  id: Id;
  /** What it is called. */
  name: string;
}

export interface Activities {
  /** The newest first. */
  activities: Activity[];
}

/** One thing that happened. */
export interface Activity {
  /** Who; absent for a note. */
  actor: string | null;
  /** When, milliseconds since 1970 UTC. */
  at_ms: number;
  /** The campaign that caused it; absent for what was done by hand. */
  campaign_id: Id | null;
  /** Its company. */
  company_id: Id | null;
  /** The contact it became. */
  contact_id: Id | null;
  /** The status before. */
  from: string | null;
  /** What a person calls it, or the text of the note. */
  label: string;
  /** The lead. */
  lead_id: Id;
  /** The status after. */
  to: string | null;
  /** What it was. */
  type: ActivityType;
}

export type ActivityType = "LEAD_CREATED" | "LEAD_STAGE_CHANGED" | "LEAD_CHANGED" | "NOTE_ADDED" | "CONVERSATION_LOGGED" | "TASK_ADDED";

export interface Add {
  /** The files, 1 to 100. */
  files: FileRef[];
  /** The record. */
  id: Id;
  /** The record's kind: `contact`, `company`, `deal`, `lead`, `task`, `communication`, or one the seller made. */
  kind: string;
}

/** What became of the files. */
export interface Added {
  /** The attachments that were made, in the order of the files. */
  attachments: unknown[];
  /** The job that copies them, whose output then says the same, of attachments only their ids; absent when it is done. */
  job?: Id | null;
  /** The files that were not attached, and why. */
  left: NotAttached[];
}

export interface AllMarked {
  /** Every mark. */
  marks: Marked[];
}

/** A layout, or that there is none of the seller's. */
export interface Answer {
  /** As the seller arranged it; absent for the usual one. */
  layout?: Layout | null;
  /** The kind. */
  of: string;
}

/** Nothing more is to be said. */
export interface Apart {
  /** One. */
  id: Id;
  /** The other. */
  other: Id;
}

export interface Arrange {
  /** Today's visits in the order they shall be made; null for a short one. */
  tasks?: Id[] | null;
  /** The seller's zone, such as `Europe/Berlin`. */
  zone: string;
}

export interface AsOf {
  /** The record. */
  id: Id;
  /** The record's kind. */
  kind: string;
  /** The change after which it is wanted. */
  seq: number;
}

/** A value that names nothing here. */
export interface Asked {
  /** Its column's index. */
  column: number;
  /** What it can be said to mean. */
  known: string[];
  /** Whether it is made with the import unless the mapping says that it means something else. */
  made?: boolean;
  /** In how many of the rows looked at. */
  rows: number;
  /** Whether the mapping says what it means, and that is something here. */
  settled: boolean;
  /** The pipeline in which a stage of this name would be made. */
  under?: Id | null;
  /** The value as it stands in the file. */
  value: string;
}

/** Which leads are asked for. */
export interface AskedKnown {
  /** Passes over so many of the likeliest. */
  after?: number;
  /** Only pairs with this lead or contact. */
  id?: Id | null;
  /** Only pairs at least this likely, 0 to 1; 0.05 when absent. */
  least?: number | null;
  /** Pairs at most, 1 to 1,000; 100 when absent. */
  limit?: number | null;
  /** Looks at all contacts even if that was stopped before. */
  look?: boolean;
}

export interface Attachment {
  added_by?: string;
  /** The id of a communication. */
  communication_id?: string;
  /** The id of a company. */
  company_id?: string;
  /** The id of a contact. */
  contact_id?: string;
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** The id of a deal. */
  deal_id?: string;
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  /** The hash of a stored file. */
  file?: string;
  id: string;
  kind: "attachment";
  /** The id of a lead. */
  lead_id?: string;
  media_type?: string;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  name: string;
  own_kind?: string;
  /** The id of a own_record. */
  own_record_id?: string;
  size?: number;
  /** The id of a task. */
  task_id?: string;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface AttachmentList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "attachment";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface AttachmentPatch {
  /** The id of a communication. */
  communication_id?: string | null;
  /** The id of a company. */
  company_id?: string | null;
  /** The id of a contact. */
  contact_id?: string | null;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  /** The id of a deal. */
  deal_id?: string | null;
  /** The id of a lead. */
  lead_id?: string | null;
  name?: string | null;
  /** The id of a own_record. */
  own_record_id?: string | null;
  /** The id of a task. */
  task_id?: string | null;
}

/** Which records to erase. */
export interface AttachmentsEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface AttachmentsPatchInput {
  id: string;
  patch: AttachmentPatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface AttachmentsPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: Record<string, never>;
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    /** The id of a communication. */
    communication_id?: string | null;
    /** The id of a company. */
    company_id?: string | null;
    /** The id of a contact. */
    contact_id?: string | null;
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    /** The id of a deal. */
    deal_id?: string | null;
    /** The id of a lead. */
    lead_id?: string | null;
    name?: string | null;
    /** The id of a own_record. */
    own_record_id?: string | null;
    /** The id of a task. */
    task_id?: string | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: Record<string, never>;
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

/** What shall be done. */
export interface Batch {
  /** Whether one that is refused takes all others along: nothing is changed then. Otherwise the others are done. */
  all_or_nothing?: boolean;
  /**
   * A name of the caller's choice for this very call, at most 200 bytes, known for a day: the same call under the same
   * key does nothing again. Over HTTP it may stand in the header `Idempotency-Key`.
   */
  idempotency_key?: string | null;
  /** 1 to 1,000 operations, done in this order. */
  operations: Operation[];
}

export interface Before {
  /** Only sets numbered below this. */
  before?: number | null;
  /** Sets at most, 1 to 200; 50 when absent. */
  limit?: number | null;
}

export interface Begin {
  /** The language of its words, `en` or `de`; that of the settings when absent. */
  language?: string | null;
}

/** A job that was begun. */
export interface Begun {
  /** The job. */
  job: Id;
}

/** A pipeline with its stages and their deals. */
export interface Board {
  /** The currency of totals. */
  home_currency: string;
  /** The one that is shown; absent when there is none. */
  pipeline_id: Id | null;
  /** The pipelines there are, in their order. */
  pipelines: Named[];
  /** Its stages in their order. */
  stages: DealsBoardOutputColumn[];
}

export interface BringBack {
  /** The archive. */
  file: FileRef;
}

/** How exactly a place is known, the most exact first. */
export type By = "postcode" | "area" | "town" | "country" | "unknown";

export interface ByHash {
  /** The hash in the record's `photo` field. */
  hash: string;
}

export interface ById {
  /** The attachment. */
  id: Id;
}

/** Every kind, by name, with a version that grows when a kind or field changes. */
export interface Catalogue {
  /** The kinds by their name. */
  kinds: { [key: string]: Kind };
  /** What the seller calls the kinds they made, by the kind's name. */
  own: { [key: string]: OwnKind };
  /** Grows with each change of the seller's own fields; answers made with another version are stale. */
  version: number;
}

/** A number with the list behind it. */
export interface Cell {
  /** How many deals. */
  count: number;
  /** The conditions that list them, all of which hold. */
  rules: Condition[];
  /** What they are worth. */
  total: Total;
}

/** How many cells went where; `total` is the sum of the others. */
export interface Cells {
  /** Went to a field, or were understood as structure such as a label. */
  mapped: number;
  /** Kept as raw properties. */
  raw: number;
  /** Not understood; the reason is with the row. */
  rejected: number;
  /** Cells that are not blank (CSV), properties of a card without BEGIN, END and VERSION (vCard). */
  total: number;
}

/** One value before and after. */
export interface Change {
  /** The field or part: `family`, `emails`; empty when the record itself came or went. */
  field: string;
  /** Before; null when there was none. */
  from: unknown;
  /** After; null when there is none. */
  to: unknown;
}

/** What changed. */
export interface Changed {
  /** Each deal that changed, the latest first. */
  deals: One[];
  /** Whether there is more than could be looked through. */
  more: boolean;
  /** Since when, milliseconds since 1970 UTC. */
  since_ms: number;
}

/** A setting that a change set changed. */
export interface ChangedSetting {
  /** What it was; absent where nothing was chosen, and where it is long or concerns nobody. */
  from?: unknown;
  /** Its name, as in `settings.get`; `notifications`, or `layout` and a kind, for what is set elsewhere. */
  name: string;
  /** What it became, likewise. */
  to?: unknown;
}

/** Where an occasion is told. */
export interface Channels {
  /** By the desktop, while the window is not in front. */
  desktop: boolean;
  /** In Satchel itself. */
  in_app: boolean;
}

/** A company's chart. */
export interface Chart {
  /** The company it belongs to. */
  above: Above | null;
  /** The company and those below it, level by level. */
  companies: Node[];
  /** Whether there are more companies than are told. */
  more_companies: boolean;
  /** Whether there are more people than are told. */
  more_people: boolean;
  /** Who works there, by name; at most 500. */
  people: Person[];
}

export interface Check {
  /** What is wrong, in words; empty if it is sound. At most 20 are named. */
  faults: string[];
  /** How much was looked at, in the check's own units. */
  looked_at: number;
  /** `file`, `cipher`, `references`, `log`, `rows`, `indexes`, `blobs`. */
  name: string;
}

/** Somebody of that name. */
export interface Choice {
  /** The record. */
  id: Id;
  /** `contact`, `company`, or a kind the seller made, such as `own_boat`. */
  kind: string;
  /** What tells it from others of that name. */
  subtitle: string;
  /** Its name. */
  title: string;
}

/** Which records: either `ids` or `query`. */
export interface Chosen {
  /** These records. */
  ids?: Id[] | null;
  /** Every record that this query finds. */
  query?: Query | null;
  /** But not these. */
  without?: Id[];
}

export interface Close {
  /** The deal. */
  id: Id;
  /** Why. */
  reason?: string | null;
}

/** A code. */
export interface Code {
  /** What of the contact found no room, by its fields. */
  left_out: string[];
  /** The dark modules as a path of SVG, in modules. */
  path: string;
  /** Modules of a side, the white ones around included. */
  side: number;
}

/** Everybody with one role. */
export interface Column {
  /** Those with the most influence first. */
  people: Stakeholder[];
  /** The role; absent for those of whom none is known. */
  role: string | null;
}

/** Where a column goes: given, family, display_name, full_name, uid, company, jobs.title, emails[work], phones[mobile], addresses[home].street, links[linkedin], handles[skype], dates[birthday], relations[spouse], tags, notes, domains, industry, size, custom:<name>, raw, skip; with a group number (phones#2, phones#2.label) columns of one group make one entry. */
export type ColumnTarget = string;

/** Who has a say at a company or in a deal. */
export interface Committee {
  /** A column for each role, in their usual order, and at the end those of whom none is known. */
  columns: Column[];
  /** What is missing or should not stay as it is, the worst first. */
  gaps: Gap[];
  /** Whether the company has more people than are told. */
  more: boolean;
}

export interface Communication {
  /** Milliseconds since 1970 UTC. */
  at_ms?: number;
  body?: string;
  channel: "call" | "visit" | "meeting" | "message" | "email" | "sms" | "chat";
  companies: string[];
  contacts: string[];
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  deals: string[];
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  direction?: "out" | "in" | "none";
  duration_s?: number;
  id: string;
  kind: "communication";
  leads: string[];
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  outcome?: "reached" | "not_reached" | "left_message" | "busy" | "wrong_number" | "call_back" | "held" | "cancelled" | "no_show" | "sent" | "answered" | "no_answer";
  own_records: string[];
  pinned?: boolean;
  source?: string;
  subject?: string;
  title?: string;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
  zone?: string;
}

export interface CommunicationList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "communication";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface CommunicationPatch {
  /** Milliseconds since 1970 UTC. */
  at_ms?: number | null;
  body?: string | null;
  channel?: "call" | "visit" | "meeting" | "message" | "email" | "sms" | "chat" | null;
  companies?: string[] | null;
  contacts?: string[] | null;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  deals?: string[] | null;
  direction?: "out" | "in" | "none" | null;
  duration_s?: number | null;
  leads?: string[] | null;
  outcome?: "reached" | "not_reached" | "left_message" | "busy" | "wrong_number" | "call_back" | "held" | "cancelled" | "no_show" | "sent" | "answered" | "no_answer" | null;
  own_records?: string[] | null;
  pinned?: boolean | null;
  source?: string | null;
  subject?: string | null;
  zone?: string | null;
}

/** Which records to erase. */
export interface CommunicationsEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface CommunicationsPatchInput {
  id: string;
  patch: CommunicationPatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface CommunicationsPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: {
    companies?: string[];
    contacts?: string[];
    deals?: string[];
    leads?: string[];
    own_records?: string[];
  };
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    /** Milliseconds since 1970 UTC. */
    at_ms?: number | null;
    body?: string | null;
    channel?: "call" | "visit" | "meeting" | "message" | "email" | "sms" | "chat" | null;
    companies?: string[] | null;
    contacts?: string[] | null;
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    deals?: string[] | null;
    direction?: "out" | "in" | "none" | null;
    duration_s?: number | null;
    leads?: string[] | null;
    outcome?: "reached" | "not_reached" | "left_message" | "busy" | "wrong_number" | "call_back" | "held" | "cancelled" | "no_show" | "sent" | "answered" | "no_answer" | null;
    own_records?: string[] | null;
    pinned?: boolean | null;
    source?: string | null;
    subject?: string | null;
    zone?: string | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: {
    companies?: string[];
    contacts?: string[];
    deals?: string[];
    leads?: string[];
    own_records?: string[];
  };
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

export interface CompaniesChartInput {
  /** The company. */
  id: Id;
}

export interface CompaniesCommitteeInput {
  /** The company or deal. */
  id: Id;
}

/** Who has a say at a company or in a deal. */
export interface CompaniesCommitteeOutput {
  /** A column for each role, in their usual order, and at the end those of whom none is known. */
  columns: Column[];
  /** What is missing or should not stay as it is, the worst first. */
  gaps: CompaniesCommitteeOutputGap[];
  /** Whether the company has more people than are told. */
  more: boolean;
}

/** What is missing or should not stay as it is. */
export interface CompaniesCommitteeOutputGap {
  /** Whom it concerns. */
  contact_id: Id | null;
  /** Since how many days; absent when it never was. */
  days: number | null;
  /** What they are called. */
  name: string | null;
  /** What it is. */
  sort: CompaniesCommitteeOutputSort;
}

/** The sorts of gaps, the worst first. */
export type CompaniesCommitteeOutputSort = "no_decision_maker" | "decision_maker_against" | "nobody_spoken_to" | "decision_maker_not_spoken_to" | "blocker_not_spoken_to" | "no_champion" | "one_person";

/** Which pairs are asked for. */
export interface CompaniesDuplicatesInput {
  /** Passes over so many of the likeliest. */
  after?: number;
  /** Only pairs with this record. */
  id?: Id | null;
  /** Only pairs with a record that this import made or added to. */
  import?: Id | null;
  /** Only pairs at least this likely, 0 to 1; 0.05 when absent. */
  least?: number | null;
  /** Pairs at most, 1 to 1,000; 100 when absent. */
  limit?: number | null;
  /** Looks at everybody even if that was stopped before. */
  look?: boolean;
}

/** Which records to erase. */
export interface CompaniesEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface CompaniesGroupInput {
  /** Any company of the group. */
  id: Id;
}

export interface CompaniesLocalTimeInput {
  /** The record. */
  id: Id;
}

export interface CompaniesMembersInput {
  /** The company. */
  id: Id;
  /** At most so many, 1 to 1,000; 200 when absent. */
  limit?: number | null;
  /** Which of them; all when absent. */
  which?: Which;
}

/** A record that became part of another. */
export interface CompaniesMergesOutputPart {
  /** When, milliseconds since 1970 UTC. */
  at_ms: number;
  /** The change set. */
  change_set: Id;
  /** The record. */
  id: Id;
  /** What it was called. */
  title: string;
}

export interface CompaniesPatchInput {
  id: string;
  patch: CompanyPatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface CompaniesPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: {
    addresses?: { [key: string]: unknown }[];
    domains?: { [key: string]: unknown }[];
    emails?: { [key: string]: unknown }[];
    identities?: { [key: string]: unknown }[];
    links?: { [key: string]: unknown }[];
    phones?: { [key: string]: unknown }[];
    raw?: { [key: string]: unknown }[];
    stakeholders?: { [key: string]: unknown }[];
    tags?: string[];
  };
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    addresses?: CompanyAddressesEntry[] | null;
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    domains?: CompanyDomainsEntry[] | null;
    emails?: CompanyEmailsEntry[] | null;
    identities?: CompanyIdentitiesEntry[] | null;
    industry?: string | null;
    links?: CompanyLinksEntry[] | null;
    name?: string | null;
    /** The id of a company. */
    parent_id?: string | null;
    phones?: CompanyPhonesEntry[] | null;
    /** The hash of a stored file. */
    photo?: string | null;
    raw?: CompanyRawEntry[] | null;
    size?: string | null;
    source?: string | null;
    stakeholders?: CompanyStakeholdersEntry[] | null;
    tags?: string[] | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: {
    addresses?: { [key: string]: unknown }[];
    domains?: { [key: string]: unknown }[];
    emails?: { [key: string]: unknown }[];
    identities?: { [key: string]: unknown }[];
    links?: { [key: string]: unknown }[];
    phones?: { [key: string]: unknown }[];
    raw?: { [key: string]: unknown }[];
    stakeholders?: { [key: string]: unknown }[];
    tags?: string[];
  };
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: {
    addresses?: { [key: string]: unknown };
    domains?: { [key: string]: unknown };
    emails?: { [key: string]: unknown };
    identities?: { [key: string]: unknown };
    links?: { [key: string]: unknown };
    phones?: { [key: string]: unknown };
    raw?: { [key: string]: unknown };
    stakeholders?: { [key: string]: unknown };
  };
  /** But not these. */
  without?: Id[];
}

export interface CompaniesPlaceInput {
  /** Who. */
  contact_id: Id;
  /** The company or deal. */
  id: Id;
  /** What is said of them, as a merge patch: `role`, `influence` from 1 to 5, `stance`, `note`. */
  patch: { [key: string]: unknown };
}

/** What part of a timeline is asked for. */
export interface CompaniesTimelineInput {
  /** Where the last page ended, as its `next_before` says. */
  before?: string | null;
  /** Only changes of this field or part, such as `emails`, and nothing else. */
  field?: string | null;
  /** The record. */
  id: Id;
  /** Items at most, 1 to 200; 50 when absent. */
  limit?: number | null;
  /**
   * Only these: `note`, `change`, `import`, or the kind of the records that stand in it, such as `task`; everything
   * when empty.
   */
  only?: string[];
  /** Not before this moment, milliseconds since 1970 UTC. */
  since_ms?: number | null;
  /** Before this moment, milliseconds since 1970 UTC. */
  until_ms?: number | null;
}

/** A record on its own. */
export interface CompaniesUnmergeOutputApart {
  /** The record. */
  id: Id;
  /** What it was called. */
  title: string;
}

export interface CompaniesWeeksInput {
  /** Only those with this person. */
  contact_id?: Id | null;
  /** The company. */
  id: Id;
  /** How many weeks back from this one, 1 to 104; 26 when absent. */
  weeks?: number | null;
}

export interface Company {
  addresses: CompanyAddressesEntry[];
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  domains: CompanyDomainsEntry[];
  emails: CompanyEmailsEntry[];
  id: string;
  identities: CompanyIdentitiesEntry[];
  industry?: string;
  kind: "company";
  /** Milliseconds since 1970 UTC. */
  last_activity_ms?: number;
  links: CompanyLinksEntry[];
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  name: string;
  open_amount?: {
    /** ISO 4217 code. */
    currency: string;
    /** Minor units. */
    minor: number;
  };
  open_deals?: number;
  open_tasks?: number;
  /** The id of a company. */
  parent_id?: string;
  phones: CompanyPhonesEntry[];
  /** The hash of a stored file. */
  photo?: string;
  /** Degrees north and east: 50.9375,6.9603. */
  place?: string;
  place_found?: "postcode" | "area" | "town" | "country" | "unknown";
  raw: CompanyRawEntry[];
  size?: string;
  source?: string;
  stakeholders: CompanyStakeholdersEntry[];
  tags: string[];
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface CompanyAddressesEntry {
  city?: string;
  country?: string;
  extended?: string;
  id?: string;
  label?: string;
  po_box?: string;
  postal_code?: string;
  primary?: boolean;
  region?: string;
  street?: string;
}

export interface CompanyDomainsEntry {
  id?: string;
  value?: string;
}

export interface CompanyEmailsEntry {
  id?: string;
  label?: string;
  primary?: boolean;
  value?: string;
}

export interface CompanyIdentitiesEntry {
  id?: string;
  source?: string;
  value?: string;
}

export interface CompanyLinksEntry {
  id?: string;
  label?: string;
  primary?: boolean;
  profile?: string;
  value?: string;
}

export interface CompanyList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "company";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface CompanyPatch {
  addresses?: CompanyAddressesEntry[] | null;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  domains?: CompanyDomainsEntry[] | null;
  emails?: CompanyEmailsEntry[] | null;
  identities?: CompanyIdentitiesEntry[] | null;
  industry?: string | null;
  links?: CompanyLinksEntry[] | null;
  name?: string | null;
  /** The id of a company. */
  parent_id?: string | null;
  phones?: CompanyPhonesEntry[] | null;
  /** The hash of a stored file. */
  photo?: string | null;
  raw?: CompanyRawEntry[] | null;
  size?: string | null;
  source?: string | null;
  stakeholders?: CompanyStakeholdersEntry[] | null;
  tags?: string[] | null;
}

export interface CompanyPhonesEntry {
  e164?: string;
  extension?: string;
  id?: string;
  label?: string;
  primary?: boolean;
  value?: string;
}

export interface CompanyRawEntry {
  id?: string;
  name?: string;
  params?: string;
  source?: string;
  value?: string;
}

export interface CompanyStakeholdersEntry {
  /** The id of a contact. */
  contact_id?: string;
  id?: string;
  influence?: number;
  note?: string;
  role?: "decision_maker" | "champion" | "influencer" | "blocker" | "user" | "other";
  stance?: "for" | "neutral" | "against";
}

/** What is compared. */
export interface Compare {
  /** The records, 2 to 20, the first of them the one that would stay. */
  ids: Id[];
}

/** A field. */
export interface Compared {
  /** Whether the records say different things. */
  differs: boolean;
  /** Its name; one of the seller's own as `custom.` and its id. */
  field: string;
  /** Whose value it takes unless another is chosen. */
  from: Id;
  /** What each record says, in their order; null where it says nothing. */
  values: unknown[];
}

/** A list. */
export interface ComparedList {
  /** Its name, such as `emails`. */
  part: string;
  /** The main values of each record's entries, in their order. */
  values: unknown[][];
}

/** The records side by side. */
export interface Comparison {
  /** The fields that any of them fills. */
  fields: Compared[];
  /** The lists that any of them fills; all entries are kept. */
  lists: ComparedList[];
  /** The records, in the order asked for. */
  records: Side[];
}

export interface Complete {
  /** The task. */
  id: Id;
  /** What came of it. */
  outcome?: string | null;
}

export interface Completed {
  /** The next occurrence of one that comes again. */
  next?: { [key: string]: unknown } | null;
  /** The task as it is now. */
  task: { [key: string]: unknown };
}

/** One condition: a field, an operator and, for most operators, a value. */
export interface Condition {
  /** The field's id in the catalogue. */
  field: string;
  /** The operator. */
  op: Op;
  /** A value of the field's type (text, number, `YYYY-MM-DD`, milliseconds, boolean, id); a list for `one_of`. */
  value?: unknown;
}

export interface Contact {
  addresses: ContactAddressesEntry[];
  company?: string;
  company_country?: string;
  company_industry?: string;
  company_size?: string;
  consents: ContactConsentsEntry[];
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  dates: ContactDatesEntry[];
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  display_name?: string;
  emails: ContactEmailsEntry[];
  family?: string;
  given?: string;
  handles: ContactHandlesEntry[];
  id: string;
  identities: ContactIdentitiesEntry[];
  job_title?: string;
  jobs: ContactJobsEntry[];
  keep_in_touch_weeks?: number;
  kind: "contact";
  /** Milliseconds since 1970 UTC. */
  last_activity_ms?: number;
  links: ContactLinksEntry[];
  middle?: string;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  named?: boolean;
  nickname?: string;
  open_amount?: {
    /** ISO 4217 code. */
    currency: string;
    /** Minor units. */
    minor: number;
  };
  open_deals?: number;
  open_tasks?: number;
  phones: ContactPhonesEntry[];
  phonetic_family?: string;
  phonetic_given?: string;
  phonetic_middle?: string;
  /** The hash of a stored file. */
  photo?: string;
  /** Degrees north and east: 50.9375,6.9603. */
  place?: string;
  place_found?: "postcode" | "area" | "town" | "country" | "unknown";
  prefix?: string;
  raw: ContactRawEntry[];
  relations: ContactRelationsEntry[];
  source?: string;
  suffix?: string;
  tags: string[];
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface ContactAddressesEntry {
  city?: string;
  country?: string;
  extended?: string;
  id?: string;
  label?: string;
  po_box?: string;
  postal_code?: string;
  primary?: boolean;
  region?: string;
  street?: string;
}

export interface ContactConsentsEntry {
  /** Milliseconds since 1970 UTC. */
  at_ms?: number;
  channel?: "email" | "phone" | "sms" | "post";
  id?: string;
  source?: string;
  state?: "granted" | "refused";
}

export interface ContactDatesEntry {
  id?: string;
  label?: string;
  /** YYYY-MM-DD, or --MM-DD without a year. */
  value?: string;
}

export interface ContactEmailsEntry {
  id?: string;
  label?: string;
  primary?: boolean;
  value?: string;
}

export interface ContactHandlesEntry {
  id?: string;
  label?: string;
  service?: string;
  value?: string;
}

export interface ContactIdentitiesEntry {
  id?: string;
  source?: string;
  value?: string;
}

export interface ContactJobsEntry {
  company?: string;
  /** The id of a company. */
  company_id?: string;
  department?: string;
  /** YYYY-MM-DD, or --MM-DD without a year. */
  from?: string;
  id?: string;
  /** The id of a contact. */
  reports_to_id?: string;
  role?: string;
  title?: string;
  /** YYYY-MM-DD, or --MM-DD without a year. */
  to?: string;
}

export interface ContactLinksEntry {
  id?: string;
  label?: string;
  primary?: boolean;
  profile?: string;
  value?: string;
}

export interface ContactList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "contact";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface ContactPatch {
  addresses?: ContactAddressesEntry[] | null;
  consents?: ContactConsentsEntry[] | null;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  dates?: ContactDatesEntry[] | null;
  display_name?: string | null;
  emails?: ContactEmailsEntry[] | null;
  family?: string | null;
  given?: string | null;
  handles?: ContactHandlesEntry[] | null;
  identities?: ContactIdentitiesEntry[] | null;
  jobs?: ContactJobsEntry[] | null;
  keep_in_touch_weeks?: number | null;
  links?: ContactLinksEntry[] | null;
  middle?: string | null;
  nickname?: string | null;
  phones?: ContactPhonesEntry[] | null;
  phonetic_family?: string | null;
  phonetic_given?: string | null;
  phonetic_middle?: string | null;
  /** The hash of a stored file. */
  photo?: string | null;
  prefix?: string | null;
  raw?: ContactRawEntry[] | null;
  relations?: ContactRelationsEntry[] | null;
  source?: string | null;
  suffix?: string | null;
  tags?: string[] | null;
}

export interface ContactPhonesEntry {
  e164?: string;
  extension?: string;
  id?: string;
  label?: string;
  primary?: boolean;
  value?: string;
}

export interface ContactRawEntry {
  id?: string;
  name?: string;
  params?: string;
  source?: string;
  value?: string;
}

export interface ContactRelationsEntry {
  /** The id of a contact. */
  contact_id?: string;
  id?: string;
  label?: string;
  value?: string;
}

/** Which pairs are asked for. */
export interface ContactsDuplicatesInput {
  /** Passes over so many of the likeliest. */
  after?: number;
  /** Only pairs with this record. */
  id?: Id | null;
  /** Only pairs with a record that this import made or added to. */
  import?: Id | null;
  /** Only pairs at least this likely, 0 to 1; 0.05 when absent. */
  least?: number | null;
  /** Pairs at most, 1 to 1,000; 100 when absent. */
  limit?: number | null;
  /** Looks at everybody even if that was stopped before. */
  look?: boolean;
}

/** Which records to erase. */
export interface ContactsEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface ContactsLocalTimeInput {
  /** The record. */
  id: Id;
}

/** What was merged into a record. */
export interface ContactsMergesOutput {
  /** In the order of the merging, those too that were merged into one of them before. */
  merges: ContactsMergesOutputPart[];
}

/** A record that became part of another. */
export interface ContactsMergesOutputPart {
  /** When, milliseconds since 1970 UTC. */
  at_ms: number;
  /** The change set. */
  change_set: Id;
  /** The record. */
  id: Id;
  /** What it was called. */
  title: string;
}

export interface ContactsPatchInput {
  id: string;
  patch: ContactPatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface ContactsPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: {
    addresses?: { [key: string]: unknown }[];
    consents?: { [key: string]: unknown }[];
    dates?: { [key: string]: unknown }[];
    emails?: { [key: string]: unknown }[];
    handles?: { [key: string]: unknown }[];
    identities?: { [key: string]: unknown }[];
    jobs?: { [key: string]: unknown }[];
    links?: { [key: string]: unknown }[];
    phones?: { [key: string]: unknown }[];
    raw?: { [key: string]: unknown }[];
    relations?: { [key: string]: unknown }[];
    tags?: string[];
  };
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    addresses?: ContactAddressesEntry[] | null;
    consents?: ContactConsentsEntry[] | null;
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    dates?: ContactDatesEntry[] | null;
    display_name?: string | null;
    emails?: ContactEmailsEntry[] | null;
    family?: string | null;
    given?: string | null;
    handles?: ContactHandlesEntry[] | null;
    identities?: ContactIdentitiesEntry[] | null;
    jobs?: ContactJobsEntry[] | null;
    keep_in_touch_weeks?: number | null;
    links?: ContactLinksEntry[] | null;
    middle?: string | null;
    nickname?: string | null;
    phones?: ContactPhonesEntry[] | null;
    phonetic_family?: string | null;
    phonetic_given?: string | null;
    phonetic_middle?: string | null;
    /** The hash of a stored file. */
    photo?: string | null;
    prefix?: string | null;
    raw?: ContactRawEntry[] | null;
    relations?: ContactRelationsEntry[] | null;
    source?: string | null;
    suffix?: string | null;
    tags?: string[] | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: {
    addresses?: { [key: string]: unknown }[];
    consents?: { [key: string]: unknown }[];
    dates?: { [key: string]: unknown }[];
    emails?: { [key: string]: unknown }[];
    handles?: { [key: string]: unknown }[];
    identities?: { [key: string]: unknown }[];
    jobs?: { [key: string]: unknown }[];
    links?: { [key: string]: unknown }[];
    phones?: { [key: string]: unknown }[];
    raw?: { [key: string]: unknown }[];
    relations?: { [key: string]: unknown }[];
    tags?: string[];
  };
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: {
    addresses?: { [key: string]: unknown };
    consents?: { [key: string]: unknown };
    dates?: { [key: string]: unknown };
    emails?: { [key: string]: unknown };
    handles?: { [key: string]: unknown };
    identities?: { [key: string]: unknown };
    jobs?: { [key: string]: unknown };
    links?: { [key: string]: unknown };
    phones?: { [key: string]: unknown };
    raw?: { [key: string]: unknown };
    relations?: { [key: string]: unknown };
  };
  /** But not these. */
  without?: Id[];
}

export interface ContactsQrInput {
  /** The contact. */
  id: Id;
}

export interface ContactsTiesInput {
  /** The contact. */
  id: Id;
}

/** What part of a timeline is asked for. */
export interface ContactsTimelineInput {
  /** Where the last page ended, as its `next_before` says. */
  before?: string | null;
  /** Only changes of this field or part, such as `emails`, and nothing else. */
  field?: string | null;
  /** The record. */
  id: Id;
  /** Items at most, 1 to 200; 50 when absent. */
  limit?: number | null;
  /**
   * Only these: `note`, `change`, `import`, or the kind of the records that stand in it, such as `task`; everything
   * when empty.
   */
  only?: string[];
  /** Not before this moment, milliseconds since 1970 UTC. */
  since_ms?: number | null;
  /** Before this moment, milliseconds since 1970 UTC. */
  until_ms?: number | null;
}

/** What came apart. */
export interface ContactsUnmergeOutput {
  /** How many merges came apart and were made again because they were later. */
  again: number;
  /** The records that are on their own again. */
  apart: ContactsUnmergeOutputApart[];
  /** The record of which they were part. */
  id: Id;
  /** What stayed with the record it was on because it was changed since. */
  kept: Kept[];
}

/** A record on its own. */
export interface ContactsUnmergeOutputApart {
  /** The record. */
  id: Id;
  /** What it was called. */
  title: string;
}

/** What one rule adds to a score, and why. */
export interface Contribution {
  /** Of how many, for a rule that counts. */
  count: number | null;
  /** What it is about. */
  dimension: Dimension;
  /** What it adds or takes. */
  points: number;
  /** Why, in words. */
  reason: string;
  /** The rule; absent for a usual one that was never changed. */
  rule_id: Id | null;
  /** The usual rule it is, by which a screen has words for it. */
  usual: string | null;
}

/** What is there already of a lead. */
export interface Conversion {
  /** The company it seems to belong to. */
  company: Known | null;
  /** Contacts that may be the lead, at most 10. */
  contacts: Known[];
  /** What a deal would be called. */
  deal_name: string;
}

/** What a lead became. */
export interface Converted {
  /** Its company, if one is known. */
  company_id: Id | null;
  /** Whether the contact was there already. */
  contact_found: boolean;
  /** The contact it became. */
  contact_id: Id;
  /** The deal that begins. */
  deal_id: Id | null;
  /** The lead. */
  id: Id;
}

export interface Correct {
  /** What was corrected; everything else stays as it came. */
  cells: CorrectedCell[];
  /** The file by its number from 0. */
  file: number;
  /** The import. */
  id: Id;
  /** The data row or card, from 1. */
  row: number;
}

/** What became of a corrected row. */
export interface Corrected {
  /** Cells that went elsewhere. */
  cells?: Exception[];
  /** The change, by which it is taken back. */
  change_set: Id | null;
  /** The code of the reason. */
  code?: string;
  /** Of a lead: a contact with the same e-mail address or phone and a name that agrees. */
  contact?: ImportsCorrectOutputLikely | null;
  /** Whether it was rejected, corrected by hand and then imported. */
  corrected?: boolean;
  /** What it changed on a record that was there. */
  diff?: Difference[];
  /** Values a field had no room for. */
  kept_raw?: KeptRaw[];
  /** The file it came from by itself, where several were read as one: a mail. */
  mail?: string;
  /** What became of it; `rejected` if it is not right yet, and then nothing was written. */
  outcome: string;
  /** Why it was rejected, in English. */
  reason?: string;
  /** The record it went to. */
  record: ImportsCorrectOutputRecordRef | null;
  /** What a person calls the record. */
  title: string;
  /** The values in the reason, by their names. */
  values?: { [key: string]: string };
}

/** A value that was corrected. */
export interface CorrectedCell {
  /** The column, or the line of a card, as `imports.row` names it. */
  column: number;
  /** What it says now. */
  text: string;
}

/** What is counted. */
export interface Counted {
  /** The fields and parts by whose values they are counted, at most 20. */
  fields?: string[];
  /** Values at most of each field, 1 to 500; 10 when absent. */
  limit?: number | null;
  /** Which records; the order counts for nothing. */
  query?: Query;
}

/** One value. */
export interface Counts {
  /** How many records have it. */
  count: number;
  /** A text as some record writes it, what a record is called; absent where the value says it all. */
  label?: string | null;
  /** As a condition asks for it. */
  value: unknown;
}

export interface Create {
  /** At least 8 characters; needed where there is no keychain. */
  passphrase?: string | null;
}

/** In which order a column writes its dates. */
export type DateOrder = "dmy" | "mdy" | "ymd" | "ambiguous";

export interface Deal {
  amount?: {
    /** ISO 4217 code. */
    currency: string;
    /** Minor units. */
    minor: number;
  };
  /** YYYY-MM-DD, or --MM-DD without a year. */
  close_date?: string;
  /** Milliseconds since 1970 UTC. */
  closed_ms?: number;
  company?: string;
  /** The id of a company. */
  company_id?: string;
  contacts: DealContactsEntry[];
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  forecast?: "commit" | "best_case" | "pipeline";
  id: string;
  kind: "deal";
  /** Milliseconds since 1970 UTC. */
  last_activity_ms?: number;
  lost_reason?: string;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  name: string;
  next_step?: string;
  open_tasks?: number;
  /** The id of a pipeline. */
  pipeline_id?: string;
  postponed?: number;
  /** Milliseconds since 1970 UTC. */
  rots_ms?: number;
  /** YYYY-MM-DD, or --MM-DD without a year. */
  slipping_from?: string;
  source?: string;
  /** The id of a stage. */
  stage_id?: string;
  /** Milliseconds since 1970 UTC. */
  stage_since_ms?: number;
  stages: DealStagesEntry[];
  state?: "open" | "won" | "lost";
  tags: string[];
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
  won_reason?: string;
}

export interface DealContactsEntry {
  /** The id of a contact. */
  contact_id?: string;
  id?: string;
  influence?: number;
  note?: string;
  role?: "decision_maker" | "champion" | "influencer" | "blocker" | "user" | "other";
  stance?: "for" | "neutral" | "against";
}

export interface DealList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "deal";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface DealPatch {
  amount?: {
    /** ISO 4217 code. */
    currency: string;
    /** Minor units. */
    minor: number;
  } | null;
  /** YYYY-MM-DD, or --MM-DD without a year. */
  close_date?: string | null;
  /** Milliseconds since 1970 UTC. */
  closed_ms?: number | null;
  /** The id of a company. */
  company_id?: string | null;
  contacts?: DealContactsEntry[] | null;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  forecast?: "commit" | "best_case" | "pipeline" | null;
  lost_reason?: string | null;
  name?: string | null;
  next_step?: string | null;
  /** The id of a pipeline. */
  pipeline_id?: string | null;
  source?: string | null;
  /** The id of a stage. */
  stage_id?: string | null;
  stages?: DealStagesEntry[] | null;
  tags?: string[] | null;
  won_reason?: string | null;
}

export interface DealStagesEntry {
  /** Milliseconds since 1970 UTC. */
  entered_ms?: number;
  id?: string;
  name?: string;
  outcome?: string;
  /** The id of a stage. */
  stage_id?: string;
}

export interface DealsBoardInput {
  /** Cards of each stage at most, 1 to 200; 50 when absent. */
  limit?: number | null;
  /** The pipeline; the first when absent. */
  pipeline_id?: Id | null;
  /** The first card's place in its stage, from 0; with `stage_id` one goes on from there. */
  position?: number | null;
  /** Only this stage of it. */
  stage_id?: Id | null;
}

/** A pipeline with its stages and their deals. */
export interface DealsBoardOutput {
  /** The currency of totals. */
  home_currency: string;
  /** The one that is shown; absent when there is none. */
  pipeline_id: Id | null;
  /** The pipelines there are, in their order. */
  pipelines: Named[];
  /** Its stages in their order. */
  stages: DealsBoardOutputDealsBoardOutputColumn[];
}

/** A stage with its deals. */
export interface DealsBoardOutputColumn {
  /** How many deals are there. */
  count: number;
  /** The first of them. */
  deals: Face[];
  /** The stage. */
  id: Id;
  /** What it is called. */
  name: string;
  /** What a deal is there. */
  outcome: DealsBoardOutputOutcome;
  /** Chance of winning in percent. */
  probability: number;
  /** What they are worth. */
  total: Total;
  /** What they are worth times the chance of winning. */
  weighted: Total;
}

/** A stage with its deals. */
export interface DealsBoardOutputDealsBoardOutputColumn {
  /** How many deals are there. */
  count: number;
  /** The first of them. */
  deals: Face[];
  /** The stage. */
  id: Id;
  /** What it is called. */
  name: string;
  /** What a deal is there. */
  outcome: DealsBoardOutputOutcome;
  /** Chance of winning in percent. */
  probability: number;
  /** What they are worth. */
  total: Total;
  /** What they are worth times the chance of winning. */
  weighted: Total;
}

/** What a deal is that came to a stage. */
export type DealsBoardOutputOutcome = "open" | "won" | "lost";

export interface DealsChangedInput {
  /** Only this pipeline. */
  pipeline_id?: Id | null;
  /** Since when, milliseconds since 1970 UTC; seven days ago when absent. */
  since_ms?: number | null;
}

export interface DealsCommitteeInput {
  /** The company or deal. */
  id: Id;
}

/** Who has a say at a company or in a deal. */
export interface DealsCommitteeOutput {
  /** A column for each role, in their usual order, and at the end those of whom none is known. */
  columns: Column[];
  /** What is missing or should not stay as it is, the worst first. */
  gaps: DealsCommitteeOutputDealsCommitteeOutputGap[];
  /** Whether the company has more people than are told. */
  more: boolean;
}

/** What is missing or should not stay as it is. */
export interface DealsCommitteeOutputDealsCommitteeOutputGap {
  /** Whom it concerns. */
  contact_id: Id | null;
  /** Since how many days; absent when it never was. */
  days: number | null;
  /** What they are called. */
  name: string | null;
  /** What it is. */
  sort: DealsCommitteeOutputSort;
}

/** What is missing or should not stay as it is. */
export interface DealsCommitteeOutputGap {
  /** Whom it concerns. */
  contact_id: Id | null;
  /** Since how many days; absent when it never was. */
  days: number | null;
  /** What they are called. */
  name: string | null;
  /** What it is. */
  sort: DealsCommitteeOutputSort;
}

/** The sorts of gaps, the worst first. */
export type DealsCommitteeOutputSort = "no_decision_maker" | "decision_maker_against" | "nobody_spoken_to" | "decision_maker_not_spoken_to" | "blocker_not_spoken_to" | "no_champion" | "one_person";

/** Which records to erase. */
export interface DealsEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface DealsForecastInput {
  /** How many months, 1 to 24; 6 when absent. */
  months?: number | null;
  /** Only this pipeline; all when absent. */
  pipeline_id?: Id | null;
}

/** What may be won and when. */
export interface DealsForecastOutput {
  /** The currency of all amounts. */
  home_currency: string;
  /**
   * What should have closed in an earlier month, the months, what is later, what has no date; empty ones only if
   * they are months.
   */
  periods: DealsForecastOutputPeriod[];
}

/** A month, or what lies before, behind or outside of the months. */
export interface DealsForecastOutputPeriod {
  /** Likely to come. */
  best_case: Cell;
  /** Sure to come. */
  commit: Cell;
  /** `YYYY-MM`, of a month. */
  month: string | null;
  /** Possible. */
  pipeline: Cell;
  /** Which sort of period. */
  sort: DealsForecastOutputSort;
  /** All that is open, each times its chance. */
  weighted: Cell;
  /** Won already. */
  won: Cell;
}

export type DealsForecastOutputSort = "overdue" | "month" | "later" | "undated";

/** How deals pass through a pipeline. */
export interface DealsFunnelOutput {
  /** Days from being made to being won, on average. */
  cycle_days: number | null;
  /** The currency of amounts. */
  home_currency: string;
  /** How many were lost in them. */
  lost: number;
  /** The conditions that list what was lost. */
  lost_rules: Condition[];
  /** The pipeline; absent when there is none. */
  pipeline_id: Id | null;
  /** Its stages in their order. */
  stages: DealsFunnelOutputLevel[];
  /** What is won a day at this pace, in minor units. */
  velocity_minor: number | null;
  /** Won of those that were closed, in percent; absent when none was. */
  win_rate: number | null;
  /** How many deals were won in the last 365 days. */
  won: number;
  /** The conditions that list what was won. */
  won_rules: Condition[];
  /** What the won ones are worth. */
  won_total: Total;
}

/** A stage of the funnel. */
export interface DealsFunnelOutputLevel {
  /** How many of them went on to a later stage or were won. */
  advanced: number;
  /** The conditions that list them by age. */
  age_rules: Condition[][];
  /** How many are here for less than 7, 30 and 90 days, and for longer. */
  ages: number[];
  /** How long those that left were here, in days on average; absent while nobody has left. */
  average_days: number | null;
  /** How many of those that came went on, in percent; absent while nobody has left. */
  conversion: number | null;
  /** How many deals ever came here. */
  entered: number;
  /** The conditions that list the deals that ever came there. */
  entered_rules: Condition[];
  /** How many are here now. */
  here: number;
  /** The stage. */
  id: Id;
  /** How many of them were lost from here. */
  lost: number;
  /** What it is called. */
  name: string;
  /** What a deal is there. */
  outcome: DealsFunnelOutputOutcome;
  /** The conditions that list the deals that are there. */
  rules: Condition[];
}

/** What a deal is that came to a stage. */
export type DealsFunnelOutputOutcome = "open" | "won" | "lost";

export interface DealsMoveInput {
  /** The deal. */
  id: Id;
  /** Why it was won or lost. */
  reason?: string | null;
  /** Where it goes. */
  stage_id: Id;
}

export interface DealsPatchInput {
  id: string;
  patch: DealPatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface DealsPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: {
    contacts?: { [key: string]: unknown }[];
    stages?: { [key: string]: unknown }[];
    tags?: string[];
  };
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    amount?: {
      /** ISO 4217 code. */
      currency: string;
      /** Minor units. */
      minor: number;
    } | null;
    /** YYYY-MM-DD, or --MM-DD without a year. */
    close_date?: string | null;
    /** Milliseconds since 1970 UTC. */
    closed_ms?: number | null;
    /** The id of a company. */
    company_id?: string | null;
    contacts?: DealContactsEntry[] | null;
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    forecast?: "commit" | "best_case" | "pipeline" | null;
    lost_reason?: string | null;
    name?: string | null;
    next_step?: string | null;
    /** The id of a pipeline. */
    pipeline_id?: string | null;
    source?: string | null;
    /** The id of a stage. */
    stage_id?: string | null;
    stages?: DealStagesEntry[] | null;
    tags?: string[] | null;
    won_reason?: string | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: {
    contacts?: { [key: string]: unknown }[];
    stages?: { [key: string]: unknown }[];
    tags?: string[];
  };
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: {
    contacts?: { [key: string]: unknown };
    stages?: { [key: string]: unknown };
  };
  /** But not these. */
  without?: Id[];
}

export interface DealsPlaceInput {
  /** Who. */
  contact_id: Id;
  /** The company or deal. */
  id: Id;
  /** What is said of them, as a merge patch: `role`, `influence` from 1 to 5, `stance`, `note`. */
  patch: { [key: string]: unknown };
}

/** A source of deals. */
export interface DealsSourcesOutputSource {
  /** Days from being made to being won, on average. */
  cycle_days: number | null;
  /** What was lost in them. */
  lost: Cell;
  /** What it is called; absent for the deals of which nobody said. */
  name: string | null;
  /** What is open. */
  open: Cell;
  /** The same, each times its chance. */
  weighted: Cell;
  /** Won of those that were closed, in percent; absent when none was. */
  win_rate: number | null;
  /** What was won in the last 365 days. */
  won: Cell;
}

export interface DealsStandingInput {
  /** The deal. */
  id: Id;
}

/** What a deal is that came to a stage. */
export type DealsStandingOutputOutcome = "open" | "won" | "lost";

/** What part of a timeline is asked for. */
export interface DealsTimelineInput {
  /** Where the last page ended, as its `next_before` says. */
  before?: string | null;
  /** Only changes of this field or part, such as `emails`, and nothing else. */
  field?: string | null;
  /** The record. */
  id: Id;
  /** Items at most, 1 to 200; 50 when absent. */
  limit?: number | null;
  /**
   * Only these: `note`, `change`, `import`, or the kind of the records that stand in it, such as `task`; everything
   * when empty.
   */
  only?: string[];
  /** Not before this moment, milliseconds since 1970 UTC. */
  since_ms?: number | null;
  /** Before this moment, milliseconds since 1970 UTC. */
  until_ms?: number | null;
}

/** What was found. */
export interface Diagnosis {
  /** The checks, in the order they ran. */
  checks: Check[];
  /** Whether nothing is wrong. */
  sound: boolean;
}

/** One field before and after. */
export interface Difference {
  /** The field. */
  field: string;
  /** Its value before; null when it had none. */
  from: unknown;
  /** Its value after. */
  to: unknown;
}

/** What a rule is about. */
export type Dimension = "fit" | "firmographic" | "engagement" | "intent" | "recency";

export interface Displace {
  /** Who. */
  contact_id: Id;
  /** The company or deal. */
  id: Id;
}

/** A rule of qualifying that is not saved yet. */
export interface Draft {
  /** What else must hold: the filter of a query as JSON. */
  filter?: string | null;
  /** The score from which it holds. */
  min_score: number;
}

/** The pairs. */
export interface Duplicates {
  /** From which probability on a pair is one beyond reasonable doubt. */
  certain: number;
  /** From how many answers of the seller it was learnt how likely they are; 0 where that is switched off. */
  learnt_from: number;
  /** The likeliest first. */
  pairs: Likely[];
  /** How far the looking is: of many records a job looks at everybody, and answers are those known before. */
  stand: Stand;
  /** How many there are in all. */
  total: number;
}

export interface Effective {
  /** Whether they are records that can be changed. */
  begun: boolean;
  /** In their order, without paused ones. */
  rules: ScoreRulesEffectiveOutputShown[];
}

/** Something that is to be done. */
export interface Entry {
  /** The address it leads to. */
  address?: unknown;
  /** Their company, if that is another. */
  company?: string | null;
  /** By what its place was found, such as `postcode` or `town`. */
  found?: string | null;
  /** What was written down last about them. */
  note?: Note | null;
  /** The number to call. */
  phone?: string | null;
  /** The task. */
  task: { [key: string]: unknown };
  /** Whom it is about first. */
  who?: Who | null;
}

/** What was erased. */
export interface Erased {
  /** Records, those that belonged to the chosen ones too. */
  records: number;
  /** Values in the change log. */
  values: number;
}

/** What went wrong, in the words a person sees. */
export interface Error {
  /** Stable identifier in `snake_case`; translations are keyed by it. */
  code: string;
  /** Values for the translated sentence, such as `{"found": 7, "known": 5}`. */
  details?: unknown;
  /** The field of the input it concerns, as a path (`emails.0.value`). */
  field?: string | null;
  /** Refused or broken. */
  kind: ErrorKind;
  /** One or two English sentences: what happened and what to do. */
  message: string;
}

/** Whether the request was declined or something failed. */
export type ErrorKind = "refused" | "broken";

/** What doors are told without asking. */
export type Event = {
  /** First change. */
  from_seq: number;
  /** The records, unless there are more than 100. */
  ids: RecordRef[] | null;
  /** The kinds concerned. */
  kinds: string[];
  /** Last change. */
  to_seq: number;
  type: "change";
} | {
  /** The last change it knows. */
  seq: number;
  type: "index";
} | {
  /** Units done. */
  done: number;
  /** The job. */
  job: Id;
  /** What it is doing. */
  note: string;
  /** Units in all, if known. */
  total: number | null;
  type: "progress";
} | {
  /** The job's row. */
  job: unknown;
  type: "job";
} | {
  /** What the desktop shall show: `{count}`, with the notification as `only` where it is one. */
  note: unknown;
  type: "notify";
  /** How many are unread. */
  unread: number;
} | {
  /** Its state. */
  state: string;
  type: "vault";
} | {
  /** Whether they were dropped on what the window shows. */
  dropped: boolean;
  /** Their handles. */
  files: File[];
  type: "files";
};

export interface Events {
  /** The latest first. */
  events: ViewEvent[];
  /** Where to go on; absent at the end. */
  next?: Id | null;
}

export interface Everything {
  /** Also what was changed when, and what it was before. */
  history?: boolean;
}

/** A value before and after. */
export interface Example {
  /** As it is read. */
  after: string;
  /** As it came. */
  before: string;
  /** The field, as in the JSON export. */
  field: string;
  /** The row or card, from 1. */
  row: number;
}

/** A cell that did not simply go to its column's target. */
export interface Exception {
  /** The code of the reason; empty in the receipts of programs that had none. */
  code?: string;
  /** Its column's index. */
  column: number;
  /** `raw`, `rejected`, or `repaired` of a value that was put right; its text is the one that came. */
  fate: string;
  /** Its column's name. */
  name: string;
  /** Why, in English. */
  reason: string;
  /** The text, shortened to 1,000 characters. */
  text: string;
  /** The values in the reason, by their names. */
  values?: { [key: string]: string };
}

export interface ExchangeRate {
  base?: string;
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  currency: string;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** YYYY-MM-DD, or --MM-DD without a year. */
  date?: string;
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  id: string;
  kind: "exchange_rate";
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  rate: number;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface ExchangeRateList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "exchange_rate";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface ExchangeRatePatch {
  base?: string | null;
  currency?: string | null;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  /** YYYY-MM-DD, or --MM-DD without a year. */
  date?: string | null;
  rate?: number | null;
}

/** Which records to erase. */
export interface ExchangeRatesEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface ExchangeRatesPatchInput {
  id: string;
  patch: ExchangeRatePatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface ExchangeRatesPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: Record<string, never>;
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    base?: string | null;
    currency?: string | null;
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    /** YYYY-MM-DD, or --MM-DD without a year. */
    date?: string | null;
    rate?: number | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: Record<string, never>;
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

/** An export that was made. */
export interface Export {
  /** Who exported. */
  actor: string;
  /** When, milliseconds since 1970 UTC. */
  at_ms: number;
  /** The length of the file, in bytes. */
  bytes: number;
  /** Which records of these kinds: `all`, those of a `query`, or some by their `ids`. */
  chosen: string;
  /** Its form: `vcard`, `vcard3`, `csv`, `xlsx`, `json`, or `everything`. */
  format: string;
  /** The handle its file had. */
  id: Id;
  /** The kinds of the records in it. */
  kinds: string[];
  /** Where it was saved, as far as that was told. */
  place?: string | null;
  /** How many records there were. */
  records: number;
}

/** The past exports. */
export interface Exports {
  /** The latest first, at most 200. */
  exports: Export[];
}

/** A deal on a card. */
export interface Face {
  /** What it may bring. */
  amount: Money | null;
  /** The expected close. */
  close_date: string | null;
  /** Its company's name. */
  company: string | null;
  /** Whole days it is there. */
  days_in_stage: number;
  /** The deal. */
  id: Id;
  /** What deserves a second look. */
  marks: Mark[];
  /** What it is called. */
  name: string;
  /** Its stage. */
  stage_id: Id;
  /** Since when it is in its stage, milliseconds since 1970 UTC. */
  stage_since_ms: number;
}

/** The values of one field. */
export interface Facet {
  /** How many records have no value. */
  absent: number;
  /** The field. */
  field: string;
  /** How many further values there are. */
  more: number;
  /** The most frequent values first. */
  values: Counts[];
}

/** The counts of a list. */
export interface Facets {
  /** One per field that was asked for, in that order. */
  facets: Facet[];
}

/** A single-valued field of a kind, or one column of a part. */
export type Field = {
  /** Whether folded and sort columns stand beside it. */
  indexed: boolean;
  type: "text";
} | {
  type: "long_text";
} | {
  type: "number";
} | {
  type: "money";
} | {
  type: "date";
} | {
  type: "instant";
} | {
  type: "bool";
} | {
  /** The values in display order. */
  options: string[];
  type: "choice";
} | {
  /** The values in display order. */
  options: string[];
  type: "multi_choice";
} | {
  type: "link";
} | {
  type: "place";
} | {
  /** That kind's name. */
  kind: string;
  type: "record";
} | {
  type: "blob";
};

/** Which records to erase. */
export interface FieldsEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface FieldsPatchInput {
  id: string;
  patch: OwnFieldPatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface FieldsPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: Record<string, never>;
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    name?: string | null;
    of?: string | null;
    options?: [] | null;
    position?: number | null;
    record_kind?: string | null;
    required?: boolean | null;
    required_when?: string | null;
    shown_when?: string | null;
    type?: "text" | "long_text" | "number" | "money" | "date" | "bool" | "choice" | "multi_choice" | "link" | "record" | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: Record<string, never>;
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

/** One thing that was done so many times. */
export interface Figure {
  /** In the week before. */
  last_week: number;
  /** `calls`, `meetings`, `messages`, `tasks`, `deals` or `contacts`. */
  name: string;
  /** Which records it counts, as `communications`. */
  plural: string;
  /** The conditions that list those of this week, all of which hold. */
  rules: Condition[];
  /** Since this week began. */
  this_week: number;
}

/** A file's handle. */
export interface File {
  /** The handle. */
  file: Id;
  /** The name a person knows it by, without folders. */
  name: string;
  /** Length in bytes. */
  size: number;
}

/** Why a file was not read. */
export interface FileError {
  /** Stable code. */
  code: string;
  /** What to do, in words. */
  message: string;
}

/** The receipt of one file. */
export interface FileReceipt {
  /** All cells. */
  cells: Cells;
  /** Per column. */
  columns: ImportsCancelOutputColumn[];
  /** Rows that became new records. */
  created: number;
  /** Rows joined with an earlier row of the same import. */
  duplicates: number;
  /** The character encoding. */
  encoding: string;
  /** Why nothing of the file was read. */
  error?: FileError | null;
  /** `vcard` or `csv`; empty when it is neither. */
  format: string;
  /** What is made before its rows because they name it and it is not here: pipelines, each with its stages, in order. */
  made?: Made[];
  /** The file's name. */
  name: string;
  /**
   * The handles under which it was given: its own, that of the file in which it lay, or those of several mails. They are
   * known as long as the program runs.
   */
  of?: Id[];
  /** How a table was read. */
  reading?: ReadingReceipt | null;
  /** Rows that could not be read. */
  rejected: number;
  /** How many values each repair put right. */
  repairs?: { [key: string]: number };
  /** Data rows or cards. */
  rows: number;
  /** The product it came from, as far as can be told. */
  source: string;
  /** How it writes numbers and days, by which values of the seller's own fields are read. */
  style: Style;
  /** Rows that said nothing new. */
  unchanged: number;
  /** Rows that added to a record. */
  updated: number;
}

/** A file named in an input: its handle, or the handle's id alone. */
export type FileRef = Id | {
  /** The id. */
  file: Id;
};

/** A filter tree, at most 32 deep and 256 conditions wide in all. */
export type Filter = {
  and: Filter[];
} | {
  or: Filter[];
} | {
  not: Filter;
} | {
  is: Condition;
};

/** What to look for. */
export interface Find {
  /** A postcode, a town or both, with a country behind a comma where it is another: `50667 Köln`, `Paris, France`. */
  text: string;
}

/** What may be won and when. */
export interface Forecast {
  /** The currency of all amounts. */
  home_currency: string;
  /**
   * What should have closed in an earlier month, the months, what is later, what has no date; empty ones only if
   * they are months.
   */
  periods: Period[];
}

export interface Forget {
  /** A file with the header. */
  file: FileRef;
  /** What its rows are, as in `imports.inspect`. */
  kind?: string | null;
  /** As in `imports.inspect`. */
  no_stages?: boolean;
}

export type Format = "svg" | "png";

export type FormatInput = "vcard" | "vcard3" | "csv" | "json" | "xlsx";

/** What was found. */
export interface Found {
  /** The change the answer is as of. */
  as_of: number;
  /** The best first. */
  hits: Hit[];
  /** What of the words means nothing, with what would; the rest was searched. */
  problems: Problem[];
  /** How long it took, in microseconds. */
  took_us: number;
  /** How many there are in all. */
  total: number;
}

/** A piece of a record's text with what matches in it. */
export interface Fragment {
  /** The field. */
  field: string;
  /** What matches: from and to in UTF-16 units. */
  marks: number[][];
  /** The text, or the piece of it around the first match. */
  text: string;
}

export interface From {
  /** Only this pipeline; all when absent. */
  pipeline_id?: Id | null;
}

/** How deals pass through a pipeline. */
export interface Funnel {
  /** Days from being made to being won, on average. */
  cycle_days: number | null;
  /** The currency of amounts. */
  home_currency: string;
  /** How many were lost in them. */
  lost: number;
  /** The conditions that list what was lost. */
  lost_rules: Condition[];
  /** The pipeline; absent when there is none. */
  pipeline_id: Id | null;
  /** Its stages in their order. */
  stages: Level[];
  /** What is won a day at this pace, in minor units. */
  velocity_minor: number | null;
  /** Won of those that were closed, in percent; absent when none was. */
  win_rate: number | null;
  /** How many deals were won in the last 365 days. */
  won: number;
  /** The conditions that list what was won. */
  won_rules: Condition[];
  /** What the won ones are worth. */
  won_total: Total;
}

/** What is missing or should not stay as it is. */
export interface Gap {
  /** Whom it concerns. */
  contact_id: Id | null;
  /** Since how many days; absent when it never was. */
  days: number | null;
  /** What they are called. */
  name: string | null;
  /** What it is. */
  sort: CompaniesCommitteeOutputSort;
}

/** A company's group. */
export interface Group {
  /** All of them, level by level, by name within one; at most 2,000. */
  companies: Node[];
  /** Whether there are more than are told. */
  more: boolean;
  /** What these are worth in the home currency, as far as that is known. */
  open_amount: Money | null;
  /** How many of their deals are open. */
  open_deals: number;
  /** How many people work at them; who works at two counts once. */
  people: number;
  /** The company at the top. */
  top_id: Id;
}

/**
 * By what a list is grouped, as text: a field's id, behind it `:letter` for the first letter of a text, `:week` or `:day`
 * for days and moments, which are grouped by their month otherwise.
 */
export type GroupBy = string;

/** Fields that stand together. */
export interface GroupInput {
  /** Ids of fields and parts in their order. */
  fields: string[];
  /** The seller's words over it, at most 60 characters; none when empty. */
  name?: string;
}

/** What is grouped. */
export interface Grouped {
  /**
   * The field by whose values they are grouped, `:letter` behind it for the first letter; days and moments go by month, or
   * by `:week` or `:day`.
   */
  by: GroupBy;
  /** Which records. Sorted by the field of the groups, it gives their direction. */
  query?: Query;
}

export interface Held {
  /** The lead. */
  id: Id;
  /** Its score. */
  score: number;
  /** Its status. */
  status: string;
  /** What it is called. */
  title: string;
}

export interface History {
  /** The latest first. */
  entries: RecordsHistoryOutputEntry[];
  /** Where to go on, when there may be more. */
  next_before: number | null;
}

/** A record that was found. */
export interface Hit {
  /** Where it matches, the best first. */
  fragments: Fragment[];
  /** The record. */
  id: Id;
  /** Its kind. */
  kind: string;
  /** How well it matches; only to be compared within one answer. */
  score: number;
  /** What tells it from others. */
  subtitle: string;
  /** What a person calls it. */
  title: string;
}

export interface HomeWeekInput {
  /** The seller's zone; a week begins there on Monday. */
  zone: string;
}

/** What was done. */
export interface HomeWeekOutput {
  /** Calls, meetings, messages, tasks done, deals won and new contacts, in this order. */
  figures: Figure[];
  /** When this week began, milliseconds since 1970 UTC. */
  since_ms: number;
}

/**
 * The id of a record, part, change set, job or file: a UUIDv7, written hyphenated in JSON, stored as a 16-byte
 * BLOB, logged as 32 hexadecimal digits.
 */
export type Id = string;

export interface Ids {
  /** The records, at most 500. */
  ids: Id[];
}

/** An import with its receipt. */
export interface Import {
  /** The change set, by which it is taken back. */
  change_set: Id | null;
  /** The change sets of rejected rows that were corrected since and stand, the latest first. */
  corrections: Id[];
  /** Whether nothing was to be written. */
  dry_run: boolean;
  /** Why it failed. */
  error?: unknown;
  /** The receipts of its files. */
  files: FileReceipt[];
  /** When it ended. */
  finished_ms: number | null;
  /** Its id. */
  id: Id;
  /** The job that runs it. */
  job: Id | null;
  /** What every row is; people and companies, as the files say, when absent. */
  kind?: string | null;
  /** What a person calls it. */
  label: string;
  /** Whether no pipelines and stages were to be made. */
  no_stages?: boolean;
  /** What became of that change set: `staged`, `open`, `sealed` or `undone`. */
  set_state: string | null;
  /** When it was asked for, milliseconds since 1970 UTC. */
  started_ms: number;
  /** Where it stands. */
  state: State;
}

export interface Imports {
  /** At most 200. */
  imports: ImportsListOutputImport[];
}

export interface ImportsApplyInput {
  /** The import. */
  id: Id;
}

export interface ImportsCancelInput {
  /** The import. */
  id: Id;
}

/** One column of a table, or one property of the cards. */
export interface ImportsCancelOutputColumn {
  /** Its cells. */
  cells: number;
  /** Place in the file, from 0; for cards in the order of first sight. */
  index: number;
  /** Of them, those that went to a field or were understood as structure. */
  mapped: number;
  /** The header's or property's name. */
  name: string;
  /** Of them, those kept as raw properties. */
  raw: number;
  /** Of them, those not understood. */
  rejected: number;
  /** The fields its cells went to, in the names of the JSON export, most frequent first. */
  targets: string[];
}

/** Who a lead seems to be. */
export interface ImportsCorrectOutputLikely {
  /** The contact. */
  id: Id;
  /** Its name. */
  title: string;
}

/** A record's kind and id. */
export interface ImportsCorrectOutputRecordRef {
  /** Its id. */
  id: Id;
  /** `contact` or `company`. */
  kind: string;
}

export interface ImportsGetInput {
  /** The import. */
  id: Id;
}

/** An import with its receipt. */
export interface ImportsGetOutput {
  /** The change set, by which it is taken back. */
  change_set: Id | null;
  /** The change sets of rejected rows that were corrected since and stand, the latest first. */
  corrections: Id[];
  /** Whether nothing was to be written. */
  dry_run: boolean;
  /** Why it failed. */
  error?: unknown;
  /** The receipts of its files. */
  files: ImportsGetOutputFileReceipt[];
  /** When it ended. */
  finished_ms: number | null;
  /** Its id. */
  id: Id;
  /** The job that runs it. */
  job: Id | null;
  /** What every row is; people and companies, as the files say, when absent. */
  kind?: string | null;
  /** What a person calls it. */
  label: string;
  /** Whether no pipelines and stages were to be made. */
  no_stages?: boolean;
  /** What became of that change set: `staged`, `open`, `sealed` or `undone`. */
  set_state: string | null;
  /** When it was asked for, milliseconds since 1970 UTC. */
  started_ms: number;
  /** Where it stands. */
  state: State;
}

/** One column of a table, or one property of the cards. */
export interface ImportsGetOutputColumn {
  /** Its cells. */
  cells: number;
  /** Place in the file, from 0; for cards in the order of first sight. */
  index: number;
  /** Of them, those that went to a field or were understood as structure. */
  mapped: number;
  /** The header's or property's name. */
  name: string;
  /** Of them, those kept as raw properties. */
  raw: number;
  /** Of them, those not understood. */
  rejected: number;
  /** The fields its cells went to, in the names of the JSON export, most frequent first. */
  targets: string[];
}

/** The receipt of one file. */
export interface ImportsGetOutputFileReceipt {
  /** All cells. */
  cells: Cells;
  /** Per column. */
  columns: ImportsGetOutputColumn[];
  /** Rows that became new records. */
  created: number;
  /** Rows joined with an earlier row of the same import. */
  duplicates: number;
  /** The character encoding. */
  encoding: string;
  /** Why nothing of the file was read. */
  error?: FileError | null;
  /** `vcard` or `csv`; empty when it is neither. */
  format: string;
  /** What is made before its rows because they name it and it is not here: pipelines, each with its stages, in order. */
  made?: Made[];
  /** The file's name. */
  name: string;
  /**
   * The handles under which it was given: its own, that of the file in which it lay, or those of several mails. They are
   * known as long as the program runs.
   */
  of?: Id[];
  /** How a table was read. */
  reading?: ReadingReceipt | null;
  /** Rows that could not be read. */
  rejected: number;
  /** How many values each repair put right. */
  repairs?: { [key: string]: number };
  /** Data rows or cards. */
  rows: number;
  /** The product it came from, as far as can be told. */
  source: string;
  /** How it writes numbers and days, by which values of the seller's own fields are read. */
  style: Style;
  /** Rows that said nothing new. */
  unchanged: number;
  /** Rows that added to a record. */
  updated: number;
}

/** One column of a table, or one property of the cards. */
export interface ImportsListOutputColumn {
  /** Its cells. */
  cells: number;
  /** Place in the file, from 0; for cards in the order of first sight. */
  index: number;
  /** Of them, those that went to a field or were understood as structure. */
  mapped: number;
  /** The header's or property's name. */
  name: string;
  /** Of them, those kept as raw properties. */
  raw: number;
  /** Of them, those not understood. */
  rejected: number;
  /** The fields its cells went to, in the names of the JSON export, most frequent first. */
  targets: string[];
}

/** The receipt of one file. */
export interface ImportsListOutputFileReceipt {
  /** All cells. */
  cells: Cells;
  /** Per column. */
  columns: ImportsListOutputColumn[];
  /** Rows that became new records. */
  created: number;
  /** Rows joined with an earlier row of the same import. */
  duplicates: number;
  /** The character encoding. */
  encoding: string;
  /** Why nothing of the file was read. */
  error?: FileError | null;
  /** `vcard` or `csv`; empty when it is neither. */
  format: string;
  /** What is made before its rows because they name it and it is not here: pipelines, each with its stages, in order. */
  made?: Made[];
  /** The file's name. */
  name: string;
  /**
   * The handles under which it was given: its own, that of the file in which it lay, or those of several mails. They are
   * known as long as the program runs.
   */
  of?: Id[];
  /** How a table was read. */
  reading?: ReadingReceipt | null;
  /** Rows that could not be read. */
  rejected: number;
  /** How many values each repair put right. */
  repairs?: { [key: string]: number };
  /** Data rows or cards. */
  rows: number;
  /** The product it came from, as far as can be told. */
  source: string;
  /** How it writes numbers and days, by which values of the seller's own fields are read. */
  style: Style;
  /** Rows that said nothing new. */
  unchanged: number;
  /** Rows that added to a record. */
  updated: number;
}

/** An import with its receipt. */
export interface ImportsListOutputImport {
  /** The change set, by which it is taken back. */
  change_set: Id | null;
  /** The change sets of rejected rows that were corrected since and stand, the latest first. */
  corrections: Id[];
  /** Whether nothing was to be written. */
  dry_run: boolean;
  /** Why it failed. */
  error?: unknown;
  /** The receipts of its files. */
  files: ImportsListOutputFileReceipt[];
  /** When it ended. */
  finished_ms: number | null;
  /** Its id. */
  id: Id;
  /** The job that runs it. */
  job: Id | null;
  /** What every row is; people and companies, as the files say, when absent. */
  kind?: string | null;
  /** What a person calls it. */
  label: string;
  /** Whether no pipelines and stages were to be made. */
  no_stages?: boolean;
  /** What became of that change set: `staged`, `open`, `sealed` or `undone`. */
  set_state: string | null;
  /** When it was asked for, milliseconds since 1970 UTC. */
  started_ms: number;
  /** Where it stands. */
  state: State;
}

/** Who a lead seems to be. */
export interface ImportsRowsOutputLikely {
  /** The contact. */
  id: Id;
  /** Its name. */
  title: string;
}

/** A record's kind and id. */
export interface ImportsRowsOutputRecordRef {
  /** Its id. */
  id: Id;
  /** `contact` or `company`. */
  kind: string;
}

export interface ImportsStartInput {
  /**
   * Only say what would happen. When absent, so it is where mails are among the files: who sent them is a proposal,
   * and saved by `imports.apply`.
   */
  dry_run?: boolean | null;
  /** The files, imported in this order as one change set. */
  files: FileRef[];
  /** What every row is: `lead`, `deal`, or a kind the seller made; people and companies, as the files say, when absent. */
  kind?: string | null;
  /** The language of what notes say, such as `de`, where the seller has chosen none in the settings. */
  language?: string | null;
  /** Mappings the seller corrected, by file; kept for files with the same header. */
  mapping?: { [key: string]: unknown };
  /**
   * Keep probable duplicates apart: every row becomes a record of its own, unless the very same row was imported
   * before.
   */
  no_merge?: boolean;
  /**
   * Make no pipelines and stages that deals name and that are not here. Deals of a whole export stand in the first stage of
   * what they are then, and the name is noted; rows that are said to be deals are rejected.
   */
  no_stages?: boolean;
  /** How files are to be read where detection was wrong, by file; kept for files of the same source. */
  reading?: { [key: string]: ReadAs };
  /** Home country of phones typed without one, ISO 3166-1 alpha-2; the setting when absent. */
  region?: string | null;
  /**
   * What is put right in the files: `encoding`, `numbers`, `addresses`, `zeros`, `name_order`, `capitals`,
   * `phone_country`. Kept for files of the same source. When absent, what was kept, else the first three, which cannot
   * be meant otherwise.
   */
  repairs?: Repair[] | null;
  /** The same for single files. */
  repairs_of?: { [key: string]: Repair[] };
}

export interface In {
  /** The seller's zone, such as `Europe/Berlin`. */
  zone: string;
}

export interface Inspect {
  /** The file. */
  file: FileRef;
  /** What every row is: `lead`, `deal`, or a kind the seller made; people and companies, as the file says, when absent. */
  kind?: string | null;
  /** A corrected mapping to preview. */
  mapping?: unknown;
  /** Whether the import will make no pipelines and stages, as in `imports.start`, so that they are asked for. */
  no_stages?: boolean;
  /**
   * How the file is to be read where detection was wrong; empty to leave all to it. When absent, what was chosen for
   * an earlier file of the same source goes.
   */
  reading?: ReadAs | null;
  /** What is put right in the file; what cannot be meant otherwise when absent. */
  repairs?: Repair[] | null;
}

/** A column and where its cells would go. */
export interface InspectedColumn {
  /** How sure that is, 0 to 1; 1 when the seller said so. */
  confidence: number;
  /** For dates: in which order they are written. Nothing means as each value can be read by itself. */
  date_order?: DateOrder | null;
  /** Its number from 0. */
  index: number;
  /** Its header, or `column 3` where there is none. */
  name: string;
  /** Why, in words. */
  reason: string;
  /** Its first values. */
  samples: string[];
  /** Where its cells go. */
  target: ColumnTarget;
  /**
   * For fields that know only certain values: what stands in the cells, and what it means. Read where rows are records
   * of one kind.
   */
  values?: { [key: string]: string };
}

/** How a table is read. */
export interface InspectedReading {
  /** What was chosen, now or for an earlier file of the source. */
  chosen: ReadAs;
  /** How it would be read if nothing was chosen. */
  detected: ReadAs;
  /** The encodings to choose among. */
  encodings: string[];
  /** The first lines as they stand, shortened, at most 30: among them is the one with the names of the columns. */
  lines: string[];
  /** Whether it was chosen for an earlier file. */
  remembered: boolean;
  /** Lines before the header, which are passed over. */
  skipped_lines: number;
  /** How it is read: every part as it was found or chosen. */
  used: ReadAs;
}

/** What a file is and how it would be read. */
export interface Inspection {
  /**
   * Values that name nothing here, among the first 10,000 rows of records of one kind; what they mean is said in the
   * mapping, as the `values` of their column. A file is sure although it has some that are made with the import.
   */
  asked: Asked[];
  /** How a table's columns would be read; empty for cards. */
  columns: InspectedColumn[];
  /**
   * Which table of another CRM it is, by its columns: an import puts its rows straight into the records they are, with
   * what they are associated with.
   */
  crm?: string | null;
  /** The delimiter of a table. */
  delimiter?: string | null;
  /** What a person should look at before importing. */
  doubts: string[];
  /** The character encoding; empty for a sheet of a workbook. */
  encoding: string;
  /** The file. */
  file: File;
  /** `vcard`, `ldif`, `csv`, or of which form the workbook is whose sheet it was: `xlsx`, `xlsb`, `xls`, `ods`. */
  format: string;
  /**
   * What its rows seem to be, to be said as the kind of the import: `deal` where the program that wrote it is known
   * to write deals, or where its columns have names that only tables of deals have.
   */
  kind?: string | null;
  /** The first records as they would be, at most 20, in the form of `contacts.create`. */
  preview: unknown[];
  /** How a table is read, and what can be said of it instead. */
  reading?: InspectedReading | null;
  /** Whether a mapping, a reading or repairs that the seller chose before are used. */
  remembered: boolean;
  /** What can be put right in the first 10,000 rows, and whether it is. */
  repairs: Offer[];
  /** About how many rows it has. */
  rows_estimate: number;
  /** The product it came from. */
  source: string;
  /** Whether it can be imported without a question. */
  sure: boolean;
  /** Where columns of records of one kind can go, as `custom:` and one of these; empty for people and companies. */
  targets: string[];
}

/** One item. */
export interface Item {
  /** Who; empty for a record. */
  actor: string;
  /** When, milliseconds since 1970 UTC. */
  at_ms: number;
  /** The change set, by which it is taken back. */
  change_set?: Id | null;
  /** What changed. */
  changes?: Change[];
  /** Through which command. */
  command: string;
  /** What a person calls it. */
  label: string;
  /** The note. */
  note?: { [key: string]: unknown } | null;
  /** Whether this change is pinned; a record says so itself. */
  pinned?: boolean;
  /** The record of another kind, such as a task; its `kind` says which. */
  record?: { [key: string]: unknown } | null;
  /** The change it stands for; the version of a note or another record. */
  seq: number;
  /** What it is. */
  type: ItemType;
}

export type ItemType = "note" | "record" | "change" | "import";

export interface Jobs {
  /** At most 100. */
  jobs: unknown[];
}

export interface JobsCancelInput {
  /** The job. */
  id: Id;
}

/** A value or record that an undo left as it is, in the descriptor's words. */
export interface Kept {
  /** The field; empty for the record itself. */
  field: string;
  /** The record. */
  id: Id;
  /** The record's kind. */
  kind: string;
  /** Why it stayed. */
  reason: string;
}

/** A brought value that its field had no room for. */
export interface KeptRaw {
  /** The field that kept its own value; one of the seller's own as `custom.` and its name. */
  field: string;
  /** The brought value, now a raw property. */
  value: string;
}

/**
 * One kind of record, such as contact. Its table has `id BLOB PRIMARY KEY`, `created_ms`, `modified_ms` and
 * `deleted_ms` beside the columns of its fields.
 */
export interface Kind {
  /** The order of a list without sort keys. */
  default_sort: Sort[];
  /** Single-valued fields in display order. */
  fields: Field[];
  /** Singular name and JSON tag: `contact`. */
  name: string;
  /** Several-valued parts in display order. */
  parts: Part[];
  /** Plural, the command prefix and path segment: `contacts`. */
  plural: string;
  /** Its table. */
  table: string;
  /** Field id of what a person calls the record. */
  title: string;
}

/** Somebody or something there already that a lead may be. */
export interface Known {
  /** Its id. */
  id: Id;
  /** What is shared: `email`, `phone`, `domain` or `name`. */
  reason: string;
  /** Whether the names agree too. */
  same_name: boolean;
  /** What tells it from others of that name. */
  subtitle: string;
  /** What it is called. */
  title: string;
}

/** What part of the feed is asked for. */
export interface Lately {
  /** Where the last page ended, as its `next_before` says. */
  before?: string | null;
  /** Items at most, 1 to 200; 50 when absent. */
  limit?: number | null;
  /**
   * Only these: kinds of records, such as `note` or `task`, `change` or `import`; all kinds of records that have a place
   * in it when empty.
   */
  only?: string[];
  /** Not before this moment, milliseconds since 1970 UTC. */
  since_ms?: number | null;
  /** Before this moment, milliseconds since 1970 UTC. */
  until_ms?: number | null;
}

/** The fields of a kind as the seller arranged them. */
export interface Layout {
  /** The groups in their order, at most 20. */
  groups: LayoutsGetOutputGroup[];
  /** Fields and parts that are left out. */
  hidden: string[];
}

export interface LayoutsGetInput {
  /** The kind: `contact`, `company`, `lead`, `deal`, `task`, `communication`, or one the seller made. */
  of: string;
}

/** Fields that stand together. */
export interface LayoutsGetOutputGroup {
  /** Ids of fields and parts in their order. */
  fields: string[];
  /** The seller's words over it, at most 60 characters; none when empty. */
  name: string;
}

export interface LayoutsResetInput {
  /** The kind: `contact`, `company`, `lead`, `deal`, `task`, `communication`, or one the seller made. */
  of: string;
}

/** A layout, or that there is none of the seller's. */
export interface LayoutsResetOutput {
  /** As the seller arranged it; absent for the usual one. */
  layout?: LayoutsResetOutputLayout | null;
  /** The kind. */
  of: string;
}

/** Fields that stand together. */
export interface LayoutsResetOutputGroup {
  /** Ids of fields and parts in their order. */
  fields: string[];
  /** The seller's words over it, at most 60 characters; none when empty. */
  name: string;
}

/** The fields of a kind as the seller arranged them. */
export interface LayoutsResetOutputLayout {
  /** The groups in their order, at most 20. */
  groups: LayoutsResetOutputGroup[];
  /** Fields and parts that are left out. */
  hidden: string[];
}

export interface LayoutsSetInput {
  /** The groups in their order, at most 20. */
  groups: GroupInput[];
  /** Fields and parts that are left out. */
  hidden?: string[];
  /** The kind: `contact`, `company`, `lead`, `deal`, `task`, `communication`, or one the seller made. */
  of: string;
}

/** A layout, or that there is none of the seller's. */
export interface LayoutsSetOutput {
  /** As the seller arranged it; absent for the usual one. */
  layout?: LayoutsSetOutputLayout | null;
  /** The kind. */
  of: string;
}

/** Fields that stand together. */
export interface LayoutsSetOutputGroup {
  /** Ids of fields and parts in their order. */
  fields: string[];
  /** The seller's words over it, at most 60 characters; none when empty. */
  name: string;
}

/** The fields of a kind as the seller arranged them. */
export interface LayoutsSetOutputLayout {
  /** The groups in their order, at most 20. */
  groups: LayoutsSetOutputGroup[];
  /** Fields and parts that are left out. */
  hidden: string[];
}

export interface Lead {
  assignee?: string;
  city?: string;
  company?: string;
  /** The id of a company. */
  company_id?: string;
  /** The id of a contact. */
  contact_id?: string;
  conversations?: number;
  /** Milliseconds since 1970 UTC. */
  converted_ms?: number;
  country?: string;
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** The id of a deal. */
  deal_id?: string;
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  disqualified_reason?: string;
  emails: LeadEmailsEntry[];
  family?: string;
  given?: string;
  held?: boolean;
  id: string;
  industry?: string;
  job_title?: string;
  kind: "lead";
  /** Milliseconds since 1970 UTC. */
  last_activity_ms?: number;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  name?: string;
  next_step?: string;
  open_tasks?: number;
  phones: LeadPhonesEntry[];
  /** Degrees north and east: 50.9375,6.9603. */
  place?: string;
  place_found?: "postcode" | "area" | "town" | "country" | "unknown";
  postal_code?: string;
  /** Milliseconds since 1970 UTC. */
  qualified_ms?: number;
  qualified_reason?: string;
  rating?: "hot" | "warm" | "cold";
  score?: number;
  /** Milliseconds since 1970 UTC. */
  scored_ms?: number;
  size?: number;
  source?: string;
  status?: "new" | "working" | "qualified" | "disqualified" | "converted";
  /** Milliseconds since 1970 UTC. */
  status_since_ms?: number;
  tags: string[];
  /** The id of a territory. */
  territory_id?: string;
  value?: {
    /** ISO 4217 code. */
    currency: string;
    /** Minor units. */
    minor: number;
  };
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
  /** A web address. */
  website?: string;
}

export interface LeadEmailsEntry {
  id?: string;
  label?: string;
  primary?: boolean;
  value?: string;
}

export interface LeadList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "lead";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface LeadPatch {
  assignee?: string | null;
  city?: string | null;
  company?: string | null;
  country?: string | null;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  disqualified_reason?: string | null;
  emails?: LeadEmailsEntry[] | null;
  family?: string | null;
  given?: string | null;
  industry?: string | null;
  job_title?: string | null;
  name?: string | null;
  next_step?: string | null;
  phones?: LeadPhonesEntry[] | null;
  postal_code?: string | null;
  qualified_reason?: string | null;
  rating?: "hot" | "warm" | "cold" | null;
  size?: number | null;
  source?: string | null;
  status?: "new" | "working" | "qualified" | "disqualified" | "converted" | null;
  tags?: string[] | null;
  value?: {
    /** ISO 4217 code. */
    currency: string;
    /** Minor units. */
    minor: number;
  } | null;
  /** A web address. */
  website?: string | null;
}

export interface LeadPhonesEntry {
  e164?: string;
  extension?: string;
  id?: string;
  label?: string;
  primary?: boolean;
  value?: string;
}

export interface LeadsActivitiesInput {
  /** The lead. */
  id: Id;
  /** Activities at most, 1 to 200; 50 when absent. */
  limit?: number | null;
}

export interface LeadsConversionInput {
  /** The lead. */
  id: Id;
}

/** Which pairs are asked for. */
export interface LeadsDuplicatesInput {
  /** Passes over so many of the likeliest. */
  after?: number;
  /** Only pairs with this record. */
  id?: Id | null;
  /** Only pairs with a record that this import made or added to. */
  import?: Id | null;
  /** Only pairs at least this likely, 0 to 1; 0.05 when absent. */
  least?: number | null;
  /** Pairs at most, 1 to 1,000; 100 when absent. */
  limit?: number | null;
  /** Looks at everybody even if that was stopped before. */
  look?: boolean;
}

/** Which records to erase. */
export interface LeadsEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

/** What was merged into a record. */
export interface LeadsMergesOutput {
  /** In the order of the merging, those too that were merged into one of them before. */
  merges: LeadsMergesOutputPart[];
}

/** A record that became part of another. */
export interface LeadsMergesOutputPart {
  /** When, milliseconds since 1970 UTC. */
  at_ms: number;
  /** The change set. */
  change_set: Id;
  /** The record. */
  id: Id;
  /** What it was called. */
  title: string;
}

export interface LeadsPatchInput {
  id: string;
  patch: LeadPatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface LeadsPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: {
    emails?: { [key: string]: unknown }[];
    phones?: { [key: string]: unknown }[];
    tags?: string[];
  };
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    assignee?: string | null;
    city?: string | null;
    company?: string | null;
    country?: string | null;
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    disqualified_reason?: string | null;
    emails?: LeadEmailsEntry[] | null;
    family?: string | null;
    given?: string | null;
    industry?: string | null;
    job_title?: string | null;
    name?: string | null;
    next_step?: string | null;
    phones?: LeadPhonesEntry[] | null;
    postal_code?: string | null;
    qualified_reason?: string | null;
    rating?: "hot" | "warm" | "cold" | null;
    size?: number | null;
    source?: string | null;
    status?: "new" | "working" | "qualified" | "disqualified" | "converted" | null;
    tags?: string[] | null;
    value?: {
      /** ISO 4217 code. */
      currency: string;
      /** Minor units. */
      minor: number;
    } | null;
    /** A web address. */
    website?: string | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: {
    emails?: { [key: string]: unknown }[];
    phones?: { [key: string]: unknown }[];
    tags?: string[];
  };
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: {
    emails?: { [key: string]: unknown };
    phones?: { [key: string]: unknown };
  };
  /** But not these. */
  without?: Id[];
}

export interface LeadsScoreInput {
  /** The lead. */
  id: Id;
}

/** What part of a timeline is asked for. */
export interface LeadsTimelineInput {
  /** Where the last page ended, as its `next_before` says. */
  before?: string | null;
  /** Only changes of this field or part, such as `emails`, and nothing else. */
  field?: string | null;
  /** The record. */
  id: Id;
  /** Items at most, 1 to 200; 50 when absent. */
  limit?: number | null;
  /**
   * Only these: `note`, `change`, `import`, or the kind of the records that stand in it, such as `task`; everything
   * when empty.
   */
  only?: string[];
  /** Not before this moment, milliseconds since 1970 UTC. */
  since_ms?: number | null;
  /** Before this moment, milliseconds since 1970 UTC. */
  until_ms?: number | null;
}

/** What came apart. */
export interface LeadsUnmergeOutput {
  /** How many merges came apart and were made again because they were later. */
  again: number;
  /** The records that are on their own again. */
  apart: LeadsUnmergeOutputApart[];
  /** The record of which they were part. */
  id: Id;
  /** What stayed with the record it was on because it was changed since. */
  kept: Kept[];
}

/** A record on its own. */
export interface LeadsUnmergeOutputApart {
  /** The record. */
  id: Id;
  /** What it was called. */
  title: string;
}

/** What is not imported of a file that holds others. */
export interface Left {
  /**
   * Why, as a code: `hidden_sheet`, `not_people`, `unknown_format`, `archive_in_archive`, `damaged_part`; of a picture
   * `qr_none`, `qr_link`, `qr_text`; of a mail `not_a_mail`, `no_signature`, `mail_too_large`.
   */
  code: string;
  /** The file and the name in it. */
  name: string;
  /** Why, in English. */
  reason: string;
  /** The values in the reason, by their names. */
  values?: { [key: string]: string };
}

/** A stage of the funnel. */
export interface Level {
  /** How many of them went on to a later stage or were won. */
  advanced: number;
  /** The conditions that list them by age. */
  age_rules: Condition[][];
  /** How many are here for less than 7, 30 and 90 days, and for longer. */
  ages: number[];
  /** How long those that left were here, in days on average; absent while nobody has left. */
  average_days: number | null;
  /** How many of those that came went on, in percent; absent while nobody has left. */
  conversion: number | null;
  /** How many deals ever came here. */
  entered: number;
  /** The conditions that list the deals that ever came there. */
  entered_rules: Condition[];
  /** How many are here now. */
  here: number;
  /** The stage. */
  id: Id;
  /** How many of them were lost from here. */
  lost: number;
  /** What it is called. */
  name: string;
  /** What a deal is there. */
  outcome: DealsFunnelOutputOutcome;
  /** The conditions that list the deals that are there. */
  rules: Condition[];
}

/** Two records that may be one. */
export interface Likely {
  /** Why, what says most first. */
  evidence: Said[];
  /** How likely it is, 0 to 1. */
  probability: number;
  /** The two; the first one was made earlier. */
  records: Likeness[];
}

/** One of the two. */
export interface Likeness {
  /** The record. */
  id: Id;
  /** What tells it from others of that name. */
  subtitle: string;
  /** Its name. */
  title: string;
}

/** One group. */
export interface ListGroup {
  /** How many records it has. */
  count: number;
  /** Beside the filter of the list, this finds its records. */
  filter: Filter;
  /**
   * What its records have in common: a value, a letter, a month like `2026-11` or `--11`, a day, which of a week is
   * its first; absent where they have none.
   */
  key?: string | null;
  /** A text as some record writes it, what a record is called; absent where the key says it all. */
  label?: string | null;
}

/** A list in groups. */
export interface ListGroups {
  /** In their order; records without a value come last. */
  groups: ListGroup[];
  /** How many records the list has. One with several values stands in several groups. */
  total: number;
}

export interface Listed {
  /** The notifications. */
  rows: NotificationRow[];
  /** How many there are of these in all. */
  total: number;
  /** How many are unread, whatever was asked for. */
  unread: number;
}

export interface LocalTime {
  /** The IANA name of the zone, such as `Europe/Berlin`. */
  zone?: string | null;
}

export interface Log {
  /** When it began, milliseconds since 1970 UTC; now when absent. */
  at_ms?: number | null;
  /** What was said, in Markdown. */
  body?: string | null;
  /** `call`, `visit`, `meeting`, `message`, `email`, `sms` or `chat`. */
  channel: string;
  /** With which companies. */
  companies?: Id[];
  /** With whom. */
  contacts?: Id[];
  /** About which deals. */
  deals?: Id[];
  /** `out`, `in` or `none`; as the channel usually is when absent. */
  direction?: string | null;
  /** How long it took, in seconds. */
  duration_s?: number | null;
  /** About which leads. */
  leads?: Id[];
  /** Whom the names in the next step mean. */
  meant?: Meant[];
  /** What follows, in words: `send the offer on Friday`. */
  next_step?: string | null;
  /** What came of it; which words there are depends on the channel. */
  outcome?: string | null;
  /** About which records of own kinds. */
  own_records?: Id[];
  /** Words of the next step that belong to its title, whatever they could say. */
  plain?: string[];
  /** What it was about. */
  subject?: string | null;
  /** The seller's zone, such as `Europe/Berlin`. */
  zone: string;
}

export interface Logged {
  /** The conversation. */
  communication: { [key: string]: unknown };
  /** The task that follows from it. */
  task?: { [key: string]: unknown } | null;
}

/** Something that is made before the rows of an import, because they name it and it is not here. */
export interface Made {
  /** Whether no row says that chance, so that it was chosen here. */
  estimated?: boolean;
  /** Its id. */
  id: Id;
  /** What it is: `pipeline` or `stage`. */
  kind: string;
  /** What it is called. */
  name: string;
  /** What a deal is in a stage: `open`, `won` or `lost`. */
  outcome?: string | null;
  /** What that is called. */
  pipeline?: string | null;
  /** The pipeline of a stage. */
  pipeline_id?: Id | null;
  /** The chance of winning from a stage, in percent. */
  probability?: number | null;
  /** How many new records name it. */
  rows: number;
}

export type MapOfAnyValue = { [key: string]: unknown };

/** A mark on a deal. */
export type Mark = "rotting" | "slipping" | "no_next_step";

/** A mark with what has it. */
export interface Marked {
  /** How many living deals have it. */
  count: number;
  /** The mark. */
  mark: Mark;
  /** Conditions that list them, all of which hold. */
  rules: Condition[];
}

/** One of them. */
export interface Match {
  /** Its id. */
  id: Id;
  /** What is shared: `email`, `phone` or `link`. */
  reason: string;
  /** Whether the names agree too. */
  same_name: boolean;
  /** What tells it from others of that name. */
  subtitle: string;
  /** Its name. */
  title: string;
  /** The shared value as typed. */
  value: string;
}

/** Contacts that may be the same person. */
export interface Matches {
  /** At most 10, each once. */
  matches: Match[];
}

/** Whom the seller says a name means. */
export interface Meant {
  /** The record; absent when it is nobody. */
  id?: Id | null;
  /** `contact`, `company`, or a kind the seller made; absent when it is nobody. */
  kind?: string | null;
  /** The words. */
  words: string;
}

/** A job at the company. */
export interface Member {
  /** Who has or had it. */
  contact_id: Id;
  /** The department. */
  department: string | null;
  /** Since when, as a date. */
  from: string | null;
  /** The job, a row of the contact's jobs. */
  job_id: Id;
  /** When they were last spoken with, milliseconds since 1970 UTC. */
  last_activity_ms: number | null;
  /** What they are called. */
  name: string;
  /** Whether it lasts. */
  present: boolean;
  /** What that one is called. */
  reports_to: string | null;
  /** Whom they report to in it. */
  reports_to_id: Id | null;
  /** The role. */
  role: string | null;
  /** What they are to the company's decisions, one of the roles of stakeholders. */
  say: string | null;
  /** The job's title. */
  title: string | null;
  /** Until when, as a date. */
  to: string | null;
}

/** The members of a company. */
export interface Members {
  /** How many ended. */
  former: number;
  /** Those whose job lasts first, then by name; a person with two jobs there stands there twice. */
  members: Member[];
  /** How many of all jobs there last. */
  present: number;
}

/** A name and who may be meant by it. */
export interface Mention {
  /** Who has it; several when it must be asked. */
  choices: Choice[];
  /** Whether it was marked with `@`: then it is a name, whoever has it. */
  marked: boolean;
  /** The words. */
  words: string;
}

/** What becomes one. */
export interface Merge {
  /**
   * Whose value a field takes: the field's name, one of the seller's own as `custom.` and its id, and the record. Every
   * other field keeps its value, or takes the first there is.
   */
  fields?: { [key: string]: Id };
  /** The record that stays. */
  id: Id;
  /** Those that become part of it, 1 to 19. */
  others: Id[];
}

/** What it became. */
export interface Merged {
  /** The change set, by which it is taken back. */
  change_set: Id | null;
  /** Whose value each field has that more than one record or another one filled. */
  fields: Source[];
  /** The record that stayed. */
  id: Id;
  /** How many entries and references moved. */
  moved: number;
  /** What it is called. */
  title: string;
}

/** What was merged into a record. */
export interface Merges {
  /** In the order of the merging, those too that were merged into one of them before. */
  merges: CompaniesMergesOutputPart[];
}

/** An amount in the smallest unit of its currency (cents, yen, fils). */
export interface Money {
  /** ISO 4217 code in capitals, such as `EUR`. */
  currency: string;
  /** Minor units, within ±(2^53-1). */
  minor: number;
}

/** A lead that would belong elsewhere. */
export interface Move {
  /** The name of its territory now. */
  from: string | null;
  /** The lead. */
  id: Id;
  /** What it is called. */
  title: string;
  /** The name of its territory then. */
  to: string | null;
}

export interface Named {
  /** The pipeline. */
  id: Id;
  /** What it is called. */
  name: string;
}

/** A record of a kind the seller made. */
export interface NamedRecord {
  /** The record. */
  id: Id;
  /** Its kind: `own_boat`. */
  kind: string;
  /** Its name. */
  title: string;
  /** Whether it lies in the trash. */
  trashed: boolean;
}

export interface NamedRecords {
  /** Those that there are, in the order they were asked for. */
  records: NamedRecord[];
}

export interface Near {
  /** How many days ahead, 0 to 60; 14 when absent. */
  days?: number | null;
  /** The seller's zone, such as `Europe/Berlin`. */
  zone: string;
}

/** A date that comes round. */
export interface NearDate {
  /** The contact whose it is. */
  contact_id: Id;
  /** The day it comes round, `YYYY-MM-DD`. */
  day: string;
  /** In how many days. */
  in_days: number;
  /** What the date is, such as `birthday`. */
  label?: string | null;
  /** What they are called. */
  name: string;
  /** How many years it is then, where the year is known. */
  years?: number | null;
}

export interface NewAttachment {
  /** The id of a communication. */
  communication_id?: string;
  /** The id of a company. */
  company_id?: string;
  /** The id of a contact. */
  contact_id?: string;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** The id of a deal. */
  deal_id?: string;
  /** The id of a lead. */
  lead_id?: string;
  name: string;
  /** The id of a own_record. */
  own_record_id?: string;
  /** The id of a task. */
  task_id?: string;
}

export interface NewCommunication {
  /** Milliseconds since 1970 UTC. */
  at_ms?: number;
  body?: string;
  channel: "call" | "visit" | "meeting" | "message" | "email" | "sms" | "chat";
  companies?: string[];
  contacts?: string[];
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  deals?: string[];
  direction?: "out" | "in" | "none";
  duration_s?: number;
  leads?: string[];
  outcome?: "reached" | "not_reached" | "left_message" | "busy" | "wrong_number" | "call_back" | "held" | "cancelled" | "no_show" | "sent" | "answered" | "no_answer";
  own_records?: string[];
  pinned?: boolean;
  source?: string;
  subject?: string;
  zone?: string;
}

export interface NewCompany {
  addresses?: CompanyAddressesEntry[];
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  domains?: CompanyDomainsEntry[];
  emails?: CompanyEmailsEntry[];
  identities?: CompanyIdentitiesEntry[];
  industry?: string;
  links?: CompanyLinksEntry[];
  name: string;
  /** The id of a company. */
  parent_id?: string;
  phones?: CompanyPhonesEntry[];
  /** The hash of a stored file. */
  photo?: string;
  raw?: CompanyRawEntry[];
  size?: string;
  source?: string;
  stakeholders?: CompanyStakeholdersEntry[];
  tags?: string[];
}

export interface NewContact {
  addresses?: ContactAddressesEntry[];
  consents?: ContactConsentsEntry[];
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  dates?: ContactDatesEntry[];
  display_name?: string;
  emails?: ContactEmailsEntry[];
  family?: string;
  given?: string;
  handles?: ContactHandlesEntry[];
  identities?: ContactIdentitiesEntry[];
  jobs?: ContactJobsEntry[];
  keep_in_touch_weeks?: number;
  links?: ContactLinksEntry[];
  middle?: string;
  nickname?: string;
  phones?: ContactPhonesEntry[];
  phonetic_family?: string;
  phonetic_given?: string;
  phonetic_middle?: string;
  /** The hash of a stored file. */
  photo?: string;
  prefix?: string;
  raw?: ContactRawEntry[];
  relations?: ContactRelationsEntry[];
  source?: string;
  suffix?: string;
  tags?: string[];
}

export interface NewDeal {
  amount?: {
    /** ISO 4217 code. */
    currency: string;
    /** Minor units. */
    minor: number;
  };
  /** YYYY-MM-DD, or --MM-DD without a year. */
  close_date?: string;
  /** Milliseconds since 1970 UTC. */
  closed_ms?: number;
  /** The id of a company. */
  company_id?: string;
  contacts?: DealContactsEntry[];
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  forecast?: "commit" | "best_case" | "pipeline";
  lost_reason?: string;
  name: string;
  next_step?: string;
  /** The id of a pipeline. */
  pipeline_id?: string;
  source?: string;
  /** The id of a stage. */
  stage_id?: string;
  stages?: DealStagesEntry[];
  tags?: string[];
  won_reason?: string;
}

/** The deal that begins with a conversion. */
export interface NewDealInput {
  /** What it may bring; the lead's value when absent. */
  amount?: Money | null;
  /** The expected close, with its year. */
  close_date?: string | null;
  /** What it is called; after the company or the lead when absent. */
  name?: string | null;
  /** Its pipeline; the first when absent. */
  pipeline_id?: Id | null;
  /** What the contact is to the deal. */
  role?: string | null;
}

export interface NewExchangeRate {
  base?: string;
  currency: string;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** YYYY-MM-DD, or --MM-DD without a year. */
  date?: string;
  rate: number;
}

export interface NewLead {
  assignee?: string;
  city?: string;
  company?: string;
  country?: string;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  disqualified_reason?: string;
  emails?: LeadEmailsEntry[];
  family?: string;
  given?: string;
  industry?: string;
  job_title?: string;
  name?: string;
  next_step?: string;
  phones?: LeadPhonesEntry[];
  postal_code?: string;
  qualified_reason?: string;
  rating?: "hot" | "warm" | "cold";
  size?: number;
  source?: string;
  status?: "new" | "working" | "qualified" | "disqualified" | "converted";
  tags?: string[];
  value?: {
    /** ISO 4217 code. */
    currency: string;
    /** Minor units. */
    minor: number;
  };
  /** A web address. */
  website?: string;
}

export interface NewNote {
  body: string;
  /** The id of a company. */
  company_id?: string;
  /** The id of a contact. */
  contact_id?: string;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** The id of a deal. */
  deal_id?: string;
  /** The id of a lead. */
  lead_id?: string;
  /** The id of a own_record. */
  own_record_id?: string;
  pinned?: boolean;
  source?: string;
}

export interface NewOwnField {
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  name: string;
  of: string;
  options?: [];
  position?: number;
  record_kind?: string;
  required?: boolean;
  required_when?: string;
  shown_when?: string;
  type: "text" | "long_text" | "number" | "money" | "date" | "bool" | "choice" | "multi_choice" | "link" | "record";
}

export interface NewOwnKind {
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  icon?: "box" | "boat" | "bike" | "book" | "building" | "calendar" | "camera" | "car" | "document" | "flag" | "gift" | "globe" | "heart" | "house" | "key" | "leaf" | "machine" | "map" | "music" | "paw" | "people" | "plane" | "shield" | "star" | "tool" | "truck";
  many: string;
  one: string;
  position?: number;
  title_label?: string;
}

export interface NewPassphrase {
  /** The present one, if there is one. */
  current?: string | null;
  /** The new passphrase, at least 8 characters. */
  new: string;
}

export interface NewPipeline {
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  name: string;
  position?: number;
}

export interface NewQualifyRule {
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  filter?: string;
  min_score: number;
  name: string;
  paused?: boolean;
  position?: number;
}

export interface NewScoreRule {
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  dimension: "fit" | "firmographic" | "engagement" | "intent" | "recency";
  each?: string;
  filter?: string;
  name: string;
  paused?: boolean;
  points: number;
  position?: number;
  up_to?: number;
}

export interface NewStage {
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  exit_criteria?: string;
  name: string;
  outcome?: "open" | "won" | "lost";
  /** The id of a pipeline. */
  pipeline_id: string;
  position?: number;
  probability?: number;
  rot_days?: number;
}

export interface NewTag {
  colour?: string;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  name: string;
}

export interface NewTask {
  companies?: string[];
  contacts?: string[];
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  deals?: string[];
  /** YYYY-MM-DD, or --MM-DD without a year. */
  due?: string;
  due_time?: string;
  due_zone?: string;
  duration_min?: number;
  leads?: string[];
  notes?: string;
  outcome?: string;
  own_records?: string[];
  /** The id of a task. */
  parent_id?: string;
  pinned?: boolean;
  priority?: "none" | "low" | "normal" | "high";
  recurrence?: string;
  reminders?: TaskRemindersEntry[];
  /** YYYY-MM-DD, or --MM-DD without a year. */
  route_day?: string;
  route_rank?: number;
  /** Milliseconds since 1970 UTC. */
  snoozed_until_ms?: number;
  source?: string;
  status?: "open" | "in_progress" | "waiting" | "done" | "cancelled";
  tags?: string[];
  title: string;
  type?: "call" | "visit" | "meeting" | "message";
}

export interface NewTerritory {
  countries?: [];
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  industries?: [];
  name: string;
  position?: number;
  postcodes?: [];
  size_from?: number;
  size_to?: number;
}

export interface NewView {
  colour?: string;
  columns?: [];
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  group_by?: string;
  icon?: string;
  layout?: "table" | "cards" | "board";
  name: string;
  of: string;
  pinned?: boolean;
  position?: number;
  query?: string;
  watched?: boolean;
}

/** A company of a group. */
export interface Node {
  /** Levels below the one that was asked for, from 0. */
  depth: number;
  /** The company. */
  id: Id;
  /** What it does. */
  industry: string | null;
  /** What it is called. */
  name: string;
  /** What these are worth in the home currency. */
  open_amount: Money | null;
  /** How many of its deals are open. */
  open_deals: number;
  /** The one it belongs to. */
  parent_id: Id | null;
  /** How many people work there. */
  people: number;
}

/** A file that was not attached. */
export interface NotAttached {
  /** Why: `attachment_empty`, `attached_already`, `file_unreadable` or `file_gone`. */
  code: string;
  /** What the words are about: a `name`, of a file that hangs there already the one it has there. */
  details?: unknown;
  /** The same in words. */
  message: string;
  /** Its name. */
  name: string;
}

/** A note. */
export interface Note {
  /** When it was written, milliseconds since 1970 UTC. */
  at_ms: number;
  /** Its Markdown. */
  body: string;
}

export interface NoteList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "note";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface NotePatch {
  body?: string | null;
  /** The id of a company. */
  company_id?: string | null;
  /** The id of a contact. */
  contact_id?: string | null;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  /** The id of a deal. */
  deal_id?: string | null;
  /** The id of a lead. */
  lead_id?: string | null;
  /** The id of a own_record. */
  own_record_id?: string | null;
  pinned?: boolean | null;
  source?: string | null;
}

export interface NotesCreateOutput {
  body: string;
  /** The id of a company. */
  company_id?: string;
  /** The id of a contact. */
  contact_id?: string;
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** The id of a deal. */
  deal_id?: string;
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  id: string;
  kind: "note";
  /** The id of a lead. */
  lead_id?: string;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  own_kind?: string;
  /** The id of a own_record. */
  own_record_id?: string;
  pinned?: boolean;
  source?: string;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

/** Which records to erase. */
export interface NotesEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface NotesGetOutput {
  body: string;
  /** The id of a company. */
  company_id?: string;
  /** The id of a contact. */
  contact_id?: string;
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** The id of a deal. */
  deal_id?: string;
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  id: string;
  kind: "note";
  /** The id of a lead. */
  lead_id?: string;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  own_kind?: string;
  /** The id of a own_record. */
  own_record_id?: string;
  pinned?: boolean;
  source?: string;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface NotesPatchInput {
  id: string;
  patch: NotePatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface NotesPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: Record<string, never>;
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    body?: string | null;
    /** The id of a company. */
    company_id?: string | null;
    /** The id of a contact. */
    contact_id?: string | null;
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    /** The id of a deal. */
    deal_id?: string | null;
    /** The id of a lead. */
    lead_id?: string | null;
    /** The id of a own_record. */
    own_record_id?: string | null;
    pinned?: boolean | null;
    source?: string | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: Record<string, never>;
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

export interface NotesPatchOutput {
  body: string;
  /** The id of a company. */
  company_id?: string;
  /** The id of a contact. */
  contact_id?: string;
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** The id of a deal. */
  deal_id?: string;
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  id: string;
  kind: "note";
  /** The id of a lead. */
  lead_id?: string;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  own_kind?: string;
  /** The id of a own_record. */
  own_record_id?: string;
  pinned?: boolean;
  source?: string;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface NotesRestoreOutput {
  body: string;
  /** The id of a company. */
  company_id?: string;
  /** The id of a contact. */
  contact_id?: string;
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** The id of a deal. */
  deal_id?: string;
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  id: string;
  kind: "note";
  /** The id of a lead. */
  lead_id?: string;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  own_kind?: string;
  /** The id of a own_record. */
  own_record_id?: string;
  pinned?: boolean;
  source?: string;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

/** A command's input or output without fields. */
export type Nothing = Record<string, never>;

/** A notification as screens show it. */
export interface NotificationRow {
  /** What that one is called. */
  about?: string | null;
  /** The contact it is about beside the record; of a view the record that came or went. */
  about_id?: Id | null;
  /** The kind of what that is. */
  about_kind?: string | null;
  /** Days and numbers for its words. */
  details: unknown;
  /** When it became true, milliseconds since 1970 UTC. */
  due_ms: number;
  /** What it is told for. */
  event: string;
  /** Its id. */
  id: Id;
  /** The kind of its record: `task`, `contact`, `deal`, `view` or `job`. */
  kind: string;
  /** When it was read, or held no longer. */
  read_ms?: number | null;
  /** The record. */
  record_id: Id;
  /** Until when it was put away. */
  snoozed_until_ms?: number | null;
  /** What the record is called. */
  title: string;
}

export interface NotificationsListInput {
  /** Only those told for one of these. */
  events?: Occasion[] | null;
  /** At most so many, 1 to 200; 50 when absent. */
  limit?: number | null;
  /** The first one's place, from 0. */
  position?: number;
  /** All, unread ones, or those put away. */
  show?: ShownInput;
}

/** How numbers are written. */
export type NumberStyle = "plain" | "point" | "comma" | "mixed";

/** What a notification is told for. */
export type Occasion = "task_reminder" | "task_due" | "task_overdue" | "follow_up" | "keep_in_touch" | "birthday" | "deal_neglected" | "deal_slipping" | "deal_idle" | "deal_won" | "deal_lost" | "view_entered" | "view_left" | "job_done" | "job_failed";

/** Dates that come round soon. */
export interface Occasions {
  /** The nearest first, at most 200. */
  occasions: NearDate[];
}

/** The record whose merges are asked for. */
export interface Of {
  /** The record. */
  id: Id;
}

/** What part of an account's timeline is asked for. */
export interface OfAccount {
  /** Where the last page ended, as its `next_before` says. */
  before?: string | null;
  /** Only what happened with this person. */
  contact_id?: Id | null;
  /** Only changes of this field or part of the company, such as `industry`, and nothing else. */
  field?: string | null;
  /** The company. */
  id: Id;
  /** Items at most, 1 to 200; 50 when absent. */
  limit?: number | null;
  /** Only these: `change`, `import`, or kinds of records such as `note` or `task`; everything when empty. */
  only?: string[];
  /** Not before this moment, milliseconds since 1970 UTC. */
  since_ms?: number | null;
  /** Before this moment, milliseconds since 1970 UTC. */
  until_ms?: number | null;
}

/** What part of the timeline of a record of any kind is asked for. */
export interface OfAny {
  /** Where the last page ended, as its `next_before` says. */
  before?: string | null;
  /** Only changes of this field or part, such as `emails`, and nothing else. */
  field?: string | null;
  /** The record. */
  id: Id;
  /** The record's kind: `contact`, or `own_boat` for one the seller made. */
  kind: string;
  /** Items at most, 1 to 200; 50 when absent. */
  limit?: number | null;
  /**
   * Only these: `note`, `change`, `import`, or the kind of the records that stand in it, such as `task`; everything
   * when empty.
   */
  only?: string[];
  /** Not before this moment, milliseconds since 1970 UTC. */
  since_ms?: number | null;
  /** Before this moment, milliseconds since 1970 UTC. */
  until_ms?: number | null;
}

export interface OfRecord {
  /** Only sets whose last change to the record is before this one. */
  before?: number | null;
  /** The record. */
  id: Id;
  /** The record's kind. */
  kind: string;
  /** Entries at most, 1 to 200; 50 when absent. */
  limit?: number | null;
}

export interface OfSet {
  /** The set. */
  change_set: Id;
  /** Records at most, 1 to 100; 20 when absent. */
  limit?: number | null;
}

/** What a repair would change in a file, or changes. */
export interface Offer {
  /** Values it concerns, among the rows that were looked at. */
  count: number;
  /** The first of them, at most 5. */
  examples: Example[];
  /** Whether it is made. */
  on: boolean;
  /** The repair. */
  repair: Repair;
  /** Rows they stand in. */
  rows: number;
  /** Whether it is made where nothing is said. */
  usual: boolean;
}

export interface One {
  /** The value of a field then and now, of those that differ. */
  changes: Change[];
  /** Its company's name. */
  company: string;
  /** Whether it is in the trash now. */
  deleted: boolean;
  /** The deal. */
  id: Id;
  /** What it is called. */
  name: string;
  /** Whether it was made since then. */
  new: boolean;
  /** What the stages in `changes` are called, by their ids. */
  stages: { [key: string]: string };
}

export interface OneRow {
  /** The file by its number from 0. */
  file: number;
  /** The import. */
  id: Id;
  /** The data row or card, from 1. */
  row: number;
}

/**
 * The operators. A field of several values (e-mails, tags) satisfies one if any of its values does. An absent value
 * satisfies only `empty`.
 */
export type Op = "equals" | "one_of" | "contains" | "starts_with" | "less" | "at_most" | "greater" | "at_least" | "empty" | "within" | "near";

/** One change to one record. */
export type Operation = {
  /** Its id, a UUID of the caller's choice, so that later operations can name it; made here when absent. */
  id?: Id | null;
  /** Its kind: `contact`. */
  kind: string;
  op: "create";
  /** Its fields. */
  record: { [key: string]: unknown };
} | {
  /** The record. */
  id: Id;
  /** Its kind. */
  kind: string;
  op: "patch";
  /** The fields that change; null takes a value away. */
  patch: { [key: string]: unknown };
  /** The version the caller saw: if somebody else changed it meanwhile, it is refused. */
  version?: number | null;
} | {
  /** The record. */
  id: Id;
  /** Its kind. */
  kind: string;
  op: "delete";
} | {
  /** The record. */
  id: Id;
  /** Its kind. */
  kind: string;
  op: "restore";
};

/** What became of the chosen records. */
export interface Outcome {
  /** The change set, by which all of it is taken back; absent when nothing was changed. */
  change_set: Id | null;
  /** How many were changed. */
  changed: number;
  /** The job that does it, when there are many; the numbers are then its output. */
  job: Id | null;
  /** The refused ones, the first 1,000. */
  refusals: Refusal[];
  /** How many were refused. */
  refused: number;
  /** How many records were chosen. */
  selected: number;
  /** How many were so already. */
  unchanged: number;
}

export interface OwnField {
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  id: string;
  kind: "field";
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  name: string;
  of: string;
  options?: [];
  position?: number;
  record_kind?: string;
  required?: boolean;
  required_when?: string;
  shown_when?: string;
  type: "text" | "long_text" | "number" | "money" | "date" | "bool" | "choice" | "multi_choice" | "link" | "record";
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface OwnFieldList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "field";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface OwnFieldPatch {
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  name?: string | null;
  of?: string | null;
  options?: [] | null;
  position?: number | null;
  record_kind?: string | null;
  required?: boolean | null;
  required_when?: string | null;
  shown_when?: string | null;
  type?: "text" | "long_text" | "number" | "money" | "date" | "bool" | "choice" | "multi_choice" | "link" | "record" | null;
}

/** What the seller calls a kind they made. */
export interface OwnKind {
  /** Its icon's name; absent for the usual one. */
  icon?: string | null;
  /** The record that defines it. */
  id: Id;
  /** Many of them: `Boats`. */
  many: string;
  /** One of them: `Boat`. */
  one: string;
  /** Where it stands among them. */
  position: number;
}

export interface OwnKindList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "own_kind";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface OwnKindPatch {
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  icon?: "box" | "boat" | "bike" | "book" | "building" | "calendar" | "camera" | "car" | "document" | "flag" | "gift" | "globe" | "heart" | "house" | "key" | "leaf" | "machine" | "map" | "music" | "paw" | "people" | "plane" | "shield" | "star" | "tool" | "truck" | null;
  many?: string | null;
  one?: string | null;
  position?: number | null;
  title_label?: string | null;
}

export interface OwnKindsCreateOutput {
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  icon?: "box" | "boat" | "bike" | "book" | "building" | "calendar" | "camera" | "car" | "document" | "flag" | "gift" | "globe" | "heart" | "house" | "key" | "leaf" | "machine" | "map" | "music" | "paw" | "people" | "plane" | "shield" | "star" | "tool" | "truck";
  id: string;
  key?: string;
  kind: "own_kind";
  many: string;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  one: string;
  position?: number;
  title_label?: string;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

/** Which records to erase. */
export interface OwnKindsEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface OwnKindsGetOutput {
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  icon?: "box" | "boat" | "bike" | "book" | "building" | "calendar" | "camera" | "car" | "document" | "flag" | "gift" | "globe" | "heart" | "house" | "key" | "leaf" | "machine" | "map" | "music" | "paw" | "people" | "plane" | "shield" | "star" | "tool" | "truck";
  id: string;
  key?: string;
  kind: "own_kind";
  many: string;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  one: string;
  position?: number;
  title_label?: string;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface OwnKindsPatchInput {
  id: string;
  patch: OwnKindPatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface OwnKindsPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: Record<string, never>;
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    icon?: "box" | "boat" | "bike" | "book" | "building" | "calendar" | "camera" | "car" | "document" | "flag" | "gift" | "globe" | "heart" | "house" | "key" | "leaf" | "machine" | "map" | "music" | "paw" | "people" | "plane" | "shield" | "star" | "tool" | "truck" | null;
    many?: string | null;
    one?: string | null;
    position?: number | null;
    title_label?: string | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: Record<string, never>;
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

export interface OwnKindsPatchOutput {
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  icon?: "box" | "boat" | "bike" | "book" | "building" | "calendar" | "camera" | "car" | "document" | "flag" | "gift" | "globe" | "heart" | "house" | "key" | "leaf" | "machine" | "map" | "music" | "paw" | "people" | "plane" | "shield" | "star" | "tool" | "truck";
  id: string;
  key?: string;
  kind: "own_kind";
  many: string;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  one: string;
  position?: number;
  title_label?: string;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface OwnKindsRestoreOutput {
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  icon?: "box" | "boat" | "bike" | "book" | "building" | "calendar" | "camera" | "car" | "document" | "flag" | "gift" | "globe" | "heart" | "house" | "key" | "leaf" | "machine" | "map" | "music" | "paw" | "people" | "plane" | "shield" | "star" | "tool" | "truck";
  id: string;
  key?: string;
  kind: "own_kind";
  many: string;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  one: string;
  position?: number;
  title_label?: string;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

/** Which part of a list to answer. */
export interface Page {
  /** Where the last page ended; the API goes on with it. */
  cursor?: string | null;
  /** Which fields and parts a row carries; the kind's own choice when absent. */
  fields?: string[] | null;
  /** Rows at most, 1 to 500; 100 when absent. */
  limit?: number | null;
  /** Position of the first row, from 0; screens jump anywhere with it. */
  position?: number | null;
  /** Which records, in which order. */
  query?: Query;
}

/** A several-valued part, such as e-mails: a table `PRIMARY KEY(owner_id, id) WITHOUT ROWID` with a `position` column. */
export interface Part {
  /** Whether the value is written as the bare main field (`tags: ["vip"]`) instead of an object. */
  bare: boolean;
  /** Its columns, beside `owner_id`, `id` and `position`. */
  fields: Field[];
  /** Whether lists filter by the main field under the part's id. */
  filterable: boolean;
  /** JSON name: `emails`. */
  id: string;
  /** The field that stands for the whole value in lists, filters and search: `value`. */
  main: string;
}

/** A time in a stage. */
export interface Passage {
  /** When it came, milliseconds since 1970 UTC. */
  entered_ms: number;
  /** When it went on; absent where it is now. */
  left_ms: number | null;
  /** What it was called then. */
  name: string;
  /** What a deal was there. */
  outcome: DealsStandingOutputOutcome;
  /** The stage, if it is still there. */
  stage_id: Id | null;
}

export interface Paste {
  /** What to call it. */
  name: string;
  /** The text. */
  text: string;
}

export interface Patch {
  /** What to change, by name. */
  patch: { [key: string]: unknown };
}

/** A month, or what lies before, behind or outside of the months. */
export interface Period {
  /** Likely to come. */
  best_case: Cell;
  /** Sure to come. */
  commit: Cell;
  /** `YYYY-MM`, of a month. */
  month: string | null;
  /** Possible. */
  pipeline: Cell;
  /** Which sort of period. */
  sort: DealsForecastOutputSort;
  /** All that is open, each times its chance. */
  weighted: Cell;
  /** Won already. */
  won: Cell;
}

/** Somebody who works there. */
export interface Person {
  /** The department. */
  department: string | null;
  /** The contact. */
  id: Id;
  /** What they are called. */
  name: string;
  /** Their picture. */
  photo: string | null;
  /** Whom they report to, who is among these people too. */
  reports_to_id: Id | null;
  /** The job's title. */
  title: string | null;
}

export interface PhotosSetInput {
  /** The picture. */
  file: FileRef;
  /** The record. */
  id: Id;
  /** `contact` or `company`; a contact when absent. */
  kind?: string;
}

export interface Pin {
  /** The change set, as its timeline says. */
  change_set: Id;
  /** The record. */
  id: Id;
  /** The record's kind: `contact`, or `own_boat` for one the seller made. */
  kind: string;
  /** Whether it is pinned from now on. */
  pinned: boolean;
}

/** What became of it. */
export interface Pinned {
  /** Whether the change is pinned now. */
  pinned: boolean;
}

export interface Pipeline {
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  id: string;
  kind: "pipeline";
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  name: string;
  position?: number;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface PipelineList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "pipeline";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface PipelinePatch {
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  name?: string | null;
  position?: number | null;
}

export interface PipelinesBeginOutput {
  /** The first pipeline. */
  id: Id;
}

/** Which records to erase. */
export interface PipelinesEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface PipelinesPatchInput {
  id: string;
  patch: PipelinePatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface PipelinesPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: Record<string, never>;
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    name?: string | null;
    position?: number | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: Record<string, never>;
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

/** A place that was found. */
export interface Place {
  /** The country's ISO 3166-1 code; absent for degrees. */
  country?: string | null;
  /** How exactly that is known. */
  found: By;
  /** Where it is. */
  point: Point;
}

/** A day. */
export interface Plan {
  /** Whether the seller put the visits into this order. */
  by_hand: boolean;
  /** Which, `YYYY-MM-DD`. */
  day: string;
  /** How long the way is, in kilometres as the crow flies. */
  km: number;
  /** Where the seller starts from, if they said so. */
  start?: Start | null;
  /** Everything else that is due or late, in the order it is due. */
  tasks: Entry[];
  /** Today's visits and those still open of days before, in the order they are made; those without a known place last. */
  visits: Visit[];
}

/** Degrees north and east: 50.9375,6.9603. */
export type Point = string;

/** What the seller wants to be told. */
export interface Preferences {
  /** So many days ahead of a birthday, beside the day itself; 0 to 30. */
  birthday_days: number;
  /** When what concerns a whole day is told, `HH:MM`. */
  digest_at: string;
  /** Where each occasion is told. */
  events: { [key: string]: Channels };
  /** So many days after a promised step was due and nobody was spoken with; 1 to 30. */
  follow_up_days: number;
  /** So many days without a next step or anything else with a deal; 1 to 90. */
  idle_days: number;
  /** Hours in which the desktop stays quiet; what comes in them is told at their end, as one. */
  quiet: Quiet | null;
  /** The seller's zone, such as `Europe/Berlin`; the computer's when absent. */
  zone: string | null;
}

/** A part of what was typed that means nothing, with what would. */
export interface Problem {
  /** What could stand there instead. */
  can: string[];
  /** `no_day`, `no_choice`, `or_mixed` or `too_long`. */
  code: string;
  /** The same as a sentence. */
  text: string;
  /** The part, as it was typed. */
  typed: string;
}

/** The contact as it would be. */
export interface Proposal {
  /** The lines of which nothing was made. */
  left: string[];
  /** Who is there already with one of its e-mail addresses, phones or profile pages. */
  matches: Match[];
  /** In the form of `contacts.create`. */
  record: { [key: string]: unknown };
  /** Whether the text is plainly a signature or a mail, and no table or address book. */
  sure: boolean;
}

/** What to read. */
export interface Propose {
  /** A mail as a file (.eml). */
  file?: FileRef | null;
  /** A signature, or a whole mail, as it was copied. */
  text?: string | null;
}

export interface QualifyRule {
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  filter?: string;
  id: string;
  kind: "qualify_rule";
  min_score: number;
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  name: string;
  paused?: boolean;
  position?: number;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface QualifyRuleList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "qualify_rule";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface QualifyRulePatch {
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  filter?: string | null;
  min_score?: number | null;
  name?: string | null;
  paused?: boolean | null;
  position?: number | null;
}

/** Which records to erase. */
export interface QualifyRulesEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface QualifyRulesPatchInput {
  id: string;
  patch: QualifyRulePatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface QualifyRulesPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: Record<string, never>;
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    filter?: string | null;
    min_score?: number | null;
    name?: string | null;
    paused?: boolean | null;
    position?: number | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: Record<string, never>;
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

/** Which records of one kind, in which order. */
export interface Query {
  /** The filter; absent means every record. */
  filter?: Filter | null;
  /** Where distances are measured from: what a sort key on a place means, and the distance each row tells. */
  from?: Point | null;
  /** Sort keys, most important first, at most 4; ties are broken by id. Empty means the kind's own order. */
  sort?: Sort[];
  /** Whether the records in the trash are listed instead of the living ones. */
  trashed?: boolean;
}

/** A line to make a task from. */
export interface Quick {
  /** Companies it is about beside those it names. */
  companies?: Id[];
  /** Contacts it is about beside those it names. */
  contacts?: Id[];
  /** Deals it is about. */
  deals?: Id[];
  /** Leads it is about. */
  leads?: Id[];
  /** Whom its names mean, where that was asked or put right. */
  meant?: Meant[];
  /** Records of own kinds it is about beside those it names. */
  own_records?: Id[];
  /** The task it is part of. */
  parent_id?: Id | null;
  /** Words that belong to the title, whatever they could say. */
  plain?: string[];
  /** The line, at most 2,000 bytes. */
  text: string;
  /** The seller's zone, such as `Europe/Berlin`. */
  zone: string;
}

/** Hours in which the desktop stays quiet. */
export interface Quiet {
  /** From this time on, `HH:MM`. */
  from: string;
  /** Until this time, `HH:MM`; on the next day if it is the earlier one. */
  to: string;
}

export interface Read {
  /** Without ids, only those told for one of these. */
  events?: Occasion[] | null;
  /** These; all that are not put away when absent. */
  ids?: Id[] | null;
  /** Marks them as unread again; needs ids. */
  unread?: boolean;
}

/** How a table is read. As a correction, each part that is absent is detected. */
export interface ReadAs {
  /** The order of days in all columns of the file: `dmy`, `mdy` or `ymd`. */
  date_order?: string | null;
  /** The mark that begins a fraction: `point` or `comma`. */
  decimal?: string | null;
  /** What stands between cells: `,` `;` `|` or a tab. */
  delimiter?: string | null;
  /** The encoding's name: `UTF-8`, `windows-1250`. */
  encoding?: string | null;
  /** The line of the file that names the columns, from 1; 0 when none does. */
  header_line?: number | null;
  /** What encloses cells: `"` or `'`; empty when quotes are ordinary characters. */
  quote?: string | null;
}

/** How a table was read. */
export interface ReadingReceipt {
  /** The names of the parts the seller chose; the others were detected. */
  chosen: string[];
  /** Lines before the header that were passed over. */
  skipped_lines: number;
  /** Every part as it was found or chosen. */
  used: ReadAs;
}

/** What one rule gives. */
export interface Reason {
  /** What they are given for: percent, days, people, the seller's grade. */
  count: number | null;
  /** How many points. */
  points: number;
  /** The rule. */
  rule: Rule;
  /** Or in words: the role, the rank. */
  word: string | null;
}

/** Records with a title, as lists of links show them. */
export interface Recent {
  /** The last opened first, at most 20. */
  hits: RecentHit[];
}

/** A record opened lately. */
export interface RecentHit {
  /** Id. */
  id: Id;
  /** Kind. */
  kind: string;
  /** Subtitle. */
  subtitle: string;
  /** Title. */
  title: string;
}

export interface RecordId {
  id: string;
}

/** A record's kind and id. */
export interface RecordRef {
  /** Id. */
  id: Id;
  /** Kind name. */
  kind: string;
}

/** What came of a batch. */
export interface RecordsBatchOutput {
  /** The change it was, to be undone; absent if nothing changed. */
  change_set?: Id | null;
  /** How many were changed, deleted or restored. */
  changed: number;
  /** How many were made. */
  created: number;
  /** How many were refused. */
  refused: number;
  /** Whether this was answered before and nothing was done now. */
  repeated: boolean;
  /** What came of each operation, in their order. */
  results: RecordsBatchOutputOutcome[];
  /** How many were already as asked for. */
  unchanged: number;
}

/** What came of one operation. */
export interface RecordsBatchOutputOutcome {
  /** Why it was refused. */
  error?: Refused | null;
  /** The record, if it is there. */
  id?: Id | null;
  /** What came of it. */
  status: Status;
  /** The record's version now. */
  version?: number | null;
}

/** Its fields by their ids, those of the seller's own under `custom`; `catalogue.get` describes them. */
export interface RecordsCreateInput {
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  kind: string;
  [key: string]: unknown;
}

export interface RecordsDeleteInput {
  id: string;
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  kind: string;
}

/** Which records: either `ids` or `query`. */
export interface RecordsDeleteManyInput {
  /** These records. */
  ids?: Id[] | null;
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  kind: string;
  /** Every record that this query finds. */
  query?: Query | null;
  /** But not these. */
  without?: Id[];
}

export interface RecordsDeleteOutput {
  id: string;
}

/** Which records to erase. */
export interface RecordsEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  kind: string;
}

/** What is counted. */
export interface RecordsFacetsInput {
  /** The fields and parts by whose values they are counted, at most 20. */
  fields?: string[];
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  kind: string;
  /** Values at most of each field, 1 to 500; 10 when absent. */
  limit?: number | null;
  /** Which records; the order counts for nothing. */
  query?: Query;
}

export interface RecordsGetInput {
  id: string;
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  kind: string;
}

/** What is grouped. */
export interface RecordsGroupsInput {
  /**
   * The field by whose values they are grouped, `:letter` behind it for the first letter; days and moments go by month, or
   * by `:week` or `:day`.
   */
  by: GroupBy;
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  kind: string;
  /** Which records. Sorted by the field of the groups, it gives their direction. */
  query?: Query;
}

/** What one change set did to a record. */
export interface RecordsHistoryOutputEntry {
  /** Who. */
  actor: string;
  /** When, in milliseconds since 1970 UTC. */
  at_ms: number;
  /** The change set. */
  change_set: Id;
  /** What changed. */
  changes: Change[];
  /** Through which command. */
  command: string;
  /** What a person calls it. */
  label: string;
  /** The set's last change to the record; history before it goes on from here. */
  seq: number;
}

/** Which part of a list to answer. */
export interface RecordsListInput {
  /** Where the last page ended; the API goes on with it. */
  cursor?: string | null;
  /** Which fields and parts a row carries; the kind's own choice when absent. */
  fields?: string[] | null;
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  kind: string;
  /** Rows at most, 1 to 500; 100 when absent. */
  limit?: number | null;
  /** Position of the first row, from 0; screens jump anywhere with it. */
  position?: number | null;
  /** Which records, in which order. */
  query?: Query;
}

export interface RecordsListOutput {
  as_of: number;
  next_cursor?: string | null;
  rows: { [key: string]: unknown }[];
  total: number;
}

export interface RecordsPatchInput {
  id: string;
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  kind: string;
  patch: { [key: string]: unknown };
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface RecordsPatchManyInput {
  add?: { [key: string]: unknown };
  /** These records. */
  ids?: Id[] | null;
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  kind: string;
  patch?: { [key: string]: unknown };
  /** Every record that this query finds. */
  query?: Query | null;
  remove?: { [key: string]: unknown };
  /** But not these. */
  without?: Id[];
}

export interface RecordsRestoreInput {
  id: string;
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  kind: string;
}

/** Which records: either `ids` or `query`. */
export interface RecordsRestoreManyInput {
  /** These records. */
  ids?: Id[] | null;
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  kind: string;
  /** Every record that this query finds. */
  query?: Query | null;
  /** But not these. */
  without?: Id[];
}

export interface RecoveryCode {
  /** The code in its groups. */
  code: string;
}

/** A record that was left as it is. */
export interface Refusal {
  /** Why, as a stable code. */
  code: string;
  /** The field it concerns. */
  field?: string | null;
  /** The record. */
  id: Id;
  /** Why, in words. */
  message: string;
}

/** Why an operation was refused. */
export interface Refused {
  /** A stable code. */
  code: string;
  /** The field it concerns. */
  field?: string | null;
  /** In words, with what to do. */
  message: string;
}

/** One value of it. */
export interface RejectedCell {
  /** The column, or the line of a card. */
  column: number;
  /** What it is called. */
  name: string;
  /**
   * Whether it says by another program's id what the row belongs to; the name or e-mail address of a record here says it
   * too.
   */
  refers?: boolean;
  /** What it says. */
  text: string;
}

/** A rejected row as it can be corrected. */
export interface RejectedRow {
  /** What it says, by columns or lines; what cannot be typed is left out and stays. */
  cells: RejectedCell[];
}

export interface Rejects {
  /** The file by its number from 0; needed where several have rejected rows. */
  file?: number | null;
  /** The import. */
  id: Id;
  /** The language of the reasons, such as `de`, where the seller has chosen none in the settings. */
  language?: string | null;
}

export interface Remove {
  /** What goes. */
  id: Id;
  /** The stage its deals go to; needed when there are any. */
  to_stage_id?: Id | null;
}

export interface Rename {
  /** The tag. */
  id: Id;
  /** Its new name. */
  name: string;
}

/** What can be put right. */
export type Repair = "encoding" | "numbers" | "addresses" | "zeros" | "name_order" | "capitals" | "phone_country";

export interface Rescored {
  /** How many leads changed. */
  changed: number;
}

/** One row of a receipt. */
export interface RowReceipt {
  /** Cells that went elsewhere. */
  cells?: Exception[];
  /** The code of the reason. */
  code?: string;
  /** Of a lead: a contact with the same e-mail address or phone and a name that agrees. */
  contact?: ImportsRowsOutputLikely | null;
  /** Whether it was rejected, corrected by hand and then imported. */
  corrected?: boolean;
  /** What it changed on a record that was there. */
  diff?: Difference[];
  /** The file's number in the import, from 0. */
  file: number;
  /** Values a field had no room for. */
  kept_raw?: KeptRaw[];
  /** The file it came from by itself, where several were read as one: a mail. */
  mail?: string;
  /** What became of it. */
  outcome: string;
  /** Why it was rejected, in English. */
  reason?: string;
  /** The record it went to. */
  record: ImportsRowsOutputRecordRef | null;
  /** The data row or card, from 1. */
  row: number;
  /** What a person calls the record. */
  title: string;
  /** The values in the reason, by their names. */
  values?: { [key: string]: string };
}

export interface Rows {
  /** Only rows of this file, by its number from 0. */
  file?: number | null;
  /** The import. */
  id: Id;
  /** Rows at most, 1 to 500; 100 when absent. */
  limit?: number | null;
  /** Only rows of this outcome: `created`, `updated`, `unchanged`, `duplicate`, `rejected`. */
  outcome?: string | null;
  /** Rows to pass over. */
  position?: number;
}

export interface RowsPage {
  /** In the order of the files. */
  rows: RowReceipt[];
  /** How many there are in all. */
  total: number;
}

/** A rule of the score. */
export type Rule = "role" | "title" | "share" | "recent" | "reports" | "ties" | "said";

export interface Run {
  /**
   * Only these of their fields, by their ids and in this order, with `notes` for what was noted; needs exactly one
   * kind. A card keeps its name, JSON its id.
   */
  fields?: string[] | null;
  /** The form of the file. */
  format: FormatInput;
  /** Only these records; needs exactly one kind. */
  ids?: Id[] | null;
  /** `contact`, `company`, as JSON or CSV also any other kind, in a table alone; these two when absent. */
  kinds?: string[];
  /** Only the records of this query; needs exactly one kind. */
  query?: Query | null;
}

/** A piece of evidence. */
export interface Said {
  /** What: `same_phone`, `short_given`, `other_birthday` and so on. */
  code: string;
  /** The other's, where it differs. */
  other?: string | null;
  /** The value, of the first of the two, in the form it is compared in. */
  value: string;
  /** How much it says, in natural logarithms of odds: above 0 for, below 0 against. */
  weight: number;
}

export interface Save {
  /** As what. */
  format: Format;
  /** The contact. */
  id: Id;
}

export interface Saved {
  /** The file of the export. */
  file: Id;
  /** Where it lies now, as a person would say it: a path, or the name it was downloaded under. */
  place: string;
}

export interface Scan {
  /** What to call it. */
  name: string;
  /** The picture, a PNG or JPEG in base64. */
  picture: string;
}

export interface ScoreRule {
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  dimension: "fit" | "firmographic" | "engagement" | "intent" | "recency";
  each?: string;
  filter?: string;
  id: string;
  kind: "score_rule";
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  name: string;
  paused?: boolean;
  points: number;
  position?: number;
  up_to?: number;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface ScoreRuleList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "score_rule";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface ScoreRulePatch {
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  dimension?: "fit" | "firmographic" | "engagement" | "intent" | "recency" | null;
  each?: string | null;
  filter?: string | null;
  name?: string | null;
  paused?: boolean | null;
  points?: number | null;
  position?: number | null;
  up_to?: number | null;
}

export interface ScoreRulesBeginInput {
  /** The language of their words, `en` or `de`; English when absent. */
  language?: string | null;
}

export interface ScoreRulesBeginOutput {
  /** Whether they were kept now, rather than before. */
  begun: boolean;
}

/** A rule of scores as it holds. */
export interface ScoreRulesEffectiveOutputShown {
  /** What it is about. */
  dimension: Dimension;
  /** The number of which each whole one counts so much. */
  each: string | null;
  /** Where it holds; everywhere when absent. */
  filter: Filter | null;
  /** Its record, if it is one. */
  id: Id | null;
  /** Why a lead has the points. */
  name: string;
  /** What it adds or takes. */
  points: number;
  /** No more than this in all. */
  up_to: number | null;
  /** The usual rule it is, by which a screen has words for it. */
  usual: string | null;
}

/** Which records to erase. */
export interface ScoreRulesEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface ScoreRulesPatchInput {
  id: string;
  patch: ScoreRulePatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface ScoreRulesPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: Record<string, never>;
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    dimension?: "fit" | "firmographic" | "engagement" | "intent" | "recency" | null;
    each?: string | null;
    filter?: string | null;
    name?: string | null;
    paused?: boolean | null;
    points?: number | null;
    position?: number | null;
    up_to?: number | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: Record<string, never>;
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

/** What to look for. */
export interface SearchQueryInput {
  /** Only these kinds; all when absent. */
  kinds?: string[];
  /** Hits at most, 1 to 200; 20 when absent. */
  limit?: number | null;
  /** Hits to pass over. */
  offset?: number;
  /** The seller's words. */
  text: string;
}

/** What to look for. */
export interface SearchSuggestInput {
  /** Only these kinds; all when absent. */
  kinds?: string[];
  /** Hits at most, 1 to 200; 20 when absent. */
  limit?: number | null;
  /** Hits to pass over. */
  offset?: number;
  /** The seller's words. */
  text: string;
}

export interface Seen {
  /** The view. */
  id: Id;
}

export interface Set {
  /** Who. */
  actor: string;
  /** When it began, milliseconds since 1970 UTC. */
  at_ms: number;
  /** Through which command. */
  command: string;
  /** The set. */
  id: Id;
  /** What a person calls it. */
  label: string;
  /** How many records it touched. */
  records: number;
  /** Its number, for paging. */
  seq: number;
  /** Which settings it changed. */
  settings?: ChangedSetting[];
  /** `staged`, `open`, `sealed` or `undone`. */
  state: string;
  /** The set it took back. */
  undoes: Id | null;
  /** How many later changes go back with it: of an import the rejected rows that were corrected since. */
  with?: number;
}

export interface Sets {
  /** The latest first. */
  sets: Set[];
}

/** The seller's settings. */
export interface Settings {
  /** The day weeks begin on, `monday`, `saturday`, `sunday`; that of the home country until another one is chosen. */
  first_weekday: string;
  /** How numbers and dates are written, as a language and country such as `de-CH`; as the computer has it when absent. */
  formats?: string | null;
  /** Country of phones typed without one, ISO 3166-1 alpha-2. */
  home_country: string;
  /** Currency of totals, ISO 4217; that of the home country until another one is chosen. */
  home_currency: string;
  /** The parts of the home page in their order, by name; all of them as usual when absent. */
  home_parts?: string[] | null;
  /** `system`, `en` or `de`. */
  language: string;
  /** Whether answers about duplicates teach how likely others are; `true` when absent. */
  learn_from_answers: boolean;
  /** What opens a place: `device` for what the computer has, `osm`, `google` or `apple`; `osm` when absent. */
  map_app?: string | null;
  /** What shall be won in a month, in minor units of `home_currency`, from 1; absent until it is said. */
  monthly_target_minor?: number | null;
  /** Keys the seller put elsewhere, by the usual ones: `{"j": "n", "g p": "g k"}`; an empty text switches one off. */
  shortcuts: { [key: string]: string };
  /** Whether single letters are keyboard shortcuts. */
  single_letter_keys: boolean;
  /** Where the app begins: `home`, `contacts`, `last` for where it was left, or the id of a view; `contacts` when absent. */
  start?: string | null;
  /** Where a day of visits starts, as the seller writes it: a postcode or a town; absent until it is said. */
  start_from?: string | null;
  /** `system`, `light`, `dark` or `contrast`. */
  theme: string;
}

/** What to change. */
export interface SettingsPatchInput {
  /** Settings by name. */
  patch: { [key: string]: unknown };
}

export interface Shown {
  /** The first records it touched. */
  records: ShownRecord[];
  /** How many later changes go back with it: of an import the rejected rows that were corrected since. */
  with?: number;
}

/** Which notifications are listed. */
export type ShownInput = "all" | "unread" | "snoozed";

export interface ShownRecord {
  /** What the set changed of it. */
  changes: Change[];
  /** The record. */
  id: Id;
  /** The record's kind. */
  kind: string;
  /** What it is called now; empty when it is gone for good. */
  title: string;
}

/** One of them. */
export interface Side {
  /** How many records of which kind refer to it: they go along. */
  attached: { [key: string]: number };
  /** When it was made, milliseconds since 1970 UTC. */
  created_ms: number;
  /** The record. */
  id: Id;
  /** When it was last changed, milliseconds since 1970 UTC. */
  modified_ms: number;
  /** What tells it from others of that name. */
  subtitle: string;
  /** What it is called. */
  title: string;
}

export interface Slot {
  /** `keychain`, `passphrase` or `recovery`. */
  slot: string;
}

export interface Snooze {
  /** The notification. */
  id: Id;
  /** Until when, milliseconds since 1970 UTC. */
  until_ms: number;
}

/** One sort key. */
export interface Sort {
  /** Descending. Absent values come last in both directions. */
  descending?: boolean;
  /** The field's id; a field of several values sorts by its first, a place by its distance from where the query says. */
  field: string;
}

/** Where a value came from. */
export interface Source {
  /** The field. */
  field: string;
  /** The record. */
  from: Id;
}

/** What comes from where. */
export interface Sources {
  /** The currency of all amounts. */
  home_currency: string;
  /** How many more there are. */
  more: number;
  /** The sources, those that brought most first; last the deals of which nobody said. At most 100. */
  sources: DealsSourcesOutputSource[];
}

export interface Stage {
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  exit_criteria?: string;
  id: string;
  kind: "stage";
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  name: string;
  outcome?: "open" | "won" | "lost";
  /** The id of a pipeline. */
  pipeline_id: string;
  position?: number;
  probability?: number;
  rot_days?: number;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface StageList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "stage";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface StagePatch {
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  exit_criteria?: string | null;
  name?: string | null;
  outcome?: "open" | "won" | "lost" | null;
  /** The id of a pipeline. */
  pipeline_id?: string | null;
  position?: number | null;
  probability?: number | null;
  rot_days?: number | null;
}

/** Which records to erase. */
export interface StagesEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface StagesPatchInput {
  id: string;
  patch: StagePatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface StagesPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: Record<string, never>;
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    exit_criteria?: string | null;
    name?: string | null;
    outcome?: "open" | "won" | "lost" | null;
    /** The id of a pipeline. */
    pipeline_id?: string | null;
    position?: number | null;
    probability?: number | null;
    rot_days?: number | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: Record<string, never>;
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

/** Somebody who has a say. */
export interface Stakeholder {
  /** The contact. */
  contact_id: Id;
  /** Conversations with them within a year. */
  conversations: number;
  /** How much they count as the seller sees it, 1 to 5. */
  influence: number | null;
  /** When they were last spoken with, milliseconds since 1970 UTC. */
  last_activity_ms: number | null;
  /** What they are called. */
  name: string;
  /** What else is to be said. */
  note: string | null;
  /** Their picture. */
  photo: string | null;
  /** Whether they stand there already; the others work at the company and can be put there. */
  placed: boolean;
  /** What that is made of; the points add up to it exactly. */
  reasons: Reason[];
  /** How many report to them at this company. */
  reports: number;
  /** What they are to the decision. */
  role: string | null;
  /** How much they count, reckoned: 0 to 100. */
  score: number;
  /** How they stand to it: `for`, `neutral`, `against`. */
  stance: string | null;
  /** To how many people and other companies they are tied, over all contacts. */
  ties: number;
  /** Their job's title. */
  title: string | null;
}

/** How far the looking is. */
export type Stand = "ready" | "looking" | "stopped";

/** Where a deal stands. */
export interface Standing {
  /** The deal as on a card. */
  deal: Face;
  /** How often its expected close moved to a later day. */
  postponed: number;
  /** So often or more is slipping. */
  postponed_often: number;
  /** Every stage it came to, in order. */
  stages: Passage[];
}

/** Where a day's way begins. */
export interface Start {
  /** As the seller wrote it. */
  name: string;
  /** Where that is; absent where no such place is known. */
  place?: Point | null;
}

export interface Started {
  /** The import. */
  import: Id;
  /** The job that runs it. */
  job: Id;
}

/** Where an import stands. */
export type State = "staging" | "staged" | "applying" | "done" | "cancelled" | "failed";

/** What can come of an operation. */
export type Status = "created" | "changed" | "unchanged" | "refused";

/** How a file writes what its own fields hold. */
export interface Style {
  /**
   * By the name of the own field, in which order its column writes days; the others as each value can be read by
   * itself.
   */
  dates?: { [key: string]: DateOrder };
  /** Which mark begins a fraction. */
  numbers: NumberStyle;
  /** By the name of a field that knows only certain values, what values of its column mean, by their folded form. */
  values?: { [key: string]: { [key: string]: string } };
}

/** One way to go on. */
export interface Suggestion {
  /** The record, when it is one. */
  record: RecordRef | null;
  /** How many records it finds. */
  records: number;
  /** The whole text to search for, or the record's title. */
  text: string;
}

/** How what is being typed may go on. */
export interface Suggestions {
  /** The best first, at most the asked number. */
  suggestions: Suggestion[];
}

export interface Tag {
  colour?: string;
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  id: string;
  kind: "tag";
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  name: string;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface TagList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "tag";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface TagPatch {
  colour?: string | null;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  name?: string | null;
}

/** Which records to erase. */
export interface TagsEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface TagsMergeInput {
  /** The tag that goes. */
  id: Id;
  /** The tag that stays. */
  into: Id;
}

export interface TagsPatchInput {
  id: string;
  patch: TagPatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface TagsPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: Record<string, never>;
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    colour?: string | null;
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    name?: string | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: Record<string, never>;
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

export interface TagsRemoveInput {
  /** The tag. */
  id: Id;
}

/** Words with a meaning. */
export interface TakenWords {
  /** What they say. */
  what: What;
  /** The words as typed. */
  words: string;
}

export interface Task {
  companies: string[];
  /** Milliseconds since 1970 UTC. */
  completed_ms?: number;
  contacts: string[];
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  deals: string[];
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  /** YYYY-MM-DD, or --MM-DD without a year. */
  due?: string;
  /** Milliseconds since 1970 UTC. */
  due_ms?: number;
  due_time?: string;
  due_zone?: string;
  duration_min?: number;
  id: string;
  kind: "task";
  leads: string[];
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  notes?: string;
  outcome?: string;
  own_records: string[];
  /** The id of a task. */
  parent_id?: string;
  pinned?: boolean;
  /** The id of a task. */
  previous_id?: string;
  priority?: "none" | "low" | "normal" | "high";
  recurrence?: string;
  reminders: TaskRemindersEntry[];
  /** YYYY-MM-DD, or --MM-DD without a year. */
  route_day?: string;
  route_rank?: number;
  /** Milliseconds since 1970 UTC. */
  snoozed_until_ms?: number;
  source?: string;
  status?: "open" | "in_progress" | "waiting" | "done" | "cancelled";
  tags: string[];
  title: string;
  type?: "call" | "visit" | "meeting" | "message";
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface TaskList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "task";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface TaskPatch {
  companies?: string[] | null;
  contacts?: string[] | null;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  deals?: string[] | null;
  /** YYYY-MM-DD, or --MM-DD without a year. */
  due?: string | null;
  due_time?: string | null;
  due_zone?: string | null;
  duration_min?: number | null;
  leads?: string[] | null;
  notes?: string | null;
  outcome?: string | null;
  own_records?: string[] | null;
  /** The id of a task. */
  parent_id?: string | null;
  pinned?: boolean | null;
  priority?: "none" | "low" | "normal" | "high" | null;
  recurrence?: string | null;
  reminders?: TaskRemindersEntry[] | null;
  /** YYYY-MM-DD, or --MM-DD without a year. */
  route_day?: string | null;
  route_rank?: number | null;
  /** Milliseconds since 1970 UTC. */
  snoozed_until_ms?: number | null;
  source?: string | null;
  status?: "open" | "in_progress" | "waiting" | "done" | "cancelled" | null;
  tags?: string[] | null;
  title?: string | null;
  type?: "call" | "visit" | "meeting" | "message" | null;
}

export interface TaskRemindersEntry {
  id?: string;
  minutes?: number;
}

export interface TasksCountsInput {
  /** The seller's zone, in which a day and a week begin; the week on Monday. */
  zone: string;
}

/** How many tasks there are, by how they stand. */
export interface TasksCountsOutput {
  /** Done since the week began. */
  done_this_week: number;
  /** Of those to be done, of high priority. */
  high: number;
  /** Of low priority. */
  low: number;
  /** Of normal priority. */
  normal: number;
  /** To be done. */
  open: number;
  /** Of these, due before now. */
  overdue: number;
  /** Of these, due today and not overdue. */
  today: number;
}

/** Which records to erase. */
export interface TasksEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface TasksPatchInput {
  id: string;
  patch: TaskPatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface TasksPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: {
    companies?: string[];
    contacts?: string[];
    deals?: string[];
    leads?: string[];
    own_records?: string[];
    reminders?: { [key: string]: unknown }[];
    tags?: string[];
  };
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    companies?: string[] | null;
    contacts?: string[] | null;
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    deals?: string[] | null;
    /** YYYY-MM-DD, or --MM-DD without a year. */
    due?: string | null;
    due_time?: string | null;
    due_zone?: string | null;
    duration_min?: number | null;
    leads?: string[] | null;
    notes?: string | null;
    outcome?: string | null;
    own_records?: string[] | null;
    /** The id of a task. */
    parent_id?: string | null;
    pinned?: boolean | null;
    priority?: "none" | "low" | "normal" | "high" | null;
    recurrence?: string | null;
    reminders?: TaskRemindersEntry[] | null;
    /** YYYY-MM-DD, or --MM-DD without a year. */
    route_day?: string | null;
    route_rank?: number | null;
    /** Milliseconds since 1970 UTC. */
    snoozed_until_ms?: number | null;
    source?: string | null;
    status?: "open" | "in_progress" | "waiting" | "done" | "cancelled" | null;
    tags?: string[] | null;
    title?: string | null;
    type?: "call" | "visit" | "meeting" | "message" | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: {
    companies?: string[];
    contacts?: string[];
    deals?: string[];
    leads?: string[];
    own_records?: string[];
    reminders?: { [key: string]: unknown }[];
    tags?: string[];
  };
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: {
    reminders?: { [key: string]: unknown };
  };
  /** But not these. */
  without?: Id[];
}

export interface TasksSnoozeInput {
  /** The task. */
  id: Id;
  /** Until when, milliseconds since 1970 UTC; null wakes it. */
  until_ms?: number | null;
}

/** A line and where it is read. */
export interface TasksUnderstandInput {
  /** Words that an earlier answer took for something, and that belong to the title. */
  plain?: string[];
  /** The line, at most 2,000 bytes. */
  text: string;
  /** The seller's zone, such as `Europe/Berlin`. */
  zone: string;
}

/** Which records to erase. */
export interface TerritoriesEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface TerritoriesPatchInput {
  id: string;
  patch: TerritoryPatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface TerritoriesPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: Record<string, never>;
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    countries?: [] | null;
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    industries?: [] | null;
    name?: string | null;
    position?: number | null;
    postcodes?: [] | null;
    size_from?: number | null;
    size_to?: number | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: Record<string, never>;
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

/** A territory that is not saved yet. */
export interface TerritoriesTestInput {
  /** Countries; any when empty. */
  countries?: string[];
  /** The one it would replace; a new one when absent. */
  id?: Id | null;
  /** Industries; any when empty. */
  industries?: string[];
  /** What it is called. */
  name?: string;
  /** Its place among territories; behind the others when absent. */
  position?: number | null;
  /** Beginnings and ranges of postcodes; any when empty. */
  postcodes?: string[];
  /** The smallest company. */
  size_from?: number | null;
  /** The largest company. */
  size_to?: number | null;
}

/** What a territory would do. */
export interface TerritoriesTestOutput {
  /** How many would belong to it. */
  inside: number;
  /** How many would come to it. */
  joining: number;
  /** How many would leave it. */
  leaving: number;
  /** The first 50 that come or leave. */
  moves: Move[];
  /** How many living leads there are. */
  total: number;
}

export interface Territory {
  countries?: [];
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  id: string;
  industries?: [];
  kind: "territory";
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  name: string;
  position?: number;
  postcodes?: [];
  size_from?: number;
  size_to?: number;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
}

export interface TerritoryList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "territory";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface TerritoryPatch {
  countries?: [] | null;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  industries?: [] | null;
  name?: string | null;
  position?: number | null;
  postcodes?: [] | null;
  size_from?: number | null;
  size_to?: number | null;
}

/** What a rule of qualifying would do. */
export interface Tested {
  /** For how many it holds. */
  holds: number;
  /** The first 50 for which it holds. */
  leads: Held[];
  /** How many living leads there are. */
  total: number;
  /** How many new or working ones it would qualify. */
  would_qualify: number;
}

export interface Through {
  /** The pipeline; the first when absent. */
  pipeline_id?: Id | null;
}

/** One tie. */
export interface Tie {
  /** The record; absent for a name that is no contact here. */
  id: Id | null;
  /** `contact`, `company` or `deal`. */
  kind: string;
  /** What is said of the tie: the relation's label, the job's title, the role in the deal, the deal they share. */
  label: string | null;
  /** What it is called. */
  name: string;
  /**
   * How: `relation` (named by the contact), `named_by` (by the other), `manager`, `report`, `employer`,
   * `former_employer`, `deal`, `in_deal` (somebody in a deal of theirs), `colleague`.
   */
  sort: string;
}

/** What a contact is tied to. */
export interface Ties {
  /** The closest first; a record that is tied twice stands there twice. */
  ties: Tie[];
}

/** A timeline's page. */
export interface Timeline {
  /** The latest first; what is pinned keeps its place in time and says so itself. */
  items: Item[];
  /** Where to go on, when there is more. */
  next_before: string | null;
  /** What is pinned, the latest first, however far back it lies; on the first page of a record's timeline. */
  pinned?: Item[];
}

/** An amount in the home currency, made of several. */
export interface Total {
  /**
   * The sum of what could be converted, in minor units of the home currency; absent when it is too large to be kept
   * exactly.
   */
  minor: number | null;
  /** Currencies that are not in it because no rate is known. */
  missing: string[];
}

/** The two that are two. */
export interface Two {
  /** One. */
  id: Id;
  /** The other. */
  other: Id;
}

/** A contact being typed. */
export type Typed = { [key: string]: unknown };

/** What a line says. */
export interface Understood {
  /** The day it is due, `YYYY-MM-DD`. */
  due?: string | null;
  /** The time of that day, `HH:MM`. */
  due_time?: string | null;
  /** How long it takes. */
  duration_min?: number | null;
  /** Names in it, and who has them. */
  mentions: Mention[];
  /** How urgent it is. */
  priority?: string | null;
  /** The RFC 5545 rule by which it comes again. */
  recurrence?: string | null;
  /** Its tags. */
  tags: string[];
  /** Which words were taken for what. */
  taken: TakenWords[];
  /** What is to be done. */
  title: string;
  /** What kind of work the title speaks of: `call`, `visit` or `meeting`. */
  type?: string | null;
}

export interface Undo {
  /** The set to take back; the last own one when absent. */
  change_set?: Id | null;
  /** Limits it to this record. */
  id?: Id | null;
  /** Limits it to one record of this kind. */
  kind?: string | null;
}

export interface Undone {
  /** The set that took it back; absent when nothing was left to take back. */
  change_set: Id | null;
  /** What stayed because it was changed since. */
  kept: Kept[];
  /** What that was, in words. */
  label: string;
  /** How many changes were taken back. */
  restored: number;
  /** The set that was taken back. */
  undone: Id;
  /** How many later changes went or came back with it: of an import the rejected rows that were corrected since. */
  with?: number;
}

export interface UnlockWith {
  /** The passphrase. */
  passphrase?: string | null;
  /** The recovery code as written down; blanks and hyphens do not matter. */
  recovery_code?: string | null;
}

/** What comes apart. */
export interface Unmerge {
  /** A record that was merged into another one; or the one that stayed, and then its last merge comes apart. */
  id: Id;
}

/** What came apart. */
export interface Unmerged {
  /** How many merges came apart and were made again because they were later. */
  again: number;
  /** The records that are on their own again. */
  apart: CompaniesUnmergeOutputApart[];
  /** The record of which they were part. */
  id: Id;
  /** What stayed with the record it was on because it was changed since. */
  kept: Kept[];
}

export interface Unpack {
  /** The files. */
  files: FileRef[];
  /** What is wanted of a whole export, as in `imports.start`: `deal` for its deals, else its people and companies. */
  kind?: string | null;
}

/** The files to be imported in the place of those that were given. */
export interface Unpacked {
  /** In the order they were given and lie in. */
  files: File[];
  /** What is in them and is not imported. */
  left: Left[];
  /** Of how many mails the senders are among the files: proposals, to be looked over before they are saved. */
  mails: number;
}

export interface Unread {
  /** How many are unread now. */
  unread: number;
}

export interface Unseen {
  /** How many were not seen before. */
  seen: number;
}

/** Where the vault stands. */
export interface VaultCloseSampleOutput {
  /** The program's version. */
  app_version: string;
  /** The vault's folder. */
  dir: string;
  /** What is wrong, when something is. */
  error?: Error | null;
  /** Whether this computer has a keychain that can keep the key. */
  keychain: boolean;
  /** Whether a recovery code was written down and typed back. */
  recovery_confirmed: boolean;
  /** Whether the throw-away vault of sample people is shown. */
  sample: boolean;
  /** The ways it can be unlocked: `keychain`, `passphrase`, `recovery`. */
  slots: string[];
  /** `none`, `locked`, `open`, `damaged` or `newer`. */
  state: string;
}

/** Where the vault stands. */
export interface VaultConfirmRecoveryOutput {
  /** The program's version. */
  app_version: string;
  /** The vault's folder. */
  dir: string;
  /** What is wrong, when something is. */
  error?: Error | null;
  /** Whether this computer has a keychain that can keep the key. */
  keychain: boolean;
  /** Whether a recovery code was written down and typed back. */
  recovery_confirmed: boolean;
  /** Whether the throw-away vault of sample people is shown. */
  sample: boolean;
  /** The ways it can be unlocked: `keychain`, `passphrase`, `recovery`. */
  slots: string[];
  /** `none`, `locked`, `open`, `damaged` or `newer`. */
  state: string;
}

/** Where the vault stands. */
export interface VaultCreateOutput {
  /** The program's version. */
  app_version: string;
  /** The vault's folder. */
  dir: string;
  /** What is wrong, when something is. */
  error?: Error | null;
  /** Whether this computer has a keychain that can keep the key. */
  keychain: boolean;
  /** Whether a recovery code was written down and typed back. */
  recovery_confirmed: boolean;
  /** Whether the throw-away vault of sample people is shown. */
  sample: boolean;
  /** The ways it can be unlocked: `keychain`, `passphrase`, `recovery`. */
  slots: string[];
  /** `none`, `locked`, `open`, `damaged` or `newer`. */
  state: string;
}

/** Where the vault stands. */
export interface VaultLockOutput {
  /** The program's version. */
  app_version: string;
  /** The vault's folder. */
  dir: string;
  /** What is wrong, when something is. */
  error?: Error | null;
  /** Whether this computer has a keychain that can keep the key. */
  keychain: boolean;
  /** Whether a recovery code was written down and typed back. */
  recovery_confirmed: boolean;
  /** Whether the throw-away vault of sample people is shown. */
  sample: boolean;
  /** The ways it can be unlocked: `keychain`, `passphrase`, `recovery`. */
  slots: string[];
  /** `none`, `locked`, `open`, `damaged` or `newer`. */
  state: string;
}

/** Where the vault stands. */
export interface VaultOpenSampleOutput {
  /** The program's version. */
  app_version: string;
  /** The vault's folder. */
  dir: string;
  /** What is wrong, when something is. */
  error?: Error | null;
  /** Whether this computer has a keychain that can keep the key. */
  keychain: boolean;
  /** Whether a recovery code was written down and typed back. */
  recovery_confirmed: boolean;
  /** Whether the throw-away vault of sample people is shown. */
  sample: boolean;
  /** The ways it can be unlocked: `keychain`, `passphrase`, `recovery`. */
  slots: string[];
  /** `none`, `locked`, `open`, `damaged` or `newer`. */
  state: string;
}

/** Where the vault stands. */
export interface VaultRemoveSlotOutput {
  /** The program's version. */
  app_version: string;
  /** The vault's folder. */
  dir: string;
  /** What is wrong, when something is. */
  error?: Error | null;
  /** Whether this computer has a keychain that can keep the key. */
  keychain: boolean;
  /** Whether a recovery code was written down and typed back. */
  recovery_confirmed: boolean;
  /** Whether the throw-away vault of sample people is shown. */
  sample: boolean;
  /** The ways it can be unlocked: `keychain`, `passphrase`, `recovery`. */
  slots: string[];
  /** `none`, `locked`, `open`, `damaged` or `newer`. */
  state: string;
}

/** Where the vault stands. */
export interface VaultSetKeychainOutput {
  /** The program's version. */
  app_version: string;
  /** The vault's folder. */
  dir: string;
  /** What is wrong, when something is. */
  error?: Error | null;
  /** Whether this computer has a keychain that can keep the key. */
  keychain: boolean;
  /** Whether a recovery code was written down and typed back. */
  recovery_confirmed: boolean;
  /** Whether the throw-away vault of sample people is shown. */
  sample: boolean;
  /** The ways it can be unlocked: `keychain`, `passphrase`, `recovery`. */
  slots: string[];
  /** `none`, `locked`, `open`, `damaged` or `newer`. */
  state: string;
}

/** Where the vault stands. */
export interface VaultSetPassphraseOutput {
  /** The program's version. */
  app_version: string;
  /** The vault's folder. */
  dir: string;
  /** What is wrong, when something is. */
  error?: Error | null;
  /** Whether this computer has a keychain that can keep the key. */
  keychain: boolean;
  /** Whether a recovery code was written down and typed back. */
  recovery_confirmed: boolean;
  /** Whether the throw-away vault of sample people is shown. */
  sample: boolean;
  /** The ways it can be unlocked: `keychain`, `passphrase`, `recovery`. */
  slots: string[];
  /** `none`, `locked`, `open`, `damaged` or `newer`. */
  state: string;
}

/** Where the vault stands. */
export interface VaultStatusOutput {
  /** The program's version. */
  app_version: string;
  /** The vault's folder. */
  dir: string;
  /** What is wrong, when something is. */
  error?: Error | null;
  /** Whether this computer has a keychain that can keep the key. */
  keychain: boolean;
  /** Whether a recovery code was written down and typed back. */
  recovery_confirmed: boolean;
  /** Whether the throw-away vault of sample people is shown. */
  sample: boolean;
  /** The ways it can be unlocked: `keychain`, `passphrase`, `recovery`. */
  slots: string[];
  /** `none`, `locked`, `open`, `damaged` or `newer`. */
  state: string;
}

/** Where the vault stands. */
export interface VaultUnlockOutput {
  /** The program's version. */
  app_version: string;
  /** The vault's folder. */
  dir: string;
  /** What is wrong, when something is. */
  error?: Error | null;
  /** Whether this computer has a keychain that can keep the key. */
  keychain: boolean;
  /** Whether a recovery code was written down and typed back. */
  recovery_confirmed: boolean;
  /** Whether the throw-away vault of sample people is shown. */
  sample: boolean;
  /** The ways it can be unlocked: `keychain`, `passphrase`, `recovery`. */
  slots: string[];
  /** `none`, `locked`, `open`, `damaged` or `newer`. */
  state: string;
}

export interface Verdict {
  /** The lead. */
  id: Id;
  /** Why. */
  reason?: string | null;
}

export interface View {
  colour?: string;
  columns?: [];
  /** Milliseconds since 1970 UTC. */
  created_ms: number;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown };
  /** When it was moved to the trash; absent otherwise. */
  deleted_ms?: number;
  group_by?: string;
  icon?: string;
  id: string;
  kind: "view";
  layout?: "table" | "cards" | "board";
  /** Milliseconds since 1970 UTC. */
  modified_ms: number;
  name: string;
  of: string;
  pinned?: boolean;
  position?: number;
  query?: string;
  /** The record's last change; send it with a patch to be told of changes meanwhile. */
  version: number;
  watched?: boolean;
}

/** One coming or going. */
export interface ViewEvent {
  /** When that was seen to be so, milliseconds since 1970 UTC. */
  at_ms: number;
  /** Whether it entered the view, or left it. */
  entered: boolean;
  /** The event. */
  id: Id;
  /** The kind of its record. */
  kind: string;
  /** The record. */
  record_id: Id;
  /** Whether the seller has seen it. */
  seen: boolean;
  /** What the record is called. */
  title: string;
}

export interface ViewList {
  /** The change the answer is as of. */
  as_of: number;
  next_cursor?: string | null;
  rows: {
    id: string;
    kind: "view";
    subtitle: string;
    title: string;
    [key: string]: unknown;
  }[];
  /** How many records the query finds in all. */
  total: number;
}

export interface ViewPatch {
  colour?: string | null;
  columns?: [] | null;
  /** Values of the seller's own fields by field id. */
  custom?: { [key: string]: unknown } | null;
  group_by?: string | null;
  icon?: string | null;
  layout?: "table" | "cards" | "board" | null;
  name?: string | null;
  of?: string | null;
  pinned?: boolean | null;
  position?: number | null;
  query?: string | null;
  watched?: boolean | null;
}

/** Which records to erase. */
export interface ViewsEraseInput {
  /** The records, 1 to 500; all of them in the trash. */
  ids: Id[];
}

export interface ViewsMoveInput {
  /** The view it shall stand behind; the first place when absent. */
  after?: Id | null;
  /** The view. */
  id: Id;
}

export interface ViewsPatchInput {
  id: string;
  patch: ViewPatch;
  version?: number;
}

/** Which records: either `ids` or `query`. */
export interface ViewsPatchManyInput {
  /** Values that join a list, such as `{"tags": ["vip"], "links": [{"value": "acme.example"}]}`. */
  add?: Record<string, never>;
  /** These records. */
  ids?: Id[] | null;
  patch?: {
    colour?: string | null;
    columns?: [] | null;
    /** Values of the seller's own fields by field id. */
    custom?: { [key: string]: unknown } | null;
    group_by?: string | null;
    icon?: string | null;
    layout?: "table" | "cards" | "board" | null;
    name?: string | null;
    of?: string | null;
    pinned?: boolean | null;
    position?: number | null;
    query?: string | null;
    watched?: boolean | null;
  };
  /** Every record that this query finds. */
  query?: Query | null;
  /** Values that leave a list; of entries, all that agree in the given fields. */
  remove?: Record<string, never>;
  /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
  set?: Record<string, never>;
  /** But not these. */
  without?: Id[];
}

/** A visit. */
export interface Visit {
  /** The address it leads to. */
  address?: unknown;
  /** Their company, if that is another. */
  company?: string | null;
  /** By what its place was found, such as `postcode` or `town`. */
  found?: string | null;
  /** How far from the stop before, in kilometres as the crow flies; absent where one of them has no place. */
  km?: number | null;
  /** Whether it was due on a day before. */
  late: boolean;
  /** What was written down last about them. */
  note?: Note | null;
  /** The number to call. */
  phone?: string | null;
  /** Where; absent where that is not known. */
  place?: Point | null;
  /** The task. */
  task: { [key: string]: unknown };
  /** Whom it is about first. */
  who?: Who | null;
}

/** A watched view in a few numbers. */
export interface WatchRow {
  /** How many entered since it was last seen. */
  entered: number;
  /** The code of what keeps it from being asked, such as `unknown_field` when a field is gone. */
  fault?: string | null;
  /** How many left since. */
  left: number;
  /** The view. */
  view_id: Id;
}

export interface Watches {
  /** One for each watched view. */
  rows: WatchRow[];
}

export interface WatchesEventsInput {
  /** Only what was before this event. */
  before?: Id | null;
  /** The view. */
  id: Id;
  /** At most so many, 1 to 200; 50 when absent. */
  limit?: number | null;
}

/** One week. */
export interface Week {
  /** Calls. */
  calls: number;
  /** Visits and meetings. */
  meetings: number;
  /** Messages, on whatever channel. */
  messages: number;
  /** Its Monday. */
  monday: string;
}

/** What was spoken, week by week. */
export interface Weeks {
  /** The earliest first; this week is the last. */
  weeks: Week[];
}

/** What words say. */
export type What = "due" | "priority" | "tag" | "recurrence" | "duration";

/** Which members are meant. */
export type Which = "all" | "present" | "former";

/** Somebody a task is about. */
export interface Who {
  /** Which. */
  id: Id;
  /** `contact`, `lead` or `company`. */
  kind: string;
  /** What they are called. */
  name: string;
}

/** A score with its reasons. */
export interface Why {
  /** As of when, milliseconds since 1970 UTC. */
  as_of_ms: number;
  /** What each rule that holds adds. */
  contributions: Contribution[];
  /** What was taken or added so that the score stays within 0 and 100. */
  correction: number;
  /** Kinds of score that nothing was recorded for yet: behaviour on web pages. */
  no_data: string[];
  /** 0 to 100. */
  score: number;
}

/** What a lead shall become. */
export interface Wish {
  /** The company it belongs to; found by web domain and name, or made, when absent. */
  company_id?: Id | null;
  /** The contact it is; found by e-mail address and phone when absent. */
  contact_id?: Id | null;
  /** A deal to begin with it; none when absent. */
  deal?: NewDealInput | null;
  /** The lead. */
  id: Id;
  /** Makes a new contact even if somebody shares an e-mail address or phone. */
  new_contact?: boolean;
}

/** Every command: what goes in and what comes out. */
export interface Commands {
  /** What happened with anybody: notes, conversations and tasks; changes and imports when asked for. */
  "activity.feed": { input: Lately; output: Timeline };
  /** Attaches files to a record. Large ones are copied by a job, which is answered instead of them. */
  "attachments.add": { input: Add; output: Added };
  /** Creates a attachment. */
  "attachments.create": { input: NewAttachment; output: Attachment };
  /** Moves a attachment to the trash. */
  "attachments.delete": { input: RecordId; output: RecordId };
  /** Moves attachments to the trash, by their ids or by a query, as one change. */
  "attachments.delete_many": { input: Chosen; output: Outcome };
  /** Erases attachments that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "attachments.erase": { input: AttachmentsEraseInput; output: Erased };
  /** Counts the attachments of a query by the values of fields, each without its own conditions. */
  "attachments.facets": { input: Counted; output: Facets };
  /** The attached file itself, as a handle to save or download it by. */
  "attachments.file": { input: ById; output: File };
  /** Gets one attachment with everything on it. */
  "attachments.get": { input: RecordId; output: Attachment };
  /** Counts the attachments of a query by what they have in common, each group with what finds it. */
  "attachments.groups": { input: Grouped; output: ListGroups };
  /** Lists attachments by a query, with the exact total. */
  "attachments.list": { input: Page; output: AttachmentList };
  /** Changes fields of a attachment (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "attachments.patch": { input: AttachmentsPatchInput; output: Attachment };
  /** Changes attachments, by their ids or by a query, all in the same way and as one change. */
  "attachments.patch_many": { input: AttachmentsPatchManyInput; output: Outcome };
  /** Takes a attachment out of the trash. */
  "attachments.restore": { input: RecordId; output: Attachment };
  /** Takes attachments out of the trash, by their ids or by a query, as one change. */
  "attachments.restore_many": { input: Chosen; output: Outcome };
  /** What every kind of record looks like, the seller's own fields included. */
  "catalogue.get": { input: Nothing; output: Catalogue };
  /** What was done, the latest first. */
  "changes.list": { input: Before; output: Sets };
  /** Takes the last undo back. */
  "changes.redo": { input: Nothing; output: Undone };
  /** What a change set did, record by record, the first of them. */
  "changes.show": { input: OfSet; output: Shown };
  /** Takes a change set back, or the last own one; later edits stay and are named. */
  "changes.undo": { input: Undo; output: Undone };
  /** Creates a communication. */
  "communications.create": { input: NewCommunication; output: Communication };
  /** Moves a communication to the trash. */
  "communications.delete": { input: RecordId; output: RecordId };
  /** Moves communications to the trash, by their ids or by a query, as one change. */
  "communications.delete_many": { input: Chosen; output: Outcome };
  /** Erases communications that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "communications.erase": { input: CommunicationsEraseInput; output: Erased };
  /** Counts the communications of a query by the values of fields, each without its own conditions. */
  "communications.facets": { input: Counted; output: Facets };
  /** Gets one communication with everything on it. */
  "communications.get": { input: RecordId; output: Communication };
  /** Counts the communications of a query by what they have in common, each group with what finds it. */
  "communications.groups": { input: Grouped; output: ListGroups };
  /** Lists communications by a query, with the exact total. */
  "communications.list": { input: Page; output: CommunicationList };
  /** Writes down a call, visit, meeting or message, with the next step as a task. */
  "communications.log": { input: Log; output: Logged };
  /** Changes fields of a communication (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "communications.patch": { input: CommunicationsPatchInput; output: Communication };
  /** Changes communications, by their ids or by a query, all in the same way and as one change. */
  "communications.patch_many": { input: CommunicationsPatchManyInput; output: Outcome };
  /** Takes a communication out of the trash. */
  "communications.restore": { input: RecordId; output: Communication };
  /** Takes communications out of the trash, by their ids or by a query, as one change. */
  "communications.restore_many": { input: Chosen; output: Outcome };
  /** A company's chart: who reports to whom there, and which companies belong to it. */
  "companies.chart": { input: CompaniesChartInput; output: Chart };
  /** Who has a say at a company: by role, with their influence and its reasons, and what is missing. */
  "companies.committee": { input: CompaniesCommitteeInput; output: CompaniesCommitteeOutput };
  /** What two or more companies say, side by side, before they are merged. */
  "companies.compare": { input: Compare; output: Comparison };
  /** Creates a company. */
  "companies.create": { input: NewCompany; output: Company };
  /** Moves a company to the trash. */
  "companies.delete": { input: RecordId; output: RecordId };
  /** Moves companies to the trash, by their ids or by a query, as one change. */
  "companies.delete_many": { input: Chosen; output: Outcome };
  /** Takes somebody off a company's committee. */
  "companies.displace": { input: Displace; output: MapOfAnyValue };
  /** Pairs of companies that may be one, the likeliest first, with how likely and why. */
  "companies.duplicates": { input: CompaniesDuplicatesInput; output: Duplicates };
  /** What happened with a company, its people and its deals, and what of the company itself changed, the latest first. */
  "companies.engagement": { input: OfAccount; output: Timeline };
  /** Erases companies that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "companies.erase": { input: CompaniesEraseInput; output: Erased };
  /** Counts the companies of a query by the values of fields, each without its own conditions. */
  "companies.facets": { input: Counted; output: Facets };
  /** Gets one company with everything on it. */
  "companies.get": { input: RecordId; output: Company };
  /** A company's group: the one at the top and all that belong to it, with their people and open deals. */
  "companies.group": { input: CompaniesGroupInput; output: Group };
  /** Counts the companies of a query by what they have in common, each group with what finds it. */
  "companies.groups": { input: Grouped; output: ListGroups };
  /** Lists companies by a query, with the exact total. */
  "companies.list": { input: Page; output: CompanyList };
  /** In which time zone a company is, from its address or phone number; nothing when that would be a guess. */
  "companies.local_time": { input: CompaniesLocalTimeInput; output: LocalTime };
  /** Who works at a company and who did, with role and time. */
  "companies.members": { input: CompaniesMembersInput; output: Members };
  /** Merges companies into one of them, with everything attached; it can come apart at any later time. */
  "companies.merge": { input: Merge; output: Merged };
  /** What was merged into a company. */
  "companies.merges": { input: Of; output: Merges };
  /** Changes fields of a company (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "companies.patch": { input: CompaniesPatchInput; output: Company };
  /** Changes companies, by their ids or by a query, all in the same way and as one change. */
  "companies.patch_many": { input: CompaniesPatchManyInput; output: Outcome };
  /** Says what somebody is to a company's decisions: role, influence, stance, note. */
  "companies.place": { input: CompaniesPlaceInput; output: MapOfAnyValue };
  /** Takes a company out of the trash. */
  "companies.restore": { input: RecordId; output: Company };
  /** Takes companies out of the trash, by their ids or by a query, as one change. */
  "companies.restore_many": { input: Chosen; output: Outcome };
  /** Remembers that a company and another one are two: they are not asked about again. */
  "companies.set_apart": { input: Two; output: Apart };
  /** What happened with a company: notes, conversations, tasks and changes, the latest first. */
  "companies.timeline": { input: CompaniesTimelineInput; output: Timeline };
  /** Takes a company apart that was merged; what was changed since stays where it is and is named. */
  "companies.unmerge": { input: Unmerge; output: Unmerged };
  /** Conversations with a company and its people, week by week. */
  "companies.weeks": { input: CompaniesWeeksInput; output: Weeks };
  /** What two or more contacts say, side by side, before they are merged. */
  "contacts.compare": { input: Compare; output: Comparison };
  /** Creates a contact. */
  "contacts.create": { input: NewContact; output: Contact };
  /** Moves a contact to the trash. */
  "contacts.delete": { input: RecordId; output: RecordId };
  /** Moves contacts to the trash, by their ids or by a query, as one change. */
  "contacts.delete_many": { input: Chosen; output: Outcome };
  /** Pairs of contacts that may be one, the likeliest first, with how likely and why. */
  "contacts.duplicates": { input: ContactsDuplicatesInput; output: Duplicates };
  /** Erases contacts that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "contacts.erase": { input: ContactsEraseInput; output: Erased };
  /** Counts the contacts of a query by the values of fields, each without its own conditions. */
  "contacts.facets": { input: Counted; output: Facets };
  /** Gets one contact with everything on it. */
  "contacts.get": { input: RecordId; output: Contact };
  /** Counts the contacts of a query by what they have in common, each group with what finds it. */
  "contacts.groups": { input: Grouped; output: ListGroups };
  /** Lists contacts by a query, with the exact total. */
  "contacts.list": { input: Page; output: ContactList };
  /** In which time zone a contact is, from their address or phone number; nothing when that would be a guess. */
  "contacts.local_time": { input: ContactsLocalTimeInput; output: LocalTime };
  /** Living contacts that share an e-mail address, phone or profile page with what is being typed. */
  "contacts.matches": { input: Typed; output: Matches };
  /** Merges contacts into one of them, with everything attached; it can come apart at any later time. */
  "contacts.merge": { input: Merge; output: Merged };
  /** What was merged into a contact. */
  "contacts.merges": { input: Of; output: ContactsMergesOutput };
  /** Changes fields of a contact (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "contacts.patch": { input: ContactsPatchInput; output: Contact };
  /** Changes contacts, by their ids or by a query, all in the same way and as one change. */
  "contacts.patch_many": { input: ContactsPatchManyInput; output: Outcome };
  /** A contact's card as a QR code: its dark modules as a path, and what found no room in it. */
  "contacts.qr": { input: ContactsQrInput; output: Code };
  /** Takes a contact out of the trash. */
  "contacts.restore": { input: RecordId; output: Contact };
  /** Takes contacts out of the trash, by their ids or by a query, as one change. */
  "contacts.restore_many": { input: Chosen; output: Outcome };
  /** The same as a file. */
  "contacts.save_qr": { input: Save; output: File };
  /** Remembers that a contact and another one are two: they are not asked about again. */
  "contacts.set_apart": { input: Two; output: Apart };
  /** Whom a contact is tied to and how: relations, managers, colleagues, companies, deals. */
  "contacts.ties": { input: ContactsTiesInput; output: Ties };
  /** What happened with a contact: notes, conversations, tasks and changes, the latest first. */
  "contacts.timeline": { input: ContactsTimelineInput; output: Timeline };
  /** Takes a contact apart that was merged; what was changed since stays where it is and is named. */
  "contacts.unmerge": { input: Unmerge; output: ContactsUnmergeOutput };
  /** Puts today's visits into an order by hand, or back into a short one. */
  "day.arrange": { input: Arrange; output: Plan };
  /** What is due by the end of today, with whom, where and how to reach them; today's visits in a short order. */
  "day.plan": { input: In; output: Plan };
  /** A pipeline as a board: its stages with counts and sums in the home currency, and the first deals of each. */
  "deals.board": { input: DealsBoardInput; output: DealsBoardOutput };
  /** What changed with deals since a moment, from the change log. */
  "deals.changed": { input: DealsChangedInput; output: Changed };
  /** Who has a say in a deal: by role, with their influence and its reasons, and what is missing. */
  "deals.committee": { input: DealsCommitteeInput; output: DealsCommitteeOutput };
  /** Creates a deal. */
  "deals.create": { input: NewDeal; output: Deal };
  /** Moves a deal to the trash. */
  "deals.delete": { input: RecordId; output: RecordId };
  /** Moves deals to the trash, by their ids or by a query, as one change. */
  "deals.delete_many": { input: Chosen; output: Outcome };
  /** Takes somebody off a deal's committee. */
  "deals.displace": { input: Displace; output: MapOfAnyValue };
  /** Erases deals that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "deals.erase": { input: DealsEraseInput; output: Erased };
  /** Counts the deals of a query by the values of fields, each without its own conditions. */
  "deals.facets": { input: Counted; output: Facets };
  /** What may be won, month by month: commit, best case and pipeline, weighted by the stage, beside what was won. */
  "deals.forecast": { input: DealsForecastInput; output: DealsForecastOutput };
  /** How deals pass through a pipeline: conversion, time and age per stage, win rate and velocity. */
  "deals.funnel": { input: Through; output: DealsFunnelOutput };
  /** Gets one deal with everything on it. */
  "deals.get": { input: RecordId; output: Deal };
  /** Counts the deals of a query by what they have in common, each group with what finds it. */
  "deals.groups": { input: Grouped; output: ListGroups };
  /** Lists deals by a query, with the exact total. */
  "deals.list": { input: Page; output: DealList };
  /** Loses a deal: moves it to the first stage of its pipeline that is lost. */
  "deals.lose": { input: Close; output: MapOfAnyValue };
  /** What deserves a second look: how many deals have each mark, and the conditions that list them. */
  "deals.marked": { input: Nothing; output: AllMarked };
  /** Moves a deal to another stage; a reason is kept where that wins or loses it. */
  "deals.move": { input: DealsMoveInput; output: MapOfAnyValue };
  /** Changes fields of a deal (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "deals.patch": { input: DealsPatchInput; output: Deal };
  /** Changes deals, by their ids or by a query, all in the same way and as one change. */
  "deals.patch_many": { input: DealsPatchManyInput; output: Outcome };
  /** Says what somebody is to a deal: role, influence, stance, note. */
  "deals.place": { input: DealsPlaceInput; output: MapOfAnyValue };
  /** Takes a deal out of the trash. */
  "deals.restore": { input: RecordId; output: Deal };
  /** Takes deals out of the trash, by their ids or by a query, as one change. */
  "deals.restore_many": { input: Chosen; output: Outcome };
  /** What comes from where: each source with what is open, won and lost, its win rate and how long it takes. */
  "deals.sources": { input: From; output: Sources };
  /** Where a deal stands: its marks, and how long it was in each stage. */
  "deals.standing": { input: DealsStandingInput; output: Standing };
  /** What happened with a deal: notes and changes, the latest first. */
  "deals.timeline": { input: DealsTimelineInput; output: Timeline };
  /** Wins a deal: moves it to the first stage of its pipeline that is won. */
  "deals.win": { input: Close; output: MapOfAnyValue };
  /** Creates a exchange_rate. */
  "exchange_rates.create": { input: NewExchangeRate; output: ExchangeRate };
  /** Moves a exchange_rate to the trash. */
  "exchange_rates.delete": { input: RecordId; output: RecordId };
  /** Moves exchange_rates to the trash, by their ids or by a query, as one change. */
  "exchange_rates.delete_many": { input: Chosen; output: Outcome };
  /** Erases exchange_rates that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "exchange_rates.erase": { input: ExchangeRatesEraseInput; output: Erased };
  /** Counts the exchange_rates of a query by the values of fields, each without its own conditions. */
  "exchange_rates.facets": { input: Counted; output: Facets };
  /** Gets one exchange_rate with everything on it. */
  "exchange_rates.get": { input: RecordId; output: ExchangeRate };
  /** Counts the exchange_rates of a query by what they have in common, each group with what finds it. */
  "exchange_rates.groups": { input: Grouped; output: ListGroups };
  /** Lists exchange_rates by a query, with the exact total. */
  "exchange_rates.list": { input: Page; output: ExchangeRateList };
  /** Changes fields of a exchange_rate (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "exchange_rates.patch": { input: ExchangeRatesPatchInput; output: ExchangeRate };
  /** Changes exchange_rates, by their ids or by a query, all in the same way and as one change. */
  "exchange_rates.patch_many": { input: ExchangeRatesPatchManyInput; output: Outcome };
  /** Takes a exchange_rate out of the trash. */
  "exchange_rates.restore": { input: RecordId; output: ExchangeRate };
  /** Takes exchange_rates out of the trash, by their ids or by a query, as one change. */
  "exchange_rates.restore_many": { input: Chosen; output: Outcome };
  /** Exports every record of every kind, with files, as an archive of open formats; answers the job whose output names the file. */
  "exports.everything": { input: Everything; output: Begun };
  /** The exports so far, the latest first. */
  "exports.list": { input: Nothing; output: Exports };
  /** Writes records into a file: csv, xlsx or json; contacts and companies also as vcard (4.0) or vcard3. */
  "exports.run": { input: Run; output: File };
  /** Says where the file of an export was saved. */
  "exports.saved": { input: Saved; output: Exports };
  /** Creates a field. */
  "fields.create": { input: NewOwnField; output: OwnField };
  /** Moves a field to the trash. */
  "fields.delete": { input: RecordId; output: RecordId };
  /** Moves fields to the trash, by their ids or by a query, as one change. */
  "fields.delete_many": { input: Chosen; output: Outcome };
  /** Erases fields that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "fields.erase": { input: FieldsEraseInput; output: Erased };
  /** Counts the fields of a query by the values of fields, each without its own conditions. */
  "fields.facets": { input: Counted; output: Facets };
  /** Gets one field with everything on it. */
  "fields.get": { input: RecordId; output: OwnField };
  /** Counts the fields of a query by what they have in common, each group with what finds it. */
  "fields.groups": { input: Grouped; output: ListGroups };
  /** Lists fields by a query, with the exact total. */
  "fields.list": { input: Page; output: OwnFieldList };
  /** Changes fields of a field (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "fields.patch": { input: FieldsPatchInput; output: OwnField };
  /** Changes fields, by their ids or by a query, all in the same way and as one change. */
  "fields.patch_many": { input: FieldsPatchManyInput; output: Outcome };
  /** Takes a field out of the trash. */
  "fields.restore": { input: RecordId; output: OwnField };
  /** Takes fields out of the trash, by their ids or by a query, as one change. */
  "fields.restore_many": { input: Chosen; output: Outcome };
  /** Birthdays and other dates of people that come round soon, the nearest first. */
  "home.occasions": { input: Near; output: Occasions };
  /** What was done this week and in the one before, each figure with the conditions of the list behind it. */
  "home.week": { input: HomeWeekInput; output: HomeWeekOutput };
  /** Writes what a dry run staged. */
  "imports.apply": { input: ImportsApplyInput; output: Started };
  /** Stops an import; nothing of it stays. */
  "imports.cancel": { input: ImportsCancelInput; output: Import };
  /** Imports a rejected row as it was corrected, in the receipt of its import and as a change of its own. */
  "imports.correct": { input: Correct; output: Corrected };
  /** Brings such an export back: records are found by their ids and become what the export says of them. */
  "imports.everything": { input: BringBack; output: Begun };
  /** Forgets the mapping, reading and repairs kept for files with this header, and looks into the file again. */
  "imports.forget_mapping": { input: Forget; output: Inspection };
  /** An import and its receipt. */
  "imports.get": { input: ImportsGetInput; output: ImportsGetOutput };
  /** Looks into a file: what it is, how its columns would be read, the first records as they would be. */
  "imports.inspect": { input: Inspect; output: Inspection };
  /** The imports so far, the latest first. */
  "imports.list": { input: Nothing; output: Imports };
  /** Takes a text as a file: a table that was copied from a spreadsheet or a page, or cards. */
  "imports.paste": { input: Paste; output: File };
  /** The signature of a mail, or who sent it, as a contact to be looked at before it is saved; nothing is written. */
  "imports.propose": { input: Propose; output: Proposal };
  /** Writes the rejected rows of one file of an import into a file of their own, with the reasons. */
  "imports.rejects": { input: Rejects; output: File };
  /** A rejected row as it stood, value by value, to be corrected. */
  "imports.row": { input: OneRow; output: RejectedRow };
  /** The rows of an import's receipt. */
  "imports.rows": { input: Rows; output: RowsPage };
  /** What the codes in a picture of a camera hold: cards as files to be imported, and what else; nothing is opened. */
  "imports.scan": { input: Scan; output: Unpacked };
  /** Imports files as one change set; a dry run stops before anything is written. */
  "imports.start": { input: ImportsStartInput; output: Started };
  /** The files that workbooks and archives hold; others stand for themselves. An import does it with what is packed. */
  "imports.unpack": { input: Unpack; output: Unpacked };
  /** Stops a job; what it did so far is taken back. */
  "jobs.cancel": { input: JobsCancelInput; output: unknown };
  /** Jobs, the latest first. */
  "jobs.list": { input: Nothing; output: Jobs };
  /** How the fields of a kind are arranged on pages and in forms. */
  "layouts.get": { input: LayoutsGetInput; output: Answer };
  /** Arranges the fields of a kind as usual again. */
  "layouts.reset": { input: LayoutsResetInput; output: LayoutsResetOutput };
  /** Arranges the fields of a kind on pages and in forms: order, groups, and what is left out. */
  "layouts.set": { input: LayoutsSetInput; output: LayoutsSetOutput };
  /** What happened with a lead as a feed: its making, changes of status, notes, conversations and tasks, the newest first. */
  "leads.activities": { input: LeadsActivitiesInput; output: Activities };
  /** What two or more leads say, side by side, before they are merged. */
  "leads.compare": { input: Compare; output: Comparison };
  /** What is there already of a lead: contacts and a company it may be. */
  "leads.conversion": { input: LeadsConversionInput; output: Conversion };
  /** Makes a contact of a lead, with its company and a deal where wished, or finds who it is already. */
  "leads.convert": { input: Wish; output: Converted };
  /** Creates a lead. */
  "leads.create": { input: NewLead; output: Lead };
  /** Moves a lead to the trash. */
  "leads.delete": { input: RecordId; output: RecordId };
  /** Moves leads to the trash, by their ids or by a query, as one change. */
  "leads.delete_many": { input: Chosen; output: Outcome };
  /** Rules a lead out, with the reason. */
  "leads.disqualify": { input: Verdict; output: MapOfAnyValue };
  /** Pairs of leads that may be one, the likeliest first, with how likely and why. */
  "leads.duplicates": { input: LeadsDuplicatesInput; output: Duplicates };
  /** Erases leads that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "leads.erase": { input: LeadsEraseInput; output: Erased };
  /** Counts the leads of a query by the values of fields, each without its own conditions. */
  "leads.facets": { input: Counted; output: Facets };
  /** Gets one lead with everything on it. */
  "leads.get": { input: RecordId; output: Lead };
  /** Counts the leads of a query by what they have in common, each group with what finds it. */
  "leads.groups": { input: Grouped; output: ListGroups };
  /** Leads that may be a contact that is there, the likeliest first, with how likely and why. */
  "leads.known": { input: AskedKnown; output: Duplicates };
  /** Lists leads by a query, with the exact total. */
  "leads.list": { input: Page; output: LeadList };
  /** Merges leads into one of them, with everything attached; it can come apart at any later time. */
  "leads.merge": { input: Merge; output: Merged };
  /** What was merged into a lead. */
  "leads.merges": { input: Of; output: LeadsMergesOutput };
  /** Changes fields of a lead (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "leads.patch": { input: LeadsPatchInput; output: Lead };
  /** Changes leads, by their ids or by a query, all in the same way and as one change. */
  "leads.patch_many": { input: LeadsPatchManyInput; output: Outcome };
  /** Says that a lead is worth the seller's time, with the reason. */
  "leads.qualify": { input: Verdict; output: MapOfAnyValue };
  /** Reckons the score, territory and qualification of every lead anew, as of now. */
  "leads.rescore": { input: Nothing; output: Rescored };
  /** Takes a lead out of the trash. */
  "leads.restore": { input: RecordId; output: Lead };
  /** Takes leads out of the trash, by their ids or by a query, as one change. */
  "leads.restore_many": { input: Chosen; output: Outcome };
  /** Why a lead has its score: what each rule adds, and what has no data. */
  "leads.score": { input: LeadsScoreInput; output: Why };
  /** Remembers that a lead and another one are two: they are not asked about again. */
  "leads.set_apart": { input: Two; output: Apart };
  /** Remembers that a lead and a contact are two: they are not asked about again. */
  "leads.set_apart_from": { input: Two; output: Apart };
  /** What happened with a lead: notes, conversations, tasks and changes, the latest first. */
  "leads.timeline": { input: LeadsTimelineInput; output: Timeline };
  /** Takes a lead apart that was merged; what was changed since stays where it is and is named. */
  "leads.unmerge": { input: Unmerge; output: LeadsUnmergeOutput };
  /** Creates a note. */
  "notes.create": { input: NewNote; output: NotesCreateOutput };
  /** Moves a note to the trash. */
  "notes.delete": { input: RecordId; output: RecordId };
  /** Moves notes to the trash, by their ids or by a query, as one change. */
  "notes.delete_many": { input: Chosen; output: Outcome };
  /** Erases notes that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "notes.erase": { input: NotesEraseInput; output: Erased };
  /** Counts the notes of a query by the values of fields, each without its own conditions. */
  "notes.facets": { input: Counted; output: Facets };
  /** Gets one note with everything on it. */
  "notes.get": { input: RecordId; output: NotesGetOutput };
  /** Counts the notes of a query by what they have in common, each group with what finds it. */
  "notes.groups": { input: Grouped; output: ListGroups };
  /** Lists notes by a query, with the exact total. */
  "notes.list": { input: Page; output: NoteList };
  /** Changes fields of a note (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "notes.patch": { input: NotesPatchInput; output: NotesPatchOutput };
  /** Changes notes, by their ids or by a query, all in the same way and as one change. */
  "notes.patch_many": { input: NotesPatchManyInput; output: Outcome };
  /** Takes a note out of the trash. */
  "notes.restore": { input: RecordId; output: NotesRestoreOutput };
  /** Takes notes out of the trash, by their ids or by a query, as one change. */
  "notes.restore_many": { input: Chosen; output: Outcome };
  /** Notifications, the latest first, with how many are unread. */
  "notifications.list": { input: NotificationsListInput; output: Listed };
  /** Changes what the seller is told (RFC 7396); null brings the usual back. */
  "notifications.patch_preferences": { input: Patch; output: Preferences };
  /** What the seller is told, where, and when it is quiet. */
  "notifications.preferences": { input: Nothing; output: Preferences };
  /** Marks notifications as read or unread: these, or all that are not put away. */
  "notifications.read": { input: Read; output: Unread };
  /** Puts a notification away until a moment, at most two weeks. */
  "notifications.snooze": { input: Snooze; output: NotificationRow };
  /** Creates a own_kind. */
  "own_kinds.create": { input: NewOwnKind; output: OwnKindsCreateOutput };
  /** Moves a own_kind to the trash. */
  "own_kinds.delete": { input: RecordId; output: RecordId };
  /** Moves own_kinds to the trash, by their ids or by a query, as one change. */
  "own_kinds.delete_many": { input: Chosen; output: Outcome };
  /** Erases own_kinds that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "own_kinds.erase": { input: OwnKindsEraseInput; output: Erased };
  /** Counts the own_kinds of a query by the values of fields, each without its own conditions. */
  "own_kinds.facets": { input: Counted; output: Facets };
  /** Gets one own_kind with everything on it. */
  "own_kinds.get": { input: RecordId; output: OwnKindsGetOutput };
  /** Counts the own_kinds of a query by what they have in common, each group with what finds it. */
  "own_kinds.groups": { input: Grouped; output: ListGroups };
  /** Lists own_kinds by a query, with the exact total. */
  "own_kinds.list": { input: Page; output: OwnKindList };
  /** Changes fields of a own_kind (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "own_kinds.patch": { input: OwnKindsPatchInput; output: OwnKindsPatchOutput };
  /** Changes own_kinds, by their ids or by a query, all in the same way and as one change. */
  "own_kinds.patch_many": { input: OwnKindsPatchManyInput; output: Outcome };
  /** Takes a own_kind out of the trash. */
  "own_kinds.restore": { input: RecordId; output: OwnKindsRestoreOutput };
  /** Takes own_kinds out of the trash, by their ids or by a query, as one change. */
  "own_kinds.restore_many": { input: Chosen; output: Outcome };
  /** A stored photo as a file. */
  "photos.get": { input: ByHash; output: File };
  /** Puts a photo on a contact or company. */
  "photos.set": { input: PhotosSetInput; output: unknown };
  /** Makes the first pipeline with the usual stages, if there is none. */
  "pipelines.begin": { input: Begin; output: PipelinesBeginOutput };
  /** Creates a pipeline. */
  "pipelines.create": { input: NewPipeline; output: Pipeline };
  /** Moves a pipeline to the trash. */
  "pipelines.delete": { input: RecordId; output: RecordId };
  /** Moves pipelines to the trash, by their ids or by a query, as one change. */
  "pipelines.delete_many": { input: Chosen; output: Outcome };
  /** Erases pipelines that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "pipelines.erase": { input: PipelinesEraseInput; output: Erased };
  /** Counts the pipelines of a query by the values of fields, each without its own conditions. */
  "pipelines.facets": { input: Counted; output: Facets };
  /** Gets one pipeline with everything on it. */
  "pipelines.get": { input: RecordId; output: Pipeline };
  /** Counts the pipelines of a query by what they have in common, each group with what finds it. */
  "pipelines.groups": { input: Grouped; output: ListGroups };
  /** Lists pipelines by a query, with the exact total. */
  "pipelines.list": { input: Page; output: PipelineList };
  /** Changes fields of a pipeline (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "pipelines.patch": { input: PipelinesPatchInput; output: Pipeline };
  /** Changes pipelines, by their ids or by a query, all in the same way and as one change. */
  "pipelines.patch_many": { input: PipelinesPatchManyInput; output: Outcome };
  /** Moves a pipeline to the trash; the deals in it go to a stage of another one, all as one change. */
  "pipelines.remove": { input: Remove; output: Outcome };
  /** Takes a pipeline out of the trash. */
  "pipelines.restore": { input: RecordId; output: Pipeline };
  /** Takes pipelines out of the trash, by their ids or by a query, as one change. */
  "pipelines.restore_many": { input: Chosen; output: Outcome };
  /** Where a postcode or town is, by the table that is part of the program. */
  "places.find": { input: Find; output: Place };
  /** Creates a qualify_rule. */
  "qualify_rules.create": { input: NewQualifyRule; output: QualifyRule };
  /** Moves a qualify_rule to the trash. */
  "qualify_rules.delete": { input: RecordId; output: RecordId };
  /** Moves qualify_rules to the trash, by their ids or by a query, as one change. */
  "qualify_rules.delete_many": { input: Chosen; output: Outcome };
  /** Erases qualify_rules that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "qualify_rules.erase": { input: QualifyRulesEraseInput; output: Erased };
  /** Counts the qualify_rules of a query by the values of fields, each without its own conditions. */
  "qualify_rules.facets": { input: Counted; output: Facets };
  /** Gets one qualify_rule with everything on it. */
  "qualify_rules.get": { input: RecordId; output: QualifyRule };
  /** Counts the qualify_rules of a query by what they have in common, each group with what finds it. */
  "qualify_rules.groups": { input: Grouped; output: ListGroups };
  /** Lists qualify_rules by a query, with the exact total. */
  "qualify_rules.list": { input: Page; output: QualifyRuleList };
  /** Changes fields of a qualify_rule (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "qualify_rules.patch": { input: QualifyRulesPatchInput; output: QualifyRule };
  /** Changes qualify_rules, by their ids or by a query, all in the same way and as one change. */
  "qualify_rules.patch_many": { input: QualifyRulesPatchManyInput; output: Outcome };
  /** Takes a qualify_rule out of the trash. */
  "qualify_rules.restore": { input: RecordId; output: QualifyRule };
  /** Takes qualify_rules out of the trash, by their ids or by a query, as one change. */
  "qualify_rules.restore_many": { input: Chosen; output: Outcome };
  /** Which leads a rule of qualifying would qualify, before it is saved. */
  "qualify_rules.test": { input: Draft; output: Tested };
  /** A record as it was after a change. */
  "records.as_of": { input: AsOf; output: MapOfAnyValue };
  /** Creates, changes, deletes and restores up to 1,000 records of any kinds as one change, each with its own outcome; with `idempotency_key` a call made again does nothing and answers the same. */
  "records.batch": { input: Batch; output: RecordsBatchOutput };
  /** Creates a record. */
  "records.create": { input: RecordsCreateInput; output: { [key: string]: unknown } };
  /** Moves a record to the trash. */
  "records.delete": { input: RecordsDeleteInput; output: RecordsDeleteOutput };
  /** Moves records to the trash, by their ids or by a query, as one change. */
  "records.delete_many": { input: RecordsDeleteManyInput; output: Outcome };
  /** Erases records that are in the trash for good. This cannot be undone. */
  "records.erase": { input: RecordsEraseInput; output: Erased };
  /** Counts the records of a query by the values of fields, each without its own conditions. */
  "records.facets": { input: RecordsFacetsInput; output: Facets };
  /** Gets one record with everything on it. */
  "records.get": { input: RecordsGetInput; output: { [key: string]: unknown } };
  /** Counts the records of a query by what they have in common, each group with what finds it. */
  "records.groups": { input: RecordsGroupsInput; output: ListGroups };
  /** A record's history, the latest first. */
  "records.history": { input: OfRecord; output: History };
  /** Lists records of a kind by a query, with the exact total. */
  "records.list": { input: RecordsListInput; output: RecordsListOutput };
  /** Says of records of whichever of the seller's own kinds, by their ids, which kind each is of and what it is called. */
  "records.named": { input: Ids; output: NamedRecords };
  /** Changes fields of a record (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "records.patch": { input: RecordsPatchInput; output: { [key: string]: unknown } };
  /** Changes records, by their ids or by a query, all in the same way and as one change. */
  "records.patch_many": { input: RecordsPatchManyInput; output: Outcome };
  /** Pins a change to the top of its record's timeline, or takes it off again. */
  "records.pin": { input: Pin; output: Pinned };
  /** Takes a record out of the trash. */
  "records.restore": { input: RecordsRestoreInput; output: { [key: string]: unknown } };
  /** Takes records out of the trash, by their ids or by a query, as one change. */
  "records.restore_many": { input: RecordsRestoreManyInput; output: Outcome };
  /** Brings a record back to its state after a change, as a new edit. */
  "records.restore_to": { input: AsOf; output: unknown };
  /** What happened with a record of any kind, the latest first. */
  "records.timeline": { input: OfAny; output: Timeline };
  /** Keeps the usual rules of scores as records, so that they can be changed; what there is stays. */
  "score_rules.begin": { input: ScoreRulesBeginInput; output: ScoreRulesBeginOutput };
  /** Creates a score_rule. */
  "score_rules.create": { input: NewScoreRule; output: ScoreRule };
  /** Moves a score_rule to the trash. */
  "score_rules.delete": { input: RecordId; output: RecordId };
  /** Moves score_rules to the trash, by their ids or by a query, as one change. */
  "score_rules.delete_many": { input: Chosen; output: Outcome };
  /** The rules of scores that hold now: the seller's, or the usual ones while none was changed. */
  "score_rules.effective": { input: Nothing; output: Effective };
  /** Erases score_rules that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "score_rules.erase": { input: ScoreRulesEraseInput; output: Erased };
  /** Counts the score_rules of a query by the values of fields, each without its own conditions. */
  "score_rules.facets": { input: Counted; output: Facets };
  /** Gets one score_rule with everything on it. */
  "score_rules.get": { input: RecordId; output: ScoreRule };
  /** Counts the score_rules of a query by what they have in common, each group with what finds it. */
  "score_rules.groups": { input: Grouped; output: ListGroups };
  /** Lists score_rules by a query, with the exact total. */
  "score_rules.list": { input: Page; output: ScoreRuleList };
  /** Changes fields of a score_rule (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "score_rules.patch": { input: ScoreRulesPatchInput; output: ScoreRule };
  /** Changes score_rules, by their ids or by a query, all in the same way and as one change. */
  "score_rules.patch_many": { input: ScoreRulesPatchManyInput; output: Outcome };
  /** Takes a score_rule out of the trash. */
  "score_rules.restore": { input: RecordId; output: ScoreRule };
  /** Takes score_rules out of the trash, by their ids or by a query, as one change. */
  "score_rules.restore_many": { input: Chosen; output: Outcome };
  /** Remembers that a record was opened, for ranking. */
  "search.opened": { input: RecordRef; output: Nothing };
  /** Finds records by any words, with `tag:vip -berlin "exact phrase" due:today status:open stage:proposal` understood. */
  "search.query": { input: SearchQueryInput; output: Found };
  /** Builds the index anew from the vault. */
  "search.rebuild": { input: Nothing; output: Nothing };
  /** The records opened last. */
  "search.recent": { input: Nothing; output: Recent };
  /** How what is being typed may go on. */
  "search.suggest": { input: SearchSuggestInput; output: Suggestions };
  /** The seller's settings, with defaults filled in. */
  "settings.get": { input: Nothing; output: Settings };
  /** Changes settings (RFC 7396); null brings a default back. */
  "settings.patch": { input: SettingsPatchInput; output: Settings };
  /** Creates a stage. */
  "stages.create": { input: NewStage; output: Stage };
  /** Moves a stage to the trash. */
  "stages.delete": { input: RecordId; output: RecordId };
  /** Moves stages to the trash, by their ids or by a query, as one change. */
  "stages.delete_many": { input: Chosen; output: Outcome };
  /** Erases stages that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "stages.erase": { input: StagesEraseInput; output: Erased };
  /** Counts the stages of a query by the values of fields, each without its own conditions. */
  "stages.facets": { input: Counted; output: Facets };
  /** Gets one stage with everything on it. */
  "stages.get": { input: RecordId; output: Stage };
  /** Counts the stages of a query by what they have in common, each group with what finds it. */
  "stages.groups": { input: Grouped; output: ListGroups };
  /** Lists stages by a query, with the exact total. */
  "stages.list": { input: Page; output: StageList };
  /** Changes fields of a stage (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "stages.patch": { input: StagesPatchInput; output: Stage };
  /** Changes stages, by their ids or by a query, all in the same way and as one change. */
  "stages.patch_many": { input: StagesPatchManyInput; output: Outcome };
  /** Moves a stage to the trash; the deals in it go to another one, all as one change. */
  "stages.remove": { input: Remove; output: Outcome };
  /** Takes a stage out of the trash. */
  "stages.restore": { input: RecordId; output: Stage };
  /** Takes stages out of the trash, by their ids or by a query, as one change. */
  "stages.restore_many": { input: Chosen; output: Outcome };
  /** Creates a tag. */
  "tags.create": { input: NewTag; output: Tag };
  /** Moves a tag to the trash. */
  "tags.delete": { input: RecordId; output: RecordId };
  /** Moves tags to the trash, by their ids or by a query, as one change. */
  "tags.delete_many": { input: Chosen; output: Outcome };
  /** Erases tags that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "tags.erase": { input: TagsEraseInput; output: Erased };
  /** Counts the tags of a query by the values of fields, each without its own conditions. */
  "tags.facets": { input: Counted; output: Facets };
  /** Gets one tag with everything on it. */
  "tags.get": { input: RecordId; output: Tag };
  /** Counts the tags of a query by what they have in common, each group with what finds it. */
  "tags.groups": { input: Grouped; output: ListGroups };
  /** Lists tags by a query, with the exact total. */
  "tags.list": { input: Page; output: TagList };
  /** Joins a tag with another: whoever carries it carries the other one, and it goes to the trash. */
  "tags.merge": { input: TagsMergeInput; output: Outcome };
  /** Changes fields of a tag (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "tags.patch": { input: TagsPatchInput; output: Tag };
  /** Changes tags, by their ids or by a query, all in the same way and as one change. */
  "tags.patch_many": { input: TagsPatchManyInput; output: Outcome };
  /** Takes a tag off every record that carries it, and moves it to the trash. */
  "tags.remove": { input: TagsRemoveInput; output: Outcome };
  /** Renames a tag, on every record that carries it and as one change. */
  "tags.rename": { input: Rename; output: Outcome };
  /** Takes a tag out of the trash. */
  "tags.restore": { input: RecordId; output: Tag };
  /** Takes tags out of the trash, by their ids or by a query, as one change. */
  "tags.restore_many": { input: Chosen; output: Outcome };
  /** Marks a task as done, with what came of it; one that comes again makes its next occurrence. */
  "tasks.complete": { input: Complete; output: Completed };
  /** Counts tasks: open, overdue, due today, by priority, done this week. */
  "tasks.counts": { input: TasksCountsInput; output: TasksCountsOutput };
  /** Creates a task. */
  "tasks.create": { input: NewTask; output: Task };
  /** Moves a task to the trash. */
  "tasks.delete": { input: RecordId; output: RecordId };
  /** Moves tasks to the trash, by their ids or by a query, as one change. */
  "tasks.delete_many": { input: Chosen; output: Outcome };
  /** Erases tasks that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "tasks.erase": { input: TasksEraseInput; output: Erased };
  /** Counts the tasks of a query by the values of fields, each without its own conditions. */
  "tasks.facets": { input: Counted; output: Facets };
  /** Gets one task with everything on it. */
  "tasks.get": { input: RecordId; output: Task };
  /** Counts the tasks of a query by what they have in common, each group with what finds it. */
  "tasks.groups": { input: Grouped; output: ListGroups };
  /** Lists tasks by a query, with the exact total. */
  "tasks.list": { input: Page; output: TaskList };
  /** Changes fields of a task (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "tasks.patch": { input: TasksPatchInput; output: Task };
  /** Changes tasks, by their ids or by a query, all in the same way and as one change. */
  "tasks.patch_many": { input: TasksPatchManyInput; output: Outcome };
  /** Makes a task from a line of words: `call Anna next Tue 3pm !high #renewal`. */
  "tasks.quick": { input: Quick; output: MapOfAnyValue };
  /** Takes a task out of the trash. */
  "tasks.restore": { input: RecordId; output: Task };
  /** Takes tasks out of the trash, by their ids or by a query, as one change. */
  "tasks.restore_many": { input: Chosen; output: Outcome };
  /** Puts a task away until a moment. */
  "tasks.snooze": { input: TasksSnoozeInput; output: MapOfAnyValue };
  /** Reads a line of words as a task, English or German, and says what was understood; writes nothing. */
  "tasks.understand": { input: TasksUnderstandInput; output: Understood };
  /** Creates a territory. */
  "territories.create": { input: NewTerritory; output: Territory };
  /** Moves a territory to the trash. */
  "territories.delete": { input: RecordId; output: RecordId };
  /** Moves territories to the trash, by their ids or by a query, as one change. */
  "territories.delete_many": { input: Chosen; output: Outcome };
  /** Erases territories that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "territories.erase": { input: TerritoriesEraseInput; output: Erased };
  /** Counts the territories of a query by the values of fields, each without its own conditions. */
  "territories.facets": { input: Counted; output: Facets };
  /** Gets one territory with everything on it. */
  "territories.get": { input: RecordId; output: Territory };
  /** Counts the territories of a query by what they have in common, each group with what finds it. */
  "territories.groups": { input: Grouped; output: ListGroups };
  /** Lists territories by a query, with the exact total. */
  "territories.list": { input: Page; output: TerritoryList };
  /** Changes fields of a territory (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "territories.patch": { input: TerritoriesPatchInput; output: Territory };
  /** Changes territories, by their ids or by a query, all in the same way and as one change. */
  "territories.patch_many": { input: TerritoriesPatchManyInput; output: Outcome };
  /** Takes a territory out of the trash. */
  "territories.restore": { input: RecordId; output: Territory };
  /** Takes territories out of the trash, by their ids or by a query, as one change. */
  "territories.restore_many": { input: Chosen; output: Outcome };
  /** What a territory, new or changed, would do to the leads there are, before it is saved. */
  "territories.test": { input: TerritoriesTestInput; output: TerritoriesTestOutput };
  /** Throws the vault of sample people away and goes back to the seller's own. */
  "vault.close_sample": { input: Nothing; output: VaultCloseSampleOutput };
  /** Confirms that the recovery code was written down, by typing it back. */
  "vault.confirm_recovery": { input: RecoveryCode; output: VaultConfirmRecoveryOutput };
  /** Creates the vault, with the keychain if there is one, or with a passphrase. */
  "vault.create": { input: Create; output: VaultCreateOutput };
  /** Checks the vault's file, references, log, rows and blobs; changes nothing. Takes seconds per gigabyte. */
  "vault.doctor": { input: Nothing; output: Diagnosis };
  /** Closes the vault and forgets its key. */
  "vault.lock": { input: Nothing; output: VaultLockOutput };
  /** Opens a separate throw-away vault with sample people. */
  "vault.open_sample": { input: Nothing; output: VaultOpenSampleOutput };
  /** Makes a new recovery code; the old one stops working once this one is confirmed. */
  "vault.recovery_code": { input: Nothing; output: RecoveryCode };
  /** Takes away a way to open the vault; the last everyday one stays. */
  "vault.remove_slot": { input: Slot; output: VaultRemoveSlotOutput };
  /** Puts a key for the vault into this computer's keychain. */
  "vault.set_keychain": { input: Nothing; output: VaultSetKeychainOutput };
  /** Sets or changes the passphrase. */
  "vault.set_passphrase": { input: NewPassphrase; output: VaultSetPassphraseOutput };
  /** Says whether there is a vault, whether it is open, and how it can be unlocked. */
  "vault.status": { input: Nothing; output: VaultStatusOutput };
  /** Tidies the vault up now, as happens once a day: files that nothing names go, and details of changes two years old. */
  "vault.tidy": { input: Nothing; output: unknown };
  /** Opens the vault with the keychain, the passphrase or the recovery code. */
  "vault.unlock": { input: UnlockWith; output: VaultUnlockOutput };
  /** Creates a view. */
  "views.create": { input: NewView; output: View };
  /** Moves a view to the trash. */
  "views.delete": { input: RecordId; output: RecordId };
  /** Moves views to the trash, by their ids or by a query, as one change. */
  "views.delete_many": { input: Chosen; output: Outcome };
  /** Erases views that are in the trash for good, with what the change log knows of them. This cannot be undone. */
  "views.erase": { input: ViewsEraseInput; output: Erased };
  /** Counts the views of a query by the values of fields, each without its own conditions. */
  "views.facets": { input: Counted; output: Facets };
  /** Gets one view with everything on it. */
  "views.get": { input: RecordId; output: View };
  /** Counts the views of a query by what they have in common, each group with what finds it. */
  "views.groups": { input: Grouped; output: ListGroups };
  /** Lists views by a query, with the exact total. */
  "views.list": { input: Page; output: ViewList };
  /** Puts a view behind another one, or before all. */
  "views.move": { input: ViewsMoveInput; output: MapOfAnyValue };
  /** Changes fields of a view (RFC 7396); with `version`, only if nobody else did meanwhile. */
  "views.patch": { input: ViewsPatchInput; output: View };
  /** Changes views, by their ids or by a query, all in the same way and as one change. */
  "views.patch_many": { input: ViewsPatchManyInput; output: Outcome };
  /** Takes a view out of the trash. */
  "views.restore": { input: RecordId; output: View };
  /** Takes views out of the trash, by their ids or by a query, as one change. */
  "views.restore_many": { input: Chosen; output: Outcome };
  /** Who entered a watched view and who left it, the latest first; at most a thousand are kept. */
  "watches.events": { input: WatchesEventsInput; output: Events };
  /** The watched views with how many records entered and left since they were last seen. */
  "watches.list": { input: Nothing; output: Watches };
  /** Marks what came and went of a view as seen. */
  "watches.seen": { input: Seen; output: Unseen };
}

/** Where every command is reached over HTTP, what it needs, and whether it can be taken back. */
export const commands = {
  "activity.feed": { method: "POST", path: "/api/v1/activity/feed", needs: "read", undoable: false, gate: false },
  "attachments.add": { method: "POST", path: "/api/v1/attachments/add", needs: "write", undoable: true, gate: false },
  "attachments.create": { method: "POST", path: "/api/v1/attachments", needs: "write", undoable: true, gate: false },
  "attachments.delete": { method: "DELETE", path: "/api/v1/attachments/{id}", needs: "write", undoable: true, gate: false },
  "attachments.delete_many": { method: "POST", path: "/api/v1/attachments/delete_many", needs: "write", undoable: true, gate: false },
  "attachments.erase": { method: "POST", path: "/api/v1/attachments/erase", needs: "admin", undoable: false, gate: false },
  "attachments.facets": { method: "POST", path: "/api/v1/attachments/facets", needs: "read", undoable: false, gate: false },
  "attachments.file": { method: "POST", path: "/api/v1/attachments/file", needs: "read", undoable: false, gate: false },
  "attachments.get": { method: "GET", path: "/api/v1/attachments/{id}", needs: "read", undoable: false, gate: false },
  "attachments.groups": { method: "POST", path: "/api/v1/attachments/groups", needs: "read", undoable: false, gate: false },
  "attachments.list": { method: "GET", path: "/api/v1/attachments", needs: "read", undoable: false, gate: false },
  "attachments.patch": { method: "PATCH", path: "/api/v1/attachments/{id}", needs: "write", undoable: true, gate: false },
  "attachments.patch_many": { method: "POST", path: "/api/v1/attachments/patch_many", needs: "write", undoable: true, gate: false },
  "attachments.restore": { method: "POST", path: "/api/v1/attachments/{id}/restore", needs: "write", undoable: true, gate: false },
  "attachments.restore_many": { method: "POST", path: "/api/v1/attachments/restore_many", needs: "write", undoable: true, gate: false },
  "catalogue.get": { method: "GET", path: "/api/v1/catalogue", needs: "read", undoable: false, gate: false },
  "changes.list": { method: "GET", path: "/api/v1/changes", needs: "read", undoable: false, gate: false },
  "changes.redo": { method: "POST", path: "/api/v1/changes/redo", needs: "write", undoable: true, gate: false },
  "changes.show": { method: "POST", path: "/api/v1/changes/show", needs: "read", undoable: false, gate: false },
  "changes.undo": { method: "POST", path: "/api/v1/changes/undo", needs: "write", undoable: true, gate: false },
  "communications.create": { method: "POST", path: "/api/v1/communications", needs: "write", undoable: true, gate: false },
  "communications.delete": { method: "DELETE", path: "/api/v1/communications/{id}", needs: "write", undoable: true, gate: false },
  "communications.delete_many": { method: "POST", path: "/api/v1/communications/delete_many", needs: "write", undoable: true, gate: false },
  "communications.erase": { method: "POST", path: "/api/v1/communications/erase", needs: "admin", undoable: false, gate: false },
  "communications.facets": { method: "POST", path: "/api/v1/communications/facets", needs: "read", undoable: false, gate: false },
  "communications.get": { method: "GET", path: "/api/v1/communications/{id}", needs: "read", undoable: false, gate: false },
  "communications.groups": { method: "POST", path: "/api/v1/communications/groups", needs: "read", undoable: false, gate: false },
  "communications.list": { method: "GET", path: "/api/v1/communications", needs: "read", undoable: false, gate: false },
  "communications.log": { method: "POST", path: "/api/v1/communications/log", needs: "write", undoable: true, gate: false },
  "communications.patch": { method: "PATCH", path: "/api/v1/communications/{id}", needs: "write", undoable: true, gate: false },
  "communications.patch_many": { method: "POST", path: "/api/v1/communications/patch_many", needs: "write", undoable: true, gate: false },
  "communications.restore": { method: "POST", path: "/api/v1/communications/{id}/restore", needs: "write", undoable: true, gate: false },
  "communications.restore_many": { method: "POST", path: "/api/v1/communications/restore_many", needs: "write", undoable: true, gate: false },
  "companies.chart": { method: "POST", path: "/api/v1/companies/chart", needs: "read", undoable: false, gate: false },
  "companies.committee": { method: "POST", path: "/api/v1/companies/committee", needs: "read", undoable: false, gate: false },
  "companies.compare": { method: "POST", path: "/api/v1/companies/compare", needs: "read", undoable: false, gate: false },
  "companies.create": { method: "POST", path: "/api/v1/companies", needs: "write", undoable: true, gate: false },
  "companies.delete": { method: "DELETE", path: "/api/v1/companies/{id}", needs: "write", undoable: true, gate: false },
  "companies.delete_many": { method: "POST", path: "/api/v1/companies/delete_many", needs: "write", undoable: true, gate: false },
  "companies.displace": { method: "POST", path: "/api/v1/companies/displace", needs: "write", undoable: true, gate: false },
  "companies.duplicates": { method: "POST", path: "/api/v1/companies/duplicates", needs: "read", undoable: false, gate: false },
  "companies.engagement": { method: "POST", path: "/api/v1/companies/engagement", needs: "read", undoable: false, gate: false },
  "companies.erase": { method: "POST", path: "/api/v1/companies/erase", needs: "admin", undoable: false, gate: false },
  "companies.facets": { method: "POST", path: "/api/v1/companies/facets", needs: "read", undoable: false, gate: false },
  "companies.get": { method: "GET", path: "/api/v1/companies/{id}", needs: "read", undoable: false, gate: false },
  "companies.group": { method: "POST", path: "/api/v1/companies/group", needs: "read", undoable: false, gate: false },
  "companies.groups": { method: "POST", path: "/api/v1/companies/groups", needs: "read", undoable: false, gate: false },
  "companies.list": { method: "GET", path: "/api/v1/companies", needs: "read", undoable: false, gate: false },
  "companies.local_time": { method: "POST", path: "/api/v1/companies/local_time", needs: "read", undoable: false, gate: false },
  "companies.members": { method: "POST", path: "/api/v1/companies/members", needs: "read", undoable: false, gate: false },
  "companies.merge": { method: "POST", path: "/api/v1/companies/merge", needs: "write", undoable: true, gate: false },
  "companies.merges": { method: "POST", path: "/api/v1/companies/merges", needs: "read", undoable: false, gate: false },
  "companies.patch": { method: "PATCH", path: "/api/v1/companies/{id}", needs: "write", undoable: true, gate: false },
  "companies.patch_many": { method: "POST", path: "/api/v1/companies/patch_many", needs: "write", undoable: true, gate: false },
  "companies.place": { method: "POST", path: "/api/v1/companies/place", needs: "write", undoable: true, gate: false },
  "companies.restore": { method: "POST", path: "/api/v1/companies/{id}/restore", needs: "write", undoable: true, gate: false },
  "companies.restore_many": { method: "POST", path: "/api/v1/companies/restore_many", needs: "write", undoable: true, gate: false },
  "companies.set_apart": { method: "POST", path: "/api/v1/companies/set_apart", needs: "write", undoable: true, gate: false },
  "companies.timeline": { method: "GET", path: "/api/v1/companies/{id}/timeline", needs: "read", undoable: false, gate: false },
  "companies.unmerge": { method: "POST", path: "/api/v1/companies/unmerge", needs: "write", undoable: true, gate: false },
  "companies.weeks": { method: "POST", path: "/api/v1/companies/weeks", needs: "read", undoable: false, gate: false },
  "contacts.compare": { method: "POST", path: "/api/v1/contacts/compare", needs: "read", undoable: false, gate: false },
  "contacts.create": { method: "POST", path: "/api/v1/contacts", needs: "write", undoable: true, gate: false },
  "contacts.delete": { method: "DELETE", path: "/api/v1/contacts/{id}", needs: "write", undoable: true, gate: false },
  "contacts.delete_many": { method: "POST", path: "/api/v1/contacts/delete_many", needs: "write", undoable: true, gate: false },
  "contacts.duplicates": { method: "POST", path: "/api/v1/contacts/duplicates", needs: "read", undoable: false, gate: false },
  "contacts.erase": { method: "POST", path: "/api/v1/contacts/erase", needs: "admin", undoable: false, gate: false },
  "contacts.facets": { method: "POST", path: "/api/v1/contacts/facets", needs: "read", undoable: false, gate: false },
  "contacts.get": { method: "GET", path: "/api/v1/contacts/{id}", needs: "read", undoable: false, gate: false },
  "contacts.groups": { method: "POST", path: "/api/v1/contacts/groups", needs: "read", undoable: false, gate: false },
  "contacts.list": { method: "GET", path: "/api/v1/contacts", needs: "read", undoable: false, gate: false },
  "contacts.local_time": { method: "POST", path: "/api/v1/contacts/local_time", needs: "read", undoable: false, gate: false },
  "contacts.matches": { method: "POST", path: "/api/v1/contacts/matches", needs: "read", undoable: false, gate: false },
  "contacts.merge": { method: "POST", path: "/api/v1/contacts/merge", needs: "write", undoable: true, gate: false },
  "contacts.merges": { method: "POST", path: "/api/v1/contacts/merges", needs: "read", undoable: false, gate: false },
  "contacts.patch": { method: "PATCH", path: "/api/v1/contacts/{id}", needs: "write", undoable: true, gate: false },
  "contacts.patch_many": { method: "POST", path: "/api/v1/contacts/patch_many", needs: "write", undoable: true, gate: false },
  "contacts.qr": { method: "POST", path: "/api/v1/contacts/qr", needs: "read", undoable: false, gate: false },
  "contacts.restore": { method: "POST", path: "/api/v1/contacts/{id}/restore", needs: "write", undoable: true, gate: false },
  "contacts.restore_many": { method: "POST", path: "/api/v1/contacts/restore_many", needs: "write", undoable: true, gate: false },
  "contacts.save_qr": { method: "POST", path: "/api/v1/contacts/save_qr", needs: "export", undoable: false, gate: false },
  "contacts.set_apart": { method: "POST", path: "/api/v1/contacts/set_apart", needs: "write", undoable: true, gate: false },
  "contacts.ties": { method: "POST", path: "/api/v1/contacts/ties", needs: "read", undoable: false, gate: false },
  "contacts.timeline": { method: "GET", path: "/api/v1/contacts/{id}/timeline", needs: "read", undoable: false, gate: false },
  "contacts.unmerge": { method: "POST", path: "/api/v1/contacts/unmerge", needs: "write", undoable: true, gate: false },
  "day.arrange": { method: "POST", path: "/api/v1/day/arrange", needs: "write", undoable: true, gate: false },
  "day.plan": { method: "POST", path: "/api/v1/day/plan", needs: "read", undoable: false, gate: false },
  "deals.board": { method: "POST", path: "/api/v1/deals/board", needs: "read", undoable: false, gate: false },
  "deals.changed": { method: "POST", path: "/api/v1/deals/changed", needs: "read", undoable: false, gate: false },
  "deals.committee": { method: "POST", path: "/api/v1/deals/committee", needs: "read", undoable: false, gate: false },
  "deals.create": { method: "POST", path: "/api/v1/deals", needs: "write", undoable: true, gate: false },
  "deals.delete": { method: "DELETE", path: "/api/v1/deals/{id}", needs: "write", undoable: true, gate: false },
  "deals.delete_many": { method: "POST", path: "/api/v1/deals/delete_many", needs: "write", undoable: true, gate: false },
  "deals.displace": { method: "POST", path: "/api/v1/deals/displace", needs: "write", undoable: true, gate: false },
  "deals.erase": { method: "POST", path: "/api/v1/deals/erase", needs: "admin", undoable: false, gate: false },
  "deals.facets": { method: "POST", path: "/api/v1/deals/facets", needs: "read", undoable: false, gate: false },
  "deals.forecast": { method: "POST", path: "/api/v1/deals/forecast", needs: "read", undoable: false, gate: false },
  "deals.funnel": { method: "POST", path: "/api/v1/deals/funnel", needs: "read", undoable: false, gate: false },
  "deals.get": { method: "GET", path: "/api/v1/deals/{id}", needs: "read", undoable: false, gate: false },
  "deals.groups": { method: "POST", path: "/api/v1/deals/groups", needs: "read", undoable: false, gate: false },
  "deals.list": { method: "GET", path: "/api/v1/deals", needs: "read", undoable: false, gate: false },
  "deals.lose": { method: "POST", path: "/api/v1/deals/lose", needs: "write", undoable: true, gate: false },
  "deals.marked": { method: "POST", path: "/api/v1/deals/marked", needs: "read", undoable: false, gate: false },
  "deals.move": { method: "POST", path: "/api/v1/deals/move", needs: "write", undoable: true, gate: false },
  "deals.patch": { method: "PATCH", path: "/api/v1/deals/{id}", needs: "write", undoable: true, gate: false },
  "deals.patch_many": { method: "POST", path: "/api/v1/deals/patch_many", needs: "write", undoable: true, gate: false },
  "deals.place": { method: "POST", path: "/api/v1/deals/place", needs: "write", undoable: true, gate: false },
  "deals.restore": { method: "POST", path: "/api/v1/deals/{id}/restore", needs: "write", undoable: true, gate: false },
  "deals.restore_many": { method: "POST", path: "/api/v1/deals/restore_many", needs: "write", undoable: true, gate: false },
  "deals.sources": { method: "POST", path: "/api/v1/deals/sources", needs: "read", undoable: false, gate: false },
  "deals.standing": { method: "POST", path: "/api/v1/deals/standing", needs: "read", undoable: false, gate: false },
  "deals.timeline": { method: "GET", path: "/api/v1/deals/{id}/timeline", needs: "read", undoable: false, gate: false },
  "deals.win": { method: "POST", path: "/api/v1/deals/win", needs: "write", undoable: true, gate: false },
  "exchange_rates.create": { method: "POST", path: "/api/v1/exchange_rates", needs: "write", undoable: true, gate: false },
  "exchange_rates.delete": { method: "DELETE", path: "/api/v1/exchange_rates/{id}", needs: "write", undoable: true, gate: false },
  "exchange_rates.delete_many": { method: "POST", path: "/api/v1/exchange_rates/delete_many", needs: "write", undoable: true, gate: false },
  "exchange_rates.erase": { method: "POST", path: "/api/v1/exchange_rates/erase", needs: "admin", undoable: false, gate: false },
  "exchange_rates.facets": { method: "POST", path: "/api/v1/exchange_rates/facets", needs: "read", undoable: false, gate: false },
  "exchange_rates.get": { method: "GET", path: "/api/v1/exchange_rates/{id}", needs: "read", undoable: false, gate: false },
  "exchange_rates.groups": { method: "POST", path: "/api/v1/exchange_rates/groups", needs: "read", undoable: false, gate: false },
  "exchange_rates.list": { method: "GET", path: "/api/v1/exchange_rates", needs: "read", undoable: false, gate: false },
  "exchange_rates.patch": { method: "PATCH", path: "/api/v1/exchange_rates/{id}", needs: "write", undoable: true, gate: false },
  "exchange_rates.patch_many": { method: "POST", path: "/api/v1/exchange_rates/patch_many", needs: "write", undoable: true, gate: false },
  "exchange_rates.restore": { method: "POST", path: "/api/v1/exchange_rates/{id}/restore", needs: "write", undoable: true, gate: false },
  "exchange_rates.restore_many": { method: "POST", path: "/api/v1/exchange_rates/restore_many", needs: "write", undoable: true, gate: false },
  "exports.everything": { method: "POST", path: "/api/v1/exports/everything", needs: "export", undoable: false, gate: false },
  "exports.list": { method: "GET", path: "/api/v1/exports", needs: "read", undoable: false, gate: false },
  "exports.run": { method: "POST", path: "/api/v1/exports/run", needs: "export", undoable: false, gate: false },
  "exports.saved": { method: "POST", path: "/api/v1/exports/saved", needs: "export", undoable: false, gate: false },
  "fields.create": { method: "POST", path: "/api/v1/fields", needs: "write", undoable: true, gate: false },
  "fields.delete": { method: "DELETE", path: "/api/v1/fields/{id}", needs: "write", undoable: true, gate: false },
  "fields.delete_many": { method: "POST", path: "/api/v1/fields/delete_many", needs: "write", undoable: true, gate: false },
  "fields.erase": { method: "POST", path: "/api/v1/fields/erase", needs: "admin", undoable: false, gate: false },
  "fields.facets": { method: "POST", path: "/api/v1/fields/facets", needs: "read", undoable: false, gate: false },
  "fields.get": { method: "GET", path: "/api/v1/fields/{id}", needs: "read", undoable: false, gate: false },
  "fields.groups": { method: "POST", path: "/api/v1/fields/groups", needs: "read", undoable: false, gate: false },
  "fields.list": { method: "GET", path: "/api/v1/fields", needs: "read", undoable: false, gate: false },
  "fields.patch": { method: "PATCH", path: "/api/v1/fields/{id}", needs: "write", undoable: true, gate: false },
  "fields.patch_many": { method: "POST", path: "/api/v1/fields/patch_many", needs: "write", undoable: true, gate: false },
  "fields.restore": { method: "POST", path: "/api/v1/fields/{id}/restore", needs: "write", undoable: true, gate: false },
  "fields.restore_many": { method: "POST", path: "/api/v1/fields/restore_many", needs: "write", undoable: true, gate: false },
  "home.occasions": { method: "POST", path: "/api/v1/home/occasions", needs: "read", undoable: false, gate: false },
  "home.week": { method: "POST", path: "/api/v1/home/week", needs: "read", undoable: false, gate: false },
  "imports.apply": { method: "POST", path: "/api/v1/imports/apply", needs: "write", undoable: true, gate: false },
  "imports.cancel": { method: "POST", path: "/api/v1/imports/cancel", needs: "write", undoable: false, gate: false },
  "imports.correct": { method: "POST", path: "/api/v1/imports/correct", needs: "write", undoable: true, gate: false },
  "imports.everything": { method: "POST", path: "/api/v1/imports/everything", needs: "admin", undoable: true, gate: false },
  "imports.forget_mapping": { method: "POST", path: "/api/v1/imports/forget_mapping", needs: "write", undoable: false, gate: false },
  "imports.get": { method: "GET", path: "/api/v1/imports/{id}", needs: "read", undoable: false, gate: false },
  "imports.inspect": { method: "POST", path: "/api/v1/imports/inspect", needs: "read", undoable: false, gate: false },
  "imports.list": { method: "GET", path: "/api/v1/imports", needs: "read", undoable: false, gate: false },
  "imports.paste": { method: "POST", path: "/api/v1/imports/paste", needs: "read", undoable: false, gate: false },
  "imports.propose": { method: "POST", path: "/api/v1/imports/propose", needs: "read", undoable: false, gate: false },
  "imports.rejects": { method: "POST", path: "/api/v1/imports/rejects", needs: "export", undoable: false, gate: false },
  "imports.row": { method: "POST", path: "/api/v1/imports/row", needs: "read", undoable: false, gate: false },
  "imports.rows": { method: "POST", path: "/api/v1/imports/rows", needs: "read", undoable: false, gate: false },
  "imports.scan": { method: "POST", path: "/api/v1/imports/scan", needs: "read", undoable: false, gate: false },
  "imports.start": { method: "POST", path: "/api/v1/imports/start", needs: "write", undoable: true, gate: false },
  "imports.unpack": { method: "POST", path: "/api/v1/imports/unpack", needs: "read", undoable: false, gate: false },
  "jobs.cancel": { method: "POST", path: "/api/v1/jobs/cancel", needs: "write", undoable: false, gate: false },
  "jobs.list": { method: "GET", path: "/api/v1/jobs", needs: "read", undoable: false, gate: false },
  "layouts.get": { method: "GET", path: "/api/v1/layouts", needs: "read", undoable: false, gate: false },
  "layouts.reset": { method: "POST", path: "/api/v1/layouts/reset", needs: "write", undoable: true, gate: false },
  "layouts.set": { method: "POST", path: "/api/v1/layouts/set", needs: "write", undoable: true, gate: false },
  "leads.activities": { method: "GET", path: "/api/v1/leads/{id}/activities", needs: "read", undoable: false, gate: false },
  "leads.compare": { method: "POST", path: "/api/v1/leads/compare", needs: "read", undoable: false, gate: false },
  "leads.conversion": { method: "POST", path: "/api/v1/leads/conversion", needs: "read", undoable: false, gate: false },
  "leads.convert": { method: "POST", path: "/api/v1/leads/convert", needs: "write", undoable: true, gate: false },
  "leads.create": { method: "POST", path: "/api/v1/leads", needs: "write", undoable: true, gate: false },
  "leads.delete": { method: "DELETE", path: "/api/v1/leads/{id}", needs: "write", undoable: true, gate: false },
  "leads.delete_many": { method: "POST", path: "/api/v1/leads/delete_many", needs: "write", undoable: true, gate: false },
  "leads.disqualify": { method: "POST", path: "/api/v1/leads/disqualify", needs: "write", undoable: true, gate: false },
  "leads.duplicates": { method: "POST", path: "/api/v1/leads/duplicates", needs: "read", undoable: false, gate: false },
  "leads.erase": { method: "POST", path: "/api/v1/leads/erase", needs: "admin", undoable: false, gate: false },
  "leads.facets": { method: "POST", path: "/api/v1/leads/facets", needs: "read", undoable: false, gate: false },
  "leads.get": { method: "GET", path: "/api/v1/leads/{id}", needs: "read", undoable: false, gate: false },
  "leads.groups": { method: "POST", path: "/api/v1/leads/groups", needs: "read", undoable: false, gate: false },
  "leads.known": { method: "POST", path: "/api/v1/leads/known", needs: "read", undoable: false, gate: false },
  "leads.list": { method: "GET", path: "/api/v1/leads", needs: "read", undoable: false, gate: false },
  "leads.merge": { method: "POST", path: "/api/v1/leads/merge", needs: "write", undoable: true, gate: false },
  "leads.merges": { method: "POST", path: "/api/v1/leads/merges", needs: "read", undoable: false, gate: false },
  "leads.patch": { method: "PATCH", path: "/api/v1/leads/{id}", needs: "write", undoable: true, gate: false },
  "leads.patch_many": { method: "POST", path: "/api/v1/leads/patch_many", needs: "write", undoable: true, gate: false },
  "leads.qualify": { method: "POST", path: "/api/v1/leads/qualify", needs: "write", undoable: true, gate: false },
  "leads.rescore": { method: "POST", path: "/api/v1/leads/rescore", needs: "write", undoable: true, gate: false },
  "leads.restore": { method: "POST", path: "/api/v1/leads/{id}/restore", needs: "write", undoable: true, gate: false },
  "leads.restore_many": { method: "POST", path: "/api/v1/leads/restore_many", needs: "write", undoable: true, gate: false },
  "leads.score": { method: "POST", path: "/api/v1/leads/score", needs: "read", undoable: false, gate: false },
  "leads.set_apart": { method: "POST", path: "/api/v1/leads/set_apart", needs: "write", undoable: true, gate: false },
  "leads.set_apart_from": { method: "POST", path: "/api/v1/leads/set_apart_from", needs: "write", undoable: true, gate: false },
  "leads.timeline": { method: "GET", path: "/api/v1/leads/{id}/timeline", needs: "read", undoable: false, gate: false },
  "leads.unmerge": { method: "POST", path: "/api/v1/leads/unmerge", needs: "write", undoable: true, gate: false },
  "notes.create": { method: "POST", path: "/api/v1/notes", needs: "write", undoable: true, gate: false },
  "notes.delete": { method: "DELETE", path: "/api/v1/notes/{id}", needs: "write", undoable: true, gate: false },
  "notes.delete_many": { method: "POST", path: "/api/v1/notes/delete_many", needs: "write", undoable: true, gate: false },
  "notes.erase": { method: "POST", path: "/api/v1/notes/erase", needs: "admin", undoable: false, gate: false },
  "notes.facets": { method: "POST", path: "/api/v1/notes/facets", needs: "read", undoable: false, gate: false },
  "notes.get": { method: "GET", path: "/api/v1/notes/{id}", needs: "read", undoable: false, gate: false },
  "notes.groups": { method: "POST", path: "/api/v1/notes/groups", needs: "read", undoable: false, gate: false },
  "notes.list": { method: "GET", path: "/api/v1/notes", needs: "read", undoable: false, gate: false },
  "notes.patch": { method: "PATCH", path: "/api/v1/notes/{id}", needs: "write", undoable: true, gate: false },
  "notes.patch_many": { method: "POST", path: "/api/v1/notes/patch_many", needs: "write", undoable: true, gate: false },
  "notes.restore": { method: "POST", path: "/api/v1/notes/{id}/restore", needs: "write", undoable: true, gate: false },
  "notes.restore_many": { method: "POST", path: "/api/v1/notes/restore_many", needs: "write", undoable: true, gate: false },
  "notifications.list": { method: "GET", path: "/api/v1/notifications", needs: "read", undoable: false, gate: false },
  "notifications.patch_preferences": { method: "POST", path: "/api/v1/notifications/patch_preferences", needs: "admin", undoable: true, gate: false },
  "notifications.preferences": { method: "POST", path: "/api/v1/notifications/preferences", needs: "read", undoable: false, gate: false },
  "notifications.read": { method: "POST", path: "/api/v1/notifications/read", needs: "write", undoable: false, gate: false },
  "notifications.snooze": { method: "POST", path: "/api/v1/notifications/snooze", needs: "write", undoable: false, gate: false },
  "own_kinds.create": { method: "POST", path: "/api/v1/own_kinds", needs: "write", undoable: true, gate: false },
  "own_kinds.delete": { method: "DELETE", path: "/api/v1/own_kinds/{id}", needs: "write", undoable: true, gate: false },
  "own_kinds.delete_many": { method: "POST", path: "/api/v1/own_kinds/delete_many", needs: "write", undoable: true, gate: false },
  "own_kinds.erase": { method: "POST", path: "/api/v1/own_kinds/erase", needs: "admin", undoable: false, gate: false },
  "own_kinds.facets": { method: "POST", path: "/api/v1/own_kinds/facets", needs: "read", undoable: false, gate: false },
  "own_kinds.get": { method: "GET", path: "/api/v1/own_kinds/{id}", needs: "read", undoable: false, gate: false },
  "own_kinds.groups": { method: "POST", path: "/api/v1/own_kinds/groups", needs: "read", undoable: false, gate: false },
  "own_kinds.list": { method: "GET", path: "/api/v1/own_kinds", needs: "read", undoable: false, gate: false },
  "own_kinds.patch": { method: "PATCH", path: "/api/v1/own_kinds/{id}", needs: "write", undoable: true, gate: false },
  "own_kinds.patch_many": { method: "POST", path: "/api/v1/own_kinds/patch_many", needs: "write", undoable: true, gate: false },
  "own_kinds.restore": { method: "POST", path: "/api/v1/own_kinds/{id}/restore", needs: "write", undoable: true, gate: false },
  "own_kinds.restore_many": { method: "POST", path: "/api/v1/own_kinds/restore_many", needs: "write", undoable: true, gate: false },
  "photos.get": { method: "GET", path: "/api/v1/photos", needs: "read", undoable: false, gate: false },
  "photos.set": { method: "POST", path: "/api/v1/photos/set", needs: "write", undoable: true, gate: false },
  "pipelines.begin": { method: "POST", path: "/api/v1/pipelines/begin", needs: "write", undoable: true, gate: false },
  "pipelines.create": { method: "POST", path: "/api/v1/pipelines", needs: "write", undoable: true, gate: false },
  "pipelines.delete": { method: "DELETE", path: "/api/v1/pipelines/{id}", needs: "write", undoable: true, gate: false },
  "pipelines.delete_many": { method: "POST", path: "/api/v1/pipelines/delete_many", needs: "write", undoable: true, gate: false },
  "pipelines.erase": { method: "POST", path: "/api/v1/pipelines/erase", needs: "admin", undoable: false, gate: false },
  "pipelines.facets": { method: "POST", path: "/api/v1/pipelines/facets", needs: "read", undoable: false, gate: false },
  "pipelines.get": { method: "GET", path: "/api/v1/pipelines/{id}", needs: "read", undoable: false, gate: false },
  "pipelines.groups": { method: "POST", path: "/api/v1/pipelines/groups", needs: "read", undoable: false, gate: false },
  "pipelines.list": { method: "GET", path: "/api/v1/pipelines", needs: "read", undoable: false, gate: false },
  "pipelines.patch": { method: "PATCH", path: "/api/v1/pipelines/{id}", needs: "write", undoable: true, gate: false },
  "pipelines.patch_many": { method: "POST", path: "/api/v1/pipelines/patch_many", needs: "write", undoable: true, gate: false },
  "pipelines.remove": { method: "POST", path: "/api/v1/pipelines/remove", needs: "write", undoable: true, gate: false },
  "pipelines.restore": { method: "POST", path: "/api/v1/pipelines/{id}/restore", needs: "write", undoable: true, gate: false },
  "pipelines.restore_many": { method: "POST", path: "/api/v1/pipelines/restore_many", needs: "write", undoable: true, gate: false },
  "places.find": { method: "POST", path: "/api/v1/places/find", needs: "read", undoable: false, gate: false },
  "qualify_rules.create": { method: "POST", path: "/api/v1/qualify_rules", needs: "write", undoable: true, gate: false },
  "qualify_rules.delete": { method: "DELETE", path: "/api/v1/qualify_rules/{id}", needs: "write", undoable: true, gate: false },
  "qualify_rules.delete_many": { method: "POST", path: "/api/v1/qualify_rules/delete_many", needs: "write", undoable: true, gate: false },
  "qualify_rules.erase": { method: "POST", path: "/api/v1/qualify_rules/erase", needs: "admin", undoable: false, gate: false },
  "qualify_rules.facets": { method: "POST", path: "/api/v1/qualify_rules/facets", needs: "read", undoable: false, gate: false },
  "qualify_rules.get": { method: "GET", path: "/api/v1/qualify_rules/{id}", needs: "read", undoable: false, gate: false },
  "qualify_rules.groups": { method: "POST", path: "/api/v1/qualify_rules/groups", needs: "read", undoable: false, gate: false },
  "qualify_rules.list": { method: "GET", path: "/api/v1/qualify_rules", needs: "read", undoable: false, gate: false },
  "qualify_rules.patch": { method: "PATCH", path: "/api/v1/qualify_rules/{id}", needs: "write", undoable: true, gate: false },
  "qualify_rules.patch_many": { method: "POST", path: "/api/v1/qualify_rules/patch_many", needs: "write", undoable: true, gate: false },
  "qualify_rules.restore": { method: "POST", path: "/api/v1/qualify_rules/{id}/restore", needs: "write", undoable: true, gate: false },
  "qualify_rules.restore_many": { method: "POST", path: "/api/v1/qualify_rules/restore_many", needs: "write", undoable: true, gate: false },
  "qualify_rules.test": { method: "POST", path: "/api/v1/qualify_rules/test", needs: "read", undoable: false, gate: false },
  "records.as_of": { method: "POST", path: "/api/v1/records/as_of", needs: "read", undoable: false, gate: false },
  "records.batch": { method: "POST", path: "/api/v1/records/batch", needs: "write", undoable: true, gate: false },
  "records.create": { method: "POST", path: "/api/v1/records", needs: "write", undoable: true, gate: false },
  "records.delete": { method: "DELETE", path: "/api/v1/records/{id}", needs: "write", undoable: true, gate: false },
  "records.delete_many": { method: "POST", path: "/api/v1/records/delete_many", needs: "write", undoable: true, gate: false },
  "records.erase": { method: "POST", path: "/api/v1/records/erase", needs: "admin", undoable: false, gate: false },
  "records.facets": { method: "POST", path: "/api/v1/records/facets", needs: "read", undoable: false, gate: false },
  "records.get": { method: "GET", path: "/api/v1/records/{id}", needs: "read", undoable: false, gate: false },
  "records.groups": { method: "POST", path: "/api/v1/records/groups", needs: "read", undoable: false, gate: false },
  "records.history": { method: "POST", path: "/api/v1/records/history", needs: "read", undoable: false, gate: false },
  "records.list": { method: "GET", path: "/api/v1/records", needs: "read", undoable: false, gate: false },
  "records.named": { method: "POST", path: "/api/v1/records/named", needs: "read", undoable: false, gate: false },
  "records.patch": { method: "PATCH", path: "/api/v1/records/{id}", needs: "write", undoable: true, gate: false },
  "records.patch_many": { method: "POST", path: "/api/v1/records/patch_many", needs: "write", undoable: true, gate: false },
  "records.pin": { method: "POST", path: "/api/v1/records/pin", needs: "write", undoable: true, gate: false },
  "records.restore": { method: "POST", path: "/api/v1/records/{id}/restore", needs: "write", undoable: true, gate: false },
  "records.restore_many": { method: "POST", path: "/api/v1/records/restore_many", needs: "write", undoable: true, gate: false },
  "records.restore_to": { method: "POST", path: "/api/v1/records/restore_to", needs: "write", undoable: true, gate: false },
  "records.timeline": { method: "GET", path: "/api/v1/records/{id}/timeline", needs: "read", undoable: false, gate: false },
  "score_rules.begin": { method: "POST", path: "/api/v1/score_rules/begin", needs: "write", undoable: true, gate: false },
  "score_rules.create": { method: "POST", path: "/api/v1/score_rules", needs: "write", undoable: true, gate: false },
  "score_rules.delete": { method: "DELETE", path: "/api/v1/score_rules/{id}", needs: "write", undoable: true, gate: false },
  "score_rules.delete_many": { method: "POST", path: "/api/v1/score_rules/delete_many", needs: "write", undoable: true, gate: false },
  "score_rules.effective": { method: "POST", path: "/api/v1/score_rules/effective", needs: "read", undoable: false, gate: false },
  "score_rules.erase": { method: "POST", path: "/api/v1/score_rules/erase", needs: "admin", undoable: false, gate: false },
  "score_rules.facets": { method: "POST", path: "/api/v1/score_rules/facets", needs: "read", undoable: false, gate: false },
  "score_rules.get": { method: "GET", path: "/api/v1/score_rules/{id}", needs: "read", undoable: false, gate: false },
  "score_rules.groups": { method: "POST", path: "/api/v1/score_rules/groups", needs: "read", undoable: false, gate: false },
  "score_rules.list": { method: "GET", path: "/api/v1/score_rules", needs: "read", undoable: false, gate: false },
  "score_rules.patch": { method: "PATCH", path: "/api/v1/score_rules/{id}", needs: "write", undoable: true, gate: false },
  "score_rules.patch_many": { method: "POST", path: "/api/v1/score_rules/patch_many", needs: "write", undoable: true, gate: false },
  "score_rules.restore": { method: "POST", path: "/api/v1/score_rules/{id}/restore", needs: "write", undoable: true, gate: false },
  "score_rules.restore_many": { method: "POST", path: "/api/v1/score_rules/restore_many", needs: "write", undoable: true, gate: false },
  "search.opened": { method: "POST", path: "/api/v1/search/opened", needs: "read", undoable: false, gate: false },
  "search.query": { method: "POST", path: "/api/v1/search/query", needs: "read", undoable: false, gate: false },
  "search.rebuild": { method: "POST", path: "/api/v1/search/rebuild", needs: "admin", undoable: false, gate: false },
  "search.recent": { method: "POST", path: "/api/v1/search/recent", needs: "read", undoable: false, gate: false },
  "search.suggest": { method: "POST", path: "/api/v1/search/suggest", needs: "read", undoable: false, gate: false },
  "settings.get": { method: "GET", path: "/api/v1/settings", needs: "read", undoable: false, gate: false },
  "settings.patch": { method: "PATCH", path: "/api/v1/settings", needs: "admin", undoable: true, gate: false },
  "stages.create": { method: "POST", path: "/api/v1/stages", needs: "write", undoable: true, gate: false },
  "stages.delete": { method: "DELETE", path: "/api/v1/stages/{id}", needs: "write", undoable: true, gate: false },
  "stages.delete_many": { method: "POST", path: "/api/v1/stages/delete_many", needs: "write", undoable: true, gate: false },
  "stages.erase": { method: "POST", path: "/api/v1/stages/erase", needs: "admin", undoable: false, gate: false },
  "stages.facets": { method: "POST", path: "/api/v1/stages/facets", needs: "read", undoable: false, gate: false },
  "stages.get": { method: "GET", path: "/api/v1/stages/{id}", needs: "read", undoable: false, gate: false },
  "stages.groups": { method: "POST", path: "/api/v1/stages/groups", needs: "read", undoable: false, gate: false },
  "stages.list": { method: "GET", path: "/api/v1/stages", needs: "read", undoable: false, gate: false },
  "stages.patch": { method: "PATCH", path: "/api/v1/stages/{id}", needs: "write", undoable: true, gate: false },
  "stages.patch_many": { method: "POST", path: "/api/v1/stages/patch_many", needs: "write", undoable: true, gate: false },
  "stages.remove": { method: "POST", path: "/api/v1/stages/remove", needs: "write", undoable: true, gate: false },
  "stages.restore": { method: "POST", path: "/api/v1/stages/{id}/restore", needs: "write", undoable: true, gate: false },
  "stages.restore_many": { method: "POST", path: "/api/v1/stages/restore_many", needs: "write", undoable: true, gate: false },
  "tags.create": { method: "POST", path: "/api/v1/tags", needs: "write", undoable: true, gate: false },
  "tags.delete": { method: "DELETE", path: "/api/v1/tags/{id}", needs: "write", undoable: true, gate: false },
  "tags.delete_many": { method: "POST", path: "/api/v1/tags/delete_many", needs: "write", undoable: true, gate: false },
  "tags.erase": { method: "POST", path: "/api/v1/tags/erase", needs: "admin", undoable: false, gate: false },
  "tags.facets": { method: "POST", path: "/api/v1/tags/facets", needs: "read", undoable: false, gate: false },
  "tags.get": { method: "GET", path: "/api/v1/tags/{id}", needs: "read", undoable: false, gate: false },
  "tags.groups": { method: "POST", path: "/api/v1/tags/groups", needs: "read", undoable: false, gate: false },
  "tags.list": { method: "GET", path: "/api/v1/tags", needs: "read", undoable: false, gate: false },
  "tags.merge": { method: "POST", path: "/api/v1/tags/merge", needs: "write", undoable: true, gate: false },
  "tags.patch": { method: "PATCH", path: "/api/v1/tags/{id}", needs: "write", undoable: true, gate: false },
  "tags.patch_many": { method: "POST", path: "/api/v1/tags/patch_many", needs: "write", undoable: true, gate: false },
  "tags.remove": { method: "POST", path: "/api/v1/tags/remove", needs: "write", undoable: true, gate: false },
  "tags.rename": { method: "POST", path: "/api/v1/tags/rename", needs: "write", undoable: true, gate: false },
  "tags.restore": { method: "POST", path: "/api/v1/tags/{id}/restore", needs: "write", undoable: true, gate: false },
  "tags.restore_many": { method: "POST", path: "/api/v1/tags/restore_many", needs: "write", undoable: true, gate: false },
  "tasks.complete": { method: "POST", path: "/api/v1/tasks/complete", needs: "write", undoable: true, gate: false },
  "tasks.counts": { method: "POST", path: "/api/v1/tasks/counts", needs: "read", undoable: false, gate: false },
  "tasks.create": { method: "POST", path: "/api/v1/tasks", needs: "write", undoable: true, gate: false },
  "tasks.delete": { method: "DELETE", path: "/api/v1/tasks/{id}", needs: "write", undoable: true, gate: false },
  "tasks.delete_many": { method: "POST", path: "/api/v1/tasks/delete_many", needs: "write", undoable: true, gate: false },
  "tasks.erase": { method: "POST", path: "/api/v1/tasks/erase", needs: "admin", undoable: false, gate: false },
  "tasks.facets": { method: "POST", path: "/api/v1/tasks/facets", needs: "read", undoable: false, gate: false },
  "tasks.get": { method: "GET", path: "/api/v1/tasks/{id}", needs: "read", undoable: false, gate: false },
  "tasks.groups": { method: "POST", path: "/api/v1/tasks/groups", needs: "read", undoable: false, gate: false },
  "tasks.list": { method: "GET", path: "/api/v1/tasks", needs: "read", undoable: false, gate: false },
  "tasks.patch": { method: "PATCH", path: "/api/v1/tasks/{id}", needs: "write", undoable: true, gate: false },
  "tasks.patch_many": { method: "POST", path: "/api/v1/tasks/patch_many", needs: "write", undoable: true, gate: false },
  "tasks.quick": { method: "POST", path: "/api/v1/tasks/quick", needs: "write", undoable: true, gate: false },
  "tasks.restore": { method: "POST", path: "/api/v1/tasks/{id}/restore", needs: "write", undoable: true, gate: false },
  "tasks.restore_many": { method: "POST", path: "/api/v1/tasks/restore_many", needs: "write", undoable: true, gate: false },
  "tasks.snooze": { method: "POST", path: "/api/v1/tasks/snooze", needs: "write", undoable: true, gate: false },
  "tasks.understand": { method: "POST", path: "/api/v1/tasks/understand", needs: "read", undoable: false, gate: false },
  "territories.create": { method: "POST", path: "/api/v1/territories", needs: "write", undoable: true, gate: false },
  "territories.delete": { method: "DELETE", path: "/api/v1/territories/{id}", needs: "write", undoable: true, gate: false },
  "territories.delete_many": { method: "POST", path: "/api/v1/territories/delete_many", needs: "write", undoable: true, gate: false },
  "territories.erase": { method: "POST", path: "/api/v1/territories/erase", needs: "admin", undoable: false, gate: false },
  "territories.facets": { method: "POST", path: "/api/v1/territories/facets", needs: "read", undoable: false, gate: false },
  "territories.get": { method: "GET", path: "/api/v1/territories/{id}", needs: "read", undoable: false, gate: false },
  "territories.groups": { method: "POST", path: "/api/v1/territories/groups", needs: "read", undoable: false, gate: false },
  "territories.list": { method: "GET", path: "/api/v1/territories", needs: "read", undoable: false, gate: false },
  "territories.patch": { method: "PATCH", path: "/api/v1/territories/{id}", needs: "write", undoable: true, gate: false },
  "territories.patch_many": { method: "POST", path: "/api/v1/territories/patch_many", needs: "write", undoable: true, gate: false },
  "territories.restore": { method: "POST", path: "/api/v1/territories/{id}/restore", needs: "write", undoable: true, gate: false },
  "territories.restore_many": { method: "POST", path: "/api/v1/territories/restore_many", needs: "write", undoable: true, gate: false },
  "territories.test": { method: "POST", path: "/api/v1/territories/test", needs: "read", undoable: false, gate: false },
  "vault.close_sample": { method: "POST", path: "/api/v1/vault/close_sample", needs: "admin", undoable: false, gate: true },
  "vault.confirm_recovery": { method: "POST", path: "/api/v1/vault/confirm_recovery", needs: "admin", undoable: false, gate: true },
  "vault.create": { method: "POST", path: "/api/v1/vault/create", needs: "admin", undoable: false, gate: true },
  "vault.doctor": { method: "POST", path: "/api/v1/vault/doctor", needs: "read", undoable: false, gate: false },
  "vault.lock": { method: "POST", path: "/api/v1/vault/lock", needs: "admin", undoable: false, gate: true },
  "vault.open_sample": { method: "POST", path: "/api/v1/vault/open_sample", needs: "admin", undoable: false, gate: true },
  "vault.recovery_code": { method: "POST", path: "/api/v1/vault/recovery_code", needs: "admin", undoable: false, gate: true },
  "vault.remove_slot": { method: "POST", path: "/api/v1/vault/remove_slot", needs: "admin", undoable: false, gate: true },
  "vault.set_keychain": { method: "POST", path: "/api/v1/vault/set_keychain", needs: "admin", undoable: false, gate: true },
  "vault.set_passphrase": { method: "POST", path: "/api/v1/vault/set_passphrase", needs: "admin", undoable: false, gate: true },
  "vault.status": { method: "POST", path: "/api/v1/vault/status", needs: "read", undoable: false, gate: true },
  "vault.tidy": { method: "POST", path: "/api/v1/vault/tidy", needs: "admin", undoable: false, gate: false },
  "vault.unlock": { method: "POST", path: "/api/v1/vault/unlock", needs: "admin", undoable: false, gate: true },
  "views.create": { method: "POST", path: "/api/v1/views", needs: "write", undoable: true, gate: false },
  "views.delete": { method: "DELETE", path: "/api/v1/views/{id}", needs: "write", undoable: true, gate: false },
  "views.delete_many": { method: "POST", path: "/api/v1/views/delete_many", needs: "write", undoable: true, gate: false },
  "views.erase": { method: "POST", path: "/api/v1/views/erase", needs: "admin", undoable: false, gate: false },
  "views.facets": { method: "POST", path: "/api/v1/views/facets", needs: "read", undoable: false, gate: false },
  "views.get": { method: "GET", path: "/api/v1/views/{id}", needs: "read", undoable: false, gate: false },
  "views.groups": { method: "POST", path: "/api/v1/views/groups", needs: "read", undoable: false, gate: false },
  "views.list": { method: "GET", path: "/api/v1/views", needs: "read", undoable: false, gate: false },
  "views.move": { method: "POST", path: "/api/v1/views/move", needs: "write", undoable: true, gate: false },
  "views.patch": { method: "PATCH", path: "/api/v1/views/{id}", needs: "write", undoable: true, gate: false },
  "views.patch_many": { method: "POST", path: "/api/v1/views/patch_many", needs: "write", undoable: true, gate: false },
  "views.restore": { method: "POST", path: "/api/v1/views/{id}/restore", needs: "write", undoable: true, gate: false },
  "views.restore_many": { method: "POST", path: "/api/v1/views/restore_many", needs: "write", undoable: true, gate: false },
  "watches.events": { method: "POST", path: "/api/v1/watches/events", needs: "read", undoable: false, gate: false },
  "watches.list": { method: "GET", path: "/api/v1/watches", needs: "read", undoable: false, gate: false },
  "watches.seen": { method: "POST", path: "/api/v1/watches/seen", needs: "write", undoable: false, gate: false },
} as const;
