// The command surface as the UI sees it: one entry per command with its input and output. Everything the UI knows
// about the program's data is in this file, so that a generated contract can take its place.

import type { Attachment, AttachmentCommands } from "./attachments";
import type { AccountCommands, StakeholderRow } from "./accounts";
import type { LeadCommands, LeadGiven, LeadRecords } from "./leads";
import type { NotificationCommands, NotificationRow } from "./notifications";
import type { SellingCommands, SellingRecords } from "./selling";
import type { FacetCommands } from "./facets";
import type { DayCommands } from "./day";
import type { PlaceCommands } from "./places";
import type { OwnKind, OwnKindNames } from "./kinds";
import type { LayoutCommands } from "./layouts";
import type { MergeCommands } from "./merging";
import type { View, ViewCommands } from "./views";
import type { WatchCommands } from "./watches";

export type Id = string;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What every refusal and every fault looks like at the border. */
export interface WireError {
  code: string;
  kind: "refused" | "broken";
  message: string;
  field?: string;
  details?: Json;
}

export interface FileHandle {
  file: string;
  name: string;
  size: number;
}

// ---------------------------------------------------------------------------------------------------------- query

export type Op =
  | "equals"
  | "one_of"
  | "contains"
  | "starts_with"
  | "less"
  | "at_most"
  | "greater"
  | "at_least"
  | "empty"
  | "within"
  | "near";

export interface Condition {
  field: string;
  op: Op;
  value?: Json;
}

export type Filter = { and: Filter[] } | { or: Filter[] } | { not: Filter } | { is: Condition };

export interface Sort {
  field: string;
  descending?: boolean;
}

export interface Query {
  filter?: Filter;
  sort?: Sort[];
  /** Where distances are measured from: degrees north and east. */
  from?: string;
  trashed?: boolean;
}

// ------------------------------------------------------------------------------------------------------ catalogue

export type FieldTypeName =
  | "text"
  | "long_text"
  | "number"
  | "money"
  | "date"
  | "instant"
  | "bool"
  | "choice"
  | "multi_choice"
  | "link"
  | "record"
  | "place"
  | "blob";

export interface CatalogueField {
  id: string;
  label?: string;
  type: FieldTypeName;
  options?: string[];
  kind?: string;
  search_weight: number;
  filterable: boolean;
  sortable: boolean;
  importable: boolean;
  exportable: boolean;
  sensitive: boolean;
  derived: boolean;
  required: boolean;
  /** Of an own field: where a record without it is refused. */
  required_when?: Filter;
  /** Of an own field: where it is shown. */
  shown_when?: Filter;
  /** Of a field that repeats what an own field of another kind says: that kind. Nobody writes it. */
  through?: string;
}

export interface CataloguePart {
  id: string;
  fields: CatalogueField[];
  main: string;
  filterable: boolean;
  bare: boolean;
}

export interface CatalogueKind {
  name: string;
  plural: string;
  title: string;
  fields: CatalogueField[];
  parts: CataloguePart[];
  default_sort: Sort[];
}

export interface Catalogue {
  version: number;
  kinds: Record<string, CatalogueKind>;
  /** What the seller calls the kinds they made, by the kind's name. */
  own: Record<string, OwnKindNames>;
}

// -------------------------------------------------------------------------------------------------------- records

export interface Labelled {
  id?: Id;
  label?: string;
  value: string;
  primary?: boolean;
}

export interface Phone extends Labelled {
  e164?: string;
  extension?: string;
}

export interface Address {
  id?: Id;
  label?: string;
  street?: string;
  extended?: string;
  po_box?: string;
  city?: string;
  region?: string;
  postal_code?: string;
  country?: string;
  primary?: boolean;
}

export interface Handle {
  id?: Id;
  service: string;
  value: string;
  label?: string;
}

export interface Relation {
  id?: Id;
  label?: string;
  value: string;
  contact_id?: Id | null;
}

export interface Job {
  id?: Id;
  company_id?: Id | null;
  company?: string;
  title?: string;
  department?: string;
  role?: string;
  from?: string;
  /** Absent while the person works there. */
  to?: string;
  /** Another contact who works there. */
  reports_to_id?: Id | null;
}

export interface RawProperty {
  id?: Id;
  source: string;
  name: string;
  params?: string;
  value: string;
}

export interface Consent {
  id?: Id;
  channel: string;
  state: string;
  source?: string;
  at_ms?: number;
}

