// Where a column can go, in the seller's words. The program's own targets are precise strings such as
// `addresses[home].street`; the list offers the usual ones and keeps whatever else was found.
import { useTranslation } from "react-i18next";
import { useFieldLabel } from "@/records/catalogue";
import { useLabelWord } from "@/records/FactGroup";

export const TARGET_GROUPS: { id: "name" | "reach" | "work" | "address" | "more"; targets: string[] }[] = [
  {
    id: "name",
    targets: [
      "full_name",
      "given",
      "family",
      "middle",
      "prefix",
      "suffix",
      "nickname",
      "display_name",
      "phonetic_given",
      "phonetic_middle",
      "phonetic_family",
    ],
  },
  {
    id: "reach",
    targets: [
      "emails",
      "emails[work]",
      "emails[home]",
      "phones",
      "phones[mobile]",
      "phones[work]",
      "phones[home]",
      "phones[fax]",
      "links",
      "links[profile]",
      "handles",
      ...["WhatsApp", "Signal", "Telegram", "Threema", "Skype"].map((service) => `handles[${service}]`),
      "domains",
    ],
  },
  { id: "work", targets: ["company", "jobs.title", "jobs.department", "jobs.role", "industry", "size"] },
  {
    id: "address",
    targets: ["work", "home"].flatMap((label) =>
      ["street", "postal_code", "city", "region", "country", "formatted"].map(
        (part) => `addresses[${label}].${part}`,
      ),
    ),
  },
  {
    id: "more",
    targets: ["tags", "notes", "dates[birthday]", "dates[anniversary]", "relations[assistant]", "uid"],
  },
];

/** What a lead has beside: the program finds its fields by the names of columns, and these are theirs. */
export const LEAD_TARGETS = ["source", "status", "rating", "value", "next_step"].map((id) => `custom:${id}`);

/** A target in words; `kind` is what the rows become, where their columns go to the fields of one kind. */
export function useTargetLabel(kind?: string): (target: string) => string {
  const { t, i18n } = useTranslation();
  const field = useFieldLabel("contact");
  const company = useFieldLabel("company");
  const word = useLabelWord();
  const fieldOfKind = useFieldLabel(kind ?? "contact");
  return (target) => {
    const ofKind =
      kind && !["raw", "skip", "notes"].includes(target) ? target.replace(/^custom[:.]/, "") : null;
    if (ofKind !== null) {
      const beside = `target.of.${ofKind}`;
      return i18n.exists(beside) ? t(beside as "target.of.currency") : fieldOfKind(ofKind);
    }
    const own = `target.${target.replace(/[.[\]#]/g, "_")}`;
    if (i18n.exists(own)) return t(own as "target.raw");
    if (target.startsWith("custom:")) return target.slice("custom:".length);
    if (target.startsWith("raw:")) return `${t("target.raw")}: ${target.slice("raw:".length)}`;
    const found = /^([a-z_]+)(?:#(\d+))?(?:\[(.*)\])?(?:\.([a-z_]+))?$/.exec(target);
    if (!found) return target;
    const [, list = "", group, label, part] = found;
    const base = ["industry", "size", "domains"].includes(list) ? company(list) : field(list);
    const partKey =
      part === undefined
        ? null
        : list === "jobs"
          ? `job.${part}`
          : list === "addresses"
            ? `address.${part}`
            : `target.part_${part}`;
    const partName = partKey && i18n.exists(partKey) ? t(partKey as "address.city") : (part ?? "");
    const main = list === "jobs" && partName ? partName : [base, partName].filter(Boolean).join(": ");
    const notes = [label ? word(label) : "", group ?? ""].filter(Boolean).join(" ");
    return notes ? `${main} (${notes})` : main;
  };
}

/** The program a file came from, in the seller's language where there is a word for it. */
export function useSourceName(): (source: string) => string {
  const { t, i18n } = useTranslation();
  return (source) => {
    const key = `source.${source.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`;
    return i18n.exists(key) ? t(key as "source.an_unknown_program") : source;
  };
}
