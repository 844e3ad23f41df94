// What is running: the jobs as the program lists them, moved along by progress events, with an estimate of the end.
import { useEffect, useRef, useState } from "react";
import { useClient, useRead, type JobRow } from "@/client";

export interface Running extends JobRow {
  /** Seconds to go, once enough is known to say. */
  left: number | null;
}

interface Sample {
  at: number;
  done: number;
}

/** Seconds left at the speed of the last samples; null while that would be a guess. */
export function estimate(samples: Sample[], done: number, total: number | null): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || !total || last.at - first.at < 1500 || last.done <= first.done) return null;
  const perSecond = ((last.done - first.done) / (last.at - first.at)) * 1000;
  return Math.max(0, (total - done) / perSecond);
}

const WINDOW_MS = 12_000;

export function useJobs(): Running[] {
  const client = useClient();
  const listed = useRead("jobs.list", {}).data?.jobs;
  const samples = useRef(new Map<string, Sample[]>());
  const [live, setLive] = useState<
    Record<string, { done: number; total: number | null; left: number | null }>
  >({});

  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.type !== "progress") return;
        const now = Date.now();
        const kept = (samples.current.get(event.job) ?? []).filter(({ at }) => now - at < WINDOW_MS);
        kept.push({ at: now, done: event.done });
        samples.current.set(event.job, kept);
        const left = estimate(kept, event.done, event.total);
        setLive((old) => ({ ...old, [event.job]: { done: event.done, total: event.total, left } }));
      }),
    [client],
  );

  return (listed ?? [])
    .filter(({ state }) => state === "running" || state === "waiting")
    .map((job) => {
      const now = live[job.id];
      return { ...job, ...(now ?? {}), left: now?.left ?? null };
    });
}
