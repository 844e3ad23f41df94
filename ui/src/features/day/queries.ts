// What is asked for of the day, and how its visits are put into an order.
import { useQueryClient } from "@tanstack/react-query";
import { useAct, useRead, type DayPlan } from "@/client";
import { zoneHere } from "@/features/tasks/queries";
import { moved } from "@/features/home/parts";
import { useToast } from "@/kit";

export const useDay = () => useRead("day.plan", { zone: zoneHere() });

/** Moves a visit to another place among the day's, or leaves the order to the program again (null). What is moved stands
 *  there at once. */
export function useArrange(plan: DayPlan | undefined) {
  const arrange = useAct("day.arrange");
  const queries = useQueryClient();
  const toast = useToast();
  const key = ["day.plan", { zone: zoneHere() }];
  const write = (visits: DayPlan["visits"] | null) => {
    if (visits && plan) queries.setQueryData(key, { ...plan, visits, by_hand: true });
    arrange.mutate(
      { zone: zoneHere(), tasks: visits?.map(({ task }) => task.id) ?? null },
      {
        onSuccess: (now) => queries.setQueryData(key, now),
        onError: (failure) => {
          queries.setQueryData(key, plan);
          toast.fail(failure);
        },
      },
    );
  };
  return {
    move: (from: number, to: number) => {
      if (plan && from !== to && to >= 0 && to < plan.visits.length) write(moved(plan.visits, from, to));
    },
    shortest: () => write(null),
  };
}
