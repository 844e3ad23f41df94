// The chart of a company: who reports to whom there, or which companies belong to it; drawn or as a list, and as a drawing
// to keep.
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowLeft, Building2, FileImage, Minus, Network, Plus, Scan, Users } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useClient, useRead, type ChartPerson, type GroupNode, type OrgChart } from "@/client";
import { Avatar, Button, EmptyState, IconButton, Page, Select, Unanswered, useKeys, useToast } from "@/kit";
import { useFormat } from "@/locales/format";
import { usePicture } from "@/records/Face";
import { NotFound } from "@/shell/NotFound";
import { BOX, ChartTree } from "./ChartTree";
import { ChartList } from "./ChartList";
import { useCompany } from "./queries";
import { drawing } from "./svg";
import { grow, tidy, type Twig } from "./tidy";

type Of = "people" | "companies";
const STEPS = [0.4, 0.5, 0.65, 0.8, 1, 1.25, 1.5];
const NARROW = 640;

export function ChartShow() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const company = useCompany(id);
  const chart = useRead("companies.chart", { id: id ?? "" }, { enabled: id !== undefined });
  const error = company.error ?? chart.error;
  if (error?.code === "not_found") return <NotFound />;
  if (error || !company.data || !chart.data)
    return <Unanswered of={{ error, refetch: chart.refetch }} whole title={t("chart.title")} />;
  return <Chart key={company.data.id} id={company.data.id} name={company.data.name} chart={chart.data} />;
}

