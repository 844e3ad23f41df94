import { opens, screen, type Stories } from "@/stories/story";

const path = "/settings/kinds";

const stories: Stories = {
  ...screen(path, ["catalogue.get"], { kinds: true }),
  empty: { path },
  german: { path, language: "de", fake: { kinds: true } },
  new: { path, fake: { kinds: true }, steps: [opens("#main header button.bg-fill")] },
  delete: { path, fake: { kinds: true }, steps: [opens("#main li button:last-of-type")] },
};
export default stories;
