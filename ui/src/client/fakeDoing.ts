// Invented tasks and conversations for stories and tests, and as much of reading a line of words as stories need.
import type { Choice, Communication, Contact, Task, TaskCounts, Understood } from "./commands";
import { NOW, idOf } from "./fakePeople";

const DAY = 86_400_000;

/** A day from the story's own, as `YYYY-MM-DD`. */
const day = (from: number): string => new Date(NOW + from * DAY).toISOString().slice(0, 10);

export const taskId = (index: number): string => idOf("task", 0x8a00 + index);
export const communicationId = (index: number): string => idOf("communication", 0x9a00 + index);

type TaskSeed = Partial<Task> & Pick<Task, "title">;

const TASKS: TaskSeed[] = [
  { title: "Send the revised offer", due: day(-4), priority: "high", contacts: [idOf("contact", 0)] },
  {
    title: "Call back about the delivery date",
    due: day(0),
    due_time: "13:00",
    due_zone: "UTC",
    due_ms: NOW + 3.5 * 3_600_000,
    priority: "high",
    contacts: [idOf("contact", 1)],
    tags: ["renewal"],
  },
  {
    title: "Prepare the quarterly review",
    due: day(0),
    priority: "normal",
    companies: [idOf("company", 1)],
    notes: "Figures from the **first half**, and what changed since.",
    reminders: [{ minutes: 60 }],
  },
  { title: "Send the weekly report", due: day(0), recurrence: "FREQ=WEEKLY;BYDAY=MO", tags: ["team"] },
  { title: "Visit the new warehouse", due: day(1), contacts: [idOf("contact", 3)], duration_min: 90 },
  { title: "Ask for a reference", due: day(3), status: "waiting", priority: "low" },
  { title: "Book the stand at the trade fair", due: day(9), companies: [idOf("company", 0)] },
  { title: "Sort out the old price lists", notes: "Before the summer." },
  {
    title: "Write to the purchasing department",
    due: day(-1),
    status: "done",
    outcome: "They will order in October.",
    completed_ms: NOW - DAY,
    contacts: [idOf("contact", 0)],
  },
  { title: "Look for the drawings", parent_id: taskId(2) },
];

export const task = (index: number): Task | undefined => {
  const seed = TASKS[index];
  if (!seed) return undefined;
  return {
    ...whole({ id: taskId(index), kind: "task", ...seed }),
    version: 1,
    created_ms: NOW - (index + 1) * DAY,
    modified_ms: NOW - DAY,
    deleted_ms: null,
  };
};

/** A task with what the program fills in. */
export function whole<T extends Partial<Task>>(seed: T): T & Task {
  const closed = seed.status === "done" || seed.status === "cancelled";
  const { completed_ms = NOW, ...rest } = seed;
  return {
    status: "open",
    priority: "none",
    contacts: [],
    companies: [],
    deals: [],
    leads: [],
    own_records: [],
    tags: [],
    reminders: [],
    ...rest,
    ...(closed ? { completed_ms } : {}),
  } as unknown as T & Task;
}

type Said = Partial<Communication> & Pick<Communication, "channel" | "title">;

const SAID: Said[] = [
  {
    channel: "call",
    title: "Asked for a better price on 40 units, and would sign this month with the delivery included.",
    body: "Asked for a better price on 40 units, and would sign this month with the delivery included.",
    outcome: "reached",
    duration_s: 412,
    contacts: [idOf("contact", 0)],
  },
  { channel: "call", title: "Katherine", outcome: "left_message", contacts: [idOf("contact", 3)] },
  {
    channel: "visit",
    title: "Walked through the plant",
    subject: "Walked through the plant",
    direction: "none",
    outcome: "held",
    duration_s: 5400,
    contacts: [idOf("contact", 1)],
    companies: [idOf("company", 1)],
  },
  {
    channel: "message",
    title: "Sent the data sheet",
    body: "Sent the data sheet.",
    direction: "in",
    outcome: "answered",
    contacts: [idOf("contact", 0)],
  },
];

export const communication = (index: number): Communication | undefined => {
  const seed = SAID[index];
  if (!seed) return undefined;
  const at = NOW - (index * 5 + 2) * 3_600_000 - Math.max(0, index - 1) * DAY;
  return {
    ...conversation({ id: communicationId(index), kind: "communication", at_ms: at, ...seed }),
    version: 1,
    created_ms: at,
    modified_ms: at,
    deleted_ms: null,
  };
};

/** A conversation with what the program fills in. */
export function conversation<T extends Partial<Communication>>(seed: T): T & Communication {
  const first = seed.subject ?? seed.body?.split("\n", 1)[0] ?? seed.title ?? seed.channel;
  return {
    direction: seed.channel === "visit" || seed.channel === "meeting" ? "none" : "out",
    at_ms: NOW,
    contacts: [],
    companies: [],
    deals: [],
    leads: [],
    own_records: [],
    ...seed,
    title: first,
  } as unknown as T & Communication;
}

/** Reads a line as far as stories do: `tomorrow`, `3pm`, `!high`, `#tag`, given names. */
export function understand(
  text: string,
  plain: string[],
  people: Iterable<Contact>,
  boats: { id: string; name: string }[],
): Understood {
  const found: Understood = { title: "", tags: [], mentions: [], taken: [] };
  const title: string[] = [];
  const known = [...people].filter((one) => !one.deleted_ms);
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const take = (what: Understood["taken"][number]["what"]) => found.taken.push({ what, words: word });
    if (plain.includes(word)) title.push(word);
    else if (/^(tomorrow|morgen)$/i.test(word)) {
      found.due = day(1);
      take("due");
    } else if (/^\d+pm$/.test(word)) {
      found.due_time = `${Number.parseInt(word) + 12}:00`;
      found.due ??= day(0);
      take("due");
    } else if (/^!(high|hoch)$/.test(word)) {
      found.priority = "high";
      take("priority");
    } else if (/^#\p{L}/u.test(word)) {
      found.tags.push(word.slice(1));
      take("tag");
    } else {
      const name = word.replace(/^@/, "");
      title.push(name);
      const choices = known
        .filter(({ given }) => given && given === name)
        .slice(0, 6)
        .map((one): Choice => ({
          kind: "contact",
          id: one.id,
          title: one.display_name,
          subtitle: one.company ?? "",
        }));
      if (word.startsWith("@"))
        for (const boat of boats.filter((one) => one.name === name))
          choices.push({ kind: "own_boat", id: boat.id, title: boat.name, subtitle: "Boat" });
      if (choices.length > 0 || word.startsWith("@"))
        found.mentions.push({ words: name, marked: word.startsWith("@"), choices });
    }
  }
  found.title = title.join(" ");
  return found;
}

export function counts(tasks: Iterable<Task>): TaskCounts {
  const living = [...tasks].filter((one) => !one.deleted_ms);
  const open = living.filter(({ completed_ms }) => completed_ms === undefined);
  const overdue = open.filter(({ due, due_ms }) => (due_ms ? due_ms < NOW : due && due < day(0)));
  const of = (priority: string) => open.filter((one) => one.priority === priority).length;
  return {
    open: open.length,
    overdue: overdue.length,
    today: open.filter((one) => one.due === day(0) && !overdue.includes(one)).length,
    high: of("high"),
    normal: of("normal"),
    low: of("low"),
    done_this_week: living.filter(({ status }) => status === "done").length,
  };
}
