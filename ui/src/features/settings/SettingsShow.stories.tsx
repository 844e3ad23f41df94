import { screen } from "@/stories/story";

const { empty: _, ...states } = screen("/settings", ["settings.get"], {
  vault: { slots: ["keychain", "passphrase", "recovery"] },
});

export default {
  ...states,
  // A vault without own fields and with a passphrase only.
  empty: {
    path: "/settings",
    fake: {
      contacts: 0,
      vault: { keychain: false, slots: ["passphrase" as const], recovery_confirmed: false },
    },
  },
};
