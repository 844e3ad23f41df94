import { NOW } from "@/client/fakePeople";
import { screen } from "@/stories/story";

const states = screen("/duplicates", ["contacts.duplicates"]);
const leads = screen("/duplicates?of=leads", ["leads.duplicates"]);
const known = screen("/duplicates?of=known", ["leads.known"]);
const companies = screen("/duplicates?of=companies", ["companies.duplicates"]);

export default {
  ...states,
  german: { ...states["full"], language: "de" as const },
  looking: {
    path: "/duplicates",
    fake: {
      contacts: 0,
      duplicates: "looking" as const,
      jobs: [
        {
          id: "job-1",
          kind: "duplicates.contact",
          label: "Look for duplicates among contacts",
          state: "running" as const,
          done: 61_000,
          total: 200_000,
          created_ms: NOW - 9_000,
        },
      ],
    },
  },
  stopped: { path: "/duplicates", fake: { duplicates: "stopped" as const } },
  learnt: { ...states["full"], fake: { ...states["full"]?.fake, learnt: 23 } },
  learntDark: { ...states["full"], fake: { ...states["full"]?.fake, learnt: 23 }, theme: "dark" as const },
  learntGerman: { ...states["full"], fake: { ...states["full"]?.fake, learnt: 7 }, language: "de" as const },
  companies: companies["full"],
  leads: leads["full"],
  noLeads: leads["empty"],
  known: known["full"],
  knownGerman: { ...known["full"], language: "de" as const },
  companiesGerman: { ...companies["full"], language: "de" as const },
};
