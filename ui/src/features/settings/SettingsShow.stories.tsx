import { opens, screen } from "@/stories/story";

const { empty: _, ...states } = screen("/settings", ["settings.get"], {
  vault: { slots: ["keychain", "passphrase", "recovery"] },
});

const vault = { slots: ["keychain" as const, "passphrase" as const, "recovery" as const] };

export default {
  ...states,
  // Keys that were put elsewhere, a vault with a fault.
  moved: {
    path: "/settings",
    fake: {
      settings: { shortcuts: { j: "n", x: "", "g p": "g k" } },
      diagnosis: {
        sound: false,
        checks: [
          { name: "file", looked_at: 812, faults: [] },
          { name: "rows", looked_at: 240, faults: ["row 7 of contact does not fit the log"] },
        ],
      },
    },
    steps: [opens("#vault button")],
  },
  unlearnt: { path: "/settings#duplicates", fake: { settings: { learn_from_answers: false } } },
  key: { path: "/settings", steps: [opens("#keyboard li button")] },
  removal: { path: "/settings", fake: { vault }, steps: [opens("#keys li button")] },
  passphrase: { path: "/settings", steps: [opens("#keys li:nth-child(2) button")] },
  field: { path: "/settings", steps: [opens("#fields > div > button")] },
  // A vault without own fields and with a passphrase only.
  empty: {
    path: "/settings",
    fake: {
      contacts: 0,
      vault: { keychain: false, slots: ["passphrase" as const], recovery_confirmed: false },
    },
  },
};
