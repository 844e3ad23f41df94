// What happened lately with anybody: what was said, written down, done and changed, day by day.
import { Sparkles } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReadBack } from "@/client";
import { Button, EmptyState, Unanswered } from "@/kit";
import { Days } from "@/records/TimelineItems";
import { EVERYTHING, askedFor, isPart, TimelineFilter } from "@/records/TimelineFilter";

const PAGE = 50;

export function ActivityFeed() {
  const { t } = useTranslation();
  const [part, setPart] = useState(EVERYTHING);
  // What happened with one person is that person's timeline.
  const who = part.who?.id;
  const asked = { limit: PAGE, ...askedFor(part) };
  const answer = useReadBack(
    who ? "contacts.timeline" : "activity.feed",
    who ? { id: who, ...asked } : asked,
    ({ items }) => items,
    ({ next_before }) => next_before,
  );
  return (
    <div className="h-full overflow-y-auto border-t border-line bg-surface">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 px-4 pt-5 pb-16 md:px-6">
        <TimelineFilter part={part} onPart={setPart} />
        {answer.error || !answer.items ? (
          <Unanswered of={answer} lines={8} />
        ) : answer.items.length === 0 && isPart(part) ? (
          <p className="py-6 text-center text-muted">{t("timeline.none")}</p>
        ) : answer.items.length === 0 ? (
          <EmptyState icon={Sparkles} title={t("timeline.emptyTitle")}>
            {t("activity.feedEmpty")}
          </EmptyState>
        ) : (
          <>
            <Days items={answer.items} />
            {answer.more && (
              <Button className="self-center" busy={answer.busy} onClick={answer.more}>
                {t("timeline.more")}
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  );
}
