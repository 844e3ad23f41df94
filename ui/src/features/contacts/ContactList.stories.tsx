import {
  choosesTwo,
  opens,
  opensChange,
  screen,
  shows,
  writes,
  type Step,
  type Story,
} from "@/stories/story";

const merge: Story = {
  path: "/contacts",
  steps: [...choosesTwo, pressesShift],
};

/** Two are given something alike. */
const changes = (list: string, ...more: Step[]): Story => ({
  path: "/contacts",
  steps: [...choosesTwo, opensChange, writes("[role=dialog] select", list), ...more],
});
const HOW = "[role=dialog] form select";
const addresses = changes("addresses", writes(HOW, "add"));
const leaves = changes("phones", writes(HOW, "remove"));

/** Asks by its key, until it is asked. */
function pressesShift(): boolean {
  if (document.querySelector("[role=dialog]")) return true;
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "M", shiftKey: true, cancelable: true }));
  return false;
}

export default {
  ...screen("/contacts", ["contacts.list"]),
  million: { path: "/contacts", fake: { contacts: 1_000_000 } },
  filtered: {
    path: `/contacts?rules=${encodeURIComponent(
      JSON.stringify([
        { field: "tags", op: "equals", value: "vip" },
        { field: "emails", op: "contains", value: "example" },
      ]),
    )}`,
  },
  noResults: {
    path: `/contacts?rules=${encodeURIComponent(JSON.stringify([{ field: "family", op: "equals", value: "Nobody" }]))}`,
  },
  near: {
    path: `/contacts?rules=${encodeURIComponent(
      JSON.stringify([
        { field: "place", op: "near", value: { from: "50.938,6.957", km: 100, name: "50667 Köln" } },
      ]),
    )}`,
  },
  merge,
  exportFields: {
    path: "/contacts",
    steps: [
      shows("[role=row][aria-rowindex='2']"),
      opens("button:has(> .lucide-download)"),
      opens("[role=menu] [role=menuitem]:nth-last-of-type(2)"),
    ],
  },
  changeAddresses: addresses,
  changeAddressesGerman: { ...addresses, language: "de" as const },
  changeAddressesDark: { ...addresses, theme: "dark" as const },
  changeAddressesContrast: { ...addresses, theme: "contrast" as const },
  changeAddressesRtl: { ...addresses, language: "ar-XB" as const },
  changeEmails: changes("emails"),
  changeJobs: changes("jobs"),
  changeJobsRtl: { ...changes("jobs"), language: "ar-XB" as const },
  removePhones: leaves,
  removePhonesGerman: { ...leaves, language: "de" as const },
  mergeGerman: { ...merge, language: "de" as const },
  mergeDark: { ...merge, theme: "dark" as const },
  recovery: { path: "/contacts", fake: { vault: { recovery_confirmed: false } } },
  sample: { path: "/contacts", fake: { vault: { sample: true } } },
  running: {
    path: "/contacts",
    fake: {
      jobs: [
        {
          id: "job-1",
          kind: "import",
          state: "running" as const,
          done: 41_200,
          total: 100_000,
          created_ms: 0,
          label: "Importing google.csv",
        },
      ],
    },
  },
};
