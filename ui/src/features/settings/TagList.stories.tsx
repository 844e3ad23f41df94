import { opens, screen } from "@/stories/story";

/** A button of the row of “vip”, whatever the language. */
const button = (place: number) =>
  opens(`[role=row][aria-rowindex="8"] [role=gridcell]:last-child button:nth-of-type(${place})`);
const states = screen("/settings/tags", ["tags.list"]);

export default {
  ...states,
  rename: { path: "/settings/tags", steps: [button(2)] },
  join: { path: "/settings/tags", steps: [button(3)] },
  colour: { path: "/settings/tags", steps: [button(1)] },
};
