// The figures of an invented week, and invented birthdays, for stories and tests of the home page.
import type { Contact, NearDate, WeekFigure } from "./commands";
import { NOW } from "./fakePeople";

const DAY = 86_400_000;
const WEEK = NOW - 4 * DAY;

const FIGURES: [WeekFigure["name"], WeekFigure["plural"], number, number][] = [
  ["calls", "communications", 12, 9],
  ["meetings", "communications", 3, 4],
  ["messages", "communications", 7, 0],
  ["tasks", "tasks", 9, 14],
  ["deals", "deals", 1, 0],
  ["contacts", "contacts", 0, 6],
];

export const week = (empty: boolean) => ({
  since_ms: WEEK,
  figures: FIGURES.map(([name, plural, now, before]): WeekFigure => ({
    name,
    plural,
    this_week: empty ? 0 : now,
    last_week: empty ? 0 : before,
    rules: [{ field: plural === "contacts" ? "created_ms" : "at_ms", op: "at_least", value: WEEK }],
  })),
});

export const occasions = (people: Contact[]): { occasions: NearDate[] } => ({
  occasions: people.slice(0, 3).map((person, at) => ({
    contact_id: person.id,
    name: person.display_name,
    label: at === 2 ? "anniversary" : "birthday",
    day: new Date(NOW + at * 4 * DAY).toISOString().slice(0, 10),
    in_days: at * 4,
    ...(at === 1 ? {} : { years: 40 + at }),
  })),
});
