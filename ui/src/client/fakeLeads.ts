// Invented leads, rules and territories for stories and tests, and what the program answers about them. The same ones
// every time; scores are what the story says, not reckoned here.
import type { Id } from "./commands";
import { NOW, contact, idOf } from "./fakePeople";
import type {
  Contribution,
  Conversion,
  EffectiveRule,
  Lead,
  LeadStatus,
  QualifyRule,
  QualifyTest,
  Rating,
  ScoreRule,
  Territory,
  TerritoryTest,
  Why,
} from "./leads";

const DAY = 86_400_000;
const base = (kind: string, number: number) => ({
  id: idOf(kind, number),
  kind,
  version: 1,
  created_ms: NOW - (40 - number) * DAY,
  modified_ms: NOW - number * DAY,
  deleted_ms: null,
});

type Line = [
  given: string,
  family: string,
  company: string,
  job: string,
  status: LeadStatus,
  rating: Rating | null,
  source: string,
  score: number,
];

const LINES: Line[] = [
  ["Hanna", "Seidel", "Lumen Optics", "Managing Director", "qualified", "hot", "Trade fair", 84],
  ["Victor", "Almeida", "Porto Cold Chain", "Head of Operations", "working", "warm", "Website", 67],
  ["Greta", "Nyström", "Nordlys Energy", "Chief Buyer", "working", "hot", "Recommendation", 71],
  ["Tomás", "Ruiz", "Ruiz & Hijos", "Owner", "new", null, "Recommendation", 46],
  ["Mei", "Tanaka", "Kumo Robotics", "Engineer", "new", "cold", "List", 22],
  ["Oskar", "Weber", "Weber Druck", "Purchasing", "new", null, "Website", 38],
  ["Amara", "Okafor", "Lagos Freight", "Director", "converted", "hot", "Trade fair", 90],
  ["Jan", "Kowalski", "Kowalski Stal", "Clerk", "disqualified", "cold", "List", 12],
];

export const LEADS: Lead[] = LINES.map(
  ([given, family, company, job, status, rating, source, score], at) => ({
    ...base("lead", at),
    name: `${given} ${family}`,
    given,
    family,
    company,
    job_title: job,
    website: `https://${company.toLowerCase().replace(/[^a-z]+/g, "-")}.example`,
    city: "München",
    postal_code: "80331",
    country: "DE",
    industry: at % 2 ? "Logistics" : "Optics",
    size: 20 + at * 60,
    source,
    status,
    status_since_ms: NOW - at * DAY,
    ...(rating ? { rating } : {}),
    value: { minor: (at + 1) * 650_000, currency: "EUR" },
    ...(at % 3 === 0 ? { next_step: "Send the price list" } : {}),
    assignee: "owner",
    ...(status === "qualified" ? { qualified_reason: "Worth a call: score 84 of at least 70" } : {}),
    ...(status === "disqualified" ? { disqualified_reason: "No budget" } : {}),
    ...(status === "converted"
      ? { contact_id: idOf("contact", 1), company_id: idOf("company", 1), deal_id: idOf("deal", 1) }
      : {}),
    last_activity_ms: NOW - at * DAY,
    score,
    territory_id: idOf("territory", 0),
    emails: [{ id: idOf("part", 7000 + at), value: `${given.toLowerCase()}@example.com`, label: "work" }],
    phones: [
      { id: idOf("part", 7100 + at), value: `+49 89 5550${at}0`, e164: `+49895550${at}0`, label: "work" },
    ],
    tags: at % 4 === 0 ? ["trade fair"] : [],
    custom: {},
  }),
);

export const TERRITORIES: Territory[] = [
  { ...base("territory", 0), name: "South", countries: ["DE"], postcodes: ["70-79", "80-97"], position: 1 },
  { ...base("territory", 1), name: "Large optics", industries: ["Optics"], size_from: 250, position: 2 },
];

export const QUALIFY_RULES: QualifyRule[] = [
  { ...base("qualify_rule", 0), name: "Worth a call", min_score: 70, paused: false, position: 1 },
];

const rule = (
  usual: string,
  name: string,
  dimension: EffectiveRule["dimension"],
  points: number,
  counts?: [each: string, up_to: number],
): EffectiveRule => ({
  id: null,
  usual,
  name,
  dimension,
  filter: null,
  points,
  each: counts?.[0] ?? null,
  up_to: counts?.[1] ?? null,
});

