// One row of a receipt: what it became and why, what changed by it, and the cells that did not simply arrive.
import { Link } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Import, ImportRow } from "@/client";
import { Button } from "@/kit";
import { useReasons } from "@/locales";
import { useFormat } from "@/locales/format";
import { ChangeList } from "@/records/ChangeList";
import { isKind, KINDS } from "@/records/kinds";
import { isCorrectable } from "./CorrectRow";
import { OutcomeTag } from "./Outcomes";

export function RowDetail({ row, one, onCorrect }: { row: ImportRow; one: Import; onCorrect: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useReasons();
  const kind = row.record && isKind(row.record.kind) ? row.record.kind : null;
  // What was only tried, or taken back, made nobody one could go to.
  const isMade = one.state === "done" && one.set_state !== "undone";
  const isThere = isMade || row.outcome === "updated" || row.outcome === "unchanged";
  const file = one.files[row.file]?.name;
  // Said once of the row, not again of each cell.
  const why = row.reason ? say("row", row) : null;
  return (
    <>
      <p className="text-xs text-muted">
        <bdi>{file}</bdi> · {t("import.row")} {format.number(row.row)}
      </p>
      <h2 className="mt-1 text-base font-semibold">
        {row.record && kind && isThere ? (
          <Link
            to={`/${KINDS[kind].plural}/$id`}
            params={{ id: row.record.id }}
            className="text-accent hover:underline"
          >
            <bdi>{row.title}</bdi>
          </Link>
        ) : (
          <bdi>{row.title}</bdi>
        )}
      </h2>
      <div className="mt-2">
        <OutcomeTag outcome={row.outcome} of={one} />
      </div>
      {row.corrected && <p className="mt-3 text-muted">{t("import.wasCorrected")}</p>}
      {why !== null && <p className="mt-3">{why}</p>}
      {isCorrectable(row, one) && (
        <Button small icon={Pencil} className="mt-3" onClick={onCorrect}>
          {t("import.correct")}
        </Button>
      )}
      {row.contact && (
        <p className="mt-3">
          {t("import.likely")}{" "}
          <Link
            to="/contacts/$id"
            params={{ id: row.contact.id }}
            className="hit text-accent hover:underline"
          >
            <bdi>{row.contact.title}</bdi>
          </Link>
        </p>
      )}
      {row.diff && row.diff.length > 0 && (
        <section className="mt-4" aria-label={t("import.diff")}>
          <h3 className="text-xs font-medium text-muted">{t("import.diff")}</h3>
          <ChangeList kind={kind ?? "contact"} changes={row.diff} />
        </section>
      )}
      {row.cells && row.cells.length > 0 && (
        <section className="mt-4" aria-label={t("import.exceptions")}>
          <h3 className="text-xs font-medium text-muted">{t("import.exceptions")}</h3>
          <ul className="mt-1 flex flex-col gap-2">
            {row.cells.map((cell) => (
              <li key={`${cell.column}-${cell.text}`} className="border-s-2 border-line ps-2.5">
                <div className="flex flex-wrap items-baseline gap-x-2">
                  <bdi className="font-medium">{cell.name}</bdi>
                  <span className={cell.fate === "rejected" ? "text-xs text-danger" : "text-xs text-muted"}>
                    {t(`import.fate.${cell.fate}` as "import.fate.raw", { defaultValue: cell.fate })}
                  </span>
                </div>
                <div className="break-words text-muted">
                  <bdi>{cell.text}</bdi>
                </div>
                {cell.reason && say("cell", cell) !== why && (
                  <div className="text-xs">{say("cell", cell)}</div>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
