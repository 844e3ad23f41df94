import { idOf } from "@/client/fakePeople";
import { screen } from "@/stories/story";

const path = `/contacts/${idOf("contact", 0)}`;
const { empty: _, ...states } = screen(path, ["contacts.get"]);

export default {
  ...states,
  // Somebody of whom hardly anything is known, and to whom nothing happened.
  empty: { path: `/contacts/${idOf("contact", 390)}`, fake: { contacts: 400 } },
};