export const RULES: EffectiveRule[] = [
  rule("decider", "Decides or leads", "fit", 15),
  rule("business_mail", "Business e-mail address", "fit", 6),
  rule("unreachable", "Neither e-mail nor phone", "fit", -15),
  rule("size_50", "50 to 249 people", "firmographic", 8),
  rule("notes", "Notes of conversations", "engagement", 4, ["note_count", 16]),
  rule("conversations", "Conversations", "engagement", 5, ["conversations", 20]),
  rule("hot", "Rated hot", "intent", 15),
  rule("silence", "Days without anything happening", "recency", -1, ["idle_days", 25]),
];

/** The rules as records, once the seller began to change them. */
export const kept = (): ScoreRule[] =>
  RULES.map(({ name, dimension, points, each, up_to }, at) => ({
    ...base("score_rule", at),
    name,
    dimension,
    points,
    each,
    up_to,
    paused: name === "50 to 249 people",
    position: at + 1,
    ...(name === "Rated hot"
      ? { filter: JSON.stringify({ is: { field: "rating", op: "equals", value: "hot" } }) }
      : {}),
  }));

/** Reasons that add up to the lead's score. */
export function why(lead: Lead): Why {
  const one = (
    usual: string,
    dimension: Contribution["dimension"],
    points: number,
    count: number | null = null,
  ): Contribution => ({
    rule_id: null,
    usual,
    dimension,
    reason: RULES.find((known) => known.usual === usual)?.name ?? usual,
    count,
    points,
  });
  const contributions = [
    one("decider", "fit", 15),
    one("business_mail", "fit", 6),
    one("notes", "engagement", 8, 2),
    one("silence", "recency", -3, 3),
  ];
  if (lead.rating === "hot") contributions.splice(2, 0, one("hot", "intent", 15));
  if (lead.score > 60) contributions.splice(2, 0, one("size_50", "firmographic", 8));
  const sum = contributions.reduce((total, { points }) => total + points, 0);
  const rest = lead.score - sum;
  if (rest !== 0) contributions.splice(2, 0, one("asked", "intent", rest));
  return { score: lead.score, contributions, correction: 0, as_of_ms: NOW, no_data: ["behavioural"] };
}

/** Who the lead may be already. */
export function conversion(lead: Lead): Conversion {
  const known = contact(1);
  return {
    contacts: [
      {
        id: known.id,
        title: known.display_name,
        subtitle: known.emails[0]?.value ?? "",
        reason: "email",
        same_name: false,
      },
    ],
    company: null,
    deal_name: lead.company ?? lead.name,
  };
}

export function tryTerritory(leads: Lead[]): TerritoryTest {
  const moves = leads
    .slice(0, 2)
    .map(({ id, name }) => ({ id, title: name, from: "South", to: "Large optics" }));
  return { total: leads.length, inside: 2, joining: 2, leaving: 0, moves };
}

export function tryQualifying(leads: Lead[], least: number): QualifyTest {
  const holding = leads.filter(({ score }) => score >= least);
  return {
    total: leads.length,
    holds: holding.length,
    would_qualify: holding.filter(({ status }) => status === "new" || status === "working").length,
    leads: holding.map(({ id, name, score, status }) => ({ id, title: name, score, status })),
  };
}

/** A lead as it is after a verdict or a conversion. */
export function judged(lead: Lead, status: LeadStatus, reason: string | undefined): Lead {
  const { qualified_reason: _, disqualified_reason: __, ...rest } = lead;
  const why = reason ? { [`${status}_reason`]: reason } : {};
  return { ...rest, ...why, status, status_since_ms: NOW };
}

export const becomes = (lead: Lead, contactId: Id): Lead => ({
  ...judged(lead, "converted", undefined),
  contact_id: contactId,
});

/** A lead before anybody judged it. */
export const newLead = (lead: Lead): Lead => ({
  ...lead,
  name: lead.name || [lead.given, lead.family].filter(Boolean).join(" ") || (lead.company ?? ""),
  status: "new",
  status_since_ms: NOW,
  assignee: "owner",
  last_activity_ms: NOW,
  score: 20,
  emails: lead.emails ?? [],
  phones: lead.phones ?? [],
  tags: lead.tags ?? [],
  custom: {},
});
