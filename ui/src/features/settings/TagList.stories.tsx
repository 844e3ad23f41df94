import { opens, screen } from "@/stories/story";

const states = screen("/settings/tags", ["tags.list"]);

export default {
  ...states,
  rename: { path: "/settings/tags", steps: [opens("button[aria-label='Rename vip']")] },
  join: { path: "/settings/tags", steps: [opens("button[aria-label='Join vip with another']")] },
  colour: { path: "/settings/tags", steps: [opens("button[aria-label='Colour of vip']")] },
};
