// The pinned views in the sidebar, in the seller's order: dragged with the pointer, or moved with Alt and the arrows.
import { Link, useSearch } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Id, View } from "@/client";
import { KeyHint } from "@/kit";
import { useFormat } from "@/locales/format";
import { iconOf } from "./icons";
import { useViewActs, useViews, useWatches } from "./queries";

/** So many of them have a key. */
const WITH_KEYS = 9;

/** The pinned views in the seller's order. */
export const usePinned = (): View[] => (useViews() ?? []).filter(({ pinned }) => pinned);

export function PinnedViews({ item }: { item: string }) {
  const { t } = useTranslation();
  const views = usePinned();
  const acts = useViewActs();
  const watches = useWatches();
  const format = useFormat();
  const { saved } = useSearch({ strict: false });
  const [dragged, setDragged] = useState<Id | null>(null);
  const [over, setOver] = useState<Id | null>(null);
  const [said, setSaid] = useState("");
  if (views.length === 0) return null;
  /** Moves the one at `from` to `to`, counted as they stand now. */
  const move = (from: number, to: number) => {
    const view = views[from];
    if (!view || to < 0 || to >= views.length || to === from) return;
    const others = views.filter((_, at) => at !== from);
    acts.place(view.id, others[to - 1]?.id);
    setSaid(t("views.movedTo", { name: view.name, position: to + 1, of: views.length }));
  };
  const at = (id: Id | null) => views.findIndex((view) => view.id === id);
  return (
    <section aria-label={t("views.pinnedLabel")} className="pt-5">
      <p className="px-2.5 pb-1 text-xs font-medium text-muted">{t("views.label")}</p>
      <ul className="flex flex-col gap-2">
        {views.map((view, position) => {
          const Icon = iconOf(view.icon);
          return (
            <li key={view.id}>
              <Link
                to="/views/$id"
                params={{ id: view.id }}
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = "move";
                  setDragged(view.id);
                }}
                onDragOver={(event) => {
                  if (!dragged) return;
                  event.preventDefault();
                  setOver(view.id);
                }}
                onDragEnd={() => {
                  setDragged(null);
                  setOver(null);
                }}
                onDrop={(event) => {
                  if (!dragged) return;
                  event.preventDefault();
                  move(at(dragged), position);
                }}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                aria-current={saved === view.id ? "page" : undefined}
                data-status={saved === view.id ? "active" : undefined}
                className={clsx(
                  item,
                  "group",
                  over === view.id && dragged !== view.id && "outline-2 outline-focus",
                )}
                onKeyDown={(event) => {
                  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
                  if (!event.altKey || by === undefined) return;
                  event.preventDefault();
                  event.stopPropagation();
                  move(position, position + by);
                }}
              >
                <span
                  className="shrink-0"
                  ref={(element) => {
                    if (view.colour) element?.style.setProperty("color", `var(--tag-${view.colour}-text)`);
                    else element?.style.removeProperty("color");
                  }}
                >
                  <Icon aria-hidden className="size-[18px]" strokeWidth={1.8} />
                </span>
                <bdi className="flex-1 truncate">{view.name}</bdi>{" "}
                {(watches.get(view.id)?.entered ?? 0) > 0 && (
                  <span className="tabular rounded-full bg-selected px-1.5 text-xs text-text">
                    <span aria-hidden>{format.number(watches.get(view.id)?.entered ?? 0)}</span>
                    <span className="sr-only">
                      {t("watch.news", { count: watches.get(view.id)?.entered ?? 0 })}
                    </span>
                  </span>
                )}
                {position < WITH_KEYS && (
                  <KeyHint keys={`g ${position + 1}`} className="hidden! lg:group-hover:inline-flex!" />
                )}
              </Link>
            </li>
          );
        })}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
    </section>
  );
}
