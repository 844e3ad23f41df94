// Somebody on the board: who they are, how much they count, how they stand to it, when they were last spoken with.
import { clsx } from "clsx";
import { Minus, ThumbsDown, ThumbsUp, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Stakeholder, Stance } from "@/client";
import { Avatar } from "@/kit";
import { useFormat } from "@/locales/format";
import { BoardCard } from "@/records/board";
import { usePicture } from "@/records/Face";

const STANCES: Record<Stance, [icon: LucideIcon, look: string]> = {
  for: [ThumbsUp, "text-success"],
  neutral: [Minus, "text-muted"],
  against: [ThumbsDown, "text-danger"],
};

export function StakeholderCard({
  person,
  current,
  onFocus,
  onDrag,
  onOpen,
}: {
  person: Stakeholder;
  current: boolean;
  onFocus: () => void;
  onDrag: (dragged: boolean) => void;
  onOpen: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const picture = usePicture(person.photo);
  const [Icon, look] = STANCES[person.stance as Stance] ?? [null, ""];
  return (
    <BoardCard name={person.name} onDrag={onDrag}>
      <div className="flex items-start gap-2.5">
        <Avatar name={person.name} picture={picture} company={false} size="sm" />
        <div className="min-w-0 flex-1">
          <button
            type="button"
            data-card={person.contact_id}
            tabIndex={current ? 0 : -1}
            aria-describedby="stakeholder-keys"
            aria-haspopup="dialog"
            onFocus={onFocus}
            onClick={onOpen}
            className="block text-start font-medium wrap-anywhere outline-offset-4 before:absolute before:inset-0 before:rounded-lg hover:underline"
          >
            <bdi>{person.name}</bdi>
          </button>
          {person.title && <p className="truncate text-xs text-muted">{person.title}</p>}
        </div>
      </div>
      {person.placed ? (
        <div className="mt-2 flex flex-col gap-1 text-xs text-muted">
          <p className="flex items-center gap-2">
            <span
              aria-hidden
              className="h-1.5 min-w-8 flex-1 overflow-hidden rounded-full bg-sunken contrast:border contrast:border-line-strong"
            >
              <span className="block h-full rounded-full bg-fill" style={{ width: `${person.score}%` }} />
            </span>
            <span className="tabular shrink-0">
              {t("committees.influence", { score: format.number(person.score) })}
            </span>
          </p>
          <p className="flex flex-wrap gap-x-3">
            {Icon && (
              <span className={clsx("inline-flex items-center gap-1 font-medium", look)}>
                <Icon aria-hidden className="size-3.5" strokeWidth={2} />
                {t(`committees.stance.${person.stance as Stance}`)}
              </span>
            )}
            <span>
              {person.last_activity_ms
                ? t("committees.spoken", { when: format.ago(person.last_activity_ms) })
                : t("committees.neverSpoken")}
            </span>
          </p>
          {person.note && <p className="line-clamp-2 text-text">{person.note}</p>}
        </div>
      ) : (
        <p className="mt-1.5 text-xs text-muted">{t("committees.worksThere")}</p>
      )}
    </BoardCard>
  );
}
