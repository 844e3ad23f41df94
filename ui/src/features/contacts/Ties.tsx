// Whom a contact is tied to and how: drawn around them, or as a list. Somebody who is tied twice stands there once, with
// both ties said. Whoever is a contact can be opened, a step further: whom that one is tied to.
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Building2, ChevronDown, ChevronUp, Handshake, Waypoints } from "lucide-react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Tie } from "@/client";
import { Avatar, Button, EmptyState, IconButton, Unanswered } from "@/kit";
import { useRoleWord } from "@/features/committees/queries";
import { useLabelWord } from "@/records/FactGroup";
import { hub, measuresFor, tieLine } from "./hub";

/** More are read better as a list. */
const MOST_DRAWN = 24;
const NARROW = 900;
/** In narrower boxes a name may take two lines. */
const WIDE_ENOUGH = 200;

interface Tied {
  key: string;
  first: Tie;
  /** How, in words. */
  how: string;
}

/** What a tie is called. */
function useTieWords(): (tie: Tie) => string {
  const { t } = useTranslation();
  const role = useRoleWord();
  const word = useLabelWord();
  return ({ sort, label }) => {
    const said =
      sort === "deal" ? (label ? role(label) : "") : sort === "relation" ? word(label ?? "") : (label ?? "");
    if (sort === "relation" && said) return said;
    if (sort === "named_by") return t("ties.sort.named_by", { label: word(label ?? "") });
    const name = t(`ties.sort.${sort}`);
    return [name, said].filter(Boolean).join(": ");
  };
}

