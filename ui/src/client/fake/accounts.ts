// What the program reckons of companies in depth, for stories and tests: groups, charts, members, committees, weeks.
import type {
  ChartPerson,
  Committee,
  Gap,
  GroupNode,
  InfluenceReason,
  Member,
  PlacePatch,
  Role,
  Stakeholder,
  StakeholderRow,
  Tie,
  TieSort,
} from "../accounts";
import type { Communication, Company, Contact, Id, Job, TimelineItem } from "../commands";
import { NOW, idOf } from "../fakePeople";
import type { Deal } from "../selling";

const DAY = 86_400_000;
const ROLES: Role[] = ["decision_maker", "champion", "influencer", "blocker", "user", "other"];

export interface AccountStore {
  contacts: Map<string, Contact>;
  companies: Map<string, Company>;
  deals: Map<string, Deal>;
  communications: Map<string, Communication>;
}

const living = <T extends { deleted_ms?: number | null }>(held: Map<string, T>): T[] =>
  [...held.values()].filter(({ deleted_ms }) => !deleted_ms);

/** Who has or had a job at a company, with that job, by name. */
function jobsAt(store: AccountStore, company: Id): { contact: Contact; job: Job }[] {
  return living(store.contacts)
    .flatMap((contact) =>
      contact.jobs.filter((job) => job.company_id === company).map((job) => ({ contact, job })),
    )
    .sort((a, b) => a.contact.display_name.localeCompare(b.contact.display_name));
}

/** Northwind's people report to each other, three to one, some to nobody; elsewhere only what is written down counts. */
function manager(store: AccountStore, company: Id, contact: Id): Id | null {
  const here = jobsAt(store, company).filter(({ job }) => !job.to);
  const at = here.findIndex((one) => one.contact.id === contact);
  const said = here[at]?.job.reports_to_id;
  if (said !== undefined) return said;
  if (company !== idOf("company", 0) || at < 1 || at > 9) return null;
  return here[Math.floor((at - 1) / 3)]?.contact.id ?? null;
}

function node(store: AccountStore, company: Company, depth: number): GroupNode {
  const open = living(store.deals).filter(
    ({ company_id, state }) => company_id === company.id && state === "open",
  );
  const minor = open.reduce((sum, { amount }) => sum + (amount?.currency === "EUR" ? amount.minor : 0), 0);
  return {
    id: company.id,
    parent_id: company.parent_id ?? null,
    name: company.name,
    industry: company.industry ?? null,
    depth,
    people: jobsAt(store, company.id).filter(({ job }) => !job.to).length,
    open_deals: open.length,
    open_amount: minor > 0 ? { minor, currency: "EUR" } : null,
  };
}

function below(store: AccountStore, top: Company): GroupNode[] {
  const nodes = [node(store, top, 0)];
  for (const above of nodes)
    nodes.push(
      ...living(store.companies)
        .filter((one) => one.parent_id === above.id && !nodes.some(({ id }) => id === one.id))
        .map((one) => node(store, one, above.depth + 1)),
    );
  return nodes;
}

function group(store: AccountStore, id: Id) {
  let top = store.companies.get(id)!;
  while (top.parent_id) top = store.companies.get(top.parent_id) ?? { ...top, parent_id: null };
  const companies = below(store, top);
  const sum = (of: (one: GroupNode) => number) => companies.reduce((all, one) => all + of(one), 0);
  return {
    top_id: top.id,
    companies,
    people: sum(({ people }) => people),
    open_deals: sum(({ open_deals }) => open_deals),
    open_amount: { minor: sum(({ open_amount }) => open_amount?.minor ?? 0), currency: "EUR" },
    more: false,
  };
}