export interface RecordBase {
  id: Id;
  kind: string;
  version: number;
  created_ms: number;
  modified_ms: number;
  deleted_ms?: number | null;
}

export interface Contact extends RecordBase {
  display_name: string;
  prefix?: string;
  given?: string;
  middle?: string;
  family?: string;
  suffix?: string;
  nickname?: string;
  phonetic_given?: string;
  phonetic_middle?: string;
  phonetic_family?: string;
  emails: Labelled[];
  phones: Phone[];
  addresses: Address[];
  links: Labelled[];
  handles: Handle[];
  dates: Labelled[];
  relations: Relation[];
  jobs: Job[];
  tags: string[];
  photo?: string | null;
  custom: Record<Id, Json>;
  raw: RawProperty[];
  consents: Consent[];
  company?: string;
  job_title?: string;
  source?: string;
  last_activity_ms?: number;
  keep_in_touch_weeks?: number | null;
  place?: string;
  place_found?: string;
}

export interface Company extends RecordBase {
  name: string;
  domains: { id?: Id; value: string }[];
  phones: Phone[];
  emails: Labelled[];
  addresses: Address[];
  links: Labelled[];
  photo?: string | null;
  source?: string;
  parent_id?: Id | null;
  industry?: string;
  size?: string;
  last_activity_ms?: number;
  place?: string;
  place_found?: string;
  /** Who has a say there. */
  stakeholders?: StakeholderRow[];
  tags: string[];
  custom: Record<Id, Json>;
  raw: RawProperty[];
}

export interface Note extends RecordBase {
  body: string;
  contact_id?: Id | null;
  company_id?: Id | null;
  deal_id?: Id | null;
  lead_id?: Id | null;
  own_record_id?: Id | null;
  /** The kind of that record. */
  own_kind?: string;
  pinned?: boolean;
}

export interface Tag extends RecordBase {
  name: string;
  colour?: string | null;
}

export interface OwnField extends RecordBase {
  /** The kind's name: `contact`, or `own_boat` for one the seller made. */
  of: string;
  name: string;
  type: FieldTypeName;
  options?: string[];
  /** For a field that points at a record. */
  record_kind?: string;
  position?: number;
  /** Whether a record without it is refused. */
  required?: boolean;
  /** Where a record without it is refused: the filter of a query as JSON. */
  required_when?: string | null;
  /** Where it is shown and must be filled: the filter of a query as JSON. */
  shown_when?: string | null;
}

export type TaskStatus = "open" | "in_progress" | "waiting" | "done" | "cancelled";
export type Priority = "none" | "low" | "normal" | "high";

export type TaskType = "call" | "visit" | "meeting" | "message";

export interface Task extends RecordBase {
  title: string;
  notes?: string;
  status: TaskStatus;
  priority: Priority;
  /** What kind of work it is. */
  type?: TaskType | null;
  /** `YYYY-MM-DD`; of a task with a time, in its zone. */
  due?: string;
  /** `HH:MM`; absent for the whole day. */
  due_time?: string;
  due_zone?: string;
  /** The moment that follows from day, time and zone; absent for the whole day. */
  due_ms?: number;
  duration_min?: number;
  parent_id?: Id | null;
  outcome?: string;
  completed_ms?: number;
  /** An RFC 5545 RRULE without its name. */
  recurrence?: string;
  snoozed_until_ms?: number | null;
  contacts: Id[];
  companies: Id[];
  deals: Id[];
  leads: Id[];
  /** Records of whichever of the seller's own kinds. */
  own_records: Id[];
  tags: string[];
  reminders: { id?: Id; minutes: number }[];
  /** Whether it stands at the top of the timelines it is in. */
  pinned?: boolean | null;
  custom?: Record<Id, Json>;
}

export type Channel = "call" | "visit" | "meeting" | "message" | "email" | "sms" | "chat";
export type Direction = "out" | "in" | "none";

export interface Communication extends RecordBase {
  title: string;
  /** Whether it stands at the top of the timelines it is in. */
  pinned?: boolean | null;
  channel: Channel;
  direction: Direction;
  at_ms: number;
  zone?: string;
  duration_s?: number;
  outcome?: string;
  subject?: string;
  body?: string;
  contacts: Id[];
  companies: Id[];
  deals: Id[];
  leads: Id[];
  /** Records of whichever of the seller's own kinds. */
  own_records: Id[];
}

export interface Records extends SellingRecords, LeadRecords {
  contacts: Contact;
  companies: Company;
  notes: Note;
  tags: Tag;
  fields: OwnField;
  tasks: Task;
  communications: Communication;
  views: View;
  own_kinds: OwnKind;
  attachments: Attachment;
}

