// A kept filter as the bar of the lists shows it: lines of one condition each, and back.
import type { Filter } from "@/client";
import type { ListSearch, Rule } from "./view";

function one(filter: Filter): Rule | null {
  if ("is" in filter) return filter.is;
  return "not" in filter && "is" in filter.not ? { ...filter.not.is, not: true } : null;
}

/** The filter as lines of a bar; null if it says more than lines can. */
export function linesOf(filter: Filter | null): ListSearch | null {
  if (!filter) return {};
  const parts = "and" in filter ? filter.and : "or" in filter ? filter.or : [filter];
  const rules = parts.map(one);
  if (rules.some((rule) => rule === null)) return null;
  return { rules: rules as Rule[], ...("or" in filter && rules.length > 1 ? { any: true } : {}) };
}

export function readFilter(text: string | null | undefined): Filter | null {
  if (!text) return null;
  try {
    return JSON.parse(text) as Filter;
  } catch {
    return null;
  }
}
