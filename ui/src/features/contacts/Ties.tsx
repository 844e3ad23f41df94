// Whom a contact is tied to and how: drawn around them, or as a list. Somebody who is tied twice stands there once, with
// both ties said.
import { Link } from "@tanstack/react-router";
import { Building2, Handshake, Waypoints } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead, type Tie } from "@/client";
import { Avatar, Button, EmptyState, ErrorState, PageSkeleton } from "@/kit";
import { useRoleWord } from "@/features/committees/queries";
import { useLabelWord } from "@/records/FactGroup";
import { hub, tieLine } from "./hub";

const BOX = { width: 208, height: 56, gap: 12, reach: 72 };
/** More are read better as a list. */
const MOST_DRAWN = 24;
const NARROW = 900;

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
  const words = useTieWords();
  const { data, error, refetch } = useRead("contacts.ties", { id });
  const [listed, setListed] = useState(() => window.innerWidth < NARROW);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageSkeleton lines={4} />;
  const known = new Map<string, Tied>();
  for (const tie of data.ties) {
    const key = tie.id ?? tie.name;
    const before = known.get(key);
    known.set(key, {
      key,
      first: before?.first ?? tie,
      how: [before?.how, words(tie)].filter(Boolean).join(" · "),
    });
  }
  const all = [...known.values()];
  if (all.length === 0)
    return (
      <EmptyState icon={Waypoints} title={t("ties.empty")} className="py-10!">
        {t("ties.emptyText")}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-2 pt-4">
      <Button small weight="ghost" className="self-end" onClick={() => setListed(!listed)}>
        {t(listed ? "ties.draw" : "ties.list")}
      </Button>
      {listed ? (
        <ul className="flex flex-col">
          {all.map((one) => (
            <li
              key={one.key}
              className="flex min-h-12 items-center gap-3 border-b border-line py-1.5 last:border-0"
            >
              <Sign tie={one.first} />
              <div className="min-w-0">
                <Name tie={one.first} />
                <div className="text-xs text-muted">{one.how}</div>
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <Drawn all={all.slice(0, MOST_DRAWN)} name={name} />
      )}
      {!listed && all.length > MOST_DRAWN && (
        <p className="text-muted">{t("ties.more", { count: all.length - MOST_DRAWN })}</p>
      )}
    </div>
  );
}

function Drawn({ all, name }: { all: Tied[]; name: string }) {
  const { t } = useTranslation();
  const drawn = hub(
    all.map(({ key }) => key),
    BOX,
  );
  const at = new Map(drawn.boxes.map((box) => [box.id, box]));
  return (
    <div className="overflow-x-auto pb-2">
      <div className="relative mx-auto" style={{ width: drawn.width, height: drawn.height }}>
        <svg
          aria-hidden
          className="flip-rtl absolute inset-0 fill-none stroke-line-strong"
          width={drawn.width}
          height={drawn.height}
        >
          {drawn.boxes.map((box) => (
            <path key={box.id} d={tieLine(drawn, box, BOX)} strokeWidth={1.5} />
          ))}
        </svg>
        <div
          style={{
            insetInlineStart: drawn.centre.x,
            top: drawn.centre.y,
            width: BOX.width,
            height: BOX.height,
          }}
          className="absolute flex items-center gap-2.5 rounded-lg border-2 border-fill bg-surface px-2.5"
        >
          <Avatar name={name} company={false} size="sm" />
          <bdi className="min-w-0 truncate font-semibold">{name}</bdi>
        </div>
        <ul aria-label={t("ties.around", { name })}>
          {all.map((one) => {
            const box = at.get(one.key);
            return (
              <li
                key={one.key}
                style={{ insetInlineStart: box?.x, top: box?.y, width: BOX.width, height: BOX.height }}
                className="absolute flex items-center gap-2.5 rounded-lg border border-line bg-surface px-2.5 shadow-1 focus-within:border-focus hover:border-line-strong contrast:border-line-strong"
              >
                <Sign tie={one.first} />
                <div className="min-w-0" title={`${one.first.name}: ${one.how}`}>
                  <div className="truncate">
                    <Name tie={one.first} />
                  </div>{" "}
                  <div className="truncate text-xs text-muted">{one.how}</div>
                </div>
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
