// Companies in depth as the screens see them: groups, charts, members, committees, what was spoken.
import type { Company, Id, TimelineItem } from "./commands";
import type { Deal, Money } from "./selling";

export type Role = "decision_maker" | "champion" | "influencer" | "blocker" | "user" | "other";
export type Stance = "for" | "neutral" | "against";

/** What a contact is to the decisions of a company or deal. */
export interface StakeholderRow {
  id?: Id;
  contact_id: Id;
  role?: string;
  /** 1 to 5. */
  influence?: number;
  stance?: string;
  note?: string;
}

/** A company of a group. */
export interface GroupNode {
  id: Id;
  parent_id: Id | null;
  name: string;
  industry: string | null;
  depth: number;
  people: number;
  open_deals: number;
  open_amount: Money | null;
}

export interface Group {
  top_id: Id;
  companies: GroupNode[];
  people: number;
  open_deals: number;
  open_amount: Money | null;
  more: boolean;
}

/** A job at a company. */
export interface Member {
  contact_id: Id;
  job_id: Id;
  name: string;
  title: string | null;
  department: string | null;
  role: string | null;
  from: string | null;
  to: string | null;
  present: boolean;
  reports_to_id: Id | null;
  reports_to: string | null;
  say: string | null;
  last_activity_ms: number | null;
}

export type Membership = "all" | "present" | "former";

export interface ChartPerson {
  id: Id;
  name: string;
  title: string | null;
  department: string | null;
  reports_to_id: Id | null;
  photo: string | null;
}

export interface OrgChart {
  people: ChartPerson[];
  more_people: boolean;
  companies: GroupNode[];
  more_companies: boolean;
  above: { id: Id; name: string } | null;
}

export type InfluenceRule = "role" | "title" | "share" | "recent" | "reports" | "ties" | "said";

export interface InfluenceReason {
  rule: InfluenceRule;
  points: number;
  count: number | null;
  word: string | null;
}

export interface Stakeholder {
  contact_id: Id;
  name: string;
  title: string | null;
  photo: string | null;
  role: string | null;
  influence: number | null;
  stance: string | null;
  note: string | null;
  last_activity_ms: number | null;
  conversations: number;
  reports: number;
  ties: number;
  /** Whether they stand on the committee; the others work at the company and can be put there. */
  placed: boolean;
  score: number;
  reasons: InfluenceReason[];
}

export interface CommitteeColumn {
  /** Absent for those of whom no role is known. */
  role: Role | null;
  people: Stakeholder[];
}

export type GapSort =
  | "no_decision_maker"
  | "decision_maker_against"
  | "nobody_spoken_to"
  | "decision_maker_not_spoken_to"
  | "blocker_not_spoken_to"
  | "no_champion"
  | "one_person";

export interface Gap {
  sort: GapSort;
  contact_id: Id | null;
  name: string | null;
  days: number | null;
}

export interface Committee {
  columns: CommitteeColumn[];
  gaps: Gap[];
  more: boolean;
}

/** What is said of somebody; null takes it away. */
export interface PlacePatch {
  role?: Role | null;
  influence?: number | null;
  stance?: Stance | null;
  note?: string | null;
}

export interface EngagementWeek {
  monday: string;
  calls: number;
  meetings: number;
  messages: number;
}

export type TieSort =
  | "relation"
  | "named_by"
  | "manager"
  | "report"
  | "employer"
  | "former_employer"
  | "deal"
  | "in_deal"
  | "colleague";

/** How a contact is tied to a record. */
export interface Tie {
  sort: TieSort;
  kind: "contact" | "company" | "deal";
  /** Absent for a name that is no contact. */
  id: Id | null;
  name: string;
  label: string | null;
}

type Io<I, O> = { input: I; output: O };
type Place = { id: Id; contact_id: Id; patch: PlacePatch };
type Displace = { id: Id; contact_id: Id };

export interface AccountCommands {
  "companies.group": Io<{ id: Id }, Group>;
  "companies.members": Io<
    { id: Id; which?: Membership; limit?: number },
    { members: Member[]; present: number; former: number }
  >;
  "companies.chart": Io<{ id: Id }, OrgChart>;
  "companies.committee": Io<{ id: Id }, Committee>;
  "deals.committee": Io<{ id: Id }, Committee>;
  "companies.place": Io<Place, Company>;
  "deals.place": Io<Place, Deal>;
  "companies.displace": Io<Displace, Company>;
  "deals.displace": Io<Displace, Deal>;
  "companies.engagement": Io<
    {
      id: Id;
      contact_id?: Id;
      before?: string;
      limit?: number;
      only?: string[];
      field?: string;
      since_ms?: number;
      until_ms?: number;
    },
    { items: TimelineItem[]; next_before?: string | null }
  >;
  "contacts.ties": Io<{ id: Id }, { ties: Tie[] }>;
  "companies.weeks": Io<{ id: Id; weeks?: number; contact_id?: Id }, { weeks: EngagementWeek[] }>;
}
