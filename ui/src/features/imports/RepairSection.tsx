// What other programs did to the values of a file and can be put right: how many, the first of them before and after, each
// kind to be switched on and off. Nothing stands here where nothing was found.
import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Repair, RepairOffer } from "@/client";
import { Switch } from "@/kit";
import { useTargetLabel } from "./targets";

export const REPAIRS: readonly Repair[] = [
  "encoding",
  "numbers",
  "addresses",
  "zeros",
  "name_order",
  "capitals",
  "phone_country",
];

/** Examples shown of each. */
const SHOWN = 3;

export function RepairSection({
  offers,
  busy,
  onChange,
}: {
  offers: RepairOffer[];
  busy: boolean;
  onChange: (on: Repair[]) => void;
}) {
  const { t } = useTranslation();
  if (offers.length === 0) return null;
  const on = offers.filter((one) => one.on).map(({ repair }) => repair);
  // What was found in no row so far stays as it is where nothing is said.
  const silent: Repair[] = REPAIRS.filter(
    (repair) => USUAL.includes(repair) && !offers.some((one) => one.repair === repair),
  );
  return (
    <section
      aria-label={t("repair.title")}
      aria-busy={busy}
      className="flex flex-col gap-3 border-b border-line px-4 py-3"
    >
      <div>
        <h3 className="font-medium">{t("repair.title")}</h3>
        <p className="text-xs text-muted">{t("repair.text")}</p>
      </div>
      <ul className="flex flex-col gap-3">
        {offers.map((offer) => (
          <li key={offer.repair} className="flex flex-col gap-1.5 border-s-2 border-line ps-3">
            <Switch
              label={t(`repair.of.${offer.repair}`)}
              hint={t("repair.count", { count: offer.count })}
              checked={offer.on}
              onChange={(wanted) =>
                onChange([
                  ...silent,
                  ...on.filter((repair) => repair !== offer.repair),
                  ...(wanted ? [offer.repair] : []),
                ])
              }
            />
            <ul aria-label={t("repair.examples")} className="flex flex-col gap-0.5">
              {offer.examples.slice(0, SHOWN).map((example, at) => (
                <Before key={at} {...example} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Those that are made where nothing is said: they cannot be meant otherwise. */
const USUAL: readonly Repair[] = ["encoding", "numbers", "addresses"];

function Before({ field, before, after }: { field: string; before: string; after: string }) {
  const { t } = useTranslation();
  const name = useTargetLabel();
  return (
    <li className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <span className="text-xs text-muted">{name(field)}</span>
      <span className="sr-only">{t("repair.before")}</span>
      <bdi className="break-all text-muted line-through decoration-1">{before}</bdi>
      <ArrowRight aria-hidden className="flip-rtl size-3.5 shrink-0 self-center text-muted" />
      <span className="sr-only">{t("repair.after")}</span>
      <bdi className="break-all">{after}</bdi>
    </li>
  );
}
