// Everything that matches a few letters, grouped by kind, with the place that matched. The words live in the address,
// so going back comes back to them.
import { Link, getRouteApi } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Clock, Search, SearchX } from "lucide-react";
import { useDeferredValue, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FURTHEST_HIT, useHits, useRead, type Hit, type RecentHit } from "@/client";
import { Button, EmptyState, KeyHint, Page, Unanswered, useKeys, useWhenAnswered } from "@/kit";
import { useFormat } from "@/locales/format";
import { useFieldLabel } from "@/records/catalogue";
import { isKind, KINDS } from "@/records/kinds";
import { takeTyped } from "./ahead";
import { HitFace } from "./HitFace";
import { Marked } from "./Marked";
import { Problems } from "./Problems";
import { useOpenHit } from "./open";

const route = getRouteApi("/search");

export function SearchList() {
  const { t } = useTranslation();
  const format = useFormat();
  const go = route.useNavigate();
  const { text: held = "" } = route.useSearch();
  const [text, setText] = useState(held);
  // The address follows what is typed; when it leads elsewhere by itself, the words follow the address.
  const [seen, setSeen] = useState(held);
  const [sent, setSent] = useState(held);
  if (held !== seen) {
    setSeen(held);
    if (held !== sent) setText(held);
  }
  const [kind, setKind] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const wanted = useDeferredValue(text.trim());
  const found = useHits(wanted, kind);
  const recent = useRead("search.recent", {}).data?.hits ?? [];
  const hits: Listed[] = wanted ? found.hits : recent;
  const suggestions = (
    useRead("search.suggest", { text: wanted, limit: 5 }, { enabled: wanted.length > 1, keep: true }).data
      ?.suggestions ?? []
  ).filter((one) => !one.record && one.text !== wanted);
  const current = hits[Math.min(at, hits.length - 1)];

  useEffect(() => {
    box.current?.focus();
    takeTyped((typed) => setText((now) => now + typed));
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (wanted === held) return;
      setSent(wanted);
      void go({ search: wanted ? { text: wanted } : {}, replace: true });
    }, 400);
    return () => clearTimeout(timer);
  }, [wanted, held, go]);

  const openHit = useOpenHit();
  const open = (hit: RecentHit | undefined) => {
    if (hit) void openHit(hit);
  };
  const enter = useWhenAnswered(text.trim() === wanted && (!wanted || found.answered), () => open(current));
  const move = (step: number) => setAt((now) => Math.max(0, Math.min(hits.length - 1, now + step)));
  const group = t("shell.search");
  useKeys([
    { keys: "j", label: t("keys.down"), group, run: () => move(1) },
    { keys: "k", label: t("keys.up"), group, run: () => move(-1) },
    { keys: "Enter", label: t("keys.open"), group, run: () => open(current) },
    { keys: "/", label: t("keys.search"), group, hidden: true, run: () => box.current?.focus() },
  ]);

  const kinds = [...new Set(hits.map((hit) => hit.kind))];
  return (
    <Page
      narrow
      title={t("shell.search")}
      count={wanted && found.total !== undefined ? format.number(found.total) : undefined}
    >
      <div>
        <div className="sticky top-0 z-10 -mx-2 bg-bg px-2 pb-3">
          <div className="relative">
            <Search aria-hidden className="pointer-events-none absolute inset-s-4 top-4 size-5 text-muted" />
            <input
              ref={box}
              type="search"
              role="searchbox"
              aria-label={t("shell.search")}
              placeholder={t("search.placeholder")}
              value={text}
              onChange={(event) => {
                enter.forget();
                setText(event.target.value);
                setAt(0);
              }}
              onKeyDown={(event) => {
                if (event.key === "ArrowDown" || event.key === "ArrowUp") {
                  event.preventDefault();
                  move(event.key === "ArrowDown" ? 1 : -1);
                } else if (event.key === "Enter") {
                  event.preventDefault();
                  enter.press();
                } else if (event.key === "Escape") {
                  if (text) setText("");
                  else event.currentTarget.blur();
                }
              }}
              className="h-13 w-full rounded-xl border border-line-strong/55 bg-surface ps-12 pe-4 text-base shadow-1 outline-none focus:border-focus focus:outline-2 focus:outline-focus/35 contrast:border-line-strong"
            />
          </div>
          <div
            className="mt-2.5 flex flex-wrap items-center gap-2"
            role="group"
            aria-label={t("search.kinds")}
          >
            {[null, ...Object.keys(KINDS), "note", "attachment"].map((one) => (
              <button
                key={one ?? "all"}
                type="button"
                aria-pressed={kind === one}
                onClick={() => {
                  setKind(one);
                  setAt(0);
                }}
                className="hit h-8 rounded-full border border-line bg-surface px-3.5 text-xs font-medium text-muted hover:bg-hover aria-pressed:border-accent aria-pressed:bg-selected aria-pressed:text-text"
              >
                {one === null ? t("outcome.all") : t(`search.kind.${one}` as "search.kind.contact")}
              </button>
            ))}
            <span className="ms-auto hidden items-center gap-1.5 text-xs text-muted md:flex">
              <KeyHint keys="ArrowUp" /> <KeyHint keys="ArrowDown" /> {t("search.move")}{" "}
              <KeyHint keys="Enter" /> {t("search.open")}
            </span>
          </div>
        </div>
        {wanted && suggestions.length > 0 && (
          <div
            role="group"
            aria-label={t("search.suggestions")}
            className="mb-1 flex flex-wrap items-center gap-2"
          >
            <span className="text-xs text-muted">{t("search.suggestions")}</span>
            {suggestions.map((one) => (
              <button
                key={one.text}
                type="button"
                onClick={() => {
                  setText(one.text);
                  setAt(0);
                  box.current?.focus();
                }}
                className="hit inline-flex h-7 items-center gap-1.5 rounded-full bg-sunken px-2.5 text-xs hover:bg-hover contrast:border contrast:border-line"
              >
                <bdi>{one.text}</bdi>
                {one.records > 0 && <span className="tabular text-muted">{format.number(one.records)}</span>}
              </button>
            ))}
          </div>
        )}
        {wanted && <Problems problems={found.problems} />}
        <p role="status" className="sr-only">
          {wanted && found.total !== undefined ? t("search.found", { count: found.total }) : ""}
        </p>
        {found.error || (wanted && found.total === undefined) ? (
          <Unanswered of={found} />
        ) : hits.length === 0 ? (
          <EmptyState
            icon={wanted ? SearchX : Search}
            title={wanted ? t("search.noneTitle", { text: wanted }) : t("search.startTitle")}
          >
            {wanted ? t("search.noneText") : t("search.startText")}
          </EmptyState>
        ) : (
          <>
            {(wanted ? kinds : ["recent"]).map((one) => (
              <section
                key={one}
                aria-label={
                  one === "recent"
                    ? t("palette.recent")
                    : t(`search.kind.${one}` as "search.kind.contact", { defaultValue: one })
                }
                className="mt-3"
              >
                <h2 className="mb-1 flex items-center gap-1.5 text-xs font-medium text-muted">
                  {one === "recent" ? (
                    <>
                      <Clock aria-hidden className="size-3.5" /> {t("palette.recent")}
                    </>
                  ) : (
                    t(`search.kind.${one}` as "search.kind.contact", { defaultValue: one })
                  )}
                </h2>
                <ul className="overflow-hidden rounded-lg border border-line bg-surface">
                  {hits
                    .filter((hit) => one === "recent" || hit.kind === one)
                    .map((hit) => (
                      <HitRow key={hit.id} hit={hit} current={hit === current} onOpen={() => open(hit)} />
                    ))}
                </ul>
              </section>
            ))}
            {wanted && found.more && (
              <Button className="mt-4" onClick={found.more} disabled={found.busy}>
                {t("timeline.more")}
              </Button>
            )}
            {wanted && !found.more && (found.total ?? 0) > FURTHEST_HIT && (
              <p className="mt-4 text-xs text-muted">
                {t("search.furthest", { shown: format.number(FURTHEST_HIT) })}
              </p>
            )}
          </>
        )}
      </div>
    </Page>
  );
}

