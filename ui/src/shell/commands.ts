// What the palette can run, as one long table: what can be done with what is on the screen, places, new records, imports
// and exports, undo, the look, the vault. Words besides the label are what people type when they do not know the label.
import { useLocation, useNavigate } from "@tanstack/react-router";
import {
  ArchiveRestore,
  BellRing,
  ChartColumn,
  Download,
  FileInput,
  FileSearch,
  FlaskConical,
  FolderArchive,
  Handshake,
  LayoutList,
  Keyboard,
  Languages,
  LifeBuoy,
  Lock,
  Mail,
  MailCheck,
  MapPinned,
  Moon,
  MonitorCog,
  Phone,
  Plus,
  Printer,
  Redo2,
  RefreshCw,
  ScanQrCode,
  Shapes,
  Stethoscope,
  Sun,
  SunMoon,
  Tags,
  Undo2,
  UserRoundSearch,
  Zap,
  type LucideIcon,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAct, useRead } from "@/client";
import { useFileChooser, useIntake } from "@/features/imports/intake";
import { tableKinds } from "@/features/imports/tableKinds";
import { useDoctor, usePatchSettings, useRebuild, useSettings } from "@/features/settings/queries";
import { iconOf } from "@/features/views/icons";
import { useViews } from "@/features/views/queries";
import { useKeyMap, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { ALL_KINDS } from "@/records/kinds";
import { useOwnKinds } from "@/records/own";
import { usePrint } from "@/records/paper";
import { telHref } from "@/records/Value";
import { useEverything } from "./everything";
import { EXPORT_FORMATS, useExports } from "./exports";
import { PLACES } from "./navigation";
import { useUndo } from "./undo";

export interface PaletteCommand {
  id: string;
  label: string;
  /** Label and synonyms, as they are searched. */
  words: string;
  icon?: LucideIcon;
  keys?: string;
  run: () => void;
}

/** Moving about, and what the palette offers by itself, is nothing to be looked for. */
const KEYS_ONLY =
  /^(j|k|c|\/|\?|Enter|Escape|Home|End|Arrow\w+|Page\w+|mod\+(k|z|shift\+z|c|a|s|Enter)|g \w)$/;

const THEMES = [
  ["light", Sun],
  ["dark", Moon],
  ["contrast", SunMoon],
  ["system", MonitorCog],
] as const;

/** What can be done with the record or the selection on the screen. */
export function useCommandsHere(): PaletteCommand[] {
  const { t } = useTranslation();
  const bindings = useKeyMap(true);
  const toExport = useExports();
  const { pathname } = useLocation();
  const [, plural, id] = /^\/(contacts|companies)\/([0-9a-f-]{36})/.exec(pathname) ?? [];
  const contact = useRead("contacts.get", { id: id ?? "" }, { enabled: plural === "contacts" }).data;
  const company = useRead("companies.get", { id: id ?? "" }, { enabled: plural === "companies" }).data;
  const record = contact ?? company;
  const commands: PaletteCommand[] = [];
  const add = (key: string, label: string, words: string, rest: Pick<PaletteCommand, "icon" | "run">) =>
    commands.push({ id: key, label, words: `${label} ${words}`, ...rest });
  const open = (href: string) => () => window.location.assign(href);
  for (const [at, phone] of (record?.phones ?? []).entries())
    add(`call-${at}`, t("record.callNumber", { number: phone.value }), t("palette.words.call"), {
      icon: Phone,
      run: open(telHref(phone)),
    });
  for (const [at, { value }] of (record?.emails ?? []).entries())
    add(`mail-${at}`, t("record.mailTo", { address: value }), t("palette.words.mail"), {
      icon: Mail,
      run: open(`mailto:${value}`),
    });
  if (contact)
    add("record-vcard", t("record.vcard"), t("palette.words.export"), {
      icon: Download,
      run: () => toExport.mutate({ format: "vcard", kinds: ["contact"], ids: [contact.id] }),
    });
  if (record)
    add("record-json", t("record.json"), t("palette.words.export"), {
      icon: Download,
      run: () =>
        toExport.mutate({ format: "json", kinds: [contact ? "contact" : "company"], ids: [record.id] }),
    });
  const seen = new Set<string>();
  for (const binding of bindings) {
    if (KEYS_ONLY.test(binding.keys) || binding.group === t("keys.everywhere") || seen.has(binding.label))
      continue;
    seen.add(binding.label);
    commands.push({
      id: `key-${binding.label}`,
      label: binding.label,
      words: [binding.label, binding.words].filter(Boolean).join(" "),
      icon: Zap,
      ...(binding.keys ? { keys: binding.keys } : {}),
      run: () => binding.run(new KeyboardEvent("keydown")),
    });
  }
  return commands;
}

export function useCommands({ keyMap }: { keyMap: () => void }): PaletteCommand[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const undo = useUndo();
  const print = usePrint();
  const toast = useToast();
  const format = useFormat();
  const choose = useFileChooser();
  const intake = useIntake();
  const set = usePatchSettings();
  const lock = useAct("vault.lock");
  const openSample = useAct("vault.open_sample");
  const closeSample = useAct("vault.close_sample");
  const toExport = useExports();
  const everything = useEverything();
  const doctor = useDoctor();
  const rebuild = useRebuild();
  const views = useViews() ?? [];
  const own = useOwnKinds();
  const markRead = useAct("notifications.read");
  const rescore = useAct("leads.rescore");
  const settings = useSettings().data;
  const status = useRead("vault.status", {}).data;
  const fail = { onError: toast.fail };
  const section = (hash: string) => void navigate({ to: "/settings", hash });

  const command = (
    id: string,
    label: string,
    { words, ...more }: Partial<PaletteCommand> & { run: () => void },
  ): PaletteCommand => ({ id, label, words: [label, words].filter(Boolean).join(" "), ...more });

  return [
    ...ALL_KINDS.map((kind) =>
      command(`new-${kind.name}`, t(`list.new.${kind.name}`), {
        icon: Plus,
        words: t("palette.words.new"),
        run: () => void navigate({ to: `/${kind.plural}/new` }),
      }),
    ),
    command("new-task", t("list.new.task"), {
      icon: Plus,
      words: t("palette.words.new"),
      run: () => void navigate({ to: "/tasks/new" }),
    }),
    ...PLACES.map((place) =>
      command(`go-${place.id}`, t("palette.go", { place: t(`place.${place.id}`) }), {
        icon: place.icon,
        keys: place.keys,
        run: () => void navigate({ to: place.to }),
      }),
    ),
    ...own.map(({ config, names }) =>
      command(`go-${config.name}`, t("palette.go", { place: names.many }), {
        icon: config.icon,
        run: () => void navigate({ to: `/${config.plural}` }),
      }),
    ),
    command("settings-kinds", t("ownKinds.manage"), {
      icon: Shapes,
      words: t("ownKinds.words"),
      run: () => void navigate({ to: "/settings/kinds" }),
    }),
    ...views.map((view) =>
      command(`view-${view.id}`, t("views.open", { name: view.name }), {
        icon: iconOf(view.icon),
        words: t("views.words"),
        run: () => void navigate({ to: "/views/$id", params: { id: view.id } }),
      }),
    ),
    command("deals-forecast", t("deals.forecast"), {
      icon: ChartColumn,
      words: t("deals.forecastWords"),
      run: () => void navigate({ to: "/deals/forecast" }),
    }),
    command("notifications-settings", t("notifications.settings"), {
      icon: BellRing,
      run: () => section("notifications"),
    }),
    command("notifications-read", t("notifications.readAll"), {
      icon: MailCheck,
      words: t("place.notifications"),
      run: () => markRead.mutate({}, fail),
    }),
    command("day-visits", t("day.visits"), {
      icon: MapPinned,
      words: t("day.words"),
      run: () => void navigate({ to: "/home" }),
    }),
    command("deals-settings", t("deals.manage"), {
      icon: Handshake,
      run: () => void navigate({ to: "/settings/deals" }),
    }),
    command("leads-settings", t("leads.manage"), {
      icon: UserRoundSearch,
      words: t("leads.manageWords"),
      run: () => void navigate({ to: "/settings/leads" }),
    }),
    command("leads-rescore", t("leads.rescore"), {
      icon: RefreshCw,
      words: t("leads.manageWords"),
      run: () =>
        rescore.mutate(
          {},
          {
            onSuccess: ({ changed }) =>
              toast.show({
                text: t("leads.rescored", { count: changed, shown: format.number(changed) }),
              }),
            ...fail,
          },
        ),
    }),
    command("layout-settings", t("layout.title"), {
      icon: LayoutList,
      words: t("layout.words"),
      run: () => void navigate({ to: "/settings/layout" }),
    }),
    command("import", t("import.choose"), {
      icon: FileInput,
      words: t("palette.words.import"),
      run: () => void choose(),
    }),
    command("scan", t("scan.title"), {
      icon: ScanQrCode,
      words: t("scan.words"),
      run: () => intake.scan({}),
    }),
    command("import-leads", t("import.chooseLeads"), {
      icon: FileInput,
      words: t("palette.words.import"),
      run: () => void choose({ kind: "lead" }),
    }),
    ...tableKinds()
      .filter(({ name }) => name !== "lead")
      .map(({ name, plural, icon }) =>
        command(
          `import-${name}`,
          name === "deal" ? t("import.chooseDeals") : t("import.ofKind", { kinds: t(`kinds.${plural}`) }),
          {
            icon,
            words: t("palette.words.import"),
            run: () => void choose({ kind: name }),
          },
        ),
      ),
    command("import-check", t("palette.importCheck"), {
      icon: FileSearch,
      words: t("palette.words.import"),
      run: () => void choose({ dry_run: true }),
    }),
    command("print", t("paper.command"), {
      icon: Printer,
      keys: "mod+p",
      words: t("paper.commandWords"),
      run: print,
    }),
    command("undo", t("undo.command"), {
      icon: Undo2,
      keys: "mod+z",
      words: t("palette.words.undo"),
      run: () => void undo.last(),
    }),
    command("redo", t("undo.redoCommand"), { icon: Redo2, keys: "mod+shift+z", run: () => void undo.redo() }),
    ...EXPORT_FORMATS.map((format) =>
      command(`export-${format}`, t("palette.exportAll", { format: t(`export.${format}`) }), {
        icon: Download,
        words: t("palette.words.export"),
        run: () => toExport.mutate({ format }),
      }),
    ),
    command("export-everything", t("export.everything"), {
      icon: FolderArchive,
      words: t("palette.words.everything"),
      run: () => everything.out.mutate({}),
    }),
    command("bring-back", t("export.bringBack"), {
      icon: ArchiveRestore,
      words: t("palette.words.everything"),
      run: everything.bringBack,
    }),
    ...THEMES.filter(([theme]) => theme !== settings?.theme).map(([theme, icon]) =>
      command(`theme-${theme}`, t(`palette.theme.${theme}`), {
        icon,
        words: t("palette.words.theme"),
        run: () => set({ theme }),
      }),
    ),
    ...(["en", "de", "system"] as const)
      .filter((language) => language !== settings?.language)
      .map((language) =>
        command(`language-${language}`, t(`palette.language.${language}`), {
          icon: Languages,
          words: t("palette.words.language"),
          run: () => set({ language }),
        }),
      ),
    command("keys", t("keys.map"), {
      icon: Keyboard,
      keys: "?",
      words: t("palette.words.keys"),
      run: keyMap,
    }),
    command("shortcuts", t("palette.shortcuts"), {
      icon: Keyboard,
      words: t("palette.words.keys"),
      run: () => section("keyboard"),
    }),
    command("tags", t("tags.manage"), {
      icon: Tags,
      words: t("palette.words.tags"),
      run: () => void navigate({ to: "/settings/tags" }),
    }),
    command("fields", t("palette.fields"), {
      icon: Plus,
      words: t("palette.words.fields"),
      run: () => section("fields"),
    }),
    ...(status?.sample
      ? [
          command("sample", t("sample.close"), {
            icon: FlaskConical,
            words: t("palette.words.sample"),
            run: () => closeSample.mutate({}, fail),
          }),
        ]
      : [
          command("sample", t("sample.open"), {
            icon: FlaskConical,
            words: t("palette.words.sample"),
            run: () => openSample.mutate({}, fail),
          }),
          command("recovery", t("palette.recovery"), {
            icon: LifeBuoy,
            words: t("palette.words.recovery"),
            run: () => section("keys"),
          }),
          command("lock", t("palette.lock"), {
            icon: Lock,
            words: t("palette.words.lock"),
            run: () => lock.mutate({}, fail),
          }),
        ]),
    command("doctor", t("settings.doctor"), {
      icon: Stethoscope,
      words: t("palette.words.doctor"),
      run: () => {
        section("vault");
        doctor.run();
      },
    }),
    command("rebuild", t("settings.rebuild"), {
      icon: RefreshCw,
      words: t("palette.words.rebuild"),
      run: () => rebuild.mutate({}),
    }),
  ];
}

const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Every word that was typed begins a word of the command or stands in one. */
export function matches({ words }: PaletteCommand, typed: string): boolean {
  const text = folded(words);
  return folded(typed)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const LATELY = "satchel-commands";
const KEPT = 6;

/** The commands run last on this computer, the latest first. */
export function ranLately(): string[] {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(LATELY) ?? "[]");
    return Array.isArray(held) ? held.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

export function rememberRun(id: string): void {
  try {
    const kept = [id, ...ranLately().filter((one) => one !== id)].slice(0, KEPT);
    localStorage.setItem(LATELY, JSON.stringify(kept));
  } catch {
    // No storage: the usual order stays.
  }
}
