// The ways a field can be asked for, and how each reads.
import type { FieldTypeName, Op } from "@/client";
import type { ListField } from "./catalogue";
import type { Rule } from "./view";

/** How a rule reads; `not` and the operator together, because that is how people think of it. */
export const CHOICES = {
  is: { op: "equals" },
  isNot: { op: "equals", not: true },
  anyOf: { op: "one_of" },
  noneOf: { op: "one_of", not: true },
  contains: { op: "contains" },
  containsNot: { op: "contains", not: true },
  startsWith: { op: "starts_with" },
  less: { op: "less" },
  atMost: { op: "at_most" },
  greater: { op: "greater" },
  atLeast: { op: "at_least" },
  before: { op: "less" },
  after: { op: "greater" },
  // A moment is after a day when the next one has begun.
  afterDay: { op: "at_least" },
  empty: { op: "empty" },
  filled: { op: "empty", not: true },
  within: { op: "within" },
  notWithin: { op: "within", not: true },
  near: { op: "near" },
  notNear: { op: "near", not: true },
} as const satisfies Record<string, { op: Op; not?: boolean }>;
export type Choice = keyof typeof CHOICES;

const FOR_TEXT: Choice[] = [
  "contains",
  "containsNot",
  "is",
  "isNot",
  "anyOf",
  "noneOf",
  "startsWith",
  "empty",
  "filled",
];
const FOR_TYPE: Partial<Record<FieldTypeName, Choice[]>> = {
  number: ["is", "isNot", "less", "atMost", "greater", "atLeast", "empty", "filled"],
  money: ["is", "less", "atMost", "greater", "atLeast", "empty", "filled"],
  date: ["is", "before", "after", "within", "notWithin", "empty", "filled"],
  instant: ["before", "afterDay", "within", "notWithin", "empty", "filled"],
  place: ["near", "notNear", "empty", "filled"],
  bool: ["is", "empty", "filled"],
  choice: ["is", "isNot", "anyOf", "noneOf", "empty", "filled"],
  multi_choice: ["is", "isNot", "anyOf", "noneOf", "empty", "filled"],
  record: ["is", "isNot", "anyOf", "noneOf", "empty", "filled"],
};

/** Periods are asked of what a record has one of. */
export const choicesFor = (field: ListField): Choice[] =>
  (FOR_TYPE[field.type] ?? FOR_TEXT).filter((choice) => CHOICES[choice].op !== "within" || !field.part);

export function choiceOf(rule: Rule, field: ListField): Choice {
  if (field.type === "instant" && (rule.op === "greater" || rule.op === "at_least")) return "afterDay";
  const fits = (choice: Choice) => {
    const { op, not } = CHOICES[choice] as { op: Op; not?: boolean };
    return op === rule.op && Boolean(not) === Boolean(rule.not);
  };
  return choicesFor(field).find(fits) ?? choicesFor(field)[0] ?? "contains";
}