function Chart({ id, name, chart }: { id: string; name: string; chart: OrgChart }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const client = useClient();
  const toast = useToast();
  const [of, setOf] = useState<Of>(
    chart.people.some(({ reports_to_id }) => reports_to_id) || chart.companies.length < 2
      ? "people"
      : "companies",
  );
  const [listed, setListed] = useState(() => window.innerWidth < NARROW);
  const [zoom, setZoom] = useState<number | null>(null);
  const [fits, setFits] = useState(1);
  const { roots, alone } = useMemo(() => treeOf(chart, of), [chart, of]);
  const people = useMemo(() => new Map(chart.people.map((one) => [one.id, one])), [chart]);
  const companies = useMemo(() => new Map(chart.companies.map((one) => [one.id, one])), [chart]);
  const textOf = useCallback(
    (one: string) => {
      const person = people.get(one);
      if (person)
        return {
          name: person.name,
          detail: [person.title, person.department].filter(Boolean).join(" · "),
        };
      const firm = companies.get(one);
      const count = firm?.people ?? 0;
      return { name: firm?.name ?? "", detail: t("chart.people", { count }) };
    },
    [people, companies, t],
  );
  const open = (one: string) =>
    void navigate({ to: of === "people" ? "/contacts/$id" : "/companies/$id", params: { id: one } });
  const back = () => void navigate({ to: "/companies/$id", params: { id } });
  const title = t(of === "people" ? "chart.ofPeople" : "chart.ofCompanies", { name });
  const save = () => {
    const text = drawing(tidy(roots, BOX), BOX, textOf, title);
    const file = `${name.replace(/[\\/:*?"<>|\s]+/g, " ").trim()} ${t(`chart.file.${of}`)}.svg`;
    void client.saveText(file, text).then((saved) => {
      if (saved) toast.show({ text: t("chart.saved", { name: file }) });
    }, toast.fail);
  };
  const shown = zoom ?? fits;
  const step = (by: number) => {
    const next =
      by > 0 ? STEPS.find((one) => one > shown + 0.01) : STEPS.findLast((one) => one < shown - 0.01);
    if (next) setZoom(next);
  };
  const group = t("chart.title");
  const drawn = !listed && roots.length > 0;
  useKeys([
    { keys: "Escape", label: t("keys.back"), group, run: back },
    { keys: "", label: t("chart.save"), words: t("chart.saveWords"), group, run: save },
    { keys: "", label: t(listed ? "chart.draw" : "chart.list"), group, run: () => setListed(!listed) },
  ]);
  return (
    <Page
      title={title}
      scroll={false}
      lead={
        <IconButton
          icon={ArrowLeft}
          label={t("keys.back")}
          keys="Escape"
          onClick={back}
          className="flip-rtl -ms-2"
        />
      }
      actions={
        <Button icon={FileImage} disabled={roots.length === 0} onClick={save} className="max-sm:px-2.5">
          <span className="max-sm:sr-only">{t("chart.save")}</span>
        </Button>
      }
      toolbar={
        <div className="flex flex-wrap items-center gap-2.5">
          <Select
            aria-label={t("chart.what")}
            className="w-auto!"
            value={of}
            onChange={(event) => {
              setOf(event.target.value as Of);
              setZoom(null);
            }}
          >
            <option value="people">{t("chart.reporting")}</option>
            <option value="companies">{t("chart.belonging")}</option>
          </Select>
          <Select
            aria-label={t("chart.look")}
            className="w-auto!"
            value={listed ? "list" : "drawn"}
            onChange={(event) => setListed(event.target.value === "list")}
          >
            <option value="drawn">{t("chart.drawn")}</option>
            <option value="list">{t("chart.asList")}</option>
          </Select>
          {chart.above && of === "companies" && (
            <Link
              to="/companies/$id/chart"
              params={{ id: chart.above.id }}
              className="hit text-accent underline-offset-2 hover:underline"
            >
              {t("chart.above", { name: chart.above.name })}
            </Link>
          )}
          {drawn && (
            <div role="group" aria-label={t("chart.zoom")} className="ms-auto flex items-center gap-1">
              <IconButton icon={Minus} label={t("chart.smaller")} onClick={() => step(-1)} />
              <span className="tabular w-12 text-center text-xs text-muted" aria-live="polite">
                {new Intl.NumberFormat(format.locale, { style: "percent" }).format(shown)}
              </span>
              <IconButton icon={Plus} label={t("chart.larger")} onClick={() => step(1)} />
              <IconButton icon={Scan} label={t("chart.fit")} onClick={() => setZoom(null)} />
            </div>
          )}
        </div>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col border-t border-line bg-surface">
        {(of === "people" ? chart.more_people : chart.more_companies) && (
          <p className="px-4 py-2 text-muted md:px-6">{t("chart.more")}</p>
        )}
        {of === "people" && chart.people.length === 0 ? (
          <EmptyState icon={Users} title={t("companies.nobody")}>
            {t("companies.nobodyText")}
          </EmptyState>
        ) : listed ? (
          <ChartList
            roots={[...roots, ...alone.map((one) => ({ id: one, children: [] }))]}
            of={of}
            textOf={textOf}
          />
        ) : roots.length === 0 ? (
          <EmptyState icon={Network} title={t("chart.noLines")} className="py-10!">
            {t("chart.noLinesText")}
          </EmptyState>
        ) : (
          <ChartTree
            roots={roots}
            label={title}
            nameOf={(one) => textOf(one).name}
            zoom={shown}
            onZoom={setFits}
            onOpen={open}
          >
            {(one) => <Box person={people.get(one)} company={companies.get(one)} {...textOf(one)} />}
          </ChartTree>
        )}
        {!listed && alone.length > 0 && <Alone ids={alone} textOf={textOf} />}
      </div>
    </Page>
  );
}

/** The trees to draw, and who stands in none of them: those who report to nobody and to whom nobody does. */
function treeOf(chart: OrgChart, of: Of): { roots: Twig[]; alone: string[] } {
  if (of === "companies") return { roots: grow(chart.companies, ({ parent_id }) => parent_id), alone: [] };
  const roots = grow(chart.people, ({ reports_to_id }) => reports_to_id);
  const isAlone = ({ children }: Twig) => children.length === 0;
  return {
    roots: roots.filter((twig) => !isAlone(twig)),
    alone: roots.filter(isAlone).map(({ id }) => id),
  };
}

function Box({
  person,
  company,
  name,
  detail,
}: {
  person: ChartPerson | undefined;
  company: GroupNode | undefined;
  name: string;
  detail: string;
}) {
  const picture = usePicture(person?.photo);
  return (
    <>
      {company ? (
        <Building2 aria-hidden className="size-5 shrink-0 text-muted" strokeWidth={1.7} />
      ) : (
        <Avatar name={name} picture={picture} company={false} size="sm" />
      )}
      <span className="min-w-0">
        <bdi className="block truncate font-medium" title={name}>
          {name}
        </bdi>{" "}
        <span className="block truncate text-xs text-muted" title={detail}>
          {detail}
        </span>
      </span>
    </>
  );
}

function Alone({ ids, textOf }: { ids: string[]; textOf: (id: string) => { name: string; detail: string } }) {
  const { t } = useTranslation();
  return (
    <section
      aria-labelledby="chart-alone"
      className="max-h-48 shrink-0 overflow-y-auto border-t border-line px-4 py-3 md:px-6"
    >
      <h2 id="chart-alone" className="text-xs font-medium text-muted">
        {t("chart.alone", { count: ids.length })}
      </h2>
      <ul className="mt-1 flex flex-wrap gap-x-6">
        {ids.map((id) => (
          <li key={id} className="flex min-h-8 items-baseline gap-2">
            <Link to="/contacts/$id" params={{ id }} className="hit font-medium hover:underline">
              <bdi>{textOf(id).name}</bdi>
            </Link>
            <span className="text-xs text-muted">{textOf(id).detail}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
