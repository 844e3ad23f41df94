// What stands before the vault.
import type { Stories } from "@/stories/story";
import { RecoveryDialog } from "./RecoveryBanner";

const newer = {
  code: "vault_is_newer",
  kind: "refused" as const,
  message: "The vault has schema 9, this program knows 3.",
};
const damaged = {
  code: "vault_damaged",
  kind: "broken" as const,
  message: "vault.db is no database or the key is wrong.",
};
const keyless = { keychain: false, slots: ["passphrase" as const, "recovery" as const] };

export default {
  firstRun: { path: "/", fake: { vault: { state: "none", keychain: false, slots: [] }, contacts: 0 } },
  locked: { path: "/", fake: { vault: { ...keyless, state: "locked" } } },
  lockedKeychain: { path: "/", fake: { vault: { state: "locked" } } },
  newer: { path: "/", fake: { vault: { state: "newer", error: newer } } },
  damaged: { path: "/", fake: { vault: { state: "damaged", error: damaged } } },
  recovery: { parts: () => <RecoveryDialog open onOpenChange={() => undefined} /> },
  recoveryDark: { parts: () => <RecoveryDialog open onOpenChange={() => undefined} />, theme: "dark" },
  recoveryRtl: {
    parts: () => <RecoveryDialog open onOpenChange={() => undefined} />,
    language: "ar-XB",
  },
  dark: { path: "/", fake: { vault: { ...keyless, state: "locked" } }, theme: "dark" },
  rtl: { path: "/", fake: { vault: { state: "none", keychain: false, slots: [] } }, language: "ar-XB" },
} satisfies Stories;
