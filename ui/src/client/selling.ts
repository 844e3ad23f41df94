// Deals and what belongs to them, as the UI sees them.
import type { StakeholderRow } from "./accounts";
import type { Condition, FieldChange, Id, Json, ManyOutcome, RecordBase } from "./commands";

export interface Money {
  /** Minor units. */
  minor: number;
  currency: string;
}

export type DealState = "open" | "won" | "lost";
export type Mark = "rotting" | "slipping" | "no_next_step";
export type ForecastCategory = "commit" | "best_case" | "pipeline";

export type DealContact = StakeholderRow;

export interface Deal extends RecordBase {
  name: string;
  company_id?: Id | null;
  company?: string;
  pipeline_id: Id;
  stage_id: Id;
  state: DealState;
  stage_since_ms: number;
  amount?: Money | null;
  close_date?: string | null;
  postponed: number;
  slipping_from?: string;
  forecast: ForecastCategory;
  next_step?: string | null;
  won_reason?: string | null;
  lost_reason?: string | null;
  closed_ms?: number | null;
  last_activity_ms: number;
  rots_ms?: number;
  source?: string | null;
  contacts: DealContact[];
  tags: string[];
  stages: { id?: Id; stage_id?: Id | null; name: string; outcome: DealState; entered_ms: number }[];
  custom: Record<Id, Json>;
}

export interface Pipeline extends RecordBase {
  name: string;
  position: number;
}

export interface Stage extends RecordBase {
  name: string;
  pipeline_id: Id;
  position: number;
  outcome: DealState;
  probability: number;
  rot_days?: number | null;
  exit_criteria?: string | null;
}

export interface ExchangeRate extends RecordBase {
  currency: string;
  base: string;
  rate: number;
  date: string;
}

/** An amount in the home currency; without `minor` it is too large to be kept exactly. */
export interface Total {
  minor: number | null;
  /** Currencies that are not in it because no rate is known. */
  missing: string[];
}

export interface DealFace {
  id: Id;
  name: string;
  company: string | null;
  stage_id: Id;
  amount: Money | null;
  close_date: string | null;
  stage_since_ms: number;
  days_in_stage: number;
  marks: Mark[];
}

export interface BoardColumn {
  id: Id;
  name: string;
  outcome: DealState;
  probability: number;
  count: number;
  total: Total;
  weighted: Total;
  deals: DealFace[];
}

export interface Board {
  pipelines: { id: Id; name: string }[];
  pipeline_id: Id | null;
  home_currency: string;
  stages: BoardColumn[];
}

export interface Passage {
  stage_id: Id | null;
  name: string;
  outcome: DealState;
  entered_ms: number;
  left_ms: number | null;
}

export interface Standing {
  deal: DealFace;
  postponed: number;
  postponed_often: number;
  stages: Passage[];
}

/** A number with the conditions of the list behind it. */
export interface ForecastCell {
  count: number;
  total: Total;
  rules: Condition[];
}

export interface ForecastPeriod {
  sort: "overdue" | "month" | "later" | "undated";
  month: string | null;
  won: ForecastCell;
  commit: ForecastCell;
  best_case: ForecastCell;
  pipeline: ForecastCell;
  weighted: ForecastCell;
}

export interface FunnelStage {
  id: Id;
  name: string;
  outcome: DealState;
  entered: number;
  advanced: number;
  lost: number;
  here: number;
  conversion: number | null;
  average_days: number | null;
  /** Less than 7, 30 and 90 days, and longer. */
  ages: number[];
  rules: Condition[];
  entered_rules: Condition[];
  age_rules: Condition[][];
}

export interface Funnel {
  pipeline_id: Id | null;
  home_currency: string;
  stages: FunnelStage[];
  won: number;
  lost: number;
  win_rate: number | null;
  cycle_days: number | null;
  won_total: Total;
  velocity_minor: number | null;
  won_rules: Condition[];
  lost_rules: Condition[];
}

export interface DealSource {
  /** Absent for the deals of which nobody said. */
  name: string | null;
  open: ForecastCell;
  weighted: ForecastCell;
  won: ForecastCell;
  lost: ForecastCell;
  win_rate: number | null;
  cycle_days: number | null;
}

export interface ChangedDeal {
  id: Id;
  name: string;
  company: string;
  new: boolean;
  deleted: boolean;
  changes: FieldChange[];
  stages: Record<Id, string>;
}

type Io<I, O> = { input: I; output: O };

export interface SellingRecords {
  deals: Deal;
  pipelines: Pipeline;
  stages: Stage;
  exchange_rates: ExchangeRate;
}

export interface SellingCommands {
  "deals.board": Io<{ pipeline_id?: Id; limit?: number; stage_id?: Id; position?: number }, Board>;
  "deals.move": Io<{ id: Id; stage_id: Id; reason?: string }, Deal>;
  "deals.win": Io<{ id: Id; reason?: string }, Deal>;
  "deals.lose": Io<{ id: Id; reason?: string }, Deal>;
  "deals.marked": Io<Record<string, never>, { marks: { mark: Mark; count: number; rules: Condition[] }[] }>;
  "deals.standing": Io<{ id: Id }, Standing>;
  "deals.forecast": Io<
    { pipeline_id?: Id; months?: number },
    { home_currency: string; periods: ForecastPeriod[] }
  >;
  "deals.funnel": Io<{ pipeline_id?: Id }, Funnel>;
  "deals.sources": Io<{ pipeline_id?: Id }, { home_currency: string; sources: DealSource[]; more: number }>;
  "deals.changed": Io<
    { since_ms?: number; pipeline_id?: Id },
    { since_ms: number; more: boolean; deals: ChangedDeal[] }
  >;
  "pipelines.begin": Io<{ language?: string }, { id: Id }>;
  "pipelines.remove": Io<{ id: Id; to_stage_id?: Id }, ManyOutcome>;
  "stages.remove": Io<{ id: Id; to_stage_id?: Id }, ManyOutcome>;
}
