// The palette against the table of commands: what a person may want stands in it where it makes sense, with its key, and
// what does not is named here with the reason. A command that is neither, or an exception that has become idle, fails.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { idOf } from "@/client/fakePeople";
import en from "@/locales/en.json";
import { ALL_KINDS } from "@/records/kinds";
import { lastCall, renderStory, screen, waitFor } from "@/test/render";
import type { Story } from "@/stories/story";

const CONTACT = `/contacts/${idOf("contact", 0)}`;

/** What the palette offers: on a screen the words of a line, the key beside it, and the commands one comes to by it. */
type Line = [words: string, key: string | null, ...commands: string[]];
const OFFERED: { on: string | Story; lines: Line[] }[] = [
  {
    on: "home/HomeShow/full",
    lines: [
      ...ALL_KINDS.map(({ name, plural }): Line => [en.list.new[name], null, `${plural}.create`]),
      ["New task", null, "tasks.create", "tasks.quick", "tasks.understand"],
      ["Go to Home", "GH", "home.occasions", "home.week"],
      ["Go to Activity", "GA", "activity.feed"],
      ["Go to Notifications", "GN", "notifications.list", "notifications.snooze"],
      ["Mark all as read", null, "notifications.read"],
      ["Today’s visits", null, "day.plan", "day.arrange"],
      [en.ownKinds.manage, null, "own_kinds.create", "own_kinds.patch", "own_kinds.delete"],
      ["Notification settings", null, "notifications.preferences", "notifications.patch_preferences"],
      [
        "Go to Imports",
        "GI",
        "imports.list",
        "imports.get",
        "imports.rows",
        "imports.apply",
        "imports.rejects",
      ],
      ["Go to History", "GZ", "changes.list", "changes.show"],
      ["Go to Trash", "GB", "notes.restore", "notes.erase", "contacts.restore_many"],
      ["Go to Settings", "GS", "settings.get", "settings.patch"],
      ["Open the view", null, "views.list", "watches.list", "watches.seen", "watches.events"],
      ["Forecast", null, "deals.forecast", "deals.funnel", "deals.sources", "deals.changed"],
      ["Pipelines", null, "pipelines.create", "pipelines.patch", "pipelines.remove", "pipelines.begin"],
      [
        "Pipelines",
        null,
        "stages.create",
        "stages.patch",
        "stages.remove",
        "exchange_rates.create",
        "exchange_rates.delete",
      ],
      ["Scores", null, "score_rules.create", "score_rules.patch", "score_rules.delete", "score_rules.begin"],
      [
        "Scores",
        null,
        "qualify_rules.create",
        "qualify_rules.patch",
        "qualify_rules.delete",
        "qualify_rules.test",
      ],
      ["Scores", null, "territories.create", "territories.patch", "territories.delete", "territories.test"],
      ["Scores", null, "score_rules.effective"],
      ["Recalculate all scores", null, "leads.rescore"],
      ["Arrange pages and forms", null, "layouts.get", "layouts.set", "layouts.reset"],
      ["Choose files", null, "imports.unpack", "imports.inspect", "imports.start"],
      [
        "Duplicates",
        "GU",
        "contacts.duplicates",
        "contacts.set_apart",
        "companies.duplicates",
        "companies.set_apart",
        "leads.duplicates",
        "leads.set_apart",
        "leads.known",
        "leads.set_apart_from",
      ],
      ["Scan a code with the camera", null, "imports.scan"],
      ["Import leads", null],
      ["Check files before importing", null],
      ["Take back the last change", "CtrlZ", "changes.undo"],
      ["Redo what was taken back", "Ctrl⇧Z", "changes.redo"],
      ["Export everything as", null, "exports.run"],
      ["Export everything", null, "exports.everything"],
      ["Bring an export back", null, "imports.everything"],
      ["Use the dark theme", null],
      ["Speak German", null],
      ["Show all keys", "?"],
      ["Change the keys", null],
      ["Manage tags", null, "tags.patch", "tags.rename", "tags.merge", "tags.remove"],
      ["Own fields", null, "fields.create", "fields.patch", "fields.delete"],
      [
        "Recovery code and passphrase",
        null,
        "vault.recovery_code",
        "vault.confirm_recovery",
        "vault.set_passphrase",
      ],
      ["Recovery code and passphrase", null, "vault.set_keychain", "vault.remove_slot"],
      ["sample", null, "vault.open_sample", "vault.close_sample"],
      ["Lock the vault", null, "vault.lock"],
      ["Check the vault", null, "vault.doctor"],
      ["Rebuild", null, "search.rebuild"],
      ["Log a call", "LC", "communications.log"],
      ["Log a visit", "LV"],
      ["Log a meeting", "LM"],
      ["Log a message", "LS"],
      ["Arrange", "A"],
    ],
  },
  {
    on: { path: "/imports" },
    lines: [["Paste a table", "V", "imports.paste"]],
  },
  {
    on: { path: CONTACT },
    lines: [
      ["Edit", "E", "contacts.patch"],
      ["Delete", "Del", "contacts.delete_many"],
      ["Write a note", "N", "notes.create"],
      ["Call", "T"],
      ["Write an e-mail", "M"],
      ["Change the photo", null, "photos.set"],
      ["Attach files", null, "attachments.add"],
      ["vCard", null],
      ["QR code", null, "contacts.qr", "contacts.save_qr"],
      ["JSON", null],
    ],
  },
  {
    on: { path: "/contacts" },
    lines: [
      ["Select", "X", "contacts.list"],
      ["Delete", "Del"],
      ["Show or hide the panel", "P"],
      ["Values", "F", "contacts.facets"],
      ["Save this view", null, "views.create"],
    ],
  },
  {
    on: { path: `/companies/${idOf("company", 0)}` },
    lines: [
      ["Edit", "E", "companies.patch"],
      ["Delete", "Del", "companies.delete_many"],
      ["Org chart", null, "companies.chart"],
    ],
  },
  {
    on: "leads/LeadShow/full",
    lines: [
      ["Edit", "E", "leads.patch"],
      ["Delete", "Del", "leads.delete_many"],
      ["Convert", null, "leads.convert", "leads.conversion"],
      ["Qualif", null, "leads.qualify"],
      ["Rule", null, "leads.disqualify"],
    ],
  },
  {
    on: "deals/DealShow/full",
    lines: [
      ["Edit", "E", "deals.patch"],
      ["Delete", "Del", "deals.delete_many"],
      ["next stage", "⇧→", "deals.move"],
      ["Won", null, "deals.win"],
      ["Lost", null, "deals.lose"],
    ],
  },
  {
    on: "tasks/TaskShow/full",
    lines: [
      ["Edit", "E", "tasks.patch"],
      ["Delete", "Del", "tasks.delete_many"],
      ["Complete", "D", "tasks.complete"],
      ["Snooze", "S", "tasks.snooze"],
    ],
  },
  {
    on: "communications/CommunicationShow/full",
    lines: [
      ["Edit", "E", "communications.patch"],
      ["Delete", "Del", "communications.delete_many"],
    ],
  },
];

