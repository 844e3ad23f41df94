// Ctrl+K: every record by a few letters, every place and every command that makes sense here, recent ones first.
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { ArrowRight, Search, type LucideIcon } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useDeferredValue, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type RecentHit } from "@/client";
import { HitFace } from "@/features/search/HitFace";
import { useOpenHit } from "@/features/search/open";
import { focusBack, KeyHint, useWhenAnswered } from "@/kit";
import {
  matches,
  ranLately,
  rememberRun,
  useCommands,
  useCommandsHere,
  type PaletteCommand,
} from "./commands";

const ROW =
  "flex min-h-11 items-center gap-3 rounded-md px-3 data-[selected=true]:bg-selected contrast:data-[selected=true]:outline contrast:data-[selected=true]:outline-focus";

export function Palette({
  open,
  onOpenChange,
  onKeyMap,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onKeyMap: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-in bg-scrim" />
        <Radix.Content
          onCloseAutoFocus={focusBack}
          aria-describedby={undefined}
          className="fixed inset-x-3 top-3 z-50 mx-auto max-w-xl animate-rise overflow-hidden rounded-xl border border-line bg-raised shadow-3 outline-none sm:top-[14vh]"
        >
          <Radix.Title className="sr-only">{t("palette.title")}</Radix.Title>
          {open && <PaletteBody close={() => onOpenChange(false)} onKeyMap={onKeyMap} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function PaletteBody({ close, onKeyMap }: { close: () => void; onKeyMap: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim());
  const navigate = useNavigate();
  const search = useRead(
    "search.query",
    { text: wanted, limit: 8 },
    { enabled: wanted.length > 0, keep: true },
  );
  const found = search.data;
  const recent = useRead("search.recent", {}).data;
  const here = useCommandsHere();
  const everywhere = useCommands({ keyMap: onKeyMap });
  const [lately] = useState(ranLately);
  const hits: RecentHit[] = wanted ? (found?.hits ?? []) : (recent?.hits ?? []).slice(0, 5);
  const fitting = (commands: PaletteCommand[]) =>
    wanted ? commands.filter((command) => matches(command, wanted)) : commands;
  // Until something is typed, what was run last stands first.
  const rank = ({ id }: PaletteCommand) => {
    const at = lately.indexOf(id);
    return at < 0 ? lately.length : at;
  };
  const groups = [
    { heading: t("palette.here"), commands: fitting(here) },
    {
      heading: t("palette.commands"),
      commands: wanted ? fitting(everywhere) : [...everywhere].sort((a, b) => rank(a) - rank(b)),
    },
  ];

  const openHit = useOpenHit();
  const go = (hit: RecentHit) => {
    close();
    void openHit(hit);
  };
  const run = (command: PaletteCommand) => {
    close();
    rememberRun(command.id);
    // The dialog gives the focus back first; what runs may want it elsewhere.
    setTimeout(command.run);
  };
  // Enter runs the first line; what arrives later comes before what stood there, until somebody has moved.
  const [chosen, setChosen] = useState<string | null>(null);
  const top = groups.flatMap(({ commands }) => commands)[0];
  const first = hits[0] ? `record ${hits[0].id}` : top ? `command ${top.id}` : "";
  const [topmost, setTopmost] = useState(first);
  if (first !== topmost) {
    setTopmost(first);
    setChosen(null);
  }
  const searchAll = () => {
    close();
    void navigate({ to: "/search", search: { text: wanted } });
  };
  const answered =
    text.trim() === wanted && (wanted === "" || (!search.isPending && !search.isPlaceholderData));
  const enter = useWhenAnswered(answered, () => {
    if (hits[0]) go(hits[0]);
    else if (top) run(top);
  });
  // Whoever moved among the lines means the one that is marked.
  const moved = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.startsWith("Arrow") || event.ctrlKey) moved.current = true;
    if (event.key !== "Enter" || event.nativeEvent.isComposing || answered || moved.current) return;
    event.preventDefault();
    enter.press();
  };

  return (
    <Command
      label={t("palette.title")}
      shouldFilter={false}
      loop
      value={chosen ?? first}
      onValueChange={setChosen}
      onKeyDown={onKeyDown}
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-[18px] shrink-0 text-muted" />
        <Command.Input
          value={text}
          onValueChange={(typed) => {
            moved.current = false;
            enter.forget();
            setText(typed);
          }}
          placeholder={t("palette.placeholder")}
          className="h-13 w-full bg-transparent text-base outline-none"
        />
        <KeyHint keys="Escape" />
      </div>
      <Command.List label={t("palette.found")} className="max-h-[56vh] overflow-y-auto p-2">
        <Command.Empty className="px-3 py-8 text-center text-muted">{t("palette.nothing")}</Command.Empty>
        {hits.length > 0 && (
          <PaletteGroup heading={wanted ? t("palette.records") : t("palette.recent")}>
            {hits.map((hit) => (
              <Command.Item key={hit.id} value={`record ${hit.id}`} onSelect={() => go(hit)} className={ROW}>
                <HitFace hit={hit} small />
                <span className="min-w-0 flex-1">
                  <bdi className="block truncate font-medium">{plainTitle(hit)}</bdi>
                  {hit.subtitle !== hit.title && (
                    <span className="block truncate text-xs text-muted">{hit.subtitle}</span>
                  )}
                </span>
                <span className="text-xs text-muted">
                  {t(`kind.${hit.kind}` as "kind.contact", { defaultValue: hit.kind })}
                </span>
              </Command.Item>
            ))}
          </PaletteGroup>
        )}
        {wanted && (found?.total ?? 0) > hits.length && (
          <Command.Item value="all results" onSelect={searchAll} className={ROW}>
            <PaletteIcon icon={Search} />
            <span className="flex-1">{t("palette.all", { text: wanted })}</span>
          </Command.Item>
        )}
        {groups.map(
          ({ heading, commands }) =>
            commands.length > 0 && (
              <PaletteGroup key={heading} heading={heading}>
                {commands.map((command) => (
                  <Command.Item
                    key={command.id}
                    value={`command ${command.id}`}
                    onSelect={() => run(command)}
                    className={ROW}
                  >
                    <PaletteIcon icon={command.icon ?? ArrowRight} />
                    <span className="flex-1">{command.label}</span>
                    {command.keys && <KeyHint keys={command.keys} />}
                  </Command.Item>
                ))}
              </PaletteGroup>
            ),
        )}
      </Command.List>
    </Command>
  );
}

/** A note is called by its text, without the marks of its bold words. */
const plainTitle = ({ kind, title }: RecentHit) => (kind === "note" ? title.replace(/[*_`#>]+/g, "") : title);

function PaletteGroup({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

function PaletteIcon({ icon: Icon }: { icon: LucideIcon }) {
  return (
    <span className="flex size-7 items-center justify-center text-muted">
      <Icon aria-hidden className="size-[18px]" strokeWidth={1.8} />
    </span>
  );
}