/** What was opened lately did not match anything: it has no fragments. */
type Listed = RecentHit & Partial<Hit>;

function HitRow({ hit, current, onOpen }: { hit: Listed; current: boolean; onOpen: () => void }) {
  const fragments = hit.fragments ?? [];
  const label = useFieldLabel(hit.kind);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  const title = fragments.find(({ text }) => text === hit.title);
  // What the second line says already is marked there instead of being said twice.
  const inSubtitle = fragments.find(
    ({ text }) => text !== hit.title && text !== "" && hit.subtitle.includes(text),
  );
  const shift = inSubtitle ? hit.subtitle.indexOf(inSubtitle.text) : 0;
  const others = fragments.filter((one) => one !== title && one !== inSubtitle).slice(0, 2);
  const body = (
    <>
      <HitFace hit={hit} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          <Marked text={hit.title} marks={title?.marks ?? []} />
        </span>
        <span
          className={clsx("truncate text-xs text-muted", hit.subtitle === hit.title ? "hidden" : "block")}
        >
          <Marked
            text={hit.subtitle}
            marks={(inSubtitle?.marks ?? []).map(([from, to]): [number, number] => [
              from + shift,
              to + shift,
            ])}
          />
        </span>
        {others.map((fragment) => (
          <span key={fragment.field} className="block truncate text-xs">
            <span className="text-muted">{label(fragment.field)}: </span>
            <Marked text={fragment.text} marks={fragment.marks} />
          </span>
        ))}
      </span>
    </>
  );
  const look = clsx(
    "flex min-h-14 items-center gap-3 px-4 py-2 outline-offset-[-3px]",
    current ? "bg-selected" : "hover:bg-hover",
  );
  return (
    <li ref={row} className="border-b border-line last:border-0">
      {isKind(hit.kind) ? (
        <Link to={`/${KINDS[hit.kind].plural}/$id`} params={{ id: hit.id }} className={look}>
          {body}
        </Link>
      ) : (
        // What the hit belongs to is known only once it is asked for.
        <button type="button" onClick={onOpen} className={clsx(look, "w-full text-start")}>
          {body}
        </button>
      )}
    </li>
  );
}
