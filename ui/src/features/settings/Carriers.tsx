// How many carry a tag, as the way to their list.
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Row } from "@/client";
import { useFormat } from "@/locales/format";
import type { KindConfig } from "@/records/kinds";
import { carrying, nameOf, useCarriers } from "./tags";

export function Carriers({ config, row }: { config: KindConfig; row: Row }) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = useCarriers(config, row);
  if (count === undefined) return null;
  const shown = format.number(count);
  if (count === 0) return <span className="tabular text-muted">{shown}</span>;
  return (
    <Link
      to={`/${config.plural}`}
      search={carrying(row)}
      tabIndex={-1}
      aria-label={t("tags.carry", { kind: t(`kinds.${config.plural}`), name: nameOf(row), shown })}
      className="tabular hit inline-flex h-8 items-center text-accent underline underline-offset-2"
    >
      {shown}
    </Link>
  );
}
