// What is asked for of the day, and how its visits are put into an order.
import { useMemo } from "react";
import { useActAtOnce, useReadAtOnce, type AtOnce, type DayPlan, type Id } from "@/client";
import { moved } from "@/features/home/parts";
import { zoneHere } from "@/features/tasks/queries";
import { useToast } from "@/kit";

/** Visits in the order of their tasks; one that came since stands last. */
function inOrder(plan: DayPlan, tasks: Id[] | null): DayPlan {
  if (!tasks) return plan;
  const place = ({ task }: DayPlan["visits"][number]) =>
    tasks.includes(task.id) ? tasks.indexOf(task.id) : tasks.length;
  return { ...plan, visits: plan.visits.toSorted((one, other) => place(one) - place(other)), by_hand: true };
}

function usePlan(): AtOnce<"day.plan", "day.arrange"> {
  const zone = zoneHere();
  return useMemo(
    () => ({
      read: "day.plan",
      input: { zone },
      act: "day.arrange",
      shown: (plan, { tasks }) => inOrder(plan, tasks),
    }),
    [zone],
  );
}

export const useDay = () => useReadAtOnce(usePlan());

/** Moves a visit to another place among the day's, or leaves the order to the program again. */
export function useArrange(plan: DayPlan) {
  const arrange = useActAtOnce(usePlan(), useToast().fail);
  const write = (visits: DayPlan["visits"] | null) =>
    arrange({ zone: zoneHere(), tasks: visits?.map(({ task }) => task.id) ?? null });
  return {
    move: (from: number, to: number) => {
      if (from !== to && to >= 0 && to < plan.visits.length) write(moved(plan.visits, from, to));
    },
    shortest: () => write(null),
  };
}
