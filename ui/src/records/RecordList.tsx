// The list of one kind: a table or cards over pages by position, with filter, sort, columns, selection and keyboard.
// Contacts and companies give it their configuration; the rest is the same by intention. Long because it is the one
// place where cursor, selection, cell and keys meet.
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Download, LayoutGrid, ListChecks, PanelRight, Plus, Printer, Rows3, SearchX } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { pageOf, rememberFirst, useClient, type Json, type Row } from "@/client";
import {
  Button,
  EmptyState,
  IconButton,
  Menu,
  MenuItem,
  Page,
  Table,
  useKeys,
  useMedia,
  useNarrow,
  useToast,
  type Column,
} from "@/kit";
import { useFormat } from "@/locales/format";
import { useBeside } from "./beside";
import { BulkBar, useDeleteRecords, useExport } from "./bulk";
import { ExportDialog, LIST_FORMATS } from "./ExportDialog";
import { useCardDrag } from "./cardDrag";
import { Cards } from "./Cards";
import { isOwnField, useKind, useListFields } from "./catalogue";
import { CellEditor, isEditable } from "./CellEditor";
import { LineCell, NameCell } from "./cells";
import { ColumnMenu } from "./ColumnMenu";
import { useCopyRows, type Chosen } from "./copy";
import { FilterBar } from "./FilterBar";
import { useGoneFields } from "./GoneFields";
import { ListBody } from "./ListBody";
import { isExported, isOwnKind, isPerson, type KindConfig } from "./kinds";
import { useLines } from "./groupLines";
import { ListPaper } from "./ListPaper";
import { nearIn, PLACE, PLACE_FOUND } from "./near";
import { usePaper, usePrint } from "./paper";
import { Peek } from "./Peek";
import { meaningOf, peopleOf } from "./meaning";
import { useReach, useReaches } from "./reach";
import { useSelection } from "./selection";
import { useRecordSlots } from "./slots";
import { useSubject } from "./subject";
import { Value } from "./Value";
import { useWorking } from "./working";
import { isFiltered, nextSort, toQuery, useListPreferences, withoutRules, type ListSearch } from "./view";

const WIDTHS: Record<string, string> = {
  display_name: "minmax(190px, 1.6fr)",
  name: "minmax(240px, 2.4fr)",
  emails: "minmax(190px, 1.6fr)",
  company: "minmax(140px, 1.2fr)",
  phones: "minmax(170px, 1.2fr)",
  tags: "minmax(150px, 1.3fr)",
  modified_ms: "minmax(104px, 0.5fr)",
  created_ms: "minmax(104px, 0.5fr)",
};

/** More than that are exported, not dragged. */
const MOST_DRAGGED = 500;

const rtl = () => document.documentElement.dir === "rtl";
/** Arrow keys belong to what has the focus and a use for them. */
const onTab = () =>
  document.activeElement?.closest("[role=tablist],[role=separator],[role=radiogroup]") != null;

/** Where each list was left, so that coming back from a record does not start over. */
const left = new Map<string, number>();

