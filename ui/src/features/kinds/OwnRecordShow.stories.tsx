import type { CommandName } from "@/client";
import { idOf } from "@/client/fakePeople";
import { screen, type Stories } from "@/stories/story";

const path = `/records/own_boat/${idOf("own_boat", 1)}`;
const { empty: _, ...states } = screen(path, ["records/own_boat.get" as CommandName], { kinds: true });

const stories: Stories = {
  ...states,
  empty: { path: `/records/own_boat/${idOf("own_boat", 99)}`, fake: { kinds: true } },
  /** Whom a boat belongs to. */
  owner: { path: `/contacts/${idOf("contact", 1)}`, fake: { kinds: true } },
  german: { path, language: "de", fake: { kinds: true } },
};
export default stories;
