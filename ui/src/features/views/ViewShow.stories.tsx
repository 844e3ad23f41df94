import { idOf } from "@/client/fakePeople";
import { opens, presses, screen, type Stories } from "@/stories/story";

const at = (n: number) => `/views/${idOf("view", n)}`;
const states = screen(at(0), ["views.get"]);
const menu = opens("main [data-views] button[aria-haspopup=menu]");
const watched = opens("main [data-views] > button:not([aria-haspopup])");
const changed = `/contacts?${new URLSearchParams({
  saved: JSON.stringify(idOf("view", 0)),
  rules: JSON.stringify([{ field: "tags", op: "equals", value: "lead" }]),
}).toString()}`;

const grouped = (list: string, by: string, more: Record<string, string> = {}) =>
  `${list}?${new URLSearchParams({ group: JSON.stringify(by), ...more }).toString()}`;

export default {
  ...states,
  menu: { path: at(0), steps: [menu] },
  menuDark: { path: at(0), steps: [menu], theme: "dark" },
  cards: { path: at(1) },
  period: { path: at(2) },
  german: { path: at(2), language: "de" },
  gone: { path: at(3) },
  changed: { path: changed },
  watched: { path: at(0), steps: [watched] },
  watchedDark: { path: at(0), steps: [watched], theme: "dark" },
  watchedGerman: { path: at(0), steps: [watched], language: "de" },
  watchedEmpty: { path: at(0), steps: [watched], fake: { quiet: true } },
  grouped: { path: grouped("/contacts", "tags") },
  groupedDark: { path: grouped("/contacts", "addresses.country"), theme: "dark" },
  groupedGerman: { path: grouped("/companies", "created_ms"), language: "de" },
  groupedByStage: { path: grouped("/deals", "stage_id", { view: "list" }) },
  groups: { path: "/contacts", steps: [opens("button[data-groups]")] },
  facets: { path: "/contacts", steps: [presses("f")] },
  facetsDark: { path: "/deals?view=list", steps: [presses("f")], theme: "dark" },
  facetsGerman: { path: "/companies", steps: [presses("f")], language: "de" },
} satisfies Stories;
