// Invented imports for stories and tests: a finished one, a dry run, a running one, a file that needs the seller.
import type {
  AskedValue,
  FileHandle,
  Import,
  ImportRow,
  Inspection,
  JobRow,
  MadeBefore,
  RejectedCell,
  RepairOffer,
} from "@/client";
import { idOf, NOW } from "@/client/fakePeople";

const columns = (
  [
    ["First Name", "given", 228, 0, 0],
    ["Last Name", "family", 226, 0, 0],
    ["Organization Name", "company", 190, 0, 0],
    ["Organization Title", "jobs.title", 171, 0, 0],
    ["E-mail 1 - Value", "emails#1", 219, 4, 2],
    ["Phone 1 - Value", "phones#1", 187, 3, 0],
    ["Address 1 - City", "addresses#1.city", 120, 0, 0],
    ["Birthday", "dates[birthday]", 61, 2, 1],
    ["Labels", "tags", 231, 0, 0],
    ["File As", "raw", 0, 34, 0],
  ] as const
).map(([name, target, mapped, raw, rejected], index) => ({
  index,
  name,
  targets: [target],
  // Every cell that holds something went one of three ways.
  cells: mapped + raw + rejected,
  mapped,
  raw,
  rejected,
}));

const sum = (key: "cells" | "mapped" | "raw" | "rejected") =>
  columns.reduce((all, column) => all + column[key], 0);

const file = {
  name: "google.csv",
  format: "csv",
  source: "Google Contacts",
  encoding: "windows-1250",
  reading: {
    used: {
      encoding: "windows-1250",
      delimiter: ",",
      quote: '"',
      header_line: 3,
      date_order: "dmy",
    },
    chosen: ["encoding", "header_line"],
    skipped_lines: 2,
  },
  rows: 231,
  created: 167,
  updated: 37,
  unchanged: 11,
  duplicates: 10,
  rejected: 6,
  cells: { total: sum("cells"), mapped: sum("mapped"), raw: sum("raw"), rejected: sum("rejected") },
  columns,
};

export const IMPORT_ID = idOf("import", 1);

export const DONE: Import = {
  id: IMPORT_ID,
  state: "done",
  change_set: idOf("set", 0),
  dry_run: false,
  label: "Import google.csv",
  set_state: "sealed",
  started_ms: NOW - 26 * 3_600_000,
  files: [file],
};

export const STAGED: Import = { ...DONE, state: "staged", change_set: null, set_state: null, dry_run: true };
export const RUNNING: Import = {
  ...DONE,
  state: "applying",
  change_set: null,
  set_state: null,
  job: "job-1",
  files: [],
};
export const FAILED: Import = {
  ...DONE,
  state: "failed",
  change_set: null,
  error: {
    code: "disk_full",
    kind: "broken",
    message: "The disk is full. Make room and start the import again.",
  },
};
export const EARLIER: Import = {
  ...DONE,
  id: idOf("import", 2),
  label: "Import phone.vcf",
  started_ms: NOW - 19 * 86_400_000,
  files: [
    {
      ...file,
      name: "phone.vcf",
      format: "vcard",
      source: "vCard",
      rows: 88,
      created: 80,
      updated: 0,
      unchanged: 6,
      duplicates: 2,
      rejected: 0,
      cells: { total: 512, mapped: 498, raw: 14, rejected: 0 },
      columns: [],
    },
  ],
};

const table = (name: string, source: string, rows: number, rejected = 0) => ({
  ...file,
  name: `salesforce.zip › ${name}`,
  source,
  encoding: "UTF-8",
  rows,
  created: rows - rejected,
  updated: 0,
  unchanged: 0,
  duplicates: 0,
  rejected,
  cells: { total: rows * 8, mapped: rows * 8 - rejected, raw: 0, rejected },
  columns: [],
});

/** An export of all of Salesforce, with a table of it that is not brought over. */
export const WHOLE_CRM: Import = {
  ...DONE,
  label: "Import salesforce.zip",
  files: [
    table("Account.csv", "Salesforce accounts", 42),
    table("Contact.csv", "Salesforce contacts", 118),
    table("Opportunity.csv", "Salesforce opportunities", 31),
    table("Task.csv", "Salesforce tasks", 205),
    table("Note.csv", "Salesforce notes", 12, 1),
    ...["User.csv", "Product2.csv", "Pricebook2.csv"].map((name) => ({
      ...table(name, "Salesforce contacts", 0),
      error: {
        code: "not_brought_over",
        message: `“salesforce.zip › ${name}” holds no companies, people, deals, tasks, conversations or notes, but what the other program is set up with; it was left out.`,
      },
    })),
  ],
};

const STAGE_OF = idOf("pipeline", 9);
const madeStage = (number: number, name: string, more: Partial<MadeBefore>): MadeBefore => ({
  kind: "stage",
  id: idOf("stage", 90 + number),
  name,
  pipeline_id: STAGE_OF,
  pipeline: "Sales Pipeline",
  outcome: "open",
  rows: 4,
  ...more,
});