function members(store: AccountStore, id: Id, which: string) {
  const all = jobsAt(store, id).map(({ contact, job }): Member => {
    const boss = manager(store, id, contact.id);
    return {
      contact_id: contact.id,
      job_id: job.id ?? "",
      name: contact.display_name,
      title: job.title ?? null,
      department: job.department ?? null,
      role: job.role ?? null,
      from: job.from ?? null,
      to: job.to ?? null,
      present: !job.to,
      reports_to_id: boss,
      reports_to: boss ? (store.contacts.get(boss)?.display_name ?? null) : null,
      say: rowsOf(store, "companies", id).find((row) => row.contact_id === contact.id)?.role ?? null,
      last_activity_ms: contact.last_activity_ms ?? null,
    };
  });
  const wanted = all.filter(({ present }) => which === "all" || present === (which === "present"));
  return {
    members: [...wanted.filter(({ present }) => present), ...wanted.filter(({ present }) => !present)],
    present: all.filter(({ present }) => present).length,
    former: all.filter(({ present }) => !present).length,
  };
}

function chart(store: AccountStore, id: Id) {
  const company = store.companies.get(id)!;
  const above = company.parent_id ? store.companies.get(company.parent_id) : undefined;
  return {
    people: jobsAt(store, id)
      .filter(({ job }) => !job.to)
      .map(({ contact, job }): ChartPerson => ({
        id: contact.id,
        name: contact.display_name,
        title: job.title ?? null,
        department: job.department ?? null,
        reports_to_id: manager(store, id, contact.id),
        photo: null,
      })),
    more_people: false,
    companies: below(store, company),
    more_companies: false,
    above: above ? { id: above.id, name: above.name } : null,
  };
}

type Of = "companies" | "deals";

/** The rows of a committee as they are written down; Northwind has some from the beginning. */
export function rowsOf(store: AccountStore, of: Of, id: Id): StakeholderRow[] {
  if (of === "deals") return store.deals.get(id)?.contacts ?? [];
  const company = store.companies.get(id);
  if (company?.stakeholders || id !== idOf("company", 0)) return company?.stakeholders ?? [];
  const staff = jobsAt(store, id).map(({ contact }) => contact.id);
  const said: Omit<StakeholderRow, "contact_id">[] = [
    { role: "decision_maker", influence: 5, stance: "neutral" },
    { role: "champion", influence: 3, stance: "for", note: "Wants the pilot in spring" },
    { role: "influencer", stance: "for" },
    { role: "blocker", influence: 4, stance: "against", note: "Afraid of another system" },
    { role: "user" },
  ];
  return said.flatMap((row, at) => (staff[at] ? [{ ...row, contact_id: staff[at] }] : []));
}

/** The rows with what is said of somebody now; without them where nothing is said. */
export function placed(rows: StakeholderRow[], contact_id: Id, patch: PlacePatch | null): StakeholderRow[] {
  const others = rows.filter((row) => row.contact_id !== contact_id);
  if (!patch) return others;
  const before = rows.find((row) => row.contact_id === contact_id) ?? { contact_id };
  const merged = Object.entries({ ...before, ...patch }).filter(([, value]) => value !== null);
  return [...others, Object.fromEntries(merged) as unknown as StakeholderRow];
}

const POINTS: Record<Role, number> = {
  decision_maker: 25,
  champion: 18,
  blocker: 15,
  influencer: 12,
  user: 5,
  other: 2,
};

/** Who was spoken with is known by some. */
const tiedTo = (days: number | null): number => (days === null ? 0 : 9);

function reasons(
  row: StakeholderRow,
  days: number | null,
  share: number,
  reports: number,
): InfluenceReason[] {
  const role = row.role as Role | undefined;
  const all: InfluenceReason[] = [
    { rule: "role", points: role ? POINTS[role] : 0, count: null, word: role ?? "" },
    { rule: "reports", points: Math.min(5, reports * 3), count: reports, word: null },
    { rule: "share", points: Math.floor((share * 15) / 100), count: share, word: null },
    { rule: "ties", points: days === null ? 0 : 6, count: tiedTo(days), word: null },
    {
      rule: "recent",
      points: days === null ? 0 : days <= 7 ? 15 : days <= 30 ? 10 : days <= 90 ? 5 : 0,
      count: days,
      word: null,
    },
    { rule: "said", points: (row.influence ?? 0) * 2, count: row.influence ?? null, word: null },
  ];
  return all.filter(({ points }) => points > 0);
}

