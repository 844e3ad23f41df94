import { idOf } from "@/client/fakePeople";
import { opens, screen } from "@/stories/story";

const path = `/companies/${idOf("company", 0)}`;
const { empty: _, ...states } = screen(path, ["companies.get"]);
const tab = (name: string, more: object = {}) => ({ path, steps: [opens(`[id$=trigger-${name}]`)], ...more });

export default {
  ...states,
  empty: { path: `/companies/${idOf("company", 3)}` },
  people: tab("people"),
  committee: tab("committee"),
  committeeDark: tab("committee", { theme: "dark" as const }),
  committeeGerman: tab("committee", { language: "de" as const }),
  committeeError: tab("committee", {
    fake: {
      fail: { "companies.committee": { code: "io", kind: "broken", message: "The disk did not answer." } },
    },
  }),
  stakeholder: { path, steps: [opens("[id$=trigger-committee]"), opens("button[data-card]")] },
  engagement: tab("engagement"),
  engagementGerman: tab("engagement", { language: "de" as const }),
  group: tab("group"),
};