/** The board of HubSpot, and one stage that joins the seller's own. */
export const MADE: MadeBefore[] = [
  { kind: "pipeline", id: STAGE_OF, name: "Sales Pipeline", rows: 28 },
  madeStage(1, "Appointment scheduled", { probability: 20, rows: 9 }),
  madeStage(2, "Qualified to buy", { probability: 40, rows: 6 }),
  madeStage(3, "Demo with the whole purchasing department", { probability: 65, estimated: true, rows: 2 }),
  madeStage(4, "Contract sent", { probability: 90, rows: 1 }),
  madeStage(5, "Closed won", { outcome: "won", probability: 100, rows: 7 }),
  madeStage(6, "Closed lost", { outcome: "lost", probability: 0, rows: 3 }),
  madeStage(7, "On hold", {
    pipeline_id: idOf("pipeline", 1),
    pipeline: "Sales",
    probability: 15,
    rows: 3,
  }),
];

/** Deals of HubSpot with their stages. */
export const WITH_STAGES: Import = {
  ...DONE,
  label: "Import 2 files",
  files: [
    { ...table("hubspot-contacts.csv", "HubSpot contacts", 118), name: "hubspot-contacts.csv" },
    { ...table("hubspot-deals.csv", "HubSpot deals", 31), name: "hubspot-deals.csv", made: MADE },
  ],
};

/** The same, only checked. */
export const STAGES_CHECKED: Import = {
  ...WITH_STAGES,
  state: "staged",
  change_set: null,
  set_state: null,
  dry_run: true,
};

export const CRM_ROWS: ImportRow[] = [
  {
    file: 3,
    row: 1,
    outcome: "created",
    title: "Check the complaint",
    record: { kind: "task", id: idOf("task", 1) },
    cells: [
      {
        column: 2,
        name: "WhatId",
        fate: "raw",
        text: "5005g00000Case1AAV",
        code: "reference_nowhere",
        reason: "What it names did not come along and is not here; it is kept beside the record.",
      },
    ],
  },
  {
    file: 3,
    row: 2,
    outcome: "created",
    title: "Factory tour",
    record: { kind: "communication", id: idOf("communication", 1) },
  },
  {
    file: 4,
    row: 1,
    outcome: "rejected",
    title: "On a case",
    code: "note_no_owner",
    reason: "What this note is on did not come along and is not here.",
  },
];

/** What a rejected row of the table holds. */
export const REJECTED_ROW: RejectedCell[] = [
  { column: 0, name: "First Name", text: "" },
  { column: 1, name: "Last Name", text: "" },
  { column: 4, name: "E-mail 1 - Value", text: "" },
  { column: 8, name: "Labels", text: "trade fair" },
  { column: 10, name: "Notes", text: "Met at the booth,\nwants a call in spring" },
];

export const JOB: JobRow = {
  id: "job-1",
  kind: "import",
  state: "running",
  done: 41_200,
  total: 100_000,
  created_ms: NOW,
  label: "google.csv",
};

const NAMES = [
  "Ada Lovelace",
  "Grace Hopper",
  "Jürgen Müller",
  "Élodie Moreau",
  "Søren Kierkegård",
  "田中 美咲",
  "Chiara Ricci",
  "Omar Haddad",
];

export const ROWS: ImportRow[] = Array.from({ length: 231 }, (_, at): ImportRow => {
  const outcome =
    at % 40 === 7
      ? "rejected"
      : at % 23 === 4
        ? "duplicate"
        : at % 6 === 2
          ? "updated"
          : at % 17 === 9
            ? "unchanged"
            : "created";
  return {
    file: 0,
    row: at + 2,
    outcome,
    title: NAMES[at % NAMES.length] ?? "",
    ...(outcome === "rejected"
      ? { reason: "This row names nobody: no name, e-mail address, phone number, company or link." }
      : { record: { kind: "contact", id: idOf("contact", at) } }),
    ...(outcome === "updated"
      ? {
          diff: [
            { field: "phones", from: null, to: "+49 170 5550199" },
            { field: "tags", from: ["lead"], to: ["lead", "trade fair"] },
          ],
        }
      : {}),
    cells:
      at % 5 === 2
        ? [
            {
              column: 7,
              name: "Birthday",
              fate: "rejected",
              text: "31.02.1980",
              reason: "This is not a date; kept as it is.",
            },
            { column: 9, name: "File As", fate: "raw", text: "Lovelace, Ada" },
          ]
        : [],
  };
});

const GUESSES = [
  [
    "Kontakt",
    ["Ada Lovelace", "Grace Hopper", "Jürgen Müller"],
    "full_name",
    0.92,
    "The values look like names of people.",
  ],
  [
    "Tel",
    ["030 1234567", "+44 131 5550199"],
    "phones",
    0.97,
    "The header says “Tel”, and 2 of 2 values look like it.",
  ],
  [
    "Mail",
    ["ada@verde.example", "grace@lumen.example"],
    "emails",
    0.99,
    "The header says “Mail”, and 2 of 2 values look like it.",
  ],
  ["Geb.", ["03.04.1985", "11.12.1979"], "dates[birthday]", 0.55, "The header says “Geb”."],
  ["Status", ["warm", "kalt", "warm"], "raw", 0.4, "Nothing tells what this is, so it is kept as it is."],
  ["Ort", ["Hamburg", "Lyon", "Bergen"], "addresses[work].city", 0.7, "The header says “Ort”."],
] as const;

