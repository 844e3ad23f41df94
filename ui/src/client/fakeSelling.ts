// Invented pipelines and deals for stories and tests, and what the program reckons of them: boards, marks, the
// forecast. The same ones every time.
import type { Id, Output } from "./commands";
import { COMPANY_COUNT, NOW, company, idOf } from "./fakePeople";
import type {
  Board,
  Deal,
  DealFace,
  DealState,
  ExchangeRate,
  ForecastCategory,
  Funnel,
  Mark,
  Pipeline,
  Stage,
  Standing,
  Total,
} from "./selling";

const DAY = 86_400_000;
const day = (ahead: number): string => new Date(NOW + ahead * DAY).toISOString().slice(0, 10);
const base = (kind: string, number: number) => ({
  id: idOf(kind, number),
  kind,
  version: 1,
  created_ms: NOW - 90 * DAY,
  modified_ms: NOW - DAY,
  deleted_ms: null,
});

export const PIPELINES: Pipeline[] = ["Sales", "Renewals"].map((name, at) => ({
  ...base("pipeline", at),
  name,
  position: at + 1,
}));

const USUAL: [name: string, outcome: DealState, probability: number, rot_days: number | null][] = [
  ["Qualification", "open", 10, 14],
  ["Needs analysis", "open", 25, 21],
  ["Proposal", "open", 50, 21],
  ["Negotiation", "open", 75, 14],
  ["Won", "won", 100, null],
  ["Lost", "lost", 0, null],
];

export const STAGES: Stage[] = PIPELINES.flatMap((pipeline, of) =>
  USUAL.map(([name, outcome, probability, rot_days], at) => ({
    ...base("stage", of * 10 + at),
    name,
    pipeline_id: pipeline.id,
    position: at + 1,
    outcome,
    probability,
    rot_days,
    ...(at === 2 ? { exit_criteria: "The offer was sent, and the decision maker has read it." } : {}),
  })),
);

const NAMES: [name: string, stage: number, minor: number, currency: string, close: number | null][] = [
  ["Presses for the new hall", 3, 18_450_000, "EUR", 12],
  ["Maintenance 2027", 2, 2_400_000, "EUR", 40],
  ["Optics for the test bench", 2, 950_000_000, "JPY", -6],
  ["Route planning pilot", 0, 780_000, "EUR", null],
  ["Packaging line", 1, 6_120_000, "EUR", 75],
  ["Cold store sensors", 0, 1_150_000, "EUR", 60],
  ["Fleet telematics", 3, 4_300_000, "GBP", 3],
  ["Training for 40 people", 1, 960_000, "EUR", 33],
  ["Spare parts contract", 4, 3_200_000, "EUR", -20],
  ["Warehouse robots", 5, 22_000_000, "EUR", -45],
  ["Label printers", 4, 410_000, "EUR", -9],
  ["Extension of the licence", 2, 1_275_000, "USD", 18],
];

const forecastOf = (probability: number): ForecastCategory =>
  probability >= 75 ? "commit" : probability >= 50 ? "best_case" : "pipeline";

export const DEALS: Deal[] = NAMES.map(([name, at, minor, currency, close], number) => {
  const stage = STAGES[at] ?? STAGES[0]!;
  const since = NOW - (3 + number * 4) * DAY;
  const of = company(number % COMPANY_COUNT);
  return {
    ...base("deal", number),
    name,
    company_id: of.id,
    company: of.name,
    pipeline_id: stage.pipeline_id,
    stage_id: stage.id,
    state: stage.outcome,
    stage_since_ms: since,
    amount: { minor, currency },
    ...(close === null ? {} : { close_date: day(close) }),
    ...(stage.outcome === "open" && close !== null ? { slipping_from: day(close + 1) } : {}),
    postponed: number === 2 ? 2 : 0,
    forecast: forecastOf(stage.probability),
    ...(number % 3 === 1 || number === 5 ? {} : { next_step: "Send the revised offer" }),
    ...(stage.outcome === "won" ? { won_reason: "Quick delivery" } : {}),
    ...(stage.outcome === "lost" ? { lost_reason: "Too expensive" } : {}),
    ...(stage.outcome === "open" ? {} : { closed_ms: since }),
    last_activity_ms: since,
    ...(stage.rot_days ? { rots_ms: since + stage.rot_days * DAY } : {}),
    source: number % 2 ? "Trade fair" : "Recommendation",
    contacts: [
      { id: idOf("part", number), contact_id: idOf("contact", number), role: "decision_maker" },
      ...(number === 4
        ? []
        : [
            {
              id: idOf("part", 100 + number),
              contact_id: idOf("contact", number + 3),
              role: "champion" as const,
            },
          ]),
    ],
    tags: number % 4 === 0 ? ["trade fair"] : [],
    stages: STAGES.slice(0, Math.min(at, 3) + 1)
      .concat(at > 3 ? [stage] : [])
      .map((one, step, all) => ({
        id: idOf("part", 1000 + number * 10 + step),
        stage_id: one.id,
        name: one.name,
        outcome: one.outcome,
        entered_ms: since - (all.length - 1 - step) * 9 * DAY,
      })),
    custom: {},
  };
});