export type Plural = keyof Records;

/** Records whose page tells what happened with them. */
export type Eventful = "contacts" | "companies" | "deals" | "leads";

/** What only the program says of a record. */
type Given =
  | keyof RecordBase
  | "company"
  | "job_title"
  | "state"
  | "stages"
  | "postponed"
  | "stage_since_ms"
  | "slipping_from"
  | "last_activity_ms"
  | "place"
  | "place_found"
  | "rots_ms"
  | "due_ms"
  | "completed_ms"
  | "key";
/** What only the program says of records of one kind. */
type GivenOf<P> = P extends "communications"
  ? "title"
  : P extends "notes"
    ? "own_kind"
    : P extends "attachments"
      ? "own_kind" | "size" | "media_type" | "file" | "added_by"
      : P extends "leads"
        ? LeadGiven
        : never;
/** A record before there is one. */
export type New<P extends Plural> = Partial<
  Omit<Records[P], Exclude<Given, P extends "leads" ? "company" | "job_title" : never> | GivenOf<P>>
>;

/** One line of a list: the fields that were asked for; a part is the list of its main values. */
export type Row = { id: Id; title: string; subtitle: string } & { [field: string]: Json | undefined };

export interface ListInput {
  query?: Query;
  position?: number;
  cursor?: string;
  limit?: number;
  fields?: string[];
}

export interface ListAnswer {
  rows: Row[];
  total: number;
  as_of: number;
  next_cursor?: string;
}

export interface FieldChange {
  field: string;
  from?: Json;
  to?: Json;
}

export type TimelineItem =
  | { type: "note"; at_ms: number; note: Note }
  | { type: "record"; at_ms: number; record: Task | Communication | Attachment }
  | ({ type: "change" | "import"; pinned?: boolean } & HistoryEntry);

export interface HistoryEntry {
  seq: number;
  at_ms: number;
  actor: string;
  command: string;
  label: string;
  change_set: Id;
  changes: FieldChange[];
}

export interface SetRow {
  id: Id;
  seq: number;
  at_ms: number;
  actor: string;
  command: string;
  label: string;
  /** `staged`, `open`, `sealed` or `undone`. */
  state: string;
  records: number;
  /** The set it took back. */
  undoes?: Id | null;
  /** How many later changes go back with it: of an import the rejected rows that were corrected since. */
  with?: number;
  /** Which settings it changed, from what to what where that is short and nobody's secret. */
  settings?: { name: string; from?: Json; to?: Json }[];
}

/** What a change set did to one record. */
export interface ShownRecord {
  kind: string;
  id: Id;
  /** What it is called now; empty when it is gone for good. */
  title: string;
  changes: FieldChange[];
}

export interface UndoReport {
  change_set: Id | null;
  undone: Id;
  label: string;
  restored: number;
  kept: { kind: string; id: Id; field: string; reason: string }[];
  /** How many later changes went or came back with it: of an import the rejected rows that were corrected since. */
  with?: number;
}

/** Whom a name in a line of words may mean. */
export interface Choice {
  /** `contact`, `company`, or a kind the seller made. */
  kind: string;
  id: Id;
  title: string;
  subtitle: string;
}

export interface Mention {
  words: string;
  marked: boolean;
  choices: Choice[];
}

/** Whom the seller says a name means; nobody without an id. */
export interface Meant {
  words: string;
  kind?: string;
  id?: Id;
}

/** What was understood of a line of words. */
export interface Understood {
  title: string;
  due?: string;
  due_time?: string;
  duration_min?: number;
  type?: TaskType;
  priority?: string;
  tags: string[];
  recurrence?: string;
  mentions: Mention[];
  taken: { what: "due" | "priority" | "tag" | "recurrence" | "duration"; words: string }[];
}

export interface TaskCounts {
  open: number;
  overdue: number;
  today: number;
  high: number;
  normal: number;
  low: number;
  done_this_week: number;
}

export interface Match {
  id: Id;
  title: string;
  subtitle: string;
  reason: "email" | "phone" | "link";
  value: string;
  same_name: boolean;
}

/** The signature of a mail as a contact that nobody saved yet. */
export interface Proposal {
  record: Partial<Contact>;
  /** Lines of which nothing was made. */
  left: string[];
  matches: Match[];
  /** Whether it is plainly a signature or a mail. */
  sure: boolean;
}

