import { idOf } from "@/client/fakePeople";
import { screen } from "@/stories/story";

const path = `/companies/${idOf("company", 0)}/chart`;
const { empty: _, ...states } = screen(path, ["companies.chart"]);

export default {
  ...states,
  // Nobody there says to whom they report.
  empty: { path: `/companies/${idOf("company", 3)}/chart` },
  german: { path, language: "de" as const },
};
