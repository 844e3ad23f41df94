import { idOf } from "@/client/fakePeople";
import { opens, screen } from "@/stories/story";

const path = `/contacts/${idOf("contact", 0)}`;
const { empty: _, ...states } = screen(path, ["contacts.get"]);

/** Opens what else there is in the head of the page, in any language. */
const opensMore = opens("main [aria-haspopup=menu]:has(> .lucide-ellipsis)");

/** Chooses the code in the menu that is open. */
const choosesCode = opens("[role=menuitem]:has(.lucide-qr-code)");

export default {
  ...states,
  ties: { path, steps: [opens("[id$=trigger-ties]")] },
  tiesGerman: { path, steps: [opens("[id$=trigger-ties]")], language: "de" as const },
  // A step further from somebody in a deal with them.
  tiesFurther: {
    path: `/contacts/${idOf("contact", 5)}`,
    steps: [opens("[id$=trigger-ties]"), opens("main ul [aria-expanded]")],
  },
  tiesFurtherGerman: {
    path: `/contacts/${idOf("contact", 5)}`,
    steps: [opens("[id$=trigger-ties]"), opens("main ul [aria-expanded]")],
    language: "de" as const,
    theme: "dark" as const,
  },
  // As a code for a phone's camera, with more known of the contact than a code holds.
  qr: {
    path,
    fake: { qrLeft: ["links"] },
    steps: [opensMore, choosesCode],
  },
  qrGerman: {
    path,
    fake: { qrLeft: ["links"] },
    language: "de" as const,
    theme: "dark" as const,
    steps: [opensMore, choosesCode],
  },
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
