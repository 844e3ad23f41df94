// What is said of conversations: how long they took.
import { useCallback } from "react";
import { useFormat } from "@/locales/format";

/** A length of time in seconds: short ones in seconds, others in minutes and hours. */
export function useLength(): (seconds: number) => string {
  const format = useFormat();
  return useCallback(
    (seconds) => {
      const unit = (value: number, of: "hour" | "minute" | "second") =>
        new Intl.NumberFormat(format.locale, { style: "unit", unit: of, unitDisplay: "short" }).format(value);
      if (seconds < 60) return unit(Math.round(seconds), "second");
      const minutes = Math.round(seconds / 60);
      const [hours, left] = [Math.floor(minutes / 60), minutes % 60];
      return [hours > 0 ? unit(hours, "hour") : "", left > 0 || hours === 0 ? unit(left, "minute") : ""]
        .filter(Boolean)
        .join(" ");
    },
    [format.locale],
  );
}