// ------------------------------------------------------------------------------------------------------- the rest

export interface VaultStatus {
  state: "none" | "locked" | "open" | "damaged" | "newer";
  dir: string;
  keychain: boolean;
  slots: ("keychain" | "passphrase" | "recovery")[];
  recovery_confirmed: boolean;
  sample: boolean;
  app_version: string;
  error?: WireError;
}

export type VaultSlot = VaultStatus["slots"][number];

/** What the doctor found in the vault. */
export interface Diagnosis {
  sound: boolean;
  /** `file`, `cipher`, `references`, `log`, `rows`, `indexes`, `blobs`; faults in words. */
  checks: { name: string; looked_at: number; faults: string[] }[];
}

export interface Fragment {
  field: string;
  text: string;
  marks: [number, number][];
}

export interface Hit {
  kind: string;
  id: Id;
  title: string;
  subtitle: string;
  score: number;
  fragments: Fragment[];
}

/** A record opened lately. */
/** A date of a person that comes round. */
export interface NearDate {
  contact_id: Id;
  name: string;
  label?: string;
  day: string;
  in_days: number;
  years?: number;
}

/** What was done so often, with the conditions of its list. */
export interface WeekFigure {
  name: "calls" | "meetings" | "messages" | "tasks" | "deals" | "contacts";
  plural: "communications" | "tasks" | "deals" | "contacts";
  this_week: number;
  last_week: number;
  rules: Condition[];
}

export type RecentHit = Pick<Hit, "kind" | "id" | "title" | "subtitle">;

export interface Suggestion {
  text: string;
  records: number;
  record?: { kind: string; id: Id } | null;
}

export interface SearchAnswer {
  hits: Hit[];
  total: number;
  as_of: number;
  took_us: number;
  /** What of the words means nothing, with what would; the rest was searched. */
  problems: SearchProblem[];
}

export interface SearchProblem {
  /** `no_day`, `no_choice`, `or_mixed` or `too_long`. */
  code: string;
  typed: string;
  can: string[];
  text: string;
}

/** Where a column goes; a target is such as `given`, `emails[work]`, `custom:Shoe size`, `raw`, `skip`. */
export interface MappedColumn {
  index: number;
  name: string;
  target: string;
  confidence: number;
  reason: string;
  date_order?: "dmy" | "mdy" | "ymd" | "ambiguous" | null;
  /** Of fields that know only certain values: what values of the column mean. */
  values?: Record<string, string>;
}

/** A value of a column that names nothing here. */
export interface AskedValue {
  column: number;
  value: string;
  rows: number;
  /** The mapping says what it means. */
  settled: boolean;
  /** It is made with the import unless the mapping says that it means something else. */
  made?: boolean;
  known: string[];
  /** The pipeline in which a stage of this name would be made. */
  under?: Id;
}

export interface InspectedColumn extends MappedColumn {
  samples: string[];
}

/** Where the columns of one file go. */
export interface Mapping {
  columns: MappedColumn[];
}

/** How a table is read; what is absent is left to detection. */
export interface ReadAs {
  encoding?: string | null;
  delimiter?: string | null;
  /** Empty when quotes are ordinary characters. */
  quote?: string | null;
  /** From 1; 0 when no line names the columns. */
  header_line?: number | null;
  date_order?: string | null;
  decimal?: string | null;
}

export type ReadPart = keyof ReadAs;

export interface InspectedReading {
  used: ReadAs;
  detected: ReadAs;
  chosen: ReadAs;
  /** Chosen for an earlier file of the same source. */
  remembered: boolean;
  skipped_lines: number;
  /** The first lines as they stand. */
  lines: string[];
  encodings: string[];
}

/** A contact as a code: its modules as a path, and what of the contact found no room. */
export interface QrCode {
  side: number;
  path: string;
  left_out: string[];
}

/** What can be put right of what other programs did to values. */
export type Repair =
  "encoding" | "numbers" | "addresses" | "zeros" | "name_order" | "capitals" | "phone_country";

export interface RepairOffer {
  repair: Repair;
  on: boolean;
  /** Made where nothing is said. */
  usual: boolean;
  count: number;
  rows: number;
  examples: { row: number; field: string; before: string; after: string }[];
}

/** What workbooks and archives hold, and what of it is not imported. */
export interface Unpacked {
  files: FileHandle[];
  /** Of how many mails the senders are among the files. */
  mails: number;
  left: { name: string; code: string; reason: string; values?: Record<string, string> }[];
}