export const RATES: ExchangeRate[] = [
  ["USD", 0.92],
  ["GBP", 1.17],
].map(([currency, rate], at) => ({
  ...base("exchange_rate", at),
  currency: currency as string,
  base: "EUR",
  rate: rate as number,
  date: day(-30 - at),
}));

/** What the fake holds of selling. */
export interface Held {
  deals: Map<Id, Deal>;
  pipelines: Map<Id, Pipeline>;
  stages: Map<Id, Stage>;
  exchange_rates: Map<Id, ExchangeRate>;
}

const living = <R extends { deleted_ms?: number | null }>(all: Map<Id, R>): R[] =>
  [...all.values()].filter(({ deleted_ms }) => !deleted_ms);

export function marksOf(deal: Deal): Mark[] {
  if (deal.state !== "open") return [];
  const marks: Mark[] = [];
  if (deal.rots_ms !== undefined && deal.rots_ms <= NOW) marks.push("rotting");
  if (deal.slipping_from !== undefined && deal.slipping_from <= day(0)) marks.push("slipping");
  if (!deal.next_step) marks.push("no_next_step");
  return marks;
}

const faceOf = (deal: Deal): DealFace => ({
  id: deal.id,
  name: deal.name,
  company: deal.company ?? null,
  stage_id: deal.stage_id,
  amount: deal.amount ?? null,
  close_date: deal.close_date ?? null,
  stage_since_ms: deal.stage_since_ms,
  days_in_stage: Math.floor((NOW - deal.stage_since_ms) / DAY),
  marks: marksOf(deal),
});

function totalOf(held: Held, deals: Deal[], percent: (deal: Deal) => number): Total {
  let minor = 0;
  const missing = new Set<string>();
  for (const deal of deals) {
    if (!deal.amount) continue;
    const { currency } = deal.amount;
    const rate = living(held.exchange_rates).find((one) => one.currency === currency)?.rate;
    if (currency === "EUR" || rate) minor += (deal.amount.minor * (rate ?? 1) * percent(deal)) / 100;
    else missing.add(currency);
  }
  return { minor: Math.round(minor), missing: [...missing].sort() };
}

const stagesOf = (held: Held, pipeline: Id | undefined): Stage[] =>
  living(held.stages)
    .filter((stage) => stage.pipeline_id === pipeline)
    .sort((a, b) => a.position - b.position);

const firstPipeline = (held: Held): Id | undefined =>
  living(held.pipelines).sort((a, b) => a.position - b.position)[0]?.id;

export function board(held: Held, input: { pipeline_id?: Id; limit?: number }): Board {
  const pipelines = living(held.pipelines).sort((a, b) => a.position - b.position);
  const pipeline_id = input.pipeline_id ?? pipelines[0]?.id;
  return {
    pipelines: pipelines.map(({ id, name }) => ({ id, name })),
    pipeline_id: pipeline_id ?? null,
    home_currency: "EUR",
    stages: stagesOf(held, pipeline_id).map((stage) => {
      const deals = living(held.deals)
        .filter((deal) => deal.stage_id === stage.id)
        .sort((a, b) => (a.close_date ?? "9").localeCompare(b.close_date ?? "9"));
      return {
        id: stage.id,
        name: stage.name,
        outcome: stage.outcome,
        probability: stage.probability,
        count: deals.length,
        total: totalOf(held, deals, () => 100),
        weighted: totalOf(held, deals, () => stage.probability),
        deals: deals.slice(0, input.limit ?? 50).map(faceOf),
      };
    }),
  };
}