function committee(store: AccountStore, of: Of, id: Id): Committee {
  const company = of === "companies" ? id : store.deals.get(id)?.company_id;
  const rows = rowsOf(store, of, id);
  const staff = company ? jobsAt(store, company).filter(({ job }) => !job.to) : [];
  const free = staff.filter(({ contact }) => !rows.some((row) => row.contact_id === contact.id)).slice(0, 6);
  const said = (contact: Id) =>
    living(store.communications)
      .filter(({ contacts }) => contacts.includes(contact))
      .map(({ at_ms }) => at_ms);
  const all = [...rows, ...free.map(({ contact }) => ({ contact_id: contact.id, new: true }))];
  const spoken = all.reduce((sum, { contact_id }) => sum + said(contact_id).length, 0);
  const people = all.flatMap((row): Stakeholder[] => {
    const contact = store.contacts.get(row.contact_id);
    if (!contact) return [];
    const moments = said(contact.id);
    const last = moments.length > 0 ? Math.max(...moments) : null;
    const reports = company
      ? staff.filter((one) => manager(store, company, one.contact.id) === contact.id).length
      : 0;
    const share = spoken > 0 ? Math.floor((100 * moments.length) / spoken) : 0;
    const days = last === null ? null : Math.floor((NOW - last) / DAY);
    const why = reasons(row, days, share, reports);
    const known: StakeholderRow = row;
    return [
      {
        contact_id: contact.id,
        name: contact.display_name,
        title: contact.job_title ?? null,
        photo: null,
        role: known.role ?? null,
        influence: known.influence ?? null,
        stance: known.stance ?? null,
        note: known.note ?? null,
        last_activity_ms: last,
        conversations: moments.length,
        reports,
        ties: tiedTo(days),
        placed: !("new" in row),
        score: why.reduce((sum, { points }) => sum + points, 0),
        reasons: why,
      },
    ];
  });
  const columns = [...ROLES, null].map((role) => ({
    role,
    people: people
      .filter((one) => one.role === role)
      .sort((a, b) => Number(b.placed) - Number(a.placed) || b.score - a.score),
  }));
  return { columns, gaps: gaps(people.filter((one) => one.placed)), more: false };
}

function gaps(people: Stakeholder[]): Gap[] {
  const with_ = (role: Role) => people.filter((one) => one.role === role);
  const plain = { contact_id: null, name: null, days: null };
  const of = ({ contact_id, name, last_activity_ms: last }: Stakeholder) => ({
    contact_id,
    name,
    days: last === null ? null : Math.floor((NOW - last) / DAY),
  });
  const silent = ({ last_activity_ms: last }: Stakeholder) => last === null || NOW - last >= 30 * DAY;
  const found: Gap[] = [];
  if (with_("decision_maker").length === 0) found.push({ sort: "no_decision_maker", ...plain });
  for (const one of with_("decision_maker").filter(silent))
    found.push({ sort: "decision_maker_not_spoken_to", ...of(one) });
  for (const one of with_("blocker").filter(silent))
    found.push({ sort: "blocker_not_spoken_to", ...of(one) });
  if (with_("champion").length === 0) found.push({ sort: "no_champion", ...plain });
  return found;
}

/** Half a year of conversations. */
const weeks = (spoken: boolean, person: boolean) =>
  Array.from({ length: 26 }, (_, at) => ({
    monday: new Date(NOW - (25 - at) * 7 * DAY).toISOString().slice(0, 10),
    calls: spoken ? (at * 7 + (person ? 1 : 3)) % (person ? 2 : 5) : 0,
    meetings: spoken && !person && at % 6 === 2 ? 1 : 0,
    messages: spoken && at > 8 ? (at * 3) % (person ? 2 : 4) : 0,
  }));