export interface Inspection {
  file: FileHandle;
  format: "vcard" | "ldif" | "json" | "csv" | "xlsx" | "xlsb" | "xls" | "ods";
  source: string;
  sure: boolean;
  /** Whether a mapping the seller set before is used. */
  remembered: boolean;
  encoding: string;
  delimiter?: string;
  /** How a table is read; cards say it themselves. */
  reading?: InspectedReading;
  rows_estimate: number;
  doubts: string[];
  columns: InspectedColumn[];
  preview: { [field: string]: Json }[];
  /** What its rows seem to be, where the program that wrote it is known to write nothing else. */
  kind?: string;
  /** Where columns of records of one kind can go, as `custom:` and one of these. */
  targets: string[];
  /** Values that name nothing here. */
  asked: AskedValue[];
  /** What can be put right, and whether it is. */
  repairs: RepairOffer[];
}

export interface Cells {
  total: number;
  mapped: number;
  raw: number;
  rejected: number;
}

export interface ImportColumn {
  index: number;
  name: string;
  targets: string[];
  cells: number;
  mapped: number;
  raw: number;
  rejected: number;
}

/** Something that is made before the rows of an import, because they name it and it is not here. */
export interface MadeBefore {
  kind: string;
  id: Id;
  name: string;
  /** The pipeline of a stage. */
  pipeline_id?: Id;
  pipeline?: string;
  /** What a deal is in a stage. */
  outcome?: "open" | "won" | "lost";
  /** The chance of winning from a stage, in percent. */
  probability?: number;
  /** No row says that chance. */
  estimated?: boolean;
  /** How many new records name it. */
  rows: number;
}

export interface ImportFile {
  name: string;
  format: string;
  source: string;
  encoding: string;
  reading?: { used: ReadAs; chosen: string[]; skipped_lines: number };
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  rejected: number;
  cells: Cells;
  columns: ImportColumn[];
  /** How many values each repair put right. */
  repairs?: Partial<Record<Repair, number>>;
  /** What is made before its rows, each pipeline with its stages. */
  made?: MadeBefore[];
  /** Why nothing of the file was read. */
  error?: { code: string; message: string };
}

export interface Import {
  id: Id;
  state: "staging" | "staged" | "applying" | "done" | "cancelled" | "failed";
  change_set?: Id | null;
  /** What became of the change set. */
  set_state?: "staged" | "open" | "sealed" | "undone" | null;
  dry_run: boolean;
  /** No pipelines and stages are made that deals of another CRM name. */
  no_stages?: boolean;
  /** What every row is; people and companies when absent. */
  kind?: string;
  label: string;
  started_ms: number;
  finished_ms?: number | null;
  files: ImportFile[];
  /** Change sets of rejected rows that were corrected since, the latest first. */
  corrections?: Id[];
  error?: WireError | null;
  job?: Id | null;
}

export type Outcome = "created" | "updated" | "unchanged" | "duplicate" | "rejected";

/** A cell that did not simply go to its column's field. */
export interface ImportCell {
  column: number;
  name: string;
  fate: string;
  text: string;
  reason?: string;
  code?: string;
  values?: Record<string, string>;
}

export interface ImportRow {
  file: number;
  row: number;
  outcome: Outcome;
  record?: { kind: string; id: Id } | null;
  title: string;
  /** Why it was rejected: in English, by its code and with its values; the latter two are missing in old receipts. */
  reason?: string;
  code?: string;
  values?: Record<string, string>;
  cells?: ImportCell[];
  diff?: FieldChange[];
  /** Of a lead: a contact with the same address or number and a name that agrees. */
  contact?: { id: Id; title: string };
  /** It was rejected, then corrected and imported. */
  corrected?: boolean;
}

/** A value of a rejected row: of a column, or of a line of a card. */
export interface RejectedCell {
  column: number;
  name: string;
  text: string;
  /** It says by another program's id what the row belongs to; a name or e-mail address here says it too. */
  refers?: boolean;
}

export interface JobRow {
  id: Id;
  kind: string;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  done: number;
  total: number | null;
  note?: string;
  error?: WireError | null;
  output?: Json | ManyOutcome;
  created_ms: number;
  label: string;
}

/** An export that was made. */
export interface PastExport {
  id: Id;
  /** One of the formats of exports, or `everything`. */
  format: string;
  kinds: string[];
  /** Which records of these kinds. */
  chosen: "all" | "query" | "ids";
  records: number;
  bytes: number;
  /** Where it was saved, as far as that is known. */
  place?: string;
  actor: string;
  at_ms: number;
}

