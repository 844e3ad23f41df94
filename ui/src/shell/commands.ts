// What the palette can run: places, new records, imports, undo, the look. Words besides the label are what people type
// when they do not know the label.
import { useNavigate } from "@tanstack/react-router";
import { FileInput, Lock, Moon, Plus, Redo2, Sun, Undo2, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAct, useRead } from "@/client";
import { KINDS } from "@/records/kinds";
import { useFileChooser } from "@/features/imports/intake";
import { PLACES } from "./navigation";
import { useUndo } from "./undo";

export interface PaletteCommand {
  id: string;
  label: string;
  words: string;
  icon?: LucideIcon;
  keys?: string;
  run: () => void;
}

export function useCommands(): PaletteCommand[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const undo = useUndo();
  const choose = useFileChooser();
  const patch = useAct("settings.patch");
  const lock = useAct("vault.lock");
  const status = useRead("vault.status", {}).data;
  const lockable = (status?.slots ?? []).includes("passphrase");

  const command = (
    id: string,
    label: string,
    more: Partial<PaletteCommand> & { run: () => void },
  ): PaletteCommand => ({
    id,
    label,
    words: label,
    ...more,
  });
  return [
    ...Object.values(KINDS).map((kind) =>
      command(`new-${kind.name}`, t(`list.new.${kind.name}`), {
        icon: Plus,
        run: () => void navigate({ to: `/${kind.plural}/new` }),
      }),
    ),
    ...PLACES.map((place) =>
      command(`go-${place.id}`, t("palette.go", { place: t(`place.${place.id}`) }), {
        icon: place.icon,
        keys: place.keys,
        run: () => void navigate({ to: place.to }),
      }),
    ),
    command("import", t("import.choose"), { icon: FileInput, run: () => void choose() }),
    command("undo", t("undo.command"), { icon: Undo2, keys: "mod+z", run: () => void undo.last() }),
    command("redo", t("undo.redoCommand"), { icon: Redo2, keys: "mod+shift+z", run: () => void undo.redo() }),
    command("light", t("palette.light"), {
      icon: Sun,
      run: () => patch.mutate({ patch: { theme: "light" } }),
    }),
    command("dark", t("palette.dark"), { icon: Moon, run: () => patch.mutate({ patch: { theme: "dark" } }) }),
    ...(lockable ? [command("lock", t("palette.lock"), { icon: Lock, run: () => lock.mutate({}) })] : []),
  ];
}
