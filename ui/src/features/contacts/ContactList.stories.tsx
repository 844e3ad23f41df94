import { screen } from "@/stories/story";

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