/** What came of bringing an export of everything back. */
export interface BroughtBack {
  change_set: Id | null;
  records: Record<string, { created: number; updated: number; unchanged: number }>;
  /** Files of it that are not as they were exported. */
  altered: string[];
  unknown: string[];
  lost: number;
}

export interface Settings {
  language: "system" | "en" | "de";
  theme: "system" | "light" | "dark" | "contrast";
  home_country: string;
  home_currency: string;
  /** How numbers and dates are written, such as `de-CH`; as the computer has it when absent. */
  formats?: string | null;
  first_weekday: string;
  /** `home`, `contacts`, `last` or the id of a view; `contacts` when absent. */
  start?: string | null;
  single_letter_keys: boolean;
  /** Keys put elsewhere, by the usual ones; an empty text switches one off. */
  shortcuts: Record<string, string>;
  /** What shall be won in a month, in minor units of the home currency. */
  monthly_target_minor?: number | null;
  /** The parts of the home page in their order; all of them when absent. */
  home_parts?: string[] | null;
  /** Where a day of visits starts, as the seller writes it. */
  start_from?: string | null;
  /** `device`, `osm`, `google` or `apple`; `osm` when absent. */
  map_app?: string | null;
  /** Whether answers about duplicates teach how likely others are. */
  learn_from_answers: boolean;
  [key: string]: Json | undefined;
}

// ------------------------------------------------------------------------------------------------ the command map

type Io<I, O> = { input: I; output: O };
type Empty = Record<string, never>;

/** Many records: some by their ids, or everything a query finds. */
export interface Chosen {
  ids?: Id[];
  query?: Query;
  without?: Id[];
}

export interface ManyOutcome {
  selected: number;
  changed: number;
  unchanged: number;
  refused: number;
  refusals: { id: Id; code: string; message: string; field?: string }[];
  change_set?: Id | null;
  /** Set when there are many: then the numbers come as the job's output. */
  job?: Id | null;
}

type RecordCommands = {
  [P in Plural as `${P}.list`]: Io<ListInput, ListAnswer>;
} & {
  [P in Plural as `${P}.get`]: Io<{ id: Id }, Records[P]>;
} & {
  [P in Plural as `${P}.create`]: Io<New<P>, Records[P]>;
} & {
  [P in Plural as `${P}.patch`]: Io<
    { id: Id; version?: number; patch: { [field: string]: unknown } },
    Records[P]
  >;
} & {
  [P in Plural as `${P}.delete`]: Io<{ id: Id }, { id: Id }>;
} & {
  [P in Plural as `${P}.restore`]: Io<{ id: Id }, Records[P]>;
} & {
  [P in Plural as `${P}.erase`]: Io<{ ids: Id[] }, { records: number; values: number }>;
} & {
  [P in Plural as `${P}.delete_many`]: Io<Chosen, ManyOutcome>;
} & {
  [P in Plural as `${P}.restore_many`]: Io<Chosen, ManyOutcome>;
} & {
  [P in Plural as `${P}.patch_many`]: Io<
    Chosen & {
      patch?: { [field: string]: unknown };
      add?: { [list: string]: (string | object)[] };
      /** Of entries with fields of their own, all that agree in the given ones. */
      remove?: { [list: string]: (string | object)[] };
      /** Fields of one entry of a list: of the current job, else of the first; made if there is none. */
      set?: { [list: string]: object };
    },
    ManyOutcome
  >;
} & {
  [P in Eventful as `${P}.timeline`]: Io<
    {
      id: Id;
      before?: string;
      limit?: number;
      only?: string[];
      field?: string;
      since_ms?: number;
      until_ms?: number;
    },
    {
      items: TimelineItem[];
      /** On the first page: what is pinned, however far back it lies. */
      pinned?: TimelineItem[];
      next_before?: string | null;
    }
  >;
};

