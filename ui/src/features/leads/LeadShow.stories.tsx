import { idOf } from "@/client/fakePeople";
import { opens, screen, type Stories } from "@/stories/story";

const path = `/leads/${idOf("lead", 1)}`;
const { empty: _, ...states } = screen(path, ["leads.get"]);

const stories: Stories = {
  ...states,
  empty: { path: `/leads/${idOf("lead", 3)}` },
  german: { path, language: "de" },
  converted: { path: `/leads/${idOf("lead", 6)}` },
  convert: { path, steps: [opens("header button.bg-fill")] },
};
export default stories;
