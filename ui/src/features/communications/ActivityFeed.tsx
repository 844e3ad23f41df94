// What happened lately with anybody: what was said, written down and done, day by day.
import { Sparkles } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReadBack } from "@/client";
import { Button, EmptyState, ErrorState, PageSkeleton } from "@/kit";
import { Days } from "@/records/TimelineItems";
import { Only, type Sort } from "@/records/TimelineOnly";

const PAGE = 50;

export function ActivityFeed() {
  const { t } = useTranslation();
  const [only, setOnly] = useState<Sort[]>([]);
  const answer = useReadBack(
    "activity.feed",
    { limit: PAGE, ...(only.length > 0 ? { only } : {}) },
    ({ items }) => items,
    ({ next_before }) => next_before,
  );
  return (
    <div className="h-full overflow-y-auto border-t border-line bg-surface">
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-5 px-4 pt-5 pb-16 md:px-6">
        <Only only={only} onOnly={setOnly} without="changes" />
        {answer.error ? (
          <ErrorState error={answer.error} onRetry={answer.retry} />
        ) : !answer.items ? (
          <PageSkeleton lines={8} />
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
