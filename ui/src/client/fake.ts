// A program that exists only in memory, for stories and component tests: the same commands over invented people, with
// change sets and undo, and any state a screen can meet (loading, failing, offline) on request. Longer than other
// files because it stands in for everything on the other side of the border.
/* eslint-disable @typescript-eslint/no-unsafe-argument -- inputs come as JSON */
import type { Camera, CameraTrouble } from "./camera";
import type {
  CommandName,
  Communication,
  Company,
  Condition,
  Contact,
  Diagnosis,
  FileHandle,
  Filter,
  HistoryEntry,
  Import,
  ImportFile,
  MadeBefore,
  ImportRow,
  RejectedCell,
  Input,
  Inspection,
  Proposal,
  Unpacked,
  JobRow,
  Json,
  Mapping,
  ReadAs,
  Repair,
  Output,
  PastExport,
  Plural,
  Query,
  Records,
  Row,
  SatchelEvent,
  SetRow,
  Settings,
  Tag,
  Task,
  TimelineItem,
  VaultStatus,
  WireError,
} from "./commands";
import { fakeCamera } from "./fake/camera";
import { FakeDay, LATE } from "./fake/day";
import { groupsOf } from "./fake/groups";
import { findPlace, isNear, kilometres } from "./fake/places";
import { accounts, placed, rowsOf } from "./fake/accounts";
import { ATTACHED, hangs, hung } from "./fake/attachments";
import { VIEWS, lies, moved } from "./fake/views";
import { FakeWatches } from "./fake/watches";
import { CATALOGUE } from "./fakeCatalogue";
import { communication, conversation, counts, task, understand, whole } from "./fakeDoing";
import * as leads from "./fakeLeads";
import { asKind, unpacked } from "./fake/intake";
import { BOAT_TALKS, BOAT_TASKS, BOATS, OWN_KIND_FIELDS, OWN_KINDS, withOwnKinds } from "./fake/kinds";
import { ownPlural } from "./kinds";
import { FakeLayouts } from "./fake/layouts";
import { FakeDuplicates } from "./fake/duplicates";
import { FakeMerges, VERBS as MERGE_VERBS, compare, joined } from "./fake/merging";
import { FakeNotifications } from "./fakeNotifications";
import { COMPANY_COUNT, NOTES, NOW, TAGS, company, contact, idOf } from "./fakePeople";
import {
  DEALS,
  PIPELINES,
  RATES,
  STAGES,
  board,
  changed,
  forecast,
  funnel,
  sources,
  inStage,
  marked,
  newDeal,
  standing,
} from "./fakeSelling";
import { occasions, week } from "./fakeHome";
import type { Lead, LeadStatus } from "./leads";
import type { Mergeable } from "./merging";
import type { Deal, Pipeline, Stage } from "./selling";
import { Failure, type Client, type Connection } from "./transport";

export interface FakeOptions {
  /** How far the looking for duplicates is. */
  duplicates?: "looking" | "stopped";
  /** What imports make before their rows, unless they shall not. */
  made?: MadeBefore[];
  /** From how many answers about duplicates was learnt. */
  learnt?: number;
  /** Whether the seller made kinds of record. */
  kinds?: boolean;
  /** How many contacts there are; any number, a million too. */
  contacts?: number;
  /** How many of them are in the trash. */
  trashed?: number;
  /** State of the vault and of the recovery code. */
  vault?: Partial<VaultStatus>;
  settings?: Partial<Settings>;
  /** Commands that never answer. */
  hang?: CommandName[];
  /** Commands that fail, and with what. */
  fail?: Partial<Record<CommandName, WireError>>;
  connection?: Connection;
  jobs?: JobRow[];
  /** What the rejected row that is opened holds. */
  rejectedRow?: RejectedCell[];
  imports?: Import[];
  /** How many rejected rows of the import in the history were corrected since. */
  corrected?: number;
  /** Whether the history has changes of settings. */
  changedSettings?: boolean;
  importRows?: ImportRow[];
  inspection?: Partial<Inspection>;
  /** What of a contact found no room in its code. */
  qrLeft?: string[];
  /** What the doctor finds beside nothing. */
  diagnosis?: Partial<Diagnosis>;
  /** Files that were opened with the app. */
  files?: FileHandle[];
  /** Quiet hours are on. */
  quiet?: boolean;
  /** A visit is late. */
  lateVisit?: boolean;
  /** Milliseconds before every answer. */
  delay?: number;
  /** What of files that hold others is not imported. */
  left?: Unpacked["left"];
  /** Why there is no camera, or that the seller is still being asked for it. */
  camera?: CameraTrouble | "asking";
  /** What the camera sees, if it sees a code. */
  scanned?: Unpacked;
  /** What a signature or a mail says; absent where the text is none. */
  proposal?: Proposal;
}

/** Inputs as they come over the wire: the fake trusts its callers as far as the compiler has checked them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = Record<string, any>;
type Any = Records[Plural];
interface Snapshot {
  plural: Plural;
  id: string;
  before: Any | undefined;
  after: Any | undefined;
}
interface FakeSet extends SetRow {
  snapshots: Snapshot[];
}

/** Settings of which the history only says that they were changed. */
const LONG_SETTINGS = new Set(["shortcuts", "home_parts", "start_from"]);

const KIND: Record<Plural, string> = {
  contacts: "contact",
  companies: "company",
  notes: "note",
  tags: "tag",
  fields: "field",
  deals: "deal",
  pipelines: "pipeline",
  stages: "stage",
  exchange_rates: "exchange_rate",
  tasks: "task",
  communications: "communication",
  leads: "lead",
  score_rules: "score_rule",
  qualify_rules: "qualify_rule",
  territories: "territory",
  views: "view",
  own_kinds: "own_kind",
  attachments: "attachment",
};
/** The plural of the boats; the kinds a seller makes have no types. */
const BOAT = ownPlural("own_boat") as Plural;
KIND[BOAT] = "own_boat";
/** Contacts beyond this are made on demand and cannot be edited: nobody edits a million in a story. */
const HELD = 400;

/** Verbs that are about no record yet. */
/** Only the sorts of items that are asked for. */
function sorted(items: TimelineItem[], input: Loose): TimelineItem[] {
  const only = input["only"] as string[] | undefined;
  const [since = -Infinity, until = Infinity] = [input["since_ms"], input["until_ms"]] as number[];
  return items
    .filter(({ at_ms }) => at_ms >= since && at_ms < until)
    .filter((item) => !only?.length || only.includes(item.type === "record" ? item.record.kind : item.type));
}

const WITHOUT_RECORD = new Set([
  "list",
  "facets",
  "groups",
  "create",
  "timeline",
  "understand",
  "quick",
  "counts",
  "log",
]);

export const STATUS: VaultStatus = {
  state: "open",
  dir: "/home/ada/.local/share/satchel/vault",
  keychain: true,
  slots: ["keychain", "recovery"],
  recovery_confirmed: true,
  sample: false,
  app_version: "0.1.0",
};

export const SETTINGS: Settings = {
  language: "system",
  theme: "system",
  home_country: "DE",
  home_currency: "EUR",
  first_weekday: "monday",
  single_letter_keys: true,
  shortcuts: {},
  learn_from_answers: true,
};

const NO_ROWS: ImportFile = {
  name: "",
  format: "csv",
  source: "Google Contacts",
  encoding: "utf-8",
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  duplicates: 0,
  rejected: 0,
  cells: { total: 0, mapped: 0, raw: 0, rejected: 0 },
  columns: [],
};

const PAST_EXPORTS: PastExport[] = [
  {
    id: idOf("export", 3),
    format: "everything",
    kinds: ["company", "contact", "deal", "lead", "note", "task"],
    chosen: "all",
    records: 4_812,
    bytes: 1_482_130,
    place: "/home/ada/Backups/satchel-everything.zip",
    actor: "owner",
    at_ms: NOW - 2 * 3_600_000,
  },
  {
    id: idOf("export", 2),
    format: "xlsx",
    kinds: ["contact"],
    chosen: "query",
    records: 37,
    bytes: 9_204,
    place: "/home/ada/Messe Köln.xlsx",
    actor: "owner",
    at_ms: NOW - 3 * 86_400_000,
  },
  {
    id: idOf("export", 1),
    format: "vcard",
    kinds: ["contact"],
    chosen: "ids",
    records: 1,
    bytes: 612,
    actor: "owner",
    at_ms: NOW - 20 * 86_400_000,
  },
];
/** What looks like a code and is none. */
const FAKE_CODE = {
  side: 29,
  path: [
    ...[
      [4, 4],
      [18, 4],
      [4, 18],
    ].map(([x = 0, y = 0]) =>
      [`M${x} ${y}h7v7h-7z`, `M${x + 1} ${y + 1}v5h5v-5z`, `M${x + 2} ${y + 2}h3v3h-3z`].join(""),
    ),
    ...Array.from({ length: 60 }, (_, at) => `M${12 + ((at * 5) % 12)} ${5 + ((at * 7) % 19)}h1v1h-1z`),
  ].join(""),
};

