// The deals a contact or a company stands in.
import { Link } from "@tanstack/react-router";
import { Handshake } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState, PageSkeleton, Tag } from "@/kit";
import { useChoiceWord } from "@/records/catalogue";
import { useFormat } from "@/locales/format";
import { formatValue, plain, RecordName } from "@/records/Value";
import { useDealsOf } from "./queries";

export function DealsOf({ of, id, name }: { of: "contact" | "company"; id: string; name: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const choice = useChoiceWord("deal");
  const found = useDealsOf(of, id);
  if (!found) return <PageSkeleton lines={4} />;
  if (found.total === 0)
    return (
      <EmptyState icon={Handshake} title={t("deals.noDeals", { name })} className="py-10!">
        {t("deals.noDealsText")}
      </EmptyState>
    );
  return (
    <ul className="flex flex-col pt-2">
      {found.rows.map((row) => (
        <li
          key={row.id}
          className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-1.5 last:border-0"
        >
          <div className="min-w-40 flex-1">
            <Link to="/deals/$id" params={{ id: row.id }} className="hit font-medium hover:underline">
              <bdi>{row.title}</bdi>
            </Link>
            <div className="text-xs text-muted">
              {row["state"] === "open" ? (
                <RecordName kind="stages" id={plain(row["stage_id"])} />
              ) : (
                choice("state", plain(row["state"]))
              )}
            </div>
          </div>
          {row["state"] !== "open" && (
            <Tag
              name={choice("state", plain(row["state"]))}
              colour={row["state"] === "won" ? "green" : "grey"}
            />
          )}
          <span className="tabular">{formatValue(row["amount"], "money", format)}</span>
          <span className="tabular w-32 text-end text-muted">
            {formatValue(row["close_date"], "date", format)}
          </span>
        </li>
      ))}
    </ul>
  );
}