export function RecordList({
  config,
  search,
  onSearch,
  empty,
  switcher,
  above,
}: {
  config: KindConfig;
  search: ListSearch;
  onSearch: (next: ListSearch) => void;
  empty: ReactNode;
  /** The ways to look at them, instead of table and cards. */
  switcher?: ReactNode;
  /** Stands over the filter. */
  above?: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const fields = useListFields(config.name);
  const [preferences, prefer] = useListPreferences(config.name);
  const query = useMemo(() => toQuery(search), [search]);
  // A view has its own columns and layout; changed, they are the view's to keep, not this device's.
  const ownColumns = search.columns ?? (search.saved ? null : preferences.columns);
  // How far it is stands behind the name while it is asked for.
  const chosenIds: readonly string[] = ownColumns ?? config.columns;
  const isNear = nearIn(search.rules) !== null;
  const columnIds = useMemo(
    () => (isNear ? [...chosenIds.slice(0, 1), PLACE, ...chosenIds.slice(1)] : chosenIds),
    [isNear, chosenIds],
  );
  const chooseColumns = (columns: string[] | null) => {
    if (!search.saved) return prefer({ columns });
    const { columns: _, ...rest } = search;
    onSearch(columns ? { ...rest, columns } : rest);
  };
  const gone = useGoneFields(config.name, search);
  const slots = useRecordSlots();
  const shownFields = columnIds.flatMap((id) => fields.find((field) => field.id === id) ?? []);
  // A field of the seller's own is asked for once it is known to be there still.
  const own = columnIds.filter((id) => isOwnField(id) && !fields.some((field) => field.id === id)).join();
  const wanted = useMemo(
    () =>
      [
        ...new Set([...config.extra, ...columnIds, ...(columnIds.includes(PLACE) ? [PLACE_FOUND] : [])]),
      ].filter((id) => !own.split(",").includes(id)),
    [config.extra, columnIds, own],
  );
  const wantsCards = search.layout ? search.layout === "cards" : preferences.cards;
  const cards = wantsCards && isPerson(config);
  // Cards stand in one grid, without groups.
  const lines = useLines(config, query, wanted, fields, cards ? undefined : search.group);
  useEffect(() => {
    if (Object.keys(query).length > 0) return;
    rememberFirst(`/${config.plural}`, { name: `${config.plural}.list`, input: pageOf(query, wanted, 0) });
  }, [config.plural, query, wanted]);
  const selection = useSelection(config.plural, query, lines.total);
  const place = `${config.name} ${JSON.stringify(query)} ${search.group ?? ""}`;
  const [cursor, setCursorState] = useState(() => left.get(place) ?? 0);
  const at = Math.max(0, Math.min(cursor, lines.count - 1));
  const setCursor = (next: number) => {
    const bounded = Math.max(0, Math.min(next, lines.count - 1));
    left.set(place, bounded);
    setCursorState(bounded);
  };
  const [anchor, setAnchor] = useState(0);
  const current = lines.rowAt(at);
  const head = lines.headAt(at);
  const described = useKind(config.name);
  const named = isOwnKind(config.name)
    ? peopleOf(described, current?.["custom"] as Record<string, Json> | undefined)
    : [];
  useSubject(config.name, current?.id, meaningOf(named));
  const client = useClient();
  const toast = useToast();
  const reach = useReach(config);
  const reaches = useReaches(config);
  const working = useWorking();
  const remove = useDeleteRecords(config);
  const exportTo = useExport(config);
  const [choosing, setChoosing] = useState(false);
  const print = usePrint();
  usePaper(
    gone.length === 0 && (
      <ListPaper
        title={t(`kinds.${config.plural}`)}
        plural={config.plural}
        grouped={
          search.group && !cards
            ? { plural: config.plural, by: search.group, isFolded: lines.isFolded }
            : undefined
        }
        search={search}
        query={query}
        wanted={wanted}
        columns={shownFields}
        fields={fields}
      />
    ),
  );

  const open = (row: Row) => void navigate({ to: `/${config.plural}/$id`, params: { id: row.id } });
  const edit = (row: Row) => void navigate({ to: `/${config.plural}/$id/edit`, params: { id: row.id } });
  const create = () => void navigate({ to: `/${config.plural}/new` });
  /** What was chosen one by one, as it was shown. */
  const chosen = useRef(new Map<string, Chosen>());
  const copyRows = useCopyRows(config.plural);
  const copy = (row: Row | undefined) =>
    copyRows({ query, wanted, fields: shownFields, selection, chosen: [...chosen.current.values()], row });
  const select = (row: Row, position: number, range: boolean) => {
    if (range) {
      const [from, to] = [Math.min(anchor, position), Math.max(anchor, position)];
      for (let at_ = from; at_ <= to && at_ - from < 1000; at_++) {
        const one = lines.rowAt(at_);
        if (one) chosen.current.set(one.id, { row: one, position: at_ });
      }
      lines.choose(selection, client, from, to).catch(toast.fail);
    } else {
      chosen.current.set(row.id, { row, position });
      selection.toggle(row.id);
      setAnchor(position);
    }
  };

  // Beside a narrow list there is no room for the panel.
  const wide = useMedia("(min-width: 1024px)");
  const person = isPerson(config);
  const panel = preferences.panel && wide && person;
  const drag = useCardDrag(config);
  const dragged = (row: Row) => () => {
    const { ids } = selection.has(row.id) ? selection.chosen : {};
    return ids && ids.length > 1 && ids.length <= MOST_DRAGGED
      ? { ids, name: t("list.several", { count: ids.length, shown: format.number(ids.length) }) }
      : { ids: [row.id], name: row.title };
  };

  // The keyboard can go into a row, cell by cell, and edit where it stands.
  const narrow = useNarrow();
  const group = t(`kinds.${config.plural}`);
  const beside = useBeside({
    kind: config,
    group,
    fields,
    preferences: [preferences, prefer],
    search,
    onSearch,
    onFold: lines.foldAll,
    grouped: !cards,
  });
  const layOut = (layout: "table" | "cards") =>
    search.saved ? onSearch({ ...search, layout }) : prefer({ cards: layout === "cards" });
  const inTable = !cards && !narrow;
  const [cell, setCell] = useState<number | null>(null);
  const [editing, setEditing] = useState(false);
  const here = cell === null || !inTable ? null : Math.min(cell, shownFields.length - 1);
  const canEdit = (index: number) => Boolean(shownFields[index] && isEditable(shownFields[index]));
  const nextCell = (from: number, step: number): number | null => {
    for (let index = from + step; index >= 0 && index < shownFields.length; index += step)
      if (canEdit(index)) return index;
    return null;
  };
  const editCell = (position: number, index: number | null) => {
    if (index === null || !inTable || !lines.rowAt(position)) return;
    setCursor(position);
    setCell(index);
    setEditing(true);
  };
  const step = (by: 1 | -1) => {
    if (head) return lines.setOpen(at, by > 0);
    if (!inTable || shownFields.length === 0) return;
    setCell(here === null ? (by > 0 ? 0 : null) : Math.max(0, Math.min(shownFields.length - 1, here + by)));
  };
  const edited = (by: -1 | 0 | 1) => {
    const next = by === 0 || here === null ? null : nextCell(here, by);
    if (next === null) setEditing(false);
    else setCell(next);
  };

  useKeys([
    { keys: "j", label: t("keys.down"), group, run: () => setCursor(at + 1) },
    { keys: "k", label: t("keys.up"), group, run: () => setCursor(at - 1) },
    { keys: "ArrowDown", label: t("keys.down"), group, hidden: true, run: () => setCursor(at + 1) },
    { keys: "ArrowUp", label: t("keys.up"), group, hidden: true, run: () => setCursor(at - 1) },
    { keys: "PageDown", label: t("keys.pageDown"), group, run: () => setCursor(at + 15) },
    { keys: "PageUp", label: t("keys.pageUp"), group, run: () => setCursor(at - 15) },
    { keys: "Home", label: t("keys.first"), group, run: () => setCursor(0) },
    { keys: "End", label: t("keys.last"), group, run: () => setCursor(lines.count - 1) },
    {
      keys: "Enter",
      label: t("keys.open"),
      group,
      run: () => {
        if (head) lines.setOpen(at, !head.open);
        else if (here !== null && canEdit(here)) editCell(at, here);
        else if (current) open(current);
      },
    },
    {
      keys: "F2",
      label: t("keys.cellEdit"),
      group,
      run: () => editCell(at, here !== null && canEdit(here) ? here : nextCell(here ?? -1, 1)),
    },
    {
      keys: "ArrowRight",
      label: t("keys.cell"),
      group,
      when: () => (inTable || head !== undefined) && !onTab(),
      run: () => step(rtl() ? -1 : 1),
    },
    {
      keys: "ArrowLeft",
      label: t("keys.cell"),
      group,
      hidden: true,
      when: () => ((inTable && here !== null) || head !== undefined) && !onTab(),
      run: () => step(rtl() ? 1 : -1),
    },
    ...(reaches
      ? [
          { keys: "t", label: t("keys.call"), group, run: () => current && void reach("call", current.id) },
          { keys: "m", label: t("keys.mail"), group, run: () => current && void reach("mail", current.id) },
        ]
      : []),
    { keys: "x", label: t("keys.select"), group, run: () => current && select(current, at, false) },
    { keys: "shift+x", label: t("keys.selectTo"), group, run: () => current && select(current, at, true) },
    {
      keys: "mod+c",
      label: t("keys.copy"),
      group,
      // What is marked on the page is what the seller means to copy.
      when: () => getSelection()?.isCollapsed !== false,
      run: () => void copy(current),
    },
    { keys: "mod+a", label: t("keys.selectAll"), group, run: () => selection.toggleAll() },
    { keys: "e", label: t("keys.edit"), group, run: () => current && edit(current) },
    {
      keys: "w",
      label: t("working.start"),
      group,
      run: () => {
        const { query: list, position } = lines.place(at);
        if (current) void working.start(config, list, position);
      },
    },
    { keys: "c", label: t("keys.create"), group, run: create },
    beside.key,
    { keys: "p", label: t("keys.panel"), group, run: () => prefer({ panel: !preferences.panel }) },
    {
      keys: "Delete",
      label: t("keys.delete"),
      group,
      run: () => {
        if (selection.count > 0) void remove(selection);
        else if (current) void remove([current.id]);
      },
    },
    {
      keys: "Escape",
      label: t("keys.clear"),
      group,
      run: () => (here === null ? selection.clear() : setCell(null)),
    },
  ]);

  const columns = shownFields.map((field): Column<Row> => ({
    id: field.id,
    label: field.label,
    width: WIDTHS[field.id] ?? "minmax(130px, 1fr)",
    sortable: field.sortable,
    cell: (row) =>
      field.id === "display_name" || field.id === "name" ? (
        <NameCell row={row} kind={config.name} drag={drag(dragged(row))} />
      ) : (
        (slots.cell(config.name, field.id, row) ?? <Value field={field} row={row} />)
      ),
    edit: isEditable(field)
      ? (row, done) => (
          <CellEditor key={`${row.id} ${field.id}`} config={config} field={field} row={row} onEnd={done} />
        )
      : undefined,
  }));

  const shownColumns: Column<Row>[] = narrow
    ? [
        {
          id: config.columns[0] ?? "name",
          label: (isOwnKind(config.name) && columns[0]?.label) || t("field.any.name"),
          width: "minmax(0, 1fr)",
          sortable: true,
          cell: (row) => <LineCell row={row} kind={config.name} />,
        },
      ]
    : columns;

  const filtered = isFiltered(search);
  const bare = lines.known && lines.total === 0 && !filtered && !search.trashed;

  return (
    <Page
      title={group}
      count={lines.known && !bare ? format.number(lines.total) : undefined}
      scroll={false}
      actions={
        <>
          <Menu
            label={t("list.export")}
            trigger={<IconButton icon={Download} label={t("list.export")} disabled={lines.total === 0} />}
          >
            {LIST_FORMATS.filter((one) => isExported(config, one)).map((one) => (
              <MenuItem key={one} onSelect={() => void exportTo(one, { query })}>
                {t(`export.${one}`)}
              </MenuItem>
            ))}
            <MenuItem icon={ListChecks} asks onSelect={() => setChoosing(true)}>
              {t("export.choose")}
            </MenuItem>
            <MenuItem icon={Printer} keys="mod+p" onSelect={print}>
              {t("paper.item")}
            </MenuItem>
          </Menu>
          <Button weight="primary" icon={Plus} onClick={create}>
            {t(`list.new.${config.name}`)}
          </Button>
        </>
      }
      toolbar={
        bare && !switcher ? undefined : (
          <>
            {above && <div className="pb-2.5">{above}</div>}
            <div className="pb-2">
              {slots.views({
                kind: config.name,
                search,
                columns: ownColumns,
                layout: cards ? "cards" : "table",
                onSearch,
              })}
            </div>
            <div className="flex flex-wrap items-start gap-2">
              <div className={clsx("min-w-0 flex-1", isFiltered(search) ? "basis-64" : "basis-20")}>
                <FilterBar keyed fields={fields} search={search} onSearch={onSearch} kind={config.name} />
              </div>
              <div className="ms-auto flex items-center gap-1 sm:gap-2.5">
                {switcher}
                <div
                  role="group"
                  aria-label={t("list.view")}
                  className={person ? "hidden gap-2.5 sm:flex" : "hidden"}
                >
                  <IconButton
                    icon={Rows3}
                    label={t("list.table")}
                    aria-pressed={!wantsCards}
                    onClick={() => layOut("table")}
                    className="aria-pressed:bg-selected aria-pressed:text-text"
                  />
                  <IconButton
                    icon={LayoutGrid}
                    label={t("list.cards")}
                    aria-pressed={wantsCards}
                    onClick={() => layOut("cards")}
                    className="aria-pressed:bg-selected aria-pressed:text-text"
                  />
                </div>
                {beside.tools}
                {!narrow && (
                  <ColumnMenu
                    fields={fields.filter(({ inner, type }) => !inner && type !== "place")}
                    shown={chosenIds}
                    onChange={chooseColumns}
                    onReset={() => {
                      prefer({ widths: null });
                      chooseColumns(null);
                    }}
                  />
                )}
                {person && (
                  <IconButton
                    icon={PanelRight}
                    label={t("list.panel")}
                    keys="p"
                    aria-pressed={preferences.panel}
                    onClick={() => prefer({ panel: !preferences.panel })}
                    className="flip-rtl aria-pressed:bg-selected aria-pressed:text-text max-lg:hidden"
                  />
                )}
              </div>
            </div>
          </>
        )
      }
    >
      {beside.frame(
        <ListBody
          gone={gone}
          search={search}
          onSearch={onSearch}
          lines={lines}
          ready={columns.length > 0}
          none={
            bare ? (
              <div className="min-h-0 flex-1 overflow-y-auto">{empty}</div>
            ) : (
              <EmptyState
                icon={SearchX}
                title={t("list.noneTitle")}
                actions={
                  <Button onClick={() => onSearch(withoutRules(search))}>{t("list.clearFilter")}</Button>
                }
              >
                {t("list.noneText")}
              </EmptyState>
            )
          }
        >
          {cards && isPerson(config) ? (
            <Cards
              config={config}
              count={lines.total}
              rowAt={lines.rowAt}
              onWindow={lines.onWindow}
              selection={selection}
              cursor={at}
              onOpen={open}
              drag={(row) => drag(dragged(row))}
            />
          ) : (
            <Table
              label={group}
              columns={shownColumns}
              {...(narrow
                ? { rowHeight: 60 }
                : {
                    widths: preferences.widths ?? {},
                    onWidths: (widths) => prefer({ widths }),
                    cell: here,
                    editing,
                    onEdit: editCell,
                    onEdited: edited,
                  })}
              count={lines.count}
              rowAt={lines.rowAt}
              headAt={(line) => {
                const group = lines.headAt(line);
                return group && { ...group, count: format.number(group.count) };
              }}
              onHead={lines.setOpen}
              rowKey={lines.keyOf}
              onWindow={lines.onWindow}
              cursor={at}
              startAt={at}
              onCursor={(next) => {
                setCursor(next);
                setCell(null);
              }}
              onOpen={(row) => (panel ? undefined : open(row))}
              isSelected={(row) => selection.has(row.id)}
              onSelect={select}
              allSelected={selection.all}
              onSelectAll={selection.toggleAll}
              {...(search.sort ? { sort: search.sort } : {})}
              onSort={(field) => {
                const { sort: _, ...rest } = search;
                const sort = nextSort(search.sort, field);
                onSearch(sort ? { ...rest, sort } : rest);
              }}
            />
          )}
          {panel && current && isPerson(config) && (
            <Peek config={config} id={current.id} onEdit={() => edit(current)} />
          )}
        </ListBody>,
      )}
      <BulkBar
        config={config}
        selection={selection}
        shown={chosenIds}
        onDelete={() => void remove(selection)}
      />
      {choosing && (
        <ExportDialog
          config={config}
          shown={chosenIds}
          onClose={() => setChoosing(false)}
          onExport={(to, fields) => void exportTo(to, { query, fields })}
        />
      )}
    </Page>
  );
}