/** What is said of a change that was taken back or brought back as a whole. */
const takenBack = (set: FakeSet) => ({
  change_set: set.id,
  undone: set.id,
  label: set.label,
  restored: set.records,
  kept: [],
  ...(set.with ? { with: set.with } : {}),
});

export class FakeClient implements Client {
  readonly options: FakeOptions;
  status: VaultStatus;
  settings: Settings;
  readonly calls: { name: CommandName; input: unknown }[] = [];
  pick: Client["pick"] = null;
  /** Texts the seller kept as files. */
  readonly saved: { name: string; text: string }[] = [];
  private readonly store: { [P in Plural]: Map<string, Records[P]> } = {
    contacts: new Map(),
    companies: new Map(),
    notes: new Map(),
    tags: new Map(),
    fields: new Map(),
    deals: new Map(),
    pipelines: new Map(),
    stages: new Map(),
    exchange_rates: new Map(),
    tasks: new Map(),
    communications: new Map(),
    leads: new Map(),
    score_rules: new Map(),
    qualify_rules: new Map(),
    territories: new Map(),
    views: new Map(),
    own_kinds: new Map(),
    attachments: new Map(),
  };
  private readonly listeners = new Set<(event: SatchelEvent) => void>();
  private readonly sets: FakeSet[] = [];
  private readonly redoable: FakeSet[] = [];
  private readonly total: number;
  private seq = 5000;
  private next = 900_000;
  private readonly imports: Import[];
  private readonly importRows: ImportRow[];
  /** The changes that are pinned, each by its record and its change set. */
  private readonly pins = new Set<string>();
  private jobs: JobRow[];
  private opened: FileHandle[];
  readonly notifications: FakeNotifications;
  private readonly watches: FakeWatches;
  private readonly day: FakeDay;
  private readonly layouts = new FakeLayouts();
  private readonly merges = new FakeMerges();
  private readonly twins: FakeDuplicates;

  constructor(options: FakeOptions = {}) {
    // A story is told more than once: what one test asks for is not for the next.
    this.options = { ...options };
    this.total = options.contacts ?? 240;
    this.watches = new FakeWatches(this.total === 0 || options.quiet === true);
    this.day = new FakeDay(this.total === 0, options.lateVisit === true);
    this.notifications = new FakeNotifications(this.total === 0, options.quiet);
    this.status = { ...STATUS, ...options.vault };
    this.settings = { ...SETTINGS, ...options.settings };
    this.imports = structuredClone(options.imports ?? []);
    this.importRows = structuredClone(options.importRows ?? []);
    this.jobs = options.jobs ?? [];
    this.twins = new FakeDuplicates(options.duplicates, options.learnt);
    this.opened = options.files ?? [];
    for (let i = 0; i < Math.min(this.total, HELD); i++) this.put("contacts", contact(i));
    for (let i = 0; i < Math.min(this.total, options.trashed ?? 0); i++) {
      const index = 20 + i * 3;
      this.put("contacts", { ...contact(index), deleted_ms: NOW - i * 86_400_000 });
    }
    if (this.total > 0) {
      for (let i = 0; i < COMPANY_COUNT; i++) this.put("companies", company(i));
      NOTES.forEach((note, at) =>
        this.put("notes", {
          ...note,
          id: idOf("note", at),
          kind: "note",
          version: 1,
          modified_ms: note.created_ms,
        }),
      );
      TAGS.forEach((name, at) => {
        const base = {
          id: idOf("tag", 0x7a00 + at),
          kind: "tag",
          version: 1,
          created_ms: NOW,
          modified_ms: NOW,
        };
        this.put("tags", { ...base, name, ...(name === "vip" ? { colour: "amber" } : {}) });
      });
      for (let i = 0, one = task(0); one; one = task(++i)) this.put("tasks", one);
      if (options.lateVisit) this.put("tasks", LATE);
      for (let i = 0, one = communication(0); one; one = communication(++i)) this.put("communications", one);
      this.seedHistory();
      if (this.options.changedSettings) this.seedSettings();
      PIPELINES.forEach((one) => this.put("pipelines", one));
      STAGES.forEach((one) => this.put("stages", one));
      DEALS.forEach((one) => this.put("deals", one));
      RATES.forEach((one) => this.put("exchange_rates", one));
      leads.LEADS.forEach((one) => this.put("leads", one));
      leads.TERRITORIES.forEach((one) => this.put("territories", one));
      leads.QUALIFY_RULES.forEach((one) => this.put("qualify_rules", one));
      VIEWS.forEach((one) => this.put("views", one));
      ATTACHED.forEach((one) => this.put("attachments", one));
    }
    if (this.options.kinds) {
      this.store[BOAT] = new Map();
      OWN_KINDS.forEach((one) => this.put("own_kinds", one));
      OWN_KIND_FIELDS.forEach((one) => this.put("fields", one));
      if (this.total > 0) {
        BOATS.forEach((one) => this.put(BOAT, one));
        BOAT_TASKS.forEach((one) => this.put("tasks", one));
        BOAT_TALKS.forEach((one) => this.put("communications", one));
      }
    }
  }

  private seedHistory(): void {
    const labels: [string, string, number, number][] = [
      ["imports.start", "Import google.csv", 231, 26 * 60],
      ["contacts.patch", "Changed Ada Lovelace", 1, 190],
      ["contacts.create", "Created Jonas Brandt", 1, 66],
      ["contacts.patch", "Changed Ada Lovelace", 1, 12],
    ];
    labels.forEach(([command, label, records, ago], at) =>
      this.sets.push({
        id: idOf("set", at),
        seq: 4000 + at,
        at_ms: NOW - ago * 60_000,
        actor: "owner",
        command,
        label,
        state: "sealed",
        records,
        snapshots: [],
        ...(command === "imports.start" && this.options.corrected ? { with: this.options.corrected } : {}),
      }),
    );
  }

  private seedSettings(): void {
    const changes: NonNullable<SetRow["settings"]>[] = [
      [
        { name: "language", to: "de" },
        { name: "theme", from: "light", to: "dark" },
      ],
      [
        { name: "home_country", from: "DE", to: "AT" },
        { name: "first_weekday", from: "monday" },
        { name: "formats", to: "de-AT" },
      ],
      [
        { name: "monthly_target_minor", from: 1_500_000, to: 2_000_000 },
        { name: "single_letter_keys", to: false },
      ],
      [{ name: "shortcuts" }, { name: "start", from: "home", to: "last" }, { name: "layout.contact" }],
    ];
    for (const settings of changes)
      Object.assign(this.commit("Change settings", "settings.patch", []), {
        settings,
        records: settings.length,
      });
  }

  private put<P extends Plural>(plural: P, record: Records[P]): void {
    this.store[plural].set(record.id, record);
  }

  // ------------------------------------------------------------------------------------------------------ border

