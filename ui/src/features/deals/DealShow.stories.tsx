import { idOf } from "@/client/fakePeople";
import { opens, screen } from "@/stories/story";

const path = `/deals/${idOf("deal", 2)}`;
const { empty: _, ...states } = screen(path, ["deals.get"]);

export default {
  ...states,
  empty: { path: `/deals/${idOf("deal", 3)}` },
  won: { path: `/deals/${idOf("deal", 8)}` },
  committee: { path, steps: [opens("[id$=trigger-committee]")] },
  german: { path, language: "de" as const },
};
