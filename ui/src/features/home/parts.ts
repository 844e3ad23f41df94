// The parts of the home page and their order, which the seller may choose.
import { useSettings } from "@/features/settings/queries";

/** Every part there is, in the usual order. */
export const PARTS = [
  "tasks",
  "visits",
  "attention",
  "pipeline",
  "target",
  "week",
  "occasions",
  "recent",
  "work",
] as const;
export type PartName = (typeof PARTS)[number];

const isPart = (name: string): name is PartName => (PARTS as readonly string[]).includes(name);

/** The parts that are shown, in their order; undefined while that is not known. */
export function useParts(): PartName[] | undefined {
  const settings = useSettings().data;
  if (!settings) return undefined;
  return settings.home_parts?.filter(isPart) ?? [...PARTS];
}

/** The list with one of it at another place. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const rest = list.filter((_, at) => at !== from);
  const one = list.slice(from, from + 1);
  return [...rest.slice(0, to), ...one, ...rest.slice(to)];
}
