// Numbers, dates, sizes and places the way the seller writes them. The browser's formatters are dear to make (a
// millisecond and more each) and every cell of a list wants one: they are made when first used, once for each locale.
import { useTranslation } from "react-i18next";
import { formatLocale } from "./index";

export interface Format {
  locale: string;
  number: (value: number) => string;
  /** With its sign, for what is added or taken. */
  signed: (value: number) => string;
  /** A day with or without a year: `YYYY-MM-DD`, `--MM-DD`. */
  day: (value: string) => string;
  /** A month with or without a year: `YYYY-MM`, `--MM`. */
  month: (value: string) => string;
  moment: (ms: number) => string;
  /** Short, for lists: the time today, the day this year, else the date. */
  brief: (ms: number) => string;
  ago: (ms: number) => string;
  bytes: (value: number) => string;
  seconds: (value: number) => string;
  list: (values: string[]) => string;
  country: (code: string) => string;
  money: (minor: number, currency: string) => string;
  /** Kilometres, or miles where people count in them. */
  distance: (km: number) => string;
  /** How many kilometres the unit of distances has. */
  unitKm: number;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** Where ways are measured in miles (CLDR). */
const IN_MILES = new Set(["US", "GB", "LR", "MM", "PR"]);
const KM_PER_MILE = 1.609344;

/** Made when first asked for. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

export function makeFormat(locale: string, now: () => number): Format {
  const number = once(() => new Intl.NumberFormat(locale));
  const signed = once(() => new Intl.NumberFormat(locale, { signDisplay: "exceptZero" }));
  const full = once(() => new Intl.DateTimeFormat(locale, { dateStyle: "medium" }));
  const dayMonth = once(
    () => new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" }),
  );
  const dayYear = once(() => new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }));
  const monthOnly = once(() => new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }));
  const monthYear = once(
    () => new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }),
  );
  const moment = once(() => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }));
  const time = once(() => new Intl.DateTimeFormat(locale, { timeStyle: "short" }));
  const thisYear = once(() => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }));
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  const list = once(() => new Intl.ListFormat(locale, { style: "long", type: "conjunction" }));
  const countries = once(() => new Intl.DisplayNames(locale, { type: "region", fallback: "code" }));
  const currencies = new Map<string, Intl.NumberFormat>();
  const inCurrency = (currency: string): Intl.NumberFormat => {
    const known = currencies.get(currency);
    if (known) return known;
    const made = new Intl.NumberFormat(locale, { style: "currency", currency });
    currencies.set(currency, made);
    return made;
  };
  const unitKm = IN_MILES.has(new Intl.Locale(locale).maximize().region ?? "") ? KM_PER_MILE : 1;
  return {
    locale,
    unitKm,
    number: (value) => number().format(value),
    signed: (value) => signed().format(value),
    day: (value) => {
      const yearless = /^--(\d\d)-(\d\d)$/.exec(value);
      // 2000 is a leap year, so that 29 February has a date.
      if (yearless) return dayMonth().format(Date.UTC(2000, Number(yearless[1]) - 1, Number(yearless[2])));
      const date = new Date(`${value}T00:00:00Z`);
      return Number.isNaN(date.getTime()) ? value : dayYear().format(date);
    },
    month: (value) => {
      const at = Date.parse(value.startsWith("--") ? `2000${value.slice(1)}-01` : `${value}-01`);
      if (Number.isNaN(at)) return value;
      return (value.startsWith("--") ? monthOnly() : monthYear()).format(at);
    },
    moment: (ms) => moment().format(ms),
    brief: (ms) => {
      const [then, today] = [new Date(ms), new Date(now())];
      if (then.toDateString() === today.toDateString()) return time().format(ms);
      return then.getFullYear() === today.getFullYear() ? thisYear().format(ms) : full().format(ms);
    },
    ago: (ms) => {
      const seconds = Math.round((ms - now()) / 1000);
      for (const [unit, length] of UNITS)
        if (Math.abs(seconds) >= length) return relative().format(Math.round(seconds / length), unit);
      return relative().format(0, "minute");
    },
    bytes: (value) => {
      const steps = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
      let at = 0;
      let left = value;
      while (left >= 1000 && at < steps.length - 1) {
        left /= 1000;
        at += 1;
      }
      return new Intl.NumberFormat(locale, {
        style: "unit",
        unit: steps[at] ?? "byte",
        unitDisplay: "short",
        maximumFractionDigits: left < 10 && at > 0 ? 1 : 0,
      }).format(left);
    },
    seconds: (value) => {
      const unit = value >= 90 ? "minute" : "second";
      return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(
        Math.max(1, Math.round(unit === "minute" ? value / 60 : value)),
      );
    },
    distance: (km) => {
      const far = km / unitKm;
      return new Intl.NumberFormat(locale, {
        style: "unit",
        unit: unitKm === 1 ? "kilometer" : "mile",
        unitDisplay: "short",
        maximumFractionDigits: far < 10 ? 1 : 0,
      }).format(far);
    },
    list: (values) => list().format(values),
    country: (code) => (/^[A-Za-z]{2}$/.test(code) ? (countries().of(code.toUpperCase()) ?? code) : code),
    money: (minor, currency) => {
      const format = inCurrency(currency);
      const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
      return format.format(minor / 10 ** digits);
    },
  };
}

/** Stories play at a fixed moment. */
let clock: () => number = Date.now;
export function setClock(now: () => number): void {
  clock = now;
}
export const nowMs = (): number => clock();

const made = new Map<string, Format>();

export function useFormat(): Format {
  const locale = formatLocale(useTranslation().i18n.language);
  // A formatter keeps the time zone it was made in; a laptop travels.
  const key = `${locale} ${new Date().getTimezoneOffset()}`;
  const known = made.get(key);
  if (known) return known;
  const format = makeFormat(locale, nowMs);
  made.set(key, format);
  return format;
}
