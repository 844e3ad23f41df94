import { idOf } from "@/client/fakePeople";
import { opens, screen } from "@/stories/story";

const path = `/contacts/${idOf("contact", 0)}`;
const { empty: _, ...states } = screen(path, ["contacts.get"]);

export default {
  ...states,
  ties: { path, steps: [opens("[id$=trigger-ties]")] },
  tiesGerman: { path, steps: [opens("[id$=trigger-ties]")], language: "de" as const },
  // In the trash: it can come back, or be erased for good.
  trashed: { path: `/contacts/${idOf("contact", 20)}`, fake: { trashed: 3 } },
  erase: {
    path: `/contacts/${idOf("contact", 20)}`,
    fake: { trashed: 3 },
    steps: [opens("[data-erase]")],
  },
  // Somebody of whom hardly anything is known, and to whom nothing happened.
  empty: { path: `/contacts/${idOf("contact", 390)}`, fake: { contacts: 400 } },
};
