// What screens know of the kinds the seller made, learnt from the catalogue before anything is drawn: they stand among the
// other kinds, and their names among the program's words, so that lists, pages, search and palette need nothing more.
import type { i18n } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ownPlural, useRead, type Catalogue, type OwnKindNames } from "@/client";
import { setOwnKinds, type KindConfig } from "./kinds";
import { peopleFields } from "./meaning";
import { kindIcon } from "./ownIcons";

/** A kind of the seller's own and what it is called. */
export interface Learnt {
  config: KindConfig;
  names: OwnKindNames;
}

/** Columns behind the title until the seller chooses others. */
const COLUMNS = 5;
/** Kinds that stand by their names where records of all of them are meant. */
const NAMED = 3;

function configOf(name: string, { icon }: OwnKindNames, { kinds }: Catalogue): KindConfig {
  const own = (kinds[name]?.fields ?? []).filter(
    ({ id, type, derived }) => id !== "name" && type !== "long_text" && !derived,
  );
  const counted = own.filter(({ type }) => ["choice", "multi_choice", "bool", "record"].includes(type));
  const config = {
    name,
    plural: ownPlural(name),
    icon: kindIcon(icon),
    columns: ["name", ...own.slice(0, COLUMNS).map(({ id }) => id)],
    extra: ["name", ...peopleFields(kinds[name]).map(({ id }) => id)],
    goKey: "",
    small: false,
    face: null,
    reachable: false,
    exports: ["csv"],
    facets: counted.slice(0, COLUMNS).map(({ id }) => id),
    arranged: true,
    noted: true,
    groups: [["", "name"]],
    fixed: ["name"],
  };
  // The names of kinds known when the program is written are a type; these come while it runs.
  return config as unknown as KindConfig;
}

/** What was learnt last: a kind that did not change stays the same thing. */
let last: { catalogue?: Catalogue; learnt: Learnt[] } = { learnt: [] };

function learn(catalogue: Catalogue): Learnt[] {
  if (last.catalogue === catalogue) return last.learnt;
  const learnt = Object.entries(catalogue.own)
    .sort(([, a], [, b]) => a.position - b.position)
    .map(([name, names]) => ({ config: configOf(name, names, catalogue), names }));
  setOwnKinds(learnt.map(({ config }) => config));
  last = { catalogue, learnt };
  return learnt;
}

/** What is said of many records, in the words for records of any kind. */
const COUNTED = ["deleted", "restored", "refused", "changeTitle", "changed"];

/** Puts the names of the kinds among the words of the language. */
function teach(i18n: i18n, learnt: Learnt[]): void {
  const language = i18n.language;
  const t = i18n.getFixedT(language);
  const all =
    learnt.length > 0 && learnt.length <= NAMED
      ? learnt.map(({ names }) => names.many).join(", ")
      : t("ownKinds.others");
  i18n.addResources(language, "translation", {
    "kinds.own_records": all,
    "did.own_records": all,
    "field.any.own_records": all,
  });
  // Some languages count in more forms than the words have.
  const counts = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const wordsOf = (place: string, count: string) =>
    [count, "other"]
      .map(
        (form) =>
          i18n.getResource(language, "translation", `bulk.${place}.record_${form}`) as string | undefined,
      )
      .find((words) => words !== undefined);
  for (const { config, names } of learnt) {
    const { name, plural } = config;
    const counted = COUNTED.flatMap((place) =>
      counts.map((count) => [`bulk.${place}.${name}_${count}`, wordsOf(place, count)]),
    );
    i18n.addResources(language, "translation", {
      [`kind.${name}`]: names.one,
      [`kinds.${plural}`]: names.many,
      [`did.${plural}`]: names.many,
      [`search.kind.${name}`]: names.many,
      [`list.new.${name}`]: t("ownKinds.new", { name: names.one }),
      [`views.all.${name}`]: t("ownKinds.all", { name: names.many }),
      [`erase.goes.${name}`]: t("ownKinds.goes", { name: names.one }),
      ...(Object.fromEntries(counted) as Record<string, string>),
    });
  }
}

/** The kinds the seller made, in their order. */
export function useOwnKinds(): Learnt[] {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const catalogue = useRead("catalogue.get", {}).data;
  return useMemo(() => {
    if (!catalogue) return [];
    const learnt = learn(catalogue);
    teach(i18n, learnt);
    return learnt;
    // Another language has not been taught yet.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [catalogue, i18n, language]);
}
