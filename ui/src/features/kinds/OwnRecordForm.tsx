// Writing down a record of a kind the seller made, or setting one right.
import { PageSkeleton } from "@/kit";
import { KindFormScreen } from "@/records/KindForm";
import { NotFound } from "@/shell/NotFound";
import { useKindHere } from "./queries";

export function OwnRecordFormScreen() {
  const here = useKindHere();
  if (here === null) return <NotFound />;
  if (!here) return <PageSkeleton />;
  return <KindFormScreen key={here.config.name} config={here.config} />;
}
