// The catalogue the fake client answers with: the built-in kinds as the program describes them, and some own fields.
import type { Catalogue, CatalogueField, CataloguePart, FieldTypeName } from "./commands";
import { idOf } from "./fakePeople";

function field(id: string, type: FieldTypeName = "text", more: Partial<CatalogueField> = {}): CatalogueField {
  return {
    id,
    type,
    search_weight: 1,
    filterable: true,
    sortable: true,
    importable: true,
    exportable: true,
    sensitive: false,
    derived: false,
    required: false,
    ...more,
  };
}

const part = (id: string, fields: CatalogueField[], more: Partial<CataloguePart> = {}): CataloguePart => ({
  id,
  fields,
  main: "value",
  filterable: true,
  bare: false,
  ...more,
});

/** The field by which people show what their company says. */
export const TOLD = "0199c000-0000-8000-8000-00000000c0de";

const labelled = () => [field("label"), field("value")];
const address = () =>
  ["label", "street", "extended", "po_box", "city", "region", "postal_code", "country"].map((id) =>
    field(id),
  );
const raw = () => ["source", "name", "params", "value"].map((id) => field(id));

const links = () => [
  part("contacts", [field("contact_id", "record", { kind: "contact", sortable: false })], {
    main: "contact_id",
    bare: true,
  }),
  part("companies", [field("company_id", "record", { kind: "company", sortable: false })], {
    main: "company_id",
    bare: true,
  }),
  part("own_records", [field("own_record_id", "record", { kind: "own_record", sortable: false })], {
    main: "own_record_id",
    bare: true,
  }),
];

