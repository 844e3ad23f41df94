// What the screen is about: the record whose page it is, or the row under the cursor. What can be done with a record from
// anywhere asks for it when it is done.
import { useEffect } from "react";
import type { Id } from "@/client";
import type { KindName } from "./kinds";

export interface Subject {
  kind: KindName;
  id: Id;
  /** Whoever is meant with it without a doubt: the only contact of a deal, the owner of a boat. */
  contacts?: Id[];
  companies?: Id[];
  leads?: Id[];
}

/** Those who are meant with a record. */
export type Meaning = Pick<Subject, "contacts" | "companies" | "leads">;

let subject: Subject | null = null;

export const subjectNow = (): Subject | null => subject;

/** Says so while the component is on screen. */
export function useSubject(kind: KindName, id: Id | undefined, meaning?: Meaning): void {
  const with_ = JSON.stringify(meaning ?? {});
  useEffect(() => {
    if (id === undefined) return;
    const mine: Subject = { kind, id, ...(JSON.parse(with_) as Meaning) };
    subject = mine;
    return () => {
      if (subject === mine) subject = null;
    };
  }, [kind, id, with_]);
}
