// Contacts that may be one person and companies that may be one, invented: neighbours in the list, with what would speak
// for it.
import type { Id } from "../commands";
import type { Duplicates, Evidence, LikelyPair } from "../merging";

const PEOPLE: { probability: number; evidence: Evidence[] }[] = [
  {
    probability: 0.9961,
    evidence: [
      { code: "same_phone", value: "+49 163 8986429", weight: 8.1 },
      { code: "same_mailbox", value: "purchasing.lead", weight: 3.5 },
      { code: "same_employer", value: "verde logistics", weight: 4.2 },
      { code: "other_email", value: "", weight: -0.9 },
    ],
  },
  {
    probability: 0.81,
    evidence: [
      { code: "same_email", value: "office@atelier.example", weight: 7.4 },
      { code: "same_street", value: "rua das flores", weight: 3.9 },
      { code: "other_birthday", value: "1985-12-01", other: "1991-03-14", weight: -3 },
    ],
  },
  { probability: 0.12, evidence: [{ code: "same_town", value: "porto", weight: 2.4 }] },
];
const FIRMS: typeof PEOPLE = [
  {
    probability: 0.9874,
    evidence: [
      { code: "same_name", value: "atelier norte", weight: 7.1 },
      { code: "same_domain", value: "atelier.example", weight: 8.4 },
      { code: "same_number", value: "PT501964843", weight: 10 },
      { code: "other_form", value: "gmbh", other: "ltd", weight: -1.5 },
    ],
  },
  {
    probability: 0.46,
    evidence: [
      { code: "part_name", value: "verde logistics", other: "verde logistics holding", weight: 4.4 },
      { code: "same_street", value: "rua das flores", weight: 3.9 },
      { code: "other_domain", value: "", weight: -1.6 },
    ],
  },
];
/** What answers say of the pairs, where there are any. */
const TAUGHT: Evidence[][] = [
  [{ code: "answered_one", value: "", weight: 0.8 }],
  [{ code: "answered_two", value: "", weight: -1.3 }],
];
const CERTAIN = 0.97;

interface Person {
  id: Id;
  title: string;
  subtitle: string;
}

export class FakeDuplicates {
  private readonly apart = new Set<string>();

  constructor(
    private stand: Duplicates["stand"] = "ready",
    private readonly learnt = 0,
  ) {}

  find(people: Person[], companies = false, look = false): Duplicates {
    if (look) this.stand = "looking";
    const pairs = (companies ? FIRMS : PEOPLE).flatMap((why, at): LikelyPair[] => {
      const [one, other] = people.slice(2 * at, 2 * at + 2);
      const evidence = this.learnt > 0 ? [...why.evidence, ...(TAUGHT[at] ?? [])] : why.evidence;
      return one && other && !this.apart.has(one.id) ? [{ records: [one, other], ...why, evidence }] : [];
    });
    const learnt_from = this.learnt > 0 ? this.learnt + this.apart.size : 0;
    return { pairs, total: pairs.length, certain: CERTAIN, learnt_from, stand: this.stand };
  }

  setApart(id: Id, other: Id): { id: Id; other: Id } {
    this.apart.add(id);
    return { id, other };
  }
}
