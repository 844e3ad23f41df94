// The views over a list of contacts, companies, leads or deals.
import { useTranslation } from "react-i18next";
import { KINDS } from "@/records/kinds";
import type { ShownList } from "@/records/slots";
import { ViewBar } from "./ViewBar";

export function ListViews({ kind, ...list }: ShownList) {
  const { t } = useTranslation();
  return <ViewBar of={kind} all={t(`views.all.${KINDS[kind].name}`)} {...list} />;
}
