// Records that become one and come apart again, as the UI sees them.
import type { Id, Json, UndoReport } from "./commands";

export interface Side {
  id: Id;
  title: string;
  subtitle: string;
  created_ms: number;
  modified_ms: number;
  /** How many records of which kind refer to it. */
  attached: Record<string, number>;
}

export interface Comparison {
  /** In the order asked for; the first one would stay. */
  records: Side[];
  fields: { field: string; values: Json[]; from: Id; differs: boolean }[];
  lists: { part: string; values: Json[][] }[];
}

export interface Merged {
  id: Id;
  title: string;
  fields: { field: string; from: Id }[];
  moved: number;
  change_set?: Id | null;
}

export interface Unmerged {
  id: Id;
  apart: { id: Id; title: string }[];
  /** Later merges, which were made again. */
  again: number;
  kept: UndoReport["kept"];
}

export interface MergedPart {
  id: Id;
  title: string;
  at_ms: number;
  change_set: Id;
}

/** What speaks for or against that two are one. */
export interface Evidence {
  /** Such as `same_phone`; its words are in the locales. */
  code: string;
  /** In the form it is compared in. */
  value: string;
  /** The other's, where it differs. */
  other?: string;
  /** In natural logarithms of odds: above 0 for, below 0 against. */
  weight: number;
}

/** Two records that may be one. */
export interface LikelyPair {
  /** The one that was made earlier first. */
  records: { id: Id; title: string; subtitle: string }[];
  /** 0 to 1. */
  probability: number;
  evidence: Evidence[];
}

export interface Duplicates {
  pairs: LikelyPair[];
  total: number;
  /** From which probability on it is almost certain. */
  certain: number;
  /** From how many answers of the seller it was learnt how likely they are. */
  learnt_from: number;
  /** Whether everybody was looked at; a job does that, or was stopped. */
  stand: "ready" | "looking" | "stopped";
}

/** The kinds whose records can be merged, by their plurals. */
export type Mergeable = "contacts" | "companies" | "leads";

export type MergeCommands = {
  [P in Mergeable as `${P}.compare`]: { input: { ids: Id[] }; output: Comparison };
} & {
  [P in Mergeable as `${P}.merge`]: {
    input: { id: Id; others: Id[]; fields?: Record<string, Id> };
    output: Merged;
  };
} & {
  [P in Mergeable as `${P}.unmerge`]: { input: { id: Id }; output: Unmerged };
} & {
  [P in Mergeable as `${P}.merges`]: { input: { id: Id }; output: { merges: MergedPart[] } };
} & {
  [P in Mergeable as `${P}.duplicates`]: {
    input: { limit?: number; after?: number; least?: number; id?: Id; import?: Id; look?: boolean };
    output: Duplicates;
  };
} & {
  [P in Mergeable as `${P}.set_apart`]: { input: { id: Id; other: Id }; output: { id: Id; other: Id } };
} & {
  /** Leads that may be a contact: the first of each pair is the lead. */
  "leads.known": {
    input: { limit?: number; after?: number; least?: number; id?: Id; look?: boolean };
    output: Duplicates;
  };
  "leads.set_apart_from": { input: { id: Id; other: Id }; output: { id: Id; other: Id } };
};