/** The deal in another stage, with everything that follows. */
export function inStage(deal: Deal, stage: Stage, reason?: string): Deal {
  const { closed_ms: _c, won_reason: _w, lost_reason: _l, rots_ms: _r, slipping_from: _s, ...rest } = deal;
  const open = stage.outcome === "open";
  return {
    ...rest,
    pipeline_id: stage.pipeline_id,
    stage_id: stage.id,
    state: stage.outcome,
    stage_since_ms: NOW,
    last_activity_ms: NOW,
    forecast: forecastOf(stage.probability),
    stages: [
      ...deal.stages,
      { stage_id: stage.id, name: stage.name, outcome: stage.outcome, entered_ms: NOW },
    ],
    ...(open ? {} : { closed_ms: NOW }),
    ...(open && stage.rot_days ? { rots_ms: NOW + stage.rot_days * DAY } : {}),
    ...(open && deal.slipping_from ? { slipping_from: deal.slipping_from } : {}),
    ...(reason && stage.outcome === "won" ? { won_reason: reason } : {}),
    ...(reason && stage.outcome === "lost" ? { lost_reason: reason } : {}),
  };
}

/** A new deal with what the program fills in. */
export function newDeal(held: Held, deal: Deal): Deal {
  const pipeline = deal.pipeline_id ?? firstPipeline(held);
  const stage = held.stages.get(deal.stage_id) ?? stagesOf(held, pipeline)[0] ?? STAGES[0]!;
  const made = {
    ...deal,
    stages: [],
    contacts: deal.contacts ?? [],
    tags: deal.tags ?? [],
    postponed: 0,
  };
  return inStage(made, stage);
}

export const marked = (held: Held) => ({
  marks: (
    [
      ["rotting", { field: "rots_ms", op: "at_most", value: NOW }],
      ["slipping", { field: "slipping_from", op: "at_most", value: day(0) }],
      ["no_next_step", { field: "next_step", op: "empty" }],
    ] as const
  ).map(([mark, own]) => ({
    mark,
    count: living(held.deals).filter((deal) => marksOf(deal).includes(mark)).length,
    rules: [{ field: "state", op: "equals" as const, value: "open" }, own],
  })),
});

export const standing = (deal: Deal): Standing => ({
  deal: faceOf(deal),
  postponed: deal.postponed,
  postponed_often: 3,
  stages: deal.stages.map((row, at) => ({
    stage_id: row.stage_id ?? null,
    name: row.name,
    outcome: row.outcome,
    entered_ms: row.entered_ms,
    left_ms: deal.stages[at + 1]?.entered_ms ?? null,
  })),
});

const pick = (held: Held, pipeline: Id | undefined): Deal[] =>
  living(held.deals).filter((deal) => !pipeline || deal.pipeline_id === pipeline);

export function forecast(held: Held, input: { pipeline_id?: Id }) {
  const deals = pick(held, input.pipeline_id);
  const months = Array.from({ length: 6 }, (_, ahead) =>
    new Date(Date.UTC(2026, 8 + ahead, 1)).toISOString().slice(0, 7),
  );
  const sortOf = (deal: Deal): string => {
    const month = deal.close_date?.slice(0, 7);
    if (!month) return "undated";
    return month < months[0]! ? "overdue" : months.includes(month) ? month : "later";
  };
  const period = (key: string) => {
    const open = deals.filter((deal) => deal.state === "open" && sortOf(deal) === key);
    const won = deals.filter(
      ({ state, closed_ms }) => state === "won" && new Date(closed_ms ?? 0).toISOString().startsWith(key),
    );
    const cell = (of: Deal[], weighted = false) => ({
      count: of.length,
      total: totalOf(held, of, (deal) =>
        weighted ? (held.stages.get(deal.stage_id)?.probability ?? 0) : 100,
      ),
      rules: [{ field: "state", op: "equals" as const, value: "open" }],
    });
    const by = (category: ForecastCategory) => cell(open.filter((deal) => deal.forecast === category));
    return {
      sort: months.includes(key) ? ("month" as const) : (key as "later"),
      month: months.includes(key) ? key : null,
      won: cell(won),
      commit: by("commit"),
      best_case: by("best_case"),
      pipeline: by("pipeline"),
      weighted: cell(open, true),
    };
  };
  const periods = ["overdue", ...months, "later", "undated"].map(period);
  return {
    home_currency: "EUR",
    periods: periods.filter(({ sort, weighted }) => sort === "month" || weighted.count > 0),
  };
}