  async call<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> {
    this.calls.push({ name, input });
    if (this.options.hang?.includes(name)) return new Promise(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, this.options.delay ?? 0));
    const failure = this.options.fail?.[name];
    if (failure) throw new Failure(failure);
    return structuredClone(this.answer(name, input)) as Output<N>;
  }

  subscribe(listener: (event: SatchelEvent) => void): () => void {
    this.listeners.add(listener);
    const files = this.opened;
    this.opened = [];
    if (files.length > 0) setTimeout(() => this.emit({ type: "files", files, dropped: false }));
    return () => this.listeners.delete(listener);
  }

  emit(event: SatchelEvent): void {
    this.listeners.forEach((listener) => listener(event));
  }

  /** The index knows everything up to this change. */
  catchUp(seq: number): void {
    this.seq = seq;
    this.emit({ type: "index", seq });
  }

  watchConnection(listener: (state: Connection) => void): () => void {
    listener(this.options.connection ?? "connected");
    return () => undefined;
  }

  upload(files: File[]): Promise<FileHandle[]> {
    return Promise.resolve(
      files.map((file, at) => ({ file: `upload-${at}-${file.name}`, name: file.name, size: file.size })),
    );
  }

  save(): Promise<boolean> {
    return Promise.resolve(true);
  }

  saveText(name: string, text: string): Promise<boolean> {
    this.saved.push({ name, text });
    return Promise.resolve(true);
  }

  camera(): Promise<Camera> {
    return fakeCamera(this.options.camera);
  }

  read(): Promise<Blob> {
    return Promise.resolve(new Blob());
  }

  // ------------------------------------------------------------------------------------------------------ answers

  private answer(name: CommandName, given: Loose): unknown {
    const [group, verb] = name.split(".") as [string, string];
    if (group === "watches") {
      const watched = [...this.store.views.values()].filter((one) => one.watched).map(({ id }) => id);
      return this.watches.answer(verb, given, watched);
    }
    if (group === "day") return this.day.answer(verb, given, this.settings.start_from);
    if (group === "layouts") return this.layouts.answer(verb, given);
    if (group === "notifications") return this.notifications.answer(verb, given);
    if (verb === "board") return board(this.store, given);
    if (name === "deals.forecast") return forecast(this.store, given);
    if (name === "deals.funnel") return funnel(this.store, given);
    if (name === "deals.sources") return sources(this.store, given);
    if (name === "deals.changed") return changed(this.store);
    if (name === "deals.marked") return marked(this.store);
    if (name === "activity.feed") return { items: sorted(this.feed(given), given).slice(0, 50) };
    if (name === "places.find") return findPlace(given["text"] as string);
    if (name === "home.week") return week(this.store.communications.size === 0);
    if (name === "home.occasions") return occasions([...this.store.contacts.values()]);
    if (name === "pipelines.begin") return this.begin();
    const ofAccount = accounts(this.store, name, given as { id: string }, (of, id) => this.timeline(of, id));
    if (ofAccount !== undefined) return ofAccount;
    if (name === "leads.duplicates" || name === "leads.known") {
      const leads = [...this.store.leads.values()].slice(0, 4).map((one) => ({
        id: one.id,
        title: one.name,
        subtitle: [one.job_title, one.company].filter(Boolean).join(", "),
      }));
      const contacts = [...this.store.contacts.values()].slice(0, 4).map((one) => ({
        id: one.id,
        title: one.display_name,
        subtitle: one.company ?? "",
      }));
      const beside = leads.flatMap((lead, at) => (contacts[at] ? [lead, contacts[at]] : []));
      return this.twins.find(name === "leads.known" ? beside : leads, false, given["look"] === true);
    }
    if (name === "leads.set_apart" || name === "leads.set_apart_from")
      return this.twins.setApart(given["id"] as string, given["other"] as string);
    if (group === "leads" && MERGE_VERBS.has(verb)) return this.merging("leads", verb, given);
    const ofLeads = this.ofLeads(name, given);
    if (ofLeads !== undefined) return ofLeads;
    if (name === "contacts.duplicates")
      return this.twins.find(
        [...this.store.contacts.values()].slice(0, 6).map((one) => ({
          id: one.id,
          title: this.title(one as unknown as Any),
          subtitle: [one.job_title, one.company].filter(Boolean).join(", "),
        })),
        false,
        given["look"] === true,
      );
    if (name === "companies.duplicates")
      return this.twins.find(
        [...this.store.companies.values()].slice(0, 4).map((one) => ({
          id: one.id,
          title: this.title(one as unknown as Any),
          subtitle: one.industry ?? "",
        })),
        true,
        given["look"] === true,
      );
    if (name === "contacts.set_apart" || name === "companies.set_apart")
      return this.twins.setApart(given["id"] as string, given["other"] as string);
    if ((group === "contacts" || group === "companies") && MERGE_VERBS.has(verb))
      return this.merging(group, verb, given);
    if (name === "attachments.add") return this.attach(given);
    if (name === "attachments.file") {
      const { name: called, size } = this.store.attachments.get(given["id"])!;
      return { file: `file-${String(given["id"])}`, name: called, size };
    }
    if (group in this.store && !["matches", "qr", "save_qr"].includes(verb))
      return this.record(group as Plural, verb, given);
    switch (name) {
      case "records.named":
        return {
          records: (given["ids"] as string[]).flatMap((id) => {
            const one = this.store[BOAT].get(id) as { name: string; deleted_ms?: number } | undefined;
            return one ? [{ id, kind: "own_boat", title: one.name, trashed: Boolean(one.deleted_ms) }] : [];
          }),
        };
      case "vault.status":
        return this.status;
      case "vault.create":
        return this.vault({ state: "open", recovery_confirmed: false });
      case "vault.unlock":
        if (given["passphrase"] && (given["passphrase"] as string) !== "correct horse battery")
          throw new Failure({
            code: "wrong_key",
            kind: "refused",
            message: "The passphrase is wrong. Check the keyboard layout and Caps Lock and try again.",
            details: { slot: "passphrase" },
            field: "passphrase",
          });
        return this.vault({ state: "open" });
      case "vault.lock":
        return this.vault({ state: "locked" });
      case "vault.recovery_code":
        return { code: "K7QF-2M9X-TR4H-8WVP-C3ND-6JYA" };
      case "vault.confirm_recovery":
        if ((given["code"] as string).replace(/[^A-Z0-9]/gi, "").toUpperCase() !== "K7QF2M9XTR4H8WVPC3ND6JYA")
          throw new Failure({
            code: "mistyped_code",
            kind: "refused",
            message: "The recovery code has a typing mistake. Compare it with the paper, group by group.",
            field: "code",
          });
        return this.vault({ recovery_confirmed: true });
      case "vault.set_passphrase":
        return this.vault({ slots: [...new Set([...this.status.slots, "passphrase" as const])] });
      case "vault.set_keychain":
        return this.vault({ slots: [...new Set([...this.status.slots, "keychain" as const])] });
      case "vault.remove_slot":
        return this.vault({
          slots: this.status.slots.filter((slot) => slot !== given["slot"]),
          recovery_confirmed: this.status.recovery_confirmed && given["slot"] !== "recovery",
        });
      case "vault.doctor":
        return {
          sound: true,
          checks: ["file", "cipher", "references", "log", "rows", "indexes", "blobs"].map((name, at) => ({
            name,
            looked_at: 40 + at * 311,
            faults: [],
          })),
          ...this.options.diagnosis,
        };
      case "vault.open_sample":
        for (let i = 0; i < HELD; i++) this.put("contacts", contact(i));
        for (let i = 0; i < COMPANY_COUNT; i++) this.put("companies", company(i));
        return this.vault({ sample: true });
      case "vault.close_sample":
        return this.vault({ sample: false });
      case "contacts.qr":
        return { ...FAKE_CODE, left_out: this.options.qrLeft ?? [] };
      case "contacts.save_qr":
        return { file: "code", name: `contact.${String(given["format"])}`, size: 4_096 };
      case "contacts.matches":
        return { matches: this.matches(given) };
      case "records.history":
        return { entries: this.history(given) };
      case "records.as_of":
      case "records.restore_to":
        return {};
      case "changes.list":
        return { sets: [...this.sets].reverse().map(({ snapshots: _, ...row }) => row) };
      case "changes.show": {
        const set = this.sets.find((one) => one.id === given["change_set"]);
        return {
          records: (set?.snapshots ?? []).map((shot) => ({
            kind: KIND[shot.plural],
            id: shot.id,
            title: this.title((shot.after ?? shot.before)!),
            changes: difference(shot),
          })),
        };
      }
      case "changes.undo":
        return this.undo(given["change_set"], given["id"]);
      case "changes.redo":
        return this.redo();
      case "search.query":
        return this.search(given["text"], given["kinds"], given["offset"] ?? 0, given["limit"] ?? 50);
      case "search.recent":
        return {
          hits: [0, 4, 9]
            .map((i) => this.store.contacts.get(idOf("contact", i)))
            .filter((one) => one !== undefined)
            .map((one) => this.hit("contact", one, "")),
        };
      case "search.suggest": {
        const text = given["text"] as string;
        return {
          suggestions: text.startsWith("m")
            ? [
                { text: "moreau", records: 14 },
                { text: "tag:vip", records: 38 },
              ]
            : text.startsWith("due")
              ? [
                  { text: "due:today", records: 3 },
                  { text: "due:", records: 0 },
                ]
              : [],
        };
      }
      case "search.opened":
        return {};
      case "search.rebuild":
        return {};
      case "catalogue.get":
        return this.options.kinds ? withOwnKinds(CATALOGUE) : CATALOGUE;
      case "imports.paste": {
        const { text, name } = given as unknown as { text: string; name: string };
        return { file: `pasted-${text.length}`, name, size: text.length };
      }
      case "imports.scan":
        return this.options.scanned ?? { files: [], left: [], mails: 0 };
      case "imports.propose":
        if (this.options.proposal) return this.options.proposal;
        throw new Failure({
          code: "no_signature",
          kind: "refused",
          message: "Nothing in it says who somebody is.",
        });
      case "imports.unpack":
        return unpacked(given["files"] as FileHandle[], this.options.left);
      case "records.pin": {
        const set = `${String(given["id"])} ${String(given["change_set"])}`;
        if (given["pinned"]) this.pins.add(set);
        else this.pins.delete(set);
        return { pinned: Boolean(given["pinned"]) };
      }
      case "imports.inspect": {
        const looked = asKind(
          this.inspect(given["file"], given["reading"], given["mapping"], given["repairs"]),
          given["kind"],
        );
        if (!given["no_stages"]) return looked;
        return { ...looked, asked: looked.asked.map((one) => ({ ...one, made: false })) };
      }
      case "imports.forget_mapping":
        return { ...asKind(this.inspect(given["file"]), given["kind"]), sure: false, remembered: false };
      case "imports.start":
        return this.start(given);
      case "imports.get":
        return this.importById(given["id"]);
      case "imports.rows": {
        const outcome = given["outcome"] as string | undefined;
        const file = given["file"] as number | undefined;
        const rows = this.importRows.filter(
          (row) => (!outcome || row.outcome === outcome) && (file === undefined || row.file === file),
        );
        const position = given["position"] as number;
        return { rows: rows.slice(position, position + (given["limit"] as number)), total: rows.length };
      }
      case "imports.row":
        return { cells: structuredClone(this.options.rejectedRow ?? []) };
      case "imports.correct": {
        const typed = given["cells"] as { column: number; text: string }[];
        const at = this.importRows.findIndex(
          ({ file, row }) => file === given["file"] && row === given["row"],
        );
        const row = this.importRows[at];
        const title = typed.find(({ text }) => text.trim() !== "")?.text;
        if (!row || !title) return { ...row, outcome: "rejected", change_set: null };
        const { file, row: number } = row;
        this.importRows[at] = { file, row: number, outcome: "created", title, corrected: true };
        const name = this.importById(given["id"]).files[file]?.name ?? "";
        const { id } = this.commit(`Import row ${number} of ${name}`, "imports.correct", []);
        return { ...this.importRows[at], change_set: id };
      }
      case "imports.rejects": {
        const name = this.importById(given["id"]).files[(given["file"] as number | undefined) ?? 0]?.name;
        return { file: "rejects", name: (name ?? "").replace(/\.(\w+)$/, "-rejected.$1"), size: 1204 };
      }
      case "imports.list":
        return { imports: this.imports };
      case "imports.apply": {
        const found = this.importById(given["id"]);
        Object.assign(found, { dry_run: false, state: "done", change_set: idOf("set", 77) });
        return { job: "job-import", import: found.id };
      }
      case "imports.cancel":
        return Object.assign(this.importById(given["id"]), { state: "cancelled" });
      case "exports.run":
        return {
          file: "export",
          name: `contacts.${String(given["format"]).replace(/\d/, "")}`,
          size: 48_213,
        };
      case "exports.list":
      case "exports.saved":
        return { exports: this.total === 0 ? [] : PAST_EXPORTS };
      case "exports.everything":
        return this.later("export_everything", "Export everything", {
          file: { file: "everything", name: "satchel-everything.zip", size: 1_482_130 },
          records: { contact: this.total },
        });
      case "imports.everything":
        return this.later("import_everything", "Bring back satchel-everything.zip", {
          change_set: idOf("set", 88),
          records: { contact: { created: this.total, updated: 3, unchanged: 40 } },
          altered: [],
          unknown: [],
          lost: 0,
        });
      case "jobs.list":
        return { jobs: this.jobs };
      case "jobs.cancel":
        this.jobs = this.jobs.filter((job) => job.id !== given["id"]);
        return {};
      case "photos.get":
        return { file: "photo", name: "photo.jpg", size: 1 };
      case "photos.set":
        return this.store.contacts.get(given["id"]);
      case "settings.get":
        return this.settings;
      case "settings.patch": {
        const patch = given["patch"] as Partial<Settings>;
        const settings = Object.entries(patch).map(([name, to]) => {
          const from = this.settings[name as keyof Settings] ?? null;
          return LONG_SETTINGS.has(name) ? { name } : { name, from: from, to: to as Json };
        });
        this.commit("Change settings", "settings.patch", []).settings = settings;
        this.settings = { ...this.settings, ...patch };
        return this.settings;
      }
      default:
        throw new Failure({
          code: "unknown_command",
          kind: "refused",
          message: `There is no command ${name}.`,
        });
    }
  }

  private vault(change: Partial<VaultStatus>): VaultStatus {
    this.status = { ...this.status, ...change };
    this.emit({ type: "vault", state: this.status.state });
    return this.status;
  }

  // ------------------------------------------------------------------------------------------------------ merging

  private merging(plural: Mergeable, verb: string, given: Loose): unknown {
    const store = this.store[plural] as unknown as Parameters<typeof joined>[1];
    const id = given["id"] as string;
    const live = (set: string) => this.sets.some((one) => one.id === set && one.state === "sealed");
    if (verb === "compare") return compare(plural, store, given["ids"] as string[]);
    if (verb === "merges") return { merges: this.merges.merges(id, live) };
    if (verb === "unmerge") {
      const all = [...store.keys()].flatMap((of) =>
        this.merges.merges(of, live).map((part) => ({ of, part })),
      );
      const found = all.findLast(({ of, part }) => of === id || part.id === id);
      if (!found)
        throw new Failure({
          code: "not_merged",
          kind: "refused",
          message: "Nothing was merged into this record.",
        });
      this.undo(found.part.change_set);
      return { id: found.of, apart: [{ id: found.part.id, title: found.part.title }], again: 0, kept: [] };
    }
    const input = given as unknown as Parameters<typeof joined>[2];
    const after = joined(plural, store, input) as unknown as Any;
    const gone = input.others.map((other) => store.get(other) as unknown as Any);
    const [first] = gone;
    const what = gone.length === 1 && first ? this.title(first) : `${gone.length} ${plural}`;
    const set = this.commit(`Merged ${what} into ${this.title(after)}`, `${plural}.merge`, [
      { plural, id, before: store.get(id) as unknown as Any, after },
      ...gone.map((before) => ({ plural, id: before.id, before, after: undefined })),
    ]);
    const parts = gone.map((one) => ({ id: one.id, title: this.title(one), at_ms: NOW, change_set: set.id }));
    this.merges.remember(id, parts);
    return { id, title: this.title(after), fields: [], moved: 5, change_set: set.id };
  }

  // ------------------------------------------------------------------------------------------------------ records

  private record(plural: Plural, verb: string, input: Loose): unknown {
    const store = this.store[plural] as Map<string, Any>;
    if (verb.endsWith("_many")) return this.many(plural, verb, input);
    if (verb === "erase") return this.erase(plural, input["ids"] as string[]);
    const id = input["id"] as string;
    const found = store.get(id) ?? (plural === "contacts" && id ? this.madeUp(id) : undefined);
    if (!WITHOUT_RECORD.has(verb) && !found)
      throw new Failure({
        code: "not_found",
        kind: "refused",
        message: `There is no ${KIND[plural]} ${id}.`,
      });
    switch (verb) {
      case "list":
        return this.list(plural, input);
      case "facets":
        return this.facets(plural, input);
      case "groups":
        return this.groups(plural, input);
      case "get":
        return found;
      case "create": {
        let created = this.complete(plural, { ...(input as object) } as Any);
        if (plural === "deals") created = newDeal(this.store, created as Deal);
        if (plural === "leads") created = leads.newLead(created as Lead);
        this.commit(`Created ${this.title(created)}`, `${plural}.create`, [
          { plural, id: created.id, before: undefined, after: created },
        ]);
        return created;
      }
      case "patch": {
        const { custom, ...patch } = input["patch"] as { custom?: object };
        if (input["version"] !== undefined && input["version"] !== found!.version)
          throw new Failure({
            code: "changed_meanwhile",
            kind: "refused",
            message: "It was changed meanwhile. Look at it again.",
          });
        const own = "custom" in found! && custom ? { custom: { ...found.custom, ...custom } } : {};
        const after = this.complete(plural, { ...found!, ...patch, ...own, modified_ms: NOW });
        this.commit(`Changed ${this.title(after)}`, `${plural}.patch`, [
          { plural, id, before: found, after },
        ]);
        return after;
      }
      case "delete":
        this.commit(`Deleted ${this.title(found!)}`, `${plural}.delete`, [
          { plural, id, before: found, after: { ...found!, deleted_ms: NOW } },
        ]);
        return { id };
      case "restore":
        this.commit(`Restored ${this.title(found!)}`, `${plural}.restore`, [
          { plural, id, before: found, after: { ...found!, deleted_ms: null } },
        ]);
        return found;
      case "timeline":
        return this.timelinePage(plural, id, input);
      case "standing":
        return standing(found as Deal);
      case "move":
        if (plural === "views")
          return this.record("views", "patch", {
            id,
            patch: moved(this.store.views.values(), input as { id: string; after?: string }),
          });
        return this.moveDeal(found as Deal, input["stage_id"] as string, input["reason"] as string);
      case "place":
      case "displace": {
        const of = plural as "companies" | "deals";
        const said = verb === "place" ? (input["patch"] as object) : null;
        const rows = placed(rowsOf(this.store, of, id), input["contact_id"] as string, said);
        return this.record(of, "patch", {
          id,
          patch: of === "deals" ? { contacts: rows } : { stakeholders: rows },
        });
      }
      case "remove":
        if (plural === "stages" || plural === "pipelines") return this.removeStage(plural, id, input);
        return this.retag(found as Tag, null);
      case "rename":
        return this.retag(found as Tag, (input["name"] as string).trim());
      case "merge":
        return this.retag(found as Tag, null, store.get(input["into"] as string) as Tag);
      case "understand":
        return understand(input["text"], input["plain"] ?? [], this.store.contacts.values(), this.boats());
      case "quick":
        return this.quick(input);
      case "complete":
        return this.done(found as Task, input["outcome"] as string | undefined);
      case "snooze":
        return this.record("tasks", "patch", {
          id,
          patch: { snoozed_until_ms: input["until_ms"] as number | null },
        });
      case "counts":
        return counts(this.store.tasks.values());
      case "log":
        return this.log(input);
      case "local_time":
        // Osaka is ahead of every story's clock.
        return (found as Contact | Company).addresses.some(({ country }) => country === "JP")
          ? { zone: "Asia/Tokyo" }
          : {};
      default:
        throw new Failure({
          code: "unknown_command",
          kind: "refused",
          message: `There is no ${plural}.${verb}.`,
        });
    }
  }

  private boats(): { id: string; name: string }[] {
    return [...(this.store[BOAT]?.values() ?? [])] as unknown as { id: string; name: string }[];
  }

  /** The task of a line of words, as the program makes it before it is written. */
  private fromWords(input: Loose): Loose {
    const plain = (input["plain"] ?? []) as string[];
    const {
      mentions,
      taken: _,
      ...read
    } = understand(input["text"], plain, this.store.contacts.values(), this.boats());
    const contacts = [...((input["contacts"] ?? []) as string[])];
    const own = [...((input["own_records"] ?? []) as string[])];
    for (const { words, choices } of mentions) {
      const meant = ((input["meant"] ?? []) as { words: string; id?: string }[]).find(
        (one) => one.words === words,
      );
      const id = meant ? meant.id : choices.length === 1 ? choices[0]?.id : undefined;
      if (!meant && choices.length > 1 && !choices.some((one) => contacts.includes(one.id)))
        throw new Failure({
          code: "ambiguous_name",
          kind: "refused",
          message: `“${words}” is the name of more than one. Say who is meant.`,
          field: "text",
        });
      const linked = choices.find((one) => one.id === id)?.kind === "own_boat" ? own : contacts;
      if (id && !linked.includes(id)) linked.push(id);
    }
    const { companies = [], deals = [], leads = [], parent_id, zone } = input as Record<string, Json>;
    return {
      ...read,
      ...(read.due_time ? { due_zone: zone, due_ms: NOW + 86_400_000 } : {}),
      ...(parent_id ? { parent_id } : {}),
      contacts,
      companies,
      deals,
      leads,
      own_records: own,
    };
  }

  private quick(input: Loose): unknown {
    const made = this.fromWords(input);
    if (!made["title"])
      throw new Failure({
        code: "invalid",
        kind: "refused",
        message: "A task needs a title.",
        field: "title",
      });
    return this.record("tasks", "create", made);
  }

  private done(before: Task, outcome?: string): unknown {
    const after = this.complete("tasks", {
      ...before,
      status: "done",
      ...(outcome ? { outcome } : {}),
    }) as Task;
    const snapshots: Snapshot[] = [{ plural: "tasks", id: before.id, before, after }];
    let next: Task | undefined;
    if (before.recurrence && before.due) {
      const due = new Date(Date.parse(before.due) + 7 * 86_400_000).toISOString().slice(0, 10);
      next = this.complete("tasks", { ...before, id: "", due }) as Task;
      snapshots.push({ plural: "tasks", id: next.id, before: undefined, after: next });
    }
    this.commit(`Completed ${before.title}`, "tasks.complete", snapshots);
    return { task: after, ...(next ? { next } : {}) };
  }

  private log(input: Loose): unknown {
    const { next_step, plain, meant, ...said } = input;
    const contacts = said["contacts"] as string[] | undefined;
    const text = next_step as string | undefined;
    const step = text?.trim()
      ? (this.complete(
          "tasks",
          this.fromWords({ ...said, text, plain: plain as Json, meant: meant as Json }) as Any,
        ) as Task)
      : undefined;
    const one = this.complete("communications", said as unknown as Any) as Communication;
    const whom = contacts?.[0] ? this.store.contacts.get(contacts[0]) : undefined;
    this.commit(`Logged ${one.channel}${whom ? ` with ${whom.display_name}` : ""}`, "communications.log", [
      { plural: "communications", id: one.id, before: undefined, after: one },
      ...(step ? [{ plural: "tasks" as const, id: step.id, before: undefined, after: step }] : []),
    ]);
    return { communication: one, ...(step ? { task: step } : {}) };
  }

  /** Some are changed at once; beyond what is held it is a job that ends a moment later. */
  private many(plural: Plural, verb: string, input: Loose): unknown {
    const store = this.store[plural] as Map<string, Any>;
    const query = input["query"] as Query | undefined;
    const total = query ? (this.list(plural, { query, limit: 0 }) as { total: number }).total : 0;
    const without = new Set((input["without"] ?? []) as string[]);
    const held = query
      ? (this.list(plural, { query, limit: HELD }) as { rows: Row[] }).rows.map(({ id }) => id)
      : (input["ids"] as string[]);
    const snapshots = held.flatMap((id) => {
      const before = store.get(id);
      if (!before || without.has(id)) return [];
      const tags = "tags" in before ? before.tags : [];
      const lists = input as { add?: { tags?: string[] }; remove?: { tags?: string[] } };
      const [add, remove] = [lists.add?.tags ?? [], lists.remove?.tags ?? []];
      const after = {
        ...before,
        ...(input["patch"] as object | undefined),
        ...(add.length + remove.length > 0
          ? { tags: [...new Set([...tags.filter((one) => !remove.includes(one)), ...add])] }
          : {}),
        ...(verb === "delete_many"
          ? { deleted_ms: NOW }
          : verb === "restore_many"
            ? { deleted_ms: null }
            : {}),
      } as Any;
      return [{ plural, id, before, after }];
    });
    const selected = query ? total - without.size : snapshots.length;
    const verbs: Record<string, string> = { delete_many: "Deleted", restore_many: "Restored" };
    const label = `${verbs[verb] ?? "Changed"} ${selected} ${plural}`;
    const set = this.commit(label, `${plural}.${verb}`, snapshots);
    const outcome = {
      selected,
      changed: selected,
      unchanged: 0,
      refused: 0,
      refusals: [],
      change_set: set.id,
    };
    if (selected <= 500) return outcome;
    const id = `job-${set.id}`;
    const job = { id, kind: "bulk", label, done: 0, total: selected, created_ms: NOW } as const;
    this.jobs = [{ ...job, state: "running" }, ...this.jobs];
    setTimeout(() => {
      const done: JobRow = { ...job, done: selected, state: "done", output: { ...outcome, job: id } };
      this.jobs = this.jobs.map((one) => (one.id === id ? done : one));
      this.emit({ type: "job", job: done });
    }, 20);
    return { ...outcome, changed: 0, job: id };
  }

  /** Files become attachments; the empty ones are left, and large ones take a job that ends when it is told to. */
  private attach(given: Loose): unknown {
    const { kind, id, files } = given as unknown as { kind: string; id: string; files: FileHandle[] };
    const whole = files.filter(({ size }) => size > 0);
    const left = files
      .filter(({ size }) => size === 0)
      .map(({ name }) => ({
        name,
        code: "attachment_empty",
        message: `“${name}” is empty. There is nothing to attach.`,
      }));
    if (whole.length === 0 && left[0])
      throw new Failure({ ...left[0], kind: "refused", details: { name: left[0].name } });
    if (whole.some(({ size }) => size > 32 << 20)) {
      const total = whole.reduce((sum, { size }) => sum + size, 0);
      const job = {
        id: "job-attach",
        kind: "attach",
        label: "Attach files",
        done: total * 0.4,
        total,
        created_ms: NOW,
      };
      this.jobs = [{ ...job, state: "running" }, ...this.jobs];
      return { attachments: [], left: [], job: job.id };
    }
    const made = whole.map(({ name, size }) => hung(this.next++, kind, id, name, size));
    const label = made.length === 1 ? `Attached ${made[0]?.name}` : `Attached ${made.length} files`;
    this.commit(
      label,
      "attachments.add",
      made.map((after) => ({ plural: "attachments", id: after.id, before: undefined, after })),
    );
    return { attachments: made, left };
  }

  /** A job that ends with this after a moment. */
  private later(kind: string, label: string, output: Json): unknown {
    const id = `job-${kind}`;
    const job = { id, kind, label, done: 0, total: this.total, created_ms: NOW } as const;
    this.jobs = [{ ...job, state: "running" }, ...this.jobs];
    setTimeout(() => {
      const done: JobRow = { ...job, done: this.total, state: "done", output };
      this.jobs = this.jobs.map((one) => (one.id === id ? done : one));
      this.emit({ type: "job", job: done });
    }, 20);
    return { job: id };
  }

  /** What is in the trash goes, with its notes and whatever the history knows of it. */
  private erase(plural: Plural, ids: string[]): unknown {
    const store = this.store[plural] as Map<string, Any>;
    if (ids.some((id) => !store.get(id)?.deleted_ms))
      throw new Failure({
        code: "not_in_trash",
        kind: "refused",
        message: "Only what is in the trash can be erased. Delete it first.",
      });
    const notes = [...this.store.notes.values()].filter((note) =>
      [note.contact_id, note.company_id, note.deal_id, note.lead_id, note.own_record_id].some(
        (of) => of && ids.includes(of),
      ),
    );
    this.apply(
      [
        ...notes.map((note) => ({ plural: "notes" as const, id: note.id, before: note, after: undefined })),
        ...ids.map((id) => ({ plural, id, before: store.get(id), after: undefined })),
      ],
      "after",
    );
    for (const set of this.sets) set.snapshots = set.snapshots.filter(({ id }) => !ids.includes(id));
    return { records: ids.length + notes.length, values: ids.length * 4 };
  }

  /** Gives a tag another name on everybody who carries it, or joins it with another, or takes it off. */
  private retag(tag: Tag, name: string | null, into?: Tag): unknown {
    const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
    const taken = [...this.store.tags.values()].find(
      (one) => name && one.id !== tag.id && !one.deleted_ms && same(one.name, name),
    );
    if (taken)
      throw new Failure({
        code: "tag_exists",
        kind: "refused",
        message: `There is a tag called “${name}” already. Join the two instead.`,
        field: "name",
        details: { id: taken.id },
      });
    const to = into?.name ?? name;
    const after = name ? { ...tag, name } : { ...tag, deleted_ms: NOW };
    const snapshots: Snapshot[] = [{ plural: "tags", id: tag.id, before: tag, after }];
    for (const plural of ["contacts", "companies"] as const)
      for (const before of this.store[plural].values()) {
        if (!before.tags.some((one) => same(one, tag.name))) continue;
        const tags = before.tags.flatMap((one) => (same(one, tag.name) ? (to ?? []) : one));
        const changed = { ...before, tags: [...new Set(tags)] };
        snapshots.push({ plural, id: before.id, before, after: changed });
      }
    const did = name ? "Renamed" : into ? "Joined" : "Removed";
    const rest = name ? ` to “${name}”` : into ? ` with “${into.name}”` : "";
    const set = this.commit(`${did} the tag “${tag.name}”${rest}`, "tags.rename", snapshots);
    const selected = snapshots.length;
    return { selected, changed: selected, unchanged: 0, refused: 0, refusals: [], change_set: set.id };
  }

  private begin(): unknown {
    const snapshots: Snapshot[] = [
      ...PIPELINES.slice(0, 1).map((one: Pipeline) => ({ plural: "pipelines" as const, one })),
      ...STAGES.slice(0, 6).map((one: Stage) => ({ plural: "stages" as const, one })),
    ].map(({ plural, one }) => ({ plural, id: one.id, before: undefined, after: one }));
    this.commit("Made the first pipeline", "pipelines.begin", snapshots);
    return { id: PIPELINES[0]?.id };
  }

  /** What the program answers about leads, scores and territories beyond records; nothing for other commands. */
  private ofLeads(name: CommandName, input: Loose): unknown {
    const all = [...this.store.leads.values()];
    const lead = this.store.leads.get(input["id"] as string);
    const become = (after: Lead, verb: string, command: string) => {
      this.commit(`${verb} ${after.name}`, command, [
        { plural: "leads", id: after.id, before: lead, after: { ...after, version: ++this.seq } },
      ]);
      return after;
    };
    const verdict = (status: LeadStatus, verb: string) =>
      lead && become(leads.judged(lead, status, input["reason"] as string | undefined), verb, name);
    switch (name) {
      case "leads.score":
        return lead && leads.why(lead);
      case "leads.conversion":
        return lead && leads.conversion(lead);
      case "leads.qualify":
        return verdict("qualified", "Qualified");
      case "leads.disqualify":
        return verdict("disqualified", "Ruled out");
      case "leads.convert": {
        if (!lead) return undefined;
        const contactId = (input["contact_id"] as string | undefined) ?? idOf("contact", 3);
        become(leads.becomes(lead, contactId), "Converted", name);
        const found = input["contact_id"] !== undefined;
        return { id: lead.id, contact_id: contactId, contact_found: found, company_id: null, deal_id: null };
      }
      case "leads.rescore":
        return { changed: 2 };
      case "score_rules.effective":
        return { begun: this.store.score_rules.size > 0, rules: leads.RULES };
      case "score_rules.begin":
        this.commit(
          "Began to change the rules of scores",
          name,
          leads.kept().map((after) => ({ plural: "score_rules", id: after.id, before: undefined, after })),
        );
        return { begun: true };
      case "territories.test":
        return leads.tryTerritory(all);
      case "qualify_rules.test":
        return leads.tryQualifying(all, Number(input["min_score"]));
      default:
        return undefined;
    }
  }

  private moveDeal(deal: Deal, stageId: string, reason: string | undefined): Deal {
    const stage = this.store.stages.get(stageId);
    if (!stage)
      throw new Failure({
        code: "stage_gone",
        kind: "refused",
        message: "This stage is not there any more. Choose another one.",
        field: "stage_id",
      });
    const after = { ...inStage(deal, stage, reason), version: ++this.seq };
    this.commit(`Moved ${deal.name} to “${stage.name}”`, "deals.move", [
      { plural: "deals", id: deal.id, before: deal, after },
    ]);
    return after;
  }

  private removeStage(plural: "stages" | "pipelines", id: string, input: Loose): unknown {
    const field = plural === "stages" ? "stage_id" : "pipeline_id";
    const to = this.store.stages.get(input["to_stage_id"] as string);
    const deals = [...this.store.deals.values()].filter((deal) => deal[field] === id);
    const gone = this.store[plural].get(id)!;
    const snapshots: Snapshot[] = [
      ...deals.map((deal) => ({
        plural: "deals" as const,
        id: deal.id,
        before: deal,
        after: to ? inStage(deal, to) : deal,
      })),
      { plural, id, before: gone, after: { ...gone, deleted_ms: NOW } },
    ];
    const set = this.commit(`Removed the ${KIND[plural]} “${gone.name}”`, `${plural}.remove`, snapshots);
    const selected = snapshots.length;
    return { selected, changed: selected, unchanged: 0, refused: 0, refusals: [], change_set: set.id };
  }

  private madeUp(id: string): Contact | undefined {
    const index = Number.parseInt(id.slice(-12), 16);
    return id === idOf("contact", index) && index < this.total ? contact(index) : undefined;
  }

  private complete(plural: Plural, record: Any): Any {
    const base = {
      id: idOf(KIND[plural], this.next),
      kind: KIND[plural],
      created_ms: NOW,
      modified_ms: NOW,
      deleted_ms: null,
    };
    if (!record.id) this.next += 1;
    const lists: Record<string, unknown> = {
      tags: [],
      emails: [],
      phones: [],
      addresses: [],
      links: [],
      raw: [],
      custom: {},
    };
    if (plural === "contacts")
      Object.assign(lists, { handles: [], dates: [], relations: [], jobs: [], consents: [] });
    if (plural === "companies") Object.assign(lists, { domains: [] });
    const made = {
      ...base,
      ...(plural === "contacts" || plural === "companies" ? lists : { tags: [], custom: {} }),
      ...record,
    };
    if (!made.id) made.id = base.id;
    made.version = ++this.seq;
    if (plural === "tasks") return whole(made as Task);
    if (plural === "communications") return conversation(made as Communication);
    if (plural === "contacts") {
      const one = made as Contact;
      const job = one.jobs.find(({ to }) => !to);
      one.company = job?.company ?? "";
      one.job_title = job?.title ?? "";
      one.display_name =
        [one.prefix, one.given, one.middle, one.family, one.suffix].filter(Boolean).join(" ") ||
        one.nickname ||
        one.company ||
        one.emails[0]?.value ||
        "";
    }
    return made;
  }

  private commit(label: string, command: string, snapshots: Snapshot[]): FakeSet {
    const set: FakeSet = {
      id: idOf("set", ++this.next),
      seq: ++this.seq,
      at_ms: NOW,
      actor: "owner",
      command,
      label,
      state: "sealed",
      records: snapshots.length,
      snapshots,
    };
    this.sets.push(set);
    this.redoable.length = 0;
    this.apply(snapshots, "after");
    return set;
  }

  private apply(snapshots: Snapshot[], side: "before" | "after"): void {
    for (const shot of snapshots) {
      const value = shot[side];
      const store = this.store[shot.plural] as Map<string, Any>;
      if (value) store.set(shot.id, value);
      else store.delete(shot.id);
    }
    this.emit({
      type: "change",
      from_seq: this.seq,
      to_seq: this.seq,
      kinds: [...new Set(snapshots.map(({ plural }) => KIND[plural]))],
      ids: snapshots.map(({ plural, id }) => ({ kind: KIND[plural], id })),
    });
  }

  private undo(id?: string, only?: string): unknown {
    const set = id
      ? this.sets.find((one) => one.id === id)
      : this.sets.findLast((one) => one.state === "sealed" && one.command !== "changes.undo");
    if (!set || set.state !== "sealed")
      throw new Failure({
        code: "nothing_to_undo",
        kind: "refused",
        message: "There is nothing to take back.",
      });
    // One record's share of it; the rest stays.
    if (only) {
      this.apply(
        set.snapshots.filter((shot) => shot.id === only),
        "before",
      );
      return { change_set: set.id, undone: set.id, label: set.label, restored: 1, kept: [] };
    }
    set.state = "undone";
    this.redoable.push(set);
    this.apply(set.snapshots, "before");
    return takenBack(set);
  }

  private redo(): unknown {
    const set = this.redoable.pop();
    if (!set)
      throw new Failure({ code: "nothing_to_redo", kind: "refused", message: "There is nothing to redo." });
    set.state = "sealed";
    this.apply(set.snapshots, "after");
    return takenBack(set);
  }

  private title(record: Any): string {
    if ("display_name" in record) return record.display_name;
    if ("name" in record) return record.name;
    if ("currency" in record) return record.currency;
    if ("title" in record) return record.title;
    return "a note";
  }

  private list(plural: Plural, input: Loose): unknown {
    const query = (input["query"] ?? {}) as Query;
    const position = (input["position"] ?? Number(input["cursor"] ?? 0)) as number;
    const limit = (input["limit"] ?? 50) as number;
    const plain = !query.filter && !query.sort?.length && !query.trashed;
    let rows: Row[];
    let total: number;
    if (plural === "contacts" && plain && this.total > HELD) {
      total = this.total;
      const wanted = Math.max(0, Math.min(limit, total - position));
      rows = Array.from({ length: wanted }, (_, at) => {
        const index = position + at;
        return this.row(plural, this.store.contacts.get(idOf("contact", index)) ?? contact(index));
      });
    } else {
      const matching = ([...this.store[plural].values()] as Any[])
        .filter((one) => Boolean(one.deleted_ms) === Boolean(query.trashed))
        .filter((one) => !query.filter || holds(query.filter, one));
      const sort = query.sort?.length ? query.sort : (CATALOGUE.kinds[KIND[plural]]?.default_sort ?? []);
      matching.sort((a, b) => {
        for (const key of sort) {
          const [x, y] = [a, b].map((one) => {
            const value = values(one, key.field)[0] ?? "";
            return query.from && key.field === "place" ? (kilometres(query.from, value) ?? Infinity) : value;
          });
          const order =
            typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
          if (order !== 0) return key.descending ? -order : order;
        }
        return a.id < b.id ? -1 : 1;
      });
      total = matching.length;
      rows = matching.slice(position, position + limit).map((one) => {
        const far = kilometres(query.from, values(one, "place")[0]);
        return { ...this.row(plural, one), ...(far === null ? {} : { distance_km: far }) };
      });
    }
    const end = position + rows.length;
    return { rows, total, as_of: this.seq, ...(end < total ? { next_cursor: String(end) } : {}) };
  }

  private facets(plural: Plural, input: Loose): unknown {
    const { filter } = (input["query"] ?? {}) as Query;
    const living = ([...this.store[plural].values()] as Any[]).filter((one) => !one.deleted_ms);
    const facets = (input["fields"] as string[]).map((field) => {
      const others = filter && without(filter, field);
      const counts = new Map<string | number | boolean, number>();
      for (const one of living.filter((record) => !others || holds(others, record)))
        for (const value of new Set(values(one, field))) counts.set(value, (counts.get(value) ?? 0) + 1);
      const ranked = [...counts].sort((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1));
      return {
        field,
        values: ranked.map(([value, count]) => {
          const label = this.called(String(value));
          return { value, count, ...(label ? { label } : {}) };
        }),
        more: 0,
        absent: 0,
      };
    });
    return { facets };
  }

  /** What a record is called that lists are grouped by. */
  private called(id: string): string | undefined {
    const record = this.store.contacts.get(id) ?? this.store.companies.get(id);
    return this.store.stages.get(id)?.name ?? (record && this.title(record));
  }

  private groups(plural: Plural, input: Loose): unknown {
    const { filter } = (input["query"] ?? {}) as Query;
    const living = ([...this.store[plural].values()] as Any[]).filter((one) => !one.deleted_ms);
    const by = input["by"] as string;
    const options = CATALOGUE.kinds[KIND[plural]]?.fields.find(({ id }) => id === by)?.options;
    return groupsOf(
      living.filter((one) => !filter || holds(filter, one)),
      by,
      values,
      (id) => this.called(id),
      (value) => this.store.stages.get(value)?.position ?? options?.indexOf(value),
    );
  }

  private row(plural: Plural, record: Any): Row {
    if (plural === "deals")
      return {
        ...(record as unknown as Row),
        title: this.title(record),
        subtitle: (record as Deal).company ?? "",
        contacts: (record as Deal).contacts.map(({ contact_id }) => contact_id),
        stages: (record as Deal).stages.map(({ name }) => name),
      };
    if (plural === "leads") {
      const lead = record as Lead;
      return {
        ...(record as unknown as Row),
        title: lead.name,
        subtitle: [lead.job_title, lead.company].filter(Boolean).join(", "),
        emails: lead.emails.map(({ value }) => value),
        phones: lead.phones.map(({ value }) => value),
      };
    }
    if (plural !== "contacts" && plural !== "companies")
      return { ...(record as unknown as Row), title: this.title(record) };
    const row: Row = {
      id: record.id,
      title: this.title(record),
      subtitle: subtitleOf(record),
      kind: record.kind,
    };
    for (const [key, value] of Object.entries(record)) {
      if (key === "tags") row[key] = value as Json;
      else if (Array.isArray(value)) {
        row[key] = (value as { value?: string; city?: string; company?: string }[]).map(
          (one) => one.value ?? one.city ?? one.company ?? "",
        );
      } else row[key] = value as Json;
    }
    return row;
  }

  private feed({ only }: Loose): TimelineItem[] {
    const living = <T extends { deleted_ms?: number | null }>(held: Map<string, T>): T[] =>
      [...held.values()].filter(({ deleted_ms }) => !deleted_ms);
    const items: TimelineItem[] = [
      ...living(this.store.notes).map((note) => ({ type: "note" as const, at_ms: note.created_ms, note })),
      ...living(this.store.tasks).map((record) => ({
        type: "record" as const,
        at_ms: record.completed_ms ?? record.created_ms,
        record,
      })),
      ...living(this.store.communications).map((record) => ({
        type: "record" as const,
        at_ms: record.at_ms,
        record,
      })),
      ...(Array.isArray(only) ? this.sets : []).map(
        ({ seq, at_ms, actor, command, label, id }): TimelineItem => ({
          type: command.startsWith("imports.") ? "import" : "change",
          seq,
          at_ms,
          actor,
          command,
          label,
          change_set: id,
          changes: [],
        }),
      ),
    ];
    return items.sort((a, b) => b.at_ms - a.at_ms);
  }

  private timelinePage(plural: Plural, id: string, input: Loose): unknown {
    const items = sorted(this.timeline(plural, id), input);
    const isPinned = (item: TimelineItem) =>
      item.type === "note"
        ? item.note.pinned
        : item.type === "record"
          ? "pinned" in item.record && item.record.pinned
          : item.pinned;
    return { items, pinned: items.filter(isPinned) };
  }

  private timeline(plural: Plural, id: string): TimelineItem[] {
    const record = this.store[plural].get(id);
    if (!record) return [];
    const notes = [...this.store.notes.values()].filter(
      (note) =>
        !note.deleted_ms &&
        [note.contact_id, note.company_id, note.deal_id, note.lead_id, note.own_record_id].includes(id),
    );
    const items: TimelineItem[] = notes.map((note) => ({ type: "note", at_ms: note.created_ms, note }));
    const about = ({ contacts, companies, deals, leads, own_records, deleted_ms }: Task | Communication) =>
      !deleted_ms && [contacts, companies, deals, leads, own_records].some((ids) => ids.includes(id));
    for (const one of [...this.store.tasks.values()].filter(about))
      items.push({ type: "record", at_ms: one.completed_ms ?? one.created_ms, record: one });
    for (const one of this.store.attachments.values())
      if (!one.deleted_ms && hangs(one, id))
        items.push({ type: "record", at_ms: one.created_ms, record: one });
    for (const one of [...this.store.communications.values()].filter(about))
      items.push({ type: "record", at_ms: one.at_ms, record: one });
    for (const entry of this.history({ id }) as HistoryEntry[])
      items.push({
        ...entry,
        type: entry.command.startsWith("imports") ? "import" : "change",
        ...(this.pins.has(`${id} ${entry.change_set}`) ? { pinned: true } : {}),
      });
    return items.sort((a, b) => b.at_ms - a.at_ms);
  }

  private history(input: Loose): unknown[] {
    const id = input["id"] as string;
    const live = this.sets
      .filter((set) => set.snapshots.some((shot) => shot.id === id))
      .map((set) => ({
        ...set,
        change_set: set.id,
        changes: difference(set.snapshots.find((s) => s.id === id)!),
      }));
    const seeded = this.sets
      .filter((set) => set.snapshots.length === 0 && (set.records > 1 || id === idOf("contact", 0)))
      .filter((set) => set.command !== "contacts.create" && input["kind"] !== "attachment")
      .map((set, at) => ({
        ...set,
        change_set: set.id,
        changes:
          set.records > 1
            ? []
            : at === 1
              ? [{ field: "emails", from: "ada@post.example", to: "ada.lovelace@verde.example" }]
              : [{ field: "tags", from: ["lead"], to: ["lead", "vip"] }],
      }));
    return [...seeded, ...live].sort((a, b) => b.seq - a.seq);
  }

  private matches(draft: Loose): unknown[] {
    const emails = new Set(
      ((draft["emails"] ?? []) as { value: string }[]).map(({ value }) => value.toLowerCase()),
    );
    const digits = (text: string) => text.replace(/\D/g, "");
    const phones = new Set(
      ((draft["phones"] ?? []) as { value: string }[]).map(({ value }) => digits(value)),
    );
    return [...this.store.contacts.values()].flatMap((one) => {
      if (one.id === draft["id"]) return [];
      const email = one.emails.find(({ value }) => emails.has(value.toLowerCase()));
      const phone = one.phones.find(({ value }) => digits(value).length > 5 && phones.has(digits(value)));
      const by = email ?? phone;
      return by
        ? [
            {
              id: one.id,
              title: one.display_name,
              reason: email ? "email" : "phone",
              value: by.value,
              subtitle: one.company ?? "",
              same_name: false,
            },
          ]
        : [];
    });
  }

  private hit(kind: string, record: Contact | Company, text: string): unknown {
    const title = this.title(record);
    const subtitle = subtitleOf(record);
    const texts: [string, string][] = [
      ["display_name", title],
      ["company", "jobs" in record ? (record.company ?? "") : ""],
      ["emails", record.emails[0]?.value ?? ""],
      ["phones", record.phones[0]?.value ?? ""],
    ];
    const fragments = texts.flatMap(([field, value]) => {
      const at = value.toLowerCase().indexOf(text.toLowerCase());
      return text && at >= 0 ? [{ field, text: value, marks: [[at, at + text.length]] }] : [];
    });
    return { kind, id: record.id, title, subtitle, score: 1, fragments };
  }

  private search(text: string, kinds: string[] | undefined, offset: number, limit: number): unknown {
    const all: [string, Contact | Company][] = [
      ...[...this.store.contacts.values()].map((one): [string, Contact] => ["contact", one]),
      ...[...this.store.companies.values()].map((one): [string, Company] => ["company", one]),
    ];
    const people = all
      .filter(([kind, one]) => (!kinds || kinds.includes(kind)) && !one.deleted_ms)
      .map(([kind, one]) => this.hit(kind, one, text.trim()) as { fragments: unknown[] })
      .filter(({ fragments }) => fragments.length > 0);
    const notes = [...this.store.notes.values()].flatMap(({ id, body, deleted_ms }) => {
      const at = body.toLowerCase().indexOf(text.trim().toLowerCase());
      if (at < 0 || deleted_ms || (kinds && !kinds.includes("note"))) return [];
      const marks = [[at, at + text.trim().length]];
      return [
        {
          kind: "note",
          id,
          title: body,
          subtitle: "",
          score: 1,
          fragments: [{ field: "body", text: body, marks }],
        },
      ];
    });
    const boats = this.boats()
      .filter(
        ({ name }) => kinds?.includes("own_boat") && name.toLowerCase().includes(text.trim().toLowerCase()),
      )
      .map(({ id, name }) => ({ kind: "own_boat", id, title: name, subtitle: "", score: 1, fragments: [] }));
    const hits = [...people, ...boats, ...notes];
    const problems = text.includes("due:sometime")
      ? [
          {
            code: "no_day",
            typed: "due:sometime",
            can: ["due:today", "due:this-week", "due:2026-12-31", "due:>2026-01-01", "due:2026-01..2026-03"],
            text: "“due:sometime” names no day.",
          },
        ]
      : [];
    return {
      hits: hits.slice(offset, offset + limit),
      total: hits.length,
      as_of: this.seq,
      took_us: 812,
      problems,
    };
  }

  // ------------------------------------------------------------------------------------------------------ imports

  private inspect(file: FileHandle, said?: ReadAs, mapping?: Mapping, repairs?: Repair[]): Inspection {
    const found: Inspection = {
      targets: [],
      asked: [],
      repairs: [],
      file,
      format: file.name.endsWith(".vcf") ? "vcard" : "csv",
      source: "Google Contacts",
      sure: true,
      remembered: false,
      encoding: "utf-8",
      delimiter: ",",
      rows_estimate: 231,
      doubts: [],
      columns: [],
      preview: [],
      ...this.options.inspection,
    };
    if (repairs) found.repairs = found.repairs.map((one) => ({ ...one, on: repairs.includes(one.repair) }));
    if (found.reading && said) {
      if (said.encoding?.startsWith("UTF-16"))
        throw new Failure({
          code: "bad_reading",
          kind: "refused",
          message: "In this encoding the file is no readable text.",
          field: "reading.encoding",
          details: { part: "encoding" },
        });
      const used = { ...found.reading.detected, ...said };
      found.reading = {
        ...found.reading,
        used,
        chosen: said,
        remembered: false,
        skipped_lines: Math.max(0, (used.header_line ?? 1) - 1),
      };
      found.encoding = used.encoding ?? found.encoding;
      const line = found.reading.lines[(used.header_line ?? 1) - 1];
      if (said.header_line && line)
        found.columns = line.split(used.delimiter ?? ",").map((name, index) => ({
          ...(found.columns[index] ?? { target: "raw", confidence: 0.5, reason: "", samples: [] }),
          index,
          name,
        }));
    }
    if (mapping)
      found.columns = mapping.columns.map((column) => ({
        ...column,
        samples: found.columns.find(({ index }) => index === column.index)?.samples ?? [],
      }));
    found.asked = found.asked.map((one) => {
      const means = found.columns.find(({ index }) => index === one.column)?.values?.[one.value];
      return { ...one, settled: means !== undefined && one.known.includes(means) };
    });
    return found;
  }

  private start(input: Loose): unknown {
    const id = idOf("import", ++this.next);
    const dry = Boolean(input["dry_run"]);
    const files = (input["files"] ?? []) as FileHandle[];
    this.imports.unshift({
      id,
      state: dry ? "staged" : "done",
      change_set: dry ? null : idOf("set", 0),
      dry_run: dry,
      ...(input["no_stages"] ? { no_stages: true } : {}),
      ...(typeof input["kind"] === "string" ? { kind: input["kind"] } : {}),
      label: "google.csv",
      started_ms: NOW,
      files: files.map(({ name }, at) => ({
        ...NO_ROWS,
        ...(this.options.made && at === 0 && !input["no_stages"] ? { made: this.options.made } : {}),
        name,
        format: name.endsWith(".vcf") ? "vcard" : "csv",
      })),
    });
    return { job: "job-import", import: id };
  }

  private importById(id: string): Import {
    const found = this.imports.find((one) => one.id === id);
    if (!found)
      throw new Failure({ code: "not_found", kind: "refused", message: "There is no such import." });
    return found;
  }
}

