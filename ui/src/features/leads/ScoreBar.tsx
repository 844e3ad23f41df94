// A score as a number and a bar; what it is made of comes up on hover and focus.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Json } from "@/client";
import { Tip } from "@/kit";
import { useFormat } from "@/locales/format";
import { useReasonWords } from "./reasons";
import { useWhy } from "./queries";

/** Said in one breath. */
const MOST = 3;

export function Meter({ score }: { score: number }) {
  return (
    <span
      aria-hidden
      className="block h-1.5 w-16 shrink-0 overflow-hidden rounded-full bg-sunken contrast:border contrast:border-line-strong"
    >
      <span
        className="block h-full rounded-full bg-fill"
        ref={(bar) => bar?.style.setProperty("width", `${score}%`)}
      />
    </span>
  );
}

/** The number alone, for a row on a phone. */
export function ScoreFigure({ score }: { score: Json | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (typeof score !== "number") return null;
  return (
    <span className="tabular shrink-0 rounded-md bg-sunken px-2 py-0.5 font-medium contrast:border contrast:border-line-strong">
      <span className="sr-only">{t("leads.score")} </span>
      {format.number(score)}
    </span>
  );
}

export function ScoreBar({ id, score }: { id: string; score: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReasonWords();
  const [asked, setAsked] = useState(false);
  const why = useWhy(asked ? id : undefined).data;
  const best = [...(why?.contributions ?? [])].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const reasons = best.slice(0, MOST).map((one) => `${words(one)} ${format.signed(one.points)}`);
  const label =
    reasons.length > 0 ? reasons.join(" · ") : t("leads.scoreOf", { score: format.number(score) });
  const ask = () => setAsked(true);
  return (
    <Tip label={label}>
      {/* A press goes on to the row, which opens the lead. */}
      <button
        type="button"
        aria-label={t("leads.scoreOf", { score: format.number(score) })}
        className="hit flex items-center gap-2.5"
        onPointerEnter={ask}
        onFocus={ask}
      >
        <span className="tabular w-7 text-end font-medium">{format.number(score)}</span>
        <Meter score={score} />
      </button>
    </Tip>
  );
}
