// Contacts that may be one person, invented: neighbours in the list, with what would speak for it.
import type { Id } from "../commands";
import type { Evidence, LikelyPair } from "../merging";

const WHY: { probability: number; evidence: Evidence[] }[] = [
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
const CERTAIN = 0.97;

interface Person {
  id: Id;
  title: string;
  subtitle: string;
}

export class FakeDuplicates {
  private readonly apart = new Set<string>();

  find(people: Person[]): { pairs: LikelyPair[]; total: number; certain: number } {
    const pairs = WHY.flatMap((why, at): LikelyPair[] => {
      const [one, other] = people.slice(2 * at, 2 * at + 2);
      return one && other && !this.apart.has(one.id) ? [{ records: [one, other], ...why }] : [];
    });
    return { pairs, total: pairs.length, certain: CERTAIN };
  }

  setApart(id: Id, other: Id): { id: Id; other: Id } {
    this.apart.add(id);
    return { id, other };
  }
}