export const CATALOGUE: Catalogue = {
  version: 1,
  own: {},
  kinds: {
    contact: {
      name: "contact",
      plural: "contacts",
      title: "display_name",
      fields: [
        field("display_name"),
        ...["prefix", "given", "middle", "family", "suffix", "nickname"].map((id) =>
          field(id, "text", { sortable: id === "family", filterable: id === "family" || id === "given" }),
        ),
        ...["phonetic_given", "phonetic_middle", "phonetic_family"].map((id) =>
          field(id, "text", { sortable: false, filterable: false }),
        ),
        field("company", "text", { derived: true }),
        field("job_title", "text", { derived: true }),
        field("source"),
        field("created_ms", "instant", { derived: true }),
        field("modified_ms", "instant", { derived: true }),
        field("company_industry", "text", { derived: true }),
        field("company_size", "text", { derived: true }),
        field("company_country", "text", { derived: true }),
        field("last_activity_ms", "instant", { derived: true }),
        field("keep_in_touch_weeks", "number"),
        field("place", "place", { derived: true }),
        field(idOf("field", 1), "date", { label: "Contract ends" }),
        field(idOf("field", 2), "choice", {
          label: "Segment",
          options: ["Small", "Mid-market", "Enterprise"],
        }),
        field(idOf("field", 3), "bool", { label: "Gets a Christmas card" }),
        field(idOf("field", 4), "money", { label: "Budget" }),
        field(idOf("field", 5), "record", { label: "Introduced by", kind: "contact", sortable: false }),
        field(idOf("field", 6), "link", { label: "Portal" }),
        // What people's companies say in a field of the seller's own.
        field(TOLD, "choice", {
          label: "Customer tier",
          options: ["Gold", "Silver"],
          through: "company",
          derived: true,
          importable: false,
          exportable: false,
        }),
      ],
      parts: [
        part("emails", labelled()),
        part("phones", [...labelled(), field("extension")]),
        part("addresses", address(), { main: "city" }),
        part("links", labelled()),
        part("handles", [field("service"), field("value"), field("label")]),
        part("dates", [field("label"), field("value", "date")]),
        part("relations", labelled()),
        part(
          "jobs",
          [
            ...["company", "title", "department", "role"].map((id) => field(id)),
            field("company_id", "record", { kind: "company", sortable: false }),
          ],
          { main: "company" },
        ),
        part("tags", [field("value")], { bare: true }),
        part("consents", [field("channel"), field("state")], { main: "channel", filterable: false }),
        part("raw", raw(), { filterable: false }),
      ],
      default_sort: [{ field: "display_name" }],
    },
    company: {
      name: "company",
      plural: "companies",
      title: "name",
      fields: [
        field("name", "text", { required: true }),
        field("industry"),
        field("size"),
        field("parent_id", "record", { kind: "company", sortable: false }),
        field("created_ms", "instant", { derived: true }),
        field("modified_ms", "instant", { derived: true }),
        field("last_activity_ms", "instant", { derived: true }),
        field("place", "place", { derived: true }),
      ],
      parts: [
        part("domains", [field("value")]),
        part("emails", labelled()),
        part("phones", [...labelled(), field("extension")]),
        part("addresses", address(), { main: "city" }),
        part("links", labelled()),
        part("tags", [field("value")], { bare: true }),
        part("raw", raw(), { filterable: false }),
      ],
      default_sort: [{ field: "name" }],
    },
    deal: {
      name: "deal",
      plural: "deals",
      title: "name",
      fields: [
        field("name", "text", { required: true }),
        field("company_id", "record", { kind: "company", sortable: false }),
        field("company", "text", { derived: true }),
        field("pipeline_id", "record", { kind: "pipeline", sortable: false }),
        field("stage_id", "record", { kind: "stage", sortable: false }),
        field("state", "choice", { options: ["open", "won", "lost"], derived: true }),
        field("stage_since_ms", "instant", { derived: true }),
        field("amount", "money"),
        field("close_date", "date"),
        field("postponed", "number", { derived: true }),
        field("slipping_from", "date", { derived: true }),
        field("forecast", "choice", { options: ["commit", "best_case", "pipeline"] }),
        field("next_step"),
        field("won_reason"),
        field("lost_reason"),
        field("closed_ms", "instant"),
        field("last_activity_ms", "instant", { derived: true }),
        field("rots_ms", "instant", { derived: true }),
        field("source"),
      ],
      parts: [
        part(
          "contacts",
          [
            field("contact_id", "record", { kind: "contact", sortable: false }),
            field("role", "choice", { filterable: false }),
          ],
          { main: "contact_id", filterable: false },
        ),
        part("tags", [field("value")], { bare: true }),
        part("stages", [field("stage_id", "record", { kind: "stage", sortable: false }), field("name")], {
          main: "name",
          filterable: false,
        }),
      ],
      default_sort: [{ field: "close_date" }],
    },
    lead: {
      name: "lead",
      plural: "leads",
      title: "name",
      fields: [
        field("name"),
        field("given"),
        field("family"),
        field("company"),
        field("job_title"),
        field("website", "link", { filterable: false, sortable: false }),
        field("city"),
        field("postal_code"),
        field("country"),
        field("industry"),
        field("size", "number"),
        field("source"),
        field("status", "choice", { options: ["new", "working", "qualified", "disqualified", "converted"] }),
        field("rating", "choice", { options: ["hot", "warm", "cold"] }),
        field("value", "money"),
        field("next_step"),
        field("score", "number", { derived: true }),
        field("territory_id", "record", { kind: "territory", sortable: false, derived: true }),
        field("last_activity_ms", "instant", { derived: true }),
        field("place", "place", { derived: true }),
      ],
      parts: [
        part("emails", labelled()),
        part("phones", labelled()),
        part("tags", [field("value")], { bare: true }),
      ],
      default_sort: [{ field: "score", descending: true }],
    },
    task: {
      name: "task",
      plural: "tasks",
      title: "title",
      fields: [
        field("title", "text", { required: true }),
        field("notes", "long_text", { filterable: false, sortable: false }),
        field("status", "choice", { options: ["open", "in_progress", "waiting", "done", "cancelled"] }),
        field("priority", "choice", { options: ["none", "low", "normal", "high"] }),
        field("due", "date"),
        field("due_ms", "instant", { derived: true }),
        field("completed_ms", "instant", { derived: true }),
        field("snoozed_until_ms", "instant"),
      ],
      parts: [...links(), part("tags", [field("value")], { bare: true })],
      default_sort: [{ field: "due" }],
    },
    communication: {
      name: "communication",
      plural: "communications",
      title: "title",
      fields: [
        field("title", "text", { derived: true }),
        field("channel", "choice", {
          options: ["call", "visit", "meeting", "message", "email", "sms", "chat"],
        }),
        field("direction", "choice", { options: ["out", "in", "none"] }),
        field("at_ms", "instant"),
        field("duration_s", "number"),
        field("outcome", "choice", { options: ["reached", "not_reached", "left_message", "held"] }),
      ],
      parts: links(),
      default_sort: [{ field: "at_ms", descending: true }],
    },
    view: {
      name: "view",
      plural: "views",
      title: "name",
      fields: [field("name"), field("of"), field("pinned", "bool"), field("position", "number")],
      parts: [],
      default_sort: [{ field: "position" }],
    },
  },
};
