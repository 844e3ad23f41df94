// How a table is read, in the seller's words; and what of a mapping stays when it is read in another way.
import { useTranslation } from "react-i18next";
import type { Inspection, Mapping, ReadAs, ReadPart } from "@/client";

export const READ_PARTS = [
  "encoding",
  "delimiter",
  "quote",
  "header_line",
  "date_order",
  "decimal",
] as const satisfies readonly ReadPart[];

/** What there is to say of a table: of a sheet it is known where its cells are. */
export const partsOf = (detected: ReadAs): readonly ReadPart[] =>
  READ_PARTS.filter((part) => detected[part] || !["encoding", "delimiter", "quote"].includes(part));

const DELIMITERS: Record<string, "comma" | "semicolon" | "tab" | "bar"> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
};
const QUOTES: Record<string, "double" | "single" | "none"> = { '"': "double", "'": "single", "": "none" };

/** What can be chosen for a part, beside encodings and lines, which the file says itself. */
export const CHOICES = {
  delimiter: Object.keys(DELIMITERS),
  quote: Object.keys(QUOTES),
  date_order: ["dmy", "mdy", "ymd"],
  decimal: ["point", "comma"],
};

export const SCRIPTS = [
  ["unicode", /^UTF-/],
  ["west", /^(windows-1252|ISO-8859-15?|macintosh|IBM850)$/],
  ["central", /^(windows-1250|ISO-8859-2|IBM852|x-mac-(ce|croatian))$/],
  ["baltic", /^(windows-1257|ISO-8859-13)$/],
  ["cyrillic", /^(windows-1251|KOI8-.|ISO-8859-5|IBM866|x-mac-cyrillic)$/],
  ["greek", /^(windows-1253|ISO-8859-7)$/],
  ["turkish", /^windows-1254$/],
  ["hebrew", /^(windows-1255|ISO-8859-8)$/],
  ["arabic", /^(windows-1256|ISO-8859-6)$/],
  ["vietnamese", /^windows-1258$/],
  ["thai", /^windows-874$/],
  ["japanese", /^(Shift_JIS|EUC-JP|ISO-2022-JP)$/],
  ["chinese", /^(GBK|gb18030|Big5)$/],
  ["korean", /^EUC-KR$/],
] as const satisfies readonly (readonly [string, RegExp])[];

const FAMILIES: [RegExp, string][] = [
  [/^windows-/, "Windows-"],
  [/^IBM/, "DOS "],
  [/^x-mac-ce$/, "Mac CE"],
  [/^x-mac-croatian$/, "Mac Croatian"],
  [/^x-mac-cyrillic$/, "Mac Cyrillic"],
  [/^macintosh$/, "Mac Roman"],
  [/^utf-/, "UTF-"],
];

/** How a file is written: its encoding, of a sheet the form of its workbook. */
export const writtenAs = ({ encoding, format }: { encoding: string; format: string }): string =>
  encodingName(encoding) || format.toUpperCase();

/** An encoding as people write it. */
export const encodingName = (encoding: string): string =>
  FAMILIES.reduce((name, [from, to]) => name.replace(from, to), encoding);

/** The words for one part of a reading. */
export function useReadWords(): (part: ReadPart, value: string | number | null | undefined) => string | null {
  const { t } = useTranslation();
  return (part, value) => {
    if (value === null || value === undefined) return null;
    const text = String(value);
    switch (part) {
      case "encoding":
        return encodingName(text);
      case "delimiter": {
        const known = DELIMITERS[text];
        return known
          ? t(`mapping.reading.delimiter.${known}`)
          : t("mapping.reading.delimiter.other", { mark: text });
      }
      case "quote":
        return t(`mapping.reading.quote.${QUOTES[text] ?? "none"}`);
      case "header_line":
        return value === 0 ? t("mapping.reading.noHeader") : t("mapping.reading.line", { line: text });
      case "date_order":
        return t(`mapping.order.${text as "dmy"}`);
      case "decimal":
        return t(`mapping.reading.decimal.${text as "point"}`);
    }
  };
}

/** The mapping as it was guessed. */
export const guessed = ({ columns }: Pick<Inspection, "columns">): Mapping => ({
  columns: columns.map(({ samples: _, ...column }) => column),
});

/** What the seller set stays for the columns that are still there when the file is read in another way. */
export function carriedOver(set: Mapping, fresh: Inspection, said: ReadAs): Mapping {
  const mine = set.columns.filter(({ confidence, reason }) => confidence === 1 && reason === "");
  return {
    columns: guessed(fresh).columns.map((column) => {
      const kept = mine.find(({ name }) => name === column.name);
      if (!kept) return column;
      const { target, confidence, reason, values } = kept;
      const date_order = said.date_order ? column.date_order : (kept.date_order ?? column.date_order);
      return {
        ...column,
        target,
        confidence,
        reason,
        ...(date_order ? { date_order } : {}),
        ...(values ? { values } : {}),
      };
    }),
  };
}
