// The receipt by column: where each went, and how many of its cells arrived, were kept as they came, or were refused.
import { useTranslation } from "react-i18next";
import type { Import, ImportFile } from "@/client";
import { Banner } from "@/kit";
import { useWords } from "@/locales";
import { useFormat } from "@/locales/format";
import { REPAIRS } from "./RepairSection";
import { READ_PARTS, useReadWords, writtenAs } from "./reading";
import { useSourceName, useTargetLabel } from "./targets";

export function ImportColumns({ one }: { one: Import }) {
  return (
    <div className="flex flex-col gap-6 px-4 py-4 md:px-6">
      {one.files.map((file) => (
        <FileColumns key={file.name} file={file} kind={one.kind === "lead" ? undefined : one.kind} />
      ))}
    </div>
  );
}

function FileColumns({ file, kind }: { file: ImportFile; kind: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const target = useTargetLabel(kind);
  const source = useSourceName();
  const words = useWords();
  const head = "px-3 py-2 text-start text-xs font-medium text-muted";
  const number = "px-3 py-2 text-end tabular";
  return (
    <section>
      <h2 className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <bdi className="font-semibold">{file.name}</bdi>
        <span className="text-muted">
          {[
            source(file.source),
            writtenAs(file),
            t("import.rows", { count: file.rows, shown: format.number(file.rows) }),
          ].join(" · ")}
        </span>
      </h2>
      {file.reading && <ReadWith reading={file.reading} />}
      {file.repairs && <PutRight repairs={file.repairs} />}
      {file.error && (
        <Banner look="error" className="mb-2 rounded-lg">
          {words(file.error)} <code className="font-mono text-xs">{file.error.code}</code>
        </Banner>
      )}
      <div
        className="overflow-x-auto rounded-lg border border-line bg-surface"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region is reachable by keyboard
        tabIndex={0}
        role="region"
        aria-label={file.name}
      >
        <table className="w-full min-w-xl border-collapse">
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className={head}>
                {t("import.column")}
              </th>
              <th scope="col" className={head}>
                {t("import.target")}
              </th>
              {(["cells", "mapped", "raw", "rejected"] as const).map((id) => (
                <th key={id} scope="col" className={`${head} text-end!`}>
                  {t(`import.cell.${id}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {file.columns.map((column) => (
              <tr key={column.index} className="border-b border-line last:border-0">
                <th scope="row" className="px-3 py-2 text-start font-medium">
                  <bdi>{column.name}</bdi>
                </th>
                <td className="px-3 py-2">{column.targets.map(target).join(", ") || t("target.raw")}</td>
                <td className={number}>{format.number(column.cells)}</td>
                <td className={number}>{format.number(column.mapped)}</td>
                <td className={number}>{format.number(column.raw)}</td>
                <td className={column.rejected > 0 ? `${number} font-semibold text-danger` : number}>
                  {format.number(column.rejected)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-t border-line font-semibold">
              <th scope="row" colSpan={2} className="px-3 py-2 text-start">
                {t("import.sum")}
              </th>
              {(["total", "mapped", "raw", "rejected"] as const).map((id) => (
                <td key={id} className={number}>
                  {format.number(file.cells[id])}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

/** How the file was read, and what of it the seller chose. */
function ReadWith({ reading }: { reading: NonNullable<ImportFile["reading"]> }) {
  const { t } = useTranslation();
  const say = useReadWords();
  const { used, chosen, skipped_lines } = reading;
  return (
    <dl aria-label={t("mapping.reading.receipt")} className="mb-3 flex flex-wrap gap-x-6 gap-y-1.5">
      {READ_PARTS.map((part) => {
        const words = say(part, used[part]);
        return words ? (
          <div key={part}>
            <dt className="text-xs text-muted">{t(`mapping.reading.part.${part}`)}</dt>
            <dd>
              {words}
              {chosen.includes(part) && <span className="text-muted"> ({t("mapping.reading.set")})</span>}
              {part === "header_line" && skipped_lines > 0 && (
                <span className="block text-xs text-muted">
                  {t("mapping.reading.skipped", { count: skipped_lines })}
                </span>
              )}
            </dd>
          </div>
        ) : null;
      })}
    </dl>
  );
}

/** How many values were put right, and by what. */
function PutRight({ repairs }: { repairs: NonNullable<ImportFile["repairs"]> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const made = REPAIRS.filter((repair) => repairs[repair]);
  if (made.length === 0) return null;
  return (
    <dl aria-label={t("repair.made")} className="mb-3 flex flex-wrap gap-x-6 gap-y-1.5">
      {made.map((repair) => (
        <div key={repair}>
          <dt className="text-xs text-muted">{t(`repair.of.${repair}`)}</dt>
          <dd className="tabular">
            {t("repair.values", { shown: format.number(repairs[repair] ?? 0), count: repairs[repair] ?? 0 })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
