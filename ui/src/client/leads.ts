// Leads, their scores and territories, as the UI sees them.
import type { Filter, Id, Json, Labelled, Phone, RecordBase } from "./commands";
import type { Money } from "./selling";

export type LeadStatus = "new" | "working" | "qualified" | "disqualified" | "converted";
export type Rating = "hot" | "warm" | "cold";
export type Dimension = "fit" | "firmographic" | "engagement" | "intent" | "recency";

export interface Lead extends RecordBase {
  name: string;
  given?: string | null;
  family?: string | null;
  company?: string | null;
  job_title?: string | null;
  website?: string | null;
  city?: string | null;
  postal_code?: string | null;
  country?: string | null;
  place?: string;
  place_found?: string;
  industry?: string | null;
  /** People in the company. */
  size?: number | null;
  source?: string | null;
  status: LeadStatus;
  status_since_ms: number;
  rating?: Rating | null;
  value?: Money | null;
  next_step?: string | null;
  assignee: string;
  qualified_reason?: string | null;
  disqualified_reason?: string | null;
  qualified_ms?: number;
  converted_ms?: number;
  last_activity_ms: number;
  /** Absent when there are none. */
  conversations?: number;
  open_tasks?: number;
  score: number;
  territory_id?: Id;
  contact_id?: Id;
  company_id?: Id;
  deal_id?: Id;
  emails: Labelled[];
  phones: Phone[];
  tags: string[];
  custom: Record<Id, Json>;
}

export interface Contribution {
  rule_id: Id | null;
  /** The usual rule it is, for which the locales have words. */
  usual: string | null;
  dimension: Dimension;
  reason: string;
  /** Of how many, for a rule that counts. */
  count: number | null;
  points: number;
}

export interface Why {
  score: number;
  contributions: Contribution[];
  /** What keeps it within 0 and 100. */
  correction: number;
  as_of_ms: number;
  no_data: string[];
}

export interface ScoreRule extends RecordBase {
  name: string;
  dimension: Dimension;
  /** The filter of a query as JSON. */
  filter?: string | null;
  points: number;
  each?: string | null;
  up_to?: number | null;
  paused: boolean;
  position: number;
}

export interface QualifyRule extends RecordBase {
  name: string;
  min_score: number;
  filter?: string | null;
  paused: boolean;
  position: number;
}

export interface Territory extends RecordBase {
  name: string;
  countries?: string[] | null;
  postcodes?: string[] | null;
  industries?: string[] | null;
  size_from?: number | null;
  size_to?: number | null;
  position: number;
}

export interface EffectiveRule {
  id: Id | null;
  usual: string | null;
  name: string;
  dimension: Dimension;
  filter: Filter | null;
  points: number;
  each: string | null;
  up_to: number | null;
}

export interface Known {
  id: Id;
  title: string;
  subtitle: string;
  reason: string;
  same_name: boolean;
}

export interface Conversion {
  contacts: Known[];
  company: Known | null;
  deal_name: string;
}

export interface Converted {
  id: Id;
  contact_id: Id;
  contact_found: boolean;
  company_id: Id | null;
  deal_id: Id | null;
}

export interface TerritoryTest {
  total: number;
  inside: number;
  joining: number;
  leaving: number;
  moves: { id: Id; title: string; from: string | null; to: string | null }[];
}

export interface QualifyTest {
  total: number;
  holds: number;
  would_qualify: number;
  leads: { id: Id; title: string; score: number; status: string }[];
}

/** What only the program says of a lead. */
export type LeadGiven =
  | "status_since_ms"
  | "qualified_ms"
  | "converted_ms"
  | "score"
  | "conversations"
  | "open_tasks"
  | "territory_id"
  | "contact_id"
  | "company_id"
  | "deal_id";

export interface LeadRecords {
  leads: Lead;
  score_rules: ScoreRule;
  qualify_rules: QualifyRule;
  territories: Territory;
}

type Io<I, O> = { input: I; output: O };

export interface LeadCommands {
  "leads.score": Io<{ id: Id }, Why>;
  "leads.conversion": Io<{ id: Id }, Conversion>;
  "leads.convert": Io<
    {
      id: Id;
      contact_id?: Id;
      new_contact?: boolean;
      company_id?: Id;
      deal?: { name?: string; pipeline_id?: Id; amount?: Money; close_date?: string; role?: string };
    },
    Converted
  >;
  "leads.qualify": Io<{ id: Id; reason?: string }, Lead>;
  "leads.disqualify": Io<{ id: Id; reason: string }, Lead>;
  "leads.rescore": Io<Record<string, never>, { changed: number }>;
  "score_rules.begin": Io<{ language?: string }, { begun: boolean }>;
  "score_rules.effective": Io<Record<string, never>, { begun: boolean; rules: EffectiveRule[] }>;
  "qualify_rules.test": Io<{ min_score: number; filter?: string }, QualifyTest>;
  "territories.test": Io<
    {
      id?: Id;
      name?: string;
      countries?: string[];
      postcodes?: string[];
      industries?: string[];
      size_from?: number;
      size_to?: number;
      position?: number;
    },
    TerritoryTest
  >;
}
