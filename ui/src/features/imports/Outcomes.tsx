// What became of the rows: as numbers, as a bar, as a word. Colour only helps; the numbers say it.
import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import type { Import, Outcome } from "@/client";
import { Tag } from "@/kit";
import { useFormat } from "@/locales/format";
import type { Totals } from "./queries";

export const OUTCOMES: readonly Outcome[] = ["created", "updated", "unchanged", "duplicate", "rejected"];

export const HUE = {
  created: "green",
  updated: "blue",
  unchanged: "grey",
  duplicate: "amber",
  rejected: "red",
} as const satisfies Record<Outcome, string>;

export const countOf = (sum: Totals, outcome: Outcome): number =>
  outcome === "duplicate" ? sum.duplicates : sum[outcome];

/** Whether it was only tried what would become of the rows. */
export const isTried = ({ dry_run, state }: Pick<Import, "dry_run" | "state">): boolean =>
  dry_run && state === "staged";

export function OutcomeTag({ outcome, of }: { outcome: Outcome; of: Import }) {
  const { t } = useTranslation();
  return (
    <Tag
      name={
        isTried(of) && outcome !== "duplicate" ? t(`outcome.dry.${outcome}`) : t(`outcome.one.${outcome}`)
      }
      colour={HUE[outcome]}
    />
  );
}

export function OutcomeBar({ sum }: { sum: Totals }) {
  return (
    <div aria-hidden className="flex h-1.5 w-full gap-px overflow-hidden rounded-full bg-sunken">
      {OUTCOMES.map((outcome) => {
        const share = sum.rows > 0 ? countOf(sum, outcome) / sum.rows : 0;
        return share > 0 ? (
          <span
            key={outcome}
            ref={(part) => {
              part?.style.setProperty("width", `${share * 100}%`);
              part?.style.setProperty("background-color", `var(--tag-${HUE[outcome]}-text)`);
            }}
          />
        ) : null;
      })}
    </div>
  );
}

export function OutcomeTiles({ sum, dry }: { sum: Totals; dry: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 lg:grid-cols-6">
        {(["rows", ...OUTCOMES] as const).map((id) => {
          const count = id === "rows" ? sum.rows : countOf(sum, id);
          return (
            <div key={id} className="bg-surface px-4 py-3">
              <dt className="flex items-center gap-1.5 text-xs text-muted">
                {id !== "rows" && (
                  <span
                    aria-hidden
                    className="size-2 rounded-full"
                    ref={(dot) => dot?.style.setProperty("background-color", `var(--tag-${HUE[id]}-text)`)}
                  />
                )}
                {id === "rows" ? t("outcome.rows") : dry ? t(`outcome.dry.${id}`) : t(`outcome.${id}`)}
              </dt>
              <dd
                className={clsx(
                  "tabular mt-0.5 text-xl font-semibold tracking-tight",
                  count === 0 && "text-muted",
                )}
              >
                {format.number(count)}
              </dd>
            </div>
          );
        })}
      </dl>
      <OutcomeBar sum={sum} />
    </div>
  );
}

export function StateMark({ one }: { one: Import }) {
  const { t } = useTranslation();
  if (one.set_state === "undone") return <Tag name={t("history.undone")} colour="grey" />;
  if (one.state === "done" && !one.dry_run) return null;
  const hue = one.state === "failed" ? "red" : one.state === "cancelled" ? "grey" : "indigo";
  const text =
    one.dry_run && (one.state === "staged" || one.state === "done")
      ? t("import.state.dry")
      : t(`import.state.${one.state}`);
  return <Tag name={text} colour={hue} />;
}