/** A file no known program wrote. */
export const FILE: FileHandle = { file: "file-1", name: "alte-kunden.csv", size: 24_310 };

const DETECTED = { encoding: "windows-1252", delimiter: ";", quote: '"', header_line: 1 };

export const UNSURE: Partial<Inspection> = {
  format: "csv",
  source: "an unknown program",
  sure: false,
  encoding: "windows-1252",
  delimiter: ";",
  reading: {
    used: DETECTED,
    detected: DETECTED,
    chosen: {},
    remembered: false,
    skipped_lines: 0,
    lines: [
      "Kontakt;Tel;Mail;Geb.;Status;Ort",
      "Ada Lovelace;030 1234567;ada@verde.example;03.04.1985;warm;Hamburg",
      "Name;Telefon;E-Mail;Geburtstag;Stand;Ort",
      "Grace Hopper;+44 131 5550199;grace@lumen.example;11.12.1979;kalt;Lyon",
    ],
    encodings: [
      "UTF-8",
      "UTF-16LE",
      "windows-1252",
      "windows-1250",
      "ISO-8859-2",
      "windows-1251",
      "KOI8-R",
      "windows-1253",
      "windows-1254",
      "Shift_JIS",
      "GBK",
    ],
  },
  rows_estimate: 340,
  doubts: ["“03.04.1985” and every other value could be day and month or month and day."],
  columns: GUESSES.map(([name, samples, target, confidence, reason], index) => ({
    index,
    name,
    samples: [...samples],
    target,
    confidence,
    reason,
    ...(target.startsWith("dates") ? { date_order: "ambiguous" as const } : {}),
  })),
  preview: [
    {
      display_name: "Ada Lovelace",
      emails: [{ value: "ada@verde.example" }],
      phones: [{ value: "030 1234567" }],
    },
    {
      display_name: "Grace Hopper",
      emails: [{ value: "grace@lumen.example" }],
      phones: [{ value: "+44 131 5550199" }],
    },
  ],
};

/** A table whose rows plainly are records of one kind, with columns of these names. */
export const tableOf = (kind: string, names: string[], asked: AskedValue[] = []): Partial<Inspection> => ({
  asked,
  kind,
  sure: false,
  source: kind === "deal" ? "HubSpot deals" : "an unknown program",
  doubts: ["What these columns hold is a guess: “Paint”."],
  columns: names.map((name, index) => ({
    index,
    name,
    target: "raw",
    confidence: 0.5,
    reason: "",
    samples: [`${name} 1`, `${name} 2`],
  })),
  preview: [{ name: `${names[0] ?? ""} 1` }],
});

/** Values of a table that name nothing here. */
export const askedOf = (column: number, known: string[], values: Record<string, number>): AskedValue[] =>
  Object.entries(values).map(([value, rows]) => ({ column, value, rows, settled: false, known }));

/** The same where the import makes what is missing. */
export const madeOnes = (asked: AskedValue[]): AskedValue[] => asked.map((one) => ({ ...one, made: true }));

/** The stages that every vault begins with. */
export const STAGES = ["Qualification", "Needs analysis", "Proposal", "Negotiation", "Won", "Lost"];

/** What other programs did to a list of people. */
export const REPAIRABLE: RepairOffer[] = [
  {
    repair: "encoding",
    on: true,
    usual: true,
    count: 34,
    rows: 31,
    examples: [
      { row: 3, field: "family", before: "MÃ¼ller", after: "Müller" },
      { row: 8, field: "addresses.city", before: "MÃƒÂ¼nchen", after: "München" },
    ],
  },
  {
    repair: "zeros",
    on: false,
    usual: false,
    count: 12,
    rows: 12,
    examples: [
      { row: 5, field: "addresses.postal_code", before: "1067", after: "01067" },
      { row: 6, field: "phones", before: "491701234567", after: "+491701234567" },
    ],
  },
  {
    repair: "capitals",
    on: false,
    usual: false,
    count: 120,
    rows: 118,
    examples: [
      { row: 1, field: "family", before: "MCDONALD", after: "McDonald" },
      { row: 2, field: "family", before: "VAN DER BERG", after: "van der Berg" },
    ],
  },
];

/** A card in front of the camera. */
export const CARD = {
  scanned: { files: [{ file: "seen-card", name: "Camera › QR.vcf", size: 180 }], left: [], mails: 0 },
  inspection: {
    format: "vcard" as const,
    preview: [
      {
        display_name: "Ada Lovelace",
        company: "Verde Analytics",
        emails: [{ value: "ada@verde.example" }],
        phones: [{ value: "+49 30 901820" }],
      },
    ],
  },
};

/** An address in front of the camera. */
export const LINK = {
  scanned: {
    files: [],
    mails: 0,
    left: [
      {
        name: "Camera",
        code: "qr_link",
        reason: "The code leads to https://verde.example/ada; it was not opened.",
        values: { link: "https://verde.example/ada" },
      },
    ],
  },
};
