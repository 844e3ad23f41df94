// All that is to be done: a line to type the next task into, today, the week, and every task there is.
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button, Page, Tabs, useKeys } from "@/kit";
import { DayPaper } from "@/features/day/DayPaper";
import { usePaper } from "@/records/paper";
import { useFormat } from "@/locales/format";
import { Agenda } from "./Agenda";
import { AllTasks } from "./AllTasks";
import { useTaskCounts, useTaskSearch, VIEWS, type View } from "./queries";
import { QuickAdd } from "./QuickAdd";
import { Week } from "./Week";

const COLUMN = "mx-auto w-full max-w-3xl px-4 pb-16 md:px-6";

export function TaskList() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const [search, setSearch] = useTaskSearch();
  const counts = useTaskCounts();
  const box = useRef<HTMLInputElement>(null);
  const group = t("place.tasks");
  const write = () => box.current?.focus();
  const shown = VIEWS.find((view) => view === search.view) ?? "today";
  usePaper(shown === "today" && <DayPaper />);
  useKeys([
    { keys: "c", label: t("keys.create"), group, run: write },
    { keys: "q", label: t("keys.quick"), group, run: write },
  ]);
  const views: { id: View; count?: string; content: React.ReactNode }[] = [
    {
      id: "today",
      ...(counts ? { count: format.number(counts.today + counts.overdue) } : {}),
      content: (
        <div className="h-full overflow-y-auto">
          <div className={COLUMN}>
            <Agenda />
          </div>
        </div>
      ),
    },
    {
      id: "week",
      content: (
        <div className="h-full overflow-y-auto">
          <div className={COLUMN}>
            <Week />
          </div>
        </div>
      ),
    },
    { id: "all", ...(counts ? { count: format.number(counts.open) } : {}), content: <AllTasks /> },
  ];
  return (
    <Page
      title={t("place.tasks")}
      scroll={false}
      actions={
        <Button icon={Plus} onClick={() => void navigate({ to: "/tasks/new" })}>
          {t("list.new.task")}
        </Button>
      }
      toolbar={
        <div className="mx-auto flex max-w-3xl flex-col gap-2.5 md:px-6 lg:max-w-none lg:px-0">
          <QuickAdd box={box} />
          {counts && <Counts counts={counts} />}
        </div>
      }
    >
      <Tabs
        label={t("tasks.views")}
        value={shown}
        onChange={(view) => setSearch(view === "all" ? { ...search, view } : { view })}
        className="flex-1 [&>:first-child]:mx-0 [&>:first-child]:px-4 md:[&>:first-child]:px-6"
        items={views.map((view) => ({ ...view, label: t(`tasks.view.${view.id}`) }))}
      />
    </Page>
  );
}

function Counts({ counts }: { counts: NonNullable<ReturnType<typeof useTaskCounts>> }) {
  const { t } = useTranslation();
  const shown = [
    ["open", counts.open],
    ["overdue", counts.overdue],
    ["today", counts.today],
    ["done_this_week", counts.done_this_week],
    ["high", counts.high],
    ["normal", counts.normal],
    ["low", counts.low],
  ] as const;
  return (
    <ul aria-label={t("tasks.counts.label")} className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {shown
        .filter(([, count]) => count > 0)
        .map(([id, count]) => (
          <li key={id} className={id === "overdue" ? "font-medium text-danger" : ""}>
            {t(`tasks.counts.${id}`, { count })}
          </li>
        ))}
    </ul>
  );
}