const KINDS = ALL_KINDS.map(({ plural }) => plural).join("|");
const RECORDS = `(${KINDS}|tasks|communications|notes|attachments|views|tags|fields)`;
const INNER = "(exchange_rates|pipelines|stages|score_rules|qualify_rules|territories)";
/** What a person looks for under no name of its own, and why. */
const EXCEPTIONS: [commands: RegExp, reason: string][] = [
  [/^(call|events\.listen|openapi|files\.\w+)$/, "how programs speak with Satchel, no command of its table"],
  [/\.(list|get|facets|groups)$/, "asked by a screen for what it shows"],
  [/\.timeline$/, "stands on the record's page"],
  [
    /^(catalogue\.get|vault\.status|jobs\.list|photos\.get|search\.\w+|tasks\.counts|places\.find)$/,
    "asked by the frame, the palette itself and boxes that suggest",
  ],
  [
    /^contacts\.(ties|local_time)$|^companies\.(local_time|members|group|committee|engagement|weeks)$|^deals\.(board|marked|standing|committee)$|^leads\.(score|activities)$/,
    "what tabs and marks of a page show",
  ],
  [
    /^own_kinds\.(erase|restore|\w+_many)$/,
    "lines of the page of the seller's own kinds, which the palette opens",
  ],
  [
    /^records\.(create|patch|delete|restore|erase|\w+_many)$/,
    "records of the seller's own kinds: made by a line of each kind, the rest by the keys that all pages and lists have",
  ],
  [/^(companies|deals)\.(place|displace)$/, "a card is placed on the committee's board, by its own keys"],
  [
    new RegExp(`^(${KINDS})\\.patch$|^notes\\.\\w+$`),
    "Edit on the page of any record, and notes where they stand",
  ],
  [
    /^attachments\.(create|file|patch)$/,
    "what hangs on a record is opened, kept and renamed where it stands, and made of files alone",
  ],
  [/^records\.batch$/, "different changes in one call, which programs make"],
  [/^records\.pin$/, "the pin beside each change of a timeline"],
  [/^records\.named$/, "what links to records of the seller's own kinds say"],
  [new RegExp(`^${RECORDS}\\.delete$`), "throwing away goes by delete_many, which takes one too"],
  [new RegExp(`^${RECORDS}\\.(delete|restore|patch)_many$`), "the bar of what is selected, and the trash"],
  [
    new RegExp(`^${RECORDS}\\.(restore|erase)$`),
    "r and Delete on the page of what is in the trash: see below",
  ],
  [
    new RegExp(`^${INNER}\\.(create|delete|patch|restore|erase|\\w+_many)$`),
    "lines of a settings page that the palette opens",
  ],
  [
    /^(views|notes)\.(patch|move)$/,
    "dragged in the sidebar, or written where it stands; a view's own lines are tried below",
  ],
  [
    /^(contacts|companies|leads)\.(compare|merge|merges|unmerge)$/,
    "Merge on the bar of what is selected and Take apart on the page of who was merged: their own tests press the keys",
  ],
  [
    /^imports\.propose$/,
    "Fill in from a signature on the form of a contact, and what is pasted or dropped: tried there",
  ],
  [/^contacts\.matches$/, "who is known already, asked while a contact is written down"],
  [/^(tags|fields|communications)\.create$/, "made by tagging, by settings, by logging"],
  [/^records\.(history|as_of|restore_to)$/, "the history on a record's page"],
  [/^(imports\.(cancel|forget_mapping)|jobs\.cancel)$/, "beside what is running or being mapped"],
  [/^imports\.(row|correct)$/, "e on a rejected row of a receipt: tried there"],
  [/^vault\.(create|unlock)$/, "before the vault is open there is no palette"],
  [/^exports\.saved$/, "said by the shell once a file lies where the seller wanted it"],
  [/^vault\.tidy$/, "runs by itself; the command line has it for whoever cannot wait"],
];

