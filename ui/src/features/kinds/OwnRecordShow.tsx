// One record of a kind the seller made.
import { PageSkeleton } from "@/kit";
import { KindShow } from "@/records/KindShow";
import { NotFound } from "@/shell/NotFound";
import { useKindHere } from "./queries";

export function OwnRecordShow() {
  const here = useKindHere();
  if (here === null) return <NotFound />;
  if (!here) return <PageSkeleton />;
  return <KindShow key={here.config.name} config={here.config} />;
}
