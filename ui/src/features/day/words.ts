// What is said of a stop of the day.
import { useTranslation } from "react-i18next";
import type { DayEntry, Task, Visit } from "@/client";
import { useFormat } from "@/locales/format";
import { addressLines } from "@/records/FactGroup";

/** The address in one line. */
export function useAddressLine(): (entry: DayEntry) => string {
  const format = useFormat();
  return ({ address }) => (address ? addressLines(address, format.country).join(", ") : "");
}

/** The time it is fixed to, here. */
export function useTimeWords(): (task: Pick<Task, "due_ms">) => string {
  const format = useFormat();
  return ({ due_ms }) =>
    due_ms === undefined ? "" : new Intl.DateTimeFormat(format.locale, { timeStyle: "short" }).format(due_ms);
}

/** How far from the stop before; roughly where only the town is known. */
export function useWay(): (visit: Visit) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ km, found }) => {
    if (km === undefined) return "";
    const distance = format.distance(km);
    return found === "postcode" ? distance : t("near.about", { distance });
  };
}
