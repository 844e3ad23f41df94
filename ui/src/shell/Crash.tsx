// A screen that fell over: said plainly, with a way on; the rest of the window keeps working.
import type { ErrorComponentProps } from "@tanstack/react-router";
import { Failure } from "@/client";
import { ErrorState } from "@/kit";

export function Crash({ error, reset }: ErrorComponentProps) {
  return <ErrorState whole error={Failure.from(error)} onRetry={reset} />;
}
