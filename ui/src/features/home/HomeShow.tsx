// The page a day begins with: what is to be done, what is being sold, whose day is near. The seller arranges it: each part
// is moved by its buttons or dragged, or put away.
import { LayoutDashboard, Plus, Printer, Settings2 } from "lucide-react";
import { useState, type DragEvent, type FC } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "@/client";
import { NoContacts } from "@/features/contacts/ContactList";
import { DayPaper } from "@/features/day/DayPaper";
import { VisitsPart } from "@/features/day/VisitsPart";
import { Button, EmptyState, IconButton, Page, Unanswered, useKeys } from "@/kit";
import { nowMs, useFormat } from "@/locales/format";
import { usePaper, usePrint } from "@/records/paper";
import { usePatchSettings } from "../settings/queries";
import { AttentionPart, PipelinePart, TargetPart } from "./DealParts";
import { ArrangingContext } from "./Part";
import { moved, PARTS, useParts, type PartName } from "./parts";
import { OccasionsPart, RecentPart } from "./PeopleParts";
import { TasksPart } from "./TasksPart";
import { WeekPart } from "./WeekPart";
import { WorkPart } from "./WorkPart";

const SHOWN: Record<PartName, FC> = {
  tasks: TasksPart,
  visits: VisitsPart,
  attention: AttentionPart,
  pipeline: PipelinePart,
  target: TargetPart,
  week: WeekPart,
  occasions: OccasionsPart,
  recent: RecentPart,
  work: WorkPart,
};

export function HomeShow() {
  const { t } = useTranslation();
  const format = useFormat();
  const [arranging, setArranging] = useState(false);
  const people = useRead("contacts.list", { limit: 1 });
  const tasks = useRead("tasks.list", { limit: 1 });
  const parts = useParts();
  const print = usePrint();
  usePaper(<DayPaper />);
  const group = t("place.home");
  useKeys([
    { keys: "a", label: t("home.arrange"), group, run: () => setArranging((now) => !now) },
    { keys: "Escape", label: t("home.arranged"), group, hidden: true, run: () => setArranging(false) },
  ]);
  const today = new Intl.DateTimeFormat(format.locale, { weekday: "long", day: "numeric", month: "long" });
  const begun = people.data && tasks.data && parts;
  const empty = people.data?.total === 0 && tasks.data?.total === 0;
  const failed = people.error ?? tasks.error;
  const again = () => void Promise.all([people.refetch(), tasks.refetch()]);
  return (
    <Page
      title={t("place.home")}
      count={<time>{today.format(nowMs())}</time>}
      actions={
        begun &&
        !empty && (
          <>
            <IconButton icon={Printer} label={t("day.print")} keys="mod+p" onClick={print} />
            <Button
              icon={Settings2}
              aria-pressed={arranging}
              onClick={() => setArranging(!arranging)}
              className="max-sm:px-2.5"
            >
              <span className="max-sm:sr-only">{t(arranging ? "home.arranged" : "home.arrange")}</span>
            </Button>
          </>
        )
      }
    >
      {failed || !begun ? (
        <Unanswered of={{ error: failed, retry: again }} lines={8} />
      ) : empty ? (
        <NoContacts />
      ) : (
        <Parts parts={parts} arranging={arranging} />
      )}
    </Page>
  );
}

function Parts({ parts, arranging }: { parts: PartName[]; arranging: boolean }) {
  const { t } = useTranslation();
  const patch = usePatchSettings();
  const [dragged, setDragged] = useState<number | null>(null);
  const arrange = (next: PartName[]) => patch({ home_parts: next });
  const away = PARTS.filter((part) => !parts.includes(part));
  const drag = (at: number) =>
    arranging
      ? {
          draggable: true,
          onDragStart: (event: DragEvent) => {
            event.dataTransfer.effectAllowed = "move";
            setDragged(at);
          },
          onDragOver: (event: DragEvent) => event.preventDefault(),
          onDragEnd: () => setDragged(null),
          onDrop: (event: DragEvent) => {
            event.preventDefault();
            if (dragged !== null && dragged !== at) arrange(moved(parts, dragged, at));
            setDragged(null);
          },
        }
      : {};
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pb-16 md:px-6">
      {arranging && away.length > 0 && (
        <section aria-label={t("home.away")} className="mb-4 flex flex-wrap items-center gap-2">
          <span className="text-muted">{t("home.away")}</span>
          {away.map((part) => (
            <Button key={part} small icon={Plus} onClick={() => arrange([...parts, part])}>
              {t(`home.part.${part}`)}
            </Button>
          ))}
        </section>
      )}
      {parts.length === 0 && (
        <EmptyState icon={LayoutDashboard} title={t("home.emptyTitle")}>
          {t("home.emptyText")}
        </EmptyState>
      )}
      <div className="gap-4 lg:columns-2">
        {parts.map((part, at) => {
          const Shown = SHOWN[part];
          return (
            <div key={part} {...drag(at)} className="mb-4 break-inside-avoid">
              <ArrangingContext
                value={
                  arranging
                    ? {
                        first: at === 0,
                        last: at === parts.length - 1,
                        move: (by) => arrange(moved(parts, at, at + by)),
                        hide: () => arrange(parts.filter((one) => one !== part)),
                      }
                    : null
                }
              >
                <Shown />
              </ArrangingContext>
            </div>
          );
        })}
      </div>
    </div>
  );
}