/** How somebody is tied to others: their companies, whom they report to, deals and who is in them. */
function ties(store: AccountStore, id: Id): Tie[] {
  const contact = store.contacts.get(id);
  const name = (of: Id) => store.contacts.get(of)?.display_name ?? "";
  const found: Tie[] = [];
  const add = (sort: TieSort, kind: Tie["kind"], one: Id | null, called: string, label?: string | null) =>
    found.push({ sort, kind, id: one, name: called, label: label ?? null });
  for (const { label, value, contact_id } of contact?.relations ?? [])
    add("relation", "contact", contact_id ?? null, value, label);
  const deals = living(store.deals).filter(({ contacts }) => contacts.some((row) => row.contact_id === id));
  for (const job of contact?.jobs ?? []) {
    if (!job.company_id) continue;
    const boss = manager(store, job.company_id, id);
    if (boss) add("manager", "contact", boss, name(boss), job.company);
    for (const other of jobsAt(store, job.company_id))
      if (manager(store, job.company_id, other.contact.id) === id)
        add("report", "contact", other.contact.id, other.contact.display_name, other.job.title);
    add(job.to ? "former_employer" : "employer", "company", job.company_id, job.company ?? "", job.title);
  }
  for (const deal of deals)
    add("deal", "deal", deal.id, deal.name, deal.contacts.find((row) => row.contact_id === id)?.role);
  for (const deal of deals)
    for (const row of deal.contacts)
      if (row.contact_id !== id) add("in_deal", "contact", row.contact_id, name(row.contact_id), deal.name);
  return found;
}

interface Asked {
  field?: string;
  id: Id;
  which?: string;
  contact_id?: Id;
  only?: string[];
}

/** The answer to a question about an account; undefined where it is none. */
export function accounts(
  store: AccountStore,
  name: string,
  input: Asked,
  timeline: (of: "companies" | "contacts", id: Id) => TimelineItem[],
): unknown {
  const [of, verb] = name.split(".") as [Of, string];
  if (verb === "committee") return committee(store, of, input.id);
  switch (name) {
    case "companies.group":
      return group(store, input.id);
    case "companies.members":
      return members(store, input.id, input.which ?? "all");
    case "companies.chart":
      return chart(store, input.id);
    case "contacts.ties":
      return { ties: ties(store, input.id) };
    case "companies.weeks":
      return { weeks: weeks(jobsAt(store, input.id).length > 0, Boolean(input.contact_id)) };
    case "companies.engagement": {
      const whose = input.contact_id
        ? timeline("contacts", input.contact_id)
        : [
            ...timeline("companies", input.id),
            ...jobsAt(store, input.id).flatMap(({ contact }) => timeline("contacts", contact.id)),
          ];
      const seen = new Set<string>();
      const seqOf = (item: TimelineItem) =>
        item.type === "change" || item.type === "import" ? item.seq : undefined;
      const own = new Set(input.contact_id ? [] : timeline("companies", input.id).map(seqOf));
      const items = whose
        .filter((item) => seqOf(item) === undefined || own.has(seqOf(item)))
        .filter((item) => !input.field || seqOf(item) !== undefined)
        .filter((item) => {
          const id =
            item.type === "note"
              ? item.note.id
              : item.type === "record"
                ? item.record.id
                : String(seqOf(item));
          const sort = item.type === "record" ? item.record.kind : item.type;
          const fits = !input.only?.length || input.only.includes(sort);
          return fits && !seen.has(id) && Boolean(seen.add(id));
        });
      return { items: items.sort((a, b) => b.at_ms - a.at_ms).slice(0, 50) };
    }
    default:
      return undefined;
  }
}