function subtitleOf(record: Any): string {
  if ("jobs" in record) return [record.jobs[0]?.title, record.company].filter(Boolean).join(" · ");
  if ("domains" in record) return [record.industry, record.addresses[0]?.city].filter(Boolean).join(" · ");
  return "";
}

function difference({ before, after }: Snapshot): { field: string; from?: Json; to?: Json }[] {
  if (!before || !after) return [];
  const [was, is] = [before, after] as unknown as [Record<string, Json>, Record<string, Json>];
  return Object.keys(is)
    .filter((key) => !["version", "modified_ms", "display_name", "company"].includes(key))
    .filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]))
    .map((field) => ({ field, from: was[field] ?? null, to: is[field] ?? null }));
}

/** The filter without its conditions on a field. */
function without(filter: Filter, field: string): Filter | undefined {
  const isAbout = (one: Filter): boolean =>
    "is" in one ? one.is.field === field : "not" in one ? isAbout(one.not) : false;
  if ("and" in filter) return { and: filter.and.filter((one) => !isAbout(one)) };
  return isAbout(filter) ? undefined : filter;
}

function values(record: Any, field: string): (string | number | boolean)[] {
  const [part = "", inner] = field.split(".");
  if (inner) {
    const rows = (record as unknown as Record<string, Record<string, string>[] | undefined>)[part] ?? [];
    return rows.flatMap((row) => row[inner] ?? []);
  }
  const held =
    (record as unknown as Record<string, Json>)[field] ??
    ("custom" in record ? record.custom?.[field] : undefined);
  if (held === undefined || held === null || held === "") return [];
  if (Array.isArray(held))
    return held.map((one) =>
      typeof one === "object" && one !== null
        ? String((one as { value?: Json }).value ?? (one as { city?: Json }).city ?? "")
        : (one as string),
    );
  return [held as string | number | boolean];
}

