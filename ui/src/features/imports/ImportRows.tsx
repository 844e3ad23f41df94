// The receipt by row: every source row, what became of it and why; beside it the cells that did not simply arrive, and
// for a dry run what would change.
import type { TFunction } from "i18next";
import { Download, FileSearch } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, useImportRows, type Import, type ImportRow, type Outcome } from "@/client";
import {
  Banner,
  Button,
  Code,
  Dialog,
  EmptyState,
  ErrorState,
  Select,
  Table,
  useKeys,
  useMedia,
  useNarrow,
  useToast,
  type Column,
} from "@/kit";
import { useReasons, useWords } from "@/locales";
import { useFormat } from "@/locales/format";
import { CorrectRow, isCorrectable } from "./CorrectRow";
import { countOf, isTried, OUTCOMES, OutcomeTag } from "./Outcomes";
import { totals } from "./queries";
import { RowDetail } from "./RowDetail";

export function ImportRows({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [cursor, setCursor] = useState(0);
  // Where there is no room beside the rows, the details of one stand in front of them.
  const beside = !useMedia("(max-width: 1023px)");
  const [opened, setOpened] = useState(false);
  const [file, setFile] = useState<number | null>(null);
  const pages = useImportRows({
    id: one.id,
    ...(outcome ? { outcome } : {}),
    ...(file === null ? {} : { file }),
  });
  const words = useWords();
  const say = useReasons();
  const sum = totals(file === null ? one : { ...one, files: one.files.slice(file, file + 1) });
  const faulty = one.files.filter((each, at) => each.error && (file === null || file === at));
  // What another program is set up with is no fault, and a whole export has many of it: said once.
  const setUp = faulty.filter(({ error }) => error?.code === SET_UP);
  const failed = faulty.filter(({ error }) => error?.code !== SET_UP);
  const group = t("import.receipt");
  const last = Math.max(0, pages.total - 1);
  const rejects = useSaveRejects(one, file);
  const chosen = pages.rowAt(Math.min(cursor, last));
  const [correcting, setCorrecting] = useState<ImportRow | null>(null);
  const correct = () => {
    if (!chosen || !isCorrectable(chosen, one)) return;
    setOpened(false);
    setCorrecting(chosen);
  };
  useKeys([
    { keys: "e", label: t("import.correct"), group, run: correct },
    { keys: "j", label: t("keys.down"), group, run: () => setCursor((at) => Math.min(last, at + 1)) },
    { keys: "k", label: t("keys.up"), group, run: () => setCursor((at) => Math.max(0, at - 1)) },
    {
      keys: "ArrowDown",
      label: t("keys.down"),
      group,
      hidden: true,
      run: () => setCursor((at) => Math.min(last, at + 1)),
    },
    {
      keys: "ArrowUp",
      label: t("keys.up"),
      group,
      hidden: true,
      run: () => setCursor((at) => Math.max(0, at - 1)),
    },
  ]);
  const outcomeCell = (row: ImportRow) => <OutcomeTag outcome={row.outcome} of={one} />;
  const columns: Column<ImportRow>[] = [
    {
      id: "row",
      label: t("import.row"),
      width: "84px",
      end: true,
      cell: (row) => <span className="text-muted">{format.number(row.row)}</span>,
    },
    {
      id: "outcome",
      label: t("import.outcome"),
      width: isTried(one) ? "152px" : "132px",
      cell: outcomeCell,
    },
    {
      id: "title",
      label: t("field.any.name"),
      width: "minmax(160px, 1.2fr)",
      cell: (row) => <bdi className="truncate font-medium">{row.title}</bdi>,
    },
    {
      id: "reason",
      label: t("import.reason"),
      width: "minmax(180px, 2fr)",
      cell: (row) => <span className="truncate text-muted">{say("row", row) || cellSummary(row, t)}</span>,
    },
  ];
  const narrow = useNarrow();
  const shown: Column<ImportRow>[] = narrow
    ? [
        {
          id: "title",
          label: t("field.any.name"),
          width: "minmax(0, 1fr)",
          cell: (row) => (
            <span className="min-w-0">
              <bdi className="block truncate font-medium">{row.title}</bdi>
              <span className="block truncate text-xs text-muted">
                {[`${t("import.row")} ${format.number(row.row)}`, say("row", row) || cellSummary(row, t)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
          ),
        },
        {
          id: "outcome",
          label: t("import.outcome"),
          width: isTried(one) ? "144px" : "128px",
          end: true,
          cell: outcomeCell,
        },
      ]
    : columns;
  return (
    <div className="flex h-full min-h-[24rem] flex-col">
      <div role="group" aria-label={t("import.filter")} className="flex flex-wrap gap-2 px-4 py-3 md:px-6">
        {([null, ...OUTCOMES] as const).map((id) => {
          const count = id === null ? sum.rows : countOf(sum, id);
          return (
            <button
              key={id ?? "all"}
              type="button"
              aria-pressed={outcome === id}
              disabled={count === 0 && id !== null}
              onClick={() => {
                setOutcome(id);
                setCursor(0);
              }}
              className="hit inline-flex h-8 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-xs font-medium text-muted hover:bg-hover disabled:border-transparent disabled:bg-transparent aria-pressed:border-accent aria-pressed:bg-selected aria-pressed:text-text"
            >
              {id === null ? t("outcome.all") : isTried(one) ? t(`outcome.dry.${id}`) : t(`outcome.${id}`)}
              <span className="tabular">{format.number(count)}</span>
            </button>
          );
        })}
        {one.files.length > 1 && (
          <Select
            aria-label={t("import.ofFile")}
            value={file ?? ""}
            onChange={(event) => {
              setFile(event.target.value === "" ? null : Number(event.target.value));
              setCursor(0);
            }}
            className="ms-auto w-full max-w-56"
          >
            <option value="">{t("import.allFiles")}</option>
            {one.files.map(({ name }, at) => (
              <option key={`${at}-${name}`} value={at}>
                {name}
              </option>
            ))}
          </Select>
        )}
        {sum.rejected > 0 && (
          <Button
            small
            icon={Download}
            busy={rejects.busy}
            onClick={() => void rejects.save()}
            className={one.files.length > 1 ? "" : "sm:ms-auto"}
          >
            {t("import.saveRejects")}
          </Button>
        )}
      </div>
      {setUp.length > 0 && (
        <Banner className="mx-4 mb-3 rounded-lg md:mx-6">
          {t("import.setUpOnly", {
            count: setUp.length,
            shown: format.number(setUp.length),
            names: namesIn(setUp, format.list),
          })}
        </Banner>
      )}
      {failed.map(
        ({ name, error }) =>
          error && (
            <Banner key={name} look="error" className="mx-4 mb-3 rounded-lg md:mx-6">
              <bdi className="font-medium">{name}</bdi>: {words(error)} <Code of={error} />
            </Banner>
          ),
      )}
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={pages.retry} />
      ) : pages.known && pages.total === 0 ? (
        <EmptyState icon={FileSearch} title={t("import.noRows")} className="py-10!" />
      ) : (
        <div className="flex min-h-0 flex-1 border-t border-line bg-surface">
          <Table
            label={t("import.tabRows")}
            columns={shown}
            {...(narrow ? { rowHeight: 56 } : {})}
            count={pages.total}
            rowAt={pages.rowAt}
            rowKey={(row) => `${row.file}-${row.row}`}
            onWindow={pages.onWindow}
            cursor={Math.min(cursor, last)}
            onCursor={setCursor}
            {...(beside ? {} : { onOpen: () => setOpened(true) })}
          />
          {chosen && beside && (
            <aside
              aria-label={t("import.detail")}
              className="w-80 shrink-0 overflow-y-auto border-s border-line bg-bg p-5 xl:w-96"
            >
              <RowDetail row={chosen} one={one} onCorrect={correct} />
            </aside>
          )}
          {chosen && !beside && (
            <Dialog open={opened} onOpenChange={setOpened} title={t("import.detail")}>
              <RowDetail row={chosen} one={one} onCorrect={correct} />
            </Dialog>
          )}
        </div>
      )}
      {correcting && <CorrectRow row={correcting} one={one} onClose={() => setCorrecting(null)} />}
    </div>
  );
}

const SET_UP = "not_brought_over";

/** More files of a whole export are not named; all stand in the choice of files. */
const NAMED = 6;

function namesIn(files: Import["files"], list: (names: string[]) => string): string {
  const names = files.map(({ name }) => name.split(" › ").at(-1) ?? name);
  return names.length > NAMED ? `${names.slice(0, NAMED).join(", ")} …` : list(names);
}

/** Saves the rejected rows, one file for each they came from, to be corrected and imported again. */
function useSaveRejects(one: Import, only: number | null) {
  const { t, i18n } = useTranslation();
  const client = useClient();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      for (const [file, { rejected }] of one.files.entries()) {
        if (rejected === 0 || (only !== null && only !== file)) continue;
        const handle = await client.call("imports.rejects", { id: one.id, file, language: i18n.language });
        if (await client.save(handle))
          toast.show({
            text: t("import.rejectsSaved", { name: handle.name }),
            detail: t("import.rejectsHint"),
          });
      }
    } catch (thrown) {
      toast.fail(thrown);
    }
    setBusy(false);
  };
  return { busy, save };
}

function cellSummary(row: ImportRow, t: TFunction): string {
  const cells = row.cells ?? [];
  const raw = cells.filter(({ fate }) => fate === "raw").length;
  const rejected = cells.filter(({ fate }) => fate === "rejected").length;
  const repaired = cells.filter(({ fate }) => fate === "repaired").length;
  return [
    repaired > 0 ? t("import.cellsRepaired", { count: repaired }) : "",
    rejected > 0 ? t("import.cellsRejected", { count: rejected }) : "",
    raw > 0 ? t("import.cellsRaw", { count: raw }) : "",
  ]
    .filter(Boolean)
    .join(", ");
}