export function Ties({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const { all, error, retry } = useTied(id);
  const [listed, setListed] = useState(() => window.innerWidth < NARROW);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  if (error || !all) return <Unanswered of={{ error, retry }} lines={4} />;
  if (all.length === 0)
    return (
      <EmptyState icon={Waypoints} title={t("ties.empty")} className="py-10!">
        {t("ties.emptyText")}
      </EmptyState>
    );
  const toggle = (key: string) => {
    // The drawing has room for one of them below it, the list for all.
    const others = listed ? [...open].filter((one) => one !== key) : [];
    setOpen(new Set(open.has(key) ? others : [...others, key]));
  };
  const steps = { open, toggle };
  const further = all.filter(({ key }) => open.has(key));
  return (
    <div className="flex flex-col gap-2 pt-4">
      <Button small weight="ghost" className="self-end" onClick={() => setListed(!listed)}>
        {t(listed ? "ties.draw" : "ties.list")}
      </Button>
      {listed ? (
        <Listed all={all} steps={steps} from={id} />
      ) : (
        <>
          <Drawn all={all.slice(0, MOST_DRAWN)} name={name} steps={steps} />
          {further.slice(0, 1).map((one) => (
            <Further key={one.key} tie={one.first} from={id} drawn />
          ))}
        </>
      )}
      {!listed && all.length > MOST_DRAWN && (
        <p className="text-muted">{t("ties.more", { count: all.length - MOST_DRAWN })}</p>
      )}
    </div>
  );
}

/** Whom a contact is tied to, each once; without the one from whom one came. */
function useTied(id: string, from?: string) {
  const words = useTieWords();
  const { data, error, refetch } = useRead("contacts.ties", { id });
  const known = new Map<string, Tied>();
  for (const tie of data?.ties ?? []) {
    const key = tie.id ?? tie.name;
    if (key === from) continue;
    const before = known.get(key);
    known.set(key, {
      key,
      first: before?.first ?? tie,
      how: [before?.how, words(tie)].filter(Boolean).join(" · "),
    });
  }
  return { all: data && [...known.values()], error, retry: () => void refetch() };
}

/** Who of them is opened, a step further. */
interface Steps {
  open: ReadonlySet<string>;
  toggle: (key: string) => void;
}

/** The step further: whom somebody is tied to who is tied to the contact of the page. */
function Further({ tie, from, drawn }: { tie: Tie; from: string; drawn?: boolean }) {
  const { t } = useTranslation();
  const { all, error, retry } = useTied(tie.id ?? "", from);
  const label = t("ties.around", { name: tie.name });
  return (
    <section aria-label={label} id={`ties-${tie.id}`} className={clsx(!drawn && "ps-6")}>
      {error || !all ? (
        <Unanswered of={{ error, retry }} lines={2} />
      ) : all.length === 0 ? (
        <p role="status" className="py-2 text-muted">
          {t("ties.nobodyElse", { name: tie.name })}
        </p>
      ) : drawn ? (
        <>
          <h3 className="py-2 text-xs font-medium text-muted">{label}</h3>
          <Drawn all={all.slice(0, MOST_DRAWN)} name={tie.name} />
        </>
      ) : (
        <Listed all={all} from={from} label={label} />
      )}
    </section>
  );
}

function Listed({ all, from, steps, label }: { all: Tied[]; from: string; steps?: Steps; label?: string }) {
  return (
    <ul className="flex flex-col" aria-label={label}>
      {all.map((one) => (
        <li key={one.key} className="border-b border-line last:border-0">
          <div className="flex min-h-12 items-center gap-3 py-1.5">
            <Sign tie={one.first} />
            <div className="min-w-0 flex-1">
              <Name tie={one.first} />
              <div className="text-xs text-muted">{one.how}</div>
            </div>
            {steps && <Step one={one} steps={steps} />}
          </div>
          {steps?.open.has(one.key) && <Further tie={one.first} from={from} />}
        </li>
      ))}
    </ul>
  );
}

/** Opens whom somebody is tied to, and closes it again. */
function Step({ one: { key, first }, steps: { open, toggle } }: { one: Tied; steps: Steps }) {
  const { t } = useTranslation();
  if (first.kind !== "contact" || !first.id) return null;
  const on = open.has(key);
  return (
    <IconButton
      icon={on ? ChevronUp : ChevronDown}
      small
      tip={false}
      label={t("ties.around", { name: first.name })}
      aria-expanded={on}
      aria-controls={on ? `ties-${first.id}` : undefined}
      onClick={() => toggle(key)}
      className="shrink-0"
    />
  );
}

/** How wide the place is in which something is drawn; 0 until it is known. */
function useRoom(): [number, (place: HTMLElement | null) => (() => void) | undefined] {
  const [room, setRoom] = useState(0);
  const measure = useCallback((place: HTMLElement | null) => {
    if (!place) return;
    const look = () => setRoom(place.clientWidth);
    look();
    const watch = new ResizeObserver(look);
    watch.observe(place);
    return () => watch.disconnect();
  }, []);
  return [room, measure];
}

function Drawn({ all, name, steps }: { all: Tied[]; name: string; steps?: Steps }) {
  const { t } = useTranslation();
  const [room, measure] = useRoom();
  const size = measuresFor(room);
  const drawn = hub(
    all.map(({ key }) => key),
    size,
  );
  const at = new Map(drawn.boxes.map((box) => [box.id, box]));
  return (
    <div ref={measure} className="overflow-x-auto pb-2">
      <div className="relative mx-auto" style={{ width: drawn.width, height: drawn.height }}>
        <svg
          aria-hidden
          className="flip-rtl absolute inset-0 fill-none stroke-line-strong"
          width={drawn.width}
          height={drawn.height}
        >
          {drawn.boxes.map((box) => (
            <path key={box.id} d={tieLine(drawn, box, size)} strokeWidth={1.5} />
          ))}
        </svg>
        <div
          style={{
            insetInlineStart: drawn.centre.x,
            top: drawn.centre.y,
            width: size.width,
            height: size.height,
          }}
          className="absolute flex items-center gap-2.5 rounded-lg border-2 border-fill bg-surface px-2.5"
        >
          <Avatar name={name} company={false} size="sm" />
          <bdi className="line-clamp-2 min-w-0 font-semibold wrap-anywhere">{name}</bdi>
        </div>
        <ul aria-label={t("ties.around", { name })}>
          {all.map((one) => {
            const box = at.get(one.key);
            return (
              <li
                key={one.key}
                style={{ insetInlineStart: box?.x, top: box?.y, width: size.width, height: size.height }}
                className="absolute flex items-center gap-2.5 rounded-lg border border-line bg-surface px-2.5 shadow-1 focus-within:border-focus hover:border-line-strong contrast:border-line-strong"
              >
                <Sign tie={one.first} />
                <div className="min-w-0 flex-1" title={`${one.first.name}: ${one.how}`}>
                  <div className={clsx(size.width < WIDE_ENOUGH ? "line-clamp-2 leading-5" : "truncate")}>
                    <Name tie={one.first} />
                  </div>{" "}
                  <div className="truncate text-xs text-muted">{one.how}</div>
                </div>
                {steps && <Step one={one} steps={steps} />}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

function Sign({ tie }: { tie: Tie }) {
  if (tie.kind === "contact") return <Avatar name={tie.name} company={false} size="sm" />;
  const Icon = tie.kind === "company" ? Building2 : Handshake;
  return <Icon aria-hidden className="size-5 shrink-0 text-muted" strokeWidth={1.7} />;
}

const PAGES = { contact: "/contacts/$id", company: "/companies/$id", deal: "/deals/$id" } as const;

function Name({ tie }: { tie: Tie }) {
  if (!tie.id) return <bdi className="font-medium">{tie.name}</bdi>;
  return (
    <Link to={PAGES[tie.kind]} params={{ id: tie.id }} className="hit font-medium hover:underline">
      <bdi>{tie.name}</bdi>
    </Link>
  );
}