const TABLE = (() => {
  const api = JSON.parse(readFileSync(join(__dirname, "../../../docs/api/openapi.json"), "utf8")) as {
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  const ids = Object.values(api.paths).flatMap((methods) => Object.values(methods));
  return [...new Set(ids.flatMap(({ operationId }) => operationId ?? []))].sort();
})();
const offered = new Set(OFFERED.flatMap(({ lines }) => lines.flatMap(([, , ...commands]) => commands)));

// covers(UX-12)
test("every command of the table is in the palette, or is named with the reason why not", () => {
  expect(TABLE.length).toBeGreaterThan(250);
  expect([...offered].filter((name) => !TABLE.includes(name))).toEqual([]);
  const left = TABLE.filter((name) => !offered.has(name));
  expect(left.filter((name) => !EXCEPTIONS.some(([commands]) => commands.test(name)))).toEqual([]);
  // An exception for which there is no command any more has been forgotten.
  expect(EXCEPTIONS.filter(([commands]) => !left.some((name) => commands.test(name)))).toEqual([]);
});

/** The lines of the palette. They are read as they stand: asked for by their role, each is held against the styles of
 *  everything around it, which for all of them takes longer than the palette does. */
const options = () => [...document.querySelectorAll<HTMLElement>('[role="listbox"] [role="option"]')];

/** The lines of the palette on a screen, with their keys. */
async function lines(user: ReturnType<typeof renderStory>["user"]) {
  await waitFor(() => expect(document.querySelector("main h1")).not.toBeNull());
  await waitFor(() => expect(document.querySelector('main [aria-busy="true"]:not(button)')).toBeNull());
  await user.keyboard("{Control>}k{/Control}");
  await screen.findByRole("combobox", { name: "Commands and records" });
  return () =>
    options().map((option) => {
      const keys = [...option.querySelectorAll("kbd")].map(({ textContent }) => textContent ?? "").join("");
      return { text: option.textContent ?? "", keys };
    });
}

// covers(UX-12)
test.each(OFFERED)("the palette offers what can be done on $on", async ({ on, lines: wanted }) => {
  const { user } = renderStory(on);
  const shown = await lines(user);
  await waitFor(() => {
    const all = shown();
    const lacking = wanted.filter(
      ([words, key]) => !all.some(({ text, keys }) => text.includes(words) && (key === null || keys === key)),
    );
    if (lacking.length > 0)
      throw new Error(
        `lacking ${lacking.map(([words, key]) => `${words} ${key ?? ""}`).join("; ")} among ${all.map(({ text }) => text).join(" | ")}`,
      );
  });
});

// covers(UX-12)
test.each([
  ["Take back the last change", "changes.undo"],
  ["Mark all as read", "notifications.read"],
  ["Recalculate all scores", "leads.rescore"],
  ["Rebuild", "search.rebuild"],
  ["Check the vault", "vault.doctor"],
  ["Lock the vault", "vault.lock"],
  ["Use the dark theme", "settings.patch"],
])("“%s” does what it says", async (words, command) => {
  const { user, client } = renderStory("home/HomeShow/full");
  await lines(user);
  await user.paste(words);
  const line = await waitFor(() => {
    const found = options().find(({ textContent }) => textContent?.includes(words));
    expect(found).toBeVisible();
    return found!;
  });
  await user.click(line);
  await waitFor(() => expect(lastCall(client, command)).toBeDefined());
});

// covers(UX-12)
test("what is in the trash is brought back and erased by the palette", async () => {
  const { user, client } = renderStory({ path: `/contacts/${idOf("contact", 20)}`, fake: { trashed: 1 } });
  const shown = await lines(user);
  await waitFor(() => expect(shown().some(({ text }) => text.startsWith("Erase"))).toBe(true));
  expect(shown().some(({ text, keys }) => text.startsWith("Restore") && keys === "R")).toBe(true);
  await user.keyboard("Restore{Enter}");
  await waitFor(() => expect(lastCall(client, "contacts.restore")).toEqual({ id: idOf("contact", 20) }));
});

// covers(UX-12)
test("a view is renamed, pinned, watched, copied and thrown away by the palette", async () => {
  const { user } = renderStory("views/ViewShow/full");
  const shown = await lines(user);
  await waitFor(() => {
    const all = shown().map(({ text }) => text);
    for (const words of [
      "Save as another view",
      "Duplicate",
      "Name and sign",
      "Take out of the sidebar",
      "Stop watching",
      "Delete the view",
    ])
      expect(
        all.some((text) => text.includes(words)),
        `${words} among ${all.join(" | ")}`,
      ).toBe(true);
  });
});