export interface Commands
  extends
    RecordCommands,
    SellingCommands,
    LeadCommands,
    NotificationCommands,
    ViewCommands,
    DayCommands,
    AttachmentCommands,
    PlaceCommands,
    LayoutCommands,
    FacetCommands,
    WatchCommands,
    MergeCommands,
    AccountCommands {
  "vault.status": Io<Empty, VaultStatus>;
  "vault.create": Io<{ passphrase?: string }, VaultStatus>;
  "vault.unlock": Io<{ passphrase?: string; recovery_code?: string }, VaultStatus>;
  "vault.lock": Io<Empty, VaultStatus>;
  "vault.recovery_code": Io<Empty, { code: string }>;
  "vault.confirm_recovery": Io<{ code: string }, VaultStatus>;
  "vault.set_passphrase": Io<{ new: string; current?: string }, VaultStatus>;
  "vault.set_keychain": Io<Empty, VaultStatus>;
  "vault.remove_slot": Io<{ slot: VaultSlot }, VaultStatus>;
  "vault.doctor": Io<Empty, Diagnosis>;
  "vault.open_sample": Io<Empty, VaultStatus>;
  "vault.close_sample": Io<Empty, VaultStatus>;
  "tags.rename": Io<{ id: Id; name: string }, ManyOutcome>;
  "tags.merge": Io<{ id: Id; into: Id }, ManyOutcome>;
  "tags.remove": Io<{ id: Id }, ManyOutcome>;
  "contacts.qr": Io<{ id: Id }, QrCode>;
  "contacts.save_qr": Io<{ id: Id; format: "svg" | "png" }, FileHandle>;
  "contacts.matches": Io<Partial<Contact> & { id?: Id }, { matches: Match[] }>;
  "tasks.understand": Io<{ text: string; zone: string; plain?: string[] }, Understood>;
  "tasks.quick": Io<
    {
      text: string;
      zone: string;
      plain?: string[];
      meant?: Meant[];
      contacts?: Id[];
      companies?: Id[];
      deals?: Id[];
      leads?: Id[];
      own_records?: Id[];
      parent_id?: Id;
    },
    Task
  >;
  "tasks.complete": Io<{ id: Id; outcome?: string }, { task: Task; next?: Task }>;
  "tasks.snooze": Io<{ id: Id; until_ms: number | null }, Task>;
  "tasks.counts": Io<{ zone: string }, TaskCounts>;
  "contacts.local_time": Io<{ id: Id }, { zone?: string }>;
  "companies.local_time": Io<{ id: Id }, { zone?: string }>;
  "communications.log": Io<
    {
      channel: Channel;
      zone: string;
      direction?: Direction;
      at_ms?: number;
      duration_s?: number;
      outcome?: string;
      subject?: string;
      body?: string;
      contacts?: Id[];
      companies?: Id[];
      deals?: Id[];
      leads?: Id[];
      own_records?: Id[];
      next_step?: string;
      plain?: string[];
      meant?: Meant[];
    },
    { communication: Communication; task?: Task }
  >;
  "records.named": Io<
    { ids: Id[] },
    { records: { id: Id; kind: string; title: string; trashed: boolean }[] }
  >;
  "records.history": Io<
    { kind: string; id: Id; before?: number; limit?: number },
    { entries: HistoryEntry[]; next_before?: number | null }
  >;
  "records.as_of": Io<{ kind: string; id: Id; seq: number }, Json>;
  "records.restore_to": Io<{ kind: string; id: Id; seq: number }, Json>;
  "changes.list": Io<{ before?: number; limit?: number }, { sets: SetRow[] }>;
  "changes.show": Io<{ change_set: Id; limit?: number }, { records: ShownRecord[]; with?: number }>;
  "changes.undo": Io<{ change_set?: Id; kind?: string; id?: Id }, UndoReport>;
  "changes.redo": Io<Empty, UndoReport>;
  "search.query": Io<{ text: string; kinds?: string[]; limit?: number; offset?: number }, SearchAnswer>;
  "activity.feed": Io<
    { before?: string; limit?: number; only?: string[]; since_ms?: number; until_ms?: number },
    { items: TimelineItem[]; next_before?: string | null }
  >;
  "records.pin": Io<{ kind: string; id: Id; change_set: Id; pinned: boolean }, { pinned: boolean }>;
  "home.occasions": Io<{ zone: string; days?: number }, { occasions: NearDate[] }>;
  "home.week": Io<{ zone: string }, { since_ms: number; figures: WeekFigure[] }>;
  "search.recent": Io<Empty, { hits: RecentHit[] }>;
  "search.suggest": Io<{ text: string; kinds?: string[]; limit?: number }, { suggestions: Suggestion[] }>;
  "search.opened": Io<{ kind: string; id: Id }, Empty>;
  "search.rebuild": Io<Empty, Empty>;
  "catalogue.get": Io<Empty, Catalogue>;
  "imports.paste": Io<{ text: string; name: string }, FileHandle>;
  "imports.scan": Io<{ picture: string; name: string }, Unpacked>;
  "imports.propose": Io<{ text?: string; file?: FileHandle }, Proposal>;
  "imports.unpack": Io<{ files: FileHandle[]; kind?: string }, Unpacked>;
  "imports.inspect": Io<
    {
      file: FileHandle;
      reading?: ReadAs;
      mapping?: Mapping;
      repairs?: Repair[];
      kind?: string;
      no_stages?: boolean;
    },
    Inspection
  >;
  "imports.forget_mapping": Io<{ file: FileHandle; kind?: string; no_stages?: boolean }, Inspection>;
  "imports.start": Io<
    {
      files: FileHandle[];
      dry_run?: boolean;
      no_merge?: boolean;
      /** Make no pipelines and stages that deals name. */
      no_stages?: boolean;
      region?: string;
      /** What every row is; people and companies, as the files say, when absent. */
      kind?: string;
      /** The language of what notes say, where none was chosen in the settings. */
      language?: string;
      /** By file. */
      mapping?: Record<Id, Mapping>;
      /** By file. */
      reading?: Record<Id, ReadAs>;
      /** What is put right, in all files and by file. */
      repairs?: Repair[];
      repairs_of?: Record<Id, Repair[]>;
    },
    { job: Id; import: Id }
  >;
  "imports.get": Io<{ id: Id }, Import>;
  "imports.rows": Io<
    { id: Id; file?: number; outcome?: Outcome; position: number; limit: number },
    { rows: ImportRow[]; total: number }
  >;
  "imports.row": Io<{ id: Id; file: number; row: number }, { cells: RejectedCell[] }>;
  "imports.correct": Io<
    { id: Id; file: number; row: number; cells: { column: number; text: string }[] },
    Pick<ImportRow, "title" | "outcome" | "record" | "reason" | "code" | "values"> & { change_set: Id | null }
  >;
  "imports.rejects": Io<{ id: Id; file?: number; language?: string }, FileHandle>;
  "imports.apply": Io<{ id: Id }, { job: Id; import: Id }>;
  "imports.cancel": Io<{ id: Id }, Import>;
  "imports.list": Io<Empty, { imports: Import[] }>;
  "exports.run": Io<
    {
      format: "vcard3" | "vcard" | "csv" | "json" | "xlsx";
      kinds?: string[];
      query?: Query;
      ids?: Id[];
      fields?: string[];
    },
    FileHandle
  >;
  "exports.list": Io<Empty, { exports: PastExport[] }>;
  "exports.saved": Io<{ file: string; place: string }, { exports: PastExport[] }>;
  "exports.everything": Io<{ history?: boolean }, { job: Id }>;
  "imports.everything": Io<{ file: FileHandle }, { job: Id }>;
  "jobs.list": Io<Empty, { jobs: JobRow[] }>;
  "jobs.cancel": Io<{ id: Id }, Json>;
  "photos.get": Io<{ hash: string }, FileHandle>;
  "photos.set": Io<{ kind: string; id: Id; file: FileHandle }, Json>;
  "settings.get": Io<Empty, Settings>;
  "settings.patch": Io<{ patch: Partial<Settings> }, Settings>;
}