function holds(filter: Filter, record: Any): boolean {
  if ("and" in filter) return filter.and.every((one) => holds(one, record));
  if ("or" in filter) return filter.or.some((one) => holds(one, record));
  if ("not" in filter) return !holds(filter.not, record);
  return meets(filter.is, values(record, filter.is.field));
}

/** Numbers by their size, days as they are written. */
function below(one: string | number | boolean, value: Json | undefined): number {
  if (typeof value === "string") return one < value ? -1 : one > value ? 1 : 0;
  return Number(one) - Number(value);
}

function meets({ op, value }: Condition, held: (string | number | boolean)[]): boolean {
  if (op === "empty") return held.length === 0;
  const text = (one: unknown) => String(one).toLowerCase();
  return held.some((one) => {
    switch (op) {
      case "equals":
        return text(one) === text(value);
      case "one_of":
        return (value as Json[]).some((wanted) => text(wanted) === text(one));
      case "contains":
        return text(one).includes(text(value));
      case "starts_with":
        return text(one).startsWith(text(value));
      case "less":
        return below(one, value) < 0;
      case "within":
        return lies(one, value);
      case "near":
        return isNear(one, value);
      case "at_most":
        return below(one, value) <= 0;
      case "greater":
        return below(one, value) > 0;
      default:
        return below(one, value) >= 0;
    }
  });
}