/** Each source with what is open, won and lost; half of a state's worth stands for its weight. */
export function sources(held: Held, input: { pipeline_id?: Id }): Output<"deals.sources"> {
  const deals = pick(held, input.pipeline_id);
  const names = [...new Set(deals.map(({ source }) => source ?? null))];
  return {
    home_currency: "EUR",
    more: 0,
    sources: names.map((name) => {
      const of = deals.filter((one) => (one.source ?? null) === name);
      const cell = (state: string, percent = 100) => {
        const some = of.filter((one) => one.state === state);
        const rules = [
          name === null
            ? { field: "source", op: "empty" as const }
            : { field: "source", op: "equals" as const, value: name },
          { field: "state", op: "equals" as const, value: state },
        ];
        return { count: some.length, total: totalOf(held, some, () => percent), rules };
      };
      const [won, lost] = [cell("won"), cell("lost")];
      const closed = won.count + lost.count;
      return {
        name,
        open: cell("open"),
        weighted: cell("open", 50),
        won,
        lost,
        win_rate: closed > 0 ? (100 * won.count) / closed : null,
        cycle_days: won.count > 0 ? 32.5 : null,
      };
    }),
  };
}

export function funnel(held: Held, input: { pipeline_id?: Id }): Funnel {
  const pipeline_id = input.pipeline_id ?? firstPipeline(held);
  const deals = pick(held, pipeline_id);
  const [won, lost] = [
    deals.filter(({ state }) => state === "won"),
    deals.filter(({ state }) => state === "lost"),
  ];
  const rules = [{ field: "state", op: "equals" as const, value: "won" }];
  return {
    pipeline_id: pipeline_id ?? null,
    home_currency: "EUR",
    stages: stagesOf(held, pipeline_id).map((stage) => {
      const came = deals.filter(({ stages }) => stages.some(({ stage_id }) => stage_id === stage.id));
      const here = deals.filter(({ stage_id }) => stage_id === stage.id);
      const on = came.filter(
        ({ stage_id, state }) => state !== "lost" && stage_id !== stage.id && stage.outcome === "open",
      );
      const age = (from: number, to: number) =>
        here.filter(({ stage_since_ms }) => {
          const days = (NOW - stage_since_ms) / DAY;
          return days >= from && days < to;
        }).length;
      return {
        id: stage.id,
        name: stage.name,
        outcome: stage.outcome,
        entered: came.length,
        advanced: on.length,
        lost: came.length - on.length - here.length,
        here: here.length,
        conversion: came.length > 0 && stage.outcome === "open" ? (100 * on.length) / came.length : null,
        average_days: came.length > here.length ? 9 : null,
        ages: [age(0, 7), age(7, 30), age(30, 90), age(90, Infinity)],
        rules,
        entered_rules: rules,
        age_rules: [rules, rules, rules, rules],
      };
    }),
    won: won.length,
    lost: lost.length,
    win_rate: won.length + lost.length > 0 ? (100 * won.length) / (won.length + lost.length) : null,
    cycle_days: won.length > 0 ? 41.5 : null,
    won_total: totalOf(held, won, () => 100),
    velocity_minor: won.length > 0 ? 39_150 : null,
    won_rules: rules,
    lost_rules: rules,
  };
}

/** Two deals that changed, and one that is new. */
export function changed(held: Held) {
  const [one, other, fresh] = pick(held, undefined);
  const name = (at: number) => STAGES[at]?.name ?? "";
  return {
    since_ms: NOW - 7 * DAY,
    more: false,
    deals: [one, other, fresh].flatMap((deal, at) =>
      deal
        ? [
            {
              id: deal.id,
              name: deal.name,
              company: deal.company ?? "",
              new: at === 2,
              deleted: false,
              stages: { [STAGES[2]!.id]: name(2), [STAGES[3]!.id]: name(3) },
              changes: [
                [
                  { field: "stage_id", from: STAGES[2]!.id, to: STAGES[3]!.id },
                  { field: "forecast", from: "best_case", to: "commit" },
                ],
                [
                  { field: "amount", from: { minor: 2_000_000, currency: "EUR" }, to: { ...deal.amount! } },
                  { field: "close_date", from: null, to: deal.close_date ?? null },
                ],
                [],
              ][at]!,
            },
          ]
        : [],
    ),
  };
}
