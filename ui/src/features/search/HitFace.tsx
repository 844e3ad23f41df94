// What stands before a hit.
import { clsx } from "clsx";
import {
  CircleCheckBig,
  ListFilter,
  MessagesSquare,
  Paperclip,
  StickyNote,
  Tag,
  type LucideIcon,
} from "lucide-react";
import type { RecentHit } from "@/client";
import { Avatar } from "@/kit";
import { ALL_KINDS, isKind, isOwnKind, KINDS } from "@/records/kinds";

const FACES: Record<string, LucideIcon> = {
  ...Object.fromEntries(ALL_KINDS.filter(({ face }) => !face).map(({ name, icon }) => [name, icon])),
  note: StickyNote,
  tag: Tag,
  task: CircleCheckBig,
  communication: MessagesSquare,
  view: ListFilter,
  attachment: Paperclip,
};

/** A person or a company has a face, everything else the sign of its kind. */
export function HitFace({ hit, small }: { hit: RecentHit; small?: boolean }) {
  const own = isOwnKind(hit.kind) && isKind(hit.kind) ? KINDS[hit.kind].icon : undefined;
  const Icon = FACES[hit.kind] ?? own;
  if (!Icon)
    return <Avatar name={hit.title} company={hit.kind === "company"} {...(small ? {} : { size: "md" })} />;
  return (
    <span
      className={clsx(
        "flex shrink-0 items-center justify-center rounded-full bg-sunken text-muted contrast:border contrast:border-line-strong",
        small ? "size-7" : "size-9",
      )}
    >
      <Icon aria-hidden className="size-4" strokeWidth={1.8} />
    </span>
  );
}
