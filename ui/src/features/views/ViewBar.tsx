// Stands over a list: which view it shows, the others of its kind, and what to do with a list that was changed since.
import {
  Bell,
  BellOff,
  Bookmark,
  ChevronDown,
  Copy,
  Pencil,
  Pin,
  PinOff,
  Plus,
  RotateCcw,
  Trash2,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Layout, View } from "@/client";
import { Button, Menu, MenuItem, MenuLabel, MenuLine, useKeys } from "@/kit";
import type { ListSearch } from "@/records/view";
import { iconOf } from "./icons";
import {
  isChanged,
  keptOf,
  searchOf,
  useOpenView,
  useViewActs,
  useViews,
  useWatches,
  type Look,
} from "./queries";
import { ViewDialog } from "./ViewDialog";
import { WatchDialog } from "./WatchDialog";

export function ViewBar<S extends ListSearch>({
  of,
  all,
  search,
  columns = null,
  layout = "table",
  onSearch,
}: {
  of: string;
  /** What the list without a view is called. */
  all: string;
  search: S;
  /** Columns and layout as they are on the screen; null when they are the device's own. */
  columns?: string[] | null;
  layout?: Layout;
  onSearch: (next: ListSearch) => void;
}) {
  const { t } = useTranslation();
  const views = useViews()?.filter((view) => view.of === of);
  const open = useOpenView();
  const acts = useViewActs();
  const [asking, setAsking] = useState<"new" | "edit" | null>(null);
  const view = views?.find(({ id }) => id === search.saved);
  const look: Look = { search, columns, layout };
  const watch = useWatches().get(view?.id ?? "");
  const [looking, setLooking] = useState(false);
  const changed = view ? isChanged(view, look) : false;
  const Icon = view ? iconOf(view.icon) : Bookmark;
  const rename = (one: View, change: Partial<View>) =>
    acts.change(one, change, t("views.changed", { name: change.name ?? one.name }));
  const keep = (one: View) => void acts.change(one, keptOf(look), t("views.changed", { name: one.name }));
  const togglePinned = (one: View) =>
    void acts.change(
      one,
      { pinned: !one.pinned },
      t(one.pinned ? "views.unpinned" : "views.pinned", { name: one.name }),
    );
  const toggleWatched = (one: View) =>
    void acts.change(
      one,
      { watched: !one.watched },
      t(one.watched ? "watch.off" : "watch.on", { name: one.name }),
    );
  const duplicate = (one: View) => void acts.duplicate(one).then((copy) => copy && open(copy));
  const discard = (one: View) => {
    acts.discard(one);
    onSearch({});
  };
  const offer = (label: string, run: () => void) => ({
    keys: "",
    label,
    words: t("views.words"),
    group: t("views.label"),
    run,
  });
  useKeys([
    offer(view ? t("views.saveAs") : t("views.save"), () => setAsking("new")),
    ...(view
      ? [
          ...(changed ? [offer(t("views.keep"), () => keep(view))] : []),
          offer(t("views.edit"), () => setAsking("edit")),
          offer(t(view.pinned ? "views.unpin" : "views.pin"), () => togglePinned(view)),
          offer(t(view.watched ? "watch.stop" : "watch.start"), () => toggleWatched(view)),
          offer(t("views.duplicate"), () => duplicate(view)),
          offer(t("views.delete"), () => discard(view)),
        ]
      : []),
  ]);
  return (
    <div
      role="group"
      aria-label={t("views.label")}
      data-views=""
      className="flex flex-wrap items-center gap-2"
    >
      <Menu
        label={t("views.label")}
        trigger={
          <Button small weight="ghost" icon={Icon} className="-ms-2.5 h-9 max-w-64 min-w-0">
            <span className="min-w-0 truncate">{view ? view.name : all}</span>
            <ChevronDown aria-hidden className="size-3.5 text-muted" />
          </Button>
        }
      >
        <MenuItem icon={Bookmark} onSelect={() => onSearch({})}>
          {all}
        </MenuItem>
        {views && views.length > 0 && <MenuLabel>{t("views.label")}</MenuLabel>}
        {views?.map((one) => (
          <MenuItem key={one.id} icon={iconOf(one.icon)} onSelect={() => open(one)}>
            <bdi>{one.name}</bdi>
          </MenuItem>
        ))}
        <MenuLine />
        <MenuItem icon={Plus} asks onSelect={() => setAsking("new")}>
          {view ? t("views.saveAs") : t("views.save")}
        </MenuItem>
        {view && (
          <>
            <MenuItem icon={Pencil} asks onSelect={() => setAsking("edit")}>
              {t("views.edit")}
            </MenuItem>
            <MenuItem icon={view.pinned ? PinOff : Pin} onSelect={() => togglePinned(view)}>
              {view.pinned ? t("views.unpin") : t("views.pin")}
            </MenuItem>
            <MenuItem icon={view.watched ? BellOff : Bell} onSelect={() => toggleWatched(view)}>
              {t(view.watched ? "watch.stop" : "watch.start")}
            </MenuItem>
            <MenuItem icon={Copy} onSelect={() => duplicate(view)}>
              {t("views.duplicate")}
            </MenuItem>
            <MenuItem icon={Trash2} danger onSelect={() => discard(view)}>
              {t("views.delete")}
            </MenuItem>
          </>
        )}
      </Menu>
      {view?.watched && (
        <Button small weight="ghost" icon={watch?.fault ? BellOff : Bell} onClick={() => setLooking(true)}>
          {watch?.fault
            ? t("watch.blocked")
            : watch && watch.entered > 0
              ? t("watch.news", { count: watch.entered })
              : watch && watch.left > 0
                ? t("watch.gone", { count: watch.left })
                : t("watch.watched")}
        </Button>
      )}
      {view && looking && <WatchDialog view={view} fault={watch?.fault} onClose={() => setLooking(false)} />}
      {view && changed && (
        <>
          <span role="status" className="text-xs text-muted">
            {t("views.isChanged")}
          </span>
          <Button small onClick={() => keep(view)}>
            {t("views.keep")}
          </Button>
          <Button small weight="ghost" icon={RotateCcw} onClick={() => onSearch(searchOf(view))}>
            {t("views.reset")}
          </Button>
        </>
      )}
      {asking === "new" && (
        <ViewDialog
          title={t("views.saveTitle")}
          onClose={() => setAsking(null)}
          onSave={({ name, pinned, icon, colour }) =>
            acts.save({ of, name, pinned, icon, colour }, look).then((made) => {
              setAsking(null);
              open(made);
            })
          }
        />
      )}
      {asking === "edit" && view && (
        <ViewDialog
          title={t("views.editTitle")}
          view={view}
          onClose={() => setAsking(null)}
          onSave={(change) => rename(view, change).then(() => setAsking(null))}
        />
      )}
    </div>
  );
}