export type CommandName = keyof Commands;
export type Input<N extends CommandName> = Commands[N]["input"];
export type Output<N extends CommandName> = Commands[N]["output"];

// --------------------------------------------------------------------------------------------------------- events

export type SatchelEvent =
  | {
      type: "change";
      from_seq: number;
      to_seq: number;
      kinds: string[];
      ids: { kind: string; id: Id }[] | null;
    }
  /** The index has caught up: what was answered as of an earlier change can be asked again. */
  | { type: "index"; seq: number }
  | { type: "progress"; job: Id; done: number; total: number | null; note?: string }
  | { type: "job"; job: JobRow }
  /** Notifications came, were read or put away. */
  | { type: "notify"; unread: number; note?: unknown }
  /** A note of the desktop was chosen: of one notification, or of several. */
  | { type: "open"; notification?: NotificationRow | null }
  | { type: "vault"; state: VaultStatus["state"] }
  /** Files arrived; `dropped` on what the window shows, or from elsewhere. */
  | { type: "files"; files: FileHandle[]; dropped: boolean }
  /** The listener fell behind: everything shown is asked for again. */
  | { type: "gap" }
  /** The desktop shell could not take a file. */
  | { type: "refused"; error: WireError }
  /** An item of the desktop's menu bar. */
  | { type: "menu"; item: string };
